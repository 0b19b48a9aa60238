from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.ui import light
from coach.ui.light import dimmed
from coach.ui.pairs import PAIRS, with_pair
from coach.ui.theme import CONTRAST, THEMES
from tests.helpers.colours import SIGHTS, contrast, difference, linear, luminance

STEPS = (100, 50, 25, 10)
TOLD_APART_AT_HALF = 20.0
"""CIEDE2000, less than at full light."""
STRAY = 0.002
"""Light of the room on the screen, of its white: WCAG counts 0.05, for a bright room."""

EVERY = [with_pair(theme, name) for theme in THEMES.values() for name in PAIRS]
by_look = pytest.mark.parametrize(
    "theme", EVERY, ids=[f"{theme}-{name}" for theme in THEMES for name in PAIRS]
)
colours = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)


@by_look
def test_full_light_is_the_theme_itself(theme):
    assert dimmed(theme, 100) == theme


@by_look
def test_the_ground_gives_so_much_of_its_light(theme):
    full = luminance(theme.ground)
    for percent in STEPS[1:]:
        dim = luminance(dimmed(theme, percent).ground)
        assert dim == pytest.approx(full * percent / 100, rel=0.03, abs=3e-4)


@by_look
@pytest.mark.parametrize("percent", [100, 50])
def test_contrast_holds_at_full_and_half_light(theme, percent):
    shown = dimmed(theme, percent)
    for ground in (shown.ground, shown.raised):
        for colour in (shown.text, shown.inhale, shown.exhale, shown.accent):
            assert contrast(colour, ground) >= 7.0
        for colour in (shown.muted, shown.tense):
            assert contrast(colour, ground) >= 4.5
    for fill in (shown.accent, shown.inhale, shown.exhale, shown.tense):
        assert contrast(shown.on_accent, fill) >= 4.5


@pytest.mark.parametrize(("percent", "line"), [(100, 4.5), (50, 3.0)])
def test_in_high_contrast_every_text_is_read_from_afar_and_lines_are_seen(percent, line):
    shown = dimmed(CONTRAST, percent)
    for ground in (shown.ground, shown.raised):
        assert contrast(shown.muted, ground) >= 7.0
        assert contrast(shown.line, ground) >= line


@by_look
@pytest.mark.parametrize("sight", SIGHTS)
def test_in_and_out_are_told_apart_at_half_light(theme, sight):
    shown = dimmed(theme, 50)
    assert difference(shown.inhale, shown.exhale, sight) >= TOLD_APART_AT_HALF


@by_look
def test_it_grows_warmer_as_it_dims(theme):
    warmth = [linear(dimmed(theme, percent).text) for percent in STEPS]
    if luminance(theme.text) < 0.1:
        warmth = [linear(dimmed(theme, percent).ground) for percent in STEPS]
    shares = [blue / red for red, _, blue in warmth]
    assert all(less < more for more, less in pairwise(shares))


@by_look
def test_with_little_light_what_stays_is_still_seen(theme):
    shown = dimmed(theme, 10)
    for colour in (shown.text, shown.inhale, shown.exhale):
        assert contrast(colour, shown.ground) >= 1.8
        dark, bright = sorted((luminance(colour), luminance(shown.ground)))
        assert (bright + STRAY) / (dark + STRAY) >= 7.0


@given(colours, colours)
def test_the_programs_contrast_is_that_of_wcag(one, other):
    assert light.contrast(one, other) == pytest.approx(contrast(one, other), rel=1e-9)
