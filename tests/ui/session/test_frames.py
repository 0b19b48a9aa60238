"""From frame to frame: what moves is painted, and the turn shows in all parts at once."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QRect

from coach.breath.pattern import BreathPattern, Phase
from coach.session import commands as cmd
from coach.session.events import Pacing
from coach.session.moment import Force
from coach.ui.session.painted import TURN_MS, turn_weight
from tests.helpers.sessions import Rehearsal
from tests.ui.session.conftest import in_the_middle_of, settled


def settle(page, moment):
    page.show_moment(moment)
    settled()


def test_card_word_and_indicator_turn_in_the_same_frame(page, rehearsal):
    turns = 0
    before = None
    for _ in range(900):
        rehearsal.wait(16)
        moment = rehearsal.moment()
        page.show_moment(moment)
        shown = (page.cue.card.tint, page.word.card.tint, page.indicator.card.tint)
        assert set(shown) == {moment.phase.value}
        assert page.gauge.solid is (moment.phase is Phase.INHALE)
        assert page.waiting.card.tint != moment.phase.value
        turns += before is not None and before is not moment.phase
        before = moment.phase
    assert turns >= 5


def test_the_turn_is_seen_in_its_own_frame_and_over_within_120_ms(page, rehearsal):
    rehearsal.wait_for(lambda m: m.phase is Phase.INHALE and m.progress > 0.9)
    page.show_moment(rehearsal.moment())
    rehearsal.wait_for(lambda m: m.phase is Phase.EXHALE)
    page.show_moment(rehearsal.moment())
    assert 0.4 < page.cue._weight < 1.0
    rehearsal.wait(TURN_MS)
    page.show_moment(rehearsal.moment())
    assert page.cue._weight == 1.0


def test_time_that_runs_backward_shows_the_new_at_once():
    assert turn_weight(-40) == 1.0
    assert turn_weight(0) < turn_weight(60) < turn_weight(TURN_MS) == 1.0


def test_nothing_is_painted_while_nothing_changes(page, rehearsal, paints):
    rehearsal.do(cmd.Pause())
    rehearsal.wait(1)
    settle(page, rehearsal.moment())
    rehearsal.wait(200)
    settle(page, rehearsal.moment())
    paints.regions.clear()
    settle(page, rehearsal.moment())
    assert paints.regions == {}


def test_a_frame_within_a_breath_paints_only_what_moves(page, rehearsal, paints):
    rehearsal.wait_for(in_the_middle_of(Phase.INHALE, 0.3))
    settle(page, rehearsal.moment())
    rehearsal.wait(16)
    paints.regions.clear()
    settle(page, rehearsal.moment())
    moving = {page.indicator, page.back, page.gauge, page.word}
    assert {page.indicator, page.back, page.gauge} <= set(paints.regions) <= moving
    hands = page.back.hand_rects()
    allowed = hands[0].united(hands[1]).adjusted(-4, -4, 4, 4)
    assert allowed.contains(paints.regions[page.back].boundingRect())
    assert paints.regions[page.gauge].boundingRect().height() < page.gauge.height() / 2


def test_a_still_hand_is_not_painted_again(page, paints):
    rehearsal = Rehearsal(pacing=Pacing.TAPS)
    rehearsal.wait_for(lambda m: m.resting)
    rehearsal.wait(300)
    settle(page, rehearsal.moment())
    paints.regions.clear()
    rehearsal.wait(16)
    settle(page, rehearsal.moment())
    assert page.back not in paints.regions
    assert page.indicator not in paints.regions


def test_the_ring_follows_the_level(page, rehearsal):
    radii = {}
    for _ in range(400):
        rehearsal.wait(16)
        moment = rehearsal.moment()
        page.show_moment(moment)
        radii[round(moment.level, 4)] = page.indicator._radius
    levels = sorted(radii)
    ordered = [radii[level] for level in levels]
    assert all(late >= early - 0.45 for early, late in pairwise(ordered))
    assert ordered[-1] > 1.8 * ordered[0]


@pytest.mark.parametrize(
    ("pattern", "force", "words"),
    [
        (BreathPattern(12.0, 0.4, 0.2), Force.STAY, "Hands stay. Wait."),
        (BreathPattern(20.0, 0.4, 0.0), Force.STEP, "Rest in place."),
    ],
)
def test_hands_that_stay_are_told_so(page, pattern, force, words):
    rehearsal = Rehearsal(pattern=pattern)
    rehearsal.wait_for(lambda m: m.stage == 1 and m.force is force, within_ms=400_000, tick_ms=100)
    page.show_moment(rehearsal.moment())
    assert page.cue.card.text == words
    assert page.waiting.card.arrow == 1
    assert not any(look.filled for look in page.back._looks)


def test_on_the_stairs_the_card_that_waits_is_the_one_that_comes(page):
    rehearsal = Rehearsal(pattern=BreathPattern(20.0, 0.4, 0.0))
    rehearsal.wait_for(lambda m: m.stage == 1, within_ms=400_000, tick_ms=100)
    for _ in range(7):
        moment = rehearsal.wait_for(in_the_middle_of(Phase.INHALE))
        page.show_moment(moment)
        promised = page.waiting.card.text
        moment = rehearsal.wait_for(in_the_middle_of(Phase.EXHALE))
        page.show_moment(moment)
        assert page.cue.card.text == promised


def test_the_card_that_waits_is_the_next_stages_before_it_begins(page, rehearsal):
    promised = None
    for _ in range(4000):
        rehearsal.wait(100)
        moment = rehearsal.moment()
        page.show_moment(moment)
        if moment.phase is Phase.EXHALE and moment.phase_left_ms < 150:
            promised = page.waiting.card.text
        elif moment.phase is Phase.INHALE and promised:
            assert page.cue.card.text == promised
            promised = None
    assert rehearsal.moment().stage == 1


def test_the_page_asks_only_for_what_lies_on_it(page):
    page_rect = QRect(0, 0, page.width(), page.height())
    for part in page._painted:
        assert page_rect.contains(part.geometry())
