"""Small pictures of the back for paper: the hands' way, areas to avoid, tense areas."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen

from coach.massage.avoid import Avoid
from coach.massage.back import Outcome, Point, TenseArea
from coach.massage.detour import is_away, ways_round
from coach.massage.protocol import Hand, Stage, Stand
from coach.massage.route import Track, stage_route
from coach.session.prepared import Hands
from coach.ui.printing.ink import INK, font
from coach.ui.printing.pictures import Picture
from coach.ui.session import body, hand_art

_HIGH = 1.46
"""A picture's height, of its width."""
_FINE = 2.0
"""The back's lines are drawn for a screen: on paper they are so many times finer."""
_TREMBLING = Hand.VIBRATING_PALMS
_HATCH = 7.0
_DISC = 0.038
_LEAST_TIPPED = 0.06
"""Paths whose middle lies nearer to their start than this go without an arrow's tip."""


def stroke_picture(
    stage: Stage, *, inhale: bool, hands: Hands, avoid: Avoid, wide: float
) -> Picture:
    """The hands' way through a breath in or out, round what is to be avoided, as on the screen.

    They are filled where they press; one whose side is all painted is not drawn.
    """
    route = ways_round(avoid).stage_route(stage_route(stage), stage.hand)
    tracks = route.press if inhale else route.back
    sides = [side for side in _sides(hands) if not is_away(tracks[side > 0])]

    def draw(painter: QPainter) -> None:
        frame = _frame(painter, wide)
        body.draw(painter, frame, INK, flat=True)
        _hatch(painter, frame, avoid)
        colour = INK.inhale if inhale else INK.exhale
        for side in sides:
            _draw_track(painter, frame, tracks[side > 0], colour)
        for side in sides:
            look = hand_art.Look(
                hand=stage.hand,
                side=side,
                filled=_presses(stage, inhale=inhale),
                moving=stage.hand is _TREMBLING and inhale,
                from_head=stage.stand is Stand.HEAD,
                tilt=hand_art.tilt_of(stage.hand, side, 0),
                colour=colour,
                ground=INK.ground,
            )
            _draw_hand(painter, frame, tracks[side > 0], look)

    return Picture(wide, wide * _HIGH, draw)


def areas_picture(
    areas: Sequence[TenseArea], avoid: Avoid, wide: float, sides: tuple[str, str]
) -> Picture:
    """Where tense areas are, by number, and the areas to avoid; `sides` name left and right."""

    def draw(painter: QPainter) -> None:
        frame = _frame(painter, wide)
        body.draw(painter, frame, INK, flat=True)
        _draw_sides(painter, frame, sides)
        _hatch(painter, frame, avoid)
        for area in areas:
            for point in area.points:
                _draw_disc(painter, frame, point, area)

    return Picture(wide, wide * _HIGH, draw)


def _frame(painter: QPainter, wide: float) -> body.Frame:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(1 / _FINE, 1 / _FINE)
    return body.Frame(QSizeF(wide, wide * _HIGH) * _FINE, 0)


def _sides(hands: Hands) -> tuple[int, ...]:
    return {Hands.BOTH: (-1, 1), Hands.LEFT: (-1,), Hands.RIGHT: (1,)}[hands]


def _presses(stage: Stage, *, inhale: bool) -> bool:
    """On the breath in, but where the breath out has more pressure."""
    outward = stage.exhale.pressure > stage.inhale.pressure
    return inhale is not outward


def _draw_track(painter: QPainter, frame: body.Frame, track: Track, colour: str) -> None:
    wide = frame.scale * 0.009
    line = QPen(QColor(colour), wide, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    line.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(line)
    points = [frame.pixel(point) for point in track.points]
    painter.drawPolyline(points)
    if math.dist(track.points[0], track.points[len(track.points) // 2]) < _LEAST_TIPPED:
        return
    before, end = points[-4], points[-1]
    angle = math.atan2(end.y() - before.y(), end.x() - before.x())
    for turn in (2.55, -2.55):
        reach = wide * 4.5
        tip = QPointF(math.cos(angle + turn) * reach, math.sin(angle + turn) * reach)
        painter.drawLine(end, end + tip)


def _draw_hand(painter: QPainter, frame: body.Frame, track: Track, look: hand_art.Look) -> None:
    """A third of the way on, so that the beginning and the arrow's tip are seen."""
    painter.save()
    painter.translate(frame.pixel(track.at(0.3)))
    hand_art.paint(painter, look, frame.scale * hand_art.LENGTH, glows=False)
    painter.restore()


def _draw_sides(painter: QPainter, frame: body.Frame, sides: tuple[str, str]) -> None:
    """Beside the head, where nothing is marked."""
    size = frame.scale * 0.085
    painter.setFont(font(size, QFont.Weight.DemiBold))
    painter.setPen(QColor(INK.muted))
    for letters, x in zip(sides, (-0.19, 0.19), strict=True):
        box = QRectF(0, 0, 4 * size, 1.4 * size)
        box.moveCenter(frame.pixel((x, 0.10)))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letters)


def _hatch(painter: QPainter, frame: body.Frame, avoid: Avoid) -> None:
    """All patches as one, so that the lines go on from one to the next."""
    if not avoid:
        return
    shape = QPainterPath()
    shape.setFillRule(Qt.FillRule.WindingFill)
    for patch in avoid:
        radius = patch.radius * frame.scale
        shape.addEllipse(frame.pixel((patch.x, patch.y)), radius, radius)
    shape = shape.simplified()
    painter.save()
    painter.setPen(QPen(QColor(INK.text), 1.2))
    painter.drawPath(shape)
    painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
    box = shape.boundingRect()
    reach = box.height()
    x = box.left() - reach
    while x < box.right():
        painter.drawLine(QLineF(x, box.bottom(), x + reach, box.top()))
        x += _HATCH
    painter.restore()


def _draw_disc(painter: QPainter, frame: body.Frame, point: Point, area: TenseArea) -> None:
    """Filled where it softened, a ring where it did not, broken where it was not worked on."""
    radius = _DISC * frame.scale
    softened = area.outcome is Outcome.SOFTENED
    ink, ground = QColor(INK.text), QColor(INK.ground)
    rim = QPen(ink, radius * 0.16)
    if area.outcome is Outcome.OPEN:
        rim.setStyle(Qt.PenStyle.DotLine)
    painter.setPen(rim)
    painter.setBrush(ink if softened else ground)
    middle = frame.pixel(point)
    painter.drawEllipse(middle, radius, radius)
    number = str(area.number)
    painter.setFont(font(radius * (1.3 if len(number) < 3 else 0.9), QFont.Weight.Bold))
    painter.setPen(ground if softened else ink)
    box = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, number)
