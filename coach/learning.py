"""The Guide page, joined to its files, its search and the notebook of own questions."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QObject

from coach.library.errors import LibraryError
from coach.library.guide import read_guide, read_movements
from coach.library.guide_index import GuideIndex
from coach.library.notebook import FILE, Note, Notebook
from coach.library.protocols import ProtocolFile
from coach.library.settings import Keys
from coach.live.clock import today
from coach.massage.protocol import Protocol, Stage
from coach.ui.guide.entries import entries, note_id
from coach.ui.guide.page import GuidePage
from coach.ui.guide.shortcuts import groups, keys_in_words
from coach.ui.keys.table import table_of


class Learning(QObject):
    """Fills the page, answers its searches, keeps the user's questions; call `show_keys` first.

    An error is told on the page, and nothing changed.
    """

    def __init__(
        self,
        page: GuidePage,
        folder: Path,
        language: str,
        files: Sequence[ProtocolFile],
        keys: Keys,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._page, self._folder, self._keys = page, folder, keys
        self._guide = read_guide(folder, language)
        self._notebook = Notebook(folder)
        self._deleted: tuple[int, Note] | None = None
        self._index = GuideIndex(())
        protocols = [file.protocol for file in files if file.protocol is not None]
        page.show_guide(self._guide, _movements((*protocols, read_movements())))
        page.search_changed.connect(self._on_page_search_changed)
        page.asked.connect(self._on_page_asked)
        page.answered.connect(self._on_page_answered)
        page.delete_requested.connect(self._on_page_delete_requested)
        page.undo_requested.connect(self._on_page_undo_requested)
        problems = [*self._guide.problems, self._notebook.problem]
        page.show_notice("\n".join(problem for problem in problems if problem) or None)

    def show_keys(self) -> None:
        """The keys are others now."""
        table = table_of(self._keys)
        self._groups, self._in_words = groups(table), keys_in_words(table)
        self._page.show_keys(self._groups, self._in_words)
        self._show_notes()

    def close(self) -> None:
        """The page is left; a question that was deleted is gone for good."""
        self._deleted = None
        self._page.leave()

    @property
    def has_unsaved(self) -> bool:
        """Whether a question or an answer is half written."""
        return any(self._half_written())

    def ask_to_save(self, go_on: Callable[[], None]) -> None:
        """Ask on the page; `go_on` is called where nothing of it is lost, or not wanted."""
        question, answers = self._half_written()

        def save() -> None:
            with self._told():
                for number, answer in answers.items():
                    self._put_answer(number, answer)
                if question:
                    self._notebook.add(Note(question, today().isoformat()))
                leave()

        def leave() -> None:
            self._page.reader.note.forget()
            self._show_notes()
            go_on()

        self._page.question.ask(
            self.tr("Keep what you wrote in the Guide?"),
            (self.tr("Save"), save),
            (self.tr("Leave without saving"), leave),
            (self.tr("Stay"), self._page.setFocus),
        )

    def _half_written(self) -> tuple[str, dict[int, str]]:
        """A question, or none, and answers by the numbers of their questions."""
        panel, notes = self._page.reader.note, self._notebook.notes()
        answers = {
            number: answer.strip()
            for number, answer in panel.written().items()
            if number in notes and answer.strip() != notes[number].answer.strip()
        }
        return panel.question.text().strip(), answers

    def _put_answer(self, number: int, answer: str) -> None:
        note = self._notebook.notes()[number]
        self._notebook.put(number, Note(note.question, note.asked, answer))

    def _show_notes(self) -> None:
        notes = self._notebook.notes()
        self._index.fill(entries(self._guide, notes, self._groups, self._in_words))
        self._page.show_notes(notes, str(self._folder / FILE))

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except LibraryError as error:
            self._page.show_notice(str(error))

    def _on_page_search_changed(self, typed: str) -> None:
        self._page.show_hits(self._index.search(typed))

    def _on_page_asked(self, question: str) -> None:
        asked = today().isoformat()
        with self._told():
            number = self._notebook.add(Note(question, asked))
            self._show_notes()
            self._page.open(note_id(number))

    def _on_page_answered(self, number: int, answer: str) -> None:
        with self._told():
            self._put_answer(number, answer)
            self._show_notes()

    def _on_page_delete_requested(self, number: int) -> None:
        with self._told():
            self._deleted = number, self._notebook.delete(number)
            self._show_notes()
            self._page.offer_undo()

    def _on_page_undo_requested(self) -> None:
        if self._deleted is None:
            return
        number, note = self._deleted
        try:
            self._notebook.put(number, note)
        except LibraryError as error:
            self._page.show_notice(str(error))
            self._page.offer_undo()
            return
        self._deleted = None
        self._show_notes()
        self._page.open(note_id(number))


def _movements(protocols: Sequence[Protocol]) -> dict[str, Stage]:
    """The stages of the protocols, as "protocol/stage"."""
    return {f"{each.id}/{stage.id}": stage for each in protocols for stage in each.stage}
