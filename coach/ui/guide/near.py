"""A button whose words take as many lines as they need."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from coach.ui.access.spoken import Spoken
from coach.ui.style import LEAST_HEIGHT, of_kind

_SIDE, _ABOVE = 16, 9


class _Words(QLabel, Spoken):
    """The button itself says them."""

    def is_silent(self) -> bool:
        """Always."""
        return True


class NearButton(QPushButton):
    """Leads to a page near this one."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        of_kind(self, "near")
        self.setAccessibleName(words)
        self._words = of_kind(_Words(words, self), "body")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_SIDE, _ABOVE, _SIDE, _ABOVE)
        self._column.addWidget(self._words)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """All words in one line."""
        self._words.ensurePolished()
        metrics = self._words.fontMetrics()
        wide = metrics.horizontalAdvance(self._words.text()) + 2 * _SIDE + 4
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """The longest word's width."""
        wide = self._words.minimumSizeHint().width() + 2 * _SIDE
        return QSize(wide, LEAST_HEIGHT)

    def hasHeightForWidth(self) -> bool:
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As many lines as it takes."""
        words = self._words.heightForWidth(width - 2 * _SIDE)
        return max(LEAST_HEIGHT, words + 2 * _ABOVE)
