"""A document on its pages: what is kept together, what stands around it, its ink."""

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QColor, QImage, QPainter

from coach.ui.printing.document import Document, in_full
from coach.ui.printing.ink import INK
from coach.ui.printing.paper import A4, LETTER, PAPERS, paper_of
from coach.ui.printing.pdf import to_pdf
from coach.ui.printing.pictures import Picture
from coach.ui.theme import DARK
from tests.ui.printing.conftest import DAY, LONG, Pdf, asked

pytestmark = pytest.mark.usefixtures("fonts")


def pages(tmp_path, html, paper=A4, **more):
    path = tmp_path / "made.pdf"
    to_pdf(asked(html, **more), paper, path)
    return Pdf(path)


def many(count, words="breath hands oil glide"):
    return "".join(f"<p>{words} {n}. {words * 6}</p>" for n in range(count))


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
@pytest.mark.parametrize("before", range(22, 40, 3))
def test_a_heading_is_never_the_last_on_its_page(tmp_path, paper, before):
    made = pages(tmp_path, many(before) + "<h2>Heading</h2>" + many(30), paper)
    page = next(n for n in range(made.pages) if made.has("Heading", n))
    assert made.has("Heading breath", page)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
@pytest.mark.parametrize("before", [10, 17, 25])
def test_a_row_is_never_torn(tmp_path, paper, before):
    rows = "".join(
        f"<tr><td>from{n:02}<br>" + "more<br>" * 6 + f"until{n:02}</td><td>beside{n:02}</td></tr>"
        for n in range(20)
    )
    made = pages(tmp_path, many(before) + f"<table>{rows}</table>", paper)
    for n in range(20):
        on = {p for p in range(made.pages) for w in ("from", "until", "beside")
              if made.has(f"{w}{n:02}", p)}  # fmt: skip
        assert len(on) == 1


def test_every_word_is_there_once_however_many_pages(tmp_path):
    html = "".join(f"<h2>head{n:03}</h2><p>body{n:03} {'word ' * n}</p>" for n in range(120))
    made = pages(tmp_path, html)
    assert made.pages > 5
    assert all(made.count(f"{w}{n:03}") == 1 for n in range(120) for w in ("head", "body"))


def test_a_paragraph_goes_on_on_the_next_page_with_no_word_lost(tmp_path):
    """Qt writes the line before a page's first once more, unseen."""
    html = f"<p>{' '.join(f'word{n:04}' for n in range(1500))}</p>"
    made = pages(tmp_path, html)
    assert made.pages > 2
    counts = [made.count(f"word{n:04}") for n in range(1500)]
    assert min(counts) == 1
    assert sum(counts) - 1500 <= (made.pages - 1) * 12


def test_a_page_can_be_asked_for(tmp_path):
    made = pages(tmp_path, '<p>one</p><h1 style="page-break-before: always">two</h1>')
    assert made.pages == 2
    assert made.has("two", 1)


def test_each_page_has_its_number_and_the_day_and_those_after_the_first_the_title(tmp_path):
    made = pages(tmp_path, many(60), title="How to glide")
    for page in range(made.pages):
        assert made.has(f"Page {page + 1} of {made.pages}", page)
        assert made.has(in_full(DAY), page)
        assert made.has("How to glide", page) is (page > 0)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_a_word_too_long_for_its_place_is_broken_not_cut(tmp_path, paper):
    cells = f"<td>{LONG * 2}</td>" * 6
    document = Document(asked(f"<h1>{LONG * 2}</h1><table><tr>{cells}</tr></table>"), paper)
    assert document.text.size().width() <= paper.room.width() + 1


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_nothing_lies_in_the_margins(tmp_path, paper):
    made = pages(tmp_path, f"<h1>{LONG}</h1>" + many(30), paper)
    for page in range(made.pages):
        image = made.image(page)
        edge = round(image.width() * 10 / paper.wide_mm)
        inner = image.rect().adjusted(edge, edge, -edge, -edge)
        dark = [
            (x, y)
            for y in range(0, image.height(), 3)
            for x in range(0, image.width(), 3)
            if not inner.contains(x, y) and QColor(image.pixel(x, y)).lightness() < 200
        ]
        assert dark == []


def painted(document):
    image = QImage(794, 1123, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    document.draw_page(painter, 0)
    painter.end()
    return image


def test_what_was_written_for_a_dark_screen_is_printed_as_if_it_had_no_colours():
    body = f'style="background: {DARK.ground}; color: {DARK.text}"'
    text = f'style="color: {DARK.muted}; background-color: {DARK.raised}"'
    html = (
        "<body {}><h1>Oils</h1><p {}>Few drops</p>"
        "<table {}><tr><td {}>mint</td></tr></table></body>"
    )
    ground, raised = f'bgcolor="{DARK.ground}"', f'bgcolor="{DARK.raised}"'
    dark = Document(asked(html.format(body, text, ground, raised)), A4)
    assert painted(dark) == painted(Document(asked(html.format("", "", "", "")), A4))


def test_dark_colours_of_its_own_are_kept():
    plain, brown = (
        painted(Document(asked(f'<p style="color: {ink}">In</p>'), A4))
        for ink in (INK.text, INK.inhale)
    )
    assert plain != brown


def test_pictures_are_drawn_where_they_are_named():
    red = Picture(40.0, 30.0, lambda painter: painter.fillRect(0, 0, 40, 30, QColor("#ff0000")))
    document = Document(asked('<p>x <img src="picture:red"></p>', pictures={"red": red}), A4)
    image = painted(document)
    count = sum(image.pixel(x, y) == 0xFFFF0000 for y in range(200) for x in range(200))
    assert 1000 <= count <= 1300


def test_a_picture_that_is_not_there_is_told():
    with pytest.raises(KeyError):
        Document(asked('<img src="picture:none">'), A4)


def test_room_that_is_left_is_for_notes(tmp_path):
    assert pages(tmp_path, "<p>short</p>", notes="Notes").has("Notes")
    assert not pages(tmp_path, "<p>short</p>").has("Notes")


@pytest.mark.parametrize(
    ("name", "locale", "paper"),
    [
        ("", "en_US", LETTER),
        ("", "es_MX", LETTER),
        ("", "en_GB", A4),
        ("", "de_DE", A4),
        ("", "C", A4),
        ("A4", "en_US", A4),
        ("Letter", "de_DE", LETTER),
        ("A7", "de_DE", A4),
    ],
)
def test_the_paper_is_the_chosen_or_the_countrys(name, locale, paper):
    assert paper_of(name, QLocale(locale)) is paper
