from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from coach.breath.pattern import BreathPattern
from coach.library.checks import find_checks
from coach.library.client_record import new_record
from coach.library.settings import BreathSound, Settings, Voice
from coach.massage.checks import answer
from coach.session.events import Pacing
from coach.ui.prepare.choice import ProtocolCard, Restored
from coach.ui.prepare.page import PreparePage
from coach.ui.prepare.scroll import QuietScroll
from coach.ui.theme import DARK, LIGHT, font
from coach.ui.window import LEAST_SIZE
from tests.helpers.clock import FakeClock
from tests.helpers.pages import Doubling, clipped, shipped_cards, show
from tests.helpers.sessions import SHIPPED

DAY = date(2026, 11, 25)
FOUND = find_checks(Path("/nowhere"))
LAST = Restored(
    protocol_id="back-pain",
    minutes=35,
    skipped=("closing",),
    pattern=BreathPattern(11.7, 0.42, 0.05),
    pacing=Pacing.TAPS,
    client="A. M.",
)


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def page(qtbot, clock):
    made = PreparePage(DARK, clock)
    made.set_protocols(shipped_cards())
    _ = made.details
    return show(qtbot, made)


def press(qtbot, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def tap(qtbot, clock, *gaps_ms, key=Qt.Key.Key_Space):
    press(qtbot, key)
    for gap_ms in gaps_ms:
        clock.pass_ms(gap_ms)
        press(qtbot, key)


def in_sight(page, part):
    top = part.mapTo(page.findChildren(QuietScroll)[0], QPoint(0, 0)).y()
    return top >= 0 and top + part.height() <= page.findChildren(QuietScroll)[0].height()


def test_the_tap_pad_has_the_keys_when_the_page_opens(page):
    assert QApplication.focusWidget() is page.rhythm.pad


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_T, Qt.Key.Key_PageDown])
def test_taps_give_the_rate_to_a_tenth_and_its_steadiness(page, qtbot, clock, key):
    tap(qtbot, clock, 5100, 5300, 5000, 5200, key=key)
    assert page.rhythm.pad.seconds() == (5.1, 5.3, 5.0, 5.2)
    assert page.rhythm.rate_text() == "11.7"
    assert page.rhythm.words() == "breaths / min, steady"
    assert page.choice().pattern.rate_bpm == pytest.approx(60_000 / 5150)


def test_a_click_taps_on_press(page, qtbot, clock):
    for _ in range(3):
        qtbot.mousePress(page.rhythm.pad, Qt.MouseButton.LeftButton)
        qtbot.mouseRelease(page.rhythm.pad, Qt.MouseButton.LeftButton)
        clock.pass_ms(4000)
    assert page.rhythm.rate_text() == "15.0"


def test_only_the_last_five_intervals_are_shown(page, qtbot, clock):
    tap(qtbot, clock, 4000, 4000, 4000, 4000, 4000, 4500, 4500)
    assert page.rhythm.pad.seconds() == (4.0, 4.0, 4.0, 4.5, 4.5)


def test_unsteady_breathing_is_called_so(page, qtbot, clock):
    tap(qtbot, clock, 4000)
    assert page.rhythm.words().endswith("tap on")
    tap(qtbot, clock)  # a double
    clock.pass_ms(5000)
    tap(qtbot, clock)
    assert page.rhythm.words() == "breaths / min, varies a little"
    clock.pass_ms(2700)
    tap(qtbot, clock)
    assert page.rhythm.words() == "breaths / min, varies, tap on"


def test_a_doubled_tap_changes_nothing(page, qtbot, clock):
    tap(qtbot, clock, 5000, 5000)
    before = page.choice()
    clock.pass_ms(300)
    tap(qtbot, clock)
    assert page.choice() == before
    assert page.rhythm.pad.seconds() == (5.0, 5.0)


def test_the_first_interval_of_a_slow_breath_is_one_breath(page, qtbot, clock):
    tap(qtbot, clock, 10_000)
    assert page.rhythm.rate_text() == "6.0"


