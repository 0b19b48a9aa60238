"""The style sheet of every window: what a button, a slider or a label of a kind looks like.

A widget tells its kind by the dynamic property "kind": buttons are "primary" ("refused" where what
it does is not to be had), "chip", "card", "link", "tab" or "play"; labels are "heading", "title",
"body", "muted", "soft", "figure", "rate", "amount", "question" or "stopped"; a frame is a "panel",
a "notice", a "stop", a "line-question", the "line-asked", "quiet" or a "line"; a line of text to
edit is a "cell"; a whole page is a "page".
A label without a kind keeps the font that it was given.

A theme's icons lie in `assets/icons` and end in its name.
"""

from string import Template
from typing import TypeVar

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from coach.assets import asset_folder
from coach.ui.theme import Theme

AnyWidget = TypeVar("AnyWidget", bound=QWidget)

DESIGN_SIZE = (1280, 800)
"""Pixels of a page for which the sizes are chosen."""
MOST_GROWTH = 2.0
LEAST_HEIGHT = 44
"""Pixels that a finger needs."""

_SHEET = Template("""
QWidget { color: $text; }
QMainWindow, QWidget[kind="page"], QScrollArea, QStackedWidget { background: $ground; }
QScrollArea { border: none; }
QFrame[kind="notice"] QScrollArea, QFrame[kind="notice"] QScrollArea > QWidget > QWidget {
    background: transparent;
}
QScrollArea[kind="pages"] { border: 3px solid transparent; border-radius: 8px; }
QScrollArea[kind="pages"]:focus { border-color: $text; }
QLabel, QCheckBox, QSlider { background: transparent; }

QLabel[kind="heading"] {
    color: $muted; font-size: ${small}px; font-weight: 600;
    letter-spacing: ${spacing}px; text-transform: uppercase;
}
QLabel[kind="title"] { font-size: ${title}px; font-weight: 600; }
QLabel[kind="title"]:disabled { color: $muted; }
QLabel[kind="body"] { font-size: ${body}px; }
QLabel[kind="muted"] { color: $muted; font-size: ${note}px; }
QLabel[kind="amount"] { color: $accent; font-size: ${title}px; font-weight: 700; }
QLabel[kind="rate"] { font-size: ${rate}px; font-weight: 700; }
QLabel[kind="figure"] { font-size: ${figure}px; font-weight: 700; }

QFrame[kind="panel"] { background: $raised; border: $outline; border-radius: 18px; }
QFrame[kind="notice"] { background: $raised; border: 2px solid $accent; border-radius: 14px; }

QPushButton {
    color: $text; background: transparent; border: 2px solid $line; border-radius: 14px;
    font-size: ${body}px; font-weight: 600; padding: 4px ${gap}px; min-height: ${button}px;
    outline: none;
}
QPushButton:hover { border-color: $muted; }
QPushButton:disabled { color: $muted; }
QPushButton[kind="primary"], QPushButton[kind="refused"] {
    color: $on_accent; background: $accent; border: 3px solid $accent;
    border-radius: ${pill}px; font-size: ${title}px; min-height: ${primary}px;
}
QPushButton[kind="primary"]:disabled, QPushButton[kind="refused"] {
    color: $muted; background: $raised; border-color: $line;
}
QPushButton[kind="chip"] {
    border-radius: ${chip}px; background: $ground; min-width: ${gap}px;
}
QPushButton[kind="chip"]:checked { border-color: $accent; background: $tint; }
QPushButton[kind="card"] { text-align: left; padding: 0px; }
QPushButton[kind="card"]:checked { border-color: $accent; background: $tint; }
QPushButton[kind="link"] {
    color: $accent; border-color: transparent; padding: 4px 8px; border-radius: 10px;
}
QPushButton[kind="link"]:hover { border-color: $line; }
QPushButton[kind="link"]:disabled { color: transparent; }
QPushButton:focus, QPushButton[kind="primary"]:focus, QPushButton[kind="refused"]:focus,
QPushButton[kind="chip"]:focus, QPushButton[kind="card"]:focus, QPushButton[kind="link"]:focus {
    border: 3px solid $text; padding: 3px ${less}px;
}
QPushButton[kind="primary"]:focus, QPushButton[kind="refused"]:focus { padding: 4px ${gap}px; }
QPushButton[kind="card"]:focus { padding: 0px; }
QPushButton[kind="link"]:focus { padding: 3px 7px; }
QPushButton[kind="chip"]:checked:focus { background: $held; }

QPushButton[kind="tab"] {
    color: $muted; border: none; border-bottom: 3px solid transparent;
    border-radius: 0px; font-size: ${title}px; padding: 2px 0px; min-height: ${tab}px;
}
QPushButton[kind="tab"]:hover { color: $text; }
QPushButton[kind="tab"]:checked { color: $text; border-bottom: 3px solid $accent; }
QPushButton[kind="tab"]:focus { border-bottom: 3px solid $text; }
QPushButton[kind="play"] {
    color: $on_accent; background: $accent; border: 2px solid $accent; border-radius: ${chip}px;
    min-width: ${wide}px;
}
QPushButton[kind="play"]:disabled { color: $muted; background: $raised; border-color: $line; }
QPushButton[kind="play"]:focus { border: 3px solid $text; }
QPushButton[kind="primary"]:focus, QPushButton[kind="play"]:focus { background: $gapped; }
QFrame[kind="stop"] { background: $raised; border: 3px solid $tense; border-radius: 14px; }
QLabel[kind="stopped"] { color: $tense; font-size: ${title}px; font-weight: 700; }
QLabel[kind="question"] { font-size: ${title}px; }
QFrame[kind="line-question"] { border: 2px solid transparent; border-radius: 12px; }
QFrame[kind="line-asked"] { background: $raised; border: 2px solid $accent; border-radius: 12px; }
QFrame[kind="line"] { background: $line; border: none; }
QFrame[kind="quiet"] { background: $raised; border: $outline; border-radius: 12px; }
QLabel[kind="soft"] { color: $muted; font-size: ${title}px; }

QTableView {
    background: transparent; border: 2px solid transparent; border-radius: 8px; outline: 0;
}
QTableView:focus { border-color: $line; }
QHeaderView { background: transparent; }
QHeaderView::section {
    color: $muted; background: transparent; border: none; border-bottom: 1px solid $line;
    font-size: ${small}px; font-weight: 600; padding: 0px ${cell}px;
}
QLineEdit[kind="cell"] { border-radius: 6px; padding: 0px ${cell}px; min-height: 0px; }

QLineEdit, QComboBox, QPlainTextEdit {
    color: $text; background: $raised; border: 2px solid $line; border-radius: 12px;
    font-size: ${body}px; padding: 4px 12px; min-height: ${button}px;
    selection-background-color: $accent; selection-color: $on_accent;
    placeholder-text-color: $muted;
}
QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus {
    border: 3px solid $text; padding: 3px 11px;
}
QComboBox QAbstractItemView { background: $raised; border: 2px solid $line; }

QListView[kind="names"] {
    color: $text; background: $raised; border: 2px solid $line; font-size: ${body}px; outline: 0;
}
QListView[kind="names"]::item { min-height: ${least}px; padding: 0px 12px; }
QListView[kind="names"]::item:selected {
    color: $text; background: $tint; border-left: 3px solid $accent;
}

QCheckBox {
    font-size: ${body}px; spacing: 10px; min-height: ${tick}px; padding: 1px 6px;
    border: 2px solid transparent; border-radius: 10px;
}
QCheckBox:disabled { color: $muted; }
QCheckBox:focus { border: 3px solid $text; padding: 0px 5px; }
QCheckBox::indicator {
    width: ${box}px; height: ${box}px; border: 2px solid $muted; border-radius: 6px;
}
QCheckBox::indicator:checked { border-color: $accent; background: $accent; image: url($check); }

QSlider:horizontal { min-height: ${least}px; }
QSlider::groove:horizontal {
    height: 8px; border-radius: 4px; background: $line;
}
QSlider::sub-page:horizontal {
    height: 8px; border-radius: 4px; background: $accent;
}
QSlider::add-page:horizontal {
    height: 8px; border-radius: 4px; background: $line;
}
QSlider::handle:horizontal {
    width: ${handle}px; height: ${handle}px; margin: -${overhang}px 0px;
    border-radius: ${round}px; border: 2px solid $rim; background: $knob;
}
QSlider::handle:horizontal:focus { border-color: $text; background: $accent; }
QSlider::groove:horizontal:disabled, QSlider::sub-page:horizontal:disabled { background: $line; }

QProgressBar { background: $line; border: none; border-radius: 4px; max-height: 8px; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar::handle:vertical { background: $line; border-radius: 4px; min-height: 40px; }
QScrollBar::handle:vertical:hover { background: $muted; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle:horizontal { background: $line; border-radius: 4px; min-width: 60px; }
QScrollBar::handle:horizontal:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0px; height: 0px; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QToolTip {
    color: $text; background: $raised; border: 1px solid $muted;
    font-size: ${note}px; padding: 6px;
}
""")

