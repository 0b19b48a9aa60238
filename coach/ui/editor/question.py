"""A question at the head of the page: nothing is lost before it is answered."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from coach.ui.access.spoken import Role, Spoken, announce
from coach.ui.session.flow import FlowLayout
from coach.ui.style import of_kind

Answer = tuple[str, Callable[[], None]]


class Question(QFrame, Spoken):
    """Hidden while there is nothing to ask. Escape gives the last answer, which changes nothing."""

    spoken_role = Role.AlertMessage

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        of_kind(self, "notice")
        self._text = of_kind(QLabel(self), "body")
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._row = QWidget(self)
        self._flow = FlowLayout(self._row, gap=10)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self.answers: list[QPushButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 14)
        column.setSpacing(10)
        column.addWidget(self._text)
        column.addWidget(self._row)
        self.hide()

    def ask(self, text: str, *answers: Answer) -> None:
        """The first answer has the keys; each takes the question away."""
        self.close_question()
        self._text.setText(text)
        self.setAccessibleName(text)
        for words, act in answers:
            button = QPushButton(words, self._row)
            button.clicked.connect(lambda _checked=False, act=act: self._on_answer_clicked(act))
            self._flow.addWidget(button)
            self.answers.append(button)
        self.show()
        self.answers[0].setFocus()
        announce(self, text)

    def close_question(self) -> None:
        """Take it away unanswered."""
        for button in self.answers:
            self._flow.removeWidget(button)
            button.setParent(None)
            button.deleteLater()
        self.answers = []
        self.hide()

    def text(self) -> str:
        """What is asked."""
        return self._text.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is the answer that has the keys."""
        here = next((each for each in self.answers if each.hasFocus()), None)
        if event.key() == Qt.Key.Key_Escape and self.answers:
            self.answers[-1].click()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and here is not None:
            here.click()
        else:
            super().keyPressEvent(event)

    def _on_answer_clicked(self, act: Callable[[], None]) -> None:
        self.close_question()
        act()
