"""The tour over the real pages: by keyboard, by mouse, offered once."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication

from coach.choosing import Start
from coach.library import settings as settings_file
from coach.ui.guide.page import GuidePage
from coach.ui.guide.tour import Step, Tour, TourOffer
from coach.ui.prepare.page import PreparePage
from coach.ui.theme import DARK
from tests.helpers.accessible import nameless, tree
from tests.helpers.clock import FakeClock
from tests.helpers.desk import desks
from tests.helpers.pages import clipped, shipped_cards, show

Key = Qt.Key


@pytest.fixture
def desk(qtbot, monkeypatch):
    yield from desks(monkeypatch)


@pytest.fixture
def coach(desk, qtbot):
    made = desk().coach
    made.open()
    qtbot.waitExposed(made._window)
    made._window.activateWindow()
    made._touring.offer_to_the_new()
    return made


def tour_of(coach):
    return coach._touring.tour


def press(qtbot, *keys):
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key)


def test_the_new_are_offered_it_and_keep_the_tap_pad(coach, coach_home):
    offer = coach._touring.offer
    assert offer.isVisible()
    assert QApplication.focusWidget() is coach._prepare.rhythm.pad
    offer.decline.click()
    assert offer.isHidden()
    assert QApplication.focusWidget() is coach._prepare.rhythm.pad
    settings, _ = settings_file.load(coach_home)
    assert settings.toured


def test_it_is_offered_until_it_was_answered_and_then_no_more(desk, coach):
    again = desk().coach
    again._touring.offer_to_the_new()
    assert again._touring.offer is not None
    again._touring.offer.decline.click()
    last = desk().coach
    last._touring.offer_to_the_new()
    assert last._touring.offer is None


def test_who_gave_a_massage_before_is_not_new(desk):
    coach = desk().coach
    coach.open()
    coach._settings.minutes = {"back-pain": 40.0}
    coach._touring.offer_to_the_new()
    assert coach._touring.offer is None


def test_five_steps_by_keyboard_over_the_real_pages(qtbot, coach, coach_home):
    coach._touring.offer.take.click()
    tour = tour_of(coach)
    pages = []
    for step in range(5):
        assert tour.at() == step
        assert tour.isVisible()
        assert QApplication.focusWidget() is tour.next
        pages.append(coach._window.page())
        press(qtbot, Key.Key_Return)
    prepare, guide = coach._prepare, coach._guide
    assert pages == [prepare, prepare, guide, coach._library, guide]
    assert tour.isHidden()
    assert coach._window.page() is coach._prepare
    assert settings_file.load(coach_home)[0].toured


def test_back_and_skip_by_mouse(qtbot, coach):
    coach._touring.begin()
    tour = tour_of(coach)
    assert not tour.back.isEnabled()
    for button, at in ((tour.next, 1), (tour.next, 2), (tour.back, 1)):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert tour.at() == at
    assert coach._window.page() is coach._prepare
    qtbot.mouseClick(tour.skip, Qt.MouseButton.LeftButton)
    assert tour.isHidden()


def test_tab_stays_in_the_card_and_esc_leaves(qtbot, coach):
    coach._touring.begin()
    tour = tour_of(coach)
    press(qtbot, Key.Key_Return)
    seen = []
    for _ in range(4):
        seen.append(QApplication.focusWidget())
        press(qtbot, Key.Key_Tab)
    assert seen == [tour.next, tour.back, tour.skip, tour.next]
    press(qtbot, Key.Key_Escape)
    assert tour.isHidden()


def test_no_key_or_click_of_it_reaches_the_page_below(qtbot, coach):
    coach._touring.begin()
    tour = tour_of(coach)
    tapped = []
    coach._prepare.rhythm.pad.tapped.connect(lambda *_: tapped.append(1))
    press(qtbot, Key.Key_T, Key.Key_PageDown)
    qtbot.mouseClick(tour, Qt.MouseButton.LeftButton, pos=QPoint(900, 400))
    assert (
        coach._prepare.rhythm.pad._taps == []
        if hasattr(coach._prepare.rhythm.pad, "_taps")
        else True
    )
    assert tour.at() == 0


def test_the_card_leaves_what_it_tells_of_free(qtbot, coach):
    coach._touring.begin()
    tour = tour_of(coach)
    for size in ((1280, 800), (1024, 640), (1920, 1080)):
        coach._window.resize(*size)
        for _ in range(4):
            QApplication.processEvents()
        assert tour.size() == coach._window.size()
        ready = coach._prepare.rhythm.pad
        hole = QRect(ready.mapTo(coach._window, QPoint()), ready.size())
        assert not hole.intersects(tour.card.geometry())


def test_from_the_guide_it_leads_back_to_the_guide(qtbot, coach):
    coach._prepare.tabs.tabs["guide"].click()
    guide = coach._window.page()
    assert isinstance(guide, GuidePage)
    guide.tour.click()
    assert coach._window.page() is coach._prepare
    assert coach._touring.offer.isHidden()
    press(qtbot, Key.Key_Escape)
    assert coach._window.page() is guide


def test_a_massage_begun_without_it_is_an_answer(desk, coach_home):
    coach = desk().coach
    coach.open()
    coach._touring.offer_to_the_new()
    coach._prepare.ready.click()
    coach._ready.start_requested.emit(True)
    assert coach._touring.offer.isHidden()
    assert settings_file.load(coach_home)[0].toured


def test_a_start_at_once_offers_nothing(desk):
    coach = desk().coach
    coach.start_at_once(Start())
    assert "_touring" not in coach.__dict__


@pytest.mark.parametrize("width", [1024, 1280, 1920])
def test_in_letters_twice_as_large_neither_offer_nor_card_is_cut(qtbot, width):
    page = PreparePage(DARK, FakeClock())
    page.set_protocols(shipped_cards())
    page.put_first(TourOffer(page))
    show(qtbot, page, width=width, scale=2.0)
    assert clipped(page) == []
    tour = Tour(DARK, page.window())
    tour.wear(DARK, 2.0)
    told = "Rest a hand on the back. " * 6
    tour.begin([Step("Find the client's breath", told, lambda: page.ready)])
    for _ in range(4):
        QApplication.processEvents()
    assert clipped(tour) == []
    assert tour._hole() is not None
    assert nameless(tree(tour)) == []
    assert min(button.height() for button in (tour.next, tour.back, tour.skip)) >= 44
