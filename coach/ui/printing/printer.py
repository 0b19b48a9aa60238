"""A document sent to a printer that the user chooses."""

from collections.abc import Iterator

from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from coach.ui.printing.document import Document
from coach.ui.printing.pdf import paint_pages


class PrinterJob:
    """A printer, and the pages of a document that it is to print."""

    def __init__(self, printer: QPrinter, document: Document) -> None:
        self._printer, self._document = printer, document
        self._printer.setFullPage(True)

    @classmethod
    def asked_of(cls, parent: QWidget, document: Document) -> "PrinterJob | None":
        """What the system's own dialog is answered; None where nothing is to be printed."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(document.paper.layout)
        printer.setDocName(document.title)
        asked = QPrintDialog(printer, parent)
        asked.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange)
        asked.setMinMax(1, document.page_count)
        wanted = asked.exec()
        asked.deleteLater()
        return cls(printer, document) if wanted else None

    def pages(self) -> Iterator[int]:
        """Prints a page for each step. Raises OSError where the printer does not begin."""
        self._printer.setPageLayout(self._document.paper.layout)
        across, down = self._printer.logicalDpiX(), self._printer.logicalDpiY()
        yield from paint_pages(self._document, self._printer, across, down, self._wanted())

    def _wanted(self) -> range:
        count = self._document.page_count
        if self._printer.printRange() is not QPrinter.PrintRange.PageRange:
            return range(count)
        return range(max(0, self._printer.fromPage() - 1), min(count, self._printer.toPage()))
