import pytest

from coach.ui.pairs import PAIRS, USUAL, pairs_in, with_pair
from coach.ui.theme import DARK, THEMES
from tests.helpers.colours import SIGHTS, ciede2000, contrast, difference, luminance

LEAST_DIFFERENCE = 30.0
"""CIEDE2000: 2 is just seen."""
FROM_AFAR = 7.0
MOST_UNEVEN = 1.2
"""How much more light one of the two may give."""

EVERY = [(theme, name) for theme in THEMES.values() for name in PAIRS]
by_name = pytest.mark.parametrize(
    ("theme", "name"), EVERY, ids=[f"{theme.name}-{name}" for theme, name in EVERY]
)


def test_there_are_three_at_least_and_each_is_in_every_theme():
    assert len(PAIRS) >= 3
    assert all(set(pair) == set(THEMES) for pair in PAIRS.values())


@pytest.mark.parametrize("sight", SIGHTS)
@by_name
def test_in_and_out_are_told_apart_by_everybody(theme, name, sight):
    assert difference(*pairs_in(theme)[name], sight) >= LEAST_DIFFERENCE


@by_name
def test_both_are_read_from_afar(theme, name):
    for colour in pairs_in(theme)[name]:
        for ground in (theme.ground, theme.raised):
            assert contrast(colour, ground) >= FROM_AFAR
        assert contrast(theme.on_accent, colour) >= 4.5


@by_name
def test_the_light_stays_nearly_even_between_in_and_out(theme, name):
    dark, light = sorted(luminance(colour) for colour in pairs_in(theme)[name])
    assert light / dark <= MOST_UNEVEN


def test_a_pair_that_is_not_there_is_the_usual_one():
    assert with_pair(DARK, "of a newer version") == DARK
    assert with_pair(DARK, USUAL) == DARK
    assert with_pair(DARK, "gold-blue").inhale == pairs_in(DARK)["gold-blue"].inhale


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 2.4900, -0.0010), (50.0, -2.4900, 0.0009), 7.1792),
        ((50.0, 2.5000, 0.0000), (73.0, 25.0000, -18.0000), 27.1492),
        ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
        ((6.7747, -0.2908, -2.4247), (5.8714, -0.0985, -2.2286), 0.6377),
    ],
)
def test_the_measure_itself_agrees_with_its_authors(one, other, expected):
    """Sharma, Wu, Dalal 2005, table 1."""
    assert ciede2000(one, other) == pytest.approx(expected, abs=5e-5)
