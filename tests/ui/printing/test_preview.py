"""The preview: pages shown, a paper chosen, a file written, by keyboard and with the disk full."""

import os
import sys
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from coach.ui.printing.document import Document
from coach.ui.printing.paper import A4, LETTER
from coach.ui.printing.preview import Preview, file_name
from coach.ui.printing.printer import PrinterJob
from coach.ui.style import style_sheet
from coach.ui.theme import DARK
from tests.helpers.accessible import (
    called,
    nameless,
    reached_by_tab,
    roleless,
    tab_round,
    tree,
    twins,
)
from tests.helpers.pages import clipped
from tests.ui.printing.conftest import Pdf, asked

pytestmark = pytest.mark.usefixtures("fonts")

LONG = "".join(f"<h2>{n}</h2><p>{'breath and hands ' * 80}</p>" for n in range(30))


def opened(qtbot, html=LONG, paper="A4", size=(1280, 800), scale=1.0):
    window = QWidget()
    window.setStyleSheet(style_sheet(DARK, scale))
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()
    made = Preview(asked(html), paper, window)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    made.open_over()
    qtbot.waitExposed(made)
    for _ in range(4):
        QApplication.processEvents()
    made.window_behind = window
    return made


def test_shows_white_pages_on_the_themes_ground(qtbot):
    made = opened(qtbot)
    image = made.pages.grab().toImage()
    middle, edge = image.pixelColor(image.width() // 2, 30), image.pixelColor(4, 30)
    assert middle == QColor("white")
    assert edge.lightness() < 60
    assert made.number.text() == f"Page 1 of {made.document.page_count}"


def test_is_gone_over_by_page_with_the_keys(qtbot):
    made = opened(qtbot)
    last = made.document.page_count - 1
    assert QApplication.focusWidget() is made.pages
    for key, page in (
        (Qt.Key.Key_PageDown, 1),
        (Qt.Key.Key_PageDown, 2),
        (Qt.Key.Key_PageUp, 1),
        (Qt.Key.Key_End, last),
        (Qt.Key.Key_PageDown, last),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_PageUp, 0),
    ):
        qtbot.keyClick(made.pages, key)
        assert made.pages.page == page
        assert made.number.text() == f"Page {page + 1} of {last + 1}"


def test_another_paper_is_laid_out_anew_and_told(qtbot):
    made = opened(qtbot)
    assert made.papers["A4"].isChecked()
    with qtbot.waitSignal(made.paper_chosen) as told:
        made.papers["Letter"].click()
    assert told.args == ["Letter"]
    assert made.document.paper is LETTER
    assert f"of {made.document.page_count}" in made.number.text()


def test_save_writes_all_pages_while_the_program_goes_on(qtbot, tmp_path):
    made = opened(qtbot)
    path = tmp_path / "out.pdf"
    made.save_as(path)
    assert made.progress.isVisible()
    assert not made.save.isEnabled()
    assert not path.exists()
    qtbot.waitUntil(path.exists)
    assert not made.progress.isVisible()
    assert made.save.isEnabled()
    assert made.notice.text() == f"Written to {path}."
    assert Pdf(path).pages == made.document.page_count > 3


def test_closed_before_the_end_it_leaves_nothing(qtbot, tmp_path):
    made = opened(qtbot)
    made.save_as(tmp_path / "out.pdf")
    made._on_steps_timeout()
    made.close()
    for _ in range(5):
        QApplication.processEvents()
    assert list(tmp_path.glob("*.pdf*")) == []


def test_a_disk_that_refuses_is_told_and_the_preview_stays(qtbot, tmp_path, monkeypatch):
    made = opened(qtbot)
    path = tmp_path / "out.pdf"
    path.write_bytes(b"old")

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "open", full)
        made.save_as(path)
        qtbot.waitUntil(made.notice.isVisible)
    assert "disk is full" in made.notice.text()
    assert path.read_bytes() == b"old"
    assert made.isVisible()
    made.save_as(path)
    qtbot.waitUntil(lambda: "Written" in made.notice.text())


