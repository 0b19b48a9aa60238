"""The breath-in ring and arrow of the Ready page; its rim runs out with the countdown."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from coach.ui.access.spoken import Role, Spoken
from coach.ui.theme import Theme

ARROW = (
    (0.0, -0.5),
    (0.42, -0.06),
    (0.18, -0.06),
    (0.18, 0.5),
    (-0.18, 0.5),
    (-0.18, -0.06),
    (-0.42, -0.06),
)
"""Corners of an arrow upward, one high, about its middle."""


class CountdownRing(QWidget, Spoken):
    """A full rim is the whole countdown; without one the rim is whole and quiet."""

    spoken_role = Role.Indicator

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._left: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def is_silent(self) -> bool:
        """It shows what the figures beside it say."""
        return True

    def show_left(self, left: float | None) -> None:
        """What is left of the countdown, 1 to 0; None while none runs."""
        self._left = left
        self.update()

    def sizeHint(self) -> QSize:
        """Two fifths of the window's height."""
        side = round(self.window().height() * 0.4)
        return QSize(side, side)

    def paintEvent(self, _: QPaintEvent) -> None:
        """The rim and the arrow, upward: press with the breath in."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = min(self.width(), self.height()) * 0.94
        rim = side * 0.024
        circle = QRectF(0, 0, side, side)
        circle.moveCenter(QPointF(self.rect().center()))
        warm = QColor(self._theme.inhale)
        faint = QColor(warm)
        faint.setAlphaF(0.08)
        painter.setBrush(faint)
        painter.setPen(QPen(QColor(self._theme.line), rim))
        painter.drawEllipse(circle)
        if self._left is not None:
            painter.setPen(QPen(warm, rim, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawArc(circle, 90 * 16, round(self._left * 360 * 16))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(warm)
        scale = side * 0.42
        painter.translate(circle.center())
        points = [QPointF(x * scale, y * scale) for x, y in ARROW]
        painter.drawPolygon(QPolygonF(points))