def test_a_late_tap_begins_anew_and_keeps_the_rate(page, qtbot, clock):
    tap(qtbot, clock, 5000, 5000, 20_000)
    assert page.rhythm.pad.seconds() == ()
    assert page.rhythm.rate_text() == "12.0"


def test_starting_over_forgets_the_taps_and_returns_to_the_pad(page, qtbot, clock):
    tap(qtbot, clock, 5000, 5000)
    qtbot.mouseClick(page.rhythm.start_over, Qt.MouseButton.LeftButton)
    assert page.rhythm.pad.seconds() == ()
    assert page.rhythm.rate_text() == "14.0"
    assert QApplication.focusWidget() is page.rhythm.pad


def test_the_slider_overrules_the_taps_by_halves_until_the_next_tap(page, qtbot, clock):
    tap(qtbot, clock, 5100, 5100)
    assert page.rhythm.rate.number() == 12.0
    qtbot.keyClick(page.rhythm.rate, Qt.Key.Key_Right)
    assert page.rhythm.rate_text() == "12.5"
    assert page.rhythm.words().endswith("set by hand")
    assert page.choice().pattern.rate_bpm == 12.5
    clock.pass_ms(5100)
    tap(qtbot, clock)
    assert page.rhythm.rate_text() == "11.8"


def test_shares_do_not_touch_the_tapped_rate(page, qtbot, clock):
    tap(qtbot, clock, 5100, 5100)
    qtbot.keyClick(page.rhythm.inhale, Qt.Key.Key_Right)
    qtbot.keyClick(page.rhythm.pause, Qt.Key.Key_Right)
    pattern = page.choice().pattern
    assert pattern == BreathPattern(60_000 / 5100, 0.41, 0.01)


def test_a_page_down_on_a_slider_is_a_tap(page, qtbot, clock):
    page.rhythm.rate.setFocus()
    tap(qtbot, clock, 4000, key=Qt.Key.Key_PageDown)
    assert page.rhythm.rate_text() == "15.0"


def test_the_name_keeps_its_space_and_its_letters(page, qtbot):
    page.client.field.setFocus()
    qtbot.keyClicks(page.client.field, "T t")
    assert page.client.field.text() == "T t"
    assert page.rhythm.pad.seconds() == ()
    assert not page.rhythm.start_over.isEnabled()


def test_a_focused_card_keeps_its_space(page, qtbot):
    card = page.cards.buttons()[1]
    card.setFocus()
    qtbot.keyClick(card, Qt.Key.Key_Space)
    assert page.choice().protocol.id == SHIPPED[1]
    assert not page.rhythm.start_over.isEnabled()


def test_the_length_lays_the_stages_anew_as_it_moves(page, qtbot):
    assert page.length.strip.plan()[-1] == 40 * 60_000
    before = page.length.strip.plan()
    qtbot.keyClick(page.length.slider, Qt.Key.Key_Left)
    after = page.length.strip.plan()
    assert after[-1] == 39 * 60_000
    assert all(new < old for new, old in zip(after, before, strict=True))
    assert page.choice().minutes == 39


def test_an_optional_stage_can_be_left_out(page):
    page.length.switches()["contact"].click()
    assert len(page.length.strip.plan()) == 5
    choice = page.choice()
    assert choice.skipped == ("contact",)
    assert "contact" not in [stage.id for stage in choice.protocol.stage]
    page.length.switches()["contact"].click()
    assert page.choice().skipped == ()


def test_another_protocol_has_its_own_length_and_keeps_the_clients_breath(page, qtbot, clock):
    tap(qtbot, clock, 5000, 5000)
    qtbot.keyClick(page.length.slider, Qt.Key.Key_Home)
    back, *_, trapezius = page.cards.buttons()[: len(SHIPPED)]
    trapezius.click()
    assert page.choice().minutes == 12
    assert page.choice().pattern.rate_bpm == 12.0
    back.click()
    assert page.choice().minutes == 30


