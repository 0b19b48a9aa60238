"""A library of many sessions, each as its recorder would have left it but for the copies' names."""

import random
import sqlite3
from pathlib import Path

from coach.breath.pattern import BreathPattern
from coach.library.locks import new_token
from coach.library.search import folded
from coach.library.store import FILE, Heading, Store
from coach.session import commands as cmd
from coach.session.decide import begin, decide
from coach.session.events import AnyEvent, Pacing
from coach.session.state import apply, start
from tests.helpers.sessions import MINUTE_MS, shipped

GIVEN = ("Anna", "Zoë", "Łukasz", "Émile", "Maria", "Jörg", "Chloé", "Ben", "Noor", "Siân")
FAMILY = ("Meyer", "Nowak", "García", "O'Neil", "Dubois", "Sørensen", "Yildiz", "Lee", "Rossi")
DIFFERENT = 12
"""Sessions with events of their own; the others are copies of them under other names."""

_COLUMNS = (
    "utc_offset_s, protocol_id, protocol_name, planned_ms, speed, status, heartbeat_ms, ended_ms,"
    " event_count, hands_on_ms, first_bpm, last_bpm, areas, softened"
)
_COPY = (
    f"INSERT INTO session (id, token, started_at, client, search, {_COLUMNS})"  # noqa: S608
    f" SELECT ?1, ?2, ?3, ?4, ?5, {_COLUMNS} FROM session WHERE id = ?6"
)


class _Massage:
    """A session that goes on by commands at given times."""

    def __init__(self, minutes: float, rate_bpm: float) -> None:
        pattern = BreathPattern(rate_bpm)
        length_ms = round(minutes * MINUTE_MS)
        started = begin(shipped(), length_ms, pattern, Pacing.STEADY, tapped=True)
        self.state = start(started)
        self.events: list[AnyEvent] = [started]

    def do(self, t_ms: int, command: cmd.Command) -> None:
        for event in decide(self.state, command, t_ms):
            self.state = apply(self.state, event)
            self.events.append(event)


def massage(minutes: float, seed: int) -> list[AnyEvent]:
    """A whole back massage: a tap each second breath, areas, a hold or pause now and then."""
    rand = random.Random(seed)
    live = _Massage(minutes, rand.uniform(11, 16))
    total_ms, t_ms, breath = round(minutes * MINUTE_MS), 0, 0
    while t_ms < total_ms:
        breath += 1
        onset = live.state.tempo.onset_ms(live.state.tempo.place_at(t_ms).breath + 1)
        t_ms = max(t_ms + 1, round((onset or t_ms) + rand.gauss(0, 60)))
        live.do(t_ms, cmd.Tap() if breath % 2 else cmd.Tick())
        dice = rand.random()
        if dice < 0.01:
            live.do(t_ms, cmd.MarkAt(rand.uniform(-0.15, 0.15), rand.uniform(0.3, 0.9)))
        elif dice < 0.02:
            live.do(t_ms, cmd.Hold() if dice < 0.015 else cmd.Pause())
            t_ms += rand.randint(5_000, 30_000)
            live.do(t_ms, cmd.Tap())
    live.do(t_ms, cmd.End())
    return live.events


def fill(folder: Path, count: int) -> None:
    """Puts so many sessions into a new library; `DIFFERENT` of them have their events."""
    rand = random.Random(count)
    store = Store(folder)
    for number in range(min(DIFFERENT, count)):
        events = massage(40, number)
        store.append(store.create(_heading(rand, number)), 0, events, events[-1].t_ms)
    store.close()
    db = sqlite3.connect(folder / FILE)
    for number in range(DIFFERENT + 1, count + 1):
        head = _heading(rand, number)
        text = folded(head.client, head.protocol_name)
        origin = number % DIFFERENT + 1
        db.execute(_COPY, (number, new_token(), head.started_at, head.client, text, origin))
        db.execute(
            "INSERT INTO figures SELECT ?, body FROM figures WHERE session_id = ?",
            (number, origin),
        )
    db.commit()
    db.close()


def _heading(rand: random.Random, number: int) -> Heading:
    day, hour = rand.randint(1, 28), rand.randint(8, 19)
    return Heading(
        started_at=f"{rand.randint(2016, 2026)}-{rand.randint(1, 12):02}-{day:02}"
        f"T{hour:02}:{number % 60:02}:00+00:00",
        utc_offset_s=3600,
        client=f"{rand.choice(GIVEN)} {rand.choice(FAMILY)} {number % 997}",
        protocol_id="back-pain",
        protocol_name="Back pain massage",
        planned_ms=40 * MINUTE_MS,
    )
