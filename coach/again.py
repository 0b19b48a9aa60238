"""A saved session → the choice by which it, or a part of it, is given again."""

from collections.abc import Sequence

from coach.session.events import AnyEvent
from coach.session.repeat import Part, repeat_of
from coach.ui.prepare.choice import Choice


def choice_again(events: Sequence[AnyEvent], part: Part, client: str) -> Choice:
    """What Ready is armed with. Raises IllegalEventError where the events make no session."""
    repeat = repeat_of(events, part)
    return Choice(
        protocol=repeat.protocol,
        skipped=(),
        minutes=repeat.length_ms / 60_000,
        pattern=repeat.pattern,
        pacing=repeat.pacing,
        client=client,
        pressure_step=repeat.pressure_step,
        plan_ms=repeat.plan_ms,
        rate_plan=repeat.rate_plan,
    )
