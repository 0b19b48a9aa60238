"""A saved session as it passes again: plays, seeks, steps, and says what was seen then."""

from collections.abc import Sequence
from itertools import pairwise
from math import ceil

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from coach.live.clock import LEAP_MS, NowMs
from coach.live.performer import FASTEST_BPM, FRAME_MS
from coach.session.events import AnyEvent
from coach.session.moment import stilled
from coach.session.summary import end_of
from coach.session.timeline import Timeline

SPEEDS = (1, 2, 4, 8)
STANDING_MS = 3_000
"""What is longer in a pause of the session is passed over."""
BACK_MS = 1_000
"""A step back from so soon after a stage's beginning goes to the stage before."""


class ReplayPerformer(QObject):
    """Performs a saved session again; it stands at 0 until it is told to play or to seek.

    `moment_changed(Moment)` at each frame and each seek, the very Moment that was shown live, but
    for a breath that stands still where time runs too fast for it; `position_changed(int)` with
    its time in ms; `playing_changed(bool)`.
    """

    moment_changed = Signal(object)
    position_changed = Signal(int)
    playing_changed = Signal(bool)

    def __init__(
        self,
        events: Sequence[AnyEvent],
        now_ms: NowMs,
        *,
        until_ms: int = 0,
        parent: QObject | None = None,
    ) -> None:
        """`until_ms`: the last sign of life of a session that has not ended.

        Raises IllegalEventError where the events do not make a session.
        """
        super().__init__(parent)
        self.timeline = Timeline(events)
        final = self.timeline.final
        self.end_ms = end_of(final, until_ms)
        self.t_ms = 0
        self.speed = 1
        self._now_ms = now_ms
        self._from = (now_ms(), 0)
        self._seen_ms = self._from[0]
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self._on_timer_timeout)
        turns_ms = (*(mark.t_ms for mark in final.clock[1:]), self.end_ms)
        marks = zip(final.clock, turns_ms, strict=True)
        self._pauses = [(mark.t_ms, turn_ms) for mark, turn_ms in marks if not mark.runs]
        self._stages = [0, *self._stage_onsets()]

    @property
    def playing(self) -> bool:
        """Whether time passes."""
        return self._timer.isActive()

    def play(self) -> None:
        """Let time pass; from the start where it stands at the end."""
        if self.playing:
            return
        if self.t_ms >= self.end_ms:
            self.t_ms = 0
        self._reckon_from(self.t_ms)
        self._timer.start()
        self.playing_changed.emit(True)
        self._show()

    def pause(self) -> None:
        """Let time stand; the breath is seen as it was."""
        if not self.playing:
            return
        self._timer.stop()
        self.playing_changed.emit(False)
        self._show()

    def toggle(self) -> None:
        """Play or pause."""
        self.pause() if self.playing else self.play()

    def set_speed(self, speed: int) -> None:
        """So many times as fast."""
        self.speed = speed
        self._reckon_from(self.t_ms)
        self._show()

    def seek(self, t_ms: int) -> None:
        """Go to a time, and play on from there where it plays."""
        self._go(t_ms)
        self._show()

    def scrub(self, t_ms: int) -> None:
        """Pass a time on the way to another, under a drawn hand: the breath stands still."""
        self._go(t_ms)
        self.moment_changed.emit(stilled(self.timeline.moment_at(self.t_ms)))
        self.position_changed.emit(self.t_ms)

    def step_breath(self, count: int) -> None:
        """To the next (+1) or the last (-1) beginning of a breath in, and stand there."""
        self.pause()
        tempo = self.timeline.final.tempo
        breath = tempo.place_at(self.t_ms).breath
        if count > 0:
            onset = tempo.onset_ms(breath + 1)
            self.seek(self.end_ms if onset is None else ceil(onset))
            return
        onsets = (tempo.onset_ms(each) for each in (breath, breath - 1) if each >= 0)
        before = (ceil(onset) for onset in onsets if onset is not None)
        self.seek(next((t_ms for t_ms in before if t_ms < self.t_ms), 0))

    def step_stage(self, count: int) -> None:
        """To the beginning of the next (+1) or the last (-1) stage."""
        if count > 0:
            later = (t_ms for t_ms in self._stages if t_ms > self.t_ms)
            self.seek(next(later, self.end_ms))
        else:
            reach_ms = BACK_MS * self.speed if self.playing else 0
            sooner = (t_ms for t_ms in reversed(self._stages) if t_ms < self.t_ms - reach_ms)
            self.seek(next(sooner, 0))

    def home(self) -> None:
        """To the start."""
        self.seek(0)

    def end(self) -> None:
        """To the end, and stand there."""
        self.pause()
        self.seek(self.end_ms)

    def _stage_onsets(self) -> list[int]:
        final = self.timeline.final
        changes = (late for early, late in pairwise(final.works) if early.stage != late.stage)
        onsets = (final.tempo.onset_ms(work.at_breath) for work in changes)
        return [ceil(onset) for onset in onsets if onset is not None and onset <= self.end_ms]

    def _go(self, t_ms: int) -> None:
        self.t_ms = min(self.end_ms, max(0, t_ms))
        self._reckon_from(self.t_ms)

    def _reckon_from(self, t_ms: int) -> None:
        self._seen_ms = self._now_ms()
        self._from = (self._seen_ms, t_ms)

    def _on_timer_timeout(self) -> None:
        now_ms = self._now_ms()
        if now_ms - self._seen_ms > LEAP_MS:  # the computer slept: nothing passed unseen
            self._reckon_from(self.t_ms)
            return
        self._seen_ms = now_ms
        began_ms, from_ms = self._from
        self.t_ms = min(self.end_ms, from_ms + (now_ms - began_ms) * self.speed)
        self._pass_over_pauses()
        if self.t_ms >= self.end_ms:
            self.pause()
        else:
            self._show()

    def _pass_over_pauses(self) -> None:
        for begin_ms, end_ms in self._pauses:
            if begin_ms + STANDING_MS < self.t_ms < end_ms:
                self._go(end_ms)

    def _show(self) -> None:
        moment = self.timeline.moment_at(self.t_ms)
        if self.playing and self.speed * moment.rate_bpm > FASTEST_BPM:
            moment = stilled(moment)
        self.moment_changed.emit(moment)
        self.position_changed.emit(self.t_ms)
