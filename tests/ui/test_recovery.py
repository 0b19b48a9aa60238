from datetime import UTC, date, datetime

import pytest
from PySide6.QtWidgets import QWidget

from coach.ui.recovery import Interrupted, RecoveryPanel

TODAY = date(2026, 3, 4)
FIRST = Interrupted(
    7, "A. M.", datetime(2026, 3, 4, 10, 5, tzinfo=UTC), "Back pain massage", 760_000
)
SECOND = Interrupted(9, "", datetime(2026, 3, 1, 9, 0, tzinfo=UTC), "Trapezius only", 59_999)


@pytest.fixture
def panel(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    made = RecoveryPanel(holder)
    holder.show()
    yield made  # noqa: PT022 -- the holder must live as long


def test_nothing_to_offer_shows_nothing(panel):
    panel.offer([], TODAY)
    assert not panel.isVisible()


def test_it_says_whose_when_what_and_where_it_stopped(panel):
    panel.offer([FIRST], TODAY)
    assert panel.isVisible()
    assert panel.text() == (
        "A. M., today 10:05, Back pain massage. It stopped at 12:40; nothing before that is lost."
    )


def test_an_older_one_has_its_date_and_needs_no_name(panel):
    panel.offer([SECOND], TODAY)
    assert panel.text() == (
        "1 March 09:00, Trapezius only. It stopped at 0:59; nothing before that is lost."
    )


def test_several_are_offered_one_after_another(panel, qtbot):
    panel.offer([FIRST, SECOND], TODAY)
    with qtbot.waitSignal(panel.keep_requested) as kept:
        panel.keep.click()
    assert kept.args == [7]
    assert panel.offered() == (SECOND,)
    assert "Trapezius" in panel.text()
    with qtbot.waitSignal(panel.continue_requested) as continued:
        panel.go_on.click()
    assert continued.args == [9]
    assert not panel.isVisible()
