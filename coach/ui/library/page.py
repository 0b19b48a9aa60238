"""The Library page: the saved sessions, one of them seen again, and given again."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from coach.session.repeat import Part
from coach.ui.header import LIBRARY, PREPARE, PageTabs
from coach.ui.library.chart import TimelineChart
from coach.ui.library.empty import EmptyLibrary
from coach.ui.library.entries import Entry
from coach.ui.library.legend import ChartLegend
from coach.ui.library.player import Opened, Player
from coach.ui.library.replay import ReplayPanel
from coach.ui.library.table import EntryTable
from coach.ui.library.transport import Transport
from coach.ui.library.undo import UndoLine
from coach.ui.page import Page
from coach.ui.prepare.notice import Notice
from coach.ui.prepare.scroll import QuietScroll
from coach.ui.session.flow import FlowLayout
from coach.ui.style import of_kind
from coach.ui.theme import Theme

OPENS_AFTER_MS = 120
"""A row on which the choice rests so long is opened; those that are passed by are not."""


ONCE = frozenset(
    {
        Qt.Key.Key_Space,
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
        Qt.Key.Key_F,
        Qt.Key.Key_Delete,
        Qt.Key.Key_F2,
    }
)
"""Keys that act once for each press, however long they are held."""


_BY_TAB = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


BESIDE_FROM = 900
"""Pixels of width, times the text's scale, from which the replay stands beside the list."""


