"""The search: words, their beginnings, and what was nearly typed."""

import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.library.guide_index import BEGIN, END, Entry, GuideIndex

ENTRIES = (
    Entry("knead", "Kneading", "Both thumbs, slowly up beside the spine.", "petrissage"),
    Entry("breath", "The client breathes very fast", "Go on tapping.", "rapid quick"),
    Entry("oil", "Which oil?", "Grape seed, or sweet almond. Café oil.", ""),
)


@pytest.fixture
def index():
    made = GuideIndex(ENTRIES)
    yield made
    made.close()


def ids(hits):
    return [hit.id for hit in hits]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("kneading", "knead"),
        ("KNEADING?", "knead"),
        ("petrissage", "knead"),
        ("thumb", "knead"),
        ("breathing", "breath"),
        ("cafe", "oil"),
        ("oils", "oil"),
        ("kneeding", "knead"),
        ("almnod", "oil"),
    ],
)
def test_words_are_found_in_other_forms_and_nearly_typed(index, typed, first):
    assert ids(index.search(typed))[0] == first


@pytest.mark.parametrize(("word", "found"), [("breathing", "breath"), ("kneading", "knead")])
def test_at_every_letter_of_a_word_it_is_found(index, word, found):
    for letters in range(1, len(word) + 1):
        assert found in ids(index.search(word[:letters])), word[:letters]


@pytest.mark.parametrize("typed", ["", "  ", "?!", '"', "*", "zzzzz", "xq"])
def test_nothing_is_found_for_nothing(index, typed):
    assert index.search(typed) == []


def test_what_matched_is_marked(index):
    (hit,) = index.search("grape")
    assert hit.snippet.startswith(f"{BEGIN}Grape{END} seed")
    (hit,) = index.search("kneading")
    assert hit.title == f"{BEGIN}Kneading{END}"


def test_a_title_counts_more_than_a_text():
    index = GuideIndex([Entry("a", "Other", "some oil here"), Entry("b", "Oil", "nothing else")])
    assert ids(index.search("oil")) == ["b", "a"]
    index.close()


def test_other_entries_take_the_place_of_those_before(index):
    index.fill([Entry("new", "Hot stones", "Not here.")])
    assert index.search("kneading") == []
    assert ids(index.search("stnoes")) == ["new"]


@settings(max_examples=150)
@given(st.text(max_size=60))
def test_whatever_is_typed_is_no_error(typed):
    index = GuideIndex(ENTRIES)
    try:
        for hit in index.search(typed):
            assert hit.id in {"knead", "breath", "oil"}
    except sqlite3.Error as error:  # its words, before the index is gone
        pytest.fail(f"{typed!r}: {error}")
    finally:
        index.close()
