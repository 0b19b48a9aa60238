"""The back to paint areas to avoid on, with a brush or an eraser, by pointer or by keys."""

from PySide6.QtCore import QPointF, QRect, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from coach.massage.avoid import MOST_PATCHES, Avoid, brushed, erased
from coach.massage.back import Point, Side, is_on_back, region_at
from coach.ui import words
from coach.ui.access import phrases
from coach.ui.access.spoken import Role, Spoken, announce
from coach.ui.session import body, hatching
from coach.ui.theme import Theme

RADII = (0.02, 0.035, 0.055, 0.085)
"""The brush's sizes: a spot, a scar, a joint, half of a lower back."""
_STEP = 0.02
_START: Point = (-0.1, 0.4)
_REACH = (0.34, 0.13, 1.0)
"""How far the keys lead: to the sides, up, down."""
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_BIGGER = (Qt.Key.Key_Plus, Qt.Key.Key_Equal)
_ERASERS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class AvoidCanvas(QWidget, Spoken):
    """`edited(before)`: one stroke of the brush or eraser is over, and what there was before it;
    `refused(text)`: why one painted nothing; `size_changed()`: of the brush.
    """

    edited = Signal(object)
    refused = Signal(str)
    size_changed = Signal()
    spoken_role = Role.Graphic

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._turn_degrees = 0
        self._patches: Avoid = ()
        self._size = 1
        self._erases = False
        self._at: Point = _START
        self._before: Avoid | None = None
        self._ground: QPixmap | None = None
        self._picture: QPixmap | None = None
        self.frame = body.Frame(QSizeF(1, 1), 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("The back, to paint areas to avoid on"))
        self._describe()

    @property
    def patches(self) -> Avoid:
        """What is painted."""
        return self._patches

    def set_patches(self, patches: Avoid) -> None:
        """Show others."""
        if patches != self._patches:
            self._patches = patches
            self._picture = None
            self._describe()
            self.update()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self._rebuild()

    def turn_to(self, degrees: int) -> None:
        """Turn the back to 0, 90, 180 or 270 degrees."""
        self._turn_degrees = degrees % 360
        self._rebuild()

    def set_erases(self, erases: bool) -> None:
        """Whether the pointer erases."""
        self._erases = erases
        self.update()

    def can_resize(self, steps: int) -> bool:
        """Whether the brush may grow (1) or shrink (-1)."""
        return 0 <= self._size + steps < len(RADII)

    def resize_brush(self, steps: int) -> None:
        """A larger or smaller brush, as far as there is one."""
        if self.can_resize(steps):
            self._size += steps
            self.update()
            self.size_changed.emit()

    def full_text(self) -> str:
        """That there are as many discs as are kept, and what to do."""
        return self.tr("No more can be painted. Erase some, or use a larger brush.")

    def spoken_value(self) -> str:
        """The place under the brush."""
        x, y = self._at
        if not is_on_back(x, y):
            return self.tr("beside the back")
        place = words.on_side(Side.LEFT if x < 0 else Side.RIGHT, region_at(abs(x), y))
        if any((p.x - x) ** 2 + (p.y - y) ** 2 < p.radius**2 for p in self._patches):
            return self.tr("%1, to be avoided").replace("%1", place)
        return place

    def minimumSizeHint(self) -> QSize:
        """The least back that a finger can paint on."""
        return QSize(180, 180)

    def sizeHint(self) -> QSize:
        """As a rule."""
        return QSize(360, 480)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """The back fits the new size."""
        self._rebuild()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A stroke begins."""
        if event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self._before = self._patches
        self._at = self.frame.point(event.position())
        self._draw(self._at, erases=self._erases)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The stroke goes on; without a button only the ring moves."""
        before, self._at = self._at, self.frame.point(event.position())
        if self._before is not None:
            self._draw(before, erases=self._erases)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The stroke is over."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._finish()

    def leaveEvent(self, _event: object) -> None:
        """The ring goes with the pointer."""
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keys' ring is seen."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """It is seen no longer; a stroke under way is kept."""
        super().focusOutEvent(event)
        self._finish()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows lead, Space paints, Delete erases, plus and minus change the brush."""
        key = Qt.Key(event.key())
        if key in _ARROWS:
            self._lead(*_ARROWS[key])
        elif key == Qt.Key.Key_Space or key in _ERASERS:
            self._before = self._patches
            self._draw(self._at, erases=key in _ERASERS)
            self._finish()
            announce(self, self.spoken_value())
        elif key in _BIGGER or key == Qt.Key.Key_Minus:
            self.resize_brush(1 if key in _BIGGER else -1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The back, what is painted on it, the ring of the brush, the line of the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(QPointF(0, 0), self._painted())
        if self.hasFocus() or self.underMouse():
            self._draw_ring(painter)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.text), 3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(
                QRect(QPointF(0, 0).toPoint(), self.size()).adjusted(2, 2, -2, -2), 14, 14
            )

    def _draw_ring(self, painter: QPainter) -> None:
        at, radius = self.frame.pixel(self._at), RADII[self._size] * self.frame.scale
        style = Qt.PenStyle.DashLine if self._erases else Qt.PenStyle.SolidLine
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, wide in ((self._theme.ground, 5.0), (self._theme.accent, 2.2)):
            painter.setPen(QPen(QColor(colour), wide, style))
            painter.drawEllipse(at, radius, radius)
        for across, down in ((4.0, 0.0), (0.0, 4.0)):
            offset = QPointF(across, down)
            painter.drawLine(at - offset, at + offset)

    def _lead(self, across: int, down: int) -> None:
        """One step of the keys, as they point on the screen."""
        step = _STEP * self.frame.scale
        x, y = self.frame.point(self.frame.pixel(self._at) + QPointF(across * step, down * step))
        aside, top, low = _REACH
        self._at = min(aside, max(-aside, x)), min(low, max(top, y))
        announce(self, self.spoken_value())
        self.update()

    def _draw(self, start: Point, *, erases: bool) -> None:
        """The brush or the eraser from a point to where it is now."""
        radius = RADII[self._size]
        if erases:
            self.set_patches(erased(self._patches, start, self._at, radius))
            return
        painted = brushed(self._patches, start, self._at, radius)
        if len(painted) == MOST_PATCHES:
            self.refused.emit(self.full_text())
        elif painted == self._before and not is_on_back(*self._at):
            self.refused.emit(words.refusal("off_the_back"))
        self.set_patches(painted)

    def _finish(self) -> None:
        before, self._before = self._before, None
        if before is not None and before != self._patches:
            self.edited.emit(before)

    def _describe(self) -> None:
        said = phrases.avoided(self._patches) or self.tr("Nothing is to be avoided.")
        keys = self.tr("Arrow keys lead the brush, Space paints, Delete erases.")
        self.setAccessibleDescription(f"{said} {keys}")

    def _rebuild(self) -> None:
        self.frame = body.Frame(QSizeF(self.size()), self._turn_degrees)
        self._ground = self._picture = None
        self.update()

    def _painted(self) -> QPixmap:
        """The back with what is painted on it; made anew where that changed."""
        if self._ground is None:
            ratio = self.devicePixelRatioF()
            self._ground = QPixmap(self.size() * ratio)
            self._ground.setDevicePixelRatio(ratio)
            self._ground.fill(QColor(self._theme.ground))
            painter = QPainter(self._ground)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            body.draw(painter, self.frame, self._theme)
            letters = (self.tr("L", "the client's left"), self.tr("R", "the client's right"))
            body.draw_sides(painter, self.frame, self._theme, letters)
            painter.end()
        if self._picture is None:
            self._picture = self._ground.copy()
            painter = QPainter(self._picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            hatching.draw(painter, self.frame, self._theme, self._patches, self.size())
            painter.end()
        return self._picture
