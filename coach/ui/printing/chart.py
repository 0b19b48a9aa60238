"""The rate of a session over its time as a picture of lines."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from coach.breath.rate_plan import Point
from coach.ui.library.course import Course
from coach.ui.printing.ink import INK, font
from coach.ui.printing.pictures import Picture

_LEFT, _TOP, _LOW = 30.0, 30.0, 24.0
_SMALL = 11.0
_LEAST_NAME = 34.0
"""A stage narrower than this goes without its name."""
_AT_THE_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_STEPS_MIN = (1, 2, 5, 10, 15, 30, 60)


def rate_picture(course: Course, wide: float, high: float) -> Picture:
    """Breaths a minute against minutes of hands-on time, the stages above it."""

    def draw(painter: QPainter) -> None:
        RateChart(course, wide, high).draw(painter)

    return Picture(wide, high, draw)


class RateChart:
    """One drawing of a course."""

    def __init__(self, course: Course, wide: float, high: float) -> None:
        self._course = course
        self._plot = QRectF(_LEFT, _TOP, wide - _LEFT - 8, high - _TOP - _LOW)
        self._length_ms = max(1, course.length_ms)
        rates = [rate for _, rate in (*course.rates, *course.plan)]
        self._least = max(0, 2 * math.floor((min(rates) - 1) / 2))
        self._most = 2 * math.ceil((max(rates) + 1) / 2)

    def draw(self, painter: QPainter) -> None:
        """The whole of it, from the back to the front."""
        painter.setFont(font(_SMALL))
        self._draw_bands(painter)
        self._draw_scales(painter)
        self._draw_stands(painter)
        if self._course.plan:
            dashed = QPen(QColor(INK.muted), 1.0)
            dashed.setDashPattern([5.0, 4.0])
            self._draw_rates(painter, self._course.plan, dashed)
        self._draw_rates(painter, self._course.rates, QPen(QColor(INK.text), 1.7))
        self._draw_taps(painter)

    def _x(self, t_ms: float) -> float:
        return self._plot.left() + self._plot.width() * t_ms / self._length_ms

    def _y(self, rate: float) -> float:
        part = (rate - self._least) / (self._most - self._least)
        return self._plot.bottom() - self._plot.height() * part

    def _draw_bands(self, painter: QPainter) -> None:
        metrics = painter.fontMetrics()
        for index, band in enumerate(self._course.bands):
            left, right = self._x(band.from_ms), self._x(band.until_ms)
            if index % 2 == 0:
                painter.fillRect(
                    QRectF(left, self._plot.top(), right - left, self._plot.height()),
                    QColor("#eef1ef"),
                )
            painter.setPen(QPen(QColor(INK.line), 0.7))
            painter.drawLine(QPointF(left, 4.0), QPointF(left, self._plot.bottom()))
            if right - left >= _LEAST_NAME:
                name = metrics.elidedText(
                    band.name, Qt.TextElideMode.ElideRight, math.floor(right - left - 6)
                )
                painter.setPen(QColor(INK.text))
                painter.drawText(QPointF(left + 4, _TOP - 10), name)

    def _draw_scales(self, painter: QPainter) -> None:
        step = 2 if self._most - self._least <= 10 else 4
        for rate in range(self._least, self._most + 1, step):
            y = self._y(rate)
            painter.setPen(QPen(QColor(INK.line), 0.5))
            painter.drawLine(QPointF(self._plot.left(), y), QPointF(self._plot.right(), y))
            painter.setPen(QColor(INK.muted))
            box = QRectF(0, y - 8, _LEFT - 6, 16)
            painter.drawText(
                box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(rate)
            )
        whole_min = self._length_ms / 60_000
        every = next((each for each in _STEPS_MIN if whole_min / each <= 10), _STEPS_MIN[-1])
        for minute in range(0, math.floor(whole_min) + 1, every):
            x = self._x(minute * 60_000)
            painter.drawText(
                QRectF(x - 20, self._plot.bottom() + 4, 40, 16),
                Qt.AlignmentFlag.AlignHCenter,
                str(minute),
            )

    def _draw_stands(self, painter: QPainter) -> None:
        """Holds as hatched spans, pauses as lines."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for stand in self._course.stands:
            painter.setPen(QPen(QColor(INK.muted), 0.8))
            left, right = self._x(stand.from_ms), self._x(stand.until_ms)
            box = QRectF(left, self._plot.bottom() - 10, max(2.0, right - left), 10)
            painter.fillRect(box, QColor(INK.muted))

    def line(self, points: tuple[Point, ...]) -> QPainterPath:
        """The rates as steps."""
        path = QPainterPath()
        ends = (*(t_ms for t_ms, _ in points[1:]), self._length_ms)
        for (from_ms, rate), until_ms in zip(points, ends, strict=True):
            if from_ms > self._length_ms:  # planned, for after it was ended
                break
            start = QPointF(self._x(from_ms), self._y(rate))
            if path.isEmpty():
                path.moveTo(start)
            else:
                path.lineTo(start)
            path.lineTo(QPointF(self._x(min(until_ms, self._length_ms)), start.y()))
        return path

    def _draw_rates(self, painter: QPainter, points: tuple[Point, ...], line: QPen) -> None:
        line.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(line)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self.line(points))

    def _draw_taps(self, painter: QPainter) -> None:
        painter.setPen(QPen(QColor(INK.inhale), 0.8))
        for t_ms in self._course.taps_ms:
            x = self._x(t_ms)
            painter.drawLine(QPointF(x, self._plot.bottom()), QPointF(x, self._plot.bottom() - 4))
