"""The back: its outline and regions, and the tense areas found on it.

Coordinates: the spine is x = 0, the client's right is positive x (the client lies face down and is
seen from above, so left and right on the screen are the client's). y runs from 0 at the top of the
head to 1 at the hips; x has the same unit.
"""

import enum
import math
from typing import Annotated

import msgspec

SPINE_HALF_WIDTH = 0.03
"""Nothing is pressed nearer to the spine than this."""
LEAST_OFFSET = 0.045
"""A tense area is kept at least this far from the spine."""
MOST_AREAS = 999

Point = tuple[float, float]

HEAD_CENTRE: Point = (0.0, 0.078)
HEAD_RADII: Point = (0.064, 0.078)

# The right half of the body from the nape to the hip, as cubic Béziers: start, then
# (control, control, end) per segment. Mirrored for the left.
OUTLINE_START: Point = (0.052, 0.128)
OUTLINE: tuple[tuple[Point, Point, Point], ...] = (
    ((0.052, 0.190), (0.060, 0.222), (0.112, 0.246)),
    ((0.165, 0.268), (0.232, 0.272), (0.262, 0.352)),
    ((0.282, 0.405), (0.286, 0.470), (0.294, 0.540)),
    ((0.302, 0.620), (0.322, 0.690), (0.330, 0.770)),
    ((0.334, 0.812), (0.296, 0.820), (0.288, 0.786)),
    ((0.272, 0.690), (0.240, 0.590), (0.206, 0.505)),
    ((0.200, 0.570), (0.182, 0.640), (0.180, 0.700)),
    ((0.178, 0.790), (0.206, 0.860), (0.212, 1.000)),
)


class Side(enum.Enum):
    """The client's own sides."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


class Region(enum.Enum):
    """What a practitioner calls the place."""

    NECK = "neck"
    SHOULDER = "shoulder"
    SHOULDER_BLADE = "shoulder_blade"
    UPPER_ARM = "upper_arm"
    MIDDLE_BACK = "middle_back"
    LOWER_BACK = "lower_back"
    HIP = "hip"


class Outcome(enum.Enum):
    """What became of a tense area."""

    OPEN = "open"
    SOFTENED = "softened"
    NOT_SOFTENED = "not_softened"


class TenseArea(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A numbered tense area: how far from the spine (never negative), how far down, which side."""

    number: Annotated[int, msgspec.Meta(ge=1, le=MOST_AREAS)]
    side: Side
    offset: Annotated[float, msgspec.Meta(ge=LEAST_OFFSET, le=0.4)]
    y: Annotated[float, msgspec.Meta(ge=0.0, le=1.0)]
    marked_ms: Annotated[int, msgspec.Meta(ge=0, le=7 * 24 * 3_600_000)]
    outcome: Outcome = Outcome.OPEN

    @property
    def points(self) -> tuple[Point, ...]:
        """Where it lies on the back: one point, or two for both sides."""
        left, right = (-self.offset, self.y), (self.offset, self.y)
        if self.side is Side.LEFT:
            return (left,)
        return (right,) if self.side is Side.RIGHT else (left, right)

    @property
    def region(self) -> Region:
        """What the place is called."""
        return region_at(self.offset, self.y)


class AreaLeft(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A place that did not soften, or that got no answer; then it was begun, or not reached."""

    side: Side
    region: Region
    outcome: Outcome
    begun: bool = False


def region_at(offset: float, y: float) -> Region:
    """The region at a distance from the spine and from the top of the head."""
    if offset > 0.20 and y > 0.36:
        return Region.UPPER_ARM
    if y < 0.24:
        return Region.NECK
    if y < 0.34:
        return Region.SHOULDER
    if y < 0.52:
        return Region.SHOULDER_BLADE
    if y < 0.70:
        return Region.MIDDLE_BACK
    return Region.LOWER_BACK if y < 0.88 else Region.HIP


def is_on_back(x: float, y: float) -> bool:
    """Whether a point lies on the body below the head."""
    return _inside(abs(x), y)


def _cubic(start: Point, segment: tuple[Point, Point, Point], at: float) -> Point:
    first, second, end = segment
    rest = 1.0 - at
    weights = (rest**3, 3 * rest * rest * at, 3 * rest * at * at, at**3)
    points = (start, first, second, end)
    return (
        math.fsum(w * p[0] for w, p in zip(weights, points, strict=True)),
        math.fsum(w * p[1] for w, p in zip(weights, points, strict=True)),
    )


def _polygon() -> tuple[Point, ...]:
    corners = [(0.0, OUTLINE_START[1]), OUTLINE_START]
    start = OUTLINE_START
    for segment in OUTLINE:
        corners += [_cubic(start, segment, step / 12) for step in range(1, 13)]
        start = segment[2]
    return (*corners, (0.0, 1.0))


_RIGHT_HALF = _polygon()


def _inside(x: float, y: float) -> bool:
    """Even-odd rule on the right half."""
    inside = False
    before = _RIGHT_HALF[-1]
    for corner in _RIGHT_HALF:
        if (corner[1] > y) != (before[1] > y):
            crossing = before[0] + (y - before[1]) * (corner[0] - before[0]) / (
                corner[1] - before[1]
            )
            if x < crossing:
                inside = not inside
        before = corner
    return inside
