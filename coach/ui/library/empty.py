"""What the Library says while there is nothing in it, and what to do."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from coach.ui.style import of_kind


class EmptyLibrary(QWidget):
    """`prepare_requested()`; `import_requested()`."""

    prepare_requested = Signal()
    import_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        sentences = (
            self.tr("Each massage is saved here as you give it."),
            self.tr("Afterwards see it again, breath by breath, or give the same once more."),
        )
        title = of_kind(QLabel(self.tr("No sessions yet"), self), "figure")
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addStretch(3)
        column.setContentsMargins(32, 0, 32, 0)
        column.addWidget(title)
        for sentence in sentences:
            label = of_kind(QLabel(sentence, self), "soft")
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            column.addWidget(label)
        column.addSpacing(20)
        self.prepare = of_kind(QPushButton(self.tr("Prepare a session"), self), "primary")
        self.prepare.clicked.connect(self.prepare_requested)
        self.bring = of_kind(QPushButton(self.tr("Import a session…"), self), "link")
        self.bring.clicked.connect(self.import_requested)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.prepare)
        row.addWidget(self.bring)
        row.addStretch()
        column.addLayout(row)
        column.addStretch(4)
