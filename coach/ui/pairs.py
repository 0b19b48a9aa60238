"""Pairs of colours for in and out that people with any kind of colour vision tell apart.

Each keeps, in every theme, what `tests/ui/test_pairs.py` holds: as seen with protanopia,
deuteranopia and tritanopia the two are as far apart as they must be, both are read from afar on the
theme's ground, and one is hardly lighter than the other.
"""

from typing import NamedTuple

import msgspec

from coach.ui.theme import CONTRAST, DARK, LIGHT, THEMES, Theme

USUAL = "warm-cool"


class Pair(NamedTuple):
    """Colours as #rrggbb."""

    inhale: str
    exhale: str


PAIRS: dict[str, dict[str, Pair]] = {
    USUAL: {theme.name: Pair(theme.inhale, theme.exhale) for theme in THEMES.values()},
    "gold-blue": {
        DARK.name: Pair("#e4ba3f", "#a5bff5"),
        LIGHT.name: Pair("#5f4a08", "#153fbd"),
        CONTRAST.name: Pair("#ffce3d", "#c0d5ff"),
    },
    "pink-green": {
        DARK.name: Pair("#edaae2", "#96ce6d"),
        LIGHT.name: Pair("#8d1079", "#2d570f"),
        CONTRAST.name: Pair("#ffc2f5", "#8ceb4e"),
    },
}
"""By id, then by the theme's name."""


def pairs_in(theme: Theme) -> dict[str, Pair]:
    """By id: every pair as it looks in that theme."""
    return {name: pair[theme.name] for name, pair in PAIRS.items()}


def with_pair(theme: Theme, name: str) -> Theme:
    """The theme with that pair; with the usual one where there is none of that name."""
    pair = pairs_in(theme).get(name) or pairs_in(theme)[USUAL]
    return msgspec.structs.replace(theme, inhale=pair.inhale, exhale=pair.exhale)
