"""The hands' way round areas to avoid: never into one, never onto the spine, in one smooth line.

A track that crosses no painted area stays the very same. One that does is cut where a hand of its
size would touch it, and the pieces are joined by the shortest way round on the same side of the
back. Where there is none, because the area reaches from the spine to the flank or the way is too
long to be one stroke, the hand works the longest piece that hangs together: it turns before the
area and goes back along its own line, so that no hand crosses the client for the sake of a
picture. With nothing left of the stroke it rests at the nearest free place; where the whole side
is painted it is away from the back.
"""

import heapq
import math
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from itertools import pairwise

from coach.massage.avoid import Avoid, Patch
from coach.massage.back import SPINE_HALF_WIDTH, Point, Side, TenseArea, is_on_back
from coach.massage.protocol import Hand
from coach.massage.route import SAMPLES, Route, Track, area_route, evenly, half_width

AWAY: Point = (0.85, 0.5)
"""Beyond all that can be painted, and beyond the picture."""
_FINE = 0.01
"""Tracks are looked at in steps so long, and led round them in steps of at most twice that."""
_CELL = 0.0125
_SLACK = 0.002
"""More than a straight step between two cells can cut off a disc."""
_MOST_DETOUR = 3.0
"""So many times the direct way (and a little for the least of gaps) is no stroke any more."""
_LITTLE = 0.1
_NEAR = 0.2
"""A hand rests no farther than this from the stroke that is all covered."""
_ROUNDINGS = 30
_STRAIGHT = 0.0004
"""A bend that no eye sees."""
_REACH = 6
"""So many points to each side of a detour are rounded with it."""
_BUCKET = 0.05
_ROWS = round(1.0 / _CELL)

_Cell = tuple[int, int]
_NEXT = tuple((i, j) for i in (-1, 0, 1) for j in (-1, 0, 1) if i or j)


class Ways:
    """Where the hands may go with these areas to avoid. Equal where the areas are."""

    def __init__(self, avoid: Avoid) -> None:
        self.avoid = avoid
        self._stages: dict[tuple[Route, Hand], Route] = {}
        self._areas: dict[tuple[Side, float, float, Hand, bool], tuple[Route, bool]] = {}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Ways) and self.avoid == other.avoid

    def __hash__(self) -> int:
        return hash(self.avoid)

    def is_avoided(self, x: float, y: float) -> bool:
        """Whether a point lies in a painted area."""
        return any(math.dist((x, y), (patch.x, patch.y)) < patch.radius for patch in self.avoid)

    def can_work(self, area: TenseArea, hand: Hand) -> bool:
        """Whether a tense area lies clear, with room for each hand over it."""
        return not self.avoid or self._over(area, hand)[1]

    def stage_route(self, route: Route, hand: Hand) -> Route:
        """A stage's route, led round."""
        if not self.avoid:
            return route
        if (route, hand) not in self._stages:
            left, right = (
                _led(press, back, self._ground(press, hand))
                for press, back in zip(route.press, route.back, strict=True)
            )
            led = Route((left[0], right[0]), (left[1], right[1]))
            self._stages[route, hand] = route if led == route else led
        return self._stages[route, hand]

    def area_route(self, area: TenseArea, hand: Hand, *, presses_out: bool = False) -> Route:
        """The route over a tense area: as much of it as is clear, around its middle."""
        if not self.avoid:
            return area_route(area, hand, presses_out=presses_out)
        return self._over(area, hand, presses_out=presses_out)[0]

    def _over(
        self, area: TenseArea, hand: Hand, *, presses_out: bool = False
    ) -> tuple[Route, bool]:
        """The route over a tense area and whether it can be worked; asked for in each frame."""
        key = (area.side, area.offset, area.y, hand, presses_out)
        if key not in self._areas:
            left, right = (
                _shortened(track, self._ground(track, hand))
                for track in area_route(area, hand, presses_out=presses_out).press
            )
            route = Route((left, right), (_reversed(left), _reversed(right)))
            away = any(abs(track.points[0][0]) == AWAY[0] for track in route.press)
            covered = any(self.is_avoided(x, y) for x, y in area.points)
            self._areas[key] = route, not (away or covered)
        return self._areas[key]

    def _ground(self, track: Track, hand: Hand) -> "_Ground":
        side = -1.0 if track.points[0][0] < 0 else 1.0
        return _ground(self.avoid, side, half_width(hand))


@lru_cache(maxsize=8)
def ways_round(avoid: Avoid) -> Ways:
    """The ways round these areas; the same ones for the same areas."""
    return Ways(avoid)


