"""The rows at the left: contents, or what was found with the matched words marked."""

import html
from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPalette,
    QResizeEvent,
    QTextDocument,
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
_BEFORE_HEADING = 14
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


class RowPainter(QStyledItemDelegate):
    """Titles in as many lines as they need, below them what was found."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self.theme = theme
        self.scale = 1.0
        self.width = 320

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Its ground, where it is chosen, and its words."""
        row = self._row(index)
        box = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(blend(self.theme.ground, self.theme.accent, 0.16)))
            painter.drawRoundedRect(box.adjusted(0, 1, 0, -1), 10, 10)
            painter.setBrush(QColor(self.theme.accent))
            painter.drawRoundedRect(QRectF(box.left(), box.top() + 8, 4, box.height() - 16), 2, 2)
        side = _SIDE * self.scale
        painter.translate(box.left() + side, box.top())
        if not row.id:
            self._draw_heading(painter, row, box.height())
        else:
            self._draw_row(painter, row, box.height())
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """High enough for a finger and for all lines."""
        row = self._row(index)
        if not row.id:
            high = self._height(row.title.upper(), self._heading_font())
            return QSize(self.width, round(high + (_BEFORE_HEADING + 6) * self.scale))
        high = self._height(bare(row.title), self._font(_TITLE, bold=bool(row.snippet)))
        if row.snippet:
            high += self._height(bare(row.snippet), self._font(_SNIPPET, bold=True))
        return QSize(self.width, max(LEAST_HEIGHT, round(high + 2 * _ABOVE * self.scale)))

    def _row(self, index: AnyIndex) -> Row:
        model = index.model()
        assert isinstance(model, Rows)  # noqa: S101 -- it paints no other
        return model.rows[index.row()]

    def _draw_heading(self, painter: QPainter, row: Row, height: float) -> None:
        painter.setFont(self._heading_font())
        painter.setPen(QColor(self.theme.muted))
        top = _BEFORE_HEADING * self.scale
        painter.drawText(
            QRectF(0, top, self._room(), height - top),
            Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap,
            row.title,
        )

    def _draw_row(self, painter: QPainter, row: Row, height: float) -> None:
        found = bool(row.snippet)
        title = self._document(marked(row.title, self.theme), self._font(_TITLE, bold=found))
        parts = [(title, self.theme.text)]
        if found:
            snippet = self._document(marked(row.snippet, self.theme), self._font(_SNIPPET))
            parts.append((snippet, self.theme.muted))
        whole = sum(part.size().height() for part, _ in parts)
        painter.translate(0, max(0.0, (height - whole) / 2))
        for part, colour in parts:
            self._draw(painter, part, colour)
            painter.translate(0, part.size().height())

    def _draw(self, painter: QPainter, part: QTextDocument, colour: str) -> None:
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette.setColor(QPalette.ColorRole.Text, QColor(colour))
        part.documentLayout().draw(painter, context)

    def _document(self, text: str, letters: QFont) -> QTextDocument:
        made = QTextDocument()
        made.setDocumentMargin(0)
        made.setDefaultFont(letters)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        made.setDefaultTextOption(option)
        made.setHtml(text)
        made.setTextWidth(self._room())
        return made

    def _height(self, text: str, letters: QFont) -> int:
        room = QRect(0, 0, round(self._room()), 10_000)
        return QFontMetrics(letters).boundingRect(room, Qt.TextFlag.TextWordWrap, text).height()

    def _room(self) -> float:
        return self.width - 2 * _SIDE * self.scale

    def _heading_font(self) -> QFont:
        letters = self._font(_HEADING, bold=True)
        letters.setCapitalization(QFont.Capitalization.AllUppercase)
        letters.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, self.scale)
        return letters

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


def marked(text: str, theme: Theme) -> str:
    """As HTML, the matched words by colour and weight."""
    begin = f'<b style="color: {theme.accent}">'
    return html.escape(text).replace(BEGIN, begin).replace(END, "</b>")
