"""The line after something was deleted: it can be had back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from coach.ui.style import of_kind


class UndoLine(QFrame):
    """Hidden until something was deleted; `undo_requested()`."""

    undo_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        of_kind(self, "quiet")
        self.undo = of_kind(QPushButton(self.tr("Undo"), self), "link")
        self.undo.setToolTip(self.tr("Ctrl+Z"))
        self.undo.clicked.connect(self._on_undo_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 2, 8, 2)
        row.addWidget(of_kind(QLabel(self.tr("Deleted."), self), "body"))
        row.addWidget(self.undo)
        row.addStretch()
        self.hide()

    def offer(self) -> None:
        """Something was deleted."""
        self.show()

    def _on_undo_clicked(self) -> None:
        self.hide()
        self.undo_requested.emit()
