"""The editor's fields: a label, a control, and below it in words what is wrong with it."""

import math

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from coach.ui.access.spoken import announce
from coach.ui.settings.controls import Control
from coach.ui.style import of_kind

LONGEST_WORDS = 300


class Field(QFrame):
    """`keys`: those of the file that the control is for, to tell which problem belongs here."""

    def __init__(self, label: str, control: QWidget, *keys: str, note: str = "") -> None:
        super().__init__()
        of_kind(self, "field")
        self.control, self.keys = control, keys
        self.label = of_kind(QLabel(label), "body")
        self.note = of_kind(QLabel(note), "muted")
        self.problem = of_kind(QLabel(), "problem")
        self.head = QWidget()
        """Label and note; beside other fields they stand in a row of their own."""
        for shown in (self.label, self.note, self.problem):
            shown.setWordWrap(True)
            shown.setTextFormat(Qt.TextFormat.PlainText)
        for whole, parts in (
            (self.head, (self.label, self.note)),
            (self, (self.head, control, self.problem)),
        ):
            column = QVBoxLayout(whole)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(4)
            for part in parts:
                column.addWidget(part)
        self.note.setVisible(bool(note))
        self.problem.hide()
        if isinstance(control, Control):
            control.call(label, note)
        else:
            control.setAccessibleName(label)
            control.setAccessibleDescription(note)

    def explain(self, note: str) -> None:
        """Another line of explanation; empty takes it away."""
        self.note.setText(note)
        self.note.setVisible(bool(note))

    def say(self, problem: str) -> None:
        """What is wrong; empty where nothing is."""
        if problem != self.problem.text():
            self.problem.setText(problem)
            self.problem.setVisible(bool(problem))
            announce(self, problem)


def _is_undo(event: QEvent) -> bool:
    """Whether a line of text would take the keys of undo or redo for itself."""
    if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    keys = QKeySequence.StandardKey
    return event.matches(keys.Undo) or event.matches(keys.Redo)


class Words(QLineEdit):
    """A line of text. `edited(str)` at each key, by a person; `left()`: the keys went elsewhere."""

    edited = Signal(str)
    left = Signal()

    def __init__(self, placeholder: str = "", longest: int = LONGEST_WORDS) -> None:
        super().__init__()
        self.setMaxLength(longest)
        self.setPlaceholderText(placeholder)
        self.textEdited.connect(self.edited)

    def show_words(self, words: str) -> None:
        """Show these; the cursor stays where they are the same."""
        if words != self.text():
            self.setText(words)
            self.setCursorPosition(0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What is typed next is another change."""
        super().focusOutEvent(event)
        self.left.emit()

    def event(self, event: QEvent) -> bool:
        """Undo and redo are the page's, which knows more than one line."""
        return False if _is_undo(event) else super().event(event)


class Number(QLineEdit):
    """A number as text; up and down step it. `edited(float)`, only for what can be taken."""

    edited = Signal(float)
    wrong = Signal(str)
    """What is wrong with the text as it stands; empty where nothing is."""
    left = Signal()

    def __init__(self, least: float, most: float, step: float, *, above: bool = False) -> None:
        """`above`: more than `least`, not least itself."""
        super().__init__()
        self._least, self._most, self._step, self._above = least, most, step, above
        self._shown: float | None = None
        self.setMaxLength(12)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
        self.textEdited.connect(self._on_text_edited)

    @property
    def is_wrong(self) -> bool:
        """Whether the text cannot be taken."""
        return self._read() is None

    def set_least(self, least: float) -> None:
        """Another lower end."""
        self._least = least

    def show_number(self, number: float) -> None:
        """Show this one, unless the text says it already, or is still to be corrected."""
        if self.is_wrong and self._shown == number:
            return
        self._shown = number
        if self._read() != number:
            self.setText(f"{number:g}")
        self.wrong.emit("")

    def forget(self) -> None:
        """What is shown next is another's number."""
        self._shown = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down."""
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if steps is None:
            super().keyPressEvent(event)
            return
        now = self._read()
        number = (self._shown or self._least) if now is None else now
        number = round(number + steps * self._step, 6)
        least = min(self._step, self._most) if self._above else self._least
        self.setText(f"{min(self._most, max(least, number)):g}")
        self._on_text_edited()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What is typed next is another change."""
        super().focusOutEvent(event)
        self.left.emit()

    def event(self, event: QEvent) -> bool:
        """Undo and redo are the page's, which knows more than one line."""
        return False if _is_undo(event) else super().event(event)

    def _read(self) -> float | None:
        try:
            number = float(self.text().strip().replace(",", "."))
        except ValueError:
            return None
        low = number <= self._least if self._above else number < self._least
        return None if not math.isfinite(number) or low or number > self._most else number

    def _on_text_edited(self) -> None:
        number = self._read()
        if number is None:
            said = (
                self.tr("A number above {least}, up to {most}.")
                if self._above
                else self.tr("A number from {least} to {most}.")
            )
            said = said.replace("{least}", f"{self._least:g}")
            self.wrong.emit(said.replace("{most}", f"{self._most:g}"))
            return
        self.wrong.emit("")
        self._shown = number
        self.edited.emit(number)
