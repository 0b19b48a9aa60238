"""Which actions make sense when, so that one pedal may mean one thing now and another later."""

import enum
from collections.abc import Iterable, Mapping

from coach.ui.keys.actions import Action


class Situation(enum.Enum):
    """What is going on; several may hold at once."""

    PREPARE = "prepare"
    READY = "ready"
    QUESTION = "question"
    """The session's end is asked for and not answered yet."""
    PANEL = "panel"
    """The panel with the rarer controls is open."""
    ANSWERING = "answering"
    """A tense area is in work."""
    UNDER_WAY = "under_way"
    """Not all stages are done."""
    SESSION = "session"
    """The session has not ended."""
    ENDED = "ended"


Now = tuple[Situation, ...]
"""All that holds now, the most special first."""

IN_PREPARE: Now = (Situation.PREPARE,)
IN_READY: Now = (Situation.READY,)

_TAPPING = frozenset(Situation) - {Situation.ENDED}
_SESSION = frozenset({Situation.UNDER_WAY, Situation.SESSION})
_SHOWN = frozenset({Situation.SESSION, Situation.ENDED})
_UNDER_WAY = frozenset({Situation.UNDER_WAY})
_ANSWERING = frozenset({Situation.ANSWERING})
_SENSE: Mapping[Action, frozenset[Situation]] = {
    Action.TAP: _TAPPING,
    Action.BREATHE_OUT: _TAPPING,
    Action.HOLD: _UNDER_WAY,
    Action.OIL: _UNDER_WAY,
    Action.PAUSE: _SESSION,
    Action.NEXT_STAGE: _UNDER_WAY,
    Action.STAY_LONGER: _SESSION,
    Action.MARK: _UNDER_WAY,
    Action.UNDO: _SESSION,
    Action.SOFTENED: _ANSWERING,
    Action.NOT_SOFTENED: _ANSWERING,
    Action.HARDER: _SESSION,
    Action.LIGHTER: _SESSION,
    Action.FASTER: _SESSION,
    Action.SLOWER: _SESSION,
    Action.PACING: _SESSION,
    Action.LEAD: _SESSION,
    Action.QUIET: _SHOWN,
    Action.BREATH_SOUND: _SHOWN,
    Action.TURN: _SHOWN,
    Action.GLANCE: _SHOWN,
    Action.DIM: _SHOWN,
    Action.LEGEND: _SHOWN,
    Action.FULL_SCREEN: _SHOWN,
    Action.CONFIRM: frozenset({Situation.PREPARE, Situation.QUESTION, Situation.ENDED}),
    Action.BACK_OUT: frozenset(
        {Situation.READY, Situation.QUESTION, Situation.PANEL, Situation.SESSION, Situation.ENDED}
    ),
    Action.END: frozenset({Situation.SESSION}),
    Action.SETTINGS: frozenset({Situation.PREPARE, Situation.READY, *_SHOWN}),
}

EVERY: tuple[Now, ...] = (
    IN_PREPARE,
    IN_READY,
    *(
        (*over, *work)
        for over in ((), (Situation.PANEL,), (Situation.QUESTION,))
        for work in (
            (Situation.UNDER_WAY, Situation.SESSION),
            (Situation.ANSWERING, Situation.UNDER_WAY, Situation.SESSION),
            (Situation.SESSION,),
        )
    ),
    (Situation.ENDED,),
)
"""All that can be going on."""


def makes_sense(action: Action, now: Now) -> bool:
    """Whether it does anything now."""
    return not _SENSE[action].isdisjoint(now)


def chosen(actions: Iterable[Action], now: Now) -> Action | None:
    """The one that is meant: made for what is most special now; the first among equals.

    Where none makes sense the first is, so that the session can say why not. A tap comes before
    all others that make sense: it must always reach the client's breath.
    """
    known = tuple(actions)
    if Action.TAP in known and makes_sense(Action.TAP, now):
        return Action.TAP
    return min(known, key=lambda action: _rank(action, now), default=None)


def _rank(action: Action, now: Now) -> int:
    places = (place for place, situation in enumerate(now) if situation in _SENSE[action])
    return next(places, len(now))
