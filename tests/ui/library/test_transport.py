"""The controls below the timeline."""

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coach.ui.library.transport import Transport
from coach.ui.style import style_sheet
from coach.ui.theme import DARK, load_fonts

WHOLE_MS = 45 * 60_000


@pytest.fixture
def transport(qtbot):
    load_fonts()
    window = QWidget()
    qtbot.addWidget(window, before_close_func=lambda _, kept=window: None)
    window.setStyleSheet(style_sheet(DARK, 1.0))
    made = Transport(window)
    QVBoxLayout(window).addWidget(made)
    made.show_length(WHOLE_MS)
    window.resize(700, 200)
    window.show()
    qtbot.waitExposed(window)
    return made


def test_nothing_moves_while_the_time_counts(transport, qtbot):
    before = transport.sizeHint(), transport._elapsed.sizeHint()
    for second in range(0, WHOLE_MS // 1_000, 7):
        transport.show_position(second * 1_000)
        assert (transport.sizeHint(), transport._elapsed.sizeHint()) == before, transport.position()


def test_a_longer_session_has_room_for_its_hours(transport):
    narrow = transport._elapsed.sizeHint().width()
    transport.show_length(3 * 3_600_000)
    assert transport._elapsed.sizeHint().width() > narrow
