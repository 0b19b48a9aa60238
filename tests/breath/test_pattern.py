"""One breath: places, levels, and what is no rate."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.breath.pattern import Phase, clamp_rate, fraction, level, place
from tests.helpers.scripts import inhale_shares, pause_shares


@given(st.floats(0.0, 1.0, exclude_max=True), inhale_shares, pause_shares)
def test_fraction_is_the_inverse_of_place(part, inhale_share, pause_share):
    phase, progress = place(part, inhale_share, pause_share)
    assert 0.0 <= progress <= 1.0
    assert fraction(phase, progress, inhale_share, pause_share) == pytest.approx(part, abs=1e-12)


@given(inhale_shares, pause_shares)
def test_the_phases_follow_one_another_in_their_shares(inhale_share, pause_share):
    assert place(0.0, inhale_share, pause_share) == (Phase.INHALE, 0.0)
    assert place(inhale_share, inhale_share, pause_share) == (Phase.EXHALE, 0.0)
    if pause_share > 1e-9:
        assert place(1.0 - pause_share, inhale_share, pause_share) == (Phase.PAUSE, 0.0)


@given(st.floats(0.0, 1.0))
def test_the_level_rises_on_the_breath_in_and_falls_the_same_way_on_the_breath_out(progress):
    rising, falling = level(Phase.INHALE, progress), level(Phase.EXHALE, progress)
    assert rising == pytest.approx(math.sin(math.pi * progress / 2) ** 2, abs=1e-12)
    assert rising + falling == pytest.approx(1.0, abs=1e-12)
    assert level(Phase.PAUSE, progress) == 0.0


def test_a_rate_is_kept_within_4_and_24():
    assert [clamp_rate(x) for x in (-1.0, 3.9, 14.5, 24.1, math.inf)] == [4, 4, 14.5, 24, 24]


def test_no_number_is_no_rate():
    with pytest.raises(ValueError, match="not a number"):
        clamp_rate(math.nan)
