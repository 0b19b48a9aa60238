"""The hands' path drawn on the back: points are added, moved and deleted by mouse or by keys."""

import math

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from coach.massage import drawing
from coach.massage.back import Point, Side, region_at
from coach.massage.drawing import Way, Ways
from coach.massage.protocol import Stage
from coach.massage.route import Track, way_of
from coach.ui import words
from coach.ui.access.spoken import Role, Spoken
from coach.ui.session import body
from coach.ui.theme import Theme, font

INHALE, EXHALE = 0, 1
STEP, LARGE_STEP = 0.005, 0.02
"""How far an arrow key moves a point, and with Shift."""
REACH = 22.0
"""Pixels from a point within which a press takes hold of it: a finger's width across."""
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class PathView(QWidget, Spoken):
    """`drawn(Stage, str, str)`: the stage with another path, what was done to it, and to which
    point, so that the steps of one drag belong together. `grabbed()`: another drag begins.
    """

    drawn = Signal(object, str, str)
    grabbed = Signal()
    phase_changed = Signal(int)
    spoken_role = Role.Graphic

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._stage: Stage | None = None
        self.phase = INHALE
        self.left = False
        self.index = 0
        self._frame = body.Frame(QSizeF(1, 1), 0)
        self._picture = QPixmap()
        self._held: tuple[Ways, bool] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("The hands' path"))

    def sizeHint(self) -> QSize:
        """No more than it must have: it takes what is left."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """The least at which points can be told apart."""
        return QSize(220, 300)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self._picture = QPixmap()
        self.update()

    def show_stage(self, stage: Stage) -> None:
        """The paths of a stage; the chosen point stays as far as there is one, and is let go."""
        self._stage, self._held = stage, None
        if not self.is_apart:
            self.left = False
        self.index = min(self.index, len(self._way()) - 1)
        self._tell()

    def choose(self, *, phase: int | None = None, left: bool | None = None) -> None:
        """Draw the path of the other breath, or of the other hand."""
        self._held = None
        if phase is not None and phase != self.phase:
            self.phase, self.index = phase, 0
            self.phase_changed.emit(phase)
        if left is not None and left != self.left:
            self.left = left
            self.index = min(self.index, len(self._way()) - 1)
        self._tell()

    @property
    def is_apart(self) -> bool:
        """Whether the left hand has a path of its own."""
        return self._stage is not None and self._stage.inhale.left_path is not None

    def spoken_value(self) -> str:
        """The chosen point: which, and where it lies."""
        way = self._way()
        x, y = way[self.index]
        side = Side.LEFT if self.left else Side.RIGHT
        pattern = {
            Side.LEFT: self.tr("Point {n} of {all}: left {region}, {x} from the spine, {y} down"),
            Side.RIGHT: self.tr("Point {n} of {all}: right {region}, {x} from the spine, {y} down"),
        }[side]
        said = pattern.replace("{n}", str(self.index + 1)).replace("{all}", str(len(way)))
        said = said.replace("{region}", words.region(region_at(x, y)))
        return said.replace("{x}", f"{x:.3f}").replace("{y}", f"{y:.3f}")

    def place_of(self, index: int) -> QPointF:
        """Where a point of the path that is drawn lies in the widget."""
        x, y = self._way()[index]
        return self._frame.pixel((-x if self.left else x, y))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a point."""
        if event.button() is not Qt.MouseButton.LeftButton or self._stage is None:
            event.ignore()
            return
        found = self._point_at(event.position())
        if found is None:
            return
        self.index, mirrored = found
        self._held = (self._ways(), mirrored)
        self.grabbed.emit()
        self._tell()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw it along."""
        if self._held is None or self._stage is None:
            over = self._stage is not None and self._point_at(event.position()) is not None
            self.setCursor(Qt.CursorShape.OpenHandCursor if over else Qt.CursorShape.ArrowCursor)
            return
        ways, mirrored = held = self._held
        place = self._place(event.position(), mirrored=mirrored)
        self._draw(
            drawing.with_point_at(ways, self.phase, self.index, place), self.tr("Move the point")
        )
        self._held = held  # by what it drew itself it was let go

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let it go."""
        super().mouseReleaseEvent(event)
        self._held = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """One more point."""
        if event.button() is Qt.MouseButton.LeftButton and self._stage is not None:
            self._held = None
            if self._point_at(event.position()) is not None:
                return
            mirrored = self._frame.point(event.position())[0] < 0
            place = self._place(event.position(), mirrored=mirrored)
            self._add(drawing.nearest_gap(self._way(), place), place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose, move, add and delete points."""
        key = Qt.Key(event.key())
        last = len(self._way()) - 1
        chosen = {
            Qt.Key.Key_PageUp: max(0, self.index - 1),
            Qt.Key.Key_PageDown: min(last, self.index + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }.get(key)
        if self._stage is None or event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        ):
            super().keyPressEvent(event)
        elif chosen is not None:
            self.index, self._held = chosen, None
            self.grabbed.emit()
            self._tell()
        elif key in _ARROWS:
            far = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._nudge(_ARROWS[key], LARGE_STEP if far else STEP)
        elif key == Qt.Key.Key_Insert:
            self._add(self.index, None)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete_point()
        else:
            super().keyPressEvent(event)

    def delete_point(self) -> None:
        """The chosen one; the last of a path stays."""
        self.grabbed.emit()
        ways = drawing.without_point(self._ways(), self.phase, self.index)
        self._draw(ways, self.tr("Delete the point"))

    def add_point(self) -> None:
        """One more, half way from the chosen one to the next."""
        self._add(self.index, None)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The back, all paths, and the points of the one that is drawn."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._picture.isNull() or self._picture.deviceIndependentSize() != QSizeF(self.size()):
            self._rebuild()
        painter.drawPixmap(0, 0, self._picture)
        if self._stage is None:
            return
        for left in (True, False):
            ways = drawing.ways_of(self._stage, left=left)
            drawn = not self.is_apart or left == self.left
            for phase in (1 - self.phase, self.phase):
                self._paint_way(
                    painter, ways[phase], phase, left=left, drawn=drawn and phase == self.phase
                )
        self._paint_points(painter)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.text), 3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), 14, 14)

    def _paint_way(
        self, painter: QPainter, way: Way, phase: int, *, left: bool, drawn: bool
    ) -> None:
        colour = QColor(self._theme.inhale if phase == INHALE else self._theme.exhale)
        colour.setAlpha(235 if drawn else 95)
        wide = max(2.0, self._frame.scale * (0.008 if drawn else 0.005))
        track: Track = way_of(way)
        points = [self._frame.pixel((-x if left else x, y)) for x, y in track.points]
        pen = QPen(colour, wide, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        if phase == EXHALE:
            pen.setStyle(Qt.PenStyle.CustomDashLine)
            pen.setDashPattern([1.5, 2.0])
        painter.setPen(pen)
        painter.drawPolyline(points)
        if drawn and len(way) > 1:
            self._paint_tip(painter, points, colour, wide)

    def _paint_tip(
        self, painter: QPainter, points: list[QPointF], colour: QColor, wide: float
    ) -> None:
        """An arrow half way, where no point lies on it as a rule."""
        middle = len(points) // 2
        before, end = points[middle - 2], points[middle + 1]
        angle = math.atan2(end.y() - before.y(), end.x() - before.x())
        painter.setPen(QPen(colour, wide, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        for turn in (2.5, -2.5):
            reach = wide * 3.6
            tip = QPointF(math.cos(angle + turn) * reach, math.sin(angle + turn) * reach)
            painter.drawLine(end, end + tip)

    def _paint_points(self, painter: QPainter) -> None:
        theme = self._theme
        colour = QColor(theme.inhale if self.phase == INHALE else theme.exhale)
        for index in range(len(self._way())):
            at = self.place_of(index)
            chosen = index == self.index
            radius = 11.0 if chosen else 7.5
            painter.setPen(QPen(QColor(theme.ground), 2.5))
            painter.setBrush(colour)
            painter.drawEllipse(at, radius, radius)
            if chosen:
                painter.setPen(QPen(QColor(theme.text), 2.5))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(at, radius + 4, radius + 4)
                painter.setFont(font(12))
                painter.setPen(QColor(theme.on_accent))
                box = QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(index + 1))

    def _rebuild(self) -> None:
        self._frame = body.Frame(QSizeF(self.size()), 0)
        ratio = self.devicePixelRatioF()
        self._picture = QPixmap(self.size() * ratio)
        self._picture.setDevicePixelRatio(ratio)
        self._picture.fill(QColor(self._theme.ground))
        painter = QPainter(self._picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body.draw(painter, self._frame, self._theme)
        letters = (self.tr("L", "the client's left"), self.tr("R", "the client's right"))
        body.draw_sides(painter, self._frame, self._theme, letters)
        painter.end()

    def _ways(self) -> Ways:
        assert self._stage is not None  # noqa: S101 -- asked only where there is one
        return drawing.ways_of(self._stage, left=self.left)

    def _way(self) -> Way:
        return ((0.1, 0.5),) if self._stage is None else self._ways()[self.phase]

    def _point_at(self, at: QPointF) -> tuple[int, bool] | None:
        """The nearest point within reach, and whether it is seen on the other hand's side."""
        found: tuple[float, int, bool] | None = None
        sides = (self.left,) if self.is_apart else (False, True)
        for index, (x, y) in enumerate(self._way()):
            for left in sides:
                pixel = self._frame.pixel((-x if left else x, y))
                away = math.hypot(pixel.x() - at.x(), pixel.y() - at.y())
                if away <= REACH and (found is None or away < found[0]):
                    found = (away, index, left)
        return None if found is None else found[1:]

    def _place(self, at: QPointF, *, mirrored: bool) -> Point:
        """The place under the pointer, as the path has it: its distance from the spine."""
        x, y = self._frame.point(at)
        return (-x if mirrored else x), y

    def _nudge(self, way: tuple[int, int], step: float) -> None:
        x, y = self._way()[self.index]
        across = -way[0] if self.left else way[0]
        place = (x + across * step, y + way[1] * step)
        self._draw(
            drawing.with_point_at(self._ways(), self.phase, self.index, place),
            self.tr("Move the point"),
        )

    def _add(self, after: int, place: Point | None) -> None:
        if self._stage is None:
            return
        before = len(self._way())
        ways = drawing.with_point_added(self._ways(), self.phase, after, place)
        if len(ways[self.phase]) > before:
            self.grabbed.emit()
            self.index = after + 1
            self._draw(ways, self.tr("Add a point"))

    def _draw(self, ways: Ways, said: str) -> None:
        if self._stage is not None and ways != self._ways():
            stage = drawing.with_ways(self._stage, ways, left=self.left)
            self.drawn.emit(stage, said, f"path {self.phase} {self.left} {self.index} {said}")

    def _tell(self) -> None:
        self.setAccessibleDescription("" if self._stage is None else self.spoken_value())
        self.update()