class _Ground:
    """One side of the back as a hand of one size may use it; its own side has positive x."""

    def __init__(self, avoid: Avoid, side: float, margin: float) -> None:
        self.side = side
        self._margin = margin
        self._near: dict[_Cell, list[tuple[float, float, float]]] = {}
        for patch in avoid:
            for bucket in self._buckets(patch):
                disc = (side * patch.x, patch.y, patch.radius + margin)
                self._near.setdefault(bucket, []).append(disc)
        self._cells: dict[_Cell, bool] = {}

    def is_clear(self, x: float, y: float, slack: float = 0.0) -> bool:
        """Whether the hand touches no painted area there."""
        discs = self._near.get((math.floor(x / _BUCKET), math.floor(y / _BUCKET)), ())
        return all(math.hypot(x - cx, y - cy) >= r + slack for cx, cy, r in discs)

    def is_walkable(self, x: float, y: float) -> bool:
        """Whether the hand may be led there: clear, on the back, beside the spine."""
        if x < SPINE_HALF_WIDTH or not self.is_clear(x, y):
            return False
        return _cell_on_back(*_cell((x, y)))

    def is_open(self, a: Point, b: Point) -> bool:
        """Whether the hand may be led straight from one point to the other."""
        steps = max(1, math.ceil(math.dist(a, b) / (_FINE / 2)))
        return all(self.is_walkable(*_mix(a, b, step / steps)) for step in range(steps + 1))

    def cell_is_free(self, cell: _Cell) -> bool:
        """Whether the way round may lead over the middle of a cell."""
        free = self._cells.get(cell)
        if free is None:
            x, y = _middle(cell)
            free = x >= SPINE_HALF_WIDTH and _cell_on_back(*cell) and self.is_clear(x, y, _SLACK)
            self._cells[cell] = free
        return free

    def nearest(self, place: Point, within: float) -> Point | None:
        """The middle of the free cell nearest to a place."""
        (i, j), reach = _cell(place), math.ceil(within / _CELL)
        around = range(-reach, reach + 1)
        cells = ((i + a, j + b) for a in around for b in around)
        free = [_middle(cell) for cell in cells if self.cell_is_free(cell)]
        return min(free, key=lambda point: math.dist(point, place), default=None)

    def _buckets(self, patch: Patch) -> Iterator[_Cell]:
        reach = patch.radius + self._margin + _SLACK
        x = self.side * patch.x
        for i in range(math.floor((x - reach) / _BUCKET), math.floor((x + reach) / _BUCKET) + 1):
            low, high = patch.y - reach, patch.y + reach
            for j in range(math.floor(low / _BUCKET), math.floor(high / _BUCKET) + 1):
                yield i, j


@lru_cache(maxsize=32)
def _ground(avoid: Avoid, side: float, margin: float) -> _Ground:
    return _Ground(avoid, side, margin)


@cache
def _cell_on_back(i: int, j: int) -> bool:
    return j <= _ROWS and is_on_back(*_middle((i, j)))


def _cell(point: Point) -> _Cell:
    return round(point[0] / _CELL), round(point[1] / _CELL)


def _middle(cell: _Cell) -> Point:
    return cell[0] * _CELL, min(0.9999, cell[1] * _CELL)


def _mix(a: Point, b: Point, part: float) -> Point:
    return a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part


def _on(side: float, point: Point) -> Point:
    return side * point[0], point[1]


def _reversed(track: Track) -> Track:
    return Track(track.points[::-1])


def _resting(side: float, place: Point) -> Track:
    return Track((_on(side, place), _on(side, place)))


def _fine(track: Track, side: float) -> list[Point]:
    """The track's points in short steps, on its own side's ground."""
    fine = [_on(side, track.points[0])]
    for a, b in pairwise(track.points):
        steps = max(1, math.ceil(math.dist(a, b) / _FINE))
        fine += [_on(side, _mix(a, b, step / steps)) for step in range(1, steps + 1)]
    return fine


