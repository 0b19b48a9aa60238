"""What was settled with the client before the session, and is kept with it."""

import enum
from typing import Annotated

import msgspec

from coach.massage.avoid import Avoid
from coach.massage.checks import MOST_ASKED, Answered
from coach.massage.oils import Blend


class Hands(enum.Enum):
    """The practitioner's hands that work, as seen on the screen with the head up."""

    BOTH = "both"
    LEFT = "left"
    RIGHT = "right"


class Prepared(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The oil, the answers to the checks, the areas to avoid, the hands that work."""

    blend: Blend | None = None
    answers: Annotated[tuple[Answered, ...], msgspec.Meta(max_length=MOST_ASKED)] = ()
    avoid: Avoid = ()
    hands: Hands = Hands.BOTH
