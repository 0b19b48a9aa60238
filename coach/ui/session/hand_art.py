"""The practitioner's hands as pictures: palms, thumbs, fingertips; filled or outlined."""

from functools import cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QPen,
    QPixmap,
    QRadialGradient,
    QTransform,
)

from coach.massage.back import Point
from coach.massage.protocol import Hand

LENGTH = 0.168
"""From wrist to fingertip, in the back's unit."""
_REACH = 1.05
"""Half of a picture's side, in lengths of a hand: the hand, its glow, its motion lines."""

# The left hand from above, in lengths of a hand; the thumb at its right, fingers upward.
_PALM: tuple[Point, ...] = (
    (-0.150, 0.440),
    (-0.185, 0.300), (-0.250, 0.140), (-0.238, 0.010),
    (-0.232, -0.080), (0.205, -0.110), (0.222, 0.000),
    (0.236, 0.120), (0.205, 0.300), (0.170, 0.440),
    (0.120, 0.490), (-0.100, 0.490), (-0.150, 0.440),
)  # fmt: skip
_FINGERS: tuple[tuple[Point, Point, float], ...] = (
    ((0.158, 0.020), (0.205, -0.365), 0.112),
    ((0.050, 0.000), (0.066, -0.445), 0.118),
    ((-0.064, 0.000), (-0.078, -0.405), 0.112),
    ((-0.178, 0.040), (-0.224, -0.270), 0.098),
)
_THUMB: tuple[Point, ...] = ((0.130, 0.300), (0.225, 0.235), (0.280, 0.140), (0.318, 0.015))
_THUMB_WIDTH = 0.128
_FIST: tuple[Point, ...] = (
    (-0.070, 0.190),
    (-0.200, 0.120), (-0.420, 0.150), (-0.450, 0.300),
    (-0.475, 0.430), (-0.430, 0.620), (-0.290, 0.690),
    (-0.180, 0.735), (-0.020, 0.700), (0.010, 0.560),
    (0.030, 0.430), (0.020, 0.260), (-0.070, 0.190),
)  # fmt: skip
_LONG_THUMB: tuple[Point, ...] = ((0.000, 0.035), (0.015, 0.160), (0.010, 0.300), (-0.080, 0.440))
_LONG_THUMB_WIDTH = 0.150
_FOLDS: tuple[tuple[Point, Point], ...] = (
    ((-0.445, 0.290), (-0.330, 0.315)),
    ((-0.460, 0.400), (-0.340, 0.415)),
    ((-0.440, 0.510), (-0.330, 0.510)),
)
_FINE = 2000.0
_GLOW = 0.72
_TIPS_ABOVE = 0.40
"""How far the fingertips lie above the palm's middle."""


class Look(NamedTuple):
    """How one hand is to be drawn. `side` is -1 for the left hand; `tilt` turns it clockwise."""

    hand: Hand
    side: int
    filled: bool
    moving: bool
    from_head: bool
    tilt: float
    colour: str
    ground: str


