"""The stages in their order: chosen, dragged, and moved by keys."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from coach.massage.protocol import Protocol, spoken
from coach.ui.editor.draft import MASSAGE
from coach.ui.editor.problems import Problem


class StageList(QListWidget):
    """The massage itself first, then its stages. Indices are stages', MASSAGE for the first row.

    `chosen(int)`; `move_requested(int, int)`: a stage from one index to another; `grabbed()`: a
    drag begins; `remove_requested()`.
    """

    chosen = Signal(int)
    move_requested = Signal(int, int)
    grabbed = Signal()
    remove_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Stages"))
        self.setAccessibleDescription(self.tr("Alt+Up and Alt+Down move a stage."))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setTabKeyNavigation(False)
        self._dragged: int | None = None
        self.currentRowChanged.connect(self._on_current_row_changed)

    def show_stages(
        self, protocol: Protocol, index: int, language: str, problems: tuple[Problem, ...]
    ) -> None:
        """These stages, that one chosen; a mark before what something is wrong with."""
        wrong = {problem.stage for problem in problems}
        rows = [(MASSAGE, self.tr("The massage"))]
        for place, stage in enumerate(protocol.stage):
            name = spoken(stage.name, language).strip() or self.tr("(no name)")
            rows.append((place, f"{place + 1}  {name}"))
        with QSignalBlocker(self):
            while self.count() > len(rows):
                self.takeItem(self.count() - 1)
            while self.count() < len(rows):
                self.addItem(QListWidgetItem())
            for row, (place, text) in enumerate(rows):
                item = self.item(row)
                said = self.tr("{name}: something is missing").replace("{name}", text)
                item.setText(f"⚠  {text}" if place in wrong else text)
                item.setToolTip(said if place in wrong else text)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, said if place in wrong else text)
            self.setCurrentRow(index + 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt with an arrow moves the stage, Delete takes it away."""
        way = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if way is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.grabbed.emit()
            self._move(self.currentRow() - 1, self.currentRow() - 1 + way)
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_requested.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose, and take hold."""
        super().mousePressEvent(event)
        row = self.indexAt(event.position().toPoint()).row()
        if event.button() is Qt.MouseButton.LeftButton and row > 0:
            self._dragged = row - 1
            self.grabbed.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A stage drawn over another changes places with it at once."""
        if self._dragged is None:
            return
        row = self.indexAt(event.position().toPoint()).row()
        if row > 0 and row - 1 != self._dragged:
            self._move(self._dragged, row - 1)
            self._dragged = row - 1

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let it go."""
        super().mouseReleaseEvent(event)
        self._dragged = None

    def _move(self, index: int, to: int) -> None:
        stages = self.count() - 1
        if 0 <= index < stages and 0 <= to < stages and index != to:
            self.move_requested.emit(index, to)

    def _on_current_row_changed(self, row: int) -> None:
        if row >= 0:
            self.chosen.emit(row - 1)
