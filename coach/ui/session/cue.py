"""The cue card in force: the biggest thing on the page."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from coach.session.moment import Moment
from coach.ui.access.spoken import Spoken
from coach.ui.motion import Motion
from coach.ui.session.cards import Card, in_force, stands
from coach.ui.session.lettering import Block, drawn, fit
from coach.ui.session.painted import Painted, turn_weight
from coach.ui.session.places import BEARING, CUE
from coach.ui.theme import Theme

_MOST_LINES = 3
_KEPT = 5
"""Pictures of words: those of one stage."""


class CueCard(Painted, Spoken):
    """Says what the hands do now; a turn of the breath changes it within its own frame.

    Words that stand are there at once: no frame may follow them.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.card: Card | None = None
        self._before: Card | None = None
        self._turned_ms = 0
        self._weight = 1.0
        self._pictures: dict[Card, tuple[QPixmap, QPointF]] = {}

    def forget(self) -> None:
        """A new session: nothing to fade from."""
        self.card = self._before = None
        self._weight = 1.0

    def show_moment(self, moment: Moment, language: str) -> None:
        """The card of this moment."""
        card = in_force(moment, language)
        if card != self.card:
            fades = self.motion is Motion.FULL and not stands(moment)
            self._before = self.card if fades else None
            self.card = card
            self._turned_ms = moment.t_ms
            self.setAccessibleName(card.text)
            self._weight = -1.0
        weight = 1.0 if self._before is None else turn_weight(moment.t_ms - self._turned_ms)
        if weight != self._weight:
            self._weight = weight
            self.update()

    def block(self, card: Card) -> Block:
        """The card's words as they fit here."""
        return fit(
            card.text,
            self.width() - self.sizes.pixels(BEARING),
            self.height(),
            self.sizes.capitals(CUE),
            most_lines=_MOST_LINES,
        )

    def rebuild(self) -> None:
        """Pictures of words are for one size and theme."""
        self._pictures.clear()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The words in force, and for a blink those before them."""
        painter = QPainter(self)
        self.on_ground(painter)
        if self._before is not None and self._weight < 1.0:
            painter.setOpacity(1.0 - self._weight)
            self._draw(painter, self._before)
        if self.card is not None:
            painter.setOpacity(self._weight)
            self._draw(painter, self.card)

    def _draw(self, painter: QPainter, card: Card) -> None:
        if card not in self._pictures:
            if len(self._pictures) >= _KEPT:
                self._pictures.pop(next(iter(self._pictures)))
            block = self.block(card)
            picture = drawn(block, card.colour(self.theme), self.devicePixelRatioF())
            box = QRectF(self.rect())
            left = self.sizes.pixels(BEARING) - block.font.pixelSize() * 0.06
            self._pictures[card] = (picture, QPointF(left, (box.height() - block.height) / 2))
        picture, place = self._pictures[card]
        painter.drawPixmap(place, picture)
