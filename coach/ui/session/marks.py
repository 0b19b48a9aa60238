"""Tense areas as numbered discs with a dark rim; a check for softened, a dash for not."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from coach.massage.back import Outcome
from coach.ui.session.lettering import fit
from coach.ui.theme import Theme


def disc(number: int, outcome: Outcome, theme: Theme, size: float, ratio: float) -> QPixmap:
    """A mark `size` pixels across."""
    made, painter = _canvas(size, ratio)
    rim = max(2.0, size * 0.09)
    painter.setPen(QPen(QColor(theme.on_accent), rim))
    fill = {
        Outcome.OPEN: theme.tense,
        Outcome.SOFTENED: theme.accent,
        Outcome.NOT_SOFTENED: theme.muted,
    }[outcome]
    painter.setBrush(QColor(fill))
    radius = size / 2 - rim / 2
    painter.drawEllipse(QPointF(0, 0), radius, radius)
    ink = QColor(theme.on_accent)
    if outcome is Outcome.OPEN:
        block = fit(str(number), size * 0.7, size * 0.95, size * 0.40)
        box = QRectF(-size / 2, -size / 2, size, size)
        block.draw(painter, block.placed(box, Qt.AlignmentFlag.AlignHCenter), ink)
    else:
        _sign(painter, ink, size, softened=outcome is Outcome.SOFTENED)
    painter.end()
    return made


def ring(theme: Theme, size: float, ratio: float) -> QPixmap:
    """What goes round the area in work, so that the hands are seen in it."""
    made, painter = _canvas(size, ratio)
    wide = max(2.5, size * 0.035)
    radius = size / 2 - wide * 1.5
    for colour, pen_width in ((theme.on_accent, wide * 2.4), (theme.tense, wide)):
        painter.setPen(QPen(QColor(colour), pen_width))
        painter.drawEllipse(QPointF(0, 0), radius, radius)
    painter.end()
    return made


def _canvas(size: float, ratio: float) -> tuple[QPixmap, QPainter]:
    """An empty square picture, and a painter whose 0, 0 is its middle."""
    side = int(size) + 4
    made = QPixmap(int(side * ratio), int(side * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(side / 2, side / 2)
    return made, painter


def _sign(painter: QPainter, ink: QColor, size: float, *, softened: bool) -> None:
    pen = QPen(ink, size * 0.12)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if not softened:
        painter.drawLine(QPointF(-size * 0.17, 0), QPointF(size * 0.17, 0))
        return
    painter.drawPolyline(
        [
            QPointF(-size * 0.19, size * 0.01),
            QPointF(-size * 0.05, size * 0.15),
            QPointF(size * 0.20, -size * 0.13),
        ]
    )
