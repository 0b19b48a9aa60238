"""The breath indicator: a ring that is as wide as the client's lungs are full, and an arrow."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from coach.session.moment import Moment
from coach.session.state import Status
from coach.ui.access.spoken import Number, Role, Spoken
from coach.ui.session.cards import Card, breath_word, stands
from coach.ui.session.painted import Painted
from coach.ui.session.places import ARROW
from coach.ui.theme import Theme

_EMPTY = 0.50
"""The ring's radius with empty lungs, of the full one."""
_FILL = 0.10
_STEP = 0.2
"""The ring moves on once its radius differs by so many pixels."""


class BreathIndicator(Painted, Spoken):
    """Widens with the breath in, narrows with the breath out; an arrow says which.

    A screen reader is told of each turn by the name, and of the level when it asks.
    """

    spoken_role = Role.Indicator

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.level = 0.0
        self.card = Card("", "muted")
        self._sign = "rest"
        self._radius = 0.0
        self._ground = QPixmap()
        self._signs: dict[tuple[str, str], QPixmap] = {}

    def show_moment(self, moment: Moment) -> None:
        """The ring of this level, the arrow of this phase."""
        self.level = moment.level
        card, sign = breath_word(moment), _sign(moment)
        if card != self.card or sign != self._sign:
            self.card, self._sign = card, sign
            name = self.tr("Breath: {word}").replace("{word}", card.text)
            self.setAccessibleName(name if card.text else "")
            self._radius = self._radius_at(moment.level)
            self.update()
            return
        radius = self._radius_at(moment.level)
        if abs(radius - self._radius) >= _STEP:
            widest = self._ring_rect(max(radius, self._radius))
            self._radius = radius
            self.update(widest)

    def spoken_value(self) -> str:
        """How full the lungs are."""
        return f"{round(self.level * 100)} %"

    def spoken_number(self) -> Number:
        """The same as a number."""
        return Number(round(self.level * 100), 0, 100)

    def is_silent(self) -> bool:
        """Once the massage is over."""
        return not self.card.text

    def rebuild(self) -> None:
        """The dotted ring of full lungs, and the signs, are drawn once for a size and theme."""
        self._signs.clear()
        self._radius = self._radius_at(self.level)
        ratio = self.devicePixelRatioF()
        self._ground = QPixmap(self.size() * ratio)
        self._ground.setDevicePixelRatio(ratio)
        self._ground.fill(QColor(self.theme.ground))
        if self._ground.isNull():
            return
        painter = QPainter(self._ground)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self.faint(self.theme.muted, 0.55), max(1.5, self._pen_width() * 0.28))
        pen.setStyle(Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([0.01, 4.0])
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        full = self._full_radius()
        painter.drawEllipse(self._centre(), full, full)
        painter.end()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground, the ring, the sign in its middle."""
        painter = QPainter(self)
        self._blit(painter, event.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self.card.colour(self.theme)
        painter.setPen(QPen(QColor(colour), self._pen_width()))
        painter.setBrush(QBrush(self.faint(colour, _FILL)))
        painter.drawEllipse(self._centre(), self._radius, self._radius)
        picture = self._sign_picture(self._sign, colour)
        size = picture.deviceIndependentSize()
        middle = self._centre()
        painter.drawPixmap(
            QPointF(middle.x() - size.width() / 2, middle.y() - size.height() / 2), picture
        )

    def _blit(self, painter: QPainter, rect: QRect) -> None:
        ratio = self._ground.devicePixelRatio()
        source = QRectF(
            rect.x() * ratio, rect.y() * ratio, rect.width() * ratio, rect.height() * ratio
        )
        painter.drawPixmap(QRectF(rect), self._ground, source)

    def _centre(self) -> QPointF:
        return QPointF(self.width() / 2, self.height() / 2)

    def _pen_width(self) -> float:
        return max(3.0, self.sizes.height * 0.0095)

    def _full_radius(self) -> float:
        return max(1.0, min(self.width(), self.height()) / 2 - self._pen_width())

    def _radius_at(self, level: float) -> float:
        return self._full_radius() * (_EMPTY + (1.0 - _EMPTY) * level)

    def _ring_rect(self, radius: float) -> QRect:
        reach = radius + self._pen_width() / 2 + 2
        middle = self._centre()
        return QRectF(middle.x() - reach, middle.y() - reach, 2 * reach, 2 * reach).toAlignedRect()

    def _sign_picture(self, sign: str, colour: str) -> QPixmap:
        key = (sign, colour)
        if key not in self._signs:
            high = min(self.sizes.pixels(ARROW), self._full_radius() * _EMPTY * 1.5)
            self._signs[key] = _picture(sign, QColor(colour), high, self.devicePixelRatioF())
        return self._signs[key]


def _sign(moment: Moment) -> str:
    if moment.status is Status.PAUSED:
        return "paused"
    if stands(moment):
        return "rest"
    return {1: "up", -1: "down", 0: "rest"}[breath_word(moment).arrow]


def _picture(sign: str, colour: QColor, high: float, ratio: float) -> QPixmap:
    side = int(high) + 8
    picture = QPixmap(int(side * ratio), int(side * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(side / 2, side / 2)
    pen = QPen(colour, max(2.5, high * 0.045))
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(QBrush(colour))
    if sign == "up":
        painter.drawPath(arrow(high - pen.widthF()))
    elif sign == "down":
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.rotate(180)
        painter.drawPath(arrow(high - pen.widthF()))
    elif sign == "paused":
        for x in (-0.19, 0.09):
            painter.drawRoundedRect(QRectF(x * high, -0.22 * high, 0.1 * high, 0.44 * high), 3, 3)
    else:
        painter.drawRoundedRect(QRectF(-0.2 * high, -0.025 * high, 0.4 * high, 0.05 * high), 3, 3)
    painter.end()
    return picture


def arrow(high: float) -> QPainterPath:
    """A broad arrow upward, `high` pixels from point to foot, its middle at 0, 0."""
    half, head, shaft = high / 2, high * 0.42, high * 0.175
    wing = high * 0.42
    path = QPainterPath(QPointF(0, -half))
    for x, y in ((wing, head - half), (shaft, head - half), (shaft, half)):
        path.lineTo(x, y)
    for x, y in ((-shaft, half), (-shaft, head - half), (-wing, head - half)):
        path.lineTo(x, y)
    path.closeSubpath()
    return path
