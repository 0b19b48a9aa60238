"""The protocols to choose from, and below them the files that cannot be used, each with why."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLabel, QVBoxLayout, QWidget

from coach.massage.protocol import Protocol, spoken
from coach.ui.prepare.card import Card
from coach.ui.prepare.choice import ProtocolCard
from coach.ui.style import of_kind

COLUMNS = 2


class ProtocolCards(QWidget):
    """One card each; exactly one is chosen where there is any."""

    chosen = Signal()
    """By a person: `protocol` is another."""

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._protocols: list[Protocol] = []
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._on_group_id_clicked)
        self._grid = QGridLayout()
        self._grid.setSpacing(14)
        self._broken = of_kind(QLabel(self), "muted")
        self._broken.setWordWrap(True)
        self._broken.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._grid)
        column.addWidget(self._broken)

    def set_cards(self, cards: Sequence[ProtocolCard]) -> None:
        """Show these instead; the first that can be used is chosen."""
        for button in self._group.buttons():
            self._group.removeButton(button)
            self._grid.removeWidget(button)
            button.setParent(None)
            button.deleteLater()
        self._protocols = [card.protocol for card in cards if card.protocol is not None]
        for index, protocol in enumerate(self._protocols):
            card = Card(spoken(protocol.name, self._language), self._sentence(protocol), self)
            self._group.addButton(card, index)
            self._grid.addWidget(card, *divmod(index, COLUMNS))
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)
        problems = [
            self.tr("%1 cannot be used. %2").replace("%1", c.where).replace("%2", c.problem)
            for c in cards
            if c.problem is not None
        ]
        self._broken.setText("\n".join(problems))
        self._broken.setVisible(bool(problems))
        if self._protocols:
            self._group.button(0).setChecked(True)

    def protocol(self) -> Protocol | None:
        """The chosen one; None where none can be used."""
        index = self._group.checkedId()
        return self._protocols[index] if index >= 0 else None

    def choose(self, protocol_id: str) -> bool:
        """Choose by id; False, and nothing happens, where there is no such protocol."""
        for index, protocol in enumerate(self._protocols):
            if protocol.id == protocol_id:
                self._group.button(index).setChecked(True)
                return True
        return False

    def buttons(self) -> list[Card]:
        """The cards, in order."""
        return [b for b in self._group.buttons() if isinstance(b, Card)]

    def problems(self) -> str:
        """The files that cannot be used, a line each."""
        return self._broken.text()

    def _sentence(self, protocol: Protocol) -> str:
        length = protocol.minutes
        text = self.tr("%1 to %2 min.").replace("%1", f"{length.least:g}")
        together = text.replace("%2", f"{length.most:g}").replace(" ", "\N{NO-BREAK SPACE}")
        return f"{spoken(protocol.summary, self._language)} {together}"

    def _on_group_id_clicked(self) -> None:
        self.chosen.emit()
