"""The tense area in work: which, since when, and "Stay, or move on?"."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from coach.session.moment import Moment
from coach.ui import words
from coach.ui.session.lettering import fit
from coach.ui.session.painted import Painted
from coach.ui.session.places import PROMPT
from coach.ui.theme import Theme


class PromptLine(Painted):
    """One line about the area in work."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.text = ""
        self._asks = False

    def show_moment(self, moment: Moment) -> None:
        """The area, once a second; the question after two minutes."""
        text = self._text(moment)
        if (text, moment.asks) != (self.text, self._asks):
            self.text, self._asks = text, moment.asks
            self.setAccessibleName(text)
            self.update()

    def _text(self, moment: Moment) -> str:
        area = next((a for a in moment.areas if a.number == moment.area), None)
        if area is None or moment.finished:
            return ""
        line = self.tr("Stay, or move on?") if moment.asks else words.place(area)
        return f"{area.number} · {line} · {words.clock(moment.area_ms)}"

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
