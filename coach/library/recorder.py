"""Records a running session: a queue, and one thread that writes. Who records never waits."""

import threading
import time
from collections.abc import Sequence
from pathlib import Path
from queue import Empty, SimpleQueue

import msgspec

from coach.library.errors import library_error
from coach.library.store import Heading
from coach.library.writer import Health, Resumed, Writer
from coach.session.events import AnyEvent

BEAT_S = 0.5
"""A sign of life goes to disk this often: after a crash less than the last second is missing."""
RETRY_S = 3.0
"""After a failure the next attempt waits so long."""
SLOW_S = 5.0
"""A disk that has not answered for so long is told as a failure."""


class Recorder:
    """A new session from its first event on; `Recorder.resume` goes on with an interrupted one.

    While saving fails, every event is kept in memory, and all are written once it can be done.
    """

    def __init__(
        self,
        folder: Path,
        heading: Heading | Resumed,
        client_token: str | None = None,
        *,
        retry_s: float = RETRY_S,
    ) -> None:
        """`client_token` is of the client's record, where there is one."""
        self._folder = folder
        self._retry_s = retry_s
        self._queue: SimpleQueue[Sequence[AnyEvent]] = SimpleQueue()
        self._beat_ms = 0
        self._health = Health()
        self._writing_since_s: float | None = None
        self._closing = False
        writer = Writer(folder, heading, client_token)
        self._thread = threading.Thread(
            target=self._run, args=(writer,), name="recorder", daemon=True
        )
        self._thread.start()

    @classmethod
    def resume(
        cls, folder: Path, session_id: int, next_seq: int, *, retry_s: float = RETRY_S
    ) -> "Recorder":
        """Goes on with an open session, of which `next_seq` events are in the file.

        Where another program has gone on with it meanwhile, a session of its own is made that
        shares those events.
        """
        return cls(folder, Resumed(session_id, next_seq), retry_s=retry_s)

    def record(self, events: Sequence[AnyEvent]) -> None:
        """These happened. Returns at once."""
        if events:
            self._queue.put(events)

    def beat(self, t_ms: int) -> None:
        """The session is alive at `t_ms`. Returns at once."""
        self._beat_ms = t_ms

    @property
    def health(self) -> Health:
        """How saving goes, for any thread at any time."""
        health, since_s = self._health, self._writing_since_s
        waited = since_s is not None and time.monotonic() - since_s > SLOW_S
        return self._unanswered(health) if waited and health.code is None else health

    def close(self, timeout_s: float = 5.0) -> Health:
        """Writes what is left, and answers within the time; nothing is recorded after it.

        Where the answer has a code, the rest is kept and tried again while the program lives; a
        further call tries at once.
        """
        self._closing = True
        self._queue.put(())
        self._thread.join(timeout_s)
        if self._thread.is_alive() and self._health.code is None:
            return self._unanswered(self._health)
        return self._health

    def _unanswered(self, health: Health) -> Health:
        error = library_error("io", self._folder, "the disk does not answer")
        return msgspec.structs.replace(health, code=error.code, sentence=str(error))

    def _run(self, writer: Writer) -> None:
        due_s = time.monotonic()
        while True:
            events = self._gather(due_s, at_once=self._health.code is None)
            beat_ms = self._beat_ms
            closing = self._closing
            events += self._waiting()  # what was recorded before that beat, or before closing
            self._writing_since_s = time.monotonic()
            health = writer.write(events, beat_ms)
            del events  # what is saved is not kept until the next comes
            self._health, self._writing_since_s = health, None
            now_s, well = time.monotonic(), self._health.code is None
            if closing and well:
                break
            due_s = now_s + (BEAT_S if well else self._retry_s)
        writer.close()

    def _gather(self, due_s: float, *, at_once: bool) -> list[AnyEvent]:
        """What is recorded until it is due, or until something comes."""
        events: list[AnyEvent] = []
        while True:
            try:
                events += self._queue.get(timeout=max(0.0, due_s - time.monotonic()))
            except Empty:
                return events
            if at_once or self._closing:
                return events

    def _waiting(self) -> list[AnyEvent]:
        events: list[AnyEvent] = []
        while True:
            try:
                events += self._queue.get_nowait()
            except Empty:
                return events
