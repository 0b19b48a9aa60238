"""Reads the Guide: chapters of pages, those that come with the program and the user's own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import msgspec

from coach.assets import asset_folder
from coach.library.own_files import read_text
from coach.library.protocols import read_protocol
from coach.massage.data_file import tables
from coach.massage.protocol import Protocol

LONGEST_LINE = 4_000
"""A text is one line, longer than those of other data files."""
ENGLISH = "en"
MOVEMENTS = "movements.toml"
"""A protocol whose stages are the movements that no other protocol has."""

Words = Annotated[str, msgspec.Meta(min_length=1, max_length=2_000)]
PageId = Annotated[str, msgspec.Meta(pattern="^[a-z][a-z0-9-]*$", max_length=60)]


class Fact(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A paragraph and where it comes from; `about` is its heading, where it has one."""

    text: Words
    source: Words
    about: Annotated[str, msgspec.Meta(max_length=200)] = ""


class Page(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something to read. `words` are others that a user may search by; `movement` is
    "protocol/stage"; `see` are the ids of pages near it.
    """

    id: PageId
    title: Words
    fact: Annotated[tuple[Fact, ...], msgspec.Meta(min_length=1)]
    words: Annotated[str, msgspec.Meta(max_length=2_000)] = ""
    movement: Annotated[str, msgspec.Meta(pattern="^([a-z0-9-]+/[a-z0-9-]+)?$")] = ""
    see: tuple[PageId, ...] = ()


class Chapter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Pages that belong together, in order."""

    title: Words
    page: Annotated[tuple[Page, ...], msgspec.Meta(min_length=1)]


class Guide(msgspec.Struct, frozen=True):
    """All chapters, and a sentence for each file that could not be used."""

    chapters: tuple[Chapter, ...]
    problems: tuple[str, ...] = ()

    def pages(self) -> Iterator[Page]:
        """All pages in order."""
        for chapter in self.chapters:
            yield from chapter.page


def read_guide(folder: Path, language: str) -> Guide:
    """The shipped chapters in that language, else in English, then the user's `<folder>/guide`.

    Files are chapters, in the order of their names. A user's page with the id of another takes
    its place. Raises FileNotFoundError where the installation lacks its own.
    """
    shipped = asset_folder("guide")
    own_words = shipped / language
    places = sorted((own_words if own_words.is_dir() else shipped / ENGLISH).glob("*.toml"))
    chapters: list[Chapter] = []
    problems: list[str] = []
    for path in (*places, *sorted((folder / "guide").glob("*.toml"))):
        try:
            chapters.append(read_chapter(path))
        except ValueError as error:
            problems.append(f"{path}: {error}")
    return Guide(_latest(chapters), tuple(problems))


def read_movements() -> Protocol:
    """The strokes that no shipped protocol has, each as a stage. Raises ProtocolError."""
    return read_protocol(asset_folder("guide") / MOVEMENTS)


def read_chapter(path: Path) -> Chapter:
    """The chapter in a file. Raises ValueError with what is wrong with it."""
    return msgspec.convert(tables(read_text(path, longest=LONGEST_LINE)), Chapter)


def _latest(chapters: list[Chapter]) -> tuple[Chapter, ...]:
    """Of pages with one id the last; a chapter that has none left is left out."""
    last = {page.id: page for chapter in chapters for page in chapter.page}
    placed: set[str] = set()
    kept = []
    for chapter in chapters:
        pages = []
        for page in chapter.page:
            if page.id not in placed:
                placed.add(page.id)
                pages.append(last[page.id])
        if pages:
            kept.append(msgspec.structs.replace(chapter, page=tuple(pages)))
    return tuple(kept)
