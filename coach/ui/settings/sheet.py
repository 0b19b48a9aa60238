"""What the Settings dialog's style has beyond that of every window."""

from string import Template

from coach.ui.style import LEAST_HEIGHT, blend, style_sheet
from coach.ui.theme import Theme

_SHEET = Template("""
QPushButton[kind="side"] {
    text-align: left; border: 2px solid transparent; border-radius: 12px; padding: 4px 16px;
    color: $muted;
}
QPushButton[kind="side"]:hover { color: $text; border-color: $line; }
QPushButton[kind="side"]:checked { color: $text; background: $tint; border-color: $accent; }
QPushButton[kind="side"]:focus { color: $text; border: 3px solid $text; padding: 3px 15px; }
QFrame[kind="row"] { background: transparent; border: none; border-top: 1px solid $line; }
QFrame[kind="side"] { background: $raised; border: none; }
QCheckBox { min-height: ${box}px; padding: 0px 6px; border-width: 2px; }
QComboBox { padding-right: 36px; combobox-popup: 0; }
QComboBox::drop-down { border: none; width: 36px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView {
    color: $text; selection-background-color: $tint; selection-color: $text; outline: 0;
    padding: 4px;
}
QComboBox QAbstractItemView::item { min-height: ${finger}px; padding: 0px 8px; }
QComboBox QAbstractItemView::item:selected { background: $tint; border-left: 3px solid $accent; }
""")


def dialog_sheet(theme: Theme, scale: float) -> str:
    """The whole sheet of the dialog; `scale` is the texts', 1 to 2 and more on a large screen."""
    return style_sheet(theme, scale) + _SHEET.substitute(
        text=theme.text,
        muted=theme.muted,
        line=theme.line,
        raised=theme.raised,
        accent=theme.accent,
        tint=blend(theme.raised, theme.accent, 0.14),
        finger=LEAST_HEIGHT,
        box=LEAST_HEIGHT - 4,
    )
