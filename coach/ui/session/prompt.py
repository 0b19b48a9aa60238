"""The tense area in work: which, since when, and "Stay, or move on?"."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from coach.session.moment import Moment
from coach.session.state import Status
from coach.ui import words
from coach.ui.access import phrases
from coach.ui.access.spoken import Spoken
from coach.ui.session.lettering import fit
from coach.ui.session.painted import Painted
from coach.ui.session.places import PROMPT
from coach.ui.theme import Theme


class PromptLine(Painted, Spoken):
    """One line about the area in work."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.text = ""
        self._asks = False

    def show_moment(self, moment: Moment) -> None:
        """The area, once a second; the question after two minutes."""
        text, said = self._text(moment)
        if (text, moment.asks) != (self.text, self._asks):
            self.text, self._asks = text, moment.asks
            self.update()
        if said != self.accessibleName():
            self.setAccessibleName(said)

    def spoken_value(self) -> str:
        """With the time on this area, to the second."""
        return self.text

    def is_silent(self) -> bool:
        """While no area is in work."""
        return not self.text

    def _text(self, moment: Moment) -> tuple[str, str]:
        """The line as it is shown, and without its time, as it is spoken."""
        area = next((a for a in moment.areas if a.number == moment.area), None)
        if area is None or moment.finished or moment.status is Status.ENDED:
            return "", ""
        asked = self.tr("Stay, or move on?")
        line = asked if moment.asks else words.place(area)
        said = phrases.sentence(phrases.area(area, in_work=True))
        return (
            f"{area.number} · {line} · {words.clock(moment.area_ms)}",
            f"{said} {asked}" if moment.asks else said,
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The line, bright when it asks."""
        painter = QPainter(self)
        self.on_ground(painter)
        if self.text:
            block = fit(
                self.text,
                self.width(),
                self.height(),
                self.sizes.capitals(PROMPT),
                QFont.Weight.DemiBold,
                2,
            )
            colour = self.theme.accent if self._asks else self.theme.text
            at = block.placed(QRectF(self.rect()), Qt.AlignmentFlag.AlignLeft)
            block.draw(painter, at, QColor(colour))
