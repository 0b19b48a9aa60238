"""Tense areas as numbered discs with a dark rim; a check for softened, a dash for not."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from coach.massage.back import Outcome
from coach.ui.session.lettering import fit
from coach.ui.theme import Theme


def disc(
    number: int, outcome: Outcome, theme: Theme, size: float, ratio: float, *, in_work: bool
) -> QPixmap:
    """A mark `size` pixels across; the picture is half as large again, for the ring of work."""
    side = int(size * 1.5) + 4
    made = QPixmap(int(side * ratio), int(side * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(side / 2, side / 2)
    rim = max(2.0, size * 0.09)
    painter.setPen(QPen(QColor(theme.ground if theme.name == "dark" else theme.text), rim))
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
    if in_work:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.text), rim))
        painter.drawEllipse(QPointF(0, 0), size * 0.66, size * 0.66)
    painter.end()
    return made


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