class LibraryPage(Page):
    """What it asks for, by a session's id where there is one; whoever has the sessions answers
    with `show_entries`, `open_session` and `show_notice`.
    """

    page_requested = Signal(str)
    search_changed = Signal(str)
    open_requested = Signal(int)
    rename_requested = Signal(int, str)
    delete_requested = Signal(int)
    undo_requested = Signal()
    export_requested = Signal(int, object)
    """Where to: a Path."""
    import_requested = Signal(object)
    """From where: a Path."""
    report_requested = Signal(int)
    repeat_requested = Signal(int, object)
    """How much of it: a Part."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setAccessibleName(self.tr("Library"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._make_parts()
        self.player = Player(self.panel, self.chart, self.legend, self.transport, self)
        self._opens = QTimer(self, singleShot=True, interval=OPENS_AFTER_MS)
        self._lay_out()
        self._connect()
        self._leave_keys_to_the_list()
        self._keys = self._make_keys()
        self._show_buttons()
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        for part in (self.table, self.panel, self.legend, self.chart):
            part.set_theme(theme)
        super().set_theme(theme)

    def show_entries(self, entries: Sequence[Entry] | None, today: date) -> None:
        """What the search found, or everything; without a search, nothing means none at all. None:
        they cannot be read.
        """
        searched = self.search.text().strip()
        unread, entries = entries is None, entries or ()
        empty = not (entries or searched or unread) and self.undo_line.isHidden()
        self._shown.setCurrentIndex(int(empty))
        self._found.setCurrentWidget(self.table if entries else self._nothing)
        text = self.tr("Nothing found for “{words}”.").replace("{words}", searched)
        if unread:
            text = self.tr("The saved sessions cannot be read.")
        elif not searched:
            text = self.tr("No sessions left.")
        self._nothing.setText(text)
        self.table.set_entries(entries, today)
        self.panel.show_hint(bool(entries))
        if not entries:
            self.player.close()
        if self.hasFocus() or self._nothing.hasFocus():
            left = self if self.undo_line.isHidden() else self.undo_line.undo
            (self.table if entries else left).setFocus()
        self._show_buttons()

    def choose(self, session_id: int) -> bool:
        """Choose a session; False where it is not in the list."""
        return self.table.choose(session_id)

    def open_session(self, opened: Opened) -> None:
        """Show a session from its start."""
        self._opens.stop()
        self.player.open(opened)
        self._show_buttons()

    def close_session(self) -> None:
        """The one chosen cannot be shown; nor is another in its place."""
        self.player.close()
        self._show_buttons()

    def show_title(self, session_id: int, title: str) -> None:
        """A session has another heading."""
        if self.player.opened is not None and self.player.opened.session_id == session_id:
            self.panel.show_title(title)

    def show_notice(self, text: str | None) -> None:
        """Say something until it is closed; None takes it away."""
        self.notice.say(text)

    def offer_undo(self) -> None:
        """A session was deleted, or is still to be had back; the list keeps the keys it has."""
        self.undo_line.offer()
        if not self.table.hasFocus():
            self.undo_line.undo.setFocus()

    def show_exported(self, path: Path) -> None:
        """Say where the session was written to."""
        self.show_notice(self.tr("Written to {path}.").replace("{path}", str(path)))

    def leave(self) -> None:
        """Another page is shown: nothing goes on here."""
        self.table.end_editing()
        self._opens.stop()
        self.player.close()
        self.undo_line.hide()
        self.show_notice(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What no control wanted plays."""
        key = Qt.Key(event.key())
        act = self._keys.get(key)
        if act is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat() or key not in ONCE:
            act()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """To the list, where it is seen; Tab goes on to what stands before it."""
        if self.table.isVisible() and event.reason() not in _BY_TAB:
            self.table.setFocus(event.reason())
        else:
            super().focusInEvent(event)

    def _make_parts(self) -> None:
        theme = self._theme
        self.tabs = PageTabs(LIBRARY, self)
        self.notice = Notice(self)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Search sessions…"))
        self.search.setToolTip(self.tr("By client or protocol (Ctrl+F)"))
        self.search.setAccessibleName(self.tr("Search"))
        self.search.setClearButtonEnabled(True)
        for clear in self.search.findChildren(QToolButton):
            clear.setAccessibleName(self.tr("Clear the search"))
        self.rename = self._chip(self.tr("Rename"), self.tr("Rename the client (F2)"))
        self.delete = self._chip(self.tr("Delete"), self.tr("Delete the session (Delete)"))
        self.report = self._chip(self.tr("Report…"), self.tr("Print or save it (Ctrl+P)"))
        self.export = self._chip(self.tr("Export…"), self.tr("Write the session to a file"))
        self.bring = self._chip(self.tr("Import…"), self.tr("Read a session from a file"))
        self.table = EntryTable(theme, self)
        self._nothing = of_kind(QLabel(self), "muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setTextFormat(Qt.TextFormat.PlainText)
        self.panel = ReplayPanel(theme, self)
        self.legend = ChartLegend(theme, self)
        self.chart = TimelineChart(theme, self)
        self.transport = Transport(self)
        self.again = {
            Part.ALL: self._chip(self.tr("Again like this"), self.tr("Same stages, same rhythm")),
            Part.RHYTHM: self._chip(self.tr("Rhythm only"), self.tr("Again, rhythm only")),
            Part.STAGES: self._chip(self.tr("Stages only"), self.tr("Again, stages only")),
        }
        self.undo_line = UndoLine(self)
        self.empty = EmptyLibrary(self)

    def _chip(self, label: str, more: str) -> QPushButton:
        made = of_kind(QPushButton(label, self), "chip")
        made.setToolTip(more)
        return made

    def _lay_out(self) -> None:
        self._found = QStackedWidget(self)
        self._found.addWidget(self.table)
        self._found.addWidget(self._nothing)
        bar = QWidget(self)
        tools = FlowLayout(bar)
        tools.setContentsMargins(0, 0, 0, 0)
        for part in (self.search, self.rename, self.delete, self.report, self.export, self.bring):
            tools.addWidget(part)
        self._list = QWidget(self)
        column = QVBoxLayout(self._list)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(bar)
        column.addWidget(self._found, 1)
        self._above = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._above.setSpacing(24)
        self._above.addWidget(self._list, 60)
        self._above.addWidget(self.panel, 40)
        self._full = QWidget(self)
        self._whole = QVBoxLayout(self._full)
        self._whole.setSpacing(10)
        self._whole.addLayout(self._above, 58)
        self._whole.addWidget(self.legend)
        self._whole.addWidget(self.chart, 34)
        self._whole.addWidget(self._foot())
        self._shown = QStackedWidget(self)
        self._shown.addWidget(QuietScroll(self._full, self))
        self._shown.addWidget(self.empty)
        self._lay_out_head()

    def _lay_out_head(self) -> None:
        self._head = QHBoxLayout()
        self._head.addWidget(self.tabs)
        self._head.addStretch()
        line = of_kind(QFrame(self), "line")
        line.setFixedHeight(1)
        self._told = QHBoxLayout()
        self._told.addWidget(self.notice)
        self._offered = QHBoxLayout()
        self._offered.addWidget(self.undo_line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addWidget(line)
        column.addLayout(self._told)
        column.addWidget(self._shown, 1)
        column.addLayout(self._offered)

    def _foot(self) -> QWidget:
        foot = QWidget(self)
        row = FlowLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.transport)
        for button in self.again.values():
            row.addWidget(button)
        return foot

    def _connect(self) -> None:
        self.tabs.page_requested.connect(self.page_requested)
        self.search.textChanged.connect(self.search_changed)
        self.table.chosen.connect(self._on_table_chosen)
        self.table.entries.rename_requested.connect(self.rename_requested)
        self._opens.timeout.connect(self._on_opens_timeout)
        self.rename.clicked.connect(self.table.rename)
        self.delete.clicked.connect(self._on_delete_clicked)
        self.report.clicked.connect(self._on_report_clicked)
        self.export.clicked.connect(self._on_export_clicked)
        self.bring.clicked.connect(self._on_import_clicked)
        self.empty.import_requested.connect(self._on_import_clicked)
        self.empty.prepare_requested.connect(self._on_empty_prepare_requested)
        self.undo_line.undo_requested.connect(self._on_undo_line_undo_requested)
        self.panel.larger_toggled.connect(self._on_panel_larger_toggled)
        for part, button in self.again.items():
            button.clicked.connect(lambda _checked, part=part: self._repeat(part))
        for keys, act in (
            (QKeySequence.StandardKey.Find, self.search.setFocus),
            (QKeySequence.StandardKey.Undo, self.undo_line.undo.click),
            (QKeySequence.StandardKey.Print, self.report.click),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _leave_keys_to_the_list(self) -> None:
        """A click on a button takes no keys from the list, and ends the writing of a name; Tab
        still reaches it.
        """
        for button in self.findChildren(QPushButton):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.pressed.connect(self.table.end_editing)

    def _make_keys(self) -> dict[Qt.Key, Callable[[], None]]:
        keys, player = Qt.Key, self.player
        speeds = {keys.Key_1: 1, keys.Key_2: 2, keys.Key_4: 4, keys.Key_8: 8}
        faster = {key: partial(player.set_speed, speed) for key, speed in speeds.items()}
        return {
            keys.Key_Space: player.toggle,
            keys.Key_Return: self._enter,
            keys.Key_Enter: self._enter,
            keys.Key_Comma: lambda: player.step_breath(-1),
            keys.Key_Period: lambda: player.step_breath(1),
            keys.Key_Left: lambda: player.step_stage(-1),
            keys.Key_Right: lambda: player.step_stage(1),
            keys.Key_Home: player.home,
            keys.Key_End: player.end,
            keys.Key_F: self.panel.larger.click,
            keys.Key_Escape: lambda: self.panel.larger.setChecked(False),
            keys.Key_Delete: self._on_delete_clicked,
            keys.Key_F2: self.table.rename,
            **faster,
        }

    def _fit(self, grown: float, scale: float) -> None:
        self.table.set_text_scale(scale)
        self.chart.set_text_scale(scale)
        beside = self.width() >= BESIDE_FROM * scale
        self.panel.set_text_scale(self._scale, 1.0 if beside else scale)
        directions = QBoxLayout.Direction
        self._above.setDirection(directions.LeftToRight if beside else directions.TopToBottom)
        self._whole.setContentsMargins(*(round(side * grown) for side in (32, 16, 32, 16)))
        self._head.setContentsMargins(*(round(side * grown) for side in (32, 14, 32, 0)))
        self._told.setContentsMargins(*(round(side * grown) for side in (32, 8, 32, 0)))
        self._offered.setContentsMargins(*(round(side * grown) for side in (32, 0, 32, 16)))

    def _show_buttons(self) -> None:
        chosen = self.table.session_id() is not None
        of_one = (self.rename, self.delete, self.report, self.export)
        for button in (*self.again.values(), *of_one):
            button.setEnabled(chosen)

    def _enter(self) -> None:
        """In the search it leads to what was found; a button that has the focus is pressed."""
        focused = self.focusWidget()
        if focused is self.search:
            self.table.setFocus()
        elif isinstance(focused, QAbstractButton):
            focused.click()
        else:
            self.player.toggle()

    def _repeat(self, part: Part) -> None:
        chosen = self.table.session_id()
        if chosen is not None:
            self.repeat_requested.emit(chosen, part)

    def _on_table_chosen(self, _session_id: int) -> None:
        self._show_buttons()
        self._opens.start()

    def _on_opens_timeout(self) -> None:
        chosen, opened = self.table.session_id(), self.player.opened
        if chosen is not None and (opened is None or opened.session_id != chosen):
            self.open_requested.emit(chosen)

    def _on_delete_clicked(self) -> None:
        chosen = self.table.session_id()
        if chosen is not None:
            self.delete_requested.emit(chosen)

    def _on_undo_line_undo_requested(self) -> None:
        had_keys = self.undo_line.undo.hasFocus()
        self.undo_requested.emit()
        if had_keys and not self.undo_line.is_offered:
            self.setFocus()

    def _on_report_clicked(self) -> None:
        chosen = self.table.session_id()
        if chosen is not None:
            self.report_requested.emit(chosen)

    def _on_export_clicked(self) -> None:
        chosen = self.table.session_id()
        if chosen is None:
            return
        name = self.tr("session-{id}.json").replace("{id}", str(chosen))
        path, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export the session"), name, self.tr("Sessions (*.json)")
        )
        if path:
            self.export_requested.emit(chosen, Path(path))

    def _on_import_clicked(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, self.tr("Import a session"), "", self.tr("Sessions (*.json);;All files (*)")
        )
        if path:
            self.import_requested.emit(Path(path))

    def _on_empty_prepare_requested(self) -> None:
        self.page_requested.emit(PREPARE)

    def _on_panel_larger_toggled(self, large: bool) -> None:
        self._list.setVisible(not large)
        self._whole.setStretch(0, 80 if large else 58)
        self._whole.setStretch(2, 20 if large else 34)
        (self if large else self.table).setFocus()
