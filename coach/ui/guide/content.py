"""All that the Guide can show: its pages by their ids, for the screen and for paper."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from coach.library.guide import Guide, Page
from coach.library.notebook import Note
from coach.massage.protocol import Stage
from coach.session.prepared import Hands
from coach.ui.guide import document
from coach.ui.guide.document import Group, Keys
from coach.ui.guide.entries import ASK, SHORTCUTS, Row, contents, neighbours, note_number

if TYPE_CHECKING:
    from coach.ui.printing.pictures import Picture

translate = QCoreApplication.translate

_PRINTED = 150.0
"""Width of a stroke's picture on paper, in a document's units."""


class Content:
    """The chapters, the stages that show their strokes, the user's questions and keys."""

    def __init__(self) -> None:
        self.guide = Guide(())
        self.movements: Mapping[str, Stage] = {}
        """By "protocol/stage"."""
        self.notes: Mapping[int, Note] = {}
        self.groups: Sequence[Group] = ()
        self.keys: Keys = {}

    def has(self, page_id: str) -> bool:
        """Whether there is such a page."""
        return page_id in (ASK, SHORTCUTS) or bool(self._page(page_id) or self._note(page_id))

    def rows(self) -> list[Row]:
        """The contents."""
        return contents(self.guide, self.notes)

    def title(self, page_id: str) -> str:
        """What a page is called; a note by its question."""
        page, note = self._page(page_id), self._note(page_id)
        if page is not None:
            return page.title
        if note is not None:
            return note.question
        if page_id == ASK:
            return translate("guide", "Ask a question of your own")
        return translate("guide", "Shortcuts")

    def body(self, page_id: str, muted: str = document.PAPER_MUTED) -> str:
        """A page as HTML, without its title; what is asked for is no text."""
        page, note = self._page(page_id), self._note(page_id)
        if page is not None:
            return document.body_html(page, self.keys, muted)
        if note is not None:
            return document.answer_html(note, muted)
        return "" if page_id == ASK else document.shortcuts_html(self.groups, muted)

    def near(self, page_id: str) -> list[Row]:
        """The pages near it."""
        page = self._page(page_id)
        return [] if page is None else neighbours(page, self.guide)

    def stage(self, page_id: str) -> Stage | None:
        """The stage that shows its stroke."""
        page = self._page(page_id)
        return None if page is None else self.movements.get(page.movement)

    def on_paper(self, page_id: str) -> "tuple[str, str, Mapping[str, Picture]]":
        """A page to print: HTML, its title, and the pictures that it names."""
        title = self.title(page_id)
        html = document.page_html(title, self._strokes(page_id) + self.body(page_id))
        return html, title, self._pictures((page_id,))

    def all_on_paper(self) -> "tuple[str, str, Mapping[str, Picture]]":
        """All of it to print, in the same way."""
        title = translate("guide", "Guide")
        more = [(self.title(SHORTCUTS), self.body(SHORTCUTS))]
        notes = "".join(document.note_html(note) for note in self.notes.values())
        if notes:
            more.append((translate("guide", "Your own questions"), notes))
        chapters = [
            (
                chapter.title,
                [
                    (page.title, self._strokes(page.id) + self.body(page.id))
                    for page in chapter.page
                ],
            )
            for chapter in self.guide.chapters
        ]
        html = document.whole_html(title, chapters, more)
        return html, title, self._pictures(page.id for page in self.guide.pages())

    def _strokes(self, page_id: str) -> str:
        """The places of its two pictures."""
        if self.stage(page_id) is None:
            return ""
        words = (translate("guide", "They breathe in"), translate("guide", "They breathe out"))
        return document.pictures_html((f"{page_id}-in", f"{page_id}-out"), words)

    def _pictures(self, page_ids: Iterable[str]) -> "dict[str, Picture]":
        from coach.ui.printing.back import stroke_picture  # noqa: PLC0415 -- only to print

        found = {}
        for page_id in page_ids:
            stage = self.stage(page_id)
            if stage is None:
                continue
            for name, inhale in (("in", True), ("out", False)):
                found[f"{page_id}-{name}"] = stroke_picture(
                    stage, inhale=inhale, hands=Hands.BOTH, avoid=(), wide=_PRINTED
                )
        return found

    def _page(self, page_id: str) -> Page | None:
        return next((page for page in self.guide.pages() if page.id == page_id), None)

    def _note(self, page_id: str) -> Note | None:
        number = note_number(page_id)
        return None if number is None else self.notes.get(number)
