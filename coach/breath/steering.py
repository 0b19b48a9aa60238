"""What a command does to the breath: the anchors that follow from it.

Every function answers with the anchors to put in place of all that the map plans from the first of
them on (`TempoMap.with_anchors`). No answer ever makes the level jump, nor move faster than a
glide. `waits` says that the breath rests at its end until the next tap: with the practitioner's
taps, and in a hold.
"""

import math

import msgspec

from coach.breath.pattern import BreathPattern, Phase, fraction
from coach.breath.tempo_map import Anchor, BreathPlace, Course, TempoMap

GLIDE_MS = 250
"""A full breath out that is let go at once takes this long; a part of one, its part of it.

A breath in that is let go always takes all of it: the hands have a way to go back."""


def begin(t_ms: int, pattern: BreathPattern, *, waits: bool) -> tuple[Anchor, ...]:
    """The first breath in of a session."""
    return _breath(t_ms, 0, pattern, waits=waits)


def onset(tempo: TempoMap, t_ms: int, pattern: BreathPattern, *, waits: bool) -> tuple[Anchor, ...]:
    """A breath in begins now: a tap, or the tap that ends a hold or a pause.

    From a breath out, what is left of it glides out and the breath in then catches up, so that it
    ends when the client's does. Early in a breath in, the breath slows to the same end. A breath in
    that is past the middle of its cycle, or frozen, is let go the way it came.
    """
    here = tempo.place_at(t_ms)
    if here.anchor.course is Course.GLIDE:
        end = tempo.anchors[tempo.index_at(t_ms) + 1]
        late_ms = end.t_ms - t_ms
        return _breath(end.t_ms, round(end.cycle), pattern, waits=waits, late_ms=late_ms)
    if here.resting or here.phase is Phase.PAUSE:
        return _breath(t_ms, here.breath + 1, pattern, waits=waits)
    frozen = here.anchor.course is Course.FROZEN
    if here.phase is Phase.INHALE:
        cycle = here.breath + fraction(Phase.INHALE, here.progress, pattern.inhale_share, 0.0)
        if here.progress == 0.0:
            return _breath(t_ms, here.breath, pattern, waits=waits)
        if not frozen and cycle - here.breath < 0.5:
            return _breath(t_ms, here.breath, pattern, waits=waits, cycle=cycle)
    return _glide(here, t_ms, pattern, waits=waits)


def turn(tempo: TempoMap, t_ms: int, pattern: BreathPattern, *, waits: bool) -> tuple[Anchor, ...]:
    """The client breathes out now: the key that was held through the breath in is let go.

    What is left of a breath in plays at once, and the breath out then catches up; one that had
    begun before slows down: it never goes back. It ends halfway between where it was to end and
    where one that began now would: on recorded breathing with a hold a breath, the next breath in
    is then 0.044 cycles off in the median, against 0.045 by the one and 0.054 by the other, and
    both are worse where only every second breath is held. Anywhere else only the shares change.
    """
    here = tempo.place_at(t_ms)
    moves = here.anchor.course in (Course.STEADY, Course.CATCH_UP)
    if here.phase is Phase.PAUSE or not moves:
        return retempo(tempo, t_ms, pattern, waits=waits)
    fill: tuple[Anchor, ...] = ()
    out_ms, out = t_ms, _cycle(here, pattern)
    if here.phase is Phase.INHALE:
        out_ms = t_ms + max(1, math.ceil(GLIDE_MS * (1.0 - here.progress)))
        top = here.breath + pattern.inhale_share
        fill = (_segment(t_ms, out, out_ms, top, pattern, Course.CATCH_UP),)
        out = top
    next_ms = tempo.onset_ms(here.breath + 1)
    planned_ms = tempo.anchors[-1].t_ms if next_ms is None else next_ms  # there it rests
    planned_ms -= pattern.pause_share * pattern.period_ms
    empty_ms = round((planned_ms + t_ms + pattern.exhale_ms) / 2)
    empty = max(out, here.breath + 1 - pattern.pause_share)
    exhale = _segment(out_ms, out, empty_ms, empty, pattern, Course.CATCH_UP)
    if waits:
        return (*fill, exhale, *_to_rest(empty_ms, empty, here.breath + 1, pattern))
    return (*fill, exhale, _anchor(empty_ms, empty, pattern, Course.STEADY, 1.0))


def retempo(
    tempo: TempoMap, t_ms: int, pattern: BreathPattern, *, waits: bool
) -> tuple[Anchor, ...]:
    """Another rate or other shares from now on; the place within the phase is kept.

    A glide is not interrupted: the change takes effect at its end.
    """
    here = tempo.place_at(t_ms)
    if here.anchor.course is Course.GLIDE:
        return _after_glide(tempo.anchors[tempo.index_at(t_ms) + 1], pattern, waits=waits)
    if here.resting:
        return (_anchor(t_ms, here.breath + 1, pattern, Course.REST, 0.0),)
    cycle = _cycle(here, pattern)
    if here.anchor.course is Course.FROZEN:
        if cycle >= here.breath + 1:
            return (_anchor(t_ms, here.breath + 1, pattern, Course.REST, 0.0),)
        retrace = here.anchor.retrace
        return (_anchor(t_ms, cycle, pattern, Course.FROZEN, 0.0, retrace=retrace),)
    if waits:
        return _to_rest(t_ms, cycle, here.breath + 1, pattern)
    return (_anchor(t_ms, cycle, pattern, Course.STEADY, 1.0),)


