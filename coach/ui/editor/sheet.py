"""What the editor's style has beyond that of the Settings dialog."""

from string import Template

from coach.ui.settings.sheet import dialog_sheet
from coach.ui.style import LEAST_HEIGHT, blend
from coach.ui.theme import Theme

_SHEET = Template("""
QLabel[kind="problem"] { color: $tense; font-size: ${note}px; font-weight: 600; }
QListWidget {
    background: transparent; border: 2px solid transparent; border-radius: 12px; outline: 0;
    font-size: ${body}px;
}
QListWidget:focus { border: 3px solid $text; }
QListWidget::item {
    min-height: ${row}px; padding: 0px 10px; border: 2px solid transparent; border-radius: 10px;
    color: $text;
}
QListWidget::item:hover { border-color: $line; }
QListWidget::item:selected { background: $tint; border-color: $accent; color: $text; }
QFrame[kind="field"] { background: transparent; border: none; }
QFrame[kind="cue"] { background: $raised; border: $outline; border-radius: 14px; }
""")


def editor_sheet(theme: Theme, scale: float) -> str:
    """The whole sheet of the page; `scale` is the texts'."""
    return dialog_sheet(theme, scale) + _SHEET.substitute(
        tense=theme.tense,
        text=theme.text,
        line=theme.line,
        accent=theme.accent,
        raised=theme.raised,
        outline=f"2px solid {theme.line}" if theme.outlined else "none",
        tint=blend(theme.raised, theme.accent, 0.14),
        note=round(15 * scale),
        body=round(16 * scale),
        row=round((LEAST_HEIGHT - 4) * (1 + (scale - 1) * 0.5)),
    )
