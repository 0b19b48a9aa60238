"""Painting with a brush: few discs, all on the back, and none that the eraser touched."""

import math

from hypothesis import given
from hypothesis import strategies as st

from coach.massage.avoid import MOST_PATCHES, Patch, brushed, erased
from coach.massage.back import is_on_back

points = st.tuples(st.floats(-0.4, 0.4), st.floats(0.0, 1.0))
radii = st.sampled_from([0.02, 0.035, 0.085])
strokes = st.lists(st.tuples(points, points, radii), max_size=6)


def painted(drawn):
    avoid = ()
    for start, end, radius in drawn:
        avoid = brushed(avoid, start, end, radius)
    return avoid


@given(strokes)
def test_what_is_painted_lies_on_the_back_and_is_never_too_much(drawn):
    avoid = painted(drawn)
    assert len(avoid) <= MOST_PATCHES
    assert all(is_on_back(patch.x, patch.y) for patch in avoid)


@given(strokes, points, points, radii)
def test_a_stroke_covers_all_of_its_line_that_is_on_the_back(drawn, start, end, radius):
    avoid = brushed(painted(drawn), start, end, radius)
    if len(avoid) == MOST_PATCHES:
        return
    for step in range(21):
        x, y = (a + (b - a) * step / 20 for a, b in zip(start, end, strict=True))
        around = [(x + radius * a, y + radius * b) for a, b in ((1, 0), (-1, 0), (0, 1), (0, -1))]
        if is_on_back(x, y) and all(is_on_back(*at) for at in around):
            assert min(math.dist((x, y), (p.x, p.y)) - p.radius for p in avoid) < 0.0


@given(strokes, points, points, radii)
def test_the_eraser_leaves_nothing_where_it_was_and_all_that_lies_apart(drawn, start, end, radius):
    before = painted(drawn)
    after = erased(before, start, end, radius)
    assert set(after) <= set(before)
    for at in (start, end):
        assert all(math.dist(at, (p.x, p.y)) >= p.radius for p in after)
    for patch in set(before) - set(after):
        nearest = min(
            math.dist((patch.x, patch.y), tuple(a + (b - a) * i / 50 for a, b in zip(start, end)))  # noqa: B905
            for i in range(51)
        )
        assert nearest < max(radius, patch.radius) + 0.02


def test_a_long_stroke_needs_few_discs_and_the_same_one_again_none():
    once = brushed((), (0.08, 0.3), (0.08, 0.9), 0.035)
    assert len(once) <= 32
    assert brushed(once, (0.08, 0.3), (0.08, 0.9), 0.035) == once
    assert brushed(once, (0.08, 0.5), (0.08, 0.5), 0.02) == once


def test_no_more_than_can_be_kept():
    full = tuple(Patch(0.05, 0.5, 0.01) for _ in range(MOST_PATCHES))
    assert brushed(full, (-0.1, 0.5), (-0.1, 0.5), 0.02) == full
