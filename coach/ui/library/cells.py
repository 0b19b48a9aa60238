"""How a cell of the list is painted: words, and a muted note beside them."""

from PySide6.QtCore import QObject, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from coach.ui.library.model import NOTE, Index
from coach.ui.style import blend, of_kind
from coach.ui.theme import Theme, font

ROW = 46
LONGEST_NAME = 80


class NameField(QLineEdit):
    """Its keys are its own: what it has no use for moves and plays nothing behind it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """None goes on to the page."""
        super().keyPressEvent(event)
        event.accept()


class Cells(QStyledItemDelegate):
    """Words, and a muted note beside them where there is room; a line below each row."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self.theme = theme
        self.scale = 1.0

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell."""
        theme, box = self.theme, QRectF(option.rect)
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(blend(theme.raised, theme.accent, 0.16)))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), QColor(theme.line))
        room = box.adjusted(12 * self.scale, 0, -6 * self.scale, -1)
        note = str(index.data(NOTE) or "")
        quiet = font(14 * self.scale)
        taken = QFontMetricsF(quiet).horizontalAdvance(note) + 8 * self.scale if note else 0.0
        wide = self._draw(
            painter,
            room.adjusted(0, 0, -taken, 0),
            str(index.data()),
            font(15.5 * self.scale),
            theme.text,
        )
        if note:
            room.setLeft(room.left() + wide + 8 * self.scale)
            self._draw(painter, room, note, quiet, theme.muted)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """What the words need."""
        wide = QFontMetricsF(font(16 * self.scale)).horizontalAdvance(str(index.data()))
        return QSize(round(wide + 24 * self.scale), round(ROW * self.scale))

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index
    ) -> QWidget:
        """A field as high as its row."""
        editor = of_kind(NameField(parent), "cell")
        editor.setMaxLength(LONGEST_NAME)
        editor.setAccessibleName(self.tr("Client"))
        return editor

    def _draw(
        self, painter: QPainter, room: QRectF, text: str, letters: QFont, colour: str
    ) -> float:
        """Draw what fits; answers with its width."""
        if room.width() < 12:
            return 0.0
        metrics = QFontMetricsF(letters)
        fitting = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.setFont(letters)
        painter.setPen(QColor(colour))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, fitting)
        return metrics.horizontalAdvance(fitting)
