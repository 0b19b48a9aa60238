"""Documents on paper, and PDFs read again."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPainter

from coach.breath.lead import Lead
from coach.breath.pattern import BreathPattern
from coach.massage.avoid import Patch
from coach.massage.checks import Answered
from coach.massage.oils import Blend, Dose
from coach.session.events import Pacing
from coach.session.prepared import Prepared
from coach.ui.prepare.choice import Choice
from coach.ui.printing.document import Print
from coach.ui.theme import load_fonts
from tests.helpers.sessions import shipped

DAY = date(2026, 11, 25)
LONG = "Rückenschmerzbehandlungsmassagevorbereitungsgespräch"
BLEND = Blend(
    "almond",
    {"en": "sweet almond"},
    30.0,
    2.0,
    (
        Dose("lavender", {"en": "lavender"}, 8),
        Dose("mint", {"en": "mint"}, 0),
        Dose("jasmine", {"en": "jasmine"}, 1),
    ),
)
PREPARED = Prepared(
    blend=BLEND,
    answers=(
        Answered("fever", {"en": "Fever or infection?"}, yes=False),
        Answered("pregnant", {"en": "Pregnant?"}, yes=True, weeks=12),
    ),
    avoid=(Patch(-0.12, 0.42, 0.04), Patch(-0.10, 0.44, 0.04), Patch(0.0, 0.9, 0.03)),
)


def choice(protocol=None, **more):
    return Choice(
        **{
            "protocol": protocol or shipped(),
            "skipped": (),
            "minutes": 40.0,
            "pattern": BreathPattern(14.0, 0.4, 0.0),
            "pacing": Pacing.STEADY,
            "client": "Maria K.",
            "countdown_s": 60,
            "prepared": PREPARED,
            "lead": Lead(8.0, 20 * 60_000),
            **more,
        }
    )


def asked(html="<h1>Oils</h1><p>Few drops.</p>", title="Oils", **more):
    return Print(title, html, DAY, **more)


class Pdf:
    """A PDF as a reader's program sees it."""

    def __init__(self, path: Path) -> None:
        from PySide6.QtPdf import QPdfDocument  # noqa: PLC0415 -- only where one is read

        self.data = path.read_bytes()
        self._document = QPdfDocument()
        assert self._document.load(str(path)) is QPdfDocument.Error.None_
        self.pages = self._document.pageCount()

    def size_mm(self, page=0):
        size = self._document.pagePointSize(page)
        return round(size.width() / 72 * 25.4, 1), round(size.height() / 72 * 25.4, 1)

    def has(self, words, page=None):
        return self.count(words, page) > 0

    def count(self, words, page=None):
        """How often they are there, on a page or on any."""
        wanted = range(self.pages) if page is None else (page,)
        return sum(self._tight(each).count("".join(words.split())) for each in wanted)

    @cache  # noqa: B019 -- it lives as long as a test
    def _tight(self, page):
        """Without spaces: Qt writes each letter by itself, and a reader guesses the gaps."""
        return "".join(self._document.getAllText(page).text().split())

    def image(self, page=0, wide=620):
        size = self._document.pagePointSize(page)
        high = round(wide * size.height() / size.width())
        made = self._document.render(page, QSize(wide, high))
        flat = QImage(made.size(), QImage.Format.Format_RGB32)
        flat.fill(0xFFFFFF)
        painter = QPainter(flat)
        painter.drawImage(0, 0, made)
        painter.end()
        return flat


@pytest.fixture
def fonts(qapp):
    load_fonts()
