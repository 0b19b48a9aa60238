"""Text that fits its box: wrapped evenly, shrunk where it must be, never clipped."""

from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap

from coach.ui.theme import CAP_HEIGHT, font_of_capitals

_LINE = 1.08
"""From one baseline to the next, of the letters' size."""
_SHRINK = 0.94
_LEAST_PIXELS = 7.0
_DISPLAY = 36.0
"""Capitals larger than this stand a little closer."""


class Block(NamedTuple):
    """Lines of text in one font; all in pixels."""

    lines: tuple[str, ...]
    font: QFont
    width: float
    height: float
    capitals: float
    step: float
    """From one line's baseline to the next."""
    above: float
    """From the top of the block to the capitals' tops of its first line."""

    def draw(self, painter: QPainter, top_left: QPointF, colour: QColor) -> None:
        """Paint with the block's upper left corner there."""
        painter.setFont(self.font)
        painter.setPen(colour)
        baseline = top_left.y() + self.above + self.capitals
        for index, line in enumerate(self.lines):
            painter.drawText(QPointF(top_left.x(), baseline + index * self.step), line)

    def placed(self, box: QRectF, alignment: Qt.AlignmentFlag) -> QPointF:
        """The upper left corner that puts the block left or right, and in the middle, of a box."""
        x = box.left()
        if alignment == Qt.AlignmentFlag.AlignRight:
            x = box.right() - self.width
        elif alignment == Qt.AlignmentFlag.AlignHCenter:
            x = box.center().x() - self.width / 2
        return QPointF(x, box.center().y() - self.height / 2)


@lru_cache(maxsize=96)
def fit(
    text: str,
    width: float,
    height: float,
    capitals: float,
    weight: QFont.Weight = QFont.Weight.Bold,
    most_lines: int = 1,
) -> Block:
    """The text with capitals as high as asked, or as a box of `width` by `height` allows.

    More lines are used only where one is too narrow for the asked size.
    """
    size = capitals
    while True:
        font = font_of_capitals(size, weight)
        if size > _DISPLAY:
            font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 97.5)
        metrics = QFontMetricsF(font)
        for lines in range(1, most_lines + 1):
            block = _block(_wrapped(text, lines, metrics), font, metrics)
            if block.width <= width and block.height <= height:
                return block
        if font.pixelSize() <= _LEAST_PIXELS:
            return block
        size *= _SHRINK


def drawn(block: Block, colour: str, ratio: float) -> QPixmap:
    """The block as a picture on nothing, for a screen of that device pixel ratio."""
    size = QRectF(0, 0, block.width + 2, block.height).toAlignedRect().size()
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    block.draw(painter, QPointF(0, 0), QColor(colour))
    painter.end()
    return picture


def _block(lines: tuple[str, ...], font: QFont, metrics: QFontMetricsF) -> Block:
    size = font.pixelSize()
    capitals = size * CAP_HEIGHT
    step = size * _LINE
    above = metrics.ascent() - capitals
    height = metrics.ascent() + metrics.descent() + (len(lines) - 1) * step
    width = max(metrics.horizontalAdvance(line) for line in lines)
    return Block(lines, font, width, height, capitals, step, above)


def _wrapped(text: str, count: int, metrics: QFontMetricsF) -> tuple[str, ...]:
    """At most `count` lines: the widest as narrow as can be, a comma's or sentence's end kept."""
    words = text.split()
    if count == 1 or len(words) < 2:
        return (" ".join(words),)
    best: tuple[str, ...] = (" ".join(words),)
    least = float("inf")
    for index in range(1, len(words)):
        head = " ".join(words[:index])
        lines = (head, *_wrapped(" ".join(words[index:]), count - 1, metrics))
        cost = max(metrics.horizontalAdvance(line) for line in lines)
        if head[-1] in ",.;:?!":
            cost *= 0.8
        if cost < least:
            best, least = lines, cost
    return best
