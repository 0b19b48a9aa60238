import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication

from coach.breath.lead import Lead
from coach.breath.pattern import BreathPattern
from coach.session.events import Pacing
from coach.ui.prepare.big_text import BigText
from coach.ui.prepare.choice import Choice
from coach.ui.prepare.ready import ReadyPage
from coach.ui.theme import DARK, LIGHT
from tests.helpers.clock import FakeClock
from tests.helpers.pages import Doubling, clipped, shipped_cards, show


@pytest.fixture
def clock():
    return FakeClock()


def choice():
    return Choice(
        protocol=shipped_cards()[0].protocol,
        skipped=(),
        minutes=40,
        pattern=BreathPattern(),
        pacing=Pacing.STEADY,
        client="A. M.",
        countdown_s=60,
    )


@pytest.fixture
def page(qtbot, clock):
    made = show(qtbot, ReadyPage(DARK, clock))
    made.begin(choice())
    return made


def test_it_says_what_to_do_where_to_stand_and_for_how_long(page):
    words, stage, total = page.words()
    assert words == "Tap when the client breathes in"
    assert stage == "Contact and oil · Stand at the hip."
    assert total == "A. M. · 40 min"


def test_it_says_what_to_mind_and_nothing_where_there_is_nothing(page):
    assert not page._cautions.isVisible()
    page.begin(msgspec.structs.replace(choice(), cautions="With care: pregnancy."))
    assert page._cautions.isVisible()
    assert page.cautions() == "With care: pregnancy."
    page.begin(choice())
    assert not page._cautions.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_T, Qt.Key.Key_PageDown])
def test_the_first_tap_starts_on_press_and_only_once(page, qtbot, key):
    started: list[bool] = []
    page.start_requested.connect(started.append)
    qtbot.keyPress(page, key)
    assert started == [True]
    qtbot.keyClick(page, key)
    assert started == [True]


def test_a_click_anywhere_is_a_tap(page, qtbot):
    with qtbot.waitSignal(page.start_requested) as asked:
        qtbot.mousePress(page, Qt.MouseButton.LeftButton, pos=QPoint(700, 420))
    assert asked.args == [True]


def test_the_countdown_runs_and_starts_without_a_tap(page, qtbot, clock):
    assert page.figures() == "60"
    clock.pass_ms(12_400)
    page.tick()
    assert page.figures() == "48"
    started: list[bool] = []
    page.start_requested.connect(started.append)
    clock.pass_ms(47_599)
    page.tick()
    assert (page.figures(), started) == ("1", [])
    clock.pass_ms(1)
    page.tick()
    page.tick()
    assert started == [False]


def test_another_countdown_begins_anew_and_space_still_taps(page, qtbot, clock):
    clock.pass_ms(10_000)
    qtbot.mouseClick(page.chips.buttons()[2], Qt.MouseButton.LeftButton)
    assert page.figures() == "120"
    with qtbot.waitSignal(page.start_requested) as asked:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert asked.args == [True]


def test_a_stopped_countdown_waits_for_the_tap(page, qtbot, clock):
    page.stop.click()
    with qtbot.assertNotEmitted(page.start_requested):
        clock.pass_ms(500_000)
        page.tick()
    assert page.figures() == ""
    page.chips.buttons()[0].click()
    assert page.figures() == "30"


def test_esc_goes_back_and_nothing_starts_after_it(page, qtbot, clock):
    with qtbot.waitSignal(page.cancel_requested):
        qtbot.keyClick(page, Qt.Key.Key_Escape)
    with qtbot.assertNotEmitted(page.start_requested):
        clock.pass_ms(500_000)
        page.tick()
        qtbot.keyClick(page, Qt.Key.Key_Space)


def test_nothing_starts_behind_another_page(page, qtbot, clock):
    page.hide()
    with qtbot.assertNotEmitted(page.start_requested):
        clock.pass_ms(500_000)
        page.tick()


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1024, 640), (1920, 1080)])
def test_the_words_are_as_high_as_they_must_be_to_be_read_from_afar(qtbot, clock, width, height):
    page = show(qtbot, ReadyPage(DARK, clock), width, height)
    page.begin(choice())
    capitals = {
        each.text(): QFontMetricsF(each.fitted()).capHeight() / height
        for each in page.findChildren(BigText)
    }
    assert capitals["Tap when the client breathes in"] >= 0.07
    assert capitals["60"] >= 0.12
    assert capitals["Contact and oil · Stand at the hip."] >= 0.037


@pytest.mark.parametrize("doubled", [False, True])
def test_text_of_twice_the_size_or_length_is_not_clipped(qtbot, qapp, clock, doubled):
    translator = Doubling()
    if doubled:
        qapp.installTranslator(translator)
    try:
        page = show(qtbot, ReadyPage(LIGHT, clock), 1024, 640, 1.0 if doubled else 2.0, theme=LIGHT)
        asks = "recent major injury or surgery, blood thinners, night pain"
        said = f"Ask a doctor first: {asks}.\nWith care: pregnancy.\n4 questions not asked."
        page.begin(msgspec.structs.replace(choice(), cautions=said))
        QApplication.processEvents()
        assert clipped(page) == []
        assert min(each.height() for each in page.findChildren(BigText)) > 10
        assert page.minimumSizeHint().width() <= 1024
    finally:
        qapp.removeTranslator(translator)


def test_a_lead_is_seen_as_a_curve_before_the_start(page):
    assert not page.plan.isVisible()
    page.begin(msgspec.structs.replace(choice(), lead=Lead(9.0, 20 * 60_000)))
    assert page.plan.isVisible()
    assert page.plan.accessibleName() == "The rate goes from 14.0 to 9.0 breaths / min."


def test_the_settings_open_from_here_and_nothing_starts_behind_them(page, qtbot, clock):
    asked, started = [], []
    page.settings_requested.connect(lambda: asked.append(True))
    page.start_requested.connect(started.append)
    qtbot.keyClick(page, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    clock.pass_ms(10 * 60_000)
    page.tick()
    assert (asked, started, page.figures()) == ([True], [], "")
