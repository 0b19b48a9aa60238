"""Prepare for a client: oils, questions and records, taken from the library when it is shown."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal

from coach.client_desk import ClientDesk
from coach.clients import ClientBook, restored_for
from coach.library.checks import find_checks
from coach.library.client_record import ClientRecord
from coach.library.oils import find_oils
from coach.library.settings import Settings
from coach.massage.blend import OilWish
from coach.massage.cautions import Caution
from coach.session.prepared import Prepared
from coach.ui.prepare import client_words
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
        self._theme = theme
        self.desk = ClientDesk(self.book, page.client, found.checks, language, self._painter, dress)
        self._last = Restored("", 0.0)
        page.before.set_checks(found)
        page.oil.set_shelf(find_oils(folder))
        page.client.chosen.connect(self._on_client_chosen)
        self.apply()

    def apply(self) -> None:
        """The settings as they stand."""
        self._page.oil.set_limit(self._settings.oil_limit)

    def restore(self, last: Restored) -> None:
        """Who is known now, and what was chosen last, for whoever comes next."""
        self._last = last
        self.book.refresh()

    def again(self, choice: Choice) -> Choice:
        """A saved session once more: for a client who is known, with what is to be avoided now."""
        self.book.refresh()
        record = self.book.named(choice.client)
        if record is None:
            return choice
        settled = msgspec.structs.replace(choice.prepared or Prepared(), avoid=record.avoid)
        return msgspec.structs.replace(
            choice,
            client_token=record.token,
            prepared=None if settled == Prepared() else settled,
        )

    def begun(self, choice: Choice) -> Choice:
        """A session begins: what was settled is kept with the client, who is named in it."""
        record = None if choice.client_token is None else self.book.find(choice.client_token)
        if record is None:
            record = self.book.named(choice.client)
        if record is None and not choice.client:
            return choice
        oil = self._page.oil.wish()
        if choice.plan_ms is not None or choice.rate_plan is not None:  # not from Prepare
            oil = OilWish() if record is None else record.oil
        token = self.book.begin(record, choice.client, choice.prepared, oil)
        return msgspec.structs.replace(choice, client_token=token)

    def on_paper(self) -> tuple[list[str], str]:
        """The client's cautions in words, and what the last visit left."""
        cautions = self._page.before.cautions()
        known = [client_words.caution(each) for each in Caution if each in cautions]
        record = self._page.client.record()
        return known, "" if record is None else self._page.client.last_time()

    def _painter(self) -> "AvoidPainter":
        from coach.ui.avoid_painter import AvoidPainter  # noqa: PLC0415 -- not before it is wanted

        return AvoidPainter(self._theme())

    def _on_client_chosen(self, record: ClientRecord | None) -> None:
        today = datetime.now().astimezone().date()
        self._page.set_client(record, self.book.previous(record), today)
        if record is not None:
            self._page.restore(restored_for(record, self._last))
