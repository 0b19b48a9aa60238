"""The Guide as simple HTML, for the screen and for paper: what QTextDocument understands."""

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from coach.library.guide import Fact, Page
from coach.library.notebook import Note

translate = QCoreApplication.translate

PAPER_MUTED = "#555555"
_KEY = re.compile(r"\{([a-z_]+)\}")

Keys = Mapping[str, str]
"""The key for an action's name, as a user would say it."""


Titled = Sequence[tuple[str, str]]
"""Pages as titles and bodies."""


class Shortcut(NamedTuple):
    """A key, what it is called, and what it does."""

    keys: str
    name: str
    meaning: str


class Group(NamedTuple):
    """Keys that hold in one place."""

    title: str
    shortcuts: Sequence[Shortcut]


def with_keys(text: str, keys: Keys) -> str:
    """The text with the user's own keys in place of {hold} and the like."""
    return _KEY.sub(lambda found: keys.get(found[1], found[0]), text)


def plain(page: Page, keys: Keys) -> str:
    """All its words in one line, without its title."""
    parts = (part for fact in page.fact for part in (fact.about, fact.text) if part)
    return with_keys(" ".join(parts), keys)


def body_html(page: Page, keys: Keys, muted: str = PAPER_MUTED) -> str:
    """A page without its title: its facts, each with its source beside it."""
    return "".join(_fact_html(fact, keys, muted) for fact in page.fact)


def shortcuts_html(groups: Iterable[Group], muted: str = PAPER_MUTED) -> str:
    """The keys, a table for each place."""
    return "".join(_group_html(group, muted) for group in groups)


def answer_html(note: Note, muted: str = PAPER_MUTED) -> str:
    """What the user wrote to a question, and when it was asked."""
    none = translate("guide", "Not answered yet.")
    answer = html.escape(note.answer, quote=False).replace("\n", "<br/>") or f"<i>{none}</i>"
    asked = translate("guide", "Asked on {day}").replace("{day}", html.escape(note.asked))
    day = f'<br/><span style="color: {muted}; font-size: small">{asked}</span>'
    return f"<p>{answer}{day if note.asked else ''}</p>"


def note_html(note: Note) -> str:
    """A question and its answer."""
    return f"<h3>{html.escape(note.question)}</h3>{answer_html(note)}"


def page_html(title: str, body: str) -> str:
    """A document of one page."""
    return f"<html><body><h2>{html.escape(title)}</h2>{body}</body></html>"


def pictures_html(names: Sequence[str], words: Sequence[str]) -> str:
    """Pictures beside each other, each with words below it."""
    cells = "".join(
        f'<td align="center"><img src="picture:{name}"/><br/>{html.escape(word)}</td>'
        for name, word in zip(names, words, strict=True)
    )
    return f'<table cellpadding="12" cellspacing="0"><tr>{cells}</tr></table>'


def whole_html(
    title: str, chapters: Iterable[tuple[str, Titled]], more: Iterable[tuple[str, str]]
) -> str:
    """A document of all chapters, then `more` pages, each on a new sheet of paper."""
    parts = [f"<h1>{html.escape(title)}</h1>"]
    for number, (name, pages) in enumerate(chapters):
        sheet = ' style="page-break-before: always"' if number else ""
        parts.append(f"<h2{sheet}>{html.escape(name)}</h2>")
        parts += (f"<h3>{html.escape(name)}</h3>{body}" for name, body in pages)
    for name, body in more:
        parts.append(f'<h2 style="page-break-before: always">{html.escape(name)}</h2>{body}')
    return f"<html><body>{''.join(parts)}</body></html>"


def _fact_html(fact: Fact, keys: Keys, muted: str) -> str:
    about = f"<b>{html.escape(fact.about)}</b><br/>" if fact.about else ""
    source = translate("guide", "Source: {source}").replace("{source}", fact.source)
    return (
        f"<p>{about}{_text_html(fact.text, keys)}<br/>"
        f'<span style="color: {muted}; font-size: small">{html.escape(source)}</span></p>'
    )


def _text_html(text: str, keys: Keys) -> str:
    """Escaped, its own line breaks kept, its keys in bold."""
    lines = html.escape(text, quote=False).replace("\n", "<br/>")
    return _KEY.sub(
        lambda found: f"<b>{html.escape(keys[found[1]])}</b>" if found[1] in keys else found[0],
        lines,
    )


def _group_html(group: Group, muted: str) -> str:
    rows = "".join(
        f'<tr><td width="36%"><b>{html.escape(keys)}</b></td>'
        f'<td>{html.escape(name)}<br/><span style="color: {muted}">{html.escape(meaning)}</span>'
        "</td></tr>"
        for keys, name, meaning in group.shortcuts
    )
    return (
        f"<p><b>{html.escape(group.title)}</b></p>"
        f'<table width="100%" cellpadding="5" cellspacing="0">{rows}</table>'
    )
