"""A saved session → the choice by which it, or a part of it, is given again."""

from collections.abc import Sequence

from coach.library.client_record import ClientRecord
from coach.massage.avoid import MOST_PATCHES
from coach.session.events import AnyEvent, Started
from coach.session.prepared import Prepared
from coach.session.repeat import Part, repeat_of
from coach.ui.prepare.choice import Choice


def choice_again(
    events: Sequence[AnyEvent],
    part: Part,
    client: str,
    token: str | None = None,
    record: ClientRecord | None = None,
) -> Choice:
    """What Ready is armed with. `token` is of the client the session was given to, `record` of the
    one named so today. Raises IllegalEventError where the events make no session.
    """
    repeat = repeat_of(events, part)
    pressure_step = repeat.pressure_step
    if part is Part.RHYTHM and record is not None:  # the stages are today's: so is the pressure
        pressure_step = record.pressure_step
    return Choice(
        protocol=repeat.protocol,
        skipped=(),
        minutes=repeat.length_ms / 60_000,
        pattern=repeat.pattern,
        pacing=repeat.pacing,
        client=client,
        pressure_step=pressure_step,
        plan_ms=repeat.plan_ms,
        rate_plan=repeat.rate_plan,
        prepared=_prepared(events, token, record),
        client_token=None if record is None else record.token,
    )


def _prepared(
    events: Sequence[AnyEvent], token: str | None, record: ClientRecord | None
) -> Prepared | None:
    """What holds whoever is asked: the areas to avoid and the hands.

    Those of the client's record are today's. Where the session is not known to be theirs, what was
    painted for it is avoided as well. Answers and oil are not taken over: nobody was asked today.
    """
    saved = next((e.prepared for e in events if isinstance(e, Started)), None) or Prepared()
    avoid, hands = saved.avoid, saved.hands
    if record is not None:
        hands = record.hands
        both = dict.fromkeys((*record.avoid, *avoid))
        avoid = record.avoid if record.token == token else tuple(both)[:MOST_PATCHES]
    prepared = Prepared(avoid=avoid, hands=hands)
    return None if prepared == Prepared() else prepared
