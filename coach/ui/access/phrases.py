"""Words that a screen reader is given and no screen shows."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from coach.massage.avoid import Patch
from coach.massage.back import (
    SPINE_HALF_WIDTH,
    Outcome,
    Region,
    Side,
    TenseArea,
    region_at,
)
from coach.session.prepared import Hands
from coach.ui import words

translate = QCoreApplication.translate

_MINUTE_MS = 60_000
_LAST_MS = 20_000


def time_left(t_ms: int) -> str:
    """What is left of a stage, by the minute, and that its last 20 s have begun."""
    if t_ms <= _LAST_MS:
        return translate("access", "less than 20 seconds left")
    if t_ms <= _MINUTE_MS:
        return translate("access", "less than a minute left")
    minutes = -(-t_ms // _MINUTE_MS)
    return translate("access", "{n} min left").replace("{n}", str(minutes))


def time_given(elapsed_ms: int, planned_ms: int, paused_ms: int) -> str:
    """Hands-on time of the planned, what is over, and how long it was paused, by the minute."""
    said = translate("access", "Time: {n} of {all} min")
    said = said.replace("{n}", str(elapsed_ms // _MINUTE_MS))
    said = said.replace("{all}", f"{planned_ms / _MINUTE_MS:.1f}".removesuffix(".0"))
    parts = [said]
    if elapsed_ms - planned_ms >= _MINUTE_MS:
        over = translate("access", "{n} min more than planned")
        parts.append(over.replace("{n}", str((elapsed_ms - planned_ms) // _MINUTE_MS)))
    if paused_ms >= _MINUTE_MS:
        paused = translate("access", "paused for {n} min")
        parts.append(paused.replace("{n}", str(paused_ms // _MINUTE_MS)))
    return ", ".join(parts)


def tap_age(age_ms: int | None) -> str:
    """How long ago the last tap was, roughly."""
    if age_ms is None:
        return translate("access", "no tap yet")
    if age_ms < _LAST_MS:
        return translate("access", "tapped less than 20 seconds ago")
    if age_ms < _MINUTE_MS:
        return translate("access", "tapped less than a minute ago")
    ago = translate("access", "tapped {n} min ago")
    return ago.replace("{n}", str(age_ms // _MINUTE_MS))


def area(tense: TenseArea, *, in_work: bool = False) -> str:
    """A tense area: its number, where it is, and what became of it or is done with it."""
    said = translate("access", "area {number}, {place}")
    said = said.replace("{number}", str(tense.number)).replace("{place}", words.place(tense))
    if in_work:
        return translate("access", "{area}, in work").replace("{area}", said)
    if tense.outcome is Outcome.OPEN:
        return said
    return f"{said}, {words.outcome(tense.outcome)}"


def areas(tense: tuple[TenseArea, ...], in_work: int | None) -> str:
    """All tense areas in a row; that there are none."""
    if not tense:
        return translate("access", "No tense areas marked.")
    said = "; ".join(area(each, in_work=each.number == in_work) for each in tense)
    return sentence(said)


def avoided(avoid: Sequence[Patch]) -> str:
    """The parts of the back that are to be avoided, from the neck down; empty where none is."""
    sides: dict[Region, set[Side]] = {}
    for patch in avoid:
        region = region_at(abs(patch.x), patch.y)
        if abs(patch.x) < SPINE_HALF_WIDTH:
            sides.setdefault(region, set()).update((Side.LEFT, Side.RIGHT))
        else:
            sides.setdefault(region, set()).add(Side.LEFT if patch.x < 0 else Side.RIGHT)
    if not sides:
        return ""
    places = []
    for region in sorted(sides, key=list(Region).index):
        side = Side.BOTH if len(sides[region]) > 1 else next(iter(sides[region]))
        places.append(words.on_side(side, region))
    said = translate("access", "To be avoided: {places}.")
    return said.replace("{places}", "; ".join(places))


_HANDS: dict[Hands, Callable[[], str]] = {
    Hands.BOTH: str,
    Hands.LEFT: lambda: translate("access", "The left hand only."),
    Hands.RIGHT: lambda: translate("access", "The right hand only."),
}


def hands(shown: Hands) -> str:
    """Which hand works alone; empty where both do."""
    return _HANDS[shown]()


def sentence(said: str) -> str:
    """With a capital and a full stop."""
    ended = said if said.endswith((".", "?", "!")) else f"{said}."
    return f"{ended[:1].upper()}{ended[1:]}"