def test_a_protocols_own_breath_is_taken_while_nobody_tapped(qtbot, clock):
    cards = shipped_cards()
    slow = msgspec.structs.replace(cards[1].protocol, rate_bpm=6.0, inhale_share=0.5)
    page = PreparePage(DARK, clock)
    page.set_protocols([cards[0], ProtocolCard(slow, "slow.toml")])
    page = show(qtbot, page)
    page.cards.buttons()[1].click()
    assert page.choice().pattern == BreathPattern(6.0, 0.5)


def test_a_broken_file_is_listed_with_its_reason_and_is_no_card(qtbot, clock):
    page = PreparePage(DARK, clock)
    broken = ProtocolCard(None, "mine.toml", "stage[2].inhale.path: not a number")
    page.set_protocols([broken, *shipped_cards()])
    page = show(qtbot, page)
    assert len(page.cards.buttons()) == len(SHIPPED) + 2
    assert "mine.toml cannot be used. stage[2].inhale.path" in page.cards.problems()
    assert page.choice().protocol.id == "back-pain"


def test_without_a_protocol_there_is_no_ready(qtbot, clock):
    page = PreparePage(DARK, clock)
    page.set_protocols([ProtocolCard(None, "mine.toml", "line 1: broken")])
    page = show(qtbot, page)
    assert page.choice() is None
    assert not page.ready.isEnabled()
    with qtbot.assertNotEmitted(page.ready_requested):
        press(qtbot, Qt.Key.Key_Return)


def test_enter_is_ready_with_the_last_settings(page, qtbot):
    page.restore(LAST)
    said = "Press Enter for Back pain massage, A. M., 35 min, 11.7 breaths / min."
    assert page.offer() == said
    with qtbot.waitSignal(page.ready_requested) as asked:
        press(qtbot, Qt.Key.Key_Return)
    (choice,) = asked.args
    assert choice.protocol.id == "back-pain"
    assert choice.skipped == LAST.skipped
    assert [stage.id for stage in choice.protocol.stage][-1] == "vibration"
    assert (choice.minutes, choice.pattern, choice.pacing) == (35, LAST.pattern, Pacing.TAPS)
    assert choice.client == "A. M."


def test_what_enter_is_said_to_make_ready_is_what_it_does(page, qtbot):
    page.restore(msgspec.structs.replace(LAST, client=""))
    assert page.offer().startswith("Press Enter for Back pain massage, no client, 35 min, 11.7 ")
    page.client.field.setFocus()
    qtbot.keyClicks(page.client.field, "Zoe")
    qtbot.keyClick(page.length.slider, Qt.Key.Key_Right)
    qtbot.keyClick(page.rhythm.rate, Qt.Key.Key_Home)
    assert page.offer() == "Press Enter for Back pain massage, Zoe, 36 min, 4.0 breaths / min."


def test_another_protocol_than_the_last_times_is_not_the_same_again(page):
    page.restore(LAST)
    said = page.offer()
    page.cards.buttons()[1].click()
    assert page.offer() == ""
    page.cards.buttons()[0].click()
    assert page.offer() == said


def test_clients_of_late_come_after_the_name_by_tab(page):
    page.client.set_clients([new_record("Anna"), new_record("Ben")], DAY)
    first, second = page.client.chips.values()
    assert page.client.record_button.nextInFocusChain() is first
    assert first.nextInFocusChain() is second


def test_a_client_without_a_session_had_no_last_time(page):
    nobody = new_record("Anna")
    page.client.set_clients([nobody], DAY)
    page.client.choose(nobody.token)
    page.set_client(nobody, (), DAY)
    page.restore(msgspec.structs.replace(LAST, client="Anna"))
    assert page.choice().client_token == nobody.token
    assert page.offer() == ""


