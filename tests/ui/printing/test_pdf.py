"""The file: its size, letters and lines, and what happens where the disk refuses."""

import pytest

from coach.library.errors import LibraryError
from coach.ui.printing.document import Document
from coach.ui.printing.paper import A4, LETTER
from coach.ui.printing.pdf import PdfFile, to_pdf
from coach.ui.printing.sheet import sheet_of
from tests.ui.printing.conftest import DAY, Pdf, asked, choice

pytestmark = pytest.mark.usefixtures("fonts")


@pytest.mark.parametrize(("paper", "size"), [(A4, (210.0, 297.0)), (LETTER, (215.9, 279.4))])
def test_each_page_has_the_papers_size(tmp_path, paper, size):
    path = tmp_path / "made.pdf"
    count = to_pdf(asked("<p>line</p>" * 100), paper, path)
    made = Pdf(path)
    assert made.pages == count == 3
    for page in range(count):
        assert made.size_mm(page) == pytest.approx(size, abs=0.4)


def test_letters_are_inside_and_pictures_are_lines(tmp_path):
    path = tmp_path / "made.pdf"
    to_pdf(sheet_of(choice(), "en", DAY), A4, path)
    data = path.read_bytes()
    assert b"Inter" in data
    assert b"/FontFile2" in data
    assert b"/Subtype /Image" not in data
    assert len(data) < 1_000_000


def test_the_file_is_for_its_owner_only(tmp_path):
    path = tmp_path / "made.pdf"
    to_pdf(asked(), A4, path)
    assert path.stat().st_mode & 0o077 == 0


def test_where_the_disk_refuses_the_old_file_stays_and_a_sentence_says_why(tmp_path, monkeypatch):
    path = tmp_path / "made.pdf"
    path.write_bytes(b"old")
    import os  # noqa: PLC0415

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "open", full)
        with pytest.raises(LibraryError, match="disk is full"):
            to_pdf(asked(), A4, path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.glob("*.part")) == []
    with pytest.raises(LibraryError):
        to_pdf(asked(), A4, tmp_path / "none" / "made.pdf")


def test_a_file_that_is_given_up_is_never_begun(tmp_path):
    made = PdfFile(Document(asked("<p>line</p>" * 200), A4))
    steps = made.pages()
    assert next(steps) == 1
    steps.close()
    assert list(tmp_path.iterdir()) == []
