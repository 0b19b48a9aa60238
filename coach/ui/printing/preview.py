"""The preview: the pages as they will be, the paper, and the ways to have them."""

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QLocale, QStandardPaths, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from coach.library.errors import LibraryError
from coach.ui.page_dialog import fit
from coach.ui.prepare.notice import Notice
from coach.ui.printing.document import Document, Print
from coach.ui.printing.pages import PagesView
from coach.ui.printing.paper import PAPERS, Paper, paper_of
from coach.ui.printing.pdf import PdfFile
from coach.ui.session.flow import FlowLayout
from coach.ui.style import of_kind

SIZE = (900, 1000)
_NO_NAME = frozenset('<>:"/\\|?*')
"""What no system, or not every one, has in the name of a file."""


class Preview(QDialog):
    """Shows a document and has it printed or written; goes away when it is closed.

    `paper_chosen(str)`: the name of the paper that the user wants from now on.
    """

    paper_chosen = Signal(str)

    def __init__(self, asked: Print, paper_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(asked.title)
        of_kind(self, "page")
        self._asked = asked
        self._document = Document(asked, paper_of(paper_name, QLocale()))
        self._job: Iterator[int] | None = None
        self._when_done: Callable[[], None] = _nothing
        self._steps = QTimer(self, interval=0)
        self._steps.timeout.connect(self._on_steps_timeout)
        self._make_parts()
        self._lay_out()
        for key, act in (
            (QKeySequence.StandardKey.Save, self.save.click),
            (QKeySequence.StandardKey.Print, self.print_button.click),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(act)
        self._show_pages()
        self.pages.setFocus()

    @property
    def document(self) -> Document:
        """What is shown, on its paper."""
        return self._document

    def open_over(self) -> None:
        """Show it over its window, as large as that allows."""
        fit(self, SIZE)
        self.open()

    def save_as(self, path: Path) -> None:
        """Write a PDF, page by page: all of it, or nothing and a sentence why."""
        made = PdfFile(self._document)

        def write() -> None:
            try:
                made.save(path)
            except LibraryError as error:
                self.notice.say(str(error))
            else:
                self.notice.say(self.tr("Written to {path}.").replace("{path}", str(path)))

        self._begin(made.pages(), write)

    def done(self, result: int) -> None:
        """What is under way is given up."""
        self._end_job()
        super().done(result)

    def _make_parts(self) -> None:
        self.notice = Notice(self)
        self.papers: dict[str, QPushButton] = {}
        group = QButtonGroup(self)
        for paper in PAPERS:
            chip = of_kind(QPushButton(paper.name, self), "chip")
            chip.setCheckable(True)
            chip.setChecked(paper is self._document.paper)
            chip.setAccessibleName(self.tr("Paper: {name}").replace("{name}", paper.name))
            chip.clicked.connect(lambda _on, paper=paper: self._choose(paper))
            group.addButton(chip)
            self.papers[paper.name] = chip
        self.number = of_kind(QLabel(self), "muted")
        self.save = QPushButton(self.tr("Save as PDF…"), self)
        self.print_button = QPushButton(self.tr("Print…"), self)
        self.close_button = QPushButton(self.tr("Close"), self)
        for button in (self.save, self.print_button, self.close_button):
            button.setAutoDefault(False)
        self.progress = QProgressBar(self)
        self.progress.setAccessibleName(self.tr("Pages done"))
        self.progress.setTextVisible(False)
        self.progress.hide()
        self.pages = PagesView(self)
        self.save.clicked.connect(self._on_save_clicked)
        self.print_button.clicked.connect(self._on_print_clicked)
        self.close_button.clicked.connect(self.close)
        self.pages.page_changed.connect(self._show_number)

    def _lay_out(self) -> None:
        bar = QWidget(self)
        row = FlowLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        for part in (*self.papers.values(), self.save, self.print_button, self.close_button):
            row.addWidget(part)
        row.addWidget(self.number)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(bar)
        column.addWidget(self.notice)
        column.addWidget(self.progress)
        column.addWidget(self.pages, 1)

    def _choose(self, paper: Paper) -> None:
        if paper is not self._document.paper:
            self._document = Document(self._asked, paper)
            self._show_pages()
        self.paper_chosen.emit(paper.name)

    def _show_pages(self) -> None:
        self.pages.show_document(self._document)

    def _show_number(self, page: int) -> None:
        said = self.tr("Page {page} of {pages}").replace("{page}", str(page + 1))
        self.number.setText(said.replace("{pages}", str(self._document.page_count)))

    def _begin(self, job: Iterator[int], when_done: Callable[[], None]) -> None:
        """Does a page whenever nothing else is to do; the rest of the program goes on."""
        self._end_job()
        self.notice.say(None)
        self._job, self._when_done = job, when_done
        self.progress.setRange(0, self._document.page_count)
        self.progress.setValue(0)
        self.progress.show()
        self._show_busy(busy=True)
        self._steps.start()

    def _on_steps_timeout(self) -> None:
        if self._job is None:
            return
        try:
            self.progress.setValue(next(self._job))
        except StopIteration:
            when_done = self._when_done
            self._end_job()
            when_done()
        except OSError as error:
            self._end_job()
            self.notice.say(self.tr("Not printed: {why}.").replace("{why}", str(error)))

    def _end_job(self) -> None:
        self._steps.stop()
        job, self._job, self._when_done = self._job, None, _nothing
        if job is not None and hasattr(job, "close"):
            job.close()
        self.progress.hide()
        self._show_busy(busy=False)

    def _show_busy(self, *, busy: bool) -> None:
        for part in (*self.papers.values(), self.save, self.print_button):
            part.setEnabled(not busy)

    def _on_save_clicked(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        asked = QFileDialog(self, self.tr("Save as PDF"), folder, self.tr("PDF (*.pdf)"))
        asked.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        asked.setDefaultSuffix("pdf")
        asked.selectFile(file_name(self._asked.title))
        if asked.exec():
            self.save_as(Path(asked.selectedFiles()[0]))
        asked.deleteLater()

    def _on_print_clicked(self) -> None:
        try:
            from coach.ui.printing.printer import PrinterJob  # noqa: PLC0415 -- a library of its own
        except ImportError:
            self.notice.say(
                self.tr(
                    "Nothing can be printed: a system library is missing."
                    " Save as PDF, and print that."
                )
            )
            return
        job = PrinterJob.asked_of(self, self._document)
        if job is not None:
            self._begin(job.pages(), _nothing)


def file_name(title: str) -> str:
    """A name for a file, of a title."""
    kept = "".join(" " if each in _NO_NAME or not each.isprintable() else each for each in title)
    return " ".join(kept.split()).strip(". ")[:100] or "coach"


def _nothing() -> None:
    """When it is done, it is done."""
