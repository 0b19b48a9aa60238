"""Sessions that were interrupted are offered, one after another: go on, or keep as ended."""

from collections.abc import Sequence
from datetime import date, datetime

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from coach.ui import words
from coach.ui.access.spoken import Role, Spoken, announce
from coach.ui.style import of_kind

_WORDS_BESIDE = 2.2
"""Of the answers' width, what the panel needs for words beside them."""


class Interrupted(msgspec.Struct, frozen=True):
    """A session that never ended. `started` is local time; `elapsed_ms` is where it stopped."""

    id: int
    client: str
    started: datetime
    protocol: str
    elapsed_ms: int


class RecoveryPanel(QFrame, Spoken):
    """Hidden until sessions are offered, and again when each has its answer."""

    spoken_role = Role.AlertMessage
    continue_requested = Signal(int)
    """The session's id: go on, paused where it stopped."""
    keep_requested = Signal(int)
    """The session's id: keep it as it is, ended."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        of_kind(self, "notice")
        self._offered: list[Interrupted] = []
        self._today = date.min
        self._heading = of_kind(QLabel(self), "heading")
        self._text = of_kind(QLabel(self), "body")
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self.go_on = of_kind(QPushButton(self.tr("Continue"), self), "chip")
        self.go_on.setToolTip(self.tr("Opens it paused, where it stopped."))
        self.go_on.setAccessibleDescription(self.go_on.toolTip())
        self.keep = of_kind(QPushButton(self.tr("Keep as ended"), self), "chip")
        self.keep.setToolTip(self.tr("It stays among the saved sessions."))
        self.keep.setAccessibleDescription(self.keep.toolTip())
        self.go_on.clicked.connect(self._on_go_on_clicked)
        self.keep.clicked.connect(self._on_keep_clicked)
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addWidget(self._heading)
        lines.addWidget(self._text)
        answers = QHBoxLayout()
        answers.setSpacing(14)
        answers.addWidget(self.go_on)
        answers.addWidget(self.keep)
        answers.addStretch()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(20, 14, 20, 14)
        self._row.setSpacing(14)
        self._row.addLayout(lines, 1)
        self._row.addLayout(answers)
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow one the answers stand below the words."""
        super().resizeEvent(event)
        needed = self.go_on.sizeHint().width() + self.keep.sizeHint().width()
        directions = QBoxLayout.Direction
        narrow = self.width() < needed * _WORDS_BESIDE
        self._row.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)

    def offer(self, sessions: Sequence[Interrupted], today: date) -> None:
        """Offer these, the first first; `today` says which of them are of today."""
        self._offered, self._today = list(sessions), today
        self._show()

    def offered(self) -> tuple[Interrupted, ...]:
        """Those without an answer, the one shown first."""
        return tuple(self._offered)

    def text(self) -> str:
        """What is said of the session shown."""
        return self._text.text()

    def _show(self) -> None:
        self.setVisible(bool(self._offered))
        if not self._offered:
            return
        more = len(self._offered) - 1
        heading = self.tr("A session was interrupted")
        if more:
            heading += " · " + self.tr("%n more after it", "", more)
        self._heading.setText(heading)
        self._text.setText(self._sentence(self._offered[0]))
        self.setAccessibleName(f"{heading}. {self._text.text()}")
        announce(self, self.accessibleName())

    def _sentence(self, session: Interrupted) -> str:
        parts = (session.client, self._when(session.started), session.protocol)
        stopped = self.tr("It stopped at %1; nothing before that is lost.")
        said = ", ".join(part for part in parts if part)
        said = f"{said[:1].upper()}{said[1:]}."
        return f"{said} {stopped.replace('%1', words.clock(session.elapsed_ms))}"

    def _when(self, started: datetime) -> str:
        time = f"{started:%H:%M}"
        if started.date() == self._today:
            return self.tr("today %1").replace("%1", time)
        return f"{words.day(started.date(), self._today)} {time}"

    def _on_go_on_clicked(self) -> None:
        answered = self._offered.pop(0)
        self._show()
        self.continue_requested.emit(answered.id)

    def _on_keep_clicked(self) -> None:
        answered = self._offered.pop(0)
        self._show()
        self.keep_requested.emit(answered.id)
