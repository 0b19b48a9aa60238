"""The pages of a document below each other, as they will lie on the paper."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from coach.ui.access.spoken import Role, Spoken
from coach.ui.printing.document import Document
from coach.ui.printing.ink import INK
from coach.ui.style import of_kind

GAP = 18
"""Pixels around each page."""
WIDEST = 1100
"""Pixels: a page is shown no larger."""


class Sheets(QWidget, Spoken):
    """Paints those pages that are seen; the words are there for who cannot see them."""

    spoken_role = Role.Document

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._document: Document | None = None
        self._page = QSize(1, 1)
        of_kind(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def show_document(self, document: Document) -> None:
        """These pages instead."""
        self._document = document
        self.setAccessibleName(document.title)
        self.setAccessibleDescription(document.text.toPlainText())
        self.fit(self.width())

    def fit(self, wide: int) -> None:
        """Pages as wide as there is room."""
        if self._document is None:
            return
        sheet = self._document.paper.sheet
        page = max(120, min(WIDEST, wide - 2 * GAP))
        self._page = QSize(page, round(page * sheet.height() / sheet.width()))
        self.setFixedHeight(self._document.page_count * (self._page.height() + GAP) + GAP)
        self.update()

    def place(self, page: int) -> QRect:
        """Where a page lies."""
        left = (self.width() - self._page.width()) // 2
        return QRect(left, GAP + page * (self._page.height() + GAP), *self._page.toTuple())

    def paintEvent(self, event: QPaintEvent) -> None:
        """White sheets, whatever the theme."""
        document = self._document
        if document is None:
            return
        painter = QPainter(self)
        scale = self._page.width() / document.paper.sheet.width()
        for page in range(document.page_count):
            place = self.place(page)
            if not place.intersects(event.rect()):
                continue
            painter.fillRect(place, QColor(INK.ground))
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
            painter.setClipRect(place)
            painter.translate(place.topLeft())
            painter.scale(scale, scale)
            document.draw_page(painter, page)
            painter.restore()


class PagesView(QScrollArea):
    """Scrolls over the pages: PageUp and PageDown by a page, Home and End to the first and last.

    `page_changed(int)`: which page is in view, from 0.
    """

    page_changed = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._document: Document | None = None
        self.page = 0
        self._sheets = Sheets(self)
        of_kind(self, "pages")
        self.setWidgetResizable(True)
        self.setWidget(self._sheets)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Pages"))
        self.verticalScrollBar().valueChanged.connect(self._on_bar_value_changed)

    def show_document(self, document: Document) -> None:
        """Its first page."""
        self._document = document
        self._sheets.show_document(document)
        self.verticalScrollBar().setValue(0)
        self._on_bar_value_changed()

    def go_to(self, page: int) -> None:
        """Bring a page's top into view; there is always one."""
        if self._document is not None:
            page = min(max(0, page), self._document.page_count - 1)
            self.verticalScrollBar().setValue(self._sheets.place(page).top() - GAP)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """By pages; other keys by lines."""
        last = 0 if self._document is None else self._document.page_count - 1
        wanted = {
            Qt.Key.Key_PageDown: self.page + 1,
            Qt.Key.Key_PageUp: self.page - 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }.get(Qt.Key(event.key()))
        if wanted is None:
            super().keyPressEvent(event)
        else:
            self.go_to(wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The same page stays in view."""
        super().resizeEvent(event)
        page = self.page
        self._sheets.fit(self.viewport().width())
        self.go_to(page)

    def _on_bar_value_changed(self) -> None:
        """The page whose middle is nearest to the view's."""
        if self._document is None:
            return
        bar = self.verticalScrollBar()
        high = self._sheets.place(1).top() - self._sheets.place(0).top()
        page = min(self._document.page_count - 1, round(bar.value() / high))
        if bar.value() and bar.value() == bar.maximum():
            page = self._document.page_count - 1
        self.page = page
        self.page_changed.emit(page)
