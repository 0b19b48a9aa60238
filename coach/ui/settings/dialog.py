"""The Settings dialog: parts at the left, a search over all of them, rows at the right."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from coach.library.search import words as search_words
from coach.library.settings import Settings
from coach.ui.page_dialog import PageDialog
from coach.ui.settings.part import Part
from coach.ui.settings.side import SideList
from coach.ui.style import of_kind
from coach.ui.theme import Theme

SIZE = (1060, 740)
"""Pixels, at a growth of 1."""
LEAST_SIDE = 180


class SettingsDialog(PageDialog):
    """Changes the settings that it was given at once, and stops nothing that goes on behind it.

    `changed(str)`: the name of the part whose settings are others now: "look", "sound", "voice",
    "keys" or "session". `opened()` and `closed()`: it is seen from now on, or no longer.
    """

    changed = Signal(str)
    opened = Signal()
    closed = Signal()

    def __init__(
        self, settings: Settings, parts: Sequence[Part], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(SIZE, parent)
        self.name(self.tr("Settings"))
        self._parts: dict[str, Part] = {part.name: part for part in parts}
        self._chosen: str = parts[0].name
        self._theme = theme
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Search all settings"))
        self.search.setAccessibleName(self.tr("Search all settings"))
        self.search.textChanged.connect(self._on_search_text_changed)
        self.side = SideList([(part.name, part.title) for part in parts])
        self.side.chosen.connect(self.show_part)
        self.close_button = QPushButton(self.tr("Close"), self)
        self.close_button.clicked.connect(self.close)
        self._nothing = of_kind(QLabel(self), "soft")
        self._nothing.setWordWrap(True)
        self._nothing.setTextFormat(Qt.TextFormat.PlainText)
        self._lay_out()
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self.search.setFocus)
        for part in parts:
            part.changed.connect(lambda name=part.name: self.changed.emit(name))
        self.show_settings(settings)
        self.show_part(self._chosen)
        self._dress()

    def show_settings(self, settings: Settings) -> None:
        """Show these, and change these from now on; also when they were changed elsewhere."""
        for part in self._parts.values():
            part.show_settings(settings)

    def show_part(self, name: str) -> None:
        """One part alone; a search is over. Raises KeyError."""
        self._chosen = self._parts[name].name
        self.search.clear()
        self._show_found()
        self._scroll.verticalScrollBar().setValue(0)

    def open_at(self, name: str | None = None) -> None:
        """Show the dialog, at this part or where it was; the keys go to the search."""
        if name is not None:
            self.show_part(name)
        self.show()
        self.activateWindow()
        self.search.setFocus()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        for part in self._parts.values():
            part.set_theme(theme)
        super().set_theme(theme)

    def showEvent(self, event: QShowEvent) -> None:
        """The lists of outputs and voices are asked for anew."""
        super().showEvent(event)
        if not event.spontaneous():
            self.opened.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is kept for the next time but the part."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.search.clear()
            for part in self._parts.values():
                part.leave()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is no press of whichever button Qt holds for the usual one."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        left = of_kind(QFrame(self), "side")
        column = QVBoxLayout(left)
        column.setContentsMargins(16, 20, 16, 20)
        column.addWidget(self.side)
        column.addStretch()
        left.setMinimumWidth(LEAST_SIDE)
        rows = QWidget()
        self._rows = QVBoxLayout(rows)
        self._rows.setContentsMargins(0, 0, 16, 12)
        self._rows.setSpacing(28)
        self._rows.addWidget(self._nothing)
        for part in self._parts.values():
            self._rows.addWidget(part)
        self._rows.addStretch(1)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(rows)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self.search, 1)
        head.addWidget(self.close_button)
        right = QVBoxLayout()
        right.setContentsMargins(24, 20, 12, 12)
        right.setSpacing(16)
        right.addLayout(head)
        right.addWidget(self._scroll, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(left)
        whole.addLayout(right, 1)

    def _show_found(self) -> None:
        wanted = search_words(self.search.text())
        found = [part for part in self._parts.values() if part.search(wanted)]
        shown = found if wanted else [self._parts[self._chosen]]
        for part in self._parts.values():
            part.setVisible(part in shown)
        said = self.tr("Nothing found for “{words}”.")
        self._nothing.setText(said.replace("{words}", self.search.text().strip()))
        self._nothing.setVisible(not shown)
        self.side.show_chosen(None if wanted else self._chosen)

    def _dress(self) -> None:
        super()._dress()
        for part in self._parts.values():
            part.set_text_scale(self.grown_scale())

    def _on_search_text_changed(self) -> None:
        self._show_found()
        self._scroll.verticalScrollBar().setValue(0)
