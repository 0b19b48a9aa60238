"""Oils: a blend of a base oil with a few drops of essential oils."""

from typing import Annotated

import msgspec

from coach.massage.protocol import Text

Id = Annotated[str, msgspec.Meta(pattern="^[a-z][a-z0-9-]*$", max_length=40)]


class Dose(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """So many drops of an essential oil, by its id and the name that it had."""

    oil: Id
    name: Text
    drops: Annotated[int, msgspec.Meta(ge=0, le=1_000)]


class Blend(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was mixed: millilitres of a base oil, and the doses; `percent` is what was aimed at."""

    base: Id
    base_name: Text
    ml: Annotated[float, msgspec.Meta(gt=0.0, le=500.0)]
    percent: Annotated[float, msgspec.Meta(ge=0.0, le=3.0)]
    doses: Annotated[tuple[Dose, ...], msgspec.Meta(max_length=20)] = ()