def _led(press: Track, back: Track, ground: _Ground) -> tuple[Track, Track]:
    """One hand's way up and its way back, joined end to end."""
    up, down = _fine(press, ground.side), _fine(back, ground.side)
    up_clear = all(ground.is_clear(*point) for point in up)
    if up_clear and all(ground.is_clear(*point) for point in down):
        return press, back
    pieces = _pieces(up, ground)
    if not pieces:
        middle = up[len(up) // 2]
        resting = _resting(ground.side, ground.nearest(middle, _NEAR) or AWAY)
        return resting, resting
    line = max(pieces, key=_length)
    led = press if up_clear else _track(line, up, ground)
    ends = [_on(ground.side, led.points[-1]), _on(ground.side, led.points[0])]
    clear = [point for point in down if ground.is_clear(*point)]
    home = _pieces([ends[0], *clear, ends[1]], ground)
    if len(home) != 1:
        return led, _reversed(led)
    return led, _track(home[0], down, ground)


def _shortened(track: Track, ground: _Ground) -> Track:
    """The clear part of a short track that is nearest to its middle; away where none is."""
    fine = _fine(track, ground.side)
    runs: list[list[int]] = [[]]
    for index, point in enumerate(fine):
        if ground.is_clear(*point):
            runs[-1].append(index)
        elif runs[-1]:
            runs.append([])
    runs = [run for run in runs if run]
    if not runs:
        return _resting(ground.side, AWAY)
    middle = (len(fine) - 1) / 2
    run = min(runs, key=lambda run: min(abs(index - middle) for index in run))
    if len(run) == len(fine):
        return track
    if len(run) == 1:
        return _resting(ground.side, fine[run[0]])
    return Track(tuple(_on(ground.side, fine[index]) for index in run))


def _pieces(line: list[Point], ground: _Ground) -> list[list[Point]]:
    """The clear parts of a line, joined where there is a way round what lies between them."""
    pieces: list[list[Point]] = []
    for point in line:
        if not ground.is_clear(*point):
            continue
        if not pieces:
            pieces.append([point])
            continue
        last = pieces[-1][-1]
        if math.dist(last, point) <= 1.5 * _FINE:
            pieces[-1].append(point)
            continue
        way = _way(last, point, ground)
        if way is None:
            pieces.append([point])
        else:
            pieces[-1] += [*way, point]
    return pieces


def _way(start: Point, goal: Point, ground: _Ground) -> list[Point] | None:
    """The corners of the shortest way from one point to another, None where it is shut."""
    if ground.is_open(start, goal):
        return []
    most = _MOST_DETOUR * math.dist(start, goal) + _LITTLE
    cells = _shortest(start, goal, most, ground.cell_is_free)
    if cells is None:
        return None
    corners, here, rest = [], start, [*cells, goal]
    while rest[0] != goal:
        seen = next((i for i in range(len(rest) - 1, 0, -1) if ground.is_open(here, rest[i])), 0)
        here, rest = rest[seen], rest[seen + 1 :]
        if not rest:
            break
        corners.append(here)
    return corners


def _shortest(
    start: Point, goal: Point, most: float, free: Callable[[_Cell], bool]
) -> list[Point] | None:
    """A* over the cells that are free, no longer than `most`; the middles of its cells."""
    before: dict[_Cell, _Cell] = {}
    queue: list[tuple[float, float, _Cell, _Cell]] = []
    for cell in _around(start):
        if free(cell):
            gone = math.dist(start, _middle(cell))
            heapq.heappush(queue, (gone + math.dist(_middle(cell), goal), gone, cell, cell))
    goals = set(_around(goal))
    while queue:
        whole, gone, cell, came_from = heapq.heappop(queue)
        if whole > most:
            return None
        if cell in before:
            continue
        before[cell] = came_from
        if cell in goals:
            return _traced(before, cell)
        for i, j in _NEXT:
            then = (cell[0] + i, cell[1] + j)
            if then not in before and free(then):
                far = gone + math.dist(_middle(cell), _middle(then))
                queued = (far + math.dist(_middle(then), goal), far, then, cell)
                heapq.heappush(queue, queued)
    return None


def _around(point: Point) -> list[_Cell]:
    i, j = _cell(point)
    return [(i, j), *((i + a, j + b) for a, b in _NEXT)]


def _traced(before: dict[_Cell, _Cell], cell: _Cell) -> list[Point]:
    trace = [_middle(cell)]
    while before[cell] != cell:
        cell = before[cell]
        trace.append(_middle(cell))
    return trace[::-1]


def _length(line: list[Point]) -> float:
    return math.fsum(math.dist(a, b) for a, b in pairwise(line))


def _track(line: list[Point], original: list[Point], ground: _Ground) -> Track:
    """A line as a track: its corners rounded where it left the original, in even steps."""
    length = _length(line)
    if length < 1e-9:
        return _resting(ground.side, line[0])
    steps = max(SAMPLES, math.ceil(length / (2 * _FINE)))
    points = list(evenly(line, steps))
    passed = {cell for point in original for cell in _around(point)}
    left = [_cell(point) not in passed for point in points]
    near = [any(left[max(0, i - _REACH) : i + _REACH + 1]) for i in range(len(points))]
    for _ in range(_ROUNDINGS):
        for i in range(1, len(points) - 1):
            if near[i]:
                points[i] = _rounded(points[i - 1], points[i], points[i + 1], ground)
    return Track(tuple(_on(ground.side, point) for point in evenly(points, steps)))


def _rounded(before: Point, point: Point, after: Point, ground: _Ground) -> Point:
    """Nearer to the middle of its neighbours, as far as the hand touches nothing there."""
    middle = _mix(before, after, 0.5)
    if math.dist(point, middle) < _STRAIGHT:
        return point
    for part in (0.6, 0.3, 0.1):
        tried = _mix(point, middle, part)
        passed = (tried, _mix(before, tried, 0.5), _mix(tried, after, 0.5))
        if all(ground.is_walkable(*place) for place in passed):
            return tried
    return point
