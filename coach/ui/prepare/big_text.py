"""Words to be read from afar: as high as asked, smaller where they would not fit their box."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from coach.ui.access.spoken import Spoken
from coach.ui.theme import font_of_capitals

SHRINK = 0.94


class BigText(QWidget, Spoken):
    """`capitals`: the height of its capitals as a share of the window's height."""

    def __init__(
        self,
        capitals: float,
        weight: QFont.Weight = QFont.Weight.Bold,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._capitals = capitals
        self._scale = 1.0
        self._weight = weight
        self._flags = int(align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)
        self._text = ""
        self._colour = QColor()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_text(self, text: str, colour: str, called: str | None = None) -> None:
        """Say this, in #rrggbb; `called` is what a reader is told where the words change often."""
        if (text, QColor(colour)) != (self._text, self._colour):
            self._text, self._colour = text, QColor(colour)
            self.update()
        name = text if called is None else called
        if name != self.accessibleName():
            self.setAccessibleName(name)

    def spoken_value(self) -> str:
        """The words as shown, where the name is not they."""
        return "" if self._text == self.accessibleName() else self._text

    def is_silent(self) -> bool:
        """Without words."""
        return not self._text

    def set_text_scale(self, scale: float) -> None:
        """Larger or smaller, 1 to 2, where the box has room."""
        self._scale = scale
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """What is said."""
        return self._text

    def sizeHint(self) -> QSize:
        """One line."""
        high = round(self._capitals * self._scale * self.window().height() * 1.7)
        return QSize(high * 2, high)

    def fitted(self) -> QFont:
        """The font as asked, or as much smaller as the box needs."""
        pixels = self._capitals * self._scale * self.window().height()
        made = font_of_capitals(pixels, self._weight)
        while pixels > 6 and not self._fits(made):
            pixels *= SHRINK
            made = font_of_capitals(pixels, self._weight)
        return made

    def paintEvent(self, _: QPaintEvent) -> None:
        """The words."""
        painter = QPainter(self)
        painter.setFont(self.fitted())
        painter.setPen(self._colour)
        painter.drawText(QRectF(self.rect()), self._flags, self._text)

    def _fits(self, made: QFont) -> bool:
        box = QRectF(self.rect())
        needed = QFontMetricsF(made).boundingRect(box, self._flags, self._text)
        return needed.width() <= box.width() and needed.height() <= box.height()
