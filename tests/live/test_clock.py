"""Real time → a session's time."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.live import clock as clock_module
from coach.live.clock import LEAP_MS, SessionClock, fine, system_clock
from tests.helpers.clock import FakeClock


def test_time_counts_from_the_start():
    now = FakeClock()
    clock = SessionClock(now)
    now.pass_ms(40)
    assert clock.read().t_ms == 40


def test_a_continued_session_counts_from_where_it_died():
    now = FakeClock()
    clock = SessionClock(now, start_ms=760_000)
    now.pass_ms(16)
    assert clock.read().t_ms == 760_016


def test_a_leap_is_told_once_with_the_time_before_it():
    now = FakeClock()
    clock = SessionClock(now)
    now.pass_ms(100)
    clock.read()
    now.pass_ms(LEAP_MS + 1)
    reading = clock.read()
    assert (reading.leapt_from_ms, reading.t_ms) == (100, 100 + LEAP_MS + 1)
    now.pass_ms(16)
    assert clock.read().leapt_from_ms is None


def test_a_gap_of_three_seconds_is_no_leap_yet():
    now = FakeClock()
    clock = SessionClock(now)
    now.pass_ms(LEAP_MS)
    assert clock.read().leapt_from_ms is None


def test_a_rehearsal_runs_faster_but_leaps_by_real_time():
    now = FakeClock()
    clock = SessionClock(now, speed=60.0)
    now.pass_ms(1_000)
    reading = clock.read()
    assert (reading.t_ms, reading.leapt_from_ms) == (60_000, None)


def test_time_never_goes_back():
    now = FakeClock()
    clock = SessionClock(now)
    now.pass_ms(500)
    clock.read()
    now.pass_ms(-200)
    assert clock.read().t_ms == 500


def test_forty_five_minutes_of_frames_leave_no_error():
    now = FakeClock()
    clock = SessionClock(now)
    for _ in range(45 * 60 * 62):
        now.pass_ms(16)
        clock.read()
    assert clock.read().t_ms == 45 * 60 * 62 * 16


@pytest.mark.skipif(not hasattr(time, "CLOCK_BOOTTIME"), reason="CLOCK_BOOTTIME is Linux's")
def test_on_linux_the_clock_counts_sleep():
    before = time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000
    now = system_clock()()
    after = time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000
    assert before <= now <= after


def test_elsewhere_the_wall_clock_tells_what_was_slept(monkeypatch):
    steady, wall = 5_000_000_000, 900_000_000_000
    monkeypatch.setattr(time, "monotonic_ns", lambda: steady)
    monkeypatch.setattr(time, "time_ns", lambda: wall)
    monkeypatch.setattr(clock_module.sys, "platform", "other")
    clock = system_clock()
    first = clock()
    steady += 1_000_000_000
    wall += 61_000_000_000
    assert clock() - first == 61_000
    steady += 16_000_000
    wall += 1_016_000_000
    assert clock() - first == 61_016


@pytest.mark.skipif(not hasattr(time, "CLOCK_BOOTTIME"), reason="CLOCK_BOOTTIME is Linux's")
def test_the_fine_reading_is_of_the_same_clock():
    now_ms = system_clock()
    before = now_ms()
    between = fine(now_ms)()
    assert before * 1_000_000 <= between <= (now_ms() + 1) * 1_000_000


def test_a_clock_without_parts_of_a_millisecond_is_read_in_whole_ones():
    assert fine(FakeClock(1_234))() == 1_234_000_000


@given(st.floats(0.1, 100.0), st.integers(0, 10_000_000), st.integers(0, 10_000_000))
def test_the_time_line_is_the_map_of_the_clock(speed, start_ms, passed_ms):
    now = FakeClock()
    clock = SessionClock(now, speed=speed, start_ms=start_ms)
    now.pass_ms(passed_ms)
    t_ms = clock.line.t_ms(clock.line.now_ns())
    assert abs(clock.read().t_ms - t_ms) <= 0.5 + 1e-6
    assert clock.line.real_ns(t_ms) == pytest.approx(clock.line.now_ns(), abs=200)
