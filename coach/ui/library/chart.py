"""The timeline below a replay: rate over hands-on time, stages, marks, and where it stands."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QMouseEvent, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QGraphicsEllipseItem,
    QGraphicsItem,
    QGraphicsPixmapItem,
    QGraphicsRectItem,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from coach.massage.back import Outcome
from coach.ui import words
from coach.ui.access.spoken import Number, Role, Spoken
from coach.ui.library.course import Band, Course, Mark, steps
from coach.ui.library.discs import apart, disc_of
from coach.ui.style import blend
from coach.ui.theme import Theme, font

_HEADROOM = 56.0
"""Pixels above the rates, for names of stages and marks."""
_FOOT = 22.0
"""Pixels below them, for taps."""
_TAPS = (9.0, 18.0)
_WAITS, _BAR = 6.0, 12.0
"""Pixels above the lower edge, as those of taps: of a band, and of the bar at its start."""
_OVERHANG = 40
"""Pixels that the first and last time may stand out."""
_LEAST_FREE = 30.0
_TICKS_APART = 24.0
_MARKS = 40.0
_LEAST_HEIGHT = 150
_KNOB = 7.0
"""Pixels from the top."""
_LEAST_SPAN_BPM = 4.0
_LEAST_SHOWN_MS = 10_000
_NEAR = 9.0
"""Pixels within which a mark is meant."""
_ZOOM = 1.25
_DISC = 20.0
_STEPS_MS = tuple(1000 * s for s in (5, 10, 30, 60, 120, 300, 600, 1200, 3600))
_MOST_TICKS = 10


class TimelineChart(QWidget, Spoken):
    """Pressed or drawn on, it seeks; the wheel zooms, the right button draws the view along, a
    double click shows all of it again.

    `seek_requested(int)` and, while a hand draws, `scrub_requested(int)`: hands-on time in ms. What
    draws it is loaded with the first session.
    """

    seek_requested = Signal(int)
    scrub_requested = Signal(int)
    spoken_role = Role.Slider

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._scale = 1.0
        self._course: Course | None = None
        self._plot: Any = None
        self._items: list[Any] = []
        self._labels: list[tuple[Band, Any, float]] = []
        self._signs: list[tuple[int, str]] = []
        self._discs: list[tuple[Mark, QGraphicsPixmapItem]] = []
        self._head: list[Any] = []
        self._at_ms = 0
        self._rates = (0.0, 1.0)
        self._pixel = 1.0
        self._drawn_from: QPointF | None = None
        self.setAccessibleName(self.tr("Timeline of the session"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def spoken_value(self) -> str:
        """Where it stands, of how much."""
        if self._course is None:
            return ""
        said = self.tr("{now} of {all}").replace("{all}", words.clock(self._course.length_ms))
        return said.replace("{now}", words.clock(self._at_ms))

    def spoken_number(self) -> Number:
        """The same in seconds."""
        length_ms = 0 if self._course is None else self._course.length_ms
        return Number(self._at_ms / 1000, 0.0, length_ms / 1000)

    def set_by_reader(self, number: float) -> None:
        """A seek, in seconds."""
        if self._course is not None:
            self.seek_requested.emit(min(self._course.length_ms, max(0, round(number * 1000))))

    def is_silent(self) -> bool:
        """Without a session."""
        return self._course is None

    def sizeHint(self) -> QSize:
        """The least; the page gives it a third."""
        return QSize(900, round(_LEAST_HEIGHT * self._scale))

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self._theme = theme
        self._draw()

    def set_text_scale(self, scale: float) -> None:
        """Larger or smaller letters."""
        if scale != self._scale:
            self._scale = scale
            self.setMinimumHeight(round(_LEAST_HEIGHT * scale))
            self._draw()

    def show_course(self, course: Course | None) -> None:
        """The whole of another session; None for none."""
        self._course = course
        self._at_ms = 0
        if course is not None and self._plot is None:
            self._make_plot()
        self._draw()
        self.show_all()

    def show_position(self, elapsed_ms: int) -> None:
        """Where the replay stands; the view follows where it would leave it."""
        if self._course is None:
            return
        before, self._at_ms = self._at_ms, elapsed_ms
        if round(self._x(before)) != round(self._x(elapsed_ms)) or before == elapsed_ms:
            for item in self._head:
                item.setPos(QPointF(elapsed_ms, self._below(_KNOB)))
        low, high = self.shown_ms()
        if not low <= elapsed_ms <= high:
            self._look_at(elapsed_ms - (high - low) * 0.1, high - low)

    def shown_ms(self) -> tuple[float, float]:
        """The span of hands-on time in view."""
        low, high = self._box.viewRange()[0]
        return float(low), float(high)

    def show_all(self) -> None:
        """The whole session."""
        if self._course is not None:
            self._look_at(0.0, float(max(_LEAST_SHOWN_MS, self._course.length_ms)))

    def time_at(self, pixel: QPointF) -> int:
        """The hands-on time under a pixel of the plot's viewport, within the session."""
        assert self._course is not None  # noqa: S101 -- there is nothing to point at
        scene = self._plot.mapToScene(pixel.toPoint())
        x = float(self._box.mapSceneToView(scene).x())
        return min(self._course.length_ms, max(0, round(x)))

    def pixel_of(self, elapsed_ms: int) -> QPointF:
        """Where a hands-on time lies on this widget, in the middle of its height."""
        return QPointF(self._x(elapsed_ms), self.height() / 2)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The plot's own ways with the mouse give way to these."""
        if self._course is None:
            return super().eventFilter(watched, event)
        if isinstance(event, QWheelEvent):
            self._wheel(event)
        elif isinstance(event, QMouseEvent):
            self._mouse(event)
        else:
            return False
        return True

    @property
    def _box(self) -> Any:
        return self._plot.getViewBox()

    def _make_plot(self) -> None:
        import pyqtgraph as pg  # noqa: PLC0415 -- half a second, never before the first paint

        self._pg = pg
        plot = pg.PlotWidget(self, background=None)
        plot.setAccessibleName(self.tr("Breaths a minute over the session"))
        plot.setFrameShape(plot.Shape.NoFrame)
        plot.setAntialiasing(True)
        plot.setMenuEnabled(False)
        plot.hideButtons()
        plot.setMouseEnabled(x=False, y=False)
        plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        plot.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        plot.viewport().setMouseTracking(True)
        plot.viewport().installEventFilter(self)
        plot.getViewBox().setDefaultPadding(0)
        plot.getViewBox().sigResized.connect(self._on_box_resized)
        plot.getViewBox().sigXRangeChanged.connect(self._on_box_x_range_changed)
        self._plot = plot
        self._column.addWidget(plot)

    def _draw(self) -> None:
        if self._plot is None:
            return
        for item in self._items:
            self._plot.removeItem(item)
        self._items, self._labels, self._signs, self._discs, self._head = [], [], [], [], []
        if self._course is None:
            self._plot.hide()
            return
        self._plot.show()
        self._measure(self._course)
        self._draw_bands(self._course)
        self._draw_rates(self._course)
        self._draw_marks(self._course)
        self._draw_head()
        self._label_axes()
        self._place_labels()
        self._place_discs()

    def _measure(self, course: Course) -> None:
        """The span of rates, with room for names above and taps below."""
        values = [bpm for _, bpm in (*course.rates, *course.plan)]
        low, high = min(values), max(values)
        more = max(0.0, _LEAST_SPAN_BPM - (high - low)) / 2
        low, high = low - more - 0.3, high + more + 0.3
        self._pixel = (high - low) / max(
            30.0, self._box.height() - self._scale * (_HEADROOM + _FOOT)
        )
        self._rates = (low - self._up(_FOOT), high + self._up(_HEADROOM))
        self._plot.setYRange(*self._rates, padding=0)

    def _up(self, pixels: float) -> float:
        """So many pixels, at the text's scale, in breaths/min."""
        return pixels * self._scale * self._pixel

    def _below(self, pixels: float) -> float:
        """The rate so many pixels below the top."""
        return self._rates[1] - self._up(pixels)

    def _draw_bands(self, course: Course) -> None:
        theme, low, high = self._theme, *self._rates
        gap = QPen(QColor(theme.ground), 4.0)
        gap.setCosmetic(True)
        for index, band in enumerate(course.bands):
            rect = QGraphicsRectItem(
                QRectF(band.from_ms, low, max(1, band.until_ms - band.from_ms), high - low)
            )
            tint = blend(theme.raised, theme.muted, 0.09 if index % 2 else 0.02)
            rect.setBrush(QColor(tint))
            rect.setPen(gap)
            self._add(rect, -20)
            label = self._pg.TextItem(band.name, color=theme.muted, anchor=(0, 0))
            label.setFont(self._font(14, QFont.Weight.DemiBold))
            self._add(label, 5)
            self._labels.append((band, label, label.boundingRect().width()))
        for stand in course.stands:
            wide = max(1, stand.until_ms - stand.from_ms)
            rect = QGraphicsRectItem(QRectF(stand.from_ms, low, wide, high - low))
            shade = QColor(theme.muted)
            shade.setAlpha(46)
            rect.setBrush(QBrush(shade))
            pen = QPen(QColor(theme.muted), 1.5, Qt.PenStyle.DotLine)
            pen.setCosmetic(True)
            rect.setPen(pen if stand.is_pause else QPen(Qt.PenStyle.NoPen))
            self._add(rect, -10)
            self._signs.append(((stand.from_ms + stand.until_ms) // 2, stand.words))

    def _draw_rates(self, course: Course) -> None:
        theme = self._theme
        if course.plan:
            pen = QPen(QColor(theme.muted), 2.0 * self._scale, Qt.PenStyle.DashLine)
            self._add_curve(*steps(course.plan, course.length_ms), pen)
        pen = QPen(QColor(theme.accent), 2.6 * self._scale)
        self._add_curve(*steps(course.rates, course.length_ms), pen)
        self._draw_waits(course)
        taps = [t_ms for t_ms in course.taps_ms for _ in range(2)]
        ends = [self._rates[0] + self._up(pixels) for pixels in _TAPS] * len(course.taps_ms)
        self._add_curve(taps, ends, QPen(QColor(theme.muted), 1.2), connect="pairs")

    def _draw_waits(self, course: Course) -> None:
        """A band along the foot as long as the lead waited, with a bar where a hand stopped it."""
        foot = self._rates[0]
        for wait in course.waits:
            colour = QColor(self._theme.text if wait.stopped else self._theme.muted)
            wide = wait.until_ms - wait.from_ms
            band = QGraphicsRectItem(QRectF(wait.from_ms, foot, wide, self._up(_WAITS)))
            band.setBrush(colour)
            band.setPen(QPen(Qt.PenStyle.NoPen))
            self._add(band, -5)
            if wait.stopped:
                bar = [foot, foot + self._up(_BAR)]
                self._add_curve([wait.from_ms] * 2, bar, QPen(colour, 3.0))
            self._signs.append(((wait.from_ms + wait.until_ms) // 2, wait.words))

    def _add_curve(self, x: list[int], y: list[float], pen: QPen, connect: str = "all") -> None:
        pen.setCosmetic(True)
        curve = self._pg.PlotCurveItem(x, y, pen=pen, connect=connect, antialias=True)
        if pen.style() == Qt.PenStyle.SolidLine:
            curve.setSegmentedLineMode("on")  # a wide line of many corners takes ten times as long
        curve.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        self._add(curve, 0)

    def _draw_marks(self, course: Course) -> None:
        for mark in sorted(course.marks, key=lambda mark: mark.at_ms):
            line = self._pg.InfiniteLine(mark.at_ms, 90, QPen(QColor(self._tint(mark.outcome)), 0))
            line.setOpacity(0.45)
            self._add(line, 1)
            disc = disc_of(mark, self._theme, _DISC * self._scale, self.devicePixelRatioF())
            self._add(disc, 6)
            self._discs.append((mark, disc))

    def _tint(self, outcome: Outcome) -> str:
        return self._theme.tense if outcome is Outcome.OPEN else self._theme.accent

    def _draw_head(self) -> None:
        colour = QColor(self._theme.text)
        pen = QPen(colour, 2.0)
        pen.setCosmetic(True)
        line = self._pg.InfiniteLine(self._at_ms, 90, pen)
        self._add(line, 10)
        radius = 6.0 * self._scale
        knob = QGraphicsEllipseItem(-radius, -radius, 2 * radius, 2 * radius)
        knob.setBrush(colour)
        knob.setPen(QPen(Qt.PenStyle.NoPen))
        knob.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        knob.setPos(self._at_ms, self._below(_KNOB))
        self._add(knob, 11)
        self._head = [line, knob]

    def _add(self, item: Any, above: int) -> None:
        item.setZValue(above)
        self._plot.addItem(item, ignoreBounds=True)
        self._items.append(item)

    def _font(self, pixels: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        return font(pixels * self._scale, weight)

    def _label_axes(self) -> None:
        left, bottom = self._plot.getAxis("left"), self._plot.getAxis("bottom")
        overhang = round(_OVERHANG * self._scale)
        for axis in (left, bottom):
            axis.setStyle(tickLength=0, hideOverlappingLabels=overhang)
            axis.setPen(QPen(Qt.PenStyle.NoPen))
            axis.setTickPen(QPen(QColor(self._theme.ground)))
            axis.setTextPen(QColor(self._theme.muted))
            axis.setStyle(tickFont=self._font(14), tickTextOffset=round(8 * self._scale))
        left.setWidth(round(44 * self._scale))
        bottom.setHeight(round(28 * self._scale))
        low, high = self._rates[0] + self._up(_FOOT), self._below(_HEADROOM)
        step = next((s for s in (1, 2, 5) if s >= self._up(_TICKS_APART)), 10)
        first = -int(-low // step) * step
        values = range(first, int(high) + 1, step)
        left.setTicks([[(value, str(value)) for value in values]])
        self._label_times()

    def _label_times(self) -> None:
        """Times that stand on the chart whole."""
        low, high = self.shown_ms()
        fitting = (s for s in _STEPS_MS if (high - low) / s <= _MOST_TICKS)
        step = next(fitting, _STEPS_MS[-1])
        first = -int(-low // step) * step
        times = range(max(0, first), int(high) + 1, step)
        pixel, metrics = self._box.viewPixelSize()[0], QFontMetricsF(self._font(14))
        said = [(t_ms, words.clock(t_ms)) for t_ms in times]
        half = [metrics.horizontalAdvance(text) / 2 * pixel for _, text in said]
        whole = [each for each, wide in zip(said, half, strict=True) if each[0] + wide <= high]
        self._plot.getAxis("bottom").setTicks([whole])

    def _place_labels(self) -> None:
        """Each stage's name at the left of what is seen of it, where it fits."""
        low, high = self.shown_ms()
        pixel = self._box.viewPixelSize()[0] if self._labels else 1.0
        for band, label, wide in self._labels:
            left = max(band.from_ms, low) + 5 * pixel
            room = (min(band.until_ms, high) - left) / pixel
            label.setVisible(room >= wide + 4)
            label.setPos(left, self._below(3.0))

    def _place_discs(self) -> None:
        """At their times, or beside each other."""
        if self._course is None:
            return
        wide = _DISC * self._scale * self._box.viewPixelSize()[0]
        wanted = [mark.at_ms for mark, _ in self._discs]
        places = apart(wanted, wide, wide / 2, self._course.length_ms - wide / 2)
        for (_, disc), place in zip(self._discs, places, strict=True):
            disc.setPos(place, self._below(_MARKS))

    def _look_at(self, low_ms: float, span_ms: float) -> None:
        if self._course is None:
            return
        whole = float(max(_LEAST_SHOWN_MS, self._course.length_ms))
        span = min(whole, max(_LEAST_SHOWN_MS, span_ms))
        low = min(whole - span, max(0.0, low_ms))
        self._plot.setXRange(low, low + span, padding=0)

    def _x(self, elapsed_ms: int) -> float:
        scene = self._box.mapViewToScene(QPointF(elapsed_ms, self._rates[0]))
        return float(self._plot.mapFromScene(scene).x())

    def _wheel(self, event: QWheelEvent) -> None:
        low, high = self.shown_ms()
        along, turn = event.angleDelta().x(), event.angleDelta().y()
        if along and abs(along) > abs(turn):
            self._look_at(low - along / 1200 * (high - low), high - low)
            return
        at = self.time_at(event.position())
        span = (high - low) * _ZOOM ** (-turn / 120)
        self._look_at(at - (at - low) * span / (high - low), span)

    def _mouse(self, event: QMouseEvent) -> None:
        kind, left = event.type(), Qt.MouseButton.LeftButton
        if kind == QEvent.Type.MouseButtonDblClick:
            self.show_all()
        elif kind == QEvent.Type.MouseButtonPress:
            self._drawn_from = event.position()
            if event.button() == left:
                self.scrub_requested.emit(self.time_at(event.position()))
        elif kind == QEvent.Type.MouseMove and event.buttons() & left:
            self.scrub_requested.emit(self.time_at(event.position()))
        elif kind == QEvent.Type.MouseMove and event.buttons():
            self._draw_along(event.position())
        elif kind == QEvent.Type.MouseMove:
            self._hover(event)
        elif event.button() == left:
            self.seek_requested.emit(self.time_at(event.position()))

    def _draw_along(self, now: QPointF) -> None:
        low, high = self.shown_ms()
        if self._drawn_from is not None:
            self._look_at(low - (now.x() - self._drawn_from.x()) * self._box.viewPixelSize()[0],
                          high - low)  # fmt: skip
        self._drawn_from = now

    def _hover(self, event: QMouseEvent) -> None:
        text = self.words_at(event.position().x())
        if text:
            QToolTip.showText(event.globalPosition().toPoint(), text, self)
        else:
            QToolTip.hideText()

    def words_at(self, x: float) -> str:
        """What is said of the marks near a pixel across; empty where there are none."""
        signs = [(at_ms, at_ms, said) for at_ms, said in self._signs]
        signs += [(round(disc.x()), mark.at_ms, mark.words) for mark, disc in self._discs]
        near = [(at_ms, said) for place, at_ms, said in signs if abs(self._x(place) - x) <= _NEAR]
        return "\n".join(f"{words.clock(at_ms)} · {said}" for at_ms, said in sorted(near))

    def _on_box_resized(self) -> None:
        self._draw()

    def _on_box_x_range_changed(self) -> None:
        if self._course is not None:
            self._label_times()
            self._place_labels()
            self._place_discs()
