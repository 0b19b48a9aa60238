"""The saved sessions as rows and columns: sortable, the client's name editable."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from coach.ui import words
from coach.ui.library.entries import Entry, rates, when

NOTE = Qt.ItemDataRole.UserRole + 1
CLIENT = 1
NEWEST_FIRST = (0, Qt.SortOrder.DescendingOrder)

Index = QModelIndex | QPersistentModelIndex


class Column(NamedTuple):
    """A heading, the words of a cell and a quiet note beside them, and what it is sorted by."""

    heading: str
    text: Callable[[Entry], str]
    note: Callable[[Entry], str]
    key: Callable[[Entry], Any]

    def told(self, entry: Entry) -> str:
        """All that a cell says."""
        return " · ".join(part for part in (self.text(entry), self.note(entry)) if part)


class EntryModel(QAbstractTableModel):
    """`rename_requested(id, name)` when a client's name was edited."""

    rename_requested = Signal(int, str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []
        self._sorted_by = NEWEST_FIRST
        self._today = date.min
        self._columns = self._make_columns()

    def set_entries(self, entries: Sequence[Entry], today: date) -> None:
        """Show these instead, in the order chosen."""
        self.beginResetModel()
        self._entries, self._today = list(entries), today
        self._sort()
        self.endResetModel()

    def entry(self, row: int) -> Entry:
        """What a row shows."""
        return self._entries[row]

    def row_of(self, session_id: int) -> int | None:
        """Where a session stands; None where it is not in the list."""
        ids = (index for index, entry in enumerate(self._entries) if entry.id == session_id)
        return next(ids, None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- as Qt has it
        """Sessions."""
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- as Qt has it
        """Of each the same parts."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The headings."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].heading
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words and note of a cell."""
        entry, column = self._entries[index.row()], self._columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(entry)
        if role == NOTE:
            return column.note(entry)
        if role == Qt.ItemDataRole.EditRole:
            return entry.client
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.told(entry)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = column.told(entry).replace("✓", self.tr("softened"))
            return said.replace("→", self.tr("to", "from one rate to another"))
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A client's name was edited."""
        entry, name = self._entries[index.row()], str(value).strip()
        if role != Qt.ItemDataRole.EditRole or name == entry.client:
            return False
        self.rename_requested.emit(entry.id, name)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only the client can be edited."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == CLIENT else flags

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By a column; the newest first within what is equal."""
        self._sorted_by = (column, order)
        self.layoutAboutToBeChanged.emit()
        before = self._entries
        self._sort()
        rows = {entry.id: row for row, entry in enumerate(self._entries)}
        kept = self.persistentIndexList()
        moved = [self.index(rows[before[each.row()].id], each.column()) for each in kept]
        self.changePersistentIndexList(kept, moved)
        self.layoutChanged.emit()

    def _sort(self) -> None:
        column, order = self._sorted_by
        newest_first = sorted(self._entries, key=lambda entry: entry.started, reverse=True)
        backward = order == Qt.SortOrder.DescendingOrder
        self._entries = sorted(newest_first, key=self._columns[column].key, reverse=backward)

    def _make_columns(self) -> tuple[Column, ...]:
        def nothing(_entry: Entry) -> str:
            return ""

        return (
            Column(
                self.tr("When"),
                lambda entry: when(entry.started, self._today),
                nothing,
                lambda entry: entry.started,
            ),
            Column(
                self.tr("Client"),
                lambda entry: entry.client or "–",
                nothing,
                lambda entry: entry.client.casefold(),
            ),
            Column(
                self.tr("Protocol"),
                lambda entry: entry.protocol,
                Entry.note,
                lambda entry: entry.protocol.casefold(),
            ),
            Column(
                self.tr("Length"),
                lambda entry: words.clock(entry.length_ms),
                nothing,
                lambda entry: entry.length_ms,
            ),
            Column(self.tr("Breaths / min"), rates, nothing, lambda entry: entry.last_bpm or 0.0),
            Column(
                self.tr("Tense areas"),
                lambda entry: str(entry.areas) if entry.areas else "–",
                self._softened,
                lambda entry: entry.areas,
            ),
        )

    def _softened(self, entry: Entry) -> str:
        return f"{entry.softened} ✓" if entry.areas else ""
