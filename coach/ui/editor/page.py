"""The protocol editor: a head with save and undo, what there is to choose from, the workbench."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from coach.live.clock import NowMs
from coach.massage.protocol import Protocol, spoken
from coach.ui.editor.draft import Draft
from coach.ui.editor.question import Question
from coach.ui.editor.sheet import editor_sheet
from coach.ui.editor.start import StartView
from coach.ui.editor.workbench import BESIDE_FROM, Workbench
from coach.ui.library.undo import UndoLine
from coach.ui.motion import Motion
from coach.ui.page import Page
from coach.ui.prepare.notice import Notice
from coach.ui.prepare.scroll import QuietScroll
from coach.ui.style import of_kind
from coach.ui.theme import Theme


class EditorPage(Page):
    """Changes a draft; what is done with files it only asks for.

    `leave_requested()`; `save_requested()`; `delete_requested()`; `undo_delete_requested()`;
    `export_requested(Path)`; `import_requested(Path)`; of the start `open_requested(str)`,
    `copy_requested(str)` and `new_requested()`.
    """

    leave_requested = Signal()
    save_requested = Signal()
    delete_requested = Signal()
    undo_delete_requested = Signal()
    export_requested = Signal(object)
    import_requested = Signal(object)
    open_requested = Signal(str)
    copy_requested = Signal(str)
    new_requested = Signal()

    def __init__(self, theme: Theme, now_ms: NowMs, language: str) -> None:
        super().__init__(theme)
        self.setAccessibleName(self.tr("Your own massages"))
        self._language = language
        self.draft = Draft(language, self)
        self.start = StartView(language)
        self.bench = Workbench(self.draft, theme, now_ms)
        self.notice = Notice(self)
        self.question = Question(self)
        self.deleted = UndoLine(self)
        self.back = of_kind(QPushButton(self.tr("‹ Back"), self), "link")
        self.back.setToolTip(self.tr("Alt+Left"))
        self.title = of_kind(QLabel(self), "title")
        self.status = of_kind(QLabel(self), "muted")
        self.undo = of_kind(QPushButton(self.tr("Undo"), self), "link")
        self.redo = of_kind(QPushButton(self.tr("Redo"), self), "link")
        self.export_button = of_kind(QPushButton(self.tr("Export…"), self), "link")
        self.delete_button = of_kind(QPushButton(self.tr("Delete"), self), "link")
        self.save = of_kind(QPushButton(self.tr("Save"), self), "play")
        self._pages = QStackedWidget(self)
        self._pages.addWidget(QuietScroll(self.start))
        self._pages.addWidget(self.bench)
        self._lay_out()
        self._connect()
        self._order_tabs()
        self.set_theme(theme)

    @property
    def is_editing(self) -> bool:
        """Whether the workbench is shown, and not the start."""
        return self._pages.currentIndex() == 1

    @property
    def problem(self) -> str:
        """Why the draft cannot be saved; empty where it can."""
        return self.bench.problem

    def show_start(
        self, own: Sequence[Protocol], shipped: Sequence[Protocol], broken: Sequence[str]
    ) -> None:
        """What there is to choose from."""
        self.start.show_protocols(own, shipped, broken)
        self._order_tabs()
        self._pages.setCurrentIndex(0)
        self._show_head()
        self.start.first().setFocus()

    def edit(self, protocol: Protocol, *, saved: bool) -> None:
        """Show the workbench with this one; `saved`: it is so in a file already."""
        self.question.close_question()
        self.deleted.hide()
        self._pages.setCurrentIndex(1)
        self.bench.forget()
        self.draft.open(protocol, saved=saved)
        self.bench.massage.name.setFocus()
        if not saved:
            self.bench.massage.name.selectAll()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self.bench.set_theme(theme)
        super().set_theme(theme)

    def set_motion(self, motion: Motion) -> None:
        """How much moves in the preview."""
        self.bench.panel.set_motion(motion)

    def show_saved(self, path: Path) -> None:
        """The draft is in that file now."""
        self.draft.stack.setClean()
        self.notice.say(None)
        self.status.setText(self.tr("Saved."))
        self.save.setToolTip(str(path))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """To what there is to do."""
        first = self.bench.first() if self.is_editing else self.start.first()
        first.setFocus(event.reason())

    def _connect(self) -> None:
        self.back.clicked.connect(self.leave_requested)
        self.save.clicked.connect(self.save_requested)
        self.undo.clicked.connect(self.draft.stack.undo)
        self.redo.clicked.connect(self.draft.stack.redo)
        self.export_button.clicked.connect(self._on_export_clicked)
        self.delete_button.clicked.connect(self.delete_requested)
        self.deleted.undo_requested.connect(self.undo_delete_requested)
        self.start.import_requested.connect(self._on_import_clicked)
        self.start.open_requested.connect(self.open_requested)
        self.start.copy_requested.connect(self.copy_requested)
        self.start.new_requested.connect(self.new_requested)
        self.bench.checked.connect(self._show_head)
        self.draft.stack.cleanChanged.connect(self._show_head)
        self.draft.stack.indexChanged.connect(self._show_head)
        shortcuts = (
            (QKeySequence(QKeySequence.StandardKey.Save), self.save),
            (QKeySequence("Ctrl+Z"), self.undo),
            (QKeySequence("Ctrl+Y"), self.redo),
            (QKeySequence("Ctrl+Shift+Z"), self.redo),
            (QKeySequence("Alt+Left"), self.back),
        )
        for keys, button in shortcuts:
            shortcut = QShortcut(keys, self)
            shortcut.activated.connect(lambda button=button: self._on_shortcut_activated(button))

    def _on_shortcut_activated(self, button: QPushButton) -> None:
        if button is self.undo and not self.is_editing and self.deleted.isVisible():
            self.deleted.undo.click()
        elif button.isVisible():
            button.click()

    def _show_head(self) -> None:
        """Title, buttons, and why Save can or cannot be pressed."""
        editing, stack = self.is_editing, self.draft.stack
        name = spoken(self.draft.protocol.name, self._language).strip()
        self.title.setText(
            (name or self.tr("No name yet")) if editing else self.tr("Your own massages")
        )
        for part in (self.undo, self.redo, self.export_button, self.delete_button, self.save):
            part.setVisible(editing)
        self.status.setVisible(editing)
        problem = self.problem
        if problem:
            self.status.setText(problem)
        elif self.draft.is_saved:
            self.status.setText(self.tr("Saved."))
        else:
            self.status.setText(self.tr("Not saved yet."))
        self.save.setEnabled(not problem and not self.draft.is_saved)
        self.save.setAccessibleDescription(self.status.text())
        self.undo.setEnabled(stack.canUndo())
        self.redo.setEnabled(stack.canRedo())
        self.undo.setToolTip(f"{self.tr('Ctrl+Z')}  {stack.undoText()}".strip())
        self.redo.setToolTip(f"{self.tr('Ctrl+Y')}  {stack.redoText()}".strip())
        self.export_button.setEnabled(not problem)

    def _lay_out(self) -> None:
        for label in (self.title, self.status):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        said, buttons = QHBoxLayout(), QHBoxLayout()
        said.setSpacing(16)
        said.addWidget(self.back)
        said.addWidget(self.title, 3)
        said.addWidget(self.status, 4)
        buttons.setSpacing(8)
        buttons.addStretch(1)
        for button in (self.undo, self.redo, self.export_button, self.delete_button, self.save):
            buttons.addWidget(button)
        self._head = head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        head.addLayout(said, 1)
        head.addLayout(buttons)
        self._whole = column = QVBoxLayout(self)
        column.setSpacing(14)
        column.addLayout(head)
        for part in (self.question, self.notice, self.deleted):
            column.addWidget(part)
        column.addWidget(self._pages, 1)

    def _order_tabs(self) -> None:
        """The head, then the columns as they are read."""
        order: list[QWidget] = [self.back, self.undo, self.redo, self.export_button]
        order += [self.delete_button, self.save, self.notice.close_button, self.deleted.undo]
        order += [*self.start.order(), *self.bench.order()]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _sheet(self, _grown: float, scale: float) -> str:
        return editor_sheet(self._theme, scale)

    def _fit(self, grown: float, scale: float) -> None:
        side = round(28 * grown)
        self._whole.setContentsMargins(side, round(14 * grown), side, round(14 * grown))
        directions = QBoxLayout.Direction
        beside = self.width() >= BESIDE_FROM * scale
        self._head.setDirection(directions.LeftToRight if beside else directions.TopToBottom)
        self.bench.arrange(self.width(), scale)

    def _on_export_clicked(self) -> None:
        name = f"{self.draft.protocol.id}.toml"
        path, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export the massage"), name, self.tr("Massages (*.toml)")
        )
        if path:
            self.export_requested.emit(Path(path))

    def _on_import_clicked(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, self.tr("Import a massage"), "", self.tr("Massages (*.toml);;All files (*)")
        )
        if path:
            self.import_requested.emit(Path(path))