def rest(tempo: TempoMap, t_ms: int, pattern: BreathPattern) -> tuple[Anchor, ...]:
    """Finish the breath, then wait for a tap: a hold, or the start of pacing by taps."""
    here = tempo.place_at(t_ms)
    if here.resting or here.anchor.course is Course.FROZEN:
        return ()
    index = tempo.index_at(t_ms)
    planned = [a for a in tempo.anchors[index + 1 :] if a.cycle < here.breath + 1]
    if here.anchor.course is Course.GLIDE:
        end = tempo.anchors[index + 1]
        return (_anchor(end.t_ms, round(end.cycle), pattern, Course.REST, 0.0),)
    if planned:
        last = planned[-1]
        return (*planned[:-1], *_to_rest(last.t_ms, last.cycle, here.breath + 1, pattern))
    return _to_rest(t_ms, _cycle(here, pattern), here.breath + 1, pattern)


def freeze(tempo: TempoMap, t_ms: int, pattern: BreathPattern) -> tuple[Anchor, ...]:
    """Stand still now: a pause."""
    here = tempo.place_at(t_ms)
    if here.resting:
        return (_anchor(t_ms, here.breath + 1, pattern, Course.REST, 0.0),)
    cycle = _cycle(here, pattern)
    retrace = here.anchor.retrace
    return (_anchor(t_ms, cycle, pattern, Course.FROZEN, 0.0, retrace=retrace),)


def _cycle(here: BreathPlace, pattern: BreathPattern) -> float:
    """The cycle at which `pattern` has the same place within the same phase."""
    return here.breath + fraction(
        here.phase, here.progress, pattern.inhale_share, pattern.pause_share
    )


def _glide(
    here: BreathPlace, t_ms: int, pattern: BreathPattern, *, waits: bool
) -> tuple[Anchor, ...]:
    """What is left of the breath empties; then the breath in, late by that much, catches up."""
    progress = here.progress if here.phase is Phase.EXHALE else 1.0 - here.progress
    start = here.breath + fraction(
        Phase.EXHALE, progress, pattern.inhale_share, pattern.pause_share
    )
    empty = here.breath + 1 - pattern.pause_share
    retrace = here.phase is Phase.INHALE or here.anchor.retrace
    natural_ms = (empty - start) * pattern.period_ms
    length_ms = max(1, math.ceil(min(natural_ms, GLIDE_MS * (1.0 - progress))))
    if retrace:
        length_ms = GLIDE_MS
    glide = _segment(t_ms, start, t_ms + length_ms, empty, pattern, Course.GLIDE)
    if retrace:
        glide = msgspec.structs.replace(glide, retrace=True)
    return (
        glide,
        *_breath(t_ms + length_ms, here.breath + 1, pattern, waits=waits, late_ms=length_ms),
    )


def _after_glide(end: Anchor, pattern: BreathPattern, *, waits: bool) -> tuple[Anchor, ...]:
    """What the glide that leads to `end` was for, by another pattern: a rest, or a breath in."""
    if waits and end.course is Course.REST:
        return (_anchor(end.t_ms, round(end.cycle), pattern, Course.REST, 0.0),)
    return _breath(end.t_ms, round(end.cycle), pattern, waits=waits)


def _breath(
    t_ms: int,
    breath: int,
    pattern: BreathPattern,
    *,
    waits: bool,
    cycle: float | None = None,
    late_ms: int = 0,
) -> tuple[Anchor, ...]:
    """A breath in from `cycle` (its beginning, unless told) that ends on time, and what follows."""
    start = float(breath) if cycle is None else cycle
    if start == breath and late_ms == 0:
        if waits:
            return _to_rest(t_ms, start, breath + 1, pattern)
        return (_anchor(t_ms, start, pattern, Course.STEADY, 1.0),)
    top_ms = t_ms - late_ms + round(pattern.inhale_ms)
    top = breath + pattern.inhale_share
    catch_up = _segment(t_ms, start, top_ms, top, pattern, Course.CATCH_UP)
    if waits:
        return (catch_up, *_to_rest(top_ms, top, breath + 1, pattern))
    return (catch_up, _anchor(top_ms, top, pattern, Course.STEADY, 1.0))


def _to_rest(t_ms: int, cycle: float, end: int, pattern: BreathPattern) -> tuple[Anchor, ...]:
    """Steady to the end of the breath, in whole milliseconds, and rest there."""
    end_ms = t_ms + round((end - cycle) * pattern.period_ms)
    if end_ms == t_ms:
        return (_anchor(t_ms, end, pattern, Course.REST, 0.0),)
    return (
        _segment(t_ms, cycle, end_ms, end, pattern, Course.STEADY),
        _anchor(end_ms, end, pattern, Course.REST, 0.0),
    )


def _segment(
    t_ms: int, cycle: float, end_ms: int, end: float, pattern: BreathPattern, course: Course
) -> Anchor:
    """An anchor whose speed meets `end` at `end_ms`."""
    speed = (end - cycle) * pattern.period_ms / (end_ms - t_ms)
    return _anchor(t_ms, cycle, pattern, course, speed)


def _anchor(
    t_ms: int,
    cycle: float,
    pattern: BreathPattern,
    course: Course,
    speed: float,
    *,
    retrace: bool = False,
) -> Anchor:
    return Anchor(
        t_ms=t_ms,
        cycle=float(cycle),
        rate_bpm=pattern.rate_bpm,
        inhale_share=pattern.inhale_share,
        pause_share=pattern.pause_share,
        course=course,
        speed=speed,
        retrace=retrace,
    )
