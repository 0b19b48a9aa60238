"""Lead: from the client's rhythm to a slower one."""

from typing import Annotated

import msgspec

from coach.breath.pattern import RateBpm


class Lead(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Ease to `goal_bpm` over `over_ms` of hands-on time."""

    goal_bpm: RateBpm
    over_ms: Annotated[int, msgspec.Meta(ge=60_000, le=4 * 3_600_000)]
