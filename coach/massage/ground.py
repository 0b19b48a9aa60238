"""Where a hand of one size may go on one side of the back, and the shortest way over it."""

import heapq
import math
from collections.abc import Callable, Iterator
from functools import cache, lru_cache

from coach.massage.avoid import Avoid, Patch
from coach.massage.back import SPINE_HALF_WIDTH, Point, is_on_back

FINE = 0.01
"""Tracks are looked at in steps so long, and led round in steps of at most twice that."""
_CELL = 0.0125
_SLACK = 0.002
"""More than a straight step between two cells can cut off a disc."""
_MOST_DETOUR = 3.0
"""So many times the direct way (and a little for the least of gaps) is no stroke any more."""
_LITTLE = 0.1
_BUCKET = 0.05
_ROWS = round(1.0 / _CELL)

Cell = tuple[int, int]
_NEXT = tuple((i, j) for i in (-1, 0, 1) for j in (-1, 0, 1) if i or j)


class Ground:
    """One side of the back as a hand of one size may use it; its own side has positive x."""

    def __init__(self, avoid: Avoid, side: float, margin: float) -> None:
        self.side = side
        self._margin = margin
        self._near: dict[Cell, list[tuple[float, float, float]]] = {}
        for patch in avoid:
            for bucket in self._buckets(patch):
                disc = (side * patch.x, patch.y, patch.radius + margin)
                self._near.setdefault(bucket, []).append(disc)
        self._cells: dict[Cell, bool] = {}

    def is_clear(self, x: float, y: float, slack: float = 0.0) -> bool:
        """Whether the hand touches no painted area there."""
        discs = self._near.get((math.floor(x / _BUCKET), math.floor(y / _BUCKET)), ())
        return all(math.hypot(x - cx, y - cy) >= r + slack for cx, cy, r in discs)

    def is_walkable(self, x: float, y: float) -> bool:
        """Whether the hand may be led there: clear, on the back, beside the spine."""
        if x < SPINE_HALF_WIDTH or not self.is_clear(x, y):
            return False
        return _cell_on_back(*cell_at((x, y)))

    def is_open(self, a: Point, b: Point) -> bool:
        """Whether the hand may be led straight from one point to the other."""
        steps = max(1, math.ceil(math.dist(a, b) / (FINE / 2)))
        return all(self.is_walkable(*between(a, b, step / steps)) for step in range(steps + 1))

    def cell_is_free(self, cell: Cell) -> bool:
        """Whether the way round may lead over the middle of a cell."""
        free = self._cells.get(cell)
        if free is None:
            x, y = _middle(cell)
            free = x >= SPINE_HALF_WIDTH and _cell_on_back(*cell) and self.is_clear(x, y, _SLACK)
            self._cells[cell] = free
        return free

    def nearest(self, place: Point, within: float) -> Point | None:
        """The middle of the free cell nearest to a place."""
        (i, j), reach = cell_at(place), math.ceil(within / _CELL)
        around = range(-reach, reach + 1)
        cells = ((i + a, j + b) for a in around for b in around)
        free = [_middle(cell) for cell in cells if self.cell_is_free(cell)]
        return min(free, key=lambda point: math.dist(point, place), default=None)

    def _buckets(self, patch: Patch) -> Iterator[Cell]:
        reach = patch.radius + self._margin + _SLACK
        x = self.side * patch.x
        for i in range(math.floor((x - reach) / _BUCKET), math.floor((x + reach) / _BUCKET) + 1):
            low, high = patch.y - reach, patch.y + reach
            for j in range(math.floor(low / _BUCKET), math.floor(high / _BUCKET) + 1):
                yield i, j


@lru_cache(maxsize=32)
def ground_of(avoid: Avoid, side: float, margin: float) -> Ground:
    """One side of the back, `side` 1 or -1, for a hand that reaches so far."""
    return Ground(avoid, side, margin)


@cache
def _cell_on_back(i: int, j: int) -> bool:
    return j <= _ROWS and is_on_back(*_middle((i, j)))


def cell_at(point: Point) -> Cell:
    """The cell that a point lies in."""
    return round(point[0] / _CELL), round(point[1] / _CELL)


def _middle(cell: Cell) -> Point:
    return cell[0] * _CELL, min(0.9999, cell[1] * _CELL)


def between(a: Point, b: Point, part: float) -> Point:
    """The point at a part of the way from one to another."""
    return a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part


def way_round(start: Point, goal: Point, ground: Ground) -> list[Point] | None:
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
    start: Point, goal: Point, most: float, free: Callable[[Cell], bool]
) -> list[Point] | None:
    """A* over the cells that are free, no longer than `most`; the middles of its cells."""
    before: dict[Cell, Cell] = {}
    queue: list[tuple[float, float, Cell, Cell]] = []
    for cell in cells_around(start):
        if free(cell):
            gone = math.dist(start, _middle(cell))
            heapq.heappush(queue, (gone + math.dist(_middle(cell), goal), gone, cell, cell))
    goals = set(cells_around(goal))
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


def cells_around(point: Point) -> list[Cell]:
    """The cell that a point lies in, and those next to it."""
    i, j = cell_at(point)
    return [(i, j), *((i + a, j + b) for a, b in _NEXT)]


def _traced(before: dict[Cell, Cell], cell: Cell) -> list[Point]:
    trace = [_middle(cell)]
    while before[cell] != cell:
        cell = before[cell]
        trace.append(_middle(cell))
    return trace[::-1]
