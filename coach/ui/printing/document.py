"""A document laid out on sheets of a paper, each page with the lines above and below its text."""

import math
from collections.abc import Mapping
from datetime import date

import msgspec
from PySide6.QtCore import QCoreApplication, QDate, QLocale, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QPainter,
    QPalette,
    QPen,
    QTextCursor,
    QTextDocument,
)

from coach.ui.printing import ink
from coach.ui.printing.paper import FOOT_MM, HEAD_MM, MARGIN_MM, PER_MM, Paper
from coach.ui.printing.pictures import Picture, hang
from coach.ui.printing.slices import pieces_of, slices

translate = QCoreApplication.translate

_SMALL, _HEADING = 11.0, 16.0
_LINE = 27.0
"""From one line to write on to the next."""
_LEFT, _RIGHT = (
    Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
    Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
)


class Print(msgspec.Struct, frozen=True):
    """What is to be printed: HTML as Qt reads it, its title and day, the pictures that it names.

    `notes` heads lines to write on, where the last page has room left; empty: none.
    """

    title: str
    html: str
    day: date
    pictures: Mapping[str, Picture] = {}
    notes: str = ""


def in_full(day: date) -> str:
    """As the system writes a day in full."""
    shown = QDate(day.year, day.month, day.day)
    return QLocale().toString(shown, QLocale.FormatType.LongFormat)


class Document:
    """Its pages, for a screen, a printer or a file alike."""

    def __init__(self, asked: Print, paper: Paper) -> None:
        self.title, self.paper = asked.title, paper
        self._notes = asked.notes
        self._day = in_full(asked.day)
        self.text = QTextDocument()
        self.text.setUndoRedoEnabled(False)
        self.text.setDocumentMargin(0)
        self.text.setUseDesignMetrics(True)
        self.text.setDefaultFont(ink.font())
        self.text.setDefaultStyleSheet(ink.SHEET)
        self.text.setHtml(asked.html)
        edits = QTextCursor(self.text)
        edits.beginEditBlock()  # laid out once, not after each
        hang(self.text, asked.pictures)
        ink.whiten(self.text)
        edits.endEditBlock()
        self.text.setTextWidth(math.floor(paper.room.width()))
        high = paper.room.height()
        self._slices = slices(pieces_of(self.text, high), high)

    @property
    def page_count(self) -> int:
        """At least 1."""
        return len(self._slices)

    def draw_page(self, painter: QPainter, page: int) -> None:
        """One sheet, from 0, 0 on in a document's units; pages count from 0."""
        left, top = MARGIN_MM * PER_MM, (MARGIN_MM + HEAD_MM) * PER_MM
        part = self._slices[page]
        self._draw_lines(painter, page)
        painter.save()
        painter.translate(left, top - part.top)
        shown = QAbstractTextDocumentLayout.PaintContext()
        shown.clip = QRectF(0.0, part.top, self.paper.room.width(), part.bottom - part.top)
        shown.palette = QPalette(QColor(ink.INK.text))
        shown.palette.setColor(QPalette.ColorRole.Text, QColor(ink.INK.text))
        painter.setClipRect(shown.clip, Qt.ClipOperation.IntersectClip)
        self.text.documentLayout().draw(painter, shown)
        painter.restore()
        if self._notes and page + 1 == self.page_count:
            self._draw_notes(painter, left, top + part.bottom - part.top)

    def _draw_lines(self, painter: QPainter, page: int) -> None:
        """The title, but where the document itself begins with it; the day and the page below."""
        wide = self.paper.room.width()
        head = QRectF(MARGIN_MM * PER_MM, (MARGIN_MM - 2.0) * PER_MM, wide, HEAD_MM * PER_MM)
        foot = head.translated(0.0, (self.paper.high_mm - 2 * MARGIN_MM - FOOT_MM + 4) * PER_MM)
        painter.save()
        painter.setFont(ink.font(_SMALL))
        painter.setPen(QColor(ink.INK.muted))
        if page:
            title = painter.fontMetrics().elidedText(
                self.title, Qt.TextElideMode.ElideRight, round(wide)
            )
            painter.drawText(head, _LEFT, title)
        number = translate("printing", "Page {page} of {pages}")
        number = number.replace("{page}", str(page + 1)).replace("{pages}", str(self.page_count))
        painter.drawText(foot, _LEFT, self._day)
        painter.drawText(foot, _RIGHT, number)
        painter.setPen(QPen(QColor(ink.INK.line), 0.7))
        painter.drawLine(foot.topLeft(), foot.topRight())
        painter.restore()

    def _draw_notes(self, painter: QPainter, left: float, top: float) -> None:
        """Lines to write on, down to the end of the page."""
        right = left + self.paper.room.width()
        bottom = (self.paper.high_mm - MARGIN_MM - FOOT_MM) * PER_MM
        first = top + 3 * _LINE
        if first + _LINE > bottom:
            return
        painter.save()
        painter.setFont(ink.font(_HEADING, QFont.Weight.Bold))
        painter.setPen(QColor(ink.INK.text))
        painter.drawText(QPointF(left, top + 1.5 * _LINE), self._notes)
        painter.setPen(QPen(QColor(ink.INK.line), 0.7))
        for line in range(math.floor((bottom - first) / _LINE) + 1):
            y = first + line * _LINE
            painter.drawLine(QPointF(left, y), QPointF(right, y))
        painter.restore()
