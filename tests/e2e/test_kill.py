"""The real program killed at any moment: what was shown is there, but for a second at most."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coach.interrupted import offers
from coach.library.store import Store
from tests.helpers.observed import all_observed
from tests.helpers.screen import wait_until

ROOT = Path(__file__).parents[2]
TIMES = 20
LOST_MS = 1_000


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is POSIX's")
def test_killed_at_twenty_random_moments(tmp_path):
    rand, longest_ms = random.Random(), 0
    for number in range(TIMES):
        home = tmp_path / str(number)
        shown_ms = kill_a_session(home, rand.uniform(0.0, 2.0))
        found, problem = offers(home)
        assert (len(found), problem) == (1, None)
        store = Store(home)
        (row,) = store.recoverable()
        events = store.events(row.id)
        store.close()
        assert events
        assert shown_ms - row.heartbeat_ms <= LOST_MS
        longest_ms = max(longest_ms, shown_ms)
    assert longest_ms > LOST_MS  # there was something to lose


def kill_a_session(home: Path, after_s: float) -> int:
    """Starts one, lets it live so long after its first event is on disk, and kills it; the time
    that its screen showed last.
    """
    shown = home.with_suffix(".shown")
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.helpers.observed", str(shown), "start", "--rate", "20"],
        cwd=ROOT,
        env={**os.environ, "COACH_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"},
    )
    wait_until(lambda: is_recorded(home), what="the first event")
    time.sleep(after_s)
    process.send_signal(signal.SIGKILL)
    process.wait()
    return max((moment.t_ms for moment in all_observed(shown)), default=0)


def is_recorded(home: Path) -> bool:
    if not (home / "sessions.db").exists():
        return False
    store = Store(home)
    try:
        return any(row.event_count for row in store.sessions())
    finally:
        store.close()
