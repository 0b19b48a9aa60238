"""What the Guide's search goes over, and what stands in its contents."""

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from coach.library.guide import Chapter, Guide, Page
from coach.library.guide_index import Entry
from coach.library.notebook import Note
from coach.ui.guide.document import Group, Keys, plain

translate = QCoreApplication.translate

SHORTCUTS = "shortcuts"
ASK = "ask"
NOTE = "note-"
"""Before a note's number: the id of its page."""
_KEY = "key-"
"""Before a shortcut's number: to be found, and leads to the page of all."""


class Row(NamedTuple):
    """A line of the contents or of what was found; a heading has no id."""

    id: str
    title: str
    snippet: str = ""


def contents(guide: Guide, notes: Mapping[int, Note]) -> list[Row]:
    """All pages; the chapter that is longest by far comes last."""
    longest = max(guide.chapters, key=lambda chapter: len(chapter.page), default=None)
    rows: list[Row] = []
    for chapter in guide.chapters:
        if chapter is not longest:
            rows += _of_chapter(chapter)
    rows.append(Row("", translate("guide", "Keys")))
    rows.append(Row(SHORTCUTS, translate("guide", "Shortcuts")))
    rows.append(Row("", translate("guide", "Your own questions")))
    rows += (Row(note_id(number), note.question) for number, note in notes.items())
    rows.append(Row(ASK, translate("guide", "Ask a question of your own")))
    return rows if longest is None else rows + _of_chapter(longest)


def entries(
    guide: Guide, notes: Mapping[int, Note], groups: list[Group], keys: Keys
) -> list[Entry]:
    """Everything that can be found."""
    found = [Entry(each.id, each.title, plain(each, keys), each.words) for each in guide.pages()]
    found += (Entry(note_id(n), note.question, note.answer) for n, note in notes.items())
    shortcuts = (shortcut for group in groups for shortcut in group.shortcuts)
    for number, (pressed, name, meaning) in enumerate(shortcuts):
        words = translate("guide", "key shortcut button press")
        found.append(Entry(f"{_KEY}{number}", f"{name}: {pressed}", meaning, words))
    return found


def _of_chapter(chapter: Chapter) -> list[Row]:
    return [Row("", chapter.title), *(Row(page.id, page.title) for page in chapter.page)]


def note_id(number: int) -> str:
    """The id of a note's page."""
    return f"{NOTE}{number}"


def note_number(page_id: str) -> int | None:
    """Which note a page is; None for another page."""
    number = page_id.removeprefix(NOTE)
    return int(number) if number != page_id and number.isdecimal() else None


def opened_by(entry_id: str) -> str:
    """The page that an entry leads to."""
    number = entry_id.removeprefix(_KEY)
    return SHORTCUTS if number != entry_id and number.isdecimal() else entry_id


def neighbours(page: Page, guide: Guide) -> list[Row]:
    """The pages that it names, those that there are."""
    titles = {each.id: each.title for each in guide.pages()}
    titles[SHORTCUTS] = translate("guide", "Shortcuts")
    return [Row(each, titles[each]) for each in page.see if each in titles]
