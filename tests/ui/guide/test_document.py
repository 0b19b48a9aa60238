"""The Guide as HTML: safe, with sources, with the user's keys."""

from PySide6.QtGui import QTextDocument

from coach.library.guide import Fact, Page
from coach.library.notebook import Note
from coach.ui.guide import document
from coach.ui.guide.document import Group, Shortcut

PAGE = Page("a", "A < B", (Fact("Press {hold} & {none}\nthen <rest>.", "Me, 2020", "Now"),))
KEYS = {"hold": "<H>"}


def plain(html):
    made = QTextDocument()
    made.setHtml(html)
    return made.toPlainText()


def test_a_page_says_what_it_says_with_its_source(qapp):
    text = plain(document.page_html(PAGE.title, document.body_html(PAGE, KEYS)))
    assert text.replace("\u2028", "\n").split("\n") == [
        *("A < B", "Now", "Press <H> & {none}", "then <rest>.", "Source: Me, 2020")
    ]
    assert document.plain(PAGE, KEYS) == "Now Press <H> & {none}\nthen <rest>."


def test_a_question_of_ones_own_is_no_markup(qapp):
    note = Note("1 < 2?", "2026-11-25", "<b>yes</b>\nno")
    text = plain(document.note_html(note)).replace("\u2028", "\n")
    assert text.split("\n") == ["1 < 2?", "<b>yes</b>", "no", "Asked on 2026-11-25"]


def test_all_of_it_is_one_document(qapp):
    keys = Group("Massage", [Shortcut("H", "Hold", "Rest.")])
    more = [("Keys", document.shortcuts_html([keys]))]
    pages = [(PAGE.title, document.body_html(PAGE, KEYS))]
    html = document.whole_html("G", [("One", pages), ("Two", pages)], more)
    text = plain(html)
    assert text.index("One") < text.index("Two") < text.index("Keys") < text.index("Hold")
    assert html.count("page-break-before") == 2
