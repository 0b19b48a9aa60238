"""The protocols to choose from, and below them the files that cannot be used, each with why."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from coach.massage.protocol import Protocol, spoken
from coach.ui.prepare.card import Card
from coach.ui.prepare.card_strip import GAP, CardStrip
from coach.ui.prepare.choice import ProtocolCard
from coach.ui.style import of_kind


class ProtocolCards(QWidget):
    """One card each, and "Your own…"; exactly one is chosen where there is any."""

    chosen = Signal()
    """By a person: `protocol` is another."""
    own_requested = Signal(str)
    """To make and change protocols: the id of the one to change; empty: none in particular."""

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._protocols: list[Protocol] = []
        self._owned: list[bool] = []
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._on_group_id_clicked)
        self._strip = CardStrip(self)
        self.own = Card(
            self.tr("Your own…"),
            self.tr("Start from a copy, change stages and cues."),
            self,
            brief=self.tr("Make one, change one."),
            compact=True,
        )
        self._strip.became_brief.connect(self.own.set_brief)
        self.own.setAutoExclusive(False)
        self.own.setCheckable(False)
        self.own.clicked.connect(lambda: self.own_requested.emit(""))
        self.edit = of_kind(QPushButton(self.tr("Change the chosen"), self), "link")
        self.edit.clicked.connect(self._on_edit_clicked)
        self._broken = of_kind(QLabel(self), "muted")
        self._broken.setWordWrap(True)
        self._broken.setTextFormat(Qt.TextFormat.PlainText)
        beside = QVBoxLayout()
        beside.setSpacing(2)
        beside.addWidget(self.own, 1)
        beside.addWidget(self.edit)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self._strip, 69)
        row.addLayout(beside, 31)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self._broken)
        self.edit.hide()

    def set_cards(self, cards: Sequence[ProtocolCard]) -> None:
        """Show these instead; the first that can be used is chosen."""
        for button in self._group.buttons():
            self._group.removeButton(button)
            button.setParent(None)
            button.deleteLater()
        self._protocols = [card.protocol for card in cards if card.protocol is not None]
        self._owned = [card.own for card in cards if card.protocol is not None]
        for index, protocol in enumerate(self._protocols):
            name, minutes = spoken(protocol.name, self._language), self._minutes(protocol)
            summary = spoken(protocol.summary, self._language)
            card = Card(name, f"{summary} {minutes}".strip(), self, brief=minutes, compact=True)
            self._group.addButton(card, index)
        self._strip.set_cards(self._cards())
        problems = [
            self.tr("%1 cannot be used. %2").replace("%1", c.where).replace("%2", c.problem)
            for c in cards
            if c.problem is not None
        ]
        self._broken.setText("\n".join(problems))
        self._broken.setVisible(bool(problems))
        if self._protocols:
            self._group.button(0).setChecked(True)
        self._show_edit()

    def protocol(self) -> Protocol | None:
        """The chosen one; None where none can be used."""
        index = self._group.checkedId()
        return self._protocols[index] if index >= 0 else None

    def choose(self, protocol_id: str) -> bool:
        """Choose by id; False, and nothing happens, where there is no such protocol."""
        for index, protocol in enumerate(self._protocols):
            if protocol.id == protocol_id:
                self._group.button(index).setChecked(True)
                self._strip.show_card(self._group.button(index))
                self._show_edit()
                return True
        return False

    def buttons(self) -> list[QPushButton]:
        """All that can be pressed, in order: the cards, "Your own…", and the way to change one."""
        return [*self._cards(), self.own, self.edit]

    def problems(self) -> str:
        """The files that cannot be used, a line each."""
        return self._broken.text()

    def _cards(self) -> list[Card]:
        buttons = (self._group.button(index) for index in range(len(self._protocols)))
        return [button for button in buttons if isinstance(button, Card)]

    def _show_edit(self) -> None:
        """The way to change the chosen one, where it is the user's."""
        index = self._group.checkedId()
        owned = index >= 0 and self._owned[index]
        if owned:
            said = self.tr("Change “{name}”")
            name = spoken(self._protocols[index].name, self._language)
            self.edit.setAccessibleName(said.replace("{name}", name))
        self.edit.setVisible(owned)

    def _minutes(self, protocol: Protocol) -> str:
        length = protocol.minutes
        text = self.tr("%1 to %2 min.").replace("%1", f"{length.least:g}")
        return text.replace("%2", f"{length.most:g}").replace(" ", "\N{NO-BREAK SPACE}")

    def _on_group_id_clicked(self) -> None:
        self._show_edit()
        self.chosen.emit()

    def _on_edit_clicked(self) -> None:
        protocol = self.protocol()
        if protocol is not None:
            self.own_requested.emit(protocol.id)
