"""What is on paper is dark ink on white, whatever the theme on the screen."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QFont, QTextCursor, QTextDocument, QTextFrame, QTextTable

from coach.ui import theme as themes
from coach.ui.printing.pictures import fragments, restyle

TEXT_SIZE = 13.0
"""Of the running text, in a document's units: almost 10 points."""
INK = themes.Theme(
    name="paper",
    ground="#ffffff",
    raised="#ffffff",
    line="#c2c9c6",
    text="#111516",
    muted="#4b5654",
    inhale=themes.LIGHT.inhale,
    exhale=themes.LIGHT.exhale,
    accent=themes.LIGHT.accent,
    tense=themes.LIGHT.tense,
    on_accent="#ffffff",
)
SHEET = f"""
h1 {{ font-size: 25px; font-weight: 700; margin-top: 20px; margin-bottom: 6px; }}
h2 {{ font-size: 16px; font-weight: 700; margin-top: 14px; margin-bottom: 4px; }}
h3 {{ font-size: 14px; font-weight: 700; margin-top: 10px; margin-bottom: 2px; }}
p {{ margin-top: 0px; margin-bottom: 6px; }}
li {{ margin-bottom: 3px; }}
a {{ color: {INK.text}; text-decoration: none; }}
th {{ text-align: left; font-weight: 600; color: {INK.muted}; }}
.small {{ font-size: 11px; }}
.muted {{ color: {INK.muted}; }}
.big {{ font-size: 24px; font-weight: 700; }}
.strong {{ font-weight: 600; }}
.inhale {{ color: {INK.inhale}; font-weight: 600; }}
.exhale {{ color: {INK.exhale}; font-weight: 600; }}
"""
_DARKEST_GROUND = 215
_LIGHTEST_INK = 140
"""Lightness, 0 to 255: a darker ground and lighter letters than these are of a dark screen."""


def font(pixels: float = TEXT_SIZE, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Inter of a size in a document's units, its letters where their design puts them.

    No letter is another's stand-in, such as figures of one width or a colon between figures: in a
    PDF those could be neither searched for nor read aloud.
    """
    made = themes.font(pixels, weight)
    made.clearFeatures()
    made.setFeature(QFont.Tag("calt"), 0)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def whiten(document: QTextDocument) -> None:
    """Takes a dark screen's colours out of a document that was made for it."""
    _whiten_frame(document.rootFrame())
    block = document.begin()
    while block.isValid():
        shape = block.blockFormat()
        if _is_dark(shape.background()):
            shape.clearBackground()
            QTextCursor(block).setBlockFormat(shape)
        block = block.next()
    for fragment in list(fragments(document)):
        style = fragment.charFormat()
        ink = style.foreground()
        pale = ink.style() != Qt.BrushStyle.NoBrush and ink.color().lightness() > _LIGHTEST_INK
        if pale or _is_dark(style.background()):
            style.setForeground(QBrush(QColor(INK.text)))
            style.clearBackground()
            restyle(document, fragment, style)


def _whiten_frame(frame: QTextFrame) -> None:
    shape = frame.frameFormat()
    if _is_dark(shape.background()):
        shape.clearBackground()
        frame.setFrameFormat(shape)
    if isinstance(frame, QTextTable):
        _whiten_cells(frame)
    for child in frame.childFrames():
        _whiten_frame(child)


def _whiten_cells(table: QTextTable) -> None:
    for row in range(table.rows()):
        for column in range(table.columns()):
            cell = table.cellAt(row, column)
            style = cell.format()
            if _is_dark(style.background()):
                style.clearBackground()
                cell.setFormat(style)


def _is_dark(ground: QBrush) -> bool:
    return ground.style() != Qt.BrushStyle.NoBrush and (
        ground.color().lightness() < _DARKEST_GROUND
    )
