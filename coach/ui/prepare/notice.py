"""A sentence that stays until it is closed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from coach.ui.access.spoken import Role, Spoken, announce
from coach.ui.style import of_kind


class Notice(QFrame, Spoken):
    """Hidden while there is nothing to say."""

    spoken_role = Role.AlertMessage

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        of_kind(self, "notice")
        self._text = of_kind(QLabel(self), "body")
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self.close_button = of_kind(QPushButton(self.tr("Close"), self), "link")
        self.close_button.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 8, 14, 8)
        row.addWidget(self._text, 1)
        row.addWidget(self.close_button)
        self.hide()

    def say(self, text: str | None) -> None:
        """Show the sentence; None hides."""
        self._text.setText(text or "")
        self.setAccessibleName(text or "")
        self.setVisible(text is not None)
        announce(self, text or "")

    def text(self) -> str:
        """What is said."""
        return self._text.text()
