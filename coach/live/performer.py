"""A session as it passes: reads the clock, decides, and says what is to be seen now."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from coach.live.clock import NowMs, SessionClock, TimeLine
from coach.session import commands as cmd
from coach.session.decide import RefusedError, decide
from coach.session.events import AnyEvent, PauseReason, Started
from coach.session.moment import moment_at, stilled
from coach.session.state import Status, apply
from coach.session.timeline import Timeline

FRAME_MS = 16
STEP_MS = 500
"""What is due is looked for at least this often, also when frames come late or time runs fast."""
FASTEST_BPM = 60.0
"""Above one breath a second the breath stands still on the screen, so that nothing flashes."""


class LivePerformer(QObject):
    """Performs one session from its first events on.

    `moment_changed(Moment)` at each frame; `events_made(tuple[AnyEvent, ...])` for all events
    after those it was given; `refused(str)` with the code of a command that made no sense.
    """

    moment_changed = Signal(object)
    events_made = Signal(object)
    refused = Signal(str)
    ended = Signal()

    def __init__(
        self,
        events: Sequence[AnyEvent],
        now_ms: NowMs,
        *,
        speed: float = 1.0,
        from_ms: int = 0,
        parent: QObject | None = None,
    ) -> None:
        """`events` begin with Started; `from_ms` is when they stop: 0, or the time of death."""
        super().__init__(parent)
        self.state = Timeline(events).final
        self._speed = speed
        self._clock = SessionClock(now_ms, speed=speed, start_ms=from_ms)
        self._ticked_ms = from_ms
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self._on_timer_timeout)

    @classmethod
    def of_new(cls, started: Started, now_ms: NowMs, *, speed: float = 1.0) -> "LivePerformer":
        """A session that begins now."""
        return cls((started,), now_ms, speed=speed)

    @property
    def t_ms(self) -> int:
        """The session's time at the last frame or command."""
        return self._ticked_ms

    @property
    def is_over(self) -> bool:
        """Whether the session has ended."""
        return self.state.status is Status.ENDED

    @property
    def time_line(self) -> TimeLine:
        """Real time against the session's time, for the sound, which looks ahead."""
        return self._clock.line

    def start(self) -> None:
        """Begin to show frames."""
        self._timer.start()
        self._on_timer_timeout()

    def stop(self) -> None:
        """Show no more frames."""
        self._timer.stop()

    def command(self, command: cmd.Command) -> None:
        """Do what the practitioner asks, now."""
        before = self.state.status
        if before is Status.ENDED:
            return
        t_ms = self._advance()
        paused = before is not Status.PAUSED and self.state.status is Status.PAUSED
        if isinstance(command, cmd.MarkHere):  # a finger is no faster in a rehearsal
            command = cmd.MarkHere(again_ms=round(cmd.AGAIN_MS * self._speed))
        if not (paused and command == cmd.Pause()):  # asked for by the key that woke the computer
            self._perform(command, t_ms)
        self._show()

    def _on_timer_timeout(self) -> None:
        self._advance()
        self._show()

    def _advance(self) -> int:
        """All that was due until now, a leap of time included; answers with the time now."""
        reading = self._clock.read()
        if reading.leapt_from_ms is not None and self.state.status is not Status.PAUSED:
            self._perform(cmd.Pause(PauseReason.SLEPT), reading.leapt_from_ms)
        while self._ticked_ms < reading.t_ms:
            if self.state.status in (Status.PAUSED, Status.ENDED):
                self._ticked_ms = reading.t_ms
            else:
                self._ticked_ms = min(reading.t_ms, self._ticked_ms + STEP_MS)
            self._perform(cmd.Tick(), self._ticked_ms)
        return reading.t_ms

    def _perform(self, command: cmd.Command, t_ms: int) -> None:
        if self.state.status is Status.ENDED:
            return
        try:
            events = decide(self.state, command, t_ms)
        except RefusedError as refusal:
            self.refused.emit(refusal.code)
            return
        for event in events:
            self.state = apply(self.state, event)
        if events:
            self.events_made.emit(events)

    def _show(self) -> None:
        moment = moment_at(self.state, self._ticked_ms)
        if self._speed * moment.rate_bpm > FASTEST_BPM:
            moment = stilled(moment)
        self.moment_changed.emit(moment)
        if self.state.status is Status.ENDED and self._timer.isActive():
            self._timer.stop()
            self.ended.emit()
