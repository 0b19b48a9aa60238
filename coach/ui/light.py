"""A theme with less light, and warmer, for a page in a dark room."""

from functools import lru_cache

import msgspec

from coach.ui.theme import Theme

READABLE = 50
"""Percent of the light down to which every text keeps its contrast."""
_WARMTH = {50: (1.0, 0.90, 0.72), 25: (1.0, 0.79, 0.52), 10: (1.0, 0.70, 0.34)}
"""How much of red, green and blue light stays, before all is brought to the same luminance."""
_WEIGHTS = (0.2126, 0.7152, 0.0722)
_COLOURS = tuple(
    field.name for field in msgspec.structs.fields(Theme) if field.name not in ("name", "outlined")
)
_FROM_AFAR, _TEXT, _LINE = 7.0, 4.5, 3.0
_MARK = 5.2
"""A mark lies on the skin, which differs less from it than the ground does."""
_LEAST = {
    **dict.fromkeys(("text", "inhale", "exhale", "accent"), _FROM_AFAR),
    "muted": _TEXT,
    "tense": _MARK,
}
_STEP = 1.03
"""By so much more or less light a colour is tried next."""


@lru_cache(maxsize=8)
def dimmed(theme: Theme, percent: int) -> Theme:
    """The theme at 100, 50, 25 or 10 percent of its light.

    Light as a screen gives it, not as sRGB counts it. Down to READABLE no contrast falls below what
    the theme needs: what would be too faint keeps more of its light.
    """
    if percent == 100:
        return theme
    white = sum(w * part for w, part in zip(_WEIGHTS, _WARMTH[percent], strict=True))
    gains = tuple(part / white * percent / 100 for part in _WARMTH[percent])
    made = {name: _shone(getattr(theme, name), gains) for name in _COLOURS}
    if percent >= READABLE:
        for name, least in _LEAST.items():
            most = _FROM_AFAR if theme.outlined else least
            made[name] = _apart(made[name], made["ground"], made["raised"], least=most)
        made["tense"] = _apart(made["tense"], made["on_accent"], least=_TEXT)
        if theme.outlined:
            made["line"] = _apart(made["line"], made["ground"], made["raised"], least=_LINE)
    return msgspec.structs.replace(theme, **made)


def luminance(colour: str) -> float:
    """Of #rrggbb, 0 to 1. WCAG 2.2, "relative luminance"."""
    return sum(w * part for w, part in zip(_WEIGHTS, _linear(colour), strict=True))


def contrast(one: str, other: str) -> float:
    """Between two colours, 1 to 21. WCAG 2.2, "contrast ratio"."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _apart(colour: str, *grounds: str, least: float) -> str:
    """The colour with more light or less, until it stands out from the grounds; or its end."""
    lighter = luminance(colour) > luminance(grounds[0])
    gain = 1.0
    made = colour
    while min(contrast(made, ground) for ground in grounds) < least:
        gain *= _STEP if lighter else 1 / _STEP
        further = _shone(colour, (gain, gain, gain))
        if further == made and made in ("#ffffff", "#000000"):
            break
        made = further
    return made


def _shone(colour: str, gains: tuple[float, ...]) -> str:
    """The colour with so much of its red, green and blue light; no part above all there is."""
    parts = (min(1.0, part * gain) for part, gain in zip(_linear(colour), gains, strict=True))
    return "#" + "".join(f"{round(255 * _encoded(part)):02x}" for part in parts)


def _linear(colour: str) -> tuple[float, ...]:
    """Light of red, green and blue, 0 to 1. IEC 61966-2-1 (sRGB)."""
    parts = (int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5))
    return tuple(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)


def _encoded(light: float) -> float:
    """The inverse of `_linear`, of one part."""
    return light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
