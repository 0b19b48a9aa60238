"""A client's record, to be read and changed."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

import msgspec
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from coach.library.client_record import ClientRecord
from coach.massage.avoid import Avoid
from coach.massage.checks import Check
from coach.ui.access.spoken import announce
from coach.ui.editor.question import Question
from coach.ui.library.undo import UndoLine
from coach.ui.page_dialog import PageDialog
from coach.ui.prepare import client_words
from coach.ui.prepare.client_form import ClientForm
from coach.ui.prepare.scroll import QuietScroll
from coach.ui.style import of_kind
from coach.ui.theme import Theme

SIZE = (1040, 800)


class AvoidPainter(Protocol):
    """A widget on which areas to avoid are painted; it has a signal `changed`."""

    def patches(self) -> Avoid:
        """The areas as they stand."""

    def set_patches(self, patches: Avoid) -> None:
        """Show these."""

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""

    def set_text_scale(self, scale: float) -> None:
        """Write larger or smaller."""


class ClientDialog(PageDialog):
    """`open_record`, then `save_requested(object)`: the ClientRecord as it is to be kept.

    Whoever keeps it closes the dialog with `accept`, or calls `show_problem`. `delete_requested`
    and `restore_requested` tell a token; whoever deleted it calls `show_deleted`. `closed()`: what
    was deleted may go for good.
    """

    save_requested = Signal(object)
    delete_requested = Signal(str)
    restore_requested = Signal(str)
    closed = Signal()

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(SIZE, parent)
        self.name(self.tr("The client's record"))
        self._record: ClientRecord | None = None
        self._opened: ClientRecord | None = None
        self._today = date.min
        self._painter: AvoidPainter | None = None
        self.form = ClientForm(language, self)
        self._last = of_kind(QLabel(self), "body")
        self._problem = of_kind(QLabel(self), "stopped")
        for label in (self._last, self._problem):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.undo = UndoLine(self)
        self.undo.undo_requested.connect(self._on_undo_undo_requested)
        self.question = Question(self)
        self._undo_key = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        self._undo_key.activated.connect(self.undo.undo.click)
        self.delete_button = of_kind(QPushButton(self.tr("Delete"), self), "link")
        self.delete_button.setAccessibleName(self.tr("Delete this client's record"))
        self.cancel_button = of_kind(QPushButton(self.tr("Cancel"), self), "chip")
        self.save_button = of_kind(QPushButton(self.tr("Save"), self), "play")
        for button in (self.delete_button, self.cancel_button, self.save_button):
            button.setAutoDefault(False)
        self.delete_button.clicked.connect(self._on_delete_button_clicked)
        self.cancel_button.clicked.connect(self._leave)
        self.save_button.clicked.connect(self.save)
        self._lay_out()

    def set_checks(self, checks: Sequence[Check]) -> None:
        """Of the pregnancy's the advice is shown beside its weeks."""
        self.form.set_checks(checks)

    def set_avoid_painter(self, painter: AvoidPainter) -> None:
        """Where the areas to avoid are painted; once."""
        assert isinstance(painter, QWidget)  # noqa: S101 -- what is passed here is one
        self._painter = painter
        self._right.insertWidget(
            self._right.count() - 1, of_kind(QLabel(self.tr("Areas to avoid"), self), "heading")
        )
        self._right.insertWidget(self._right.count() - 1, painter, 1)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours; the painter of areas, made once, as well."""
        super().set_theme(theme)
        if self._painter is not None:
            self._painter.set_theme(theme)

    def open_record(self, record: ClientRecord, today: date, *, is_new: bool = False) -> None:
        """Show this record, and change it from now on; a new one cannot be deleted."""
        self._record, self._today = record, today
        self.form.show_record(record, today)
        if self._painter is not None:
            self._painter.set_patches(record.avoid)
        last = record.last
        nothing = self.tr("No session yet.")
        self._last.setText(nothing if last is None else client_words.last_time(last, today))
        self.delete_button.setVisible(not is_new)
        self._opened = self.record()
        self.show_problem(None)
        self.show_deleted(deleted=False)
        self.open()
        self.form.client.setFocus(Qt.FocusReason.TabFocusReason)

    def record(self) -> ClientRecord | None:
        """The record as it stands; None where something in it cannot be."""
        if self._record is None or self.form.problem() is not None:
            return None
        changed = self.form.record(self._record, self._today)
        if self._painter is None:
            return changed
        return msgspec.structs.replace(changed, avoid=self._painter.patches())

    def save(self) -> None:
        """Ask for it to be kept, or say what cannot be."""
        problem = self.form.problem()
        self.show_problem(None if problem is None else problem[1])
        if problem is not None:
            problem[0].setFocus(Qt.FocusReason.TabFocusReason)
        elif self.save_button.isEnabled():
            self.save_requested.emit(self.record())

    def show_problem(self, text: str | None) -> None:
        """Why it is not kept; None takes it away."""
        self._problem.setText(text or "")
        self._problem.setVisible(text is not None)
        announce(self, text or "")

    def problem(self) -> str:
        """What is said to be wrong; empty where nothing is."""
        return self._problem.text()

    def last_time(self) -> str:
        """What is said of the last session."""
        return self._last.text()

    def reject(self) -> None:
        """By Esc or by closing it: what was changed is not lost before that is answered."""
        if self.save_button.isEnabled() and self.record() != self._opened:
            self.question.ask(
                self.tr("Save what you changed?"),
                (self.tr("Save"), self.save),
                (self.tr("Leave without saving"), self._leave),
                (self.tr("Stay"), self.form.client.setFocus),
            )
        else:
            self._leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field saves; a button that has the keys is pressed by it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            if isinstance(focused, QPushButton):
                focused.click()
            else:
                self.save()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """It is closed, in whatever way."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow one all stands below each other."""
        super().resizeEvent(event)
        self._turn()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """With larger words as well, which come without another size."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._turn()
        return super().eventFilter(watched, event)

    def _dress(self) -> None:
        super()._dress()
        if self._painter is not None:
            self._painter.set_text_scale(self.grown_scale())

    def _leave(self) -> None:
        super().reject()

    def _turn(self) -> None:
        needed = self.form.minimumSizeHint().width() + self._side.minimumSizeHint().width() + 90
        directions = QBoxLayout.Direction
        beside = self.width() >= max(needed, round(self.fontMetrics().height() * 48))
        self._columns.setDirection(directions.LeftToRight if beside else directions.TopToBottom)

    def show_deleted(self, *, deleted: bool = True) -> None:
        """It is deleted, and can be had back; or it is not."""
        self.question.close_question()
        for part in (self.form, self._side, self.save_button, self.delete_button):
            part.setEnabled(not deleted)
        self._undo_key.setEnabled(deleted)  # the painter of areas has its own
        self.cancel_button.setText(self.tr("Close") if deleted else self.tr("Cancel"))
        if deleted:
            self.undo.offer()
            self.undo.undo.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.undo.hide()

    def _lay_out(self) -> None:
        self._side = QWidget(self)
        self._right = QVBoxLayout(self._side)
        self._right.setContentsMargins(0, 0, 0, 0)
        self._right.setSpacing(8)
        self._right.addWidget(of_kind(QLabel(self.tr("The last session"), self), "heading"))
        self._right.addWidget(self._last)
        self._right.addStretch(0)
        page = QWidget(self)
        page.installEventFilter(self)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, page)
        self._columns.setContentsMargins(26, 18, 26, 10)
        self._columns.setSpacing(34)
        self._columns.addWidget(self.form, 60)
        self._columns.addWidget(self._side, 40)
        buttons = QHBoxLayout()
        buttons.setSpacing(14)
        buttons.addWidget(self.delete_button)
        buttons.addStretch()
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.save_button)
        foot = QVBoxLayout()
        foot.setContentsMargins(26, 6, 26, 16)
        foot.setSpacing(8)
        foot.addWidget(self.question)
        foot.addWidget(self._problem)
        foot.addWidget(self.undo)
        foot.addLayout(buttons)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(QuietScroll(page, self), 1)
        whole.addLayout(foot)

    def _on_delete_button_clicked(self) -> None:
        if self._record is not None:
            self.show_problem(None)
            self.delete_requested.emit(self._record.token)

    def _on_undo_undo_requested(self) -> None:
        if self._record is not None:
            self.show_problem(None)
            self.restore_requested.emit(self._record.token)
