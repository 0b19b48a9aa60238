"""A card to choose: a name and a sentence, one of several."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from coach.ui.access.spoken import Spoken
from coach.ui.style import of_kind


class _Words(QLabel, Spoken):
    """The card itself says them."""

    def is_silent(self) -> bool:
        """Always."""
        return True


class Card(QPushButton):
    """A checkable button of a group, as high as its words need; `brief` is for narrow ones."""

    def __init__(
        self,
        name: str,
        sentence: str,
        parent: QWidget | None = None,
        brief: str | None = None,
        *,
        compact: bool = False,
    ) -> None:
        """`compact`: with less room around the words."""
        super().__init__(parent)
        self._sentences = (sentence, sentence if brief is None else brief)
        self.setCheckable(True)
        self.setAutoExclusive(True)  # a reader calls it one of several; the group sees to it
        self.setAccessibleName(name)
        self.setAccessibleDescription(sentence)
        of_kind(self, "card")
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(*((14, 6, 14, 8) if compact else (20, 14, 20, 16)))
        column.setSpacing(0 if compact else 4)
        self._sentence = of_kind(_Words(sentence, self), "muted")
        for label in (of_kind(_Words(name, self), "title"), self._sentence):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(label)
        column.addStretch()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def paintEvent(self, event: QPaintEvent) -> None:
        """With the keys the line around it is of the focus: an edge says that it is chosen."""
        super().paintEvent(event)
        if self.isChecked() and self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.palette().highlight())
            painter.drawRoundedRect(QRectF(6, 14, 4, self.height() - 28), 2, 2)

    def say(self, sentence: str) -> None:
        """Another sentence."""
        if sentence != self._sentence.text():
            self._sentence.setText(sentence)
            self.setAccessibleDescription(sentence)
            self.updateGeometry()

    def sentence(self) -> str:
        """What it says below its name."""
        return self._sentence.text()

    def set_brief(self, on: bool) -> None:
        """Show the short words in place of the sentence, or the sentence again."""
        self._sentence.setText(self._sentences[on])

    def sizeHint(self) -> QSize:
        """No wider than it must be, so that cards beside each other share the width evenly."""
        return QSize(self.minimumSizeHint().width(), self._column.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """The longest word's width."""
        return self._column.minimumSize()
