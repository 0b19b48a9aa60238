"""Who turns the breath: two cards, a sentence each."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from coach.session.events import Pacing
from coach.ui.prepare.card import Card


class PacingCards(QWidget):
    """Steady, or with my taps."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._cards = {
            Pacing.STEADY: Card(
                self.tr("Steady"),
                self.tr("Keeps the rate; tap whenever it drifts from the client."),
                self,
                compact=True,
            ),
            Pacing.TAPS: Card(
                self.tr("With my taps"),
                self.tr("Each tap starts a breath in; the hands rest until the next tap."),
                self,
                compact=True,
            ),
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        for card in self._cards.values():
            self._group.addButton(card)
            card.clicked.connect(self.changed)
            row.addWidget(card, 1)
        self.choose(Pacing.STEADY)

    def pacing(self) -> Pacing:
        """The chosen way."""
        return next(pacing for pacing, card in self._cards.items() if card.isChecked())

    def choose(self, pacing: Pacing) -> None:
        """Choose a way."""
        self._cards[pacing].setChecked(True)

    def buttons(self) -> list[Card]:
        """The cards, in order."""
        return list(self._cards.values())
