"""The large clock: hands-on time over the planned length, overtime, pauses, rehearsal."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from coach.session.moment import Moment
from coach.ui import words
from coach.ui.access import phrases
from coach.ui.access.spoken import Role, Spoken
from coach.ui.session.lettering import Block, fit
from coach.ui.session.painted import Painted
from coach.ui.session.places import ELAPSED, PLANNED
from coach.ui.theme import Theme

_NOTE = 1.5


class ClockFace(Painted, Spoken):
    """Time that the hands were on the client, large; what qualifies it, small."""

    spoken_role = Role.Clock

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.elapsed = self.planned = self.note = self.badge = ""
        self._over = False
        self._seconds = (-1, -1, -1)

    def set_rehearsal(self, speed: float | None) -> None:
        """A badge that says that this is not a session; None for none."""
        label = self.tr("Rehearsal ×{speed}")
        self.badge = "" if speed is None else label.replace("{speed}", f"{speed:g}")
        self.update()

    def show_moment(self, moment: Moment) -> None:
        """Once a second."""
        seconds = (moment.elapsed_ms // 1000, moment.planned_ms, moment.paused_ms // 1000)
        if seconds == self._seconds:
            return
        self._seconds = seconds
        self.elapsed = words.clock(moment.elapsed_ms)
        self._over = moment.overtime_ms >= 1000
        if self._over:
            self.planned = f"+{words.clock(moment.overtime_ms)}"
        else:
            self.planned = f"/ {words.planned(moment.planned_ms)}"
        note = self.tr("hands on {time} · paused {paused}")
        self.note = ""
        if moment.paused_ms >= 1000:
            self.note = note.replace("{time}", self.elapsed).replace(
                "{paused}", words.clock(moment.paused_ms)
            )
        said = phrases.time_given(moment.elapsed_ms, moment.planned_ms, moment.paused_ms)
        if said != self.accessibleName():
            self.setAccessibleName(said)
        self.update()

    def spoken_value(self) -> str:
        """All that stands there, to the second."""
        parts = (self.badge, self.elapsed, self.planned, self.note)
        return " ".join(part for part in parts if part)

    def blocks(self) -> tuple[Block, Block, Block, Block]:
        """Elapsed, planned, note and badge as they fit."""
        wide, high = self.width(), self.height()
        demi = QFont.Weight.DemiBold
        return (
            fit(self.elapsed, wide * 0.6, high, self.sizes.capitals(ELAPSED)),
            fit(self.planned, wide * 0.3, high, self.sizes.capitals(PLANNED), demi),
            fit(self.note, wide, high * 0.30, self.sizes.capitals(_NOTE), demi),
            fit(self.badge, wide * 0.34, high * 0.6, self.sizes.capitals(_NOTE), demi, 2),
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """From the right: planned, elapsed, badge; the note below."""
        painter = QPainter(self)
        self.on_ground(painter)
        elapsed, planned, note, badge = self.blocks()
        gap = self.sizes.capitals(PLANNED) * 0.6
        baseline = self.height() * 0.68
        x = self.width() - planned.width
        tint = self.theme.accent if self._over else self.theme.muted
        planned.draw(painter, _on(x, baseline, planned), QColor(tint))
        x -= elapsed.width + gap
        elapsed.draw(painter, _on(x, baseline, elapsed), QColor(self.theme.text))
        if self.note:
            at = QPointF(self.width() - note.width, self.height() - note.height)
            note.draw(painter, at, QColor(self.theme.muted))
        if self.badge:
            self._badge(painter, badge, x - 2 * gap, baseline - elapsed.capitals / 2)

    def _badge(self, painter: QPainter, badge: Block, right: float, middle: float) -> None:
        pad = badge.capitals
        wide = min(badge.width + 2 * pad, right)
        box = QRectF(right - wide, middle - badge.height / 2 - 3, wide, badge.height + 6)
        if wide < badge.width:
            box.moveTopLeft(QPointF(1, self.height() - box.height() - 1))
            box.setWidth(badge.width + 2 * pad)
        painter.setPen(QPen(QColor(self.theme.muted), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        at = badge.placed(box, Qt.AlignmentFlag.AlignHCenter)
        badge.draw(painter, at, QColor(self.theme.muted))


def _on(x: float, baseline: float, block: Block) -> QPointF:
    return QPointF(x, baseline - block.capitals - block.above)
