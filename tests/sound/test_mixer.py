"""Tone, cues and chimes in one: bounded, without clicks, quiet at once."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.library.settings import BreathSound
from coach.sound.mixer import DUCKED, Mixer, Voices, amplitude, limited
from coach.sound.preview import preview_of
from coach.sound.renderer import Block
from coach.sound.voicing import RATE_HZ

HZ = 300.0
PEAK = 0.45
STEP = PEAK * 2.0 * np.pi * HZ / RATE_HZ
"""Of the loudest sine here; a gain adds its own ramps to it."""


class Sine:
    """A voicing of one sine."""

    def __init__(self, hz=HZ):
        self._hz, self._at = hz, 0

    def render(self, level, inhaling):
        at = self._at + np.arange(len(level))
        self._at += len(level)
        return PEAK * np.sin(2.0 * np.pi * self._hz * at / RATE_HZ)


def hum(seconds):
    """A sine that swells and ends softly."""
    frames = round(seconds * RATE_HZ)
    at = np.arange(frames)
    return 0.4 * np.sin(2.0 * np.pi * HZ * at / RATE_HZ) * np.hanning(frames)


class Hums:
    inhale, exhale = hum(0.3), hum(0.2)


VOICES = Voices(
    {"low": Sine, "high": lambda: Sine(310.0)},
    {"hum": Hums, "other": Hums},
    {name: lambda: hum(2.0) for name in ("before_stage", "stage", "end")},
)
ALL_ON = BreathSound(
    tone_on=True, tone="low", tone_volume=1.0, cue_on=True, cue="hum", cue_volume=1.0,
    chimes_on=True, chime_volume=1.0,
)  # fmt: skip


def block(frames, *sounds, presence=1.0):
    return Block(np.full(frames, 0.5), np.ones(frames, bool), presence, sounds)


def mixer(settings=ALL_ON, *, quiet=False, ducked=False, settled=True):
    made = Mixer(VOICES)
    made.set(settings, quiet=quiet, ducked=ducked)
    if settled:
        made.render(block(RATE_HZ))
    return made


def only(**chosen):
    return BreathSound(tone="low", cue="hum", tone_volume=1.0, chime_volume=1.0, **chosen)


def loud(samples):
    return float(np.abs(samples).max())


sounds = st.builds(
    BreathSound,
    tone_on=st.booleans(),
    tone=st.sampled_from(["low", "high", "unheard of"]),
    tone_volume=st.floats(0.0, 1.0),
    cue_on=st.booleans(),
    cue=st.sampled_from(["hum", "other", "gone"]),
    cue_volume=st.floats(0.0, 1.0),
    chimes_on=st.booleans(),
    chime_volume=st.floats(0.0, 1.0),
    ear=st.sampled_from(["both", "left", "right"]),
)
played = st.tuples(
    st.integers(0, 47), st.sampled_from(["inhale", "exhale", "before_stage", "stage", "end"])
)


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(sounds, st.booleans(), st.booleans(), st.lists(played, max_size=1)), max_size=12
    ),
    st.sampled_from([48, 700, 4_800]),
)
def test_whatever_is_chosen_nothing_clicks_and_nothing_clips(changes, frames):
    made, heard = mixer(settled=False), []
    for chosen, quiet, ducked, starts in changes:
        made.set(chosen, quiet=quiet, ducked=ducked)
        heard += [made.render(block(frames, *starts)), made.render(block(frames))]
    if heard:
        whole = np.concatenate(heard)
        assert loud(whole) < 1.0
        # Two tones cross, cues and chimes may pile up: all move as their sines and ramps do.
        assert np.abs(np.diff(whole, axis=0)).max() < (4 + len(changes)) * STEP


@given(st.lists(st.floats(-5.0, 5.0), max_size=50))
def test_the_limiter_leaves_what_is_soft_and_never_reaches_one(values):
    samples = np.array(values)
    out = limited(samples)
    assert np.all(np.abs(out) < 1.0)
    soft = np.abs(samples) <= 0.7
    assert np.array_equal(out[soft], samples[soft])
    assert np.all(np.sign(out) == np.sign(samples))


def test_half_the_slider_is_ten_decibels():
    assert amplitude(1.0) == 1.0
    assert 20.0 * np.log10(amplitude(0.5)) == pytest.approx(-10.0)
    assert amplitude(0.0) == 0.0


def test_quiet_ends_a_chime_at_once_without_a_click():
    made = mixer(only(chimes_on=True))
    before = made.render(block(RATE_HZ // 2, (0, "stage")))
    made.set(only(chimes_on=True), quiet=True, ducked=False)
    after = made.render(block(RATE_HZ))
    whole = np.concatenate([before, after])
    assert loud(before[-2_000:]) > 0.1
    assert loud(after[RATE_HZ // 50 :]) == 0.0
    assert np.abs(np.diff(whole, axis=0)).max() < 2 * STEP
    made.set(only(chimes_on=True), quiet=False, ducked=False)
    assert loud(made.render(block(RATE_HZ))) == 0.0  # it does not come back


def test_quiet_lets_tone_and_cues_sound():
    made = mixer(quiet=True)
    assert loud(made.render(block(4_800, (0, "stage")))) == pytest.approx(PEAK, rel=1e-3)
    assert not made.is_busy


def test_while_a_voice_speaks_all_is_twelve_decibels_softer():
    made = mixer()
    made.set(ALL_ON, quiet=False, ducked=True)
    made.render(block(RATE_HZ))
    assert loud(made.render(block(4_800))) == pytest.approx(DUCKED * PEAK, rel=1e-3)
    assert 20.0 * np.log10(DUCKED) == pytest.approx(-12.0, abs=0.1)


@pytest.mark.parametrize(("ear", "gains"), [("left", (1, 0)), ("right", (0, 1)), ("both", (1, 1))])
def test_one_ear_or_both(ear, gains):
    heard = mixer(only(tone_on=True, ear=ear)).render(block(4_800))
    assert [loud(heard[:, side]) for side in (0, 1)] == pytest.approx(
        [PEAK * gain for gain in gains], rel=1e-3
    )


def test_a_cue_begins_on_its_frame_and_goes_on_through_the_blocks():
    made = mixer(only(cue_on=True, cue_volume=1.0))
    heard = [made.render(block(1_000, (617, "inhale")))]
    heard += [made.render(block(1_000)) for _ in range(20)]
    whole = np.concatenate(heard)[:, 0]
    assert not whole[:618].any()
    cue = Hums.inhale
    assert whole[617 : 617 + len(cue)] == pytest.approx(cue)
    assert not made.is_busy


def test_a_preview_sounds_beside_and_ends():
    for kind, name in (("tone", "high"), ("cue", "hum"), ("chime", "end")):
        made = mixer(BreathSound())
        made.add(preview_of(VOICES, kind, name, 1.0))
        heard, blocks = [], 0
        while made.is_busy:
            heard.append(made.render(block(4_800)))
            blocks += 1
            assert blocks < 200
        whole = np.concatenate(heard)
        assert 0.3 < loud(whole) < 0.5
        assert np.abs(np.diff(whole, axis=0)).max() < 2 * STEP


def test_a_preview_that_is_left_ends_soon():
    made, preview = mixer(BreathSound()), preview_of(VOICES, "tone", "low", 1.0)
    made.add(preview)
    before = made.render(block(RATE_HZ))
    preview.leave()
    after = made.render(block(RATE_HZ // 2))
    assert np.abs(np.diff(np.concatenate([before, after]), axis=0)).max() < 2 * STEP
    assert not made.render(block(4_800)).any()
    assert not made.is_busy


def test_there_is_no_preview_of_what_there_is_not():
    assert preview_of(VOICES, "tone", "trumpet", 1.0) is None


def test_what_nobody_hears_is_let_go():
    made = mixer()
    made.add(preview_of(VOICES, "tone", "low", 1.0))
    made.render(block(4_800, (0, "stage"), (5, "inhale")))
    made.drop()
    assert not made.is_busy


@pytest.mark.parametrize(
    "other",
    [only(tone_on=False), BreathSound(tone_on=True, tone="high"), only(tone_on=True, ear="left")],
    ids=["off", "another", "one ear"],
)
def test_a_change_of_the_tone_is_a_ramp(other):
    made = mixer(only(tone_on=True))
    heard = [made.render(block(1_000))]
    made.set(other, quiet=False, ducked=True)
    heard += [made.render(block(1_000)) for _ in range(20)]
    steps = np.abs(np.diff(np.concatenate(heard), axis=0))
    assert steps.max() < 1.05 * STEP + PEAK / (0.1 * RATE_HZ)


def test_all_at_full_volume_together_stay_within_one():
    made = mixer()
    heard = made.render(block(RATE_HZ, (0, "end"), (40_000, "inhale"), (40_000, "exhale")))
    assert 0.9 < loud(heard) < 1.0
