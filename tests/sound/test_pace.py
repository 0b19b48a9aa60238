"""When a frame is heard: a card's clock that drifts, answers that are late by chance."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.live.clock import TimeLine
from coach.sound.pace import Pace
from coach.sound.stride import JUMP_MS, Stride
from coach.sound.voicing import RATE_HZ

PIECE = 256
EACH_NS = 25_000_000
LATE_MS = 20.0


class Card:
    """Plays at its own rate; takes frames by the piece, so many ms before they are heard."""

    def __init__(self, ppm, seed=1):
        self.rate = RATE_HZ * (1.0 + ppm / 1e6)
        self.pace = Pace(RATE_HZ, LATE_MS)
        self.now_ns = self.gap_ns = 0
        self.begun_ns = 0
        self._chance = random.Random(seed)

    def heard_ns(self, frame):
        return self.gap_ns + frame * 1e9 / self.rate + LATE_MS * 1e6

    def run(self, seconds, *, told=False, busy_ms=0.0):
        end_ns = self.now_ns + seconds * 1e9
        while self.now_ns < end_ns:
            self.now_ns += EACH_NS
            read_ns = self.now_ns + self._chance.expovariate(1.0) * (0.1 + busy_ms) * 1e6
            taken = (read_ns - self.gap_ns) * self.rate / 1e9
            if told and self._chance.random() < 0.12:
                heard = taken - LATE_MS * self.rate / 1e3
                self.pace.tell(read_ns + self._chance.gauss(0.0, 1e5), heard)
            self.pace.observe(read_ns, int(taken / PIECE) * PIECE)

    def off_ms(self, ahead_s=0.1):
        frame = round((self.now_ns - self.gap_ns) * self.rate / 1e9 + ahead_s * RATE_HZ)
        return (self.pace.when(frame) - self.heard_ns(frame)) / 1e6


@settings(max_examples=30)
@given(st.floats(-300.0, 300.0), st.integers(0, 10**6))
def test_told_it_knows_to_a_fraction_of_a_millisecond(ppm, seed):
    card = Card(ppm, seed)
    card.run(30.0, told=True)
    assert abs(card.off_ms()) < 0.4


@settings(max_examples=30)
@given(st.floats(-300.0, 300.0), st.integers(0, 10**6), st.floats(0.0, 4.0))
def test_without_answers_it_reckons_to_within_some(ppm, seed, busy_ms):
    card = Card(ppm, seed)
    card.run(40.0, busy_ms=busy_ms)
    assert abs(card.off_ms()) < 1.5 + busy_ms


@pytest.mark.parametrize("told", [True, False])
def test_ten_minutes_of_a_card_that_drifts_leave_no_drift(told):
    card = Card(200.0)
    card.run(30.0, told=told)
    early = card.off_ms()
    card.run(600.0, told=told)
    assert abs(card.off_ms() - early) < 1.0
    assert card.pace.drift_ppm == pytest.approx(-200.0, abs=60.0)


@pytest.mark.parametrize("told", [True, False])
def test_frames_put_in_between_are_found_soon(told):
    card = Card(0.0)
    card.run(20.0, told=told)
    card.gap_ns = 40e6
    card.run(2.0, told=told)
    assert abs(card.off_ms()) < 2.0


def test_after_it_ran_dry_the_next_answers_are_believed():
    card = Card(0.0)
    card.run(20.0, told=True)
    card.gap_ns = 2e6
    card.pace.slip()
    card.run(1.5, told=True)
    assert abs(card.off_ms()) < 0.5


def test_nothing_is_known_before_it_runs():
    pace = Pace(RATE_HZ, LATE_MS)
    for i in range(40):
        pace.observe(i * EACH_NS, 768)  # the server has filled its buffer and waits
    assert pace.when(1_000) is None


LINE = TimeLine(lambda: 0, 0, 0.0, 1.0)
BLOCK = 1_200
BLOCK_NS = BLOCK * 1e9 / RATE_HZ


@given(
    st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=60),
    st.sampled_from([1.0, 0.5, 4.0]),
)
def test_the_sessions_time_goes_on_without_a_step_through_small_errors(errors, speed):
    line, stride = TimeLine(lambda: 0, 0, 0.0, speed), Stride()
    ended = None
    for i, error_ns in enumerate(errors):
        t_ms, step_ms = stride.block(line, i * BLOCK_NS + error_ns, BLOCK)
        assert ended is None or t_ms == ended
        assert step_ms == pytest.approx(speed * 1e3 / RATE_HZ, rel=0.0051)
        ended = t_ms + BLOCK * step_ms
    for i in range(len(errors), len(errors) + 40):
        t_ms, step_ms = stride.block(line, i * BLOCK_NS, BLOCK)
    assert t_ms + BLOCK * step_ms == pytest.approx(line.t_ms((i + 1) * BLOCK_NS), abs=1e-6)


def test_a_great_error_is_left_at_once():
    stride = Stride()
    stride.block(LINE, 0.0, BLOCK)
    assert stride.block(LINE, BLOCK_NS + (JUMP_MS + 1) * 1e6, BLOCK)[0] == pytest.approx(
        LINE.t_ms(BLOCK_NS + (JUMP_MS + 1) * 1e6)
    )
