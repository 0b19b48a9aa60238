"""The list of saved sessions: one is chosen by pointer or by up and down."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QStyleOptionHeader,
    QTableView,
    QWidget,
)

from coach.ui.library.cells import ROW, Cells
from coach.ui.library.entries import Entry
from coach.ui.library.model import CLIENT, NEWEST_FIRST, EntryModel
from coach.ui.style import LEAST_HEIGHT
from coach.ui.theme import Theme

_WIDTHS = ((0, 148), (2, 172), (3, 64), (4, 114), (5, 96))
"""Columns, and their pixels at a scale of 1. The client has what they leave."""
_LEAST_CLIENT = 100
_PROTOCOL, _MORE = 2, 150
"""Has so much more where there is room, and the client the same: a name and what it was."""
_GO_FIRST = (5, 3, 4)
"""Columns that are left out, in this order, where there is no room for all."""
_LEAST_ROWS = 3
_BORDER = 2
_OWN_KEYS = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})


class Head(QHeaderView):
    """Its arrow points down where the largest is first; the toolkit's own points up."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)

    def initStyleOptionForIndex(  # noqa: N802 -- as Qt calls it
        self, option: QStyleOptionHeader, section: int
    ) -> None:
        """The other way about."""
        super().initStyleOptionForIndex(option, section)
        arrows = QStyleOptionHeader.SortIndicator
        other = {arrows.SortUp: arrows.SortDown, arrows.SortDown: arrows.SortUp}
        option.sortIndicator = other.get(option.sortIndicator, option.sortIndicator)


class EntryTable(QTableView):
    """`chosen(id)` when another row is. Most keys are the page's."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries = EntryModel(self)
        self.setModel(self.entries)
        self._cells = Cells(theme, self)
        self.setItemDelegate(self._cells)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Saved sessions"))
        self.verticalHeader().hide()
        head = Head(self)
        self.setHorizontalHeader(head)
        head.setSortIndicator(*NEWEST_FIRST)
        self.setSortingEnabled(True)
        self._fit_columns()
        self._waiting: tuple[Sequence[Entry], date] | None = None
        self.selectionModel().currentRowChanged.connect(self._on_current_row_changed)
        self.entries.layoutChanged.connect(self._on_entries_layout_changed)

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self._cells.theme = theme
        self.viewport().update()

    def set_text_scale(self, scale: float) -> None:
        """Larger or smaller rows."""
        self._cells.scale = scale
        self.verticalHeader().setDefaultSectionSize(round(ROW * scale))
        self._fit_columns()

    def set_entries(self, entries: Sequence[Entry], today: date) -> None:
        """Show these; the session chosen stays so, or where it is gone, its row.

        While a name is being written they wait until it is done.
        """
        if self._is_editing():
            self._waiting = entries, today
            return
        self._waiting = None
        before, row = self.session_id(), max(0, self.currentIndex().row())
        self.entries.set_entries(entries, today)
        if before is None or not self.choose(before):
            self.choose_row(row)

    def session_id(self) -> int | None:
        """The session chosen."""
        index = self.currentIndex()
        return self.entries.entry(index.row()).id if index.isValid() else None

    def choose(self, session_id: int) -> bool:
        """Choose a session; False where it is not in the list."""
        row = self.entries.row_of(session_id)
        if row is None:
            return False
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(
            self.entries.index(row, CLIENT), flags.ClearAndSelect | flags.Rows
        )
        self.scrollTo(self.currentIndex())
        return True

    def choose_row(self, row: int) -> None:
        """Choose the session in a row, or in the last before it."""
        count = self.entries.rowCount()
        if count:
            self.choose(self.entries.entry(min(row, count - 1)).id)

    def rename(self) -> None:
        """Edit the chosen client's name."""
        if self.currentIndex().isValid():
            self.edit(self.entries.index(self.currentIndex().row(), CLIENT))

    def end_editing(self) -> None:
        """A name that is being written is done."""
        if self._is_editing():
            self.setFocus()

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """What waited is shown, once the view is through with it."""
        super().closeEditor(editor, hint)
        QTimer.singleShot(0, self, self._show_waiting)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow list leaves columns out."""
        super().resizeEvent(event)
        self._leave_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down move, F2 renames; the rest plays."""
        if event.key() == Qt.Key.Key_F2:
            self.rename()
        elif event.key() in _OWN_KEYS:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def _is_editing(self) -> bool:
        return self.state() == QAbstractItemView.State.EditingState

    def _show_waiting(self) -> None:
        if self._waiting is not None:
            self.set_entries(*self._waiting)

    def _fit_columns(self) -> None:
        head, scale = self.horizontalHeader(), self._cells.scale
        head.setFixedHeight(round(LEAST_HEIGHT * scale))
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for column, wide in _WIDTHS:
            self.setColumnWidth(column, round(wide * scale))
        self.setMinimumHeight(round((LEAST_HEIGHT + _LEAST_ROWS * ROW) * scale) + 2 * _BORDER)
        self._leave_out()

    def _leave_out(self) -> None:
        """Columns that would leave the client no room."""
        scale = self._cells.scale
        room = self.viewport().width() - _LEAST_CLIENT * scale
        taken = sum(wide for _, wide in _WIDTHS) * scale
        widths = dict(_WIDTHS)
        for column in _GO_FIRST:
            self.setColumnHidden(column, taken > room)
            if taken > room:
                taken -= widths[column] * scale
        more = min(_MORE * scale, max(0.0, room - taken) / 2)
        self.setColumnWidth(_PROTOCOL, round(widths[_PROTOCOL] * scale + more))

    def _on_current_row_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self.chosen.emit(self.entries.entry(now.row()).id)

    def _on_entries_layout_changed(self) -> None:
        """The session chosen is still seen."""
        self.scrollTo(self.currentIndex())
