"""The rate that a session is to follow, as a curve over its stages: seen before the start."""

from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from coach.breath.rate_plan import RatePlan
from coach.massage.plan import Plan
from coach.ui import words
from coach.ui.access.spoken import Role, Spoken
from coach.ui.style import blend
from coach.ui.theme import Theme, font

_LEAST_SPAN_BPM = 4.0
_GAP = 4.0


class PlanCurve(QWidget, Spoken):
    """Stages as bands, the rate above them; empty without a plan."""

    spoken_role = Role.Chart

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._scale = 1.0
        self._rates: RatePlan | None = None
        self._stages: Plan = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def set_text_scale(self, scale: float) -> None:
        """Write the figures larger or smaller."""
        self._scale = scale
        self.update()

    def show_plan(self, rates: RatePlan | None, stages: Plan) -> None:
        """A rate over hands-on time, and when each stage ends, in ms; None hides it."""
        self._rates, self._stages = rates, stages
        self.setVisible(rates is not None)
        if rates is not None:
            first, last = rates.rate_at(0), rates.rate_at(stages[-1])
            text = self.tr("The rate goes from {first} to {last} breaths / min.")
            text = text.replace("{first}", f"{first:.1f}").replace("{last}", f"{last:.1f}")
            self.setAccessibleName(text)
        self.update()

    def sizeHint(self) -> QSize:
        """Wide enough to be read as a curve."""
        return QSize(360, 180)

    def corners(self) -> list[QPointF]:
        """The curve in pixels."""
        if self._rates is None:
            return []
        end_ms = self._stages[-1]
        points = [point for point in self._rates.points if point[0] < end_ms]
        found = []
        for (from_ms, bpm), (until_ms, _) in pairwise([*points, (end_ms, points[-1][1])]):
            found += [self._place(from_ms, bpm), self._place(until_ms, bpm)]
        return found

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Bands, curve, first and last rate, and how long."""
        if self._rates is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        room = self._room()
        for index, (from_ms, until_ms) in enumerate(pairwise((0, *self._stages))):
            left, right = self._x(from_ms), self._x(until_ms)
            tint = blend(self._theme.ground, self._theme.muted, 0.13 if index % 2 else 0.07)
            painter.setBrush(QColor(tint))
            band = QRectF(left, room.top(), max(1.0, right - left - _GAP), room.height())
            painter.drawRoundedRect(band, 6, 6)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._theme.accent), 2.6 * self._scale))
        corners = self.corners()
        painter.drawPolyline(QPolygonF(corners))
        self._write(painter, room)

    def _write(self, painter: QPainter, room: QRectF) -> None:
        assert self._rates is not None  # noqa: S101 -- nothing is written without a plan
        end_ms = self._stages[-1]
        painter.setFont(font(15 * self._scale))
        painter.setPen(QColor(self._theme.muted))
        line = QRectF(room.left(), room.bottom(), room.width(), self.height() - room.bottom())
        figures = f"{self._rates.rate_at(0):.1f} → {self._rates.rate_at(end_ms):.1f}"
        rate = self.tr("{figures} breaths / min").replace("{figures}", figures)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(line, middle | Qt.AlignmentFlag.AlignLeft, rate)
        painter.drawText(line, middle | Qt.AlignmentFlag.AlignRight, words.clock(end_ms))

    def _room(self) -> QRectF:
        return QRectF(0, 0, self.width(), self.height() - 30 * self._scale)

    def _x(self, elapsed_ms: int) -> float:
        room = self._room()
        return room.left() + (room.width() + _GAP) * elapsed_ms / self._stages[-1]

    def _place(self, elapsed_ms: int, rate_bpm: float) -> QPointF:
        assert self._rates is not None  # noqa: S101 -- as above
        rates = [bpm for _, bpm in self._rates.points]
        low, high = min(rates), max(rates)
        more = max(0.0, _LEAST_SPAN_BPM - (high - low)) / 2 + 0.5
        part = (rate_bpm - low + more) / (high - low + 2 * more)
        room = self._room()
        x = min(self._x(elapsed_ms), room.right())
        return QPointF(x, room.bottom() - part * room.height())
