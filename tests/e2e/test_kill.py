"""The real program killed at any moment: the session is there, but for the last second at most."""

import os
import random
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coach.interrupted import offers
from coach.library.store import Store
from tests.helpers.screen import wait_until

ROOT = Path(__file__).parents[2]
TIMES = 20
LOST_MS = 1_000


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is POSIX's")
def test_killed_at_twenty_random_moments(tmp_path):
    rand = random.Random()
    for number in range(TIMES):
        home = tmp_path / str(number)
        killed_at = kill_a_session(home, rand.uniform(0.0, 2.0))
        found, problem = offers(home)
        assert (len(found), problem) == (1, None)
        store = Store(home)
        (row,) = store.recoverable()
        events = store.events(row.id)
        store.close()
        started = datetime.fromisoformat(row.heading.started_at)
        alive_ms = (killed_at - started).total_seconds() * 1_000
        assert events
        assert alive_ms - row.heartbeat_ms <= LOST_MS


def kill_a_session(home: Path, after_s: float) -> datetime:
    """Starts one, lets it live so long after its first event is on disk; when it was killed."""
    process = subprocess.Popen(
        [sys.executable, "-m", "coach", "start", "--rate", "20"],
        cwd=ROOT,
        env={**os.environ, "COACH_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"},
    )
    wait_until(lambda: is_recorded(home), what="the first event")
    time.sleep(after_s)
    killed_at = datetime.now(UTC)
    process.send_signal(signal.SIGKILL)
    process.wait()
    return killed_at


def is_recorded(home: Path) -> bool:
    if not (home / "sessions.db").exists():
        return False
    store = Store(home)
    try:
        return any(row.event_count for row in store.sessions())
    finally:
        store.close()
