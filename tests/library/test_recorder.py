import sqlite3
import statistics
import subprocess
import sys
import threading
import time
import tracemalloc

import pytest

from coach.library import recorder as recorder_module
from coach.library.errors import LibraryError
from coach.library.recorder import Recorder
from coach.library.store import Store
from coach.session.events import Ended, EndReason, PressureSet, Tapped
from coach.session.timeline import Timeline
from tests.library.making import HEADING, fill, some_events, stored, wait_until

RETRY_S = 0.02


@pytest.fixture
def start(tmp_path):
    """Starts recorders, and closes them at the end."""
    started = []

    def begin(folder=None, **kwargs):
        recorder = Recorder(folder or tmp_path / "data", HEADING, retry_s=RETRY_S, **kwargs)
        started.append(recorder)
        return recorder

    yield begin
    for recorder in started:
        recorder.close()
        assert not recorder._thread.is_alive()


def row_of(folder, session_id=1):
    store = Store(folder)
    try:
        return store.session(session_id)
    finally:
        store.close()


def recoverable(folder):
    store = Store(folder)
    try:
        return [row.id for row in store.recoverable()]
    finally:
        store.close()


def test_what_is_recorded_is_on_disk_while_the_session_runs(start, tmp_path):
    events = some_events()
    recorder = start()
    recorder.record(events[:1])
    wait_until(lambda: recorder.health.session_id == 1)
    for event in events[1:]:
        recorder.record((event,))
    wait_until(lambda: recorder.health.saved_ms == events[-1].t_ms)
    assert tuple(stored(tmp_path / "data")) == events
    assert recorder.health.code is None
    assert recoverable(tmp_path / "data") == []


def test_a_sign_of_life_reaches_the_disk(start, tmp_path, monkeypatch):
    monkeypatch.setattr(recorder_module, "BEAT_S", 0.01)
    recorder = start()
    recorder.record(some_events(1))
    wait_until(lambda: recorder.health.session_id == 1)
    recorder.beat(61_000)
    wait_until(lambda: row_of(tmp_path / "data").heartbeat_ms == 61_000)
    assert recorder.health.saved_ms == 61_000


def test_between_two_signs_of_life_nothing_is_written(start, monkeypatch):
    monkeypatch.setattr(recorder_module, "BEAT_S", 60.0)
    recorder = start()
    recorder.record(some_events(1))
    wait_until(lambda: recorder.health.session_id == 1)
    recorder.beat(61_000)
    recorder.record(())
    recorder.record((Tapped(t_ms=500, counted=False, breaths=0, rate_bpm=14.0),))
    wait_until(lambda: recorder.health.saved_ms == 61_000)
    recorder.beat(62_000)
    recorder.record(())
    assert recorder._queue.empty()
    assert recorder.health.saved_ms == 61_000


def test_closing_writes_what_is_left_and_lets_the_session_go(start, tmp_path):
    events = some_events()
    recorder = start()
    recorder.record(events)
    recorder.beat(70_000)
    health = recorder.close()
    assert (health.code, health.saved_ms, health.session_id) == (None, 70_000, 1)
    assert tuple(stored(tmp_path / "data")) == events
    assert recoverable(tmp_path / "data") == [1]


def test_an_ended_session_leaves_no_lock_behind(start, tmp_path):
    recorder = start()
    recorder.record((*some_events(3), Ended(t_ms=9_000, reason=EndReason.ASKED, as_of_ms=9_000)))
    recorder.close()
    assert row_of(tmp_path / "data").status == "ended"
    assert list((tmp_path / "data" / "locks").iterdir()) == []


def test_a_recorder_without_events_makes_no_session(start, tmp_path):
    recorder = start()
    recorder.beat(5_000)
    assert recorder.close().session_id is None
    store = Store(tmp_path / "data")
    assert store.sessions() == []
    store.close()


def test_a_resumed_session_goes_on_where_it_was(start, tmp_path):
    folder, events = tmp_path / "data", some_events(20)
    first = start()
    first.record(events[:12])
    first.close()
    second = Recorder.resume(folder, 1, 12, retry_s=RETRY_S)
    second.record(events[12:])
    assert second.close().session_id == 1
    assert tuple(stored(folder)) == events


