"""Prepare for a client: oils, questions and records, taken from the library when it is shown."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal

from coach.client_desk import ClientDesk
from coach.clients import ClientBook, restored_for
from coach.library.checks import find_checks
from coach.library.client_record import ClientRecord, prepared_for
from coach.library.oils import find_oils
from coach.library.settings import Settings
from coach.live.clock import today
from coach.massage.avoid import MOST_PATCHES
from coach.massage.cautions import Caution
from coach.massage.checks import Answered, standing, verdict_of
from coach.session.prepared import Prepared
from coach.ui.prepare import check_words, client_words
from coach.ui.prepare.choice import Choice, Restored
from coach.ui.prepare.page import PreparePage
from coach.ui.theme import Theme

if TYPE_CHECKING:
    from coach.ui.avoid_painter import AvoidPainter
    from coach.ui.prepare.client_dialog import ClientDialog


class WithClient(QObject):
    """Fills Prepare's parts that are about the client.

    `failed(str)`: a sentence. `desk` is the chooser with the record's dialog, `book` the records.
    """

    failed = Signal(str)

    def __init__(
        self,
        page: PreparePage,
        folder: Path,
        settings: Settings,
        language: str,
        theme: Callable[[], Theme],
        dress: "Callable[[ClientDialog], object]",
    ) -> None:
        """`theme` answers with today's, `dress` gives the record's dialog its looks."""
        super().__init__(page)
        self._page, self._settings = page, settings
        found = find_checks(folder)
        self.book = ClientBook(folder, found.checks, self)
        self.book.failed.connect(self.failed)
        self._checks, self._language, self._theme = found.checks, language, theme
        self.desk = ClientDesk(
            self.book,
            page.client,
            found.checks,
            language,
            page.details.prepared,
            self._painter,
            dress,
        )
        self._last = Restored("", 0.0)
        self._chosen: ClientRecord | None = None
        page.before.set_checks(found)
        page.oil.set_shelf(find_oils(folder))
        page.client.chosen.connect(self._on_client_chosen)
        page.before.settled.connect(self._on_before_settled)
        self.desk.changed.connect(self._take_record)
        self.apply()

    def apply(self) -> None:
        """The settings as they stand."""
        self._page.oil.set_limit(self._settings.oil_limit)

    def restore(self, last: Restored) -> None:
        """Who is known now, and what was chosen last, for whoever comes next."""
        self._last, self._chosen = last, self._page.client.record()
        self.book.refresh()

    def look_again(self) -> str:
        """Take up what another program did to the record of whoever is chosen.

        Answers with what the user has to look at before it goes on; empty where there is nothing.
        """
        before = self._page.client.record()
        self.book.refresh()
        now = self._page.client.record()
        if before is None or now == before:
            return ""
        if now is not None:
            self._take_record(now)
        return client_words.changed_elsewhere(before.name)

    def begun(self, choice: Choice) -> Choice:
        """A session begins: what was settled is kept with the client, who is named in it."""
        record = self.record_of(choice.client, choice.client_token)
        prepared = choice.prepared or Prepared()  # nothing to avoid is to be known as well
        token = self.book.begin(record, choice.client, prepared, choice.oil)
        return msgspec.structs.replace(choice, client_token=token)

    def record_of(self, name: str, token: str | None) -> ClientRecord | None:
        """The record of whoever is named so, by its token where that still holds."""
        record = None if token is None else self.book.find(token)
        return record if record is not None and record.name == name else self.book.named(name)

    def refusal(self, record: ClientRecord | None) -> str | None:
        """Why this client is not to be massaged, by the answers that still count."""
        held = standing(self._checks, self.book.previous(record), ())
        verdict = verdict_of(self._checks, held)
        return check_words.headline(verdict, self._language) if verdict.stops else None

    def cautions(self, record: ClientRecord | None) -> str:
        """What is to be minded with this client where nobody is asked today."""
        held = standing(self._checks, self.book.previous(record), ())
        return "\n".join(check_words.found(verdict_of(self._checks, held), self._language))

    def on_paper(self) -> tuple[list[str], str]:
        """The client's cautions in words, and what the last visit left."""
        cautions = self._page.before.cautions()
        known = [client_words.caution(each) for each in Caution if each in cautions]
        record = self._page.client.record()
        return known, "" if record is None else self._page.client.last_time()

    def _painter(self) -> "AvoidPainter":
        from coach.ui.avoid_painter import AvoidPainter  # noqa: PLC0415 -- not before it is wanted

        return AvoidPainter(self._theme())

    def _take_record(self, record: ClientRecord) -> None:
        self._chosen = record
        self._page.take_record(record, self.book.previous(record), today())

    def _on_client_chosen(self, record: ClientRecord | None) -> None:
        """What was set for one client is not the next one's; what was tapped, answered and painted
        before any was chosen is of whoever is chosen now.
        """
        page, before = self._page, self._chosen
        given: tuple[Answered, ...] = ()
        if before is None and record is not None:
            given = page.before.answers()
            record = self._with_what_was_settled(record)
        self._chosen = record
        tapped = page.rhythm.pattern().rate_bpm if page.rhythm.is_tapped else None
        known = record is not None and record.last is not None
        if before is not None and not known:
            page.restore(msgspec.structs.replace(self._last, client=page.client.name()))
        page.set_client(record, self.book.previous(record), today(), given)
        if record is not None and known:
            restored = restored_for(record, self._last)
            if before is None and tapped is not None:
                pattern = msgspec.structs.replace(restored.pattern, rate_bpm=tapped)
                restored = msgspec.structs.replace(restored, pattern=pattern)
            page.restore(restored)

    def _with_what_was_settled(self, record: ClientRecord) -> ClientRecord:
        """The record with what was answered and painted before it was known for whom."""
        nobodys = self._page.details.prepared()
        if not nobodys.answers and not nobodys.avoid:
            return record
        both = dict.fromkeys((*record.avoid, *nobodys.avoid))
        avoid = tuple(both)[:MOST_PATCHES]
        settled = msgspec.structs.replace(nobodys, avoid=avoid, hands=record.hands)
        changed = prepared_for(record, settled, self._checks, today())
        return changed if self.book.save(changed) else record

    def _on_before_settled(self) -> None:
        """Kept at once: what speaks against a massage holds whoever is chosen meanwhile."""
        record = self._page.client.record()
        if record is None:
            return
        known = self.book.find(record.token) or record
        changed = prepared_for(known, self._page.details.prepared(), self._checks, today())
        if self.book.save(changed):
            self._take_record(changed)
