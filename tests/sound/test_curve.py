"""The tempo map along many times at once is the tempo map."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.breath.pattern import Phase
from coach.sound.curve import curve
from tests.helpers.scripts import perform, rehearsals, scripts


@settings(max_examples=80)
@given(rehearsals, scripts(20), st.data())
def test_it_is_the_place_of_each_time(live, script, data):
    for _ in perform(live, script):
        pass
    tempo = live.state.tempo
    last_ms = tempo.anchors[-1].t_ms + 20_000.0
    begin_ms = data.draw(st.floats(-100.0, last_ms))
    step_ms = data.draw(st.sampled_from([1 / 48, 1.0, 16.0, 700.0]))
    along = curve(tempo, begin_ms, step_ms, 500)
    places = [tempo.place_at(begin_ms + i * step_ms) for i in range(500)]
    assert along.level == pytest.approx([p.level for p in places], abs=1e-12)
    assert list(along.inhaling) == [p.phase is Phase.INHALE for p in places]
    assert list(along.resting) == [p.resting for p in places]
    assert list(along.turn // 2) == [p.breath for p in places]
    assert np.all(np.diff(along.turn) >= 0)


@given(rehearsals)
def test_one_frame_is_enough(live):
    along = curve(live.state.tempo, 12.5, 1.0, 1)
    assert along.level.shape == along.turn.shape == along.resting.shape == (1,)
