"""In or Out beside the ring, with the seconds left."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from coach.session.events import Pacing
from coach.session.moment import Moment
from coach.ui.access.spoken import Spoken
from coach.ui.session.cards import Card, breath_word, stands
from coach.ui.session.lettering import Block, fit
from coach.ui.session.painted import Painted
from coach.ui.session.places import HINT, STAGE, WORD
from coach.ui.theme import Theme

_WORD_SHARE = 0.6
"""What the word may take of the width when something stands beside it."""


class BreathWord(Painted, Spoken):
    """The phase in a word, and how long it lasts; says what the client does, commands nothing."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.card = Card("", "muted")
        self.left = ""
        self._hints = False

    def show_moment(self, moment: Moment) -> None:
        """The word of this phase; tenths of a second, or the hint to tap."""
        card = breath_word(moment)
        left = ""
        if not stands(moment) and moment.phase_left_ms > 0:
            left = f"{moment.phase_left_ms / 1000:.1f}"
        self._hints = moment.resting and moment.pacing is Pacing.TAPS and not stands(moment)
        if self._hints:
            left = self.tr("Tap on a breath in")
        said = left if self._hints else card.text
        if said != self.accessibleName():
            self.setAccessibleName(said)
        if card != self.card:
            self.card, self.left = card, left
            self.update()
        elif left != self.left:
            self.left = left
            self.update(self._left_rect())

    def is_silent(self) -> bool:
        """While it only says what the indicator says."""
        return not self._hints

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Number and word on one baseline; the hint in the middle of its own room."""
        painter = QPainter(self)
        self.on_ground(painter)
        word = self._word()
        top = word.placed(QRectF(self.rect()), Qt.AlignmentFlag.AlignLeft)
        word.draw(painter, top, QColor(self.card.colour(self.theme)))
        if not self.left:
            return
        room = QRectF(self._left_rect())
        left = self._left(room)
        at = left.placed(room, Qt.AlignmentFlag.AlignLeft)
        if self._counts():
            at.setY(top.y() + word.above + word.capitals - left.capitals - left.above)
        left.draw(painter, at, QColor(self.theme.text))

    def _counts(self) -> bool:
        return self.left[:1].isdigit()

    def _word(self) -> Block:
        room = self.width() * (1.0 if not self.left else _WORD_SHARE)
        return fit(self.card.text, room, self.height(), self.sizes.capitals(WORD))

    def _left(self, room: QRectF) -> Block:
        if self._counts():
            capitals, lines = self.sizes.capitals(STAGE), 1
        else:
            capitals, lines = self.sizes.capitals(HINT), 3
        return fit(self.left, room.width(), room.height(), capitals, QFont.Weight.DemiBold, lines)

    def _left_rect(self) -> QRect:
        start = round(self._word().width + self.sizes.capitals(WORD) * 0.4)
        return QRect(start, 0, max(0, self.width() - start), self.height())
