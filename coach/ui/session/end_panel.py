"""The question before the end: it stands above the page and does not stop the breath."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from coach.ui.access.spoken import Role, Spoken
from coach.ui.session.bar import chip
from coach.ui.session.flow import FlowLayout
from coach.ui.style import of_kind


class EndPanel(QFrame, Spoken):
    """`answered(bool)`: whether to end."""

    answered = Signal(bool)
    spoken_role = Role.AlertMessage

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        of_kind(self, "notice")
        self.setAccessibleName(self.tr("End the session?"))
        self.question = of_kind(QLabel(self.tr("End the session?")), "title")
        self.yes = chip(self.tr("End (Enter)"), self.tr("End the session"))
        self.no = chip(self.tr("Go on (Esc)"), self.tr("Go on with the session"))
        self.yes.clicked.connect(lambda: self.answered.emit(True))
        self.no.clicked.connect(lambda: self.answered.emit(False))
        row = FlowLayout(self, gap=12)
        row.setContentsMargins(20, 12, 20, 12)
        for widget in (self.question, self.yes, self.no):
            row.addWidget(widget)
        self.hide()

    def place(self, room_width: int, room_height: int, margin: int) -> None:
        """In the middle, just above the bar."""
        wide = sum(w.sizeHint().width() for w in (self.question, self.yes, self.no)) + 24 + 44
        width = min(wide, room_width - 2 * margin)
        height = self.heightForWidth(width)
        self.setGeometry((room_width - width) // 2, room_height - margin - height, width, height)
