"""The tense area in work: which, since when, "Stay, or move on?", and the two answers."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from coach.massage.protocol import Works
from coach.session.moment import Moment
from coach.session.state import Status
from coach.ui import words
from coach.ui.session.bar import chip
from coach.ui.session.keys import Action
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


class Answers(QWidget):
    """Softened, or did not soften; after the end, back to Prepare. `acted(Action)`."""

    acted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self.softened = chip(self.tr("Softened"), self.tr("Softened, next area"))
        self.not_softened = chip(self.tr("Not softened"), self.tr("Did not soften, next area"))
        self.softened.clicked.connect(lambda: self.acted.emit(Action.SOFTENED))
        self.not_softened.clicked.connect(lambda: self.acted.emit(Action.NOT_SOFTENED))
        self.done = chip(self.tr("Done"), self.tr("Back to Prepare"))
        self.done.clicked.connect(lambda: self.acted.emit(Action.CONFIRM))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        for button in (self.softened, self.not_softened, self.done):
            row.addWidget(button)
            button.hide()
        row.addStretch(1)

    def show_moment(self, moment: Moment) -> None:
        """The answers that fit this moment."""
        over = moment.status is Status.ENDED
        working = moment.area is not None and not moment.finished and not over
        asked = working and moment.stages[moment.stage].works is Works.AREAS
        for button, shown in (
            (self.softened, asked),
            (self.not_softened, asked),
            (self.done, over),
        ):
            if button.isHidden() is shown:
                button.setVisible(shown)
