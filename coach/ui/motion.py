"""How much of the breath moves on the screen."""

import enum
import math
from typing import TYPE_CHECKING

import msgspec

from coach.breath.pattern import Phase
from coach.massage.back import Point

if TYPE_CHECKING:  # the look is set before the first paint, and needs no session
    from coach.massage.route import Track
    from coach.session.moment import Moment


class Motion(enum.Enum):
    """FULL: all of it. GENTLE: ring, gauge and hands glide, and nothing trembles or fades.
    NONE: nothing glides; what changes is there at once, at the turns of the breath.
    """

    FULL = "full"
    GENTLE = "gentle"
    NONE = "none"


def moved(moment: "Moment", motion: Motion) -> "Moment":
    """The moment as it is shown: without motion it stands where its phase leads.

    Full lungs and the hands at the end of their stroke through a breath in; empty lungs and the
    hands back through a breath out, or resting on their stair.
    """
    if motion is not Motion.NONE:
        return moment
    left, right = moment.route.press
    along = _along(moment)
    hands: tuple[Point, Point] = (left.at(along), right.at(along))
    level = 1.0 if moment.phase is Phase.INHALE else 0.0
    return msgspec.structs.replace(moment, level=level, hands=hands)


def _along(moment: "Moment") -> float:
    """How far up the stroke the hands are to go in this phase, 0 to 1."""
    stairs = moment.stairs
    if moment.phase is not Phase.INHALE and not moment.climbing:
        return 0.0
    if stairs == 1:
        return 1.0
    moves = max((0, 1), key=lambda hand: len(moment.route.press[hand].points))  # one may rest
    gone = stairs * _nearest(moment.route.press[moves], moment.hands[moves])
    if moment.phase is Phase.INHALE:
        stair = round(gone - moment.level) + 1
    else:
        stair = math.ceil(gone - 0.1)
    return min(stairs, max(1, stair)) / stairs


def _nearest(track: "Track", hand: Point) -> float:
    """Where on the track the hand is, 0 to 1."""
    points = track.points
    index = min(range(len(points)), key=lambda i: math.dist(points[i], hand))
    return index / (len(points) - 1)
