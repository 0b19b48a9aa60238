"""A saved session as the list shows it, and how its day is called."""

from datetime import date, datetime

import msgspec
from PySide6.QtCore import QCoreApplication, QDate, QLocale

translate = QCoreApplication.translate


class Entry(msgspec.Struct, frozen=True):
    """A line of the list. `started` is the time where it was given; rates in breaths/min, None
    where unknown.
    """

    id: int
    started: datetime
    client: str
    protocol: str
    length_ms: int
    first_bpm: float | None = None
    last_bpm: float | None = None
    areas: int = 0
    softened: int = 0
    interrupted: bool = False
    under_way: bool = False
    """In another program, at this moment."""
    speed: float = 1.0
    """Other than 1: a rehearsal."""

    def note(self) -> str:
        """What sets it apart; mostly nothing."""
        if self.under_way:
            return translate("library", "under way")
        if self.speed != 1.0:
            label = translate("library", "rehearsal ×{speed}")
            return label.replace("{speed}", f"{self.speed:g}")
        return translate("library", "interrupted") if self.interrupted else ""


def when(started: datetime, today: date) -> str:
    """Today and yesterday by their names, other days by date; of another year, the day alone."""
    time = f"{started:%H:%M}"
    days = (today - started.date()).days
    if days == 0:
        return translate("library", "Today {time}").replace("{time}", time)
    if days == 1:
        return translate("library", "Yesterday {time}").replace("{time}", time)
    this_year = started.year == today.year
    pattern = "d MMM" if this_year else "d MMM yyyy"
    day = QLocale().toString(QDate(started.year, started.month, started.day), pattern)
    return f"{day} {time}" if this_year else day


def rates(entry: Entry) -> str:
    """First and last rate, such as "14.2 → 9.4"."""
    if entry.first_bpm is None or entry.last_bpm is None:
        return "–"
    return f"{entry.first_bpm:.1f} → {entry.last_bpm:.1f}"
