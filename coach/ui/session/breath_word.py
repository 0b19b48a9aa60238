"""In or Out beside the ring, with the seconds left."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from coach.session.events import Pacing
from coach.session.moment import Moment
from coach.ui.session.cards import Card, breath_word, stands
from coach.ui.session.lettering import fit
from coach.ui.session.painted import Painted
from coach.ui.session.places import STAGE, WAITING, WORD
from coach.ui.theme import Theme


class BreathWord(Painted):
    """The phase in a word, and how long it lasts; says what the client does, commands nothing."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.card = Card("", "muted")
        self.left = ""

    def show_moment(self, moment: Moment) -> None:
        """The word of this phase; tenths of a second, or the hint to tap."""
        card = breath_word(moment)
        left = ""
        if not stands(moment):
            left = f"{moment.phase_left_ms / 1000:.1f}"
            if moment.resting:
                left = self.tr("Tap on a breath in") if moment.pacing is Pacing.TAPS else ""
        if card != self.card:
            self.card, self.left = card, left
            self.setAccessibleName(card.text)
            self.update()
        elif left != self.left:
            self.left = left
            self.update(self._left_rect())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Both on one baseline."""
        painter = QPainter(self)
        self.on_ground(painter)
        word = fit(self.card.text, self.width(), self.height(), self.sizes.capitals(WORD))
        top = word.placed(QRectF(self.rect()), Qt.AlignmentFlag.AlignLeft)
        word.draw(painter, top, QColor(self.card.colour(self.theme)))
        room = self._left_rect()
        if not self.left or room.width() < 20:
            return
        number = self.left[0].isdigit()
        capitals = self.sizes.capitals(STAGE) if number else self.sizes.capitals(WAITING)
        left = fit(self.left, room.width(), room.height(), capitals, QFont.Weight.DemiBold)
        baseline = top.y() + word.above + word.capitals
        at = QPointF(room.left(), baseline - left.capitals - left.above)
        left.draw(painter, at, QColor(self.theme.text))

    def _left_rect(self) -> QRect:
        word = fit(self.card.text, self.width(), self.height(), self.sizes.capitals(WORD))
        start = round(word.width + self.sizes.capitals(WORD) * 0.5)
        return QRect(start, 0, max(0, self.width() - start), self.height())
