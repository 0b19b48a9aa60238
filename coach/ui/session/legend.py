"""The keys of the moment, in a strip below the scene."""

from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from coach.session.moment import Moment
from coach.session.state import Status
from coach.ui.access.spoken import Spoken
from coach.ui.keys import names
from coach.ui.keys.actions import Action
from coach.ui.keys.situations import Now, Situation
from coach.ui.keys.table import KeyTable
from coach.ui.session.painted import Painted
from coach.ui.theme import Theme, font_of_capitals

LETTERS = 1.65
"""Height of capitals, in hundredths of the page's height."""
_MARGIN = 4.0
"""As the scene's parts have, in hundredths of the page's height."""

_ENDED = (Action.CONFIRM, Action.BACK_OUT)
_ASKED = (Action.CONFIRM, Action.BACK_OUT, Action.TAP)
_STANDING = (Action.TAP, Action.NEXT_STAGE, Action.MARK, Action.UNDO, Action.END)
_DONE = (Action.END, Action.STAY_LONGER, Action.TAP)
_AREA = (
    *(Action.TAP, Action.SOFTENED, Action.NOT_SOFTENED, Action.MARK, Action.HOLD),
    *(Action.STAY_LONGER, Action.NEXT_STAGE, Action.UNDO),
)
_STROKES = (
    *(Action.TAP, Action.HOLD, Action.MARK, Action.NEXT_STAGE, Action.STAY_LONGER),
    *(Action.PAUSE, Action.UNDO, Action.OIL),
)


class Entry(NamedTuple):
    """A key, and what it does now."""

    key: str
    words: str


class KeyLegend(Painted, Spoken):
    """As many of the keys as there is room for, the most needed first; hidden until shown."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._table: KeyTable | None = None
        self._shown: tuple[Now, Status, bool] | None = None
        self.entries: tuple[Entry, ...] = ()
        self.hide()

    def set_table(self, table: KeyTable) -> None:
        """Other keys."""
        self._table, self._shown = table, None

    def show_keys(self, now: Now, moment: Moment) -> None:
        """The keys for what is going on; nothing is touched while that stays the same."""
        shown = (now, moment.status, bool(moment.areas))
        if self._table is None or shown == self._shown:
            return
        self._shown = shown
        found = []
        for action in _wanted(now, moment):
            slots = self._table.keys_of(action, now)
            if slots:
                found.append(Entry(names.slot(slots[0]), self._words(action, now, moment.status)))
        self.entries = tuple(found)
        spoken = ", ".join(f"{key}: {words}" for key, words in self.entries)
        self.setAccessibleName(self.tr("Keys"))
        self.setAccessibleDescription(spoken)
        self.update()

    def place(self, width: int, bottom: int) -> int:
        """Along the whole width, its lower edge at `bottom`; answers with its height."""
        height = round(self._row_height() + self._unit() * 0.9)
        self.setGeometry(0, bottom - height, width, height)
        return height

    def placed(self) -> list[tuple[Entry, QRectF, QRectF]]:
        """The entries that have room: the key's box, and the words beside it."""
        margin, unit, row = self.sizes.pixels(_MARGIN), self._unit(), self._row_height()
        metrics = QFontMetricsF(self._font())
        found: list[tuple[Entry, QRectF, QRectF]] = []
        x, right = float(margin), self.width() - margin
        for entry in self.entries:
            key = max(row * 0.86, metrics.horizontalAdvance(entry.key) + unit * 1.3)
            words = metrics.horizontalAdvance(entry.words) + 1
            if x + key + unit * 0.7 + words > right:
                break
            box = QRectF(x, row * 0.07, key, row * 0.86)
            beside = QRectF(box.right() + unit * 0.7, box.top(), words, box.height())
            found.append((entry, box, beside))
            x = beside.right() + unit * 1.9
        return found

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Each key as a small cap, its words beside it."""
        painter = QPainter(self)
        self.on_ground(painter)
        painter.setFont(self._font())
        middle = Qt.AlignmentFlag.AlignCenter
        for entry, box, beside in self.placed():
            painter.setPen(QPen(QColor(self.theme.muted), 1.5))
            painter.setBrush(QColor(self.theme.raised))
            painter.drawRoundedRect(box, box.height() * 0.24, box.height() * 0.24)
            painter.setPen(QColor(self.theme.text))
            painter.drawText(box, middle, entry.key)
            painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter, entry.words)

    def _words(self, action: Action, now: Now, status: Status) -> str:
        stands = status in (Status.PAUSED, Status.HELD)
        if action is Action.TAP:
            return self.tr("Go on, on a breath in") if stands else self.tr("Breath in")
        if action is Action.CONFIRM:
            return self.tr("Done") if now == (Situation.ENDED,) else self.tr("End it")
        if action is Action.BACK_OUT and Situation.QUESTION in now:
            return self.tr("Go on")
        return names.name(action)

    def _unit(self) -> float:
        return self.sizes.capitals(LETTERS)

    def _row_height(self) -> float:
        return self._unit() * 2.5

    def _font(self) -> QFont:
        return font_of_capitals(self._unit(), QFont.Weight.DemiBold)


def _wanted(now: Now, moment: Moment) -> tuple[Action, ...]:
    """What is likely to be asked for next, the likeliest first."""
    if Situation.ENDED in now:
        return _ENDED
    if Situation.QUESTION in now:
        return _ASKED
    if Situation.UNDER_WAY not in now:
        return _DONE
    if moment.status in (Status.PAUSED, Status.HELD):
        return _STANDING
    wanted = _AREA if Situation.ANSWERING in now else _STROKES
    return wanted if moment.areas else tuple(a for a in wanted if a is not Action.UNDO)
