"""The back with the hands on their way, and the tense areas; a click marks one."""

import math

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from coach.massage.avoid import Avoid
from coach.massage.back import Point, TenseArea, is_on_back
from coach.massage.protocol import Stand
from coach.massage.route import AREA_REACH, Route, Track
from coach.session.moment import Force, Moment
from coach.session.prepared import Hands
from coach.session.state import Status
from coach.ui.access import phrases
from coach.ui.access.spoken import Role, Spoken
from coach.ui.motion import Motion
from coach.ui.session import body, hand_art, hatching, marks
from coach.ui.session.cards import stands
from coach.ui.session.painted import Painted
from coach.ui.session.places import DISC
from coach.ui.session.small_stroke import small_stroke
from coach.ui.theme import Theme

_STEP = 0.2
"""The hands move on once they are so many pixels away."""
_LEAST_TIPPED = 0.06
"""Paths whose middle lies nearer to their start than this go without an arrow's tip."""
_KEPT_GROUNDS = 2
_KEPT_HANDS = 4
_TURN = 90
_SHOWN = {Hands.BOTH: (0, 1), Hands.LEFT: (0,), Hands.RIGHT: (1,)}
"""Of the left-hand and the right-hand hand."""


class BackView(Painted, Spoken):
    """`clicked_at(x, y)` in the back's coordinates, wherever it is turned."""

    clicked_at = Signal(float, float)
    spoken_role = Role.Graphic

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.turn_degrees = 0
        self._bare = False
        self.frame = body.Frame(QSizeF(1, 1), 0)
        self._body = QPixmap()
        self._grounds: list[tuple[Route, str, QPixmap]] = []
        self._hand_pictures: dict[hand_art.Look, QPixmap] = {}
        self._moment: Moment | None = None
        self._route: Route | None = None
        self._path = "press"
        self._looks: tuple[hand_art.Look, ...] = ()
        self._hands: tuple[QPointF, ...] = ()
        self._areas: tuple[TenseArea, ...] = ()
        self._area: int | None = None
        self._avoid: Avoid = ()
        self._shown = Hands.BOTH
        self._discs: list[tuple[QPointF, QPixmap]] = []
        self.setAccessibleName(self.tr("The client's back"))
        self.setAccessibleDescription(phrases.areas((), None))

    def forget(self) -> None:
        """A new session: no hands yet."""
        self._moment = None

    def set_bare(self, bare: bool) -> None:
        """The body and the hands alone: no paths, no marks, no letters."""
        if bare is not self._bare:
            self._bare = bare
            self.rebuild()
            self.update()

    def turn_to(self, degrees: int) -> None:
        """Turn the back to 0, 90, 180 or 270 degrees."""
        self.turn_degrees = degrees % 360
        self._route = None
        self.rebuild()
        self.update()

    def turn(self) -> int:
        """Turn it a quarter on; answers with the degrees."""
        self.turn_to(self.turn_degrees + _TURN)
        return self.turn_degrees

    def show_moment(self, moment: Moment) -> None:
        """The hands of this moment; all else only where it changed."""
        self._moment = moment
        if moment.avoid is not self._avoid or moment.hands_shown is not self._shown:
            self._prepare(moment)
        path = "back" if moment.force in (Force.EXHALE, Force.STAY) else "press"
        looks = self._looks_of(moment)
        same = moment.route is self._route and path == self._path and looks == self._looks
        if moment.areas is not self._areas or moment.area != self._area:
            self._areas, self._area = moment.areas, moment.area
            self._describe()
            self._place_discs()
            same = False
        hands = tuple(self._hand_at(moment, look.side) for look in looks)
        if not same:
            self._route, self._path, self._looks, self._hands = moment.route, path, looks, hands
            self.update()
            return
        self._move(hands)

    def hand_rects(self) -> tuple[QRect, ...]:
        """Where the hands are painted."""
        return tuple(self._hand_rect(at) for at in self._hands)

    def rebuild(self) -> None:
        """Frame, body and pictures for this size, theme and turn."""
        self.frame = body.Frame(QSizeF(self.size()), self.turn_degrees)
        self._grounds.clear()
        self._hand_pictures.clear()
        ratio = self.devicePixelRatioF()
        self._body = QPixmap(self.size() * ratio)
        self._body.setDevicePixelRatio(ratio)
        self._body.fill(QColor(self.theme.ground))
        self._looks, self._hands = (), ()
        if not self._body.isNull():
            painter = QPainter(self._body)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            body.draw(painter, self.frame, self.theme)
            hatching.draw(painter, self.frame, self.theme, self._avoid, self.size())
            if not self._bare:
                letters = (self.tr("L", "the client's left"), self.tr("R", "the client's right"))
                body.draw_sides(painter, self.frame, self.theme, letters)
            painter.end()
        self._place_discs()
        if self._moment is not None:  # no frame may follow to put the hands on the new back
            self.show_moment(self._moment)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Body and path from a picture, then the hands, then the marks above them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        ground = self._ground()
        ratio = ground.devicePixelRatio()
        rect = event.rect()
        source = QRectF(
            rect.x() * ratio, rect.y() * ratio, rect.width() * ratio, rect.height() * ratio
        )
        painter.drawPixmap(QRectF(rect), ground, source)
        half = self._hand_side() / 2
        for at, look in zip(self._hands, self._looks, strict=True):
            painter.drawPixmap(QPointF(at.x() - half, at.y() - half), self._hand_picture(look))
        for at, picture in self._discs:
            painter.drawPixmap(at, picture)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the body."""
        if event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
            return
        x, y = self.frame.point(event.position())
        if is_on_back(x, y):
            self.clicked_at.emit(x, y)

    def _looks_of(self, moment: Moment) -> tuple[hand_art.Look, ...]:
        if moment.finished or moment.status is Status.ENDED:
            return ()
        filled = moment.presses and not stands(moment)
        colour = self.theme.inhale if moment.force is Force.INHALE else self.theme.exhale
        if stands(moment):
            colour = self.theme.muted
        press = moment.route.press
        lefts = sum(track.points[0][0] < 0 for track in press)
        both_on = {0: 1, 1: 0, 2: -1}[lefts]
        return tuple(
            hand_art.Look(
                hand=moment.hand,
                side=side,
                filled=filled,
                moving=moment.trembles and filled,
                from_head=moment.stages[moment.stage].stand is Stand.HEAD,
                tilt=hand_art.tilt_of(moment.hand, side, both_on),
                colour=colour,
                ground=self.theme.ground,
            )
            for side in ((-1, 1)[index] for index in _SHOWN[moment.hands_shown])
        )

    def _prepare(self, moment: Moment) -> None:
        """What the session goes round, and the hands that it is given with: others than before."""
        self._avoid, self._shown = moment.avoid, moment.hands_shown
        self._moment = None  # the new picture's hands are those of the frame under way
        self.rebuild()
        self._moment = moment
        self._describe()

    def _describe(self) -> None:
        parts = (
            phrases.areas(self._areas, self._area),
            phrases.avoided(self._avoid),
            phrases.hands(self._shown),
        )
        self.setAccessibleDescription(" ".join(part for part in parts if part))

    def _hand_at(self, moment: Moment, side: int) -> QPointF:
        index = 0 if side < 0 else 1
        x, y = moment.hands[index]
        if moment.trembles and self.motion is Motion.FULL:
            dx, dy = small_stroke(moment.stroke, moment.cadence_hz, moment.t_ms, index)
            x, y = x + dx, y + dy
        return self.frame.pixel((x, y))

    def _move(self, hands: tuple[QPointF, ...]) -> None:
        for old, new in zip(self._hands, hands, strict=True):
            if abs(old.x() - new.x()) + abs(old.y() - new.y()) >= _STEP:
                break
        else:
            return
        for old, new in zip(self._hands, hands, strict=True):
            self.update(self._hand_rect(old).united(self._hand_rect(new)))
        self._hands = hands

    def _hand_rect(self, at: QPointF) -> QRect:
        side = self._hand_side()
        return QRectF(
            at.x() - side / 2 - 1, at.y() - side / 2 - 1, side + 2, side + 2
        ).toAlignedRect()

    def _hand_side(self) -> float:
        if not self._looks:
            return 0.0
        return self._hand_picture(self._looks[0]).deviceIndependentSize().width()

    def _hand_picture(self, look: hand_art.Look) -> QPixmap:
        if look not in self._hand_pictures:
            if len(self._hand_pictures) >= _KEPT_HANDS:
                self._hand_pictures.pop(next(iter(self._hand_pictures)))
            self._hand_pictures[look] = hand_art.picture(
                look,
                self.frame.scale * hand_art.LENGTH,
                self.turn_degrees,
                self.devicePixelRatioF(),
            )
        return self._hand_pictures[look]

    def _ground(self) -> QPixmap:
        """The body with the path in force."""
        route = self._route
        if route is None or self._bare or not self._looks:
            return self._body
        for kept, path, picture in self._grounds:
            if kept is route and path == self._path:
                return picture
        self._grounds = self._grounds[1 - _KEPT_GROUNDS :]  # let go first: a ground is large
        made = self._body.copy()
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inhaling = self._path == "press"
        colour = QColor(self.theme.inhale if inhaling else self.theme.exhale)
        colour.setAlpha(175)
        tracks = route.press if inhaling else route.back
        for index in _SHOWN[self._shown]:
            self._draw_path(painter, tracks[index], colour)
        painter.end()
        self._grounds.append((route, self._path, made))
        return made

    def _draw_path(self, painter: QPainter, track: Track, colour: QColor) -> None:
        wide = max(2.0, self.frame.scale * 0.0055)
        pen = QPen(colour, wide, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.RoundCap)
        pen.setDashPattern([0.7, 2.3])
        painter.setPen(pen)
        points = [self.frame.pixel(point) for point in track.points]
        painter.drawPolyline(points)
        if math.dist(track.points[0], track.points[len(track.points) // 2]) < _LEAST_TIPPED:
            return
        before, end = points[-4], points[-1]
        angle = math.atan2(end.y() - before.y(), end.x() - before.x())
        painter.setPen(QPen(colour, wide, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        for turn in (2.5, -2.5):
            reach = wide * 4.2
            tip = QPointF(math.cos(angle + turn) * reach, math.sin(angle + turn) * reach)
            painter.drawLine(end, end + tip)

    def _place_discs(self) -> None:
        """Each mark on its place; that of the area in work beside a ring, to let the hands show."""
        size = self.sizes.height * DISC / 100
        ratio = self.devicePixelRatioF()
        around = 2.3 * AREA_REACH
        self._discs = []
        if self._bare:
            return
        for area in self._areas:
            picture = marks.disc(area.number, area.outcome, self.theme, size, ratio)
            in_work = area.number == self._area
            for x, y in area.points:
                if not in_work:
                    self._place_disc((x, y), picture)
                    continue
                ring = marks.ring(self.theme, around * self.frame.scale, ratio)
                self._place_disc((x, y), ring)
                outward = math.copysign(around * 0.46, x)
                self._place_disc((x + outward, y - around * 0.2), picture)

    def _place_disc(self, point: Point, picture: QPixmap) -> None:
        half = picture.deviceIndependentSize().width() / 2
        at = self.frame.pixel(point)
        self._discs.append((QPointF(at.x() - half, at.y() - half), picture))
