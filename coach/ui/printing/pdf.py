"""A document as a PDF: its pictures and letters stay lines, and Inter is inside."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPagedPaintDevice, QPainter, QPdfWriter

from coach.library.folder import write_file
from coach.ui.printing.document import Document, Print
from coach.ui.printing.paper import Paper

DOTS_PER_INCH = 1200
_UNITS_PER_INCH = 96


class PdfFile:
    """Made in memory a page at a time, and written to the disk only when it is whole."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._made = QBuffer()

    def pages(self) -> Iterator[int]:
        """Makes a page for each step; answers with how many are made."""
        self._made.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(self._made)
        writer.setResolution(DOTS_PER_INCH)
        writer.setPageLayout(self._document.paper.layout)
        writer.setTitle(self._document.title)
        writer.setCreator("coach")
        every = range(self._document.page_count)
        yield from paint_pages(self._document, writer, DOTS_PER_INCH, DOTS_PER_INCH, every)

    def save(self, path: Path) -> None:
        """Writes all of it or nothing, for its owner only. Raises LibraryError."""
        write_file(path, bytes(self._made.data().data()))


def to_pdf(asked: Print, paper: Paper, path: Path) -> int:
    """Writes it as a PDF; answers with the number of pages. Raises LibraryError."""
    document = Document(asked, paper)
    made = PdfFile(document)
    for _ in made.pages():
        pass
    made.save(path)
    return document.page_count


def paint_pages(
    document: Document, device: QPagedPaintDevice, across: float, down: float, pages: range
) -> Iterator[int]:
    """Paints a page for each step on a device of so many dots per inch, from the sheet's corner;
    answers with how many are done. Raises OSError where the device does not begin.
    """
    painter = QPainter()
    if not painter.begin(device):
        raise OSError("the printer does not begin")
    try:
        for done, page in enumerate(pages):
            if done:
                device.newPage()
            painter.save()
            painter.scale(across / _UNITS_PER_INCH, down / _UNITS_PER_INCH)
            document.draw_page(painter, page)
            painter.restore()
            yield done + 1
    finally:
        painter.end()
