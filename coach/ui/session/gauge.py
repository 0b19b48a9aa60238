"""The gauge beside the back: climbs on the breath in, falls on the out; thick where it presses."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from coach.session.moment import Force, Moment
from coach.ui.access.spoken import Role, Spoken
from coach.ui.session.cards import Card, stands
from coach.ui.session.painted import Painted
from coach.ui.theme import Theme

_STEP = 0.25


class Gauge(Painted, Spoken):
    """How full, as a column. A reader is told of the breath by the indicator."""

    spoken_role = Role.Indicator

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.level = 0.0
        self.solid = False
        self._tint = "muted"
        self._top = 0.0
        self.setAccessibleName(self.tr("Breath gauge"))

    def show_moment(self, moment: Moment) -> None:
        """The level of this moment."""
        self.level = moment.level
        still = stands(moment)
        solid = moment.presses and not still
        inhaling = moment.force is Force.INHALE
        tint = "muted" if still else ("inhale" if inhaling else "exhale")
        top = self._top_at(moment.level)
        if (solid, tint) != (self.solid, self._tint):
            self.solid, self._tint, self._top = solid, tint, top
            self.update()
        elif abs(top - self._top) >= _STEP:
            reach = self.width()
            upper, lower = sorted((top, self._top))
            self._top = top
            self.update(QRect(0, int(upper) - 2, reach, int(lower - upper) + reach + 4))

    def is_silent(self) -> bool:
        """It shows what the indicator says."""
        return True

    def rebuild(self) -> None:
        """The top lies elsewhere in another height."""
        self._top = self._top_at(self.level)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A rail, and the column in it."""
        painter = QPainter(self)
        self.on_ground(painter)
        wide = float(self.width())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.faint(self.theme.line, 0.72))
        rail = QRectF(0, 0, wide, self.height())
        painter.drawRoundedRect(rail, wide / 2, wide / 2)
        colour = QColor(Card("", self._tint).colour(self.theme))
        column = QRectF(0, self._top, wide, self.height() - self._top)
        if self.solid:
            painter.setBrush(colour)
            painter.drawRoundedRect(column, wide / 2, wide / 2)
            return
        pen = QPen(colour, max(2.0, wide * 0.13))
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = wide * 0.27
        thin = column.adjusted(inset, inset, -inset, -pen.widthF())
        painter.drawRoundedRect(thin, thin.width() / 2, thin.width() / 2)

    def _top_at(self, level: float) -> float:
        return (self.height() - self.width()) * (1.0 - level)