def picture(look: Look, length: float, turn_degrees: int, ratio: float) -> QPixmap:
    """The hand `length` pixels long; its working point is the middle of the square picture."""
    side = int(2 * _REACH * length) + 2
    made = QPixmap(int(side * ratio), int(side * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(side / 2, side / 2)
    painter.rotate(turn_degrees)
    paint(painter, look, length, glows=look.filled)
    painter.end()
    return made


def paint(painter: QPainter, look: Look, length: float, *, glows: bool) -> None:
    """The hand `length` units long, its working point at 0, 0; the painter is left there."""
    painter.scale(length, length)
    if look.from_head:
        painter.scale(1.0, -1.0)
    painter.scale(-look.side, 1.0)
    if look.moving:
        _motion(painter, look, length)
    painter.rotate(-look.side * look.tilt)
    if glows:
        _glow(painter, look)
    _hand(painter, look, length)


def _hand(painter: QPainter, look: Look, length: float) -> None:
    colour, ground = QColor(look.colour), QColor(look.ground)
    thumbs = look.hand is Hand.THUMBS
    shape = _thumb_shape() if thumbs else _palm_shape()
    if look.hand is Hand.FINGERTIPS:
        painter.translate(0.0, _TIPS_ABOVE)
    pen = QPen(colour, max(2.2, length * 0.026) / length)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    detail = QPen(pen)
    if look.filled:
        painter.setBrush(colour)
        pen.setColor(ground)
        detail.setColor(ground)
    else:
        ground.setAlpha(150)
        painter.setBrush(ground)
    painter.setPen(pen)
    painter.drawPath(shape)
    detail.setWidthF(pen.widthF() * 0.8)
    painter.setPen(detail)
    if thumbs:
        for start, end in _FOLDS:
            painter.drawLine(QPointF(*start), QPointF(*end))
    if look.hand is Hand.FINGERTIPS:
        pads = QColor(look.ground if look.filled else look.colour)
        pads.setAlpha(105)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(pads)
        for _, tip, wide in _FINGERS:
            painter.drawEllipse(QPointF(tip[0], tip[1] + 0.005), wide * 0.26, wide * 0.30)


def _glow(painter: QPainter, look: Look) -> None:
    """Soft light under a pressing hand."""
    middle = QPointF(-0.18, 0.30) if look.hand is Hand.THUMBS else QPointF(0.0, 0.0)
    if look.hand is Hand.FINGERTIPS:
        middle = QPointF(0.0, 0.15)
    glow = QRadialGradient(middle, _GLOW)
    for at, alpha in ((0.0, 92), (0.45, 58), (0.75, 18), (1.0, 0)):
        tint = QColor(look.colour)
        tint.setAlpha(alpha)
        glow.setColorAt(at, tint)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(glow)
    painter.drawEllipse(middle, _GLOW, _GLOW)


def _motion(painter: QPainter, look: Look, length: float) -> None:
    """Lines beside a trembling hand."""
    pen = QPen(QColor(look.colour), max(2.0, length * 0.024) / length)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for reach, half in ((0.46, 26), (0.58, 20)):
        box = QRectF(-reach, -reach + 0.05, 2 * reach, 2 * reach)
        painter.drawArc(box, (180 - half) * 16, 2 * half * 16)
        painter.drawArc(box, -half * 16, 2 * half * 16)


@cache
def _palm_shape() -> QPainterPath:
    bones = [(_line(start, end), wide) for start, end, wide in _FINGERS]
    return _united(_curve(_PALM), [*bones, (_curve(_THUMB), _THUMB_WIDTH)])


@cache
def _thumb_shape() -> QPainterPath:
    return _united(_curve(_FIST), [(_curve(_LONG_THUMB), _LONG_THUMB_WIDTH)])


def _united(flesh: QPainterPath, bones: list[tuple[QPainterPath, float]]) -> QPainterPath:
    """One outline round a hand and its fingers, each a line with a width."""
    # Qt makes strokes and unions of short lines, sized for pixels: let it see many of them.
    large = QTransform.fromScale(_FINE, _FINE)
    shape = large.map(flesh)
    for bone, wide in bones:
        stroker = QPainterPathStroker()
        stroker.setWidth(wide * _FINE)
        stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
        shape = shape.united(stroker.createStroke(large.map(bone)).simplified())
    return large.inverted()[0].map(shape.simplified())


def _line(start: Point, end: Point) -> QPainterPath:
    path = QPainterPath(QPointF(*start))
    path.lineTo(QPointF(*end))
    return path


def _curve(points: tuple[Point, ...]) -> QPainterPath:
    path = QPainterPath(QPointF(*points[0]))
    for index in range(1, len(points), 3):
        first, second, end = points[index : index + 3]
        path.cubicTo(QPointF(*first), QPointF(*second), QPointF(*end))
    return path


def tilt_of(hand: Hand, side: int, both_on: int) -> float:
    """Degrees by which a hand leans, clockwise: the fingers a little inward.

    `both_on` is -1 or 1 where both hands are on the client's left or right: thumbs then lean so
    that no fist lies on the spine; 0 where the spine is between them.
    """
    if hand is not Hand.THUMBS:
        return -side * 5.0
    if both_on == 0:
        return -side * 6.0
    return -both_on * (20.0 if side == both_on else 42.0)
