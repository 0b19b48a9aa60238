"""A passing word above the bar, and a warning that stays."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from coach.ui.access.spoken import Role, Spoken
from coach.ui.style import of_kind
from coach.ui.theme import Theme, font

_SHOWN_MS = 4000


class Message(QFrame, Spoken):
    """Words in a rounded box; hidden without any."""

    spoken_role = Role.AlertMessage

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        of_kind(self, "notice")
        self.words = QLabel()
        self.words.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 10, 18, 10)
        row.addWidget(self.words)
        self.hide()

    def set_letters(self, height: int, scale: float) -> None:
        """Letters for a page so many pixels high."""
        self.words.setFont(font(max(16, height * 0.026) * scale, QFont.Weight.DemiBold))

    def say(self, text: str) -> None:
        """Show the words; none hide the box."""
        self.words.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self.raise_()

    def place(self, room_width: int, bottom: int, margin: int) -> None:
        """In the middle, its lower edge `margin` above `bottom`, or as high as the page goes."""
        metrics = self.words.fontMetrics()
        wide = metrics.horizontalAdvance(self.words.text()) + 48
        width = min(wide, room_width - 2 * margin)
        height = max(44, self.heightForWidth(width))
        top = max(margin, bottom - margin - height)
        self.setGeometry((room_width - width) // 2, top, width, height)


class Notice(Message):
    """Goes away by itself."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True, interval=_SHOWN_MS)
        self._timer.timeout.connect(self._on_timer_timeout)

    def say(self, text: str) -> None:
        """Show the words for some seconds."""
        super().say(text)
        self._timer.start()

    def _on_timer_timeout(self) -> None:
        super().say("")


class StandingWarning(Message):
    """Stays until it is taken away."""

    def set_theme(self, theme: Theme) -> None:
        """A frame in the colour of tense areas."""
        self.setStyleSheet(
            f"QFrame {{ border: 2px solid {theme.tense}; border-radius: 12px;"
            f" background: {theme.raised}; }} QLabel {{ border: none; }}"
        )
