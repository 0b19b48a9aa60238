"""What to ask before starting, and what was answered."""

from typing import Annotated

import msgspec

from coach.massage.protocol import Text


class Answered(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A check as it was asked, by its id and words, and the answer: yes is what speaks against.

    `weeks` is of a pregnancy.
    """

    check: Annotated[str, msgspec.Meta(pattern="^[a-z][a-z0-9-]*$", max_length=40)]
    asked: Text
    yes: bool
    weeks: Annotated[int, msgspec.Meta(ge=1, le=45)] | None = None