def test_two_programs_that_resume_one_session_both_keep_all(start, tmp_path):
    folder, events = tmp_path / "data", some_events(12)
    first = start()
    first.record(events)
    first.close()
    presses = [PressureSet(t_ms=90_000, step=step) for step in (1, 2)]
    both = [Recorder.resume(folder, 1, 12, retry_s=RETRY_S) for _ in range(2)]
    for recorder, press in zip(both, presses, strict=True):
        recorder.record((press,))
    wait_until(lambda: all(recorder.health.session_id for recorder in both))
    kept = {recorder.close().session_id for recorder in both}
    assert kept == {1, 2}
    lasts = {stored(folder, session_id)[-1].step for session_id in kept}
    assert lasts == {1, 2}
    for session_id in kept:
        assert tuple(stored(folder, session_id)[:-1]) == events
        Timeline(stored(folder, session_id))


def test_a_session_ended_by_another_program_is_gone_on_with_in_one_of_its_own(start, tmp_path):
    folder, events = tmp_path / "data", some_events(12)
    first = start()
    first.record((*events, Ended(t_ms=90_000, reason=EndReason.INTERRUPTED, as_of_ms=90_000)))
    first.close()
    late = Recorder.resume(folder, 1, 12, retry_s=RETRY_S)
    late.record((PressureSet(t_ms=91_000, step=1),))
    assert late.close().session_id == 2
    assert len(stored(folder, 1)) == len(stored(folder, 2)) == 13


def spoil(folder):
    folder.mkdir(parents=True)
    (folder / "sessions.db").write_bytes(b"garbage" * 1000)


def renew(folder):
    Store(folder).close()
    db = sqlite3.connect(folder / "sessions.db")
    db.execute("PRAGMA user_version = 99")
    db.close()


@pytest.mark.parametrize(("make", "code"), [(spoil, "corrupt"), (renew, "newer")])
def test_beside_a_file_that_is_refused_all_is_kept_until_it_is_moved_away(
    start, tmp_path, make, code
):
    folder, events = tmp_path / "data", some_events()
    make(folder)
    before = (folder / "sessions.db").read_bytes()
    recorder = start()
    recorder.record(events[:5])
    wait_until(lambda: recorder.health.code == code)
    assert recorder.health.saved_ms is None
    assert str(folder / "sessions.db") in recorder.health.sentence
    recorder.record(events[5:])
    assert (folder / "sessions.db").read_bytes() == before
    (folder / "sessions.db").rename(folder / "moved.db")
    wait_until(lambda: recorder.health.code is None and recorder.health.session_id)
    assert recorder.close().saved_ms == events[-1].t_ms
    assert tuple(stored(folder)) == events


def test_closed_beside_a_newer_file_a_session_waits_unsaved_with_the_sentence(start, tmp_path):
    renew(tmp_path / "data")
    recorder = start()
    recorder.record(some_events())
    health = recorder.close(0.1)
    assert (health.code, health.session_id, health.saved_ms) == ("newer", None, None)
    assert "newer version" in health.sentence
    (tmp_path / "data" / "sessions.db").unlink()
    assert recorder.close().session_id == 1
    assert tuple(stored(tmp_path / "data")) == some_events()


