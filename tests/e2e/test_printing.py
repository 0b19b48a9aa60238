"""A report from the real program's Library to a PDF, by keyboard alone."""

import time

from coach.library.store import Store
from tests.e2e.test_command_line import ENDED
from tests.helpers.program import Program
from tests.helpers.screen import wait_until
from tests.library.making import HEADING
from tests.ui.printing.conftest import Pdf


def test_a_report_is_saved_as_pdf_from_the_library(screen, coach_home, tmp_path):
    store = Store(coach_home)
    store.append(store.create(HEADING), 0, ENDED, 0)
    store.close()
    path = tmp_path / "report.pdf"
    with Program(screen, coach_home) as program:
        time.sleep(1)
        program.key("ctrl+2")
        time.sleep(1.5)
        program.key("Down", "ctrl+p")
        screen.window("Trapezius only")
        program.key("ctrl+s")
        screen.window("Save as PDF")
        program.key("ctrl+a")
        screen.type(str(path))
        program.key("Return")
        wait_until(path.exists, what="the report")
        screen.window("Trapezius only")
        program.key("Escape")
        screen.window("coach")
        assert program.end() == (0, "")
    made = Pdf(path)
    assert made.pages == 1
    assert made.has("Trapezius only")
    assert made.has("Client A.")
