"""Sheets of paper: their sizes, and which one a country prints on."""

import msgspec
from PySide6.QtCore import QLocale, QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize

PER_MM = 96 / 25.4
"""A document's own unit is 1/96 inch, whatever prints or shows it: its pages break alike on all."""
MARGIN_MM = 14.0
HEAD_MM, FOOT_MM = 6.0, 7.0
"""Of the height between the margins, for the lines above and below the text."""


class Paper(msgspec.Struct, frozen=True):
    """A sheet, upright; sizes in mm."""

    name: str
    wide_mm: float
    high_mm: float
    size_id: QPageSize.PageSizeId

    @property
    def sheet(self) -> QSizeF:
        """The whole sheet, in a document's units."""
        return QSizeF(self.wide_mm, self.high_mm) * PER_MM

    @property
    def room(self) -> QSizeF:
        """What is left for the text, in a document's units."""
        high = self.high_mm - 2 * MARGIN_MM - HEAD_MM - FOOT_MM
        return QSizeF(self.wide_mm - 2 * MARGIN_MM, high) * PER_MM

    @property
    def layout(self) -> QPageLayout:
        """For a printer; the margins are the document's own."""
        upright = QPageLayout.Orientation.Portrait
        return QPageLayout(QPageSize(self.size_id), upright, QMarginsF(0, 0, 0, 0))


A4 = Paper("A4", 210.0, 297.0, QPageSize.PageSizeId.A4)
LETTER = Paper("Letter", 215.9, 279.4, QPageSize.PageSizeId.Letter)
PAPERS = (A4, LETTER)

_LETTER_IN = frozenset(
    getattr(QLocale.Country, name)
    for name in (
        "UnitedStates", "Canada", "Mexico", "Guatemala", "ElSalvador", "CostaRica", "Panama",
        "Colombia", "Venezuela", "Chile", "Philippines", "PuertoRico", "Nicaragua",
        "DominicanRepublic",
    )
)  # fmt: skip
"""Source: Unicode CLDR, supplementalData, paperSize type "US-Letter"."""


def paper_of(name: str, locale: QLocale) -> Paper:
    """The paper of that name; for any other name the one that is usual where the locale is."""
    for paper in PAPERS:
        if paper.name == name:
            return paper
    return LETTER if locale.territory() in _LETTER_IN else A4
