"""Colours and letters. One palette per light of the room; Inter with figures of one width."""

import msgspec
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette

from coach.assets import asset_folder

FAMILY = "Inter"
CAP_HEIGHT = 0.727
"""Height of Inter's capitals, of its size."""


class Theme(msgspec.Struct, frozen=True):
    """Colours as #rrggbb. `inhale` and `exhale` are those of the first pair in `pairs.py`."""

    name: str
    ground: str
    raised: str
    line: str
    text: str
    muted: str
    inhale: str
    exhale: str
    accent: str
    tense: str
    on_accent: str
    """Text on accent, and on a tense area's disc."""
    outlined: bool = False
    """Panels have a line around them, because their ground hardly differs from the page's."""


DARK = Theme(
    name="dark",
    ground="#15191b",
    raised="#1a2022",
    line="#2a3336",
    text="#e9eeec",
    muted="#8d9a98",
    inhale="#f0b27a",
    exhale="#8fc9d9",
    accent="#9fc7a5",
    tense="#e8756a",
    on_accent="#15191b",
)
LIGHT = Theme(
    name="light",
    ground="#f4f3ef",
    raised="#ffffff",
    line="#d3d9d6",
    text="#161b1d",
    muted="#566260",
    inhale="#823f06",
    exhale="#12526a",
    accent="#25552f",
    tense="#b8392c",
    on_accent="#ffffff",
)
CONTRAST = Theme(
    name="contrast",
    ground="#000000",
    raised="#121212",
    line="#7e7e7e",
    text="#ffffff",
    muted="#d6d6d6",
    inhale="#ffc890",
    exhale="#93dcff",
    accent="#8df0a0",
    tense="#ff9b8c",
    on_accent="#000000",
    outlined=True,
)
THEMES = {theme.name: theme for theme in (DARK, LIGHT, CONTRAST)}


def load_fonts() -> None:
    """Make Inter known to Qt, once per application."""
    for file in sorted(asset_folder("fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))


def font(pixels: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Inter of a size in pixels, its figures all of one width."""
    made = QFont(FAMILY)
    made.setPixelSize(max(1, round(pixels)))
    made.setWeight(weight)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def font_of_capitals(pixels: float, weight: QFont.Weight = QFont.Weight.Bold) -> QFont:
    """Inter whose capitals are so many pixels high."""
    return font(pixels / CAP_HEIGHT, weight)


def palette(theme: Theme) -> QPalette:
    """Qt's own roles for the theme."""
    made = QPalette()
    roles = QPalette.ColorRole
    for role, colour in (
        (roles.Window, theme.ground),
        (roles.Base, theme.raised),
        (roles.AlternateBase, theme.ground),
        (roles.Button, theme.raised),
        (roles.WindowText, theme.text),
        (roles.Text, theme.text),
        (roles.ButtonText, theme.text),
        (roles.PlaceholderText, theme.muted),
        (roles.ToolTipBase, theme.raised),
        (roles.ToolTipText, theme.text),
        (roles.Highlight, theme.accent),
        (roles.HighlightedText, theme.on_accent),
        (roles.Link, theme.accent),
        (roles.Mid, theme.line),
    ):
        made.setColor(role, QColor(colour))
    return made