def test_a_refusal_has_no_ready_and_is_brought_into_sight_with_the_way_to_change_it(page, qtbot):
    page.before.set_checks(FOUND)
    fever = next(check for check in FOUND.checks if check.id == "fever")
    page.set_client(None, (answer(fever, yes=True),), DAY)
    page.resize(1280, 560)
    QApplication.processEvents()
    assert not in_sight(page, page.before.checks)
    assert page.ready.text() == "Not today"
    assert page.ready.accessibleDescription().startswith("Not today. Advise a doctor")
    assert page.ready.property("kind") == "refused"
    for _ in range(2):
        with qtbot.assertNotEmitted(page.ready_requested):
            page.ready.click()
    assert in_sight(page, page.before.checks)
    assert QApplication.focusWidget() is page.before.change
    page.set_client(None, (), DAY)
    assert page.ready.text().startswith("Ready")
    assert page.ready.property("kind") == "primary"
    assert QApplication.focusWidget() is page.rhythm.pad


def test_ready_is_told_what_was_not_asked_and_what_to_mind(page):
    assert page.choice().cautions == ""
    page.before.set_checks(FOUND)
    assert page.choice().cautions == "13 questions not asked: Esc goes back to them."
    yes = [check.id for check in FOUND.checks if check.id in ("pregnancy", "blood-thinners")]
    said = tuple(answer(check, yes=check.id in yes) for check in FOUND.checks)
    page.set_client(None, said[1:], DAY, said[1:])
    assert page.choice().cautions == (
        "Ask a doctor first: blood thinners.\nWith care: pregnancy.\n"
        "One question not asked: Esc goes back to it."
    )
    page.set_client(None, (), DAY, tuple(answer(check, yes=False) for check in FOUND.checks))
    assert page.choice().cautions == ""


def test_last_settings_of_a_protocol_that_is_gone_leave_the_first_as_it_is(page):
    page.restore(msgspec.structs.replace(LAST, protocol_id="gone"))
    assert page.choice().minutes == 40
    assert page.choice().client == "A. M."
    assert page.offer() == ""


