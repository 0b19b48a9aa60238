"""The back as a drawing: outline, head, spine, shoulder blades; and where it lies on the screen."""

from functools import cache

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPen, QTransform

from coach.massage.back import HEAD_CENTRE, HEAD_RADII, OUTLINE, OUTLINE_START, Point
from coach.ui.session.lettering import fit
from coach.ui.style import blend
from coach.ui.theme import Theme

_WIDE, _HIGH = 0.70, 1.03
"""What of the back's coordinates is shown, with a margin."""
_FADES_FROM = 0.90
_SPINE = (0.205, 0.945)
_SPINE_STEP = 0.0205

# The right half; mirrored for the left: start, then cubic Béziers.
_BLADE: tuple[Point, ...] = (
    (0.078, 0.345),
    (0.074, 0.400),
    (0.084, 0.452),
    (0.108, 0.492),
    (0.140, 0.480),
    (0.172, 0.420),
    (0.168, 0.362),
)
_BLADE_RIDGE: tuple[Point, ...] = ((0.078, 0.352), (0.110, 0.338), (0.160, 0.318), (0.212, 0.318))
_TRAPEZIUS: tuple[Point, ...] = ((0.020, 0.205), (0.045, 0.262), (0.090, 0.286), (0.160, 0.292))
_FLANK: tuple[Point, ...] = ((0.190, 0.520), (0.160, 0.600), (0.110, 0.660), (0.062, 0.720))
_FURROW: tuple[Point, ...] = ((0.040, 0.560), (0.046, 0.680), (0.050, 0.780), (0.040, 0.880))
_DIMPLE: tuple[Point, ...] = ((0.040, 0.915), (0.048, 0.922), (0.058, 0.920), (0.064, 0.908))


class Frame:
    """The back fitted into a box of pixels and turned by 0, 90, 180 or 270 degrees clockwise."""

    def __init__(self, box: QSizeF, turn_degrees: int) -> None:
        lies = turn_degrees % 180 != 0
        wide, high = (_HIGH, _WIDE) if lies else (_WIDE, _HIGH)
        self.turn_degrees = turn_degrees
        self.scale = max(1.0, min(box.width() / wide, box.height() / high))
        self.transform = QTransform()
        self.transform.translate(box.width() / 2, box.height() / 2)
        self.transform.rotate(turn_degrees)
        self.transform.scale(self.scale, self.scale)
        self.transform.translate(0.0, -0.5)
        self._back = self.transform.inverted()[0]

    def pixel(self, point: Point) -> QPointF:
        """Where a point of the back lies on the screen."""
        return self.transform.map(QPointF(*point))

    def point(self, pixel: QPointF) -> Point:
        """The point of the back under a pixel."""
        mapped = self._back.map(pixel)
        return mapped.x(), mapped.y()


@cache
def outline() -> QPainterPath:
    """Body and head in one, in the back's coordinates. Not to be changed: it is made once."""
    right = QPainterPath(QPointF(*OUTLINE_START))
    for first, second, end in OUTLINE:
        right.cubicTo(QPointF(*first), QPointF(*second), QPointF(*end))
    left = QTransform.fromScale(-1.0, 1.0).map(right).toReversed()
    body = QPainterPath(right)
    body.connectPath(left)
    body.closeSubpath()
    head = QPainterPath()
    head.addEllipse(QPointF(*HEAD_CENTRE), *HEAD_RADII)
    # A union is made of short lines, sized for pixels: let it see many of them.
    large = QTransform.fromScale(4000.0, 4000.0)
    return large.inverted()[0].map(large.map(body).united(large.map(head)))


def draw(painter: QPainter, frame: Frame, theme: Theme, *, flat: bool = False) -> None:
    """The back without hands; `flat`, it ends at the hips with a line: on paper nothing fades."""
    painter.save()
    painter.setTransform(frame.transform, combine=True)
    unit = 1.0 / frame.scale
    if flat:
        _flat_skin(painter, theme, unit)
    else:
        _skin(painter, theme, unit)
    _relief(painter, theme, unit)
    _spine(painter, theme)
    painter.restore()


def draw_sides(painter: QPainter, frame: Frame, theme: Theme, letters: tuple[str, str]) -> None:
    """Letters that name the client's left and right, on the shoulders."""
    colour = QColor(theme.muted)
    for letter, x in zip(letters, (-0.165, 0.165), strict=True):
        at = frame.pixel((x, 0.222))
        side = frame.scale * 0.09
        box = QRectF(at.x() - side / 2, at.y() - side / 2, side, side)
        block = fit(letter, side, side, frame.scale * 0.02)
        block.draw(painter, block.placed(box, Qt.AlignmentFlag.AlignHCenter), colour)


def _skin(painter: QPainter, theme: Theme, unit: float) -> None:
    shape = outline()
    tone = blend(theme.muted, theme.accent, 0.4)
    top, low = blend(theme.ground, tone, 0.25), blend(theme.ground, tone, 0.16)
    fill = QLinearGradient(0.0, 0.0, 0.0, 1.0)
    fill.setColorAt(0.0, QColor(top))
    fill.setColorAt(_FADES_FROM, QColor(low))
    fill.setColorAt(1.0, _clear(low))
    edge_colour = blend(theme.ground, tone, 0.62)
    edge = QLinearGradient(0.0, 0.0, 0.0, 1.0)
    edge.setColorAt(_FADES_FROM, QColor(edge_colour))
    edge.setColorAt(0.992, _clear(edge_colour))
    painter.setBrush(fill)
    pen = QPen(edge, 1.6 * unit)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPath(shape)


def _flat_skin(painter: QPainter, theme: Theme, unit: float) -> None:
    tone = blend(theme.muted, theme.accent, 0.4)
    painter.setBrush(QColor(blend(theme.ground, tone, 0.13)))
    pen = QPen(QColor(blend(theme.ground, tone, 0.62)), 1.6 * unit)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPath(outline())


def _relief(painter: QPainter, theme: Theme, unit: float) -> None:
    """Shoulder blades and the lines of the large muscles, on both sides."""
    pen = QPen(QColor(blend(theme.ground, theme.muted, 0.42)), 1.3 * unit)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    blade = _curve(_BLADE)
    shade = QColor(blend(theme.ground, theme.muted, 0.40))
    shade.setAlpha(90)
    for side in (1.0, -1.0):
        mirror = QTransform.fromScale(side, 1.0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shade)
        painter.drawPath(mirror.map(blade))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen)
        for line in (_BLADE, _BLADE_RIDGE, _TRAPEZIUS, _FLANK, _FURROW, _DIMPLE):
            painter.drawPath(mirror.map(_curve(line)))


def _spine(painter: QPainter, theme: Theme) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(blend(theme.ground, theme.muted, 0.62)))
    first, last = _SPINE
    for index in range(int((last - first) / _SPINE_STEP) + 1):
        y = first + index * _SPINE_STEP
        painter.drawEllipse(QPointF(0.0, y), 0.0042, 0.0046)


def _curve(points: tuple[Point, ...]) -> QPainterPath:
    path = QPainterPath(QPointF(*points[0]))
    for index in range(1, len(points), 3):
        first, second, end = points[index : index + 3]
        path.cubicTo(QPointF(*first), QPointF(*second), QPointF(*end))
    return path


def _clear(colour: str) -> QColor:
    made = QColor(colour)
    made.setAlpha(0)
    return made
