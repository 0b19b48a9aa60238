"""Where the hands go: smooth paths through a stroke's points, for both hands."""

import math
from functools import lru_cache
from itertools import pairwise

import msgspec

from coach.massage.back import SPINE_HALF_WIDTH, Point, Side, TenseArea
from coach.massage.protocol import Hand, Stage, Stroke

SAMPLES = 48
AREA_REACH = 0.05
"""Half the length of the stroke over one tense area."""
_HALF_WIDTH = {
    Hand.PALMS: 0.05,
    Hand.VIBRATING_PALMS: 0.05,
    Hand.FINGERTIPS: 0.028,
    Hand.THUMBS: 0.016,
}
"""Two hands side by side on one area are twice this apart, and so far from the spine."""


class Track(msgspec.Struct, frozen=True):
    """A smooth line as points at equal distances along it."""

    points: tuple[Point, ...]

    def at(self, along: float) -> Point:
        """The point at 0 to 1 of the length."""
        last = len(self.points) - 1
        place = min(1.0, max(0.0, along)) * last
        index = min(int(place), last - 1)
        part = place - index
        (x0, y0), (x1, y1) = self.points[index], self.points[index + 1]
        return x0 + (x1 - x0) * part, y0 + (y1 - y0) * part

    def mirrored(self) -> "Track":
        """The other hand's track."""
        return Track(tuple((-x, y) for x, y in self.points))


class Route(msgspec.Struct, frozen=True):
    """The tracks of the left-hand and the right-hand hand.

    `press` on the breath in, `back` on the breath out: named as in a massage pressed on the breath
    in; in one pressed on the breath out it is the way back that is pressed.
    """

    press: tuple[Track, Track]
    back: tuple[Track, Track]

    @property
    def rests(self) -> bool:
        """Whether the hands stay in one place."""
        return all(track.points[0] == track.points[1] for track in (*self.press, *self.back))


def stage_route(stage: Stage) -> Route:
    """The stage's own paths: the right hand's, and the same mirrored or the left hand's own."""
    return Route(_pair(stage.inhale), _pair(stage.exhale))


def _pair(stroke: Stroke) -> tuple[Track, Track]:
    right = way_of(stroke.path)
    left = right if stroke.left_path is None else way_of(stroke.left_path)
    return left.mirrored(), right


def way_of(path: tuple[Point, ...]) -> Track:
    """The smooth line through a stroke's points; where it would swing onto the spine, beside it."""
    points = smooth(path).points
    return Track(tuple((max(SPINE_HALF_WIDTH, x), y) for x, y in points))


def area_route(area: TenseArea, hand: Hand, *, presses_out: bool = False) -> Route:
    """Both hands over a tense area, pressed upward, and the same line back; never on the spine."""
    return _area_route(area.side, area.offset, area.y, hand, presses_out)


@lru_cache(maxsize=256)
def _area_route(side: Side, offset: float, y: float, hand: Hand, presses_out: bool) -> Route:
    low, high = min(1.0, y + AREA_REACH), max(0.0, y - AREA_REACH)
    if presses_out:
        low, high = high, low
    if side is Side.BOTH:
        press = smooth(((offset, low), (offset, high)))
        pair = (press.mirrored(), press)
    else:
        half = _HALF_WIDTH[hand]
        inner = max(SPINE_HALF_WIDTH, half, offset - half)
        outer = inner + 2 * half
        near, far = (smooth(((x, low), (x, high))) for x in (inner, outer))
        pair = (near, far) if side is Side.RIGHT else (far.mirrored(), near.mirrored())
    back = (Track(pair[0].points[::-1]), Track(pair[1].points[::-1]))
    return Route(pair, back)


def half_width(hand: Hand) -> float:
    """How far a hand reaches to each side of the point that it works with."""
    return _HALF_WIDTH[hand]


def smooth(path: tuple[Point, ...]) -> Track:
    """A centripetal Catmull-Rom spline through the points, resampled at equal distances.

    Source: Yuksel, Schaefer, Keyser 2011, "Parameterization and applications of Catmull-Rom
    curves": the centripetal form has no cusps and hardly overshoots. One point makes a track that
    stays there.
    """
    if len(path) == 1:
        return Track((path[0], path[0]))
    ends = (_beyond(path[1], path[0]), *path, _beyond(path[-2], path[-1]))
    fine: list[Point] = [path[0]]
    for index in range(len(path) - 1):
        corners = ends[index : index + 4]
        fine += [_spline(corners, step / SAMPLES) for step in range(1, SAMPLES + 1)]
    return Track(evenly(fine))


def _beyond(before: Point, end: Point) -> Point:
    return 2 * end[0] - before[0], 2 * end[1] - before[1]


def _mix(a: Point, b: Point, low: float, high: float, at: float) -> Point:
    part = (at - low) / (high - low)
    return a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part


def _spline(corners: tuple[Point, ...], part: float) -> Point:
    p0, p1, p2, p3 = corners
    t1 = math.sqrt(math.dist(p0, p1))
    t2 = t1 + math.sqrt(math.dist(p1, p2))
    t3 = t2 + math.sqrt(math.dist(p2, p3))
    at = t1 + (t2 - t1) * part
    a1, a2, a3 = _mix(p0, p1, 0, t1, at), _mix(p1, p2, t1, t2, at), _mix(p2, p3, t2, t3, at)
    b1, b2 = _mix(a1, a2, 0, t2, at), _mix(a2, a3, t1, t3, at)
    return _mix(b1, b2, t1, t2, at)


def evenly(fine: list[Point], steps: int = SAMPLES) -> tuple[Point, ...]:
    """Points at equal distances along a line that has a length."""
    lengths = [0.0]
    for before, after in pairwise(fine):
        lengths.append(lengths[-1] + math.dist(before, after))
    even, index = [fine[0]], 0
    for step in range(1, steps):
        wanted = lengths[-1] * step / steps
        while lengths[index + 1] < wanted:
            index += 1
        span = lengths[index + 1] - lengths[index]
        even.append(_mix(fine[index], fine[index + 1], 0.0, span, wanted - lengths[index]))
    return (*even, fine[-1])
