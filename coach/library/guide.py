"""Reads the Guide: chapters of pages, those that come with the program and the user's own."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import msgspec

from coach.assets import asset_folder
from coach.library.protocols import read_protocol
from coach.massage.protocol import Protocol

MOST_BYTES = 1_000_000
LONGEST_LINE = 4_000
"""A key of many thousand parts would keep the TOML reader busy for minutes."""
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
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise ValueError(f"cannot be read: {error.strerror or error}") from None
    if len(data) > MOST_BYTES:
        raise ValueError(f"is larger than {MOST_BYTES // 1_000_000} MB")
    try:
        text = data.decode("utf-8-sig")
        if any(len(line) > LONGEST_LINE for line in text.split("\n")):
            raise ValueError(f"has a line of more than {LONGEST_LINE} characters")
        return msgspec.convert(tomllib.loads(text), Chapter)
    except UnicodeDecodeError:
        raise ValueError("is not UTF-8 text") from None
    except RecursionError:
        raise ValueError("a nesting is too deep to read") from None


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
