"""Areas to avoid, painted on the back with a brush: the hands go round them."""

import math
from typing import Annotated

import msgspec

from coach.massage.back import Point, is_on_back

MOST_PATCHES = 200

Place = Annotated[float, msgspec.Meta(ge=-0.45, le=0.45)]
Height = Annotated[float, msgspec.Meta(ge=0.0, le=1.0)]
Radius = Annotated[float, msgspec.Meta(ge=0.01, le=0.2)]


class Patch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A disc in the back's coordinates, the client's right at positive x, that no hand presses."""

    x: Place
    y: Height
    radius: Radius


Avoid = Annotated[tuple[Patch, ...], msgspec.Meta(max_length=MOST_PATCHES)]

_THIN = 0.6
"""A brush that is drawn sets a disc each so many radii: the rim is then even to a twentieth."""


def brushed(avoid: Avoid, start: Point, end: Point, radius: float) -> Avoid:
    """With the discs of a brush drawn from one point to another, where they are on the back.

    A disc that adds nothing to be seen is left out, so that few are kept; those beyond
    MOST_PATCHES are too.
    """
    steps = max(1, math.ceil(math.dist(start, end) / (_THIN * radius)))
    for step in range(steps + 1):
        part = step / steps
        x = round(start[0] + (end[0] - start[0]) * part, 4)
        y = round(start[1] + (end[1] - start[1]) * part, 4)
        adds = is_on_back(x, y) and not any(_shows(patch, x, y, radius) for patch in avoid)
        if adds and len(avoid) < MOST_PATCHES:
            avoid = (*avoid, Patch(x, y, radius))
    return avoid


def _shows(patch: Patch, x: float, y: float, radius: float) -> bool:
    """Whether a disc shows all but a rim of the other already."""
    return math.dist((patch.x, patch.y), (x, y)) + radius <= patch.radius + 0.5 * _THIN * radius


def erased(avoid: Avoid, start: Point, end: Point, radius: float) -> Avoid:
    """Without the discs whose middle a brush drawn so covers, or that hold the brush's own."""
    return tuple(p for p in avoid if _distance(p, start, end) >= max(radius, p.radius))


def _distance(patch: Patch, start: Point, end: Point) -> float:
    """From a disc's middle to the line between two points."""
    (x0, y0), (x1, y1) = start, end
    along, down = x1 - x0, y1 - y0
    whole = along * along + down * down
    part = 0.0
    if whole > 0.0:
        part = ((patch.x - x0) * along + (patch.y - y0) * down) / whole
        part = min(1.0, max(0.0, part))
    return math.dist((patch.x, patch.y), (x0 + along * part, y0 + down * part))
