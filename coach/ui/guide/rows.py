"""The rows at the left: contents, or what was found with the matched words marked."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from coach.library.guide_index import BEGIN, END
from coach.ui.guide.entries import Row
from coach.ui.style import LEAST_HEIGHT, blend
from coach.ui.theme import Theme, font

AnyIndex = QModelIndex | QPersistentModelIndex
_TITLE, _SNIPPET, _HEADING = 16, 14, 13
_SIDE, _ABOVE = 12, 8
_ABOVE_HEADING, _BELOW_HEADING = 14, 6
_MOST_LAID = 2_000
_NO_INDEX = QModelIndex()


class Rows(QAbstractListModel):
    """Rows as they are given; headings cannot be chosen."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: Sequence[Row] = ()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """These from now on."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, _parent: AnyIndex = _NO_INDEX) -> int:
        """How many."""
        return len(self.rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Its words, for a screen reader too."""
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return bare(row.title)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return bare(row.snippet)
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """A heading is only read."""
        if not self.rows[index.row()].id:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class Laid(NamedTuple):
    """Words in lines, how high they are, and their colour."""

    lines: QTextLayout
    height: float
    colour: str


class RowPainter(QStyledItemDelegate):
    """Titles in as many lines as they need, below them what was found."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self.theme = theme
        self.scale = 1.0
        self.width = 320
        self._laid_for: tuple[Theme, float, int] | None = None
        self._laid: dict[Row, list[Laid]] = {}

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Its ground, where it is chosen, and its words."""
        row, box = self._row(index), QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(blend(self.theme.ground, self.theme.accent, 0.16)))
            painter.drawRoundedRect(box.adjusted(0, 1, 0, -1), 10, 10)
            painter.setBrush(QColor(self.theme.accent))
            painter.drawRoundedRect(QRectF(box.left(), box.top() + 8, 4, box.height() - 16), 2, 2)
        laid = self._lay(row)
        room = box.height() - sum(part.height for part in laid)
        top = box.top() + (room / 2 if row.id else room - _BELOW_HEADING * self.scale)
        for lines, height, colour in laid:
            painter.setPen(QColor(colour))
            lines.draw(painter, QPointF(box.left() + _SIDE * self.scale, top))
            top += height
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """High enough for a finger and for all lines."""
        row = self._row(index)
        high = sum(part.height for part in self._lay(row))
        if not row.id:
            return QSize(self.width, round(high + (_ABOVE_HEADING + _BELOW_HEADING) * self.scale))
        return QSize(self.width, max(LEAST_HEIGHT, round(high + 2 * _ABOVE * self.scale)))

    def _row(self, index: AnyIndex) -> Row:
        model = index.model()
        assert isinstance(model, Rows)  # noqa: S101 -- it paints no other
        return model.rows[index.row()]

    def _lay(self, row: Row) -> list[Laid]:
        """Kept: to lay out words is most of what a keystroke costs."""
        shape = (self.theme, self.scale, self.width)
        if shape != self._laid_for or len(self._laid) > _MOST_LAID:
            self._laid_for = shape
            self._laid.clear()
        if row not in self._laid:
            self._laid[row] = self._laid_anew(row)
        return self._laid[row]

    def _laid_anew(self, row: Row) -> list[Laid]:
        theme = self.theme
        if not row.id:
            letters = self._font(_HEADING, bold=True)
            letters.setCapitalization(QFont.Capitalization.AllUppercase)
            letters.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, self.scale)
            return [self._in_lines(row.title, letters, theme.muted)]
        title = self._font(_TITLE, bold=bool(row.snippet))
        laid = [self._in_lines(row.title, title, theme.text)]
        if row.snippet:
            laid.append(self._in_lines(row.snippet, self._font(_SNIPPET), theme.muted))
        return laid

    def _in_lines(self, text: str, letters: QFont, colour: str) -> Laid:
        layout = QTextLayout(bare(text), letters)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats([self._mark(start, length) for start, length in marks(text)])
        room, height = self.width - 2 * _SIDE * self.scale, 0.0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(room)
            line.setPosition(QPointF(0.0, height))
            height += line.height()
        layout.endLayout()
        return Laid(layout, height, colour)

    def _mark(self, start: int, length: int) -> QTextLayout.FormatRange:
        """By colour and weight."""
        made = QTextLayout.FormatRange()
        made.start, made.length = start, length
        look = QTextCharFormat()
        look.setForeground(QColor(self.theme.accent))
        look.setFontWeight(QFont.Weight.Bold)
        made.format = look
        return made

    def _font(self, pixels: int, *, bold: bool = False) -> QFont:
        weight = QFont.Weight.DemiBold if bold else QFont.Weight.Normal
        return font(pixels * self.scale, weight)


class RowList(QListView):
    """`opened(str)`: the id of a row that was pressed, or chosen with the keys."""

    opened = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = Rows(self)
        self._painter = RowPainter(theme, self)
        self.setModel(self._rows)
        self.setItemDelegate(self._painter)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.clicked.connect(self._open)
        self.activated.connect(self._open)

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self._painter.theme = theme
        self.viewport().update()

    def set_text_scale(self, scale: float) -> None:
        """Larger or smaller letters."""
        if scale != self._painter.scale:
            self._painter.scale = scale
            self._rows.layoutChanged.emit()

    def show_rows(self, rows: Sequence[Row], chosen: str = "") -> None:
        """These rows, one of them chosen where it is there."""
        self._rows.show_rows(rows)
        self.choose(chosen)

    def rows(self) -> Sequence[Row]:
        """What is shown."""
        return self._rows.rows

    def choose(self, row_id: str) -> None:
        """Mark the row; empty, or one that is not there, marks none."""
        places = (place for place, row in enumerate(self._rows.rows) if row_id and row.id == row_id)
        place = next(places, None)
        if place is None:
            self.clearSelection()
            self.setCurrentIndex(_NO_INDEX)
            return
        self.setCurrentIndex(self._rows.index(place))
        if place <= 1:
            self.scrollToTop()  # with the heading above it
        else:
            self.scrollTo(self.currentIndex())

    def chosen(self) -> str:
        """The id of the row that is marked."""
        index = self.currentIndex()
        return self._rows.rows[index.row()].id if index.isValid() else ""

    def step(self, count: int) -> None:
        """So many rows on, headings passed over."""
        places = [place for place, row in enumerate(self._rows.rows) if row.id]
        if not places:
            return
        here = self.currentIndex().row()
        at = places.index(here) if here in places else (-1 if count > 0 else 0)
        self.setCurrentIndex(self._rows.index(places[min(max(at + count, 0), len(places) - 1)]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines break elsewhere."""
        self._painter.width = self.viewport().width()
        super().resizeEvent(event)

    def _open(self, index: AnyIndex) -> None:
        row = self._rows.rows[index.row()]
        if row.id:
            self.opened.emit(row.id)


def bare(text: str) -> str:
    """Without marks."""
    return text.replace(BEGIN, "").replace(END, "")


def marks(text: str) -> list[tuple[int, int]]:
    """Where the marked words begin in the bare text, and how long they are."""
    found, at = [], 0
    for part in text.split(BEGIN):
        word, end, rest = part.partition(END)
        if end:
            found.append((at, len(word)))
        at += len(word) + len(rest)
    return found
