"""One question before the start, on a line of its own, and its two answers."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QIntValidator, QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from coach.massage.checks import MOST_WEEKS, Answered, Check, answer
from coach.massage.protocol import spoken
from coach.ui.style import of_kind, turn_kind


class _Chip(QPushButton):
    """An answer. Of the keys it takes only Space: arrows, letters and Enter are the dialog's."""

    focused = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """To the dialog."""
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The question is the one asked now."""
        super().focusInEvent(event)
        self.focused.emit()


class _Weeks(QLineEdit):
    """So many weeks; empty where that is not known."""

    focused = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The question is the one asked now."""
        super().focusInEvent(event)
        self.focused.emit()


class Question(QFrame):
    """`answered()`: by a person. `entered()`: its answers or its weeks have the keys now."""

    answered = Signal()
    entered = Signal()

    def __init__(self, check: Check, language: str, parent: QWidget) -> None:
        super().__init__(parent)
        of_kind(self, "line-question")
        self.check, self._language = check, language
        self._before: Answered | None = None
        said = spoken(check.question, language)
        self._label = of_kind(QLabel(said, self), "question")
        self._hint = of_kind(QLabel(self), "muted")
        for label in (self._label, self._hint):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._hint.hide()
        self.weeks = _Weeks(self)
        self.weeks.setPlaceholderText(self.tr("weeks"))
        self.weeks.setAccessibleName(self.tr("Weeks of the pregnancy"))
        self.weeks.setValidator(QIntValidator(1, MOST_WEEKS, self.weeks))
        self.weeks.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.weeks.hide()
        self.no, self.yes = self._chip(self.tr("No"), said), self._chip(self.tr("Yes"), said)
        self._group = QButtonGroup(self)
        for chip in (self.no, self.yes):
            self._group.addButton(chip)
        self._group.buttonClicked.connect(self._on_group_button_clicked)
        self.weeks.textEdited.connect(self.answered)
        self.weeks.focused.connect(self.entered)
        self._lay_out()

    def answer(self) -> Answered | None:
        """As it stands; None while there is none."""
        if self._group.checkedButton() is None:
            return None
        typed = self.weeks.text()
        known = typed.isascii() and typed.isdecimal() and 1 <= int(typed) <= MOST_WEEKS
        weeks = int(typed) if known else None
        return answer(self.check, yes=self.yes.isChecked(), weeks=weeks)

    def show_answer(self, given: Answered | None, before: Answered | None) -> None:
        """Today's answer, and that of the last time; nobody is told."""
        chosen = None if given is None else self.yes if given.yes else self.no
        self._group.setExclusive(False)
        for chip in (self.no, self.yes):
            chip.setChecked(chip is chosen)
        self._group.setExclusive(True)
        known = given or before
        weeks = None if known is None else known.weeks
        self.weeks.setText("" if weeks is None else str(weeks))
        self._before = before
        self._show()

    def give(self, *, yes: bool) -> None:
        """Answer, as by a click."""
        (self.yes if yes else self.no).setChecked(True)
        self._show()
        self.answered.emit()

    def wants_weeks(self) -> bool:
        """Whether it was answered so that the weeks are asked."""
        return self.yes.isChecked() and self.check.late is not None

    def take_keys(self) -> None:
        """To the answer that it has, else to the no."""
        (self.yes if self.yes.isChecked() else self.no).setFocus(Qt.FocusReason.TabFocusReason)

    def has_keys(self) -> bool:
        """Whether an answer or the weeks have the focus."""
        return any(part.hasFocus() for part in (self.no, self.yes, self.weeks))

    def show_asked(self, *, now: bool) -> None:
        """Whether it is the question asked now."""
        turn_kind(self, "line-asked" if now else "line-question")

    def _chip(self, text: str, question: str) -> _Chip:
        chip = of_kind(_Chip(text, self), "chip")
        chip.setCheckable(True)
        chip.setAccessibleName(f"{text}: {question}")
        chip.focused.connect(self.entered)
        return chip

    def _show(self) -> None:
        """The weeks and the reason belong to a yes."""
        self.weeks.setVisible(self.wants_weeks())
        hint = ""
        if self.yes.isChecked():
            hint = spoken(self.check.reason, self._language)
        elif self._before is not None and self._before.yes and not self.no.isChecked():
            hint = self.tr("Last time: yes.")
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._label)
        words.addWidget(self._hint)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 8, 0)
        row.setSpacing(10)
        row.addLayout(words, 1)
        for part in (self.weeks, self.no, self.yes):
            row.addWidget(part)

    def _on_group_button_clicked(self) -> None:
        self._show()
        self.answered.emit()
