"""Parts of Prepare in a window of their own, and the checks that come with the program."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from coach.library.checks import find_checks
from coach.ui.prepare.scroll import QuietScroll
from coach.ui.style import style_sheet
from coach.ui.theme import DARK, load_fonts


@pytest.fixture(scope="session")
def found():
    """The checks that come with the program."""
    return find_checks(Path("/nowhere"))


@pytest.fixture
def in_window(qtbot):
    """Shows a part as Prepare does: in a column that scrolls."""

    def show(made, width=800, height=700, scale=1.0, theme=DARK):
        load_fonts()
        window, content = QWidget(), QWidget()
        qtbot.addWidget(window, before_close_func=lambda _, kept=(window, content): None)
        window.setStyleSheet(style_sheet(theme, scale))
        part = made(content)
        column = QVBoxLayout(content)
        column.addWidget(part)
        column.addStretch()
        whole = QVBoxLayout(window)
        whole.addWidget(QuietScroll(content, window))
        window.resize(width, height)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        settle()
        return part

    return show


def settle():
    for _ in range(4):
        QApplication.processEvents()
