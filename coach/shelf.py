"""The saved sessions on the Library page: what it asks for is done in the store, and shown."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from coach.library.errors import LibraryError
from coach.library.folder import write_file
from coach.library.formats import transfer
from coach.library.store import SessionRow, Store
from coach.library.told import began, is_under_way, length_ms
from coach.live.clock import NowMs, today
from coach.live.replay import ReplayPerformer
from coach.papers import Papers
from coach.session.events import AnyEvent
from coach.session.repeat import Part
from coach.session.state import IllegalEventError
from coach.ui import words
from coach.ui.library.entries import Entry, when
from coach.ui.library.page import LibraryPage
from coach.ui.library.player import Opened


class Shelf(QObject):
    """Holds the store while the page is shown. An error is told on the page, nothing changed.

    `repeat_requested(events, part, client, token)`: a saved session, or a part of it, once more;
    the name and the record's token, or None, of whom it was given to.
    """

    repeat_requested = Signal(object, object, str, object)

    def __init__(
        self,
        page: LibraryPage,
        folder: Path,
        now_ms: NowMs,
        language: str,
        parent: QObject,
        papers: Papers,
    ) -> None:
        super().__init__(parent)
        self._page, self._folder = page, folder
        self._now_ms, self._language = now_ms, language
        self._store: Store | None = None
        self._deleted: list[int] = []
        self._without_figures: set[int] = set()
        self._asked: set[int] = set()
        self._papers = papers
        self._idle = QTimer(self)
        self._idle.timeout.connect(self._on_idle_timeout)
        page.search_changed.connect(self._show)
        page.open_requested.connect(self._on_page_open_requested)
        page.rename_requested.connect(self._on_page_rename_requested)
        page.delete_requested.connect(self._on_page_delete_requested)
        page.undo_requested.connect(self._on_page_undo_requested)
        page.export_requested.connect(self._on_page_export_requested)
        page.import_requested.connect(self._on_page_import_requested)
        page.report_requested.connect(self._on_page_report_requested)
        page.repeat_requested.connect(self._on_page_repeat_requested)

    def open(self) -> None:
        """Show what is saved now."""
        with self._told():
            self._begun()
        self._show()

    def open_at(self, session_id: int) -> None:
        """Show what is saved, and this session in replay.

        Raises LibraryError, and ValueError where there is no such session, where it was deleted, or
        where nothing is in it.
        """
        store = self._begun()
        if all(row.id != session_id for row in store.sessions()):
            raise ValueError(f"no session {session_id}")
        opened = self._opened(store, session_id)
        self._show()
        self._page.choose(session_id)
        self._page.open_session(opened)

    def close(self) -> None:
        """Let go of the store; what was deleted is gone for good."""
        self._page.leave()
        self._idle.stop()
        store, self._store = self._store, None
        self._deleted = []
        if store is not None:
            with self._told():
                store.purge()
            with self._told():
                store.close()

    def _begun(self) -> Store:
        """The store, opened where it is not yet or could not be. Raises LibraryError."""
        if self._store is None:
            self._store = Store(self._folder)
        return self._store

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (LibraryError, IllegalEventError) as error:
            self._page.show_notice(str(error))
        except ValueError as error:  # another program took it away
            self._page.show_notice(f"{str(error).capitalize()}.")

    def _show(self) -> None:
        rows: list[SessionRow] | None = None
        entries: list[Entry] = []
        if self._store is not None:
            with self._told():
                rows = self._store.sessions(self._page.search.text())
                entries = [_entry(self._store, row) for row in rows]
        if rows is None:
            self._page.show_entries(None, today())
            return
        self._page.show_entries(entries, today())
        lacking = {row.id for row in rows if row.glance is None and row.status != "open"}
        self._without_figures = lacking - self._asked
        if self._without_figures:
            self._idle.start()

    def _on_idle_timeout(self) -> None:
        """Sessions that ended under an older program get their figures, one at a time."""
        if self._store is not None and self._without_figures:
            session_id = self._without_figures.pop()
            self._asked.add(session_id)
            with self._told():
                self._store.figures(session_id)
        if not self._without_figures:
            self._idle.stop()
            self._show()

    def _opened(self, store: Store, session_id: int) -> Opened:
        row = store.session(session_id)
        events = self._events(store, session_id)
        performer = ReplayPerformer(events, self._now_ms, until_ms=row.heartbeat_ms)
        entry = _entry(store, row)
        parts = (entry.protocol, words.clock(entry.length_ms), entry.note())
        return Opened(
            session_id=session_id,
            performer=performer,
            title=_title(entry),
            line=" · ".join(part for part in parts if part),
            language=self._language,
            rehearsal_speed=None if entry.speed == 1.0 else entry.speed,
        )

    def _events(self, store: Store, session_id: int) -> list[AnyEvent]:
        events = store.events(session_id)
        if not events:
            raise ValueError(f"session {session_id} has nothing in it")
        return events

    def _on_page_open_requested(self, session_id: int) -> None:
        if self._store is not None:
            with self._told():
                self._page.open_session(self._opened(self._store, session_id))
                return
            self._page.close_session()

    def _on_page_rename_requested(self, session_id: int, client: str) -> None:
        if self._store is not None:
            with self._told():
                self._store.rename_client(session_id, client)
                title = _title(_entry(self._store, self._store.session(session_id)))
                self._page.show_title(session_id, title)
            self._show()

    def _on_page_delete_requested(self, session_id: int) -> None:
        if self._store is not None:
            with self._told():
                self._store.delete(session_id)
                self._deleted.append(session_id)
                self._page.offer_undo()
            self._show()

    def _on_page_undo_requested(self) -> None:
        if self._store is not None and self._deleted:
            deleted = self._deleted.pop()
            with self._told():
                self._restore(self._store, deleted)
            if self._deleted:
                self._page.offer_undo()
            self._show()
            self._page.choose(deleted)

    def _restore(self, store: Store, deleted: int) -> None:
        """It stays to be had back where something stands in the way."""
        try:
            store.restore(deleted)
        except LibraryError:
            self._deleted.append(deleted)
            raise

    def _on_page_export_requested(self, session_id: int, path: Path) -> None:
        if self._store is not None:
            with self._told():
                write_file(path, transfer.exported(self._store, session_id))
                self._page.show_exported(path)

    def _on_page_import_requested(self, path: Path) -> None:
        with self._told():
            new_id = transfer.imported(self._begun(), transfer.read_file(path))
            self._page.search.clear()
            self._show()
            self._page.choose(new_id)

    def _on_page_report_requested(self, session_id: int) -> None:
        if self._store is not None:
            with self._told():
                row, events = self._store.session(session_id), self._events(self._store, session_id)
                under_way = is_under_way(self._store, row)
                self._papers.show_report(row, events, under_way=under_way)

    def _on_page_repeat_requested(self, session_id: int, part: Part) -> None:
        if self._store is not None:
            with self._told():
                row = self._store.session(session_id)
                events = self._events(self._store, session_id)
                token = self._store.client_token(session_id)
                self.repeat_requested.emit(events, part, row.heading.client, token)


def _title(entry: Entry) -> str:
    return " · ".join(part for part in (entry.client, when(entry.started, today())) if part)


def _entry(store: Store, row: SessionRow) -> Entry:
    head, glance = row.heading, row.glance
    under_way = is_under_way(store, row)
    entry = Entry(
        id=row.id,
        started=began(head),
        client=head.client,
        protocol=head.protocol_name,
        length_ms=length_ms(store, row) if row.ended_ms is None else row.ended_ms,
        interrupted=row.status != "ended" and not under_way,
        under_way=under_way,
        speed=head.speed,
    )
    if glance is None:
        return entry
    return msgspec.structs.replace(
        entry,
        length_ms=glance.hands_on_ms,
        first_bpm=glance.first_bpm,
        last_bpm=glance.last_bpm,
        areas=glance.areas,
        softened=glance.softened,
    )
