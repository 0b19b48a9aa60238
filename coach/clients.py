"""The clients' records between the library and Prepare: opened, kept, and brought up to date."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal

from coach.breath.pattern import BreathPattern
from coach.library.client_record import (
    ClientRecord,
    new_record,
    prepared_for,
    previous_answers,
    updated,
)
from coach.library.clients import Clients
from coach.library.errors import LibraryError
from coach.library.locks import SessionLock
from coach.library.search import folded
from coach.library.store import Store
from coach.live.clock import today
from coach.massage.blend import OilWish
from coach.massage.checks import Answered, Check
from coach.session.prepared import Prepared
from coach.session.state import IllegalEventError
from coach.ui.prepare.choice import Length, Restored

_log = logging.getLogger(__name__)


class ClientBook(QObject):
    """Nothing is open between two calls. What cannot be done is told, and nothing changed.

    `known_changed(object)`: the records, a tuple of ClientRecord, the latest first.
    `failed(str)`: a sentence.
    """

    known_changed = Signal(object)
    failed = Signal(str)

    def __init__(self, folder: Path, checks: Sequence[Check], parent: QObject | None) -> None:
        super().__init__(parent)
        self._folder, self._checks = folder, tuple(checks)
        self._hidden: dict[str, SessionLock] = {}
        self._purged = False  # a program may have died before who it deleted was gone for good
        self.known: tuple[ClientRecord, ...] = ()

    def refresh(self) -> None:
        """Take up the massages that have ended since, and tell who is known now."""
        with self._told(), self._opened() as clients:
            self._catch_up(clients)
            self._tell(clients)

    def find(self, token: str) -> ClientRecord | None:
        """A client who is known."""
        return next((record for record in self.known if record.token == token), None)

    def named(self, name: str) -> ClientRecord | None:
        """The client of that name, where only one has it."""
        wanted = folded(name)
        same = [record for record in self.known if folded(record.name) == wanted]
        return same[0] if len(same) == 1 and wanted else None

    def previous(self, record: ClientRecord | None) -> tuple[Answered, ...]:
        """The client's answers that still count today."""
        return () if record is None else previous_answers(record, self._checks, today())

    def save(self, record: ClientRecord) -> bool:
        """Keep a new or changed record; whether that was done."""
        with self._told(), self._opened() as clients:
            clients.save(record, _now())
            self._know((record, *self._without(record.token)))
            return True
        return False

    def delete(self, token: str) -> bool:
        """Hide a client; it can be had back until `purge`. Whether that was done."""
        with self._told(), self._opened() as clients:
            lock = SessionLock(self._folder, token)
            try:
                clients.delete(token)
            except LibraryError:
                lock.release(ended=True)
                raise
            self._hidden[token], self._purged = lock, False
            self._know(self._without(token))
            return True
        return False

    def restore(self, token: str) -> bool:
        """Undo `delete`; whether that was done."""
        with self._told(), self._opened() as clients:
            clients.restore(token)
            if token in self._hidden:
                self._hidden.pop(token).release(ended=True)
            self._tell(clients)
            return True
        return False

    def purge(self) -> None:
        """What was deleted is gone for good."""
        while self._hidden:
            self._hidden.popitem()[1].release(ended=True)
        if not self._purged:
            with self._told(), self._opened() as clients:
                clients.purge()
                self._purged = True

    def begin(
        self,
        record: ClientRecord | None,
        name: str,
        prepared: Prepared | None,
        oil: OilWish | None = None,
    ) -> str | None:
        """A session begins: keep what was settled with the client, of whom a new record is made.

        The token for the session; None for a client without a name, and where it cannot be kept.
        """
        if record is None and not name:
            return None
        known = record or new_record(name)
        if oil is not None:
            known = msgspec.structs.replace(known, oil=oil)
        settled = prepared_for(known, prepared, self._checks, today())
        return settled.token if self.save(settled) else None

    @contextmanager
    def _opened(self) -> Iterator[Clients]:
        clients = Clients(self._folder)
        try:
            yield clients
        finally:
            clients.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except LibraryError as error:
            self.failed.emit(str(error))

    def _tell(self, clients: Clients) -> None:
        known = clients.known()
        self._know(known.records)
        if known.problems:
            self.failed.emit(" ".join(known.problems))

    def _know(self, records: tuple[ClientRecord, ...]) -> None:
        self.known = records
        self.known_changed.emit(records)

    def _without(self, token: str) -> tuple[ClientRecord, ...]:
        return tuple(each for each in self.known if each.token != token)

    def _catch_up(self, clients: Clients) -> None:
        """Also with what ended in another way than by leaving its page."""
        unseen = clients.unseen()
        if not unseen:
            return
        store = Store(self._folder)
        try:
            for each in unseen:
                try:
                    record = clients.record(each.client)
                    events = store.events(each.session_id)
                    clients.save(updated(record, events, each.given), _now())
                except (LibraryError, IllegalEventError) as error:
                    _log.warning("session %d left nothing: %s", each.session_id, error)
        finally:
            store.close()


def restored_for(record: ClientRecord, last: Restored) -> Restored:
    """What Prepare opens with for a client who was here before: as their last session."""
    rhythm = last.pattern if record.rhythm is None else BreathPattern(*record.rhythm)
    lengths = {**last.others, last.protocol_id: Length(last.minutes, last.skipped)}
    protocol_id = record.protocol_id or last.protocol_id
    return msgspec.structs.replace(
        last,
        protocol_id=protocol_id,
        minutes=last.minutes if record.minutes is None else record.minutes,
        skipped=lengths.pop(protocol_id, Length()).skipped,
        others=lengths,
        pattern=rhythm,
        pacing=record.pacing,
        client=record.name,
        lead_on=record.lead is not None,
        lead_goal_bpm=None if record.lead is None else record.lead.goal_bpm,
        lead_minutes=_lead_minutes(record, last),
        oil=record.oil,
    )


def _lead_minutes(record: ClientRecord, last: Restored) -> int:
    return last.lead_minutes if record.lead is None else round(record.lead.over_ms / 60_000)


def _now() -> str:
    return datetime.now(UTC).isoformat()
