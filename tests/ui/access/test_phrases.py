import pytest

from coach.massage.avoid import Patch
from coach.massage.back import Outcome, Side, TenseArea
from coach.session.prepared import Hands
from coach.ui.access import phrases


@pytest.mark.parametrize(
    ("t_ms", "said"),
    [
        (0, "less than 20 seconds left"),
        (20_000, "less than 20 seconds left"),
        (20_001, "less than a minute left"),
        (60_000, "less than a minute left"),
        (60_001, "2 min left"),
        (480_000, "8 min left"),
    ],
)
def test_time_left_by_the_minute(t_ms, said):
    assert phrases.time_left(t_ms) == said


@pytest.mark.parametrize(
    ("times", "said"),
    [
        ((0, 2_400_000, 0), "Time: 0 of 40 min"),
        ((59_999, 2_430_000, 59_999), "Time: 0 of 40.5 min"),
        ((2_520_000, 2_400_000, 0), "Time: 42 of 40 min, 2 min more than planned"),
        ((600_000, 2_400_000, 180_000), "Time: 10 of 40 min, paused for 3 min"),
    ],
)
def test_time_given(times, said):
    assert phrases.time_given(*times) == said


@pytest.mark.parametrize(
    ("age_ms", "said"),
    [
        (None, "no tap yet"),
        (0, "tapped less than 20 seconds ago"),
        (20_000, "tapped less than a minute ago"),
        (60_000, "tapped 1 min ago"),
    ],
)
def test_the_age_of_the_last_tap(age_ms, said):
    assert phrases.tap_age(age_ms) == said


def test_areas_in_a_row():
    first = TenseArea(1, Side.LEFT, 0.1, 0.3, 0, Outcome.SOFTENED)
    second = TenseArea(2, Side.BOTH, 0.1, 0.75, 0)
    assert phrases.areas((), None) == "No tense areas marked."
    assert phrases.areas((first, second), 2) == (
        "Area 1, left shoulder, softened; area 2, lower back, both sides, in work."
    )


def test_areas_to_avoid_by_their_regions_from_the_neck_down():
    assert phrases.avoided(()) == ""
    patches = (Patch(0.1, 0.8, 0.05), Patch(-0.12, 0.3, 0.02), Patch(-0.15, 0.3, 0.02))
    assert phrases.avoided(patches) == "To be avoided: left shoulder; right lower back."
    both = (Patch(0.0, 0.2, 0.02), Patch(0.2, 0.3, 0.02), Patch(-0.2, 0.3, 0.02))
    assert phrases.avoided(both) == "To be avoided: neck, both sides; shoulder, both sides."


def test_one_hand_is_named_and_both_are_not():
    assert [phrases.hands(each) for each in Hands] == [
        "",
        "The left hand only.",
        "The right hand only.",
    ]
