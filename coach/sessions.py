"""Sessions begun, gone on with and left, one at a time."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coach.ears import Ears
from coach.live.clock import NowMs
from coach.massage.protocol import spoken
from coach.session import commands as cmd
from coach.session.events import AnyEvent, PauseReason
from coach.ui import words
from coach.ui.prepare.choice import Choice

if TYPE_CHECKING:
    from coach.library.recorder import Recorder
    from coach.library.store import Heading
    from coach.live.performer import LivePerformer
    from coach.running import Running
    from coach.ui.session.page import SessionPage

LAST_TRY_S = 1.0
"""For a session that could not be saved until now, when the program ends."""


class Sessions(QObject):
    """`begun()`: the page shows a session; `noticed(str)`: why one was not saved."""

    begun = Signal()
    noticed = Signal(str)

    def __init__(
        self,
        folder: Path,
        now_ms: NowMs,
        language: str,
        ears: Ears,
        page: "Callable[[], SessionPage]",
        parent: QObject,
    ) -> None:
        """`page` answers with the Session page; not before the first paint."""
        super().__init__(parent)
        self._folder, self._now_ms, self._language = folder, now_ms, language
        self._ears, self._page = ears, page
        self.running: Running | None = None
        self._unsaved: list[Recorder] = []

    @property
    def is_under_way(self) -> bool:
        """Whether a session has begun and not ended."""
        return self.running is not None and not self.running.is_over

    def begin(
        self,
        choice: Choice,
        *,
        tapped: bool,
        turn_degrees: int,
        speed: float = 1.0,
        save: bool = True,
    ) -> None:
        """Begin what was chosen, `speed` times as fast."""
        from coach.library.recorder import Recorder  # noqa: PLC0415 -- not before the first paint
        from coach.live.performer import LivePerformer  # noqa: PLC0415
        from coach.session.decide import begin  # noqa: PLC0415

        started = begin(
            choice.protocol,
            round(choice.minutes * 60_000),
            choice.pattern,
            choice.pacing,
            tapped=tapped,
            pressure_step=choice.pressure_step,
            plan_ms=choice.plan_ms,
            rate_plan=choice.rate_plan,
            prepared=choice.prepared,
            lead=choice.lead,
        )
        performer = LivePerformer((started,), self._now_ms, speed=speed)
        heading = _heading(choice, speed, self._language)
        recorder = Recorder(self._folder, heading, choice.client_token) if save else None
        self._run(performer, (started,), recorder, speed, turn_degrees)

    def resume(self, session_id: int, turn_degrees: int) -> None:
        """Go on, paused, with a session that was interrupted. Raises LibraryError."""
        from coach.interrupted import look  # noqa: PLC0415 -- as above
        from coach.library.recorder import Recorder  # noqa: PLC0415
        from coach.live.performer import LivePerformer  # noqa: PLC0415

        found = look(self._folder, session_id)
        if found is None:
            return
        speed = found.row.heading.speed
        performer = LivePerformer(found.events, self._now_ms, speed=speed, from_ms=found.died_ms)
        recorder = Recorder.resume(self._folder, session_id, len(found.events))
        self._run(performer, (), recorder, speed, turn_degrees)
        performer.command(cmd.Pause(PauseReason.INTERRUPTED))

    def leave(self) -> None:
        """Let go of the session; one that has not ended stays open in the library."""
        self._ears.leave()
        running, self.running = self.running, None
        unsaved = None if running is None else running.close()
        if unsaved is not None:
            health = unsaved.health
            self._unsaved.append(unsaved)
            self.noticed.emit(words.not_saved(health.code, health.saved_ms, ended=True))

    def close(self) -> None:
        """The program ends: leave, and try once more what could not be saved."""
        self.leave()
        for recorder in self._unsaved:
            recorder.close(LAST_TRY_S)

    def _run(
        self,
        performer: "LivePerformer",
        events: Sequence[AnyEvent],
        recorder: "Recorder | None",
        speed: float,
        turn_degrees: int,
    ) -> None:
        from coach.running import Running  # noqa: PLC0415 -- as above

        self.leave()
        page = self._page()
        page.begin(
            language=self._language,
            turn_degrees=turn_degrees,
            rehearsal_speed=None if speed == 1.0 else speed,
        )
        self.running = Running(page, performer, events, recorder, self)
        self._ears.begin(performer)
        self.begun.emit()
        self.running.start()


def _heading(choice: Choice, speed: float, language: str) -> "Heading":
    from coach.library.store import Heading  # noqa: PLC0415 -- not before the first paint

    now = datetime.now().astimezone()
    offset = now.utcoffset()
    return Heading(
        started_at=now.astimezone(UTC).isoformat(),
        utc_offset_s=0 if offset is None else round(offset.total_seconds()),
        client=choice.client,
        protocol_id=choice.protocol.id,
        protocol_name=spoken(choice.protocol.name, language),
        planned_ms=round(choice.minutes * 60_000),
        speed=speed,
    )
