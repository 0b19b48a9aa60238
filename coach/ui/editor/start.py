"""What the editor begins with: the user's own massages, and what a new one can start from."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from coach.massage.protocol import Protocol, spoken
from coach.ui.prepare.card import Card
from coach.ui.style import of_kind

COLUMNS = 3


class StartView(QWidget):
    """`open_requested(str)`, `copy_requested(str)` with an id; `new_requested()`;
    `import_requested()`.
    """

    open_requested = Signal(str)
    copy_requested = Signal(str)
    new_requested = Signal()
    import_requested = Signal()

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        self.empty = self._label(
            self.tr(
                "You have no massage of your own yet. Copy one that comes with the program and"
                " change it, or start anew. What comes with the program stays as it is."
            ),
            "body",
        )
        self.broken = self._label("", "muted")
        self._own_heading = self._label(self.tr("Change one of yours"), "heading")
        self._own, self._sources = QGridLayout(), QGridLayout()
        self.own_cards: list[Card] = []
        self.source_cards: list[Card] = []
        self.import_button = QPushButton(self.tr("Import a file…"))
        self.import_button.clicked.connect(self.import_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 14, 24)
        column.setSpacing(14)
        column.addWidget(self.empty)
        column.addWidget(self.broken)
        column.addWidget(self._own_heading)
        column.addLayout(self._own)
        column.addWidget(self._label(self.tr("Make a new one"), "heading"))
        column.addLayout(self._sources)
        column.addWidget(self.import_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        for grid in (self._own, self._sources):
            grid.setSpacing(14)
            for index in range(COLUMNS):
                grid.setColumnStretch(index, 1)

    def show_protocols(
        self, own: Sequence[Protocol], shipped: Sequence[Protocol], broken: Sequence[str]
    ) -> None:
        """The user's own, those that come with the program, and what is wrong with which file."""
        self.empty.setVisible(not own)
        self._own_heading.setVisible(bool(own))
        self.broken.setText("\n".join(broken))
        self.broken.setVisible(bool(broken))
        for card in (*self.own_cards, *self.source_cards):
            card.setParent(None)
            card.deleteLater()
        self.own_cards = [
            self._card(
                spoken(each.name, self._language),
                spoken(each.summary, self._language),
                partial(self.open_requested.emit, each.id),
            )
            for each in own
        ]
        anew = self._card(
            self.tr("Start anew"), self.tr("One stage, to be filled in."), self.new_requested.emit
        )
        self.source_cards = [
            anew,
            *(
                self._card(
                    self.tr("Copy of “{name}”").replace(
                        "{name}", spoken(each.name, self._language)
                    ),
                    spoken(each.summary, self._language),
                    partial(self.copy_requested.emit, each.id),
                )
                for each in (*shipped, *own)
            ),
        ]
        for grid, cards in ((self._own, self.own_cards), (self._sources, self.source_cards)):
            for index, card in enumerate(cards):
                grid.addWidget(card, *divmod(index, COLUMNS))

    def first(self) -> QWidget:
        """What has the keys at first."""
        return (*self.own_cards, *self.source_cards, self.import_button)[0]

    def order(self) -> list[QWidget]:
        """As Tab goes."""
        return [*self.own_cards, *self.source_cards, self.import_button]

    def _card(self, name: str, sentence: str, act: Callable[[], None]) -> Card:
        card = Card(name, sentence, self)
        card.setAutoExclusive(False)
        card.setCheckable(False)
        card.clicked.connect(lambda _checked=False: act())
        return card

    def _label(self, text: str, kind: str) -> QLabel:
        label = of_kind(QLabel(text, self), kind)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label
