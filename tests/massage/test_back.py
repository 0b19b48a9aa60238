"""The back: sides, regions, outline."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.massage.back import (
    HEAD_CENTRE,
    OUTLINE,
    OUTLINE_START,
    Region,
    Side,
    TenseArea,
    is_on_back,
    region_at,
)
from tests.helpers.sessions import SHIPPED, shipped


def area(side: Side) -> TenseArea:
    return TenseArea(1, side, 0.1, 0.6, 0)


def test_left_is_negative_and_both_is_two_points():
    assert area(Side.LEFT).points == ((-0.1, 0.6),)
    assert area(Side.RIGHT).points == ((0.1, 0.6),)
    assert area(Side.BOTH).points == ((-0.1, 0.6), (0.1, 0.6))


@pytest.mark.parametrize(
    ("offset", "y", "region"),
    [
        (0.05, 0.20, Region.NECK),
        (0.20, 0.30, Region.SHOULDER),
        (0.10, 0.45, Region.SHOULDER_BLADE),
        (0.26, 0.45, Region.UPPER_ARM),
        (0.10, 0.60, Region.MIDDLE_BACK),
        (0.10, 0.80, Region.LOWER_BACK),
        (0.10, 0.95, Region.HIP),
    ],
)
def test_a_place_has_the_name_that_a_practitioner_gives_it(offset, y, region):
    assert region_at(offset, y) is region
    assert TenseArea(1, Side.LEFT, offset, y, 0).region is region


@given(st.floats(-0.5, 0.5), st.floats(-0.2, 1.2))
def test_the_back_is_the_same_on_both_sides(x, y):
    assert is_on_back(x, y) == is_on_back(-x, y)


def test_on_the_back_is_the_trunk_and_neither_head_nor_table():
    assert is_on_back(0.0, 0.6)
    assert is_on_back(0.1, 0.95)
    assert not is_on_back(*HEAD_CENTRE)
    assert not is_on_back(0.25, 0.95)
    assert not is_on_back(0.45, 0.5)
    assert not is_on_back(0.0, 1.1)


def test_the_outline_runs_from_the_nape_to_the_hips():
    assert OUTLINE_START[1] < OUTLINE[-1][2][1] == 1.0


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_path_lies_on_the_back(name):
    for stage in shipped(name).stage:
        for x, y in (*stage.inhale.path, *stage.exhale.path):
            assert is_on_back(x, y), (stage.id, x, y)
