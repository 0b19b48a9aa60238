"""A sentence at the head of a part: why what is set there cannot be heard."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from coach.ui.style import of_kind


class Problem(QFrame):
    """Hidden while there is none."""

    def __init__(self) -> None:
        super().__init__()
        of_kind(self, "notice")
        self._text = of_kind(QLabel(self), "body")
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.addWidget(self._text)
        self.hide()

    def say(self, text: str | None) -> None:
        """Show the sentence; None hides."""
        self._text.setText(text or "")
        self.setAccessibleName(text or "")
        self.setVisible(text is not None)

    def text(self) -> str:
        """What is said; empty while there is nothing."""
        return self._text.text()
