"""The cue that waits below the one in force."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from coach.ui.access.spoken import Spoken
from coach.ui.session.cards import Card
from coach.ui.session.lettering import fit
from coach.ui.session.painted import Painted
from coach.ui.session.places import WAITING
from coach.ui.theme import Theme


class WaitingCue(Painted, Spoken):
    """The card that comes next, as one quiet line with its arrow."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.card: Card | None = None

    def show_card(self, card: Card | None) -> None:
        """The card, or an empty place."""
        if card != self.card:
            self.card = card
            said = self.tr("Then: {cue}").replace("{cue}", card.text) if card else ""
            self.setAccessibleName(said)
            self.update()

    def is_silent(self) -> bool:
        """Once nothing comes any more."""
        return self.card is None

    def text_rect(self) -> QRectF:
        """What the words may fill."""
        high = min(self.height(), self.sizes.capitals(WAITING) * 3)
        side = high * 0.27
        left = side + self.sizes.capitals(WAITING) * 1.5 if self.card and self.card.arrow else side
        return QRectF(self.rect()).adjusted(left, 4, -side, -4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A rounded box, the arrow, the words."""
        painter = QPainter(self)
        self.on_ground(painter)
        if self.card is None:
            return
        colour = self.card.colour(self.theme)
        painter.setPen(QPen(self.faint(colour, 0.42), 2.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        radius = min(16.0, frame.height() * 0.24)
        painter.drawRoundedRect(frame, radius, radius)
        room = self.text_rect()
        block = fit(
            self.card.text,
            room.width(),
            room.height(),
            self.sizes.capitals(WAITING),
            QFont.Weight.DemiBold,
            2,
        )
        block.draw(painter, block.placed(room, Qt.AlignmentFlag.AlignLeft), QColor(colour))
        if self.card.arrow:
            self._arrow(painter, colour, room)

    def _arrow(self, painter: QPainter, colour: str, room: QRectF) -> None:
        high = self.sizes.capitals(WAITING) * 0.95
        pen = QPen(QColor(colour), max(2.0, high * 0.15))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.translate(room.left() - high * 1.05, self.rect().center().y() + 0.5)
        arrow = 0 if self.card is None else self.card.arrow
        half, wing = high / 2, high * 0.38
        if arrow < 0:
            painter.rotate(180)
        if abs(arrow) == 1:
            painter.drawLine(QPointF(0, half), QPointF(0, -half))
            painter.drawPolyline(
                [QPointF(-wing, wing - half), QPointF(0, -half), QPointF(wing, wing - half)]
            )
            return
        for side in (-1, 1):  # inward the tips meet, outward each is on its own side
            tip, foot = (0.12, 1.0) if arrow > 0 else (1.0, 0.12)
            back = wing * 0.55 * (1 if arrow > 0 else -1)
            at = QPointF(side * half * tip, 0)
            painter.drawLine(QPointF(side * half * foot, 0), at)
            for turn in (-1, 1):
                painter.drawLine(at, at + QPointF(side * back, turn * wing * 0.55))
