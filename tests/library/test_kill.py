import random
import signal
import subprocess
import sys
import threading

import pytest

from coach.library import recovery
from coach.library.store import Store
from coach.session.events import decode
from coach.session.timeline import Timeline
from tests.library.making import stored

LAST_SECOND_MS = 1_000
SLACK_MS = 500
"""What a loaded machine may add to a second between two signs of life."""


def begin(folder, manner, run_s=60.0):
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.library.recording_child", str(folder), manner, str(run_s)],
        bufsize=0,  # else a first line read takes the next ones with it
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert child.stdout.readline() == b"ready\n"
    return child


def told(out):
    """(t_ms, events) of each whole line that a child printed."""
    for line in out.splitlines(keepends=True):
        if line.endswith(b"\n"):
            t_ms, *bodies = line.strip().split(b"\t")
            yield int(t_ms), [decode(body) for body in bodies]


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is POSIX's")
@pytest.mark.parametrize("seed", range(6))
def test_after_kill_9_at_most_the_last_second_is_missing(tmp_path, seed):
    moments = random.Random(seed)
    children = []
    for number in range(4):
        folder = tmp_path / str(number)
        child = begin(folder, "quiet" if number == 3 else "busy")
        after_s = moments.uniform(0.0, 2.6)
        timer = threading.Timer(after_s, child.send_signal, (signal.SIGKILL,))
        timer.start()
        children.append((folder, child))
    for folder, child in children:
        out, err = child.communicate(timeout=30)
        assert child.returncode == -signal.SIGKILL, err
        check(folder, list(told(out)))


def check(folder, lines):
    last_ms = lines[-1][0] if lines else 0
    recorded = [event for _, events in lines for event in events]
    store = Store(folder)
    try:
        rows = store.recoverable()
        assert rows or last_ms < LAST_SECOND_MS
        if not rows:
            return
        found = recovery.look(store, rows[0])
        if found is None:
            assert last_ms < LAST_SECOND_MS
            return
        due = sum(len(events) for t_ms, events in lines if t_ms <= last_ms - LAST_SECOND_MS)
        assert due <= len(found.events)
        print(
            f"killed at {last_ms} ms: {len(recorded) - len(found.events)} of {len(recorded)}"
            f" events missing, last sign of life {last_ms - found.died_ms} ms before"
        )
        common = min(len(found.events), len(recorded))
        assert list(found.events[:common]) == recorded[:common]
        assert found.died_ms >= last_ms - LAST_SECOND_MS - SLACK_MS
        Timeline(found.events)
        recovery.keep_as_ended(store, rows[0])
        assert Timeline(store.events(rows[0].id)).final.ended_ms == found.died_ms
    finally:
        store.close()


def test_two_programs_record_at_once_each_its_own_session(tmp_path):
    children = [begin(tmp_path, "busy", 1.0) for _ in range(3)]
    for child in children:
        _, err = child.communicate(timeout=30)
        assert child.returncode == 0, err
    store = Store(tmp_path)
    assert [row.status for row in store.sessions()] == ["ended"] * 3
    assert store.recoverable() == []
    store.close()
    for session_id in (1, 2, 3):
        assert len(stored(tmp_path, session_id)) > 20
        Timeline(stored(tmp_path, session_id))


def test_a_living_programs_session_is_not_offered_and_a_killed_ones_is(tmp_path):
    child = begin(tmp_path, "busy")
    for _ in range(20):
        child.stdout.readline()
    store = Store(tmp_path)
    store_rows = store.sessions()
    assert [row.status for row in store_rows] == ["open"]
    assert store.recoverable() == []
    child.kill()
    child.communicate()
    assert [row.id for row in store.recoverable()] == [store_rows[0].id]
    store.close()
