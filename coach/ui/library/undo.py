"""The line after something was deleted: it can be had back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from coach.ui.access.spoken import Role, Spoken, announce
from coach.ui.style import of_kind


class UndoLine(QFrame, Spoken):
    """Hidden until something was deleted; `undo_requested()`."""

    spoken_role = Role.AlertMessage
    undo_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        of_kind(self, "quiet")
        said = of_kind(QLabel(self.tr("Deleted."), self), "body")
        self.undo = of_kind(QPushButton(self.tr("Undo"), self), "link")
        self.undo.setToolTip(self.tr("Ctrl+Z"))
        self.undo.clicked.connect(self._on_undo_clicked)
        self.setAccessibleName(self.tr("Deleted."))
        self.is_offered = False
        """Whether there is something to be had back."""
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 2, 8, 2)
        row.addWidget(said)
        row.addWidget(self.undo)
        row.addStretch()
        self.hide()

    def offer(self) -> None:
        """Something was deleted, or is still to be had back."""
        self.is_offered = True
        self.show()
        announce(self, self.tr("Deleted. Ctrl+Z brings it back."))

    def _on_undo_clicked(self) -> None:
        self.is_offered = False
        self.undo_requested.emit()
        if not self.is_offered:
            self.hide()
