"""The page beside its frames: words that pass or stay, the end, a fresh session, themes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractButton

from coach.breath.pattern import Phase
from coach.session import commands as cmd
from coach.session.events import EndReason, HoldReason, PauseReason
from coach.ui.keys.actions import Action
from coach.ui.theme import LIGHT
from tests.ui.session.conftest import in_kneading, in_the_middle_of


def test_a_notice_passes(page):
    page.show_notice("Nothing to undo.")
    assert page.notice.isVisible()
    page.notice._timer.timeout.emit()
    assert not page.notice.isVisible()


def test_a_warning_stays_until_it_is_taken_away_and_covers_nothing(page):
    page.show_warning("Not saved. Free space to save the rest.")
    assert page.warning.isVisible()
    for part in page._painted:
        assert not part.geometry().intersects(page.warning.geometry())
    page.show_warning(None)
    assert not page.warning.isVisible()


def test_the_question_before_the_end_does_not_stop_the_breath(qtbot, page, sent, rehearsal):
    page.ask_to_end()
    rehearsal.wait_for(in_the_middle_of(Phase.EXHALE))
    page.show_moment(rehearsal.moment())
    assert page.cue.card.tint == "exhale"
    assert page.end_panel.isVisible()
    qtbot.mouseClick(page.end_panel.no, Qt.MouseButton.LeftButton)
    assert not page.end_panel.isVisible()
    assert sent == []


def test_a_passing_word_lies_above_the_question(page):
    page.ask_to_end()
    page.show_notice("Quiet: no voice, no chimes.")
    assert not page.notice.geometry().intersects(page.end_panel.geometry())


def test_leaving_is_done_after_the_end_was_sent_and_only_on_yes(qtbot, page):
    order: list[object] = []
    page.command_requested.connect(order.append)
    page.ask_to_end(lambda: order.append("left"))
    qtbot.keyPress(page, Qt.Key.Key_Escape)
    page.ask_to_end()
    qtbot.keyPress(page, Qt.Key.Key_Return)
    assert order == [cmd.End()]
    page.ask_to_end(lambda: order.append("left"))
    qtbot.mouseClick(page.end_panel.yes, Qt.MouseButton.LeftButton)
    assert order == [cmd.End(), cmd.End(), "left"]


def test_to_ask_again_forgets_no_leaving(qtbot, page):
    left = []
    page.ask_to_end(lambda: left.append("left"))
    page.act(Action.END)
    qtbot.keyPress(page, Qt.Key.Key_Return)
    assert left == ["left"]


def test_enter_alone_ends_nothing(qtbot, page, sent):
    qtbot.keyPress(page, Qt.Key.Key_Return)
    assert sent == []


def test_the_planned_end_is_quiet_and_counts_overtime(page, rehearsal):
    rehearsal.wait_for(lambda m: m.finished, within_ms=2_500_000, tick_ms=500)
    rehearsal.wait_until(rehearsal.moment().planned_ms + 80_000, tick_ms=500)
    page.show_moment(rehearsal.moment())
    assert page.cue.card.text == "Finished. Hands leave slowly."
    assert page.clock.planned == "+1:20"
    assert page.indicator.card.tint == "muted"
    assert page.waiting.card is None
    assert not page.end_panel.isVisible()


def test_after_the_end_the_way_back_is_one_key_or_a_button(qtbot, page, rehearsal):
    left = []
    page.leave_requested.connect(lambda: left.append(True))
    page.ask_to_end()
    rehearsal.do(cmd.End(EndReason.ASKED))
    page.show_moment(rehearsal.moment())
    assert not page.end_panel.isVisible()
    assert page.cue.card.text == "The session has ended."
    assert page.cue._weight == 1.0
    assert page.back.hand_rects() == ()
    assert page.bar.done.isVisible()
    assert not page.bar.pause.isVisible()
    qtbot.mouseClick(page.bar.done, Qt.MouseButton.LeftButton)
    qtbot.keyPress(page, Qt.Key.Key_Return)
    assert left == [True, True]


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (cmd.Pause(), "Paused. Tap on a breath in."),
        (
            cmd.Pause(PauseReason.SLEPT),
            "The computer slept. Paused at 0:07. Tap on a breath in.",
        ),
        (cmd.Pause(PauseReason.INTERRUPTED), "Interrupted at 0:07. Tap on a breath in."),
        (cmd.Hold(), "Held. Tap on a breath in."),
        (cmd.Hold(HoldReason.OIL), "Oil. Tap on a breath in."),
    ],
)
def test_what_stands_still_says_so_in_words(page, rehearsal, command, words):
    rehearsal.wait(7_000)
    rehearsal.do(command)
    rehearsal.wait(6_000)
    page.show_moment(rehearsal.moment())
    assert page.cue.card.text == words


def test_a_hold_lets_the_breath_out_end_before_it_says_held(page, rehearsal):
    rehearsal.wait_for(in_the_middle_of(Phase.EXHALE))
    rehearsal.do(cmd.Hold())
    page.show_moment(rehearsal.moment())
    assert page.cue.card.tint == "exhale"


def test_pauses_are_told_beside_the_clock(page, rehearsal):
    rehearsal.wait(7_000)
    rehearsal.do(cmd.Pause())
    rehearsal.wait(65_000, tick_ms=500)
    page.show_moment(rehearsal.moment())
    assert page.clock.elapsed == "0:07"
    assert page.clock.note == "hands on 0:07 · paused 1:05"


def test_what_comes_next_is_told_20_s_ahead_with_the_place_to_stand(page, rehearsal):
    rehearsal.wait_for(lambda m: m.stage == 2, within_ms=900_000, tick_ms=500)
    page.show_moment(rehearsal.moment())
    assert page.next.text == ""
    rehearsal.wait_for(lambda m: m.coming == 3, within_ms=1_000_000, tick_ms=100)
    page.show_moment(rehearsal.moment())
    assert page.next.text == "Next: Trapezius. Go to the head."


def test_after_two_minutes_on_an_area_the_page_asks(page, rehearsal):
    page.show_moment(in_kneading(rehearsal, cmd.MarkAt(-0.1, 0.45)))
    assert "left shoulder blade" in page.prompt.text
    rehearsal.wait(121_000, tick_ms=500)
    page.show_moment(rehearsal.moment())
    assert "Stay, or move on?" in page.prompt.text


def test_areas_that_will_not_be_reached_are_named_a_minute_ahead(page, rehearsal):
    in_kneading(rehearsal, cmd.MarkAt(-0.1, 0.45), cmd.MarkAt(0.1, 0.6), cmd.MarkAt(0.1, 0.8))
    rehearsal.wait_for(lambda m: m.stage_left_ms < 50_000, within_ms=1_000_000, tick_ms=500)
    page.show_moment(rehearsal.moment())
    assert page.next.text == "Not reached in this stage: 2 and 3."


def test_a_rehearsal_says_that_it_is_one_and_the_next_session_does_not(page, rehearsal):
    page.begin(language="en", turn_degrees=90, rehearsal_speed=4.0)
    page.show_moment(rehearsal.moment())
    assert page.clock.badge == "Rehearsal ×4"
    assert page.back.turn_degrees == 90
    page.begin(language="en", turn_degrees=0, rehearsal_speed=None)
    assert page.clock.badge == ""


def test_another_theme_paints_the_ground_anew(qtbot, page, rehearsal):
    page.set_theme(LIGHT)
    page.show_moment(rehearsal.moment())
    image = page.grab().toImage()
    for part in (page.cue, page.indicator, page.back, page.clock):
        corner = part.geometry().topRight()
        assert image.pixelColor(corner) == QColor(LIGHT.ground)
    assert image.pixelColor(2, 2) == QColor(LIGHT.ground)


@pytest.mark.parametrize("change", ["theme", "size", "turn"])
def test_the_hands_stay_on_the_back_when_it_is_drawn_anew(page, change):
    {
        "theme": lambda: page.set_theme(LIGHT),
        "size": lambda: page.resize(1400, 900),
        "turn": lambda: page.act(Action.TURN),
    }[change]()
    assert len(page.back.hand_rects()) == 2


def test_every_part_has_a_name_for_a_screen_reader(page, rehearsal):
    rehearsal.wait(1_000)
    page.show_moment(in_kneading(rehearsal, cmd.MarkAt(-0.1, 0.5)))
    silent = [part for part in page._painted if not part.accessibleName() and part is not page.next]
    assert silent == []
    assert page.stage.accessibleName().startswith("Kneading, ")
    assert page.pressure.accessibleName() == "Pressure 4 of 5"


def test_once_the_massage_is_finished_the_screen_is_quiet(page, rehearsal):
    page.show_moment(rehearsal.moment())
    assert page.bar.next.isVisible()
    rehearsal.wait_for(lambda m: m.finished, within_ms=2_500_000, tick_ms=500)
    page.show_moment(rehearsal.moment())
    shown = [b for b in page.bar.findChildren(QAbstractButton) if b.isVisible()]
    assert shown == [page.bar.more, page.bar.end]
    assert page.word.card.text == ""
    rehearsal.do(cmd.StayLonger())
    rehearsal.breathe()
    page.show_moment(rehearsal.moment())
    assert page.bar.next.isVisible()


@pytest.mark.parametrize("percent", [50, 25, 10])
def test_the_controls_and_words_that_come_up_have_less_light_with_the_page(page, percent):
    page.show_notice("Nothing to undo.")
    bright = [part.grab().toImage().pixelColor(40, 12) for part in (page.bar, page.notice)]
    page.set_light(percent)
    for part, before in zip((page.bar, page.notice), bright, strict=True):
        assert part.grab().toImage().pixelColor(40, 12).lightness() <= before.lightness()
        theme = page.controls_theme
        assert part.palette().windowText().color().name() == theme.text
        assert part.palette().window().color().name() == theme.ground
    page.set_light(100)
    assert page.bar.styleSheet() == ""