def test_enter_in_the_name_leaves_it_and_with_ctrl_is_ready(page, qtbot):
    page.client.field.setFocus()
    with qtbot.assertNotEmitted(page.ready_requested):
        press(qtbot, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.rhythm.pad
    page.client.field.setFocus()
    with qtbot.waitSignal(page.ready_requested):
        press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_enter_on_a_button_presses_that_one_and_with_ctrl_is_ready(page, qtbot):
    page.before.set_checks(FOUND)
    card, switch = page.cards.buttons()[1], page.length.switches()["closing"]
    with qtbot.assertNotEmitted(page.ready_requested):
        for button in (switch, card, page.before.change):
            button.setFocus(Qt.FocusReason.TabFocusReason)
            press(qtbot, Qt.Key.Key_Return)
    assert not switch.isChecked()
    assert page.choice().protocol.id == SHIPPED[1]
    assert page.before.checks.dialog() is not None
    page.before.checks.dialog().reject()
    card.setFocus()
    with qtbot.waitSignal(page.ready_requested):
        press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    page.ready.setFocus()
    with qtbot.waitSignal(page.ready_requested):
        press(qtbot, Qt.Key.Key_Return)


def test_pacing_is_chosen(page):
    page.pacing.buttons()[1].click()
    assert page.choice().pacing is Pacing.TAPS


def test_tab_reaches_every_control_once_from_the_pad_on(page, qtbot):
    page.client.field.setText("A. M.")
    reached: list[Any] = []
    while (here := QApplication.focusWidget()) not in reached:
        reached.append(here)
        press(qtbot, Qt.Key.Key_Tab)
    rhythm = page.rhythm
    assert reached[0] is rhythm.pad
    wanted = [rhythm.rate, rhythm.inhale, rhythm.pause, page.ready, page.theme_button]
    wanted += [page.length.slider, *page.length.switches().values(), page.client.field]
    wanted += [page.tabs.settings, *page.ears.buttons()]
    assert set(wanted) <= set(reached)
    assert any(card in reached for card in page.cards.buttons())
    assert all(w.accessibleName() or w.text() for w in reached)


def test_a_notice_stays_until_it_is_closed(page):
    page.show_notice("Settings were damaged.")
    assert page.notice.isVisible()
    page.notice.close_button.click()
    assert not page.notice.isVisible()
    page.show_notice("Again.")
    page.show_notice(None)
    assert not page.notice.isVisible()


def test_the_theme_button_says_where_it_leads(page, qtbot):
    assert page.theme_button.text() == "Light"
    with qtbot.waitSignal(page.theme_toggle_requested):
        page.theme_button.click()
    page.set_theme(LIGHT)
    assert page.theme_button.text() == "Dark"


def test_what_will_be_heard_is_shown_and_nobody_told(page, qtbot):
    wanted = Settings(sound=BreathSound(tone_on=True, settle=True), voice=Voice(on=True))
    with qtbot.assertNotEmitted(page.ears_changed):
        page.show_ears(wanted)
    on = [field for field, chip in page.ears.chips.items() if chip.isChecked()]
    assert on == ["sound.tone_on", "voice.on", "sound.settle"]
    page.show_ears(Settings())
    assert not any(chip.isChecked() for chip in page.ears.chips.values())


@pytest.mark.parametrize(
    "field", ["sound.tone_on", "sound.cue_on", "sound.chimes_on", "voice.on", "sound.settle"]
)
def test_a_chip_turns_one_sound_on_and_off(page, qtbot, field):
    chip = page.ears.chips[field]
    for on in (True, False):
        with qtbot.waitSignal(page.ears_changed) as told:
            qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
        assert told.args == [field, on]
        assert chip.isChecked() is on
    assert QApplication.focusWidget() is page.rhythm.pad


def test_the_settings_are_asked_for_at_the_head_by_a_key_and_at_the_sound(page, qtbot):
    asked = []
    page.settings_requested.connect(asked.append)
    page.tabs.settings.click()
    press(qtbot, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    page.ears.more.click()
    assert asked == ["", "", "sound"]


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1024, 700)])
def test_the_whole_page_fits(qtbot, clock, width, height):
    page = PreparePage(DARK, clock)
    page.set_protocols(shipped_cards())
    page.restore(LAST)
    _ = page.details
    page = show(qtbot, page, width, height)
    bottom = page.ready.mapTo(page, QPoint(0, page.ready.height())).y()
    assert bottom <= height
    assert clipped(page) == []


def test_the_smallest_window_shows_the_pad_and_ready(qtbot, clock):
    page = PreparePage(DARK, clock)
    page.setFont(font(16))
    page.set_protocols(shipped_cards())
    page.restore(LAST)
    _ = page.details
    page = show(qtbot, page, *LEAST_SIZE)
    for part in (page.ready, page.rhythm.pad):
        top = part.mapTo(page, QPoint(0, 0)).y()
        assert top >= 0
        assert top + part.height() <= LEAST_SIZE[1]
    assert clipped(page) == []


@pytest.mark.parametrize("width", [1024, 1280, 1920])
@pytest.mark.parametrize("doubled", [False, True])
def test_text_of_twice_the_size_or_length_is_not_clipped(qtbot, qapp, clock, width, doubled):
    translator = Doubling()
    if doubled:
        qapp.installTranslator(translator)
    try:
        page = PreparePage(LIGHT, clock)
        page.set_protocols(shipped_cards())
        page.restore(LAST)
        _ = page.details
        page.show_notice("Settings were damaged.")
        page = show(qtbot, page, width, 800, scale=1.0 if doubled else 2.0, theme=LIGHT)
        tap(qtbot, clock, 5000, 5000, 5000)
        QApplication.processEvents()
        assert clipped(page) == []
        for scroll in page.findChildren(QuietScroll):
            assert scroll.widget().width() <= scroll.width()
    finally:
        qapp.removeTranslator(translator)


def test_a_click_on_a_button_leaves_space_to_the_pad(qtbot, page, clock):
    for button in (page.lead.keep, page.theme_button):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert QApplication.focusWidget() is page.rhythm.pad
