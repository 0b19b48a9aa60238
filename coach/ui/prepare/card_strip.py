"""Cards beside each other in one row that scrolls sideways to the chosen one."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QWidget

from coach.ui.prepare.card import Card

GAP = 14
PEEK, LEAST_PEEK = 0.22, 0.12
"""So much of a card more is seen where there are more, a sign that the row goes on; and so much
where it would make the cards narrower than they are at least.
"""
USUAL, LEAST = 24, 18
"""Letters that a card is wide at least, where two of them fit and where not."""
_PLACED = (QEvent.Type.Move, QEvent.Type.Resize)
BRIEF_BELOW = 21
"""Letters of width below which a sentence would make the card too high."""
BAR = 14
TOUCHED_MS = 1_000
"""No finger is on the cards sooner."""


class CardStrip(QScrollArea):
    """As high as the highest card needs. `became_brief(bool)`: too narrow for sentences."""

    became_brief = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._cards: list[Card] = []
        self._content = QWidget()
        self._row = QHBoxLayout(self._content)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GAP)
        self.setWidget(self._content)
        self.horizontalScrollBar().rangeChanged.connect(self._on_bar_range_changed)
        QTimer.singleShot(TOUCHED_MS, self, self._scroll_by_touch)

    def set_cards(self, cards: Sequence[Card]) -> None:
        """These instead; the old ones are whoever's who took them away."""
        self._cards = list(cards)
        for card in self._cards:
            self._row.addWidget(card)
            card.installEventFilter(self)
        self.arrange()

    def _scroll_by_touch(self) -> None:
        from PySide6.QtWidgets import QScroller  # noqa: PLC0415 -- slow, not before the first paint

        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)

    def show_card(self, card: QWidget) -> None:
        """Scroll to it."""
        self.ensureWidgetVisible(card, GAP, 0)

    def arrange(self) -> None:
        """Widths by what is to be seen beside each other, the height by the words."""
        if not self._cards:
            return
        count, room = len(self._cards), self.width()
        letter = self._cards[0].fontMetrics().averageCharWidth()
        letters = USUAL if room >= 2 * USUAL * letter + GAP else LEAST
        widest = max(card.minimumSizeHint().width() for card in self._cards)
        least = max(letters * letter, widest)
        beside = max(1, (room + GAP) // (least + GAP))
        if beside >= count:
            wide = (room - GAP * (count - 1)) // count
        else:
            wide = max(least, round((room - GAP * beside) / (beside + PEEK)))
            wide = max(widest, min(wide, int((room - GAP * beside) / (beside + LEAST_PEEK))))
        brief = wide < BRIEF_BELOW * letter
        high = 0
        for card in self._cards:
            card.set_brief(brief)
            card.setFixedWidth(wide)
            layout = card.layout()
            high = max(high, layout.totalHeightForWidth(wide) if layout is not None else 0)
        scrolls = beside < count
        self.setFixedHeight(high + (BAR if scrolls else 0))
        self.became_brief.emit(brief)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other cards' widths."""
        super().resizeEvent(event)
        self.arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A card that has the keys is seen; words of another size need another height."""
        if event.type() is QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self.show_card(watched)
        elif event.type() is QEvent.Type.StyleChange:
            if watched in self._cards[-1:]:  # the others have the new letters already
                self.arrange()
        elif event.type() in _PLACED and isinstance(watched, Card) and watched.isChecked():
            self.show_card(watched)
        return super().eventFilter(watched, event)

    def _on_bar_range_changed(self) -> None:
        """A chosen card that is new lies beyond where one could scroll until now."""
        for card in self._cards:
            if card.isChecked():
                self.show_card(card)
