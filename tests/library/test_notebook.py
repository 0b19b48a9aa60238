"""The user's own questions in a file that a person can read."""

import os
import stat

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from coach.library.errors import LibraryError
from coach.library.notebook import FILE, Note, Notebook

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)
NOTES = st.lists(st.builds(Note, TEXT.filter(bool), st.just("2026-11-25"), TEXT), max_size=5)


def again(folder):
    book = Notebook(folder)
    assert book.problem is None
    return list(book.notes().values())


def test_a_question_is_kept_answered_deleted_and_had_back(tmp_path):
    book = Notebook(tmp_path / "data")
    first = book.add(Note("How warm?", "2026-11-25"))
    second = book.add(Note("How cold?", "2026-11-26"))
    book.put(first, Note("How warm?", "2026-11-25", "24 °C.\nOr more."))
    assert again(tmp_path / "data") == list(book.notes().values())
    deleted = book.delete(first)
    assert [note.question for note in again(tmp_path / "data")] == ["How cold?"]
    book.put(first, deleted)
    assert list(book.notes()) == [first, second]
    assert again(tmp_path / "data")[0].answer == "24 °C.\nOr more."


def test_the_file_is_plain_and_its_owners_alone(tmp_path):
    Notebook(tmp_path).add(Note("How warm?", "2026-11-25", "Warm.\nVery."))
    path = tmp_path / FILE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    text = path.read_text(encoding="utf-8")
    assert text.startswith("#")
    assert 'question = "How warm?"' in text
    assert "Warm.\nVery." in text


@settings(max_examples=60)
@given(NOTES)
@example([Note("a", "", "\nb\r\nc\n"), Note("\r\n", "", '\n"""\\')])
def test_what_is_written_is_read_again_the_same(tmp_path_factory, notes):
    folder = tmp_path_factory.mktemp("home")
    book = Notebook(folder)
    for note in notes:
        book.add(note)
    assert again(folder) == notes


@pytest.mark.parametrize(
    ("data", "kept"),
    [
        (b"[[note]\n", []),
        (b"\xff", []),
        (b"note = 3\n", []),
        (b'[[note]]\nquestion = "a"\n[[note]]\nquestion = 3\n', ["a"]),
        (b'[[note]]\nquestion = "a"\n[[note]]\nquestion = "b"\nnew = 1\n', ["a"]),
        (b'more = 1\n[[note]]\nquestion = "a"\n', ["a"]),
    ],
)
def test_what_is_damaged_is_told_and_kept_aside(tmp_path, data, kept):
    (tmp_path / FILE).write_bytes(data)
    book = Notebook(tmp_path)
    assert [note.question for note in book.notes().values()] == kept
    (aside,) = tmp_path.glob("notebook-damaged-*.toml")
    assert aside.read_bytes() == data
    assert str(aside) in book.problem
    book.add(Note("new"))
    assert [note.question for note in again(tmp_path)] == [*kept, "new"]


def test_a_file_that_cannot_be_read_is_left_as_it_is(tmp_path):
    (tmp_path / FILE).mkdir()
    book = Notebook(tmp_path)
    assert str(tmp_path / FILE) in book.problem
    with pytest.raises(LibraryError):
        book.add(Note("new"))
    assert book.notes() == {}


def test_where_the_disk_refuses_nothing_changes(tmp_path, monkeypatch):
    book = Notebook(tmp_path)
    book.add(Note("first"))

    def refuse(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(LibraryError, match="full"):
        book.add(Note("second"))
    assert len(book.notes()) == 1
    assert len(again(tmp_path)) == 1


def test_a_book_that_would_be_too_long_to_read_is_not_written(tmp_path):
    book = Notebook(tmp_path)
    with pytest.raises(LibraryError, match="full"):
        book.add(Note("long", answer="x" * 4_000_001))
    assert again(tmp_path) == []
