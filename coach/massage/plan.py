"""Lays the stages over the chosen length; lays them anew when one runs short or long.

A plan is the hands-on time, in milliseconds, at which each stage ends.
"""

import math
from itertools import accumulate, pairwise

from coach.massage.protocol import Stage

Plan = tuple[int, ...]


def lay(stages: tuple[Stage, ...], total_ms: int) -> Plan:
    """Each stage gets its share of the length, at least its minimum; without a share, that.

    Raises ValueError where the minimums do not fit.
    """
    if sum(stage.least_ms for stage in stages) > total_ms:
        raise ValueError("shorter than the stages' minimums together")
    at_least: set[int] = set()
    while True:
        free_ms = total_ms - sum(stages[i].least_ms for i in at_least)
        shares = sum(s.share for i, s in enumerate(stages) if i not in at_least)
        short = {
            i
            for i, stage in enumerate(stages)
            if i not in at_least and free_ms * stage.share / shares < stage.least_ms
        }
        if not short:
            break
        at_least |= short
    lengths = [
        float(stage.least_ms) if i in at_least else free_ms * stage.share / shares
        for i, stage in enumerate(stages)
    ]
    ends = accumulate(lengths[:-1])
    return (*(math.floor(end + 0.5) for end in ends), total_ms)  # to even would cut a minimum


def go_on(stages: tuple[Stage, ...], plan: Plan, stage: int, now_ms: int) -> Plan:
    """`stage` ends at `now_ms`; the stages that remain share the time left as they did."""
    before = tuple(min(end, now_ms) for end in plan[:stage])
    if stage + 1 == len(plan):
        return (*before, now_ms)
    end_ms = max(now_ms, plan[-1])
    return (*before, *stretch(stages[stage + 1 :], plan[stage:], now_ms, end_ms))


def stretch(stages: tuple[Stage, ...], ends: Plan, start_ms: int, end_ms: int) -> Plan:
    """The ends moved, so that the first, at which `stages` begin, is `start_ms`, the last `end_ms`.

    All in proportion, but those without a share keep their length while there is room beside it.
    """
    lengths = [late - early for early, late in pairwise(ends)]
    gives = [stage.share > 0.0 for stage in stages]
    kept_ms = sum(ms for ms, each in zip(lengths, gives, strict=True) if not each)
    if kept_ms > end_ms - start_ms or kept_ms == sum(lengths):
        kept_ms, gives = 0, [True] * len(gives)
    old_ms = sum(lengths) - kept_ms
    scale = (end_ms - start_ms - kept_ms) / old_ms if old_ms else 0.0
    parts = (ms * scale if each else ms for ms, each in zip(lengths, gives, strict=True))
    moved = accumulate(parts, initial=start_ms)
    return (*(math.floor(end + 0.5) for end in list(moved)[:-1]), end_ms)


def stay(stages: tuple[Stage, ...], plan: Plan, stage: int, extra_ms: int) -> Plan:
    """`stage` lasts longer; taken from the stages to come down to their minimums, then the end."""
    lengths = [late - early for early, late in pairwise((0, *plan))]
    spare = [max(0, lengths[i] - stages[i].least_ms) for i in range(stage + 1, len(plan))]
    taken_ms = min(extra_ms, sum(spare))
    lengths[stage] += extra_ms
    owed_ms = taken_ms
    for place, free_ms in enumerate(spare):
        left_ms = sum(spare[place:])
        part_ms = round(owed_ms * free_ms / left_ms) if left_ms else 0
        lengths[stage + 1 + place] -= part_ms
        owed_ms -= part_ms
    return tuple(accumulate(lengths))
