"""Search over the Guide: SQLite's full text index in memory, answered at every keystroke."""

import difflib
import re
import sqlite3
from collections.abc import Iterable, Sequence

import msgspec

from coach.library.search import MOST_WORDS, folded

_WORD = re.compile(r"[^\W_]+")
BEGIN, END = "\x02", "\x03"
"""Around a word that matched."""
MOST_HITS = 20
_SNIPPET = 12
"""Words of the body that are shown."""
_LIKENESS = 0.75
"""Of a mistyped word to the one that was meant; kneeding is 0.88 like kneading."""
_LEAST_LETTERS = 4
"""Shorter words are not guessed at: "she" is no sheet."""
_MOST_ENDINGS = 24
"""Words that a word under way may become."""


class Entry(msgspec.Struct, frozen=True):
    """Something to be found: `words` are searched and not shown."""

    id: str
    title: str
    body: str
    words: str = ""


class Hit(msgspec.Struct, frozen=True):
    """An entry that was found; in both texts BEGIN and END stand around what matched."""

    id: str
    title: str
    snippet: str


class GuideIndex:
    """Finds entries by words, by their beginnings, and by what was nearly typed."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._db = sqlite3.connect(":memory:", isolation_level=None)
        self._db.executescript(
            """
            CREATE VIRTUAL TABLE entry USING fts5(
                id UNINDEXED, title, words, body,
                tokenize = 'porter unicode61 remove_diacritics 2', prefix = '1 2 3'
            );
            CREATE VIRTUAL TABLE spelled USING fts5(
                whole, tokenize = 'unicode61 remove_diacritics 2', content = ''
            );
            CREATE VIRTUAL TABLE word USING fts5vocab(spelled, row);
            """
        )
        self.fill(entries)

    def close(self) -> None:
        """Let go of the memory."""
        self._db.close()

    def fill(self, entries: Iterable[Entry]) -> None:
        """These, and none that were there before."""
        db = self._db
        rows = [(each.id, each.title, each.words, each.body) for each in entries]
        db.execute("BEGIN")
        db.execute("DELETE FROM entry")
        db.execute("INSERT INTO spelled(spelled) VALUES ('delete-all')")
        db.executemany("INSERT INTO entry VALUES (?, ?, ?, ?)", rows)
        db.executemany(
            "INSERT INTO spelled(whole) VALUES (?)", ((" ".join(row[1:]),) for row in rows)
        )
        db.execute("COMMIT")
        # As they are spelled, not as they are stemmed: "breathi" is to become "breathing".
        self._meant_by: dict[str, list[str]] = {}
        self._vocabulary = [term for (term,) in db.execute("SELECT term FROM word")]

    def search(self, typed: str) -> list[Hit]:
        """The best first: by how many of the words, how rare, and where; the title counts most."""
        wanted = _WORD.findall(folded(typed))[:MOST_WORDS]
        if not wanted:
            return []
        meant = [self._meant(word) for word in wanted[:-1]]
        meant.append(self._meant(wanted[-1], under_way=True))
        query = " OR ".join(meant)
        rows = self._db.execute(
            "SELECT id, highlight(entry, 1, ?1, ?2), snippet(entry, 3, ?1, ?2, '…', ?3)"
            " FROM entry WHERE entry MATCH ?4 ORDER BY bm25(entry, 0, 10, 6, 1.5), rowid LIMIT ?5",
            (BEGIN, END, _SNIPPET, query, MOST_HITS),
        )
        return [Hit(*row) for row in rows]

    def _meant(self, word: str, *, under_way: bool = False) -> str:
        """What to look for: the word, what it may become, or what it was meant to be."""
        become = self._beginning_with(word)
        if word in become or (not under_way and len(word) < _LEAST_LETTERS):
            become = [word]
        elif not become and len(word) >= _LEAST_LETTERS:
            become = self._nearly(word)
        quoted = [f'"{each}"' for each in dict.fromkeys((word, *become))]
        if under_way:
            quoted[0] += " *"
        return " OR ".join(quoted)

    def _beginning_with(self, word: str) -> Sequence[str]:
        """As they are spelled, the word itself first."""
        rows = self._db.execute(
            "SELECT term FROM word WHERE term >= ? AND term < ? ORDER BY term LIMIT ?",
            (word, word + "\U0010ffff", _MOST_ENDINGS),
        )
        return [term for (term,) in rows]

    def _nearly(self, word: str) -> Sequence[str]:
        """Words of about that length that begin with one of its first two letters, the likest."""
        if word not in self._meant_by:
            near = [
                term
                for term in self._vocabulary
                if abs(len(term) - len(word)) <= 2 and term[0] in word[:2]
            ]
            self._meant_by[word] = difflib.get_close_matches(word, near, 3, _LIKENESS)
        return self._meant_by[word]
