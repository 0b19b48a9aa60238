"""A saved session → the choice by which it, or a part of it, is given again."""

from collections.abc import Sequence

from coach.session.events import AnyEvent, Started
from coach.session.prepared import Prepared
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
        prepared=_settled(events),
    )


def _settled(events: Sequence[AnyEvent]) -> Prepared | None:
    """The hands and the areas to avoid; nothing is asked and no oil mixed before one of these."""
    started = events[0]
    if not isinstance(started, Started) or started.prepared is None:
        return None
    kept = Prepared(avoid=started.prepared.avoid, hands=started.prepared.hands)
    return None if kept == Prepared() else kept
