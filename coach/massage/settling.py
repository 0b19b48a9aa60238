"""A minute of rest before the first stage: hands still, while the client's breath settles."""

import msgspec

from coach.massage.protocol import MOST_MINUTES, MOST_STAGES, Hand, Length, Protocol, Stage, Stroke

STAGE_ID = "settle"
MINUTES = 1.0


def with_settling(protocol: Protocol) -> Protocol:
    """The protocol with that minute first; the length of the massage stays what it was.

    Where the stages' minimums then come to more than its least length, that one rises to them. A
    protocol with a stage of that name, or without room for one more, stays as it is.
    """
    minutes, stages = protocol.minutes, (_settle(protocol.stage[0]), *protocol.stage)
    needed = sum(stage.least_min for stage in stages)
    if len(stages) > MOST_STAGES or needed > MOST_MINUTES:
        return protocol
    if any(stage.id == STAGE_ID for stage in protocol.stage):
        return protocol
    lengths = (max(needed, each) for each in (minutes.least, minutes.usual, minutes.most))
    return msgspec.structs.replace(protocol, stage=stages, minutes=Length(*lengths))


def _settle(first: Stage) -> Stage:
    """The hands rest where `first` begins."""
    place = first.inhale.path[:1]
    left = None if first.inhale.left_path is None else first.inhale.left_path[:1]
    return Stage(
        id=STAGE_ID,
        name={"en": "Settle"},
        aim={"en": "Hands rest while the breath settles."},
        stand=first.stand,
        hand=Hand.PALMS if first.hand is Hand.VIBRATING_PALMS else first.hand,
        share=0.0,
        least_min=MINUTES,
        inhale=Stroke(text={"en": "Hands rest"}, pressure=1, path=place, left_path=left),
        exhale=Stroke(text={"en": "Let the breath come"}, pressure=1, path=place, left_path=left),
        optional=True,
    )
