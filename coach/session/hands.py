"""Where the hands are: on the route of their work, and gliding from one work's route to the next.

Works as a pure function of the state and the time. A change of work shows its glide on the last
breath out before it, or, when it became known later, from then on; it never takes less than
`GLIDE_MS`, so that the hands never teleport. Hands that rested glide to where the next stroke
begins, others onto its way back.
"""

from coach.breath.pattern import Phase
from coach.breath.tempo_map import BreathPlace
from coach.massage.back import Point
from coach.session.events import Work
from coach.session.state import State

GLIDE_MS = 700

Hands = tuple[Point, Point]


def hands_at(state: State, here: BreathPlace, t_ms: int) -> Hands:
    """The left-hand hand on the screen and the right-hand one, in the back's coordinates."""
    return _hands(state, len(state.works) - 1, here, t_ms)


def _hands(state: State, index: int, here: BreathPlace, t_ms: int) -> Hands:
    work = state.works[index]
    weight = 1.0 if index == 0 else _weight(state, work, here, t_ms)
    if weight <= 0.0:
        return _hands(state, index - 1, here, t_ms)
    new = _on_route(state, work, here, t_ms)
    if here.breath < work.at_breath and state.route_of(state.works[index - 1]).rests:
        tracks = state.route_of(work).press
        new = tracks[0].at(0.0), tracks[1].at(0.0)
    if weight >= 1.0:
        return new
    old = _hands(state, index - 1, here, t_ms)
    return _between(old[0], new[0], weight), _between(old[1], new[1], weight)


def _weight(state: State, work: Work, here: BreathPlace, t_ms: int) -> float:
    """How far the glide to a work has come, 0 to 1, easy at both ends."""
    if here.breath > work.at_breath + 2:  # three breaths out, even let go, outlast the glide
        return 1.0
    begins = state.tempo.exhale_ms(work.at_breath - 1)
    if begins is None:
        return 0.0
    part = (t_ms - max(begins, work.known_ms)) / GLIDE_MS
    part = min(1.0, max(0.0, part))
    return part * part * (3.0 - 2.0 * part)


def _on_route(state: State, work: Work, here: BreathPlace, t_ms: int) -> Hands:
    route = state.route_of(work)
    stair = (here.breath - work.at_breath) % work.stairs
    last = stair == work.stairs - 1
    tracks = route.press
    if here.phase is Phase.INHALE:
        along = (stair + here.level) / work.stairs
    elif here.phase is Phase.EXHALE and here.anchor.retrace:
        top = state.tempo.let_go_level(t_ms)
        goal = 0.0 if last else (stair + 1) / work.stairs
        along = goal + ((stair + top) / work.stairs - goal) * here.level / top
    elif last:
        tracks, along = route.back, 1.0 - here.level
    else:
        along = (stair + 1) / work.stairs
    return tracks[0].at(along), tracks[1].at(along)


def _between(a: Point, b: Point, weight: float) -> Point:
    return a[0] + (b[0] - a[0]) * weight, a[1] + (b[1] - a[1]) * weight
