"""Codes and their words."""

import re
from pathlib import Path

import pytest

from coach.massage.back import Outcome, Region, Side, TenseArea
from coach.massage.protocol import Stand
from coach.session import decide
from coach.session.events import Pacing
from coach.ui import words


@pytest.mark.parametrize(
    ("t_ms", "text"),
    [(0, "0:00"), (65_999, "1:05"), (3_599_999, "59:59"), (3_723_000, "1:02:03"), (-5, "0:00")],
)
def test_a_clock_counts_whole_seconds(t_ms, text):
    assert words.clock(t_ms) == text


def test_time_left_counts_the_second_under_way():
    assert words.time_left(167_001) == "2:48 left"
    assert words.time_left(0) == "0:00 left"


def test_a_planned_length_is_in_minutes_where_it_is_whole_ones():
    assert words.planned(2_400_000) == "40"
    assert words.planned(2_430_000) == "40:30"


@pytest.mark.parametrize(
    ("age_ms", "text"),
    [(None, "no tap\nyet"), (8_400, "tapped\n8 s ago"), (125_000, "tapped\n2 min ago")],
)
def test_the_age_of_a_tap_is_told(age_ms, text):
    assert words.tap_age(age_ms) == text


def test_every_refusal_of_the_session_has_its_words():
    codes = set(re.findall(r'RefusedError\("(\w+)"\)', Path(decide.__file__).read_text()))
    assert len(codes) > 5
    for code in codes:
        assert words.refusal(code).endswith(".")


def test_every_code_of_the_massage_has_its_words():
    assert len({words.region(region) for region in Region}) == len(Region)
    assert len({words.stand(stand) for stand in Stand}) == len(Stand)
    assert len({words.pacing(pacing) for pacing in Pacing}) == len(Pacing)


@pytest.mark.parametrize(
    ("side", "text"),
    [
        (Side.LEFT, "left shoulder blade"),
        (Side.RIGHT, "right shoulder blade"),
        (Side.BOTH, "shoulder blade, both sides"),
    ],
)
def test_an_area_is_called_by_side_and_region(side, text):
    assert words.place(TenseArea(1, side, 0.1, 0.45, 0, Outcome.OPEN)) == text


def test_numbers_stand_in_a_row():
    assert [words.numbers(n) for n in ((2,), (2, 3), (1, 2, 3))] == ["2", "2 and 3", "1, 2 and 3"]
