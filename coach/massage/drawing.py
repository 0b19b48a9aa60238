"""A hand's path drawn point by point: in and out stay joined, off the spine and on the back."""

import math

import msgspec

from coach.massage.back import SPINE_HALF_WIDTH, Point, is_on_back
from coach.massage.protocol import Stage

MOST_POINTS = 64
FARTHEST = 0.4
_NEAREST = 1e-6
_STEPS = 12
_FIRST_LENGTH = 0.15
"""How far up a second point is put."""

Way = tuple[Point, ...]
Ways = tuple[Way, Way]
"""The path of the breath in and that of the breath out."""


def ways_of(stage: Stage, *, left: bool) -> Ways:
    """The paths of one hand; the left hand's are the right one's where it has none of its own."""
    own = (stage.inhale.left_path, stage.exhale.left_path)
    if left and own[0] is not None and own[1] is not None:
        return own[0], own[1]
    return stage.inhale.path, stage.exhale.path


def with_ways(stage: Stage, ways: Ways, *, left: bool) -> Stage:
    """The stage with other paths of one hand."""
    key = "left_path" if left else "path"
    inhale = msgspec.structs.replace(stage.inhale, **{key: ways[0]})
    exhale = msgspec.structs.replace(stage.exhale, **{key: ways[1]})
    return msgspec.structs.replace(stage, inhale=inhale, exhale=exhale)


def apart(stage: Stage, *, on: bool) -> Stage:
    """The left hand on a path of its own, at first the mirrored one; or mirrored again."""
    if on:
        return with_ways(stage, ways_of(stage, left=True), left=True)
    inhale = msgspec.structs.replace(stage.inhale, left_path=None)
    exhale = msgspec.structs.replace(stage.exhale, left_path=None)
    return msgspec.structs.replace(stage, inhale=inhale, exhale=exhale)


def allowed(wanted: Point, before: Point) -> Point:
    """The place nearest to the wanted one, from `before` on, that is off the spine and on the back.

    To a thousandth, as a person would write it.
    """
    if not math.isfinite(wanted[0] + wanted[1]):
        return before
    goal = _rounded(wanted)
    if is_on_back(*goal) or not is_on_back(*before):
        return goal
    best, low, high = before, 0.0, 1.0
    for _ in range(_STEPS):
        part = (low + high) / 2
        x = before[0] + (goal[0] - before[0]) * part
        y = before[1] + (goal[1] - before[1]) * part
        if is_on_back(*_rounded((x, y))):
            best, low = _rounded((x, y)), part
        else:
            high = part
    return best


def with_point_at(ways: Ways, phase: int, index: int, wanted: Point) -> Ways:
    """A point moved; what was joined to it moves along. `phase` is 0 for the breath in."""
    path = ways[phase]
    place = allowed(wanted, path[index])
    beside = [path[i] for i in (index - 1, index + 1) if 0 <= i < len(path)]
    if any(math.dist(place, other) < _NEAREST for other in beside):
        return ways
    return _joined(ways, phase, (*path[:index], place, *path[index + 1 :]))


def with_point_added(ways: Ways, phase: int, index: int, wanted: Point | None) -> Ways:
    """One more point after the one at the index; without a wish half way to the next."""
    path = ways[phase]
    if len(path) >= MOST_POINTS:
        return ways
    here = path[index]
    if wanted is None:
        wanted = _half_way(path, index)
    place = allowed(wanted, here)
    after = index + 1
    beside = [here, *path[after : after + 1]]
    if any(math.dist(place, other) < _NEAREST for other in beside):
        return ways
    return _joined(ways, phase, (*path[:after], place, *path[after:]))


def without_point(ways: Ways, phase: int, index: int) -> Ways:
    """Without a point; the last one stays."""
    path = ways[phase]
    if len(path) == 1:
        return ways
    return _joined(ways, phase, _tidy((*path[:index], *path[index + 1 :])))


def nearest_gap(path: Way, place: Point) -> int:
    """After which point a new one at the place belongs."""
    if len(path) == 1:
        return 0
    detours = [
        math.dist(path[i], place) + math.dist(place, path[i + 1]) - math.dist(path[i], path[i + 1])
        for i in range(len(path) - 1)
    ]
    best = min(range(len(detours)), key=detours.__getitem__)
    last = len(path) - 1
    beyond = math.dist(path[last], place) < min(detours[best], math.dist(path[last - 1], place))
    return last if beyond and best == last - 1 else best


def _half_way(path: Way, index: int) -> Point:
    here = path[index]
    if len(path) == 1:
        up = here[1] - _FIRST_LENGTH
        return here[0], up if is_on_back(here[0], up) else here[1] + _FIRST_LENGTH
    other = path[index + 1] if index + 1 < len(path) else path[index - 1]
    if index + 1 < len(path):
        return (here[0] + other[0]) / 2, (here[1] + other[1]) / 2
    return here[0] + (here[0] - other[0]) / 2, here[1] + (here[1] - other[1]) / 2


def _joined(ways: Ways, phase: int, leader: Way) -> Ways:
    """The other phase begins where this one ends, and ends where it begins."""
    follower = list(ways[1 - phase])
    if len(follower) == 1:
        follower *= 2
    follower[0], follower[-1] = leader[-1], leader[0]
    made = _tidy(tuple(follower))
    if len(leader) > 1 and len(made) == 1:
        made = (leader[-1], leader[0])
        if math.dist(*made) < _NEAREST:
            made = (leader[0],)
    return (leader, made) if phase == 0 else (made, leader)


def _tidy(path: Way) -> Way:
    """Without a point that lies on the one before it; the ends stay."""
    kept = [path[0]]
    for point in path[1:]:
        if math.dist(kept[-1], point) >= _NEAREST:
            kept.append(point)
    return tuple(kept)


def _rounded(place: Point) -> Point:
    x = min(FARTHEST, max(SPINE_HALF_WIDTH, round(place[0], 3)))
    return x, min(1.0, max(0.0, round(place[1], 3)))
