"""What is found, whatever its case and accents."""

import pytest

from coach.library.search import MOST_WORDS, folded, words


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Zoë", "zoe"),
        ("ŁUCZAK", "luczak"),
        ("Strauß", "strauss"),
        ("Ærø", "aero"),
        ("\N{FULLWIDTH LATIN CAPITAL LETTER A}nna", "anna"),
        ("I\N{COMBINING DOT ABOVE}rem", "irem"),
        ("Мария", "мария"),
        ("a\ud800b", "ab"),
    ],
)
def test_letters_are_bare(text, bare):
    assert folded(text) == bare


def test_a_search_is_its_words_and_not_too_many():
    assert words("  Anna\t trap ") == ["anna", "trap"]
    assert words(" ") == []
    assert len(words("a " * 5_000)) == MOST_WORDS
