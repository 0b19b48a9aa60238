"""Lead: from the client's rhythm to a slower one, a small step a breath, while the taps agree.

The client leads, not the metronome: without taps, or where they come faster than paced, it takes no
step; where they stay faster the rate goes back to theirs, and the lead goes on from there. What it
takes from the rate is the same for each minute that it leads; it has no clock of its own, so that
holds, pauses and waits only put off its end.
"""

import enum
import math
from typing import Annotated

import msgspec

from coach.breath.pattern import MIN_RATE_BPM, RATE_STEP_BPM, RateBpm, clamp_rate
from coach.breath.rate_plan import Point, RatePlan

MOST_STEP_BPM = 0.1
"""A breath: 60 ms in one of 6 s, no more than a tap is off by, and a tenth of what even calm
breaths differ by. Our choice."""
TAPPED_BREATHS = 6
"""It leads so long after a tap: whoever taps every fifth breath is not kept waiting.

Four of five breaths stay within a quarter cycle then, with a tap every twentieth only half.
"""
LAGS_ABOVE = 1.06
"""The client lags where their rate is so many times the paced one: an eighth of a breath early
after two. Breaths that differ by a tenth make 1.023 of it by chance (standard deviation)."""
AGREES_BELOW = 1.03
"""They agree again below this."""
SLOWER_BELOW = 0.9
"""Where the client is so many times slower than paced, the rate follows at once."""
LAGGING_BREATHS = 4
"""A client who lags longer is given their own rate back."""
WAITING_BREATHS = 8
"""It waits so long at least: whoever could not follow is not pulled again at once."""
NEWEST = 0.1
"""What the newest breath weighs in the client's rate: some ten are remembered."""
SUGGESTED_SHARE, LEAST_SUGGESTED_BPM, SUGGESTED_MIN = 2 / 3, 6.0, 20
"""A third slower over 20 minutes, not below the 6/min near which breath and heart resonate."""
UNSURE = 0.35
"""A gap so far from whole breaths, at the client's rate, does not tell how many they were."""


class Lead(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Ease to `goal_bpm` over `over_ms` of hands-on time."""

    goal_bpm: RateBpm
    over_ms: Annotated[int, msgspec.Meta(ge=60_000, le=4 * 3_600_000)]


class Standing(enum.Enum):
    """What a lead does now. LEADS slows, or has come to its goal; STOPPED is so by hand.

    LAGS waits for a client who breathes faster than paced, UNTAPPED for taps that tell.
    """

    LEADS = "leads"
    LAGS = "lags"
    UNTAPPED = "untapped"
    STOPPED = "stopped"


class Led(msgspec.Struct, frozen=True):
    """A lead under way, from `from_bpm` on; it has stood so since `since_ms`.

    `client_bpm` is the client's own rate by the latest taps, None where they do not tell; one that
    does not leaves `known_bpm` as it was, a second in a row forgets it. `stepped` is the latest
    breath that a step was taken for.
    """

    lead: Lead
    from_bpm: float
    standing: Standing = Standing.UNTAPPED
    since_ms: int = 0
    client_bpm: float | None = None
    known_bpm: float | None = None
    stepped: int = 0

    def told(self, client: float | None) -> "Led":
        """After a tap that told so much of the client's rate."""
        known = client if client is not None or self.client_bpm is None else self.known_bpm
        return msgspec.structs.replace(self, client_bpm=client, known_bpm=known)


def highest_goal(from_bpm: float) -> float | None:
    """The slider's step nearest below a rate; None where there is none."""
    step = (math.ceil(round(from_bpm / RATE_STEP_BPM, 6)) - 1) * RATE_STEP_BPM
    return step if step >= MIN_RATE_BPM else None


def suggested_goal(from_bpm: float) -> float | None:
    """What a client is led to unless told otherwise; None where they cannot be led."""
    highest = highest_goal(from_bpm)
    if highest is None:
        return None
    wanted = round(from_bpm * SUGGESTED_SHARE / RATE_STEP_BPM) * RATE_STEP_BPM
    return min(highest, max(LEAST_SUGGESTED_BPM, wanted))


def next_bpm(lead: Lead, from_bpm: float, rate_bpm: float) -> float:
    """The rate of the next breath after one at `rate_bpm`: slower by a step, down to the goal."""
    if rate_bpm <= lead.goal_bpm:
        return rate_bpm
    a_breath = max(0.0, from_bpm - lead.goal_bpm) / lead.over_ms * 60_000.0 / rate_bpm
    return max(lead.goal_bpm, rate_bpm - min(MOST_STEP_BPM, a_breath))


def curve(lead: Lead, from_bpm: float) -> RatePlan:
    """The rate over hands-on time where the client follows at each breath."""
    points: list[Point] = [(0, from_bpm)]
    t_ms, rate = 0.0, from_bpm
    while (slower := next_bpm(lead, from_bpm, rate)) < rate:
        t_ms += 60_000.0 / rate
        rate = slower
        points.append((round(t_ms), rate))
    return RatePlan(tuple(points))


def client_bpm(known_bpm: float, gap_ms: int) -> float | None:
    """The client's own rate by a tap so long after the last, beside what was known of it.

    The breaths between are counted at the client's rate, never at the paced one: two slow breaths
    take as long as three quick ones. None where it cannot be told.
    """
    cycles = gap_ms * known_bpm / 60_000.0
    breaths = round(cycles)
    if not 1 <= breaths <= TAPPED_BREATHS or abs(cycles - breaths) > UNSURE:
        return None
    newest, known_ms = 1.0 - (1.0 - NEWEST) ** breaths, 60_000.0 / known_bpm
    return clamp_rate(60_000.0 / (known_ms + newest * (gap_ms / breaths - known_ms)))


def tapped_bpm(led: Led, rate_bpm: float, client: float | None, t_ms: int) -> float:
    """The rate to pace at from a tap on: the led one, but for a client who went their own way."""
    if client is None:
        return rate_bpm
    if client < rate_bpm * SLOWER_BELOW:
        return client
    lagging = led.standing is Standing.LAGS and client > rate_bpm * AGREES_BELOW
    long = (t_ms - led.since_ms) * rate_bpm / 60_000.0 >= LAGGING_BREATHS
    return client if lagging and long else rate_bpm


def standing(led: Led, rate_bpm: float, t_ms: int, tapped_ms: int | None) -> Standing:
    """How it stands by the taps, of which the last was at `tapped_ms`. A hand's stop stays one."""
    if led.standing is Standing.STOPPED:
        return Standing.STOPPED
    if led.client_bpm is None or tapped_ms is None:
        return Standing.UNTAPPED
    a_breath_ms = 60_000.0 / rate_bpm
    if t_ms - tapped_ms > TAPPED_BREATHS * a_breath_ms:
        return Standing.UNTAPPED
    if led.standing is Standing.LAGS:
        waits = t_ms - led.since_ms < WAITING_BREATHS * a_breath_ms
        agrees = led.client_bpm <= rate_bpm * AGREES_BELOW
        return Standing.LEADS if agrees and not waits else Standing.LAGS
    return Standing.LAGS if led.client_bpm > rate_bpm * LAGS_ABOVE else Standing.LEADS
