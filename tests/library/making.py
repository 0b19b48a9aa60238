"""Sessions to save, and waiting for a thread."""

import threading
import time
from contextlib import suppress
from pathlib import Path

from coach.assets import asset_folder
from coach.breath.pattern import BreathPattern
from coach.library.store import Heading, Store
from coach.massage.protocol import parse
from coach.session import commands as cmd
from coach.session.decide import begin, decide
from coach.session.events import AnyEvent, Pacing
from coach.session.state import apply, start

TRAPEZIUS = (asset_folder("protocols") / "trapezius.toml").read_text("utf-8")
HEADING = Heading(
    started_at="2026-03-01T09:30:00+00:00",
    utc_offset_s=3600,
    client="A.",
    protocol_id="trapezius",
    protocol_name="Trapezius only",
    planned_ms=720_000,
)


class Massage:
    """A session that goes on by commands, as the live program's does."""

    def __init__(self) -> None:
        started = begin(parse(TRAPEZIUS), 720_000, BreathPattern(), Pacing.STEADY, tapped=True)
        self.state = start(started)
        self.events: list[AnyEvent] = [started]

    def do(self, command: cmd.Command, t_ms: int) -> tuple[AnyEvent, ...]:
        new = decide(self.state, command, t_ms)
        for event in new:
            self.state = apply(self.state, event)
        self.events += new
        return new

    def nudge(self, t_ms: int) -> tuple[AnyEvent, ...]:
        """At least one event."""
        return self.do(cmd.NudgeTempo(1 if self.state.rate_bpm < 14.5 else -1), t_ms)


def some_events(count: int = 40) -> tuple[AnyEvent, ...]:
    massage = Massage()
    while len(massage.events) < count:
        massage.nudge(len(massage.events) * 250)
    return tuple(massage.events[:count])


def stored(folder: Path, session_id: int = 1) -> list[AnyEvent]:
    store = Store(folder)
    try:
        return store.events(session_id)
    finally:
        store.close()


def fill(disk: Path) -> Path:
    """The file that takes all the room there is."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(1000))
    return filler


def wait_until(condition, timeout_s: float = 20.0) -> None:
    until = time.monotonic() + timeout_s
    pause = threading.Event()
    while not condition():
        assert time.monotonic() < until, "waited in vain"
        pause.wait(0.005)
