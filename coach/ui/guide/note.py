"""A question of the user's own: asked, answered later, changed, deleted."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from coach.ui.session.flow import FlowLayout
from coach.ui.style import of_kind

LONGEST_QUESTION = 500


class NotePanel(QWidget):
    """Asks for a new question, or shows what can be done with one. What is half written stays.

    `asked(str)`; `answered(str)` with the whole new answer; `delete_requested()`.
    """

    asked = Signal(str)
    answered = Signal(str)
    delete_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._number, self._answer = 0, ""
        self._written: dict[int, str] = {}
        """Answers neither saved nor cancelled, by the numbers of their questions."""
        self.question = QLineEdit(self)
        self.question.setMaxLength(LONGEST_QUESTION)
        self.question.setPlaceholderText(self.tr("What do you want to know?"))
        self.question.setAccessibleName(self.tr("Your question"))
        self.keep = of_kind(QPushButton(self.tr("Keep the question"), self), "primary")
        self.edit = QPlainTextEdit(self)
        self.edit.setTabChangesFocus(True)
        self.edit.setAccessibleName(self.tr("Your answer"))
        self.edit.setPlaceholderText(self.tr("Write the answer here."))
        self.save = of_kind(QPushButton(self.tr("Save the answer"), self), "primary")
        self.save.setToolTip(self.tr("Ctrl+Enter"))
        self.cancel = of_kind(QPushButton(self.tr("Cancel"), self), "chip")
        self.change = of_kind(QPushButton(self), "chip")
        self.delete = of_kind(QPushButton(self.tr("Delete the question"), self), "chip")
        self._hint = of_kind(QLabel(self), "muted")
        self._hint.setWordWrap(True)
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        self._lay_out()
        self._connect()
        self.hide()

    def ask(self, text: str, place: str) -> None:
        """For a new question, `text` of it written already, after what there is of one that was not
        kept; `place` is where it will be kept.
        """
        self._show(self.question, self.keep, self._hint)
        self._hint.setText(
            self.tr("It is kept in {place}, for you to answer later.").replace("{place}", place)
        )
        written = self.question.text()
        if text not in written:
            self.question.setText(f"{written} {text}".strip())
        self._on_question_text_changed()
        self.question.setFocus()

    def show_note(self, number: int, answer: str) -> None:
        """What can be done with a question that has this answer; empty: none yet."""
        self._number, self._answer = number, answer
        self.change.setText(self.tr("Change the answer") if answer else self.tr("Answer it"))
        written = self._written.get(number, answer)
        if written.strip() == answer.strip():
            self._written.pop(number, None)
            self._show(self.change, self.delete)
        else:
            self._write(written)

    def written(self) -> dict[int, str]:
        """Answers neither saved nor cancelled, by the numbers of their questions."""
        return dict(self._written)

    def forget(self) -> None:
        """What is half written is not wanted."""
        self._written.clear()
        self.question.clear()

    def _lay_out(self) -> None:
        row = QWidget(self)
        flow = FlowLayout(row)
        flow.setContentsMargins(0, 0, 0, 0)
        for button in (self.keep, self.save, self.cancel, self.change, self.delete):
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (self.question, self._hint, self.edit, row):
            column.addWidget(part)

    def _connect(self) -> None:
        self.edit.textChanged.connect(self._on_edit_text_changed)
        self.question.textChanged.connect(self._on_question_text_changed)
        # Queued: the field passes Enter on, and by then a button of the page would have the focus.
        queued = Qt.ConnectionType.QueuedConnection
        self.question.returnPressed.connect(self.keep.click, queued)
        self.keep.clicked.connect(self._on_keep_clicked)
        self.change.clicked.connect(self._on_change_clicked)
        self.save.clicked.connect(self._on_save_clicked)
        self.cancel.clicked.connect(self._on_cancel_clicked)
        self.delete.clicked.connect(self.delete_requested)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self.edit)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(self.save.click)

    def _show(self, *parts: QWidget) -> None:
        every = (self.question, self.keep, self._hint, self.edit, self.save, self.cancel)
        for part in (*every, self.change, self.delete):
            part.setVisible(part in parts)
        self.show()

    def _write(self, text: str) -> None:
        self.edit.setPlainText(text)
        self._show(self.edit, self.save, self.cancel)

    def _on_edit_text_changed(self) -> None:
        self._written[self._number] = self.edit.toPlainText()

    def _on_question_text_changed(self) -> None:
        self.keep.setEnabled(bool(self.question.text().strip()))

    def _on_keep_clicked(self) -> None:
        self.asked.emit(self.question.text().strip())

    def _on_change_clicked(self) -> None:
        self._write(self._answer)
        self.edit.setFocus()

    def _on_save_clicked(self) -> None:
        self.answered.emit(self.edit.toPlainText().strip())

    def _on_cancel_clicked(self) -> None:
        self._written.pop(self._number, None)
        self.show_note(self._number, self._answer)
        self.change.setFocus()