def test_the_file_is_asked_for_with_a_name_from_the_title(qtbot, tmp_path, monkeypatch):
    seen = []

    def answered(dialog):
        seen.extend([dialog.selectedFiles()[0], dialog.defaultSuffix()])
        dialog.selectFile(str(tmp_path / "named"))
        return 1

    monkeypatch.setattr(QFileDialog, "exec", answered)
    made = opened(qtbot)
    made.save.click()
    qtbot.waitUntil((tmp_path / "named.pdf").exists)
    assert seen[0].endswith("/Oils.pdf")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Back pain massage · Maria K.", "Back pain massage · Maria K"),
        ("../../etc/passwd", "etc passwd"),
        ('a:b*c?"<>|d\n', "a b c d"),
        ("...", "coach"),
        ("x" * 300, "x" * 100),
    ],
)
def test_no_title_makes_a_name_that_is_none(title, name):
    assert file_name(title) == name


def test_without_the_systems_library_one_sentence_and_pdf_still_works(qtbot, tmp_path, monkeypatch):
    made = opened(qtbot)
    monkeypatch.setitem(sys.modules, "coach.ui.printing.printer", None)
    made.print_button.click()
    assert "Save as PDF" in made.notice.text()
    made.save_as(tmp_path / "out.pdf")
    qtbot.waitUntil((tmp_path / "out.pdf").exists)


def printer_to(path):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def test_a_printer_gets_all_pages_on_their_paper(qtbot, tmp_path, monkeypatch):
    path = tmp_path / "printed.pdf"
    made = opened(qtbot, paper="Letter")
    job = PrinterJob(printer_to(path), made.document)
    monkeypatch.setattr(PrinterJob, "asked_of", lambda *_: job)
    made.print_button.click()
    qtbot.waitUntil(lambda: not made.progress.isVisible())
    printed = Pdf(path)
    assert printed.pages == made.document.page_count
    assert printed.size_mm() == pytest.approx((215.9, 279.4), abs=0.4)


def test_a_printer_may_be_given_some_of_the_pages(tmp_path):
    path = tmp_path / "printed.pdf"
    printer = printer_to(path)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    document = Document(asked(LONG), A4)
    assert list(PrinterJob(printer, document).pages()) == [1, 2]
    printed = Pdf(path)
    assert printed.pages == 2
    assert printed.has(f"Page 2 of {document.page_count}", 0)


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_does_not_begin_is_told(qtbot, tmp_path, monkeypatch):
    made = opened(qtbot)
    job = PrinterJob(printer_to(tmp_path / "none" / "printed.pdf"), made.document)
    monkeypatch.setattr(PrinterJob, "asked_of", lambda *_: job)
    made.print_button.click()
    qtbot.waitUntil(made.notice.isVisible)
    assert made.notice.text().startswith("Not printed")


def test_everything_has_a_name_a_role_and_its_turn_with_tab(qtbot):
    made = opened(qtbot)
    found = tree(made)
    assert nameless(found) == []
    assert roleless(found) == []
    assert twins(found) == []
    visited = tab_round(made)
    assert [called(w) for w in reached_by_tab(made) if w not in visited] == []
    for before, after in pairwise((made.papers["A4"], made.save, made.print_button)):
        assert visited.index(before) < visited.index(after)


def test_shows_where_the_focus_is(qtbot):
    made = opened(qtbot)
    for widget in reached_by_tab(made):
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        focused = widget.grab().toImage()
        widget.clearFocus()
        QApplication.processEvents()
        assert widget.grab().toImage() != focused, called(widget)


@pytest.mark.parametrize("size", [(1280, 800), (1024, 640)])
def test_in_letters_twice_as_large_no_word_is_cut(qtbot, size):
    made = opened(qtbot, size=size, scale=2.0)
    made.notice.say("The disk is full. What was saved before is kept. Free some space.")
    for _ in range(4):
        QApplication.processEvents()
    assert clipped(made) == []
    for button in (made.save, made.print_button, made.close_button, *made.papers.values()):
        assert min(button.width(), button.height()) >= 44
