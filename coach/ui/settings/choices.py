"""A list to choose from that may be long: outputs, voices."""

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QWidget,
)

from coach.ui.settings.controls import Control, Options
from coach.ui.theme import font

ARROW = 0.7
"""Of the letters' size."""
LONGEST_CHOICE = 16
"""Letters that the list is at least wide."""


class Choices(Control):
    """One of a list that may be long; `set_options` replaces it."""

    def __init__(self) -> None:
        super().__init__()
        self.box = _QuietBox(self)
        self.box.activated.connect(self._on_box_activated)
        self._label = QLabel(self)  # the accessible name of a QComboBox is its value, but for this
        self._label.setBuddy(self.box)
        self._label.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.box)

    def set_options(self, options: Options) -> None:
        """Other values and words; what is shown stays where it is among them."""
        shown = self.box.currentData()
        with QSignalBlocker(self.box):
            self.box.clear()
            for value, text in options:
                self.box.addItem(text, value)
        self.show_value(shown)

    def show_value(self, value: object) -> None:
        """One of the values; another shows none."""
        with QSignalBlocker(self.box):
            self.box.setCurrentIndex(self.box.findData(value))

    def call(self, label: str, explanation: str) -> None:
        """The box itself has the name."""
        super().call(label, explanation)
        self._label.setText(label)
        self.box.setAccessibleName(label)
        self.box.setAccessibleDescription(explanation)

    def _on_box_activated(self, index: int) -> None:
        self.chosen.emit(self.box.itemData(index))


class _QuietBox(QComboBox):
    """A turn of the wheel that scrolls the page must not change what it passes over."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setView(QListView())
        self.setItemDelegate(QStyledItemDelegate(self))  # the usual one minds no item's height
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(LONGEST_CHOICE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        """With an arrow of Inter's; the style sheet leaves none."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(self.palette().text().color())
        painter.setFont(font(self.font().pixelSize() * ARROW))
        room = self.rect().adjusted(0, 0, -self.height() // 3, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, "▼")

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only with the keyboard's focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
