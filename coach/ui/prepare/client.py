"""For whom: a name, the clients of late, and what the last session with this one left."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from coach.library.client_record import LONGEST_NAME, ClientRecord
from coach.library.search import folded
from coach.library.search import words as search_words
from coach.ui.prepare import client_words
from coach.ui.session.flow import FlowLayout
from coach.ui.style import of_kind

if TYPE_CHECKING:
    from coach.ui.prepare.names import Names

MOST_RECENT = 4
MOST_FOUND = 8
LONGEST_CHIP = 18
"""Letters of a name on its chip."""


class ClientChooser(QWidget):
    """`chosen(object)`: another ClientRecord by a person, or None for a name that is not known.

    `record_requested()`: to see or write the record of whoever is named here.
    """

    chosen = Signal(object)
    record_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known: tuple[ClientRecord, ...] = ()
        self._folded: tuple[str, ...] = ()
        self._record: ClientRecord | None = None
        self._today = date.min
        self.field = QLineEdit(self)
        self.field.setMaxLength(LONGEST_NAME)
        self.field.setPlaceholderText(self.tr("Name or initials, if you like"))
        self.field.setAccessibleName(self.tr("Client"))
        self.field.textEdited.connect(self._on_field_text_edited)
        self.field.editingFinished.connect(self._on_field_editing_finished)
        self.record_button = of_kind(QPushButton(self.tr("Record…"), self), "chip")
        self.record_button.setAccessibleName(self.tr("The client's record"))
        self.record_button.clicked.connect(self._on_record_button_clicked)
        self.chips: dict[str, QPushButton] = {}
        self._line = of_kind(QLabel(self), "muted")
        self._line.setWordWrap(True)
        self._line.setTextFormat(Qt.TextFormat.PlainText)
        self._lay_out()
        self._show()

    def set_clients(self, records: Sequence[ClientRecord], today: date) -> None:
        """Who is known, the latest first. One who was chosen and is gone is no longer chosen."""
        self._known, self._today = tuple(records), today
        self._folded = tuple(folded(record.name) for record in records)
        before, self._record = self._record, self._by_token(self._record)
        self._make_chips()
        if before is not None and self._record is None:
            self.field.clear()
            self._show()
            self.chosen.emit(None)
        else:
            self._show()

    def record(self) -> ClientRecord | None:
        """The client chosen; None where only a name stands here, or nothing."""
        return self._record

    def name(self) -> str:
        """As it stands here."""
        return self.field.text().strip()

    def set_name(self, name: str) -> None:
        """A name alone; nobody is chosen."""
        self._record = None
        self.field.setText(name)
        self._show()

    def settle(self) -> str:
        """Whose name it is, where it was only typed: a name that one client has is that client's.

        Answers with what the user has to look at before it goes on; empty where there is nothing.
        """
        if self._record is not None or not self.name():
            return ""
        places = [at for at, name in enumerate(self._folded) if name == folded(self.name())]
        if len(places) > 1:
            return self._several()
        if not places:
            return ""
        self._take(self._known[places[0]])
        said = self.tr("{name} has a record, and it is shown now. Look it over, then go on.")
        return said.replace("{name}", self.name())

    def choose(self, token: str) -> bool:
        """Choose by token; False, and nothing happens, where there is no such client."""
        found = next((each for each in self._known if each.token == token), None)
        if found is None:
            return False
        self._record = found
        self.field.setText(found.name)
        self._show()
        return True

    def last_time(self) -> str:
        """What is said of the last session; empty where there was none."""
        return self._line.text()

    def buttons(self) -> list[QWidget]:
        """The field, and what belongs to it, in the order of Tab."""
        return [self.field, self.record_button, *self.chips.values()]

    def found(self) -> list[str]:
        """The names that are offered for what was typed."""
        return self._names.offered()

    @cached_property
    def _names(self) -> "Names":
        from coach.ui.prepare.names import Names  # noqa: PLC0415 -- not before a name is typed

        names = Names(self.field)
        names.chosen.connect(self._on_names_chosen)
        return names

    def _by_token(self, record: ClientRecord | None) -> ClientRecord | None:
        wanted = None if record is None else record.token
        return next((each for each in self._known if each.token == wanted), None)

    def _make_chips(self) -> None:
        for old in self.chips.values():
            self._flow.removeWidget(old)
            old.setParent(None)
            old.deleteLater()
        self.chips = {}
        for record in self._known[:MOST_RECENT]:
            name = record.name
            short = name if len(name) <= LONGEST_CHIP else f"{name[: LONGEST_CHIP - 1]}…"
            chip = of_kind(QPushButton(short.replace("&", "&&"), self._recent), "chip")
            chip.setCheckable(True)
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves Space to the tap pad
            chip.setAccessibleName(self._named(record))
            chip.setToolTip(name)
            chip.clicked.connect(lambda _on, token=record.token: self._on_chip_clicked(token))
            self._flow.addWidget(chip)
            chip.show()
            self.chips[record.token] = chip
        self._recent.setVisible(bool(self.chips))
        for before, after in pairwise(self.buttons()):
            QWidget.setTabOrder(before, after)

    def _named(self, record: ClientRecord) -> str:
        """With the birth year where another client has the same name."""
        same = sum(each.name == record.name for each in self._known)
        year = record.birth_year
        return record.name if same < 2 or year is None else f"{record.name} ({year})"

    def _show(self) -> None:
        record = self._record
        for token, chip in self.chips.items():
            chip.setChecked(record is not None and token == record.token)
        same = self._folded.count(folded(self.name()))
        said = ""
        if record is not None and record.last is not None:
            said = client_words.last_time(record.last, self._today)
        elif record is None and same > 1:
            said = self._several()
        elif record is None and not same and self.name() and self._known:
            said = self.tr("A new client: the record is made when the session starts.")
        self._line.setText(said)
        self._line.setVisible(bool(said))
        self.record_button.setEnabled(bool(self.name()))
        needs = "" if self.name() else self.tr("Type a name or initials first.")
        self.record_button.setToolTip(needs)
        self.record_button.setAccessibleDescription(needs)

    def _several(self) -> str:
        return self.tr("More than one client has this name: choose one, or write more of it.")

    def _take(self, record: ClientRecord | None) -> None:
        """By a person."""
        before = self._record
        if record is not None:
            self.choose(record.token)
        else:
            self._record = None
            self._show()
        if self._record is not before:
            self.chosen.emit(self._record)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.field, 1)
        row.addWidget(self.record_button)
        self._recent = QWidget(self)
        self._flow = FlowLayout(self._recent, gap=8)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self._recent.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self._recent)
        column.addWidget(self._line)

    def _on_field_text_edited(self, text: str) -> None:
        if self._record is not None and text.strip() != self._record.name:
            self._take(None)
        self._show()
        if self._known:
            self._names.offer(islice(self._matches(search_words(text)), MOST_FOUND))

    def _matches(self, wanted: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Whose names have all these words in them."""
        for record, name in zip(self._known, self._folded, strict=True) if wanted else ():
            if all(each in name for each in wanted):
                yield self._named(record), record.token

    def _on_field_editing_finished(self) -> None:
        self.settle()

    def _on_record_button_clicked(self) -> None:
        """Not of a third one of a name that two have."""
        self.settle()
        if self._record is not None or folded(self.name()) not in self._folded:
            self.record_requested.emit()

    def _on_chip_clicked(self, token: str) -> None:
        self._on_names_chosen(token)
        self._show()

    def _on_names_chosen(self, token: str) -> None:
        self._take(next((each for each in self._known if each.token == token), None))
