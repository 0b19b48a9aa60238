"""A library of many sessions, each as its recorder would have left it but for the copies' names."""

import random
import sqlite3
from pathlib import Path

from coach.breath.pattern import BreathPattern
from coach.library.locks import new_token
from coach.library.search import folded
from coach.library.store import FILE, Heading, Store
from coach.session import commands as cmd
from coach.session.decide import RefusedError, begin, decide
from coach.session.events import AnyEvent, Pacing
from coach.session.state import apply, start
from tests.helpers.sessions import SHIPPED, shipped

MINUTE_MS = 60_000
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


def massage(minutes: float, seed: int, *, events: int = 400) -> list[AnyEvent]:
    """A whole massage with about so many events: taps, marks, a hold, a pause, the slider."""
    rand = random.Random(seed)
    protocol = shipped(SHIPPED[seed % len(SHIPPED)] if minutes <= 15 else "back-pain")
    total_ms = round(minutes * MINUTE_MS)
    rate = rand.uniform(11, 16)
    started = begin(protocol, total_ms, BreathPattern(rate), Pacing.STEADY, tapped=True)
    state, made = start(started), [started]
    for number in range(1, events):
        t_ms = round(total_ms * number / events) + rand.randint(0, 900)
        for command in _commands(rand):
            try:
                new = decide(state, command, t_ms)
            except RefusedError:
                continue
            for event in new:
                state = apply(state, event)
            made += new
    for event in decide(state, cmd.End(), total_ms + 1_000):
        made.append(event)
    return made


def _commands(rand: random.Random) -> tuple[cmd.Command, ...]:
    dice = rand.random()
    if dice < 0.01:
        return cmd.MarkAt(rand.uniform(-0.15, 0.15), rand.uniform(0.3, 0.9)), cmd.Tick()
    if dice < 0.02:
        return cmd.Hold(), cmd.Tap()
    if dice < 0.03:
        return cmd.Pause(), cmd.Tap()
    if dice < 0.06:
        return (cmd.NudgeTempo(rand.choice((-1, 1))),)
    return (cmd.Tap(),)


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
