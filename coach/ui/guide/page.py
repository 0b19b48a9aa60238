"""The Guide page: contents at the left, what is read at the right, one search over all of it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from coach.library.guide import Guide
from coach.library.guide_index import Hit
from coach.library.notebook import Note
from coach.live.clock import NowMs
from coach.massage.protocol import Stage
from coach.ui.access.spoken import announce
from coach.ui.editor.question import Question
from coach.ui.guide.content import Content
from coach.ui.guide.document import Group, Keys
from coach.ui.guide.entries import ASK, Row, note_number, opened_by
from coach.ui.guide.reader import Reader
from coach.ui.guide.rows import RowList, bare
from coach.ui.guide.sheet import guide_sheet
from coach.ui.header import GUIDE, PageTabs
from coach.ui.language import SOURCE
from coach.ui.library.undo import UndoLine
from coach.ui.motion import Motion
from coach.ui.page import Page
from coach.ui.prepare.notice import Notice
from coach.ui.session.flow import FlowLayout
from coach.ui.style import of_kind
from coach.ui.theme import Theme

_LEAST_SIDE = 250
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -6, Qt.Key.Key_PageDown: 6}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class GuidePage(Page):
    """Give it `show_guide`, `show_notes` and `show_keys` first; `show_hits` answers a search.

    What it asks for, of a note by its number: whoever has the notebook answers with `show_notes`.
    """

    page_requested = Signal(str)
    search_changed = Signal(str)
    asked = Signal(str)
    answered = Signal(int, str)
    delete_requested = Signal(int)
    undo_requested = Signal()
    tour_requested = Signal()
    print_requested = Signal(str, str, object)
    """A document as HTML, its title, and the pictures that it names."""

    def __init__(
        self, theme: Theme, now_ms: NowMs, language: str = SOURCE, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self.setAccessibleName(self.tr("Guide"))
        self._content = Content()
        self._place = ""
        self._here = ""
        self._make_parts(now_ms, language)
        self._lay_out()
        self._connect()
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self.rows.set_theme(theme)
        self.reader.set_theme(theme)
        super().set_theme(theme)
        self._show_here()

    def set_motion(self, motion: Motion) -> None:
        """How much moves in the pictures."""
        self.reader.picture.set_motion(motion)

    def show_guide(self, guide: Guide, movements: Mapping[str, Stage]) -> None:
        """The chapters, and the stages whose movements are shown, as "protocol/stage"."""
        self._content.guide, self._content.movements = guide, movements
        self._show_contents()
        if guide.chapters:
            self.open(guide.chapters[0].page[0].id)

    def show_notes(self, notes: Mapping[int, Note], place: str) -> None:
        """The user's own questions, and where they are kept."""
        self._content.notes, self._place = notes, place
        self._show_contents()
        if note_number(self._here) is not None:
            self.open(self._here if self._content.has(self._here) else ASK)

    def show_keys(self, groups: Sequence[Group], keys: Keys) -> None:
        """The shortcuts as they are now."""
        self._content.groups, self._content.keys = groups, keys
        self._show_here()

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """What was found for the words in the search field, the best first and chosen."""
        found = [Row(hit.id, hit.title, hit.snippet or " ") for hit in hits]
        if self.is_searching():
            self.rows.show_rows(found, found[0].id if found else "")
            said = self.tr("Nothing found for “{words}”. Ask a question of your own.")
            self._nothing.setText(said.replace("{words}", self.search.text().strip()))
            self._show_rows(bool(found))
            first = bare(found[0].title) if found else self._nothing.text()
            announce(self.rows, first)

    def open(self, page_id: str) -> None:
        """Show a page; one that is not there changes nothing."""
        content = self._content
        if not content.has(page_id):
            return
        self._here = page_id
        body = content.body(page_id, self._theme.muted)
        near, stage = content.near(page_id), content.stage(page_id)
        self.reader.show_page(content.title(page_id), body, near, stage)
        number = note_number(page_id)
        if page_id == ASK:
            self.reader.note.ask("", self._place)
        elif number is not None:
            self.reader.note.show_note(number, content.notes[number].answer)
        if not self.is_searching():
            self.rows.choose(page_id)
        self.print_page.setEnabled(page_id != ASK)

    def here(self) -> str:
        """The id of the page that is shown."""
        return self._here

    def is_searching(self) -> bool:
        """Whether there are words in the search field."""
        return bool(self.search.text().strip())

    def ask(self) -> None:
        """A new question, begun with what was searched for."""
        words = self.search.text().strip()
        self.search.clear()
        self.open(ASK)
        self.reader.note.ask(words, self._place)

    def show_notice(self, text: str | None) -> None:
        """Say something until it is closed; None takes it away."""
        self.notice.say(text)

    def offer_undo(self) -> None:
        """A question was deleted."""
        self.undo_line.offer()
        self.undo_line.undo.setFocus()

    def leave(self) -> None:
        """Another page is shown."""
        self.undo_line.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the search field the keys of the list move in the list."""
        if watched is self.search and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)  # noqa: S101 -- its type says so
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                self.rows.step(step)
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc clears the search, wherever the focus is; Enter presses a button that has it."""
        focused = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            self.search.setFocus()
        elif event.key() in _ENTER and isinstance(focused, QAbstractButton):
            focused.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """To the search."""
        self.search.setFocus(event.reason())

    def _make_parts(self, now_ms: NowMs, language: str) -> None:
        self.tabs = PageTabs(GUIDE, self)
        self.notice = Notice(self)
        self.question = Question(self)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Search: where do I start?"))
        self.search.setAccessibleName(self.tr("Search the Guide"))
        self.search.setClearButtonEnabled(True)
        self.search.installEventFilter(self)
        for clear in self.search.findChildren(QToolButton):
            clear.setAccessibleName(self.tr("Clear the search"))
        self.own = self._chip(self.tr("Ask your own"), self.tr("A question to be answered later"))
        self.tour = self._chip(self.tr("Tour"), self.tr("Five steps through the program"))
        self.print_page = self._chip(self.tr("Print…"), self.tr("To paper or PDF (Ctrl+P)"))
        self.print_page.setAccessibleName(self.tr("Print this page"))
        self.print_all = self._chip(self.tr("Print all…"), self.tr("The whole Guide"))
        self.rows = RowList(self._theme, self)
        self.rows.setAccessibleName(self.tr("Contents"))
        self._nothing = of_kind(QLabel(self), "soft")
        self._nothing.setWordWrap(True)
        self._nothing.setTextFormat(Qt.TextFormat.PlainText)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._nothing.hide()
        self.ask_it = of_kind(QPushButton(self.tr("Ask it"), self), "chip")
        self.ask_it.hide()
        self.undo_line = UndoLine(self)
        self.reader = Reader(self._theme, now_ms, language, self)

    def _chip(self, label: str, more: str) -> QPushButton:
        made = of_kind(QPushButton(label, self), "chip")
        made.setToolTip(more)
        return made

    def _lay_out(self) -> None:
        bar = QWidget(self)
        tools = FlowLayout(bar)
        tools.setContentsMargins(0, 0, 0, 0)
        for part in (self.search, self.own, self.tour, self.print_page, self.print_all):
            tools.addWidget(part)
        self._left = QWidget(self)
        column = QVBoxLayout(self._left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.rows, 1)
        column.addWidget(self._nothing)
        column.addWidget(self.ask_it, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch()
        column.addWidget(self.undo_line)
        across = QHBoxLayout()
        across.setSpacing(20)
        across.addWidget(self._left)
        across.addWidget(self.reader, 1)
        self._whole = QVBoxLayout()
        self._whole.setSpacing(12)
        self._whole.addWidget(self.question)
        self._whole.addWidget(self.notice)
        self._whole.addWidget(bar)
        self._whole.addLayout(across, 1)
        self._head = QHBoxLayout()
        self._head.addWidget(self.tabs)
        self._head.addStretch()
        line = of_kind(QFrame(self), "line")
        line.setFixedHeight(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._head)
        whole.addWidget(line)
        whole.addLayout(self._whole, 1)

    def _connect(self) -> None:
        self.tabs.page_requested.connect(self.page_requested)
        self.search.textChanged.connect(self._on_search_text_changed)
        self.search.returnPressed.connect(self._on_search_return_pressed)
        self.rows.opened.connect(self._on_rows_opened)
        self.reader.opened.connect(self._on_reader_opened)
        for button in (self.own, self.ask_it):
            button.clicked.connect(self.ask)
        self.tour.clicked.connect(self.tour_requested)
        self.print_page.clicked.connect(self._on_print_page_clicked)
        self.print_all.clicked.connect(self._on_print_all_clicked)
        self.undo_line.undo_requested.connect(self.undo_requested)
        note = self.reader.note
        note.asked.connect(self._on_note_asked)
        note.answered.connect(self._on_note_answered)
        note.delete_requested.connect(self._on_note_delete_requested)
        for keys, act in (
            (QKeySequence.StandardKey.Find, self._on_find),
            (QKeySequence.StandardKey.Undo, self.undo_line.undo.click),
            (QKeySequence.StandardKey.Print, self.print_page.click),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _grow(self) -> None:
        if self.isVisible():  # to dress it takes long, and its size is not known before
            super()._grow()

    def _sheet(self, grown: float, scale: float) -> str:
        return super()._sheet(grown, scale) + guide_sheet(self._theme, scale)

    def _fit(self, grown: float, scale: float) -> None:
        self.rows.set_text_scale(scale)
        self.reader.set_text_scale(scale)
        wanted = max(round(self.width() * 0.27), round(_LEAST_SIDE * scale))
        self._left.setFixedWidth(min(wanted, round(self.width() * 0.42)))
        self._whole.setContentsMargins(*(round(side * grown) for side in (32, 14, 20, 16)))
        self._head.setContentsMargins(*(round(side * grown) for side in (32, 14, 32, 0)))

    def _show_here(self) -> None:
        """The page that is shown in other colours or with other keys."""
        if self._here:
            self.reader.show_body(self._content.body(self._here, self._theme.muted))

    def _show_contents(self) -> None:
        if not self.is_searching():
            self._show_rows(True)
            self.rows.show_rows(self._content.rows(), self._here)

    def _show_rows(self, shown: bool) -> None:
        """The list, or that nothing was found."""
        self.rows.setVisible(shown)
        for part in (self._nothing, self.ask_it):
            part.setHidden(shown)

    def _on_find(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _on_search_text_changed(self) -> None:
        if self.is_searching():
            self.search_changed.emit(self.search.text())
        else:
            self._show_contents()

    def _on_search_return_pressed(self) -> None:
        chosen = self.rows.chosen()
        if chosen:
            self._on_rows_opened(chosen)
        elif self.is_searching():
            self.ask()

    def _on_rows_opened(self, row_id: str) -> None:
        self.open(opened_by(row_id))

    def _on_reader_opened(self, page_id: str) -> None:
        self.search.clear()
        self.open(page_id)
        self.reader.setFocus()

    def _on_note_asked(self, question: str) -> None:
        self.asked.emit(question)
        if self._here != ASK:
            self.reader.note.question.clear()
        self._focus_note()

    def _on_note_answered(self, answer: str) -> None:
        number = note_number(self._here)
        if number is not None:
            self.answered.emit(number, answer)
            self._focus_note()

    def _focus_note(self) -> None:
        """Its field is gone; else the focus would go to whatever comes next, at last a tab."""
        change = self.reader.note.change
        if change.isVisible():
            change.setFocus()

    def _on_note_delete_requested(self) -> None:
        number = note_number(self._here)
        if number is not None:
            self.delete_requested.emit(number)

    def _on_print_page_clicked(self) -> None:
        self.print_requested.emit(*self._content.on_paper(self._here))

    def _on_print_all_clicked(self) -> None:
        self.print_requested.emit(*self._content.all_on_paper())
