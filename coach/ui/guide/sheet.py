"""What the Guide's style has beyond that of every page."""

from string import Template

from coach.ui.style import blend
from coach.ui.theme import Theme

_SHEET = Template("""
QListView {
    background: transparent; border: 3px solid transparent; border-radius: 12px; outline: 0;
}
QListView:focus { border-color: $text; }
QScrollArea[kind="reading"] {
    background: transparent; border: 3px solid transparent; border-radius: 12px;
}
QScrollArea[kind="reading"]:focus { border-color: $text; }
QPlainTextEdit {
    color: $text; background: $raised; border: 2px solid $line; border-radius: 12px;
    font-size: ${body}px; padding: 8px 10px;
    selection-background-color: $accent; selection-color: $on_accent;
}
QPlainTextEdit:focus { border: 3px solid $text; padding: 7px 9px; }
QLabel[kind="reading"] { font-size: ${reading}px; }
QPushButton[kind="near"] {
    border-radius: 12px; background: $tint; border-color: transparent; font-weight: 400;
}
QPushButton[kind="near"]:hover { border-color: $muted; }
QPushButton[kind="near"]:focus { border: 3px solid $text; }
""")


def guide_sheet(theme: Theme, scale: float) -> str:
    """The page's own sheet; `scale` is the texts', 1 to 2 and more on a large screen."""
    return _SHEET.substitute(
        text=theme.text,
        muted=theme.muted,
        line=theme.line,
        raised=theme.raised,
        accent=theme.accent,
        on_accent=theme.on_accent,
        tint=blend(theme.ground, theme.accent, 0.14),
        body=round(16 * scale),
        reading=round(17 * scale),
    )