_GAPPED = Template(
    "qlineargradient(x1: 0, y1: 0, x2: 0, y2: 1, stop: 0 $ground, stop: 0.09 $ground,"
    " stop: 0.091 $accent, stop: 0.909 $accent, stop: 0.91 $ground, stop: 1 $ground)"
)
"""A filled button that has the focus: a gap, so that the line around it is seen."""


def style_sheet(theme: Theme, scale: float) -> str:
    """The sheet for a theme; texts, and what must hold them, grow with `scale` (1 to 2)."""
    body = 1.0 + (scale - 1.0) * 0.5
    least = round(LEAST_HEIGHT * body)
    primary = round(48 * body)
    dark = QColor(theme.ground).lightness() < 128
    return _SHEET.substitute(
        text=theme.text,
        muted=theme.muted,
        ground=theme.ground,
        raised=theme.raised,
        line=theme.line,
        outline=f"2px solid {theme.line}" if theme.outlined else "none",
        accent=theme.accent,
        tense=theme.tense,
        on_accent=theme.on_accent,
        gapped=_GAPPED.substitute(ground=theme.ground, accent=theme.accent),
        tint=blend(theme.raised, theme.accent, 0.08),
        held=blend(theme.raised, theme.accent, 0.35),
        knob=theme.text if dark else theme.raised,
        rim=theme.text if dark else theme.accent,
        check=(asset_folder("icons") / f"check-{theme.name}.svg").as_posix(),
        small=round(13 * scale),
        spacing=f"{scale:.1f}",
        note=round(15 * scale),
        body=round(16 * scale),
        title=round(19 * scale),
        figure=round(30 * scale),
        rate=round(46 * scale),
        gap=round(14 * body),
        less=round(14 * body) - 1,
        cell=round(10 * body),
        wide=round(70 * scale),
        box=round(18 * scale),
        least=least,
        button=least - 12,
        tab=least - 7,
        tick=least - 6,
        chip=least // 2,
        primary=primary,
        pill=(primary + 14) // 2,
        handle=round(24 * body),
        overhang=round((24 * body + 4 - 8) / 2),
        round=round((24 * body + 4) / 2),
    )


def growth(size: QSize) -> float:
    """How much larger than its design a page of this size shows everything: 1 to 2."""
    wide, high = DESIGN_SIZE
    fitting = min(size.width() / wide, size.height() / high, MOST_GROWTH)
    return max(1.0, round(fitting * 20) / 20)


def blend(under: str, over: str, part: float) -> str:
    """The colour #rrggbb at `part` (0 to 1) of the way from `under` to `over`."""
    pairs = ((int(under[i : i + 2], 16), int(over[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(low + (high - low) * part):02x}" for low, high in pairs)


def turn_kind(widget: QWidget, kind: str) -> None:
    """The widget, shown already, is of another kind from now on."""
    if widget.property("kind") != kind:
        of_kind(widget, kind)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def of_kind(widget: AnyWidget, kind: str) -> AnyWidget:
    """The widget, styled as one of its kind."""
    widget.setProperty("kind", kind)
    return widget