def test_while_another_program_locks_the_file_all_is_kept(start, tmp_path, monkeypatch):
    monkeypatch.setattr("coach.library.connection.BUSY_S", 0.02)
    folder, events = tmp_path / "data", some_events()
    recorder = start()
    recorder.record(events[:10])
    wait_until(lambda: recorder.health.saved_ms == events[9].t_ms)
    other = sqlite3.connect(folder / "sessions.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    recorder.record(events[10:])
    wait_until(lambda: recorder.health.code == "locked")
    assert recorder.health.saved_ms == events[9].t_ms
    assert recorder.health.session_id == 1
    other.execute("ROLLBACK")
    other.close()
    wait_until(lambda: recorder.health.saved_ms == events[-1].t_ms)
    assert tuple(stored(folder)) == events


def test_on_a_full_disk_all_is_kept_until_there_is_room(start, tiny_disk):
    folder, events = tiny_disk / "data", some_events(600)
    recorder = start(folder)
    recorder.record(events[:10])
    wait_until(lambda: recorder.health.saved_ms == events[9].t_ms)
    filler = fill(tiny_disk)
    for at in range(10, 600, 10):
        recorder.record(events[at : at + 10])
    wait_until(lambda: recorder.health.code is not None)
    assert recorder.health.code == "disk_full"
    saved_ms = recorder.health.saved_ms
    assert "full" in recorder.health.sentence
    filler.unlink()
    wait_until(lambda: recorder.health.saved_ms == events[-1].t_ms)
    assert saved_ms < events[-1].t_ms
    assert recorder.close().code is None
    assert tuple(stored(folder)) == events


def test_on_a_disk_that_is_full_from_the_start_all_is_kept(start, tiny_disk):
    filler = fill(tiny_disk)
    events = some_events()
    recorder = start(tiny_disk / "data")
    recorder.record(events)
    wait_until(lambda: recorder.health.code == "disk_full")
    assert recorder.health.saved_ms is None
    filler.unlink()
    wait_until(lambda: recorder.health.saved_ms == events[-1].t_ms)
    assert tuple(stored(tiny_disk / "data")) == events


def test_an_old_file_on_a_full_disk_is_told_as_a_full_disk(start, tiny_disk):
    Store(tiny_disk).close()
    filler = fill(tiny_disk)
    recorder = start(tiny_disk)
    recorder.record(some_events())
    wait_until(lambda: recorder.health.code is not None)
    assert recorder.health.code == "disk_full"
    filler.unlink()
    wait_until(lambda: recorder.health.saved_ms is not None)


LIMITED = """
import resource, sys
from pathlib import Path
from coach.library.recorder import Recorder
from tests.library.making import HEADING, some_events, stored, wait_until
folder, events = Path(sys.argv[1]), some_events(600)
recorder = Recorder(folder, HEADING, retry_s=0.02)
recorder.record(events[:5])
wait_until(lambda: recorder.health.saved_ms == events[4].t_ms)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, resource.RLIM_INFINITY))
for at in range(5, 600, 5):
    recorder.record(events[at : at + 5])
wait_until(lambda: recorder.health.code is not None)
print(recorder.health.code)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
assert recorder.close(10.0).saved_ms == events[-1].t_ms
assert tuple(stored(folder)) == events
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of files are POSIX's")
def test_where_the_file_may_not_grow_all_is_kept(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(tmp_path / "data")],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stdout.strip()) == (0, "io"), done.stderr


def test_in_a_read_only_folder_all_is_kept_until_it_can_be_written(start, door):
    folder, events = door.folder, some_events()
    door.shut()
    recorder = start(folder)
    recorder.record(events)
    wait_until(lambda: recorder.health.code is not None)
    assert recorder.health.code == "read_only"
    door.open()
    wait_until(lambda: recorder.health.saved_ms == events[-1].t_ms)
    assert tuple(stored(folder)) == events


class Doubtful(sqlite3.Connection):
    """Every other commit says that it failed: now after it was done, now before."""

    commits = 0

    def execute(self, sql, *values):
        if sql != "COMMIT":
            return super().execute(sql, *values)
        Doubtful.commits += 1
        if Doubtful.commits % 4 == 1:
            super().execute(sql)
        if Doubtful.commits % 2:
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorcode = sqlite3.SQLITE_IOERR
            raise error
        return super().execute(sql)


def test_a_commit_of_unknown_fate_loses_nothing_and_doubles_nothing(start, tmp_path, monkeypatch):
    real = sqlite3.connect
    Store(tmp_path / "data").close()
    monkeypatch.setattr(Doubtful, "commits", 0)
    monkeypatch.setattr(
        sqlite3, "connect", lambda *args, **kwargs: real(*args, factory=Doubtful, **kwargs)
    )
    events = some_events(60)
    recorder = start()
    for event in events:
        recorder.record((event,))
        wait_until(lambda event=event: recorder.health.saved_ms == event.t_ms)
    health = recorder.close()
    assert Doubtful.commits >= 120
    monkeypatch.setattr(sqlite3, "connect", real)
    assert health.session_id == 1
    assert tuple(stored(tmp_path / "data")) == events
    store = Store(tmp_path / "data")
    assert len(store.sessions()) == 1
    store.close()


def test_an_error_of_the_programs_own_is_told_and_does_not_stop_the_thread(
    start, tmp_path, monkeypatch, caplog
):
    def broken(*_args):
        raise RuntimeError("a mistake")

    recorder = start()
    with monkeypatch.context() as broken_store:
        broken_store.setattr(Store, "append", broken)
        recorder.record(some_events(5))
        wait_until(lambda: recorder.health.code == "io")
        assert "a mistake" in recorder.health.sentence
    wait_until(lambda: recorder.health.code is None)
    assert len(stored(tmp_path / "data")) == 5
    assert "saving the session failed" in caplog.text


def test_after_a_failure_the_file_is_opened_anew(start, tmp_path, monkeypatch):
    real, failures = Store.append, iter([True])

    def dies(store, *args):
        if next(failures, False):
            store._db.close()
            raise LibraryError("io", "the disk went away")
        real(store, *args)

    monkeypatch.setattr(Store, "append", dies)
    recorder = start()
    recorder.record(some_events(5))
    wait_until(lambda: recorder.health.saved_ms is not None)
    assert len(stored(tmp_path / "data")) == 5


def test_a_disk_that_does_not_answer_is_told(start, monkeypatch):
    monkeypatch.setattr(recorder_module, "SLOW_S", 0.01)
    answer, real = threading.Event(), Store.append

    def slow(*args):
        answer.wait(20)
        return real(*args)

    monkeypatch.setattr(Store, "append", slow)
    recorder = start()
    recorder.record(some_events(5))
    wait_until(lambda: recorder.health.code == "io")
    assert "does not answer" in recorder.health.sentence
    assert recorder.close(0.01).code == "io"
    answer.set()
    wait_until(lambda: not recorder._thread.is_alive())
    assert recorder.health.code is None


def test_recording_takes_no_time_and_reaches_the_disk_at_once(start):
    taps = [Tapped(t_ms=t, counted=False, breaths=0, rate_bpm=14.0) for t in range(3_000)]
    recorder = start()
    recorder.record(some_events(1))
    wait_until(lambda: recorder.health.session_id)
    calls, delays = [], []
    for tap in taps:
        began = time.perf_counter()
        recorder.record((tap,))
        recorder.beat(tap.t_ms)
        calls.append(time.perf_counter() - began)
        if tap.t_ms % 20 == 19:
            wait_until(lambda tap=tap: recorder.health.saved_ms >= tap.t_ms)
            delays.append(time.perf_counter() - began)
    calls.sort()
    delays.sort()
    print(
        f"record() and beat(): median {statistics.median(calls) * 1e6:.1f} us,"
        f" p99 {calls[int(len(calls) * 0.99)] * 1e6:.1f} us;"
        f" to disk: median {statistics.median(delays) * 1e3:.1f} ms,"
        f" most {delays[-1] * 1e3:.1f} ms"
    )
    assert statistics.median(calls) < 0.001
    assert delays[-1] < 1.0


def test_a_healthy_recorder_does_not_grow(start):
    recorder = start()
    recorder.record(some_events(1))

    def record(first, last):
        for t_ms in range(first, last):
            recorder.record((Tapped(t_ms=t_ms, counted=False, breaths=0, rate_bpm=14.0),))
            recorder.beat(t_ms)
        wait_until(lambda: recorder.health.saved_ms == last - 1)

    record(1, 2_000)
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        record(2_000, 12_000)
        grown = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    print(f"after 10,000 events more: {grown} bytes more")
    assert grown < 300_000  # the queue's own room; 10,000 events kept take 2 MB


def test_a_failure_between_lock_and_session_is_tried_again(start, tmp_path, monkeypatch):
    folder, events = tmp_path / "data", some_events(6)
    first = start()
    first.record(events[:3])
    first.close()
    real, failures = Store.session, iter([True])

    def once(store, session_id):
        if next(failures, False):
            raise LibraryError("io", "once")
        return real(store, session_id)

    monkeypatch.setattr(Store, "session", once)
    second = Recorder.resume(folder, 1, 3, retry_s=RETRY_S)
    second.record(events[3:])
    assert second.close().session_id == 1
