"""The names that are offered below a field while one is typed."""

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from coach.ui.style import of_kind

_TOKEN = Qt.ItemDataRole.UserRole


class Names(QObject):
    """`chosen(token)`: one of them, by a person."""

    chosen = Signal(str)

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field)
        self._field = field
        self._model = QStandardItemModel(self)
        self._completer = QCompleter(self._model, self)
        self.popup = of_kind(QListView(), "names")
        self._completer.setPopup(self.popup)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setWidget(field)
        self._completer.activated[QModelIndex].connect(self._on_completer_activated)  # type: ignore[index]

    def offer(self, names: Iterable[tuple[str, str]]) -> None:
        """These names, each with its token; without any the list is closed."""
        self._model.clear()
        for name, token in names:
            item = QStandardItem(name)
            item.setData(token, _TOKEN)
            self._model.appendRow(item)
        if self._model.rowCount():
            letters = self._field.fontInfo().pixelSize()  # a window of its own has not the page's
            self.popup.setStyleSheet(f"QListView {{ font-size: {letters}px; }}")
            self._completer.complete()
        else:
            self.popup.hide()

    def offered(self) -> list[str]:
        """The names in the list."""
        return [self._model.item(row).text() for row in range(self._model.rowCount())]

    def _on_completer_activated(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(_TOKEN))
