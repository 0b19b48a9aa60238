"""The pressure in force, as bars."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from coach.session.moment import Force, Moment
from coach.session.state import Status
from coach.ui.access.spoken import Role, Spoken
from coach.ui.session.cards import Card
from coach.ui.session.painted import Painted
from coach.ui.theme import Theme

_BARS = 5


class PressureBars(Painted, Spoken):
    """One to five on Walton's scale, as bars that rise."""

    spoken_role = Role.Indicator

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.pressure = 0
        self._tint = "muted"

    def show_moment(self, moment: Moment) -> None:
        """The pressure of the card in force; none while nothing is to be done."""
        inhaling = moment.force is Force.INHALE
        pressure = moment.inhale_pressure if inhaling else moment.exhale_pressure
        if moment.finished or moment.status in (Status.PAUSED, Status.ENDED):
            pressure = 0
        tint = "inhale" if inhaling else "exhale"
        if (pressure, tint) != (self.pressure, self._tint):
            self.pressure, self._tint = pressure, tint
            name = self.tr("Pressure {n} of 5")
            self.setAccessibleName(name.replace("{n}", str(pressure)) if pressure else "")
            self.update()

    def is_silent(self) -> bool:
        """While nothing is to be done."""
        return not self.pressure

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Filled up to the pressure."""
        painter = QPainter(self)
        self.on_ground(painter)
        painter.setPen(Qt.PenStyle.NoPen)
        wide = self.height() * 0.40
        on = QColor(Card("", self._tint).colour(self.theme))
        off = QColor(self.theme.line)
        for index in range(_BARS):
            high = self.height() * (0.28 + 0.72 * index / (_BARS - 1))
            painter.setBrush(on if index < self.pressure else off)
            bar = QRectF(index * wide * 1.42, self.height() - high, wide, high)
            painter.drawRoundedRect(bar, wide * 0.2, wide * 0.2)
