"""The sets of keys that come with the program: one table, a line a key."""

from collections.abc import Mapping
from typing import Literal

from coach.library.settings import Binding
from coach.ui.keys.actions import Action

USUAL = "usual"

_A = Action
_Press = Literal["press", "double", "long"]
_Line = tuple[str, _Press, tuple[Action, ...]]
"""A trigger, how it is pressed, and its actions: of two that make sense at once the first is meant.
"""

_ON = (_A.CONFIRM, _A.END)
_MARKS = (_A.SOFTENED, _A.MARK, *_ON)
_NOT_SO = (_A.NOT_SOFTENED, _A.UNDO)

_KEYBOARD: tuple[_Line, ...] = (
    ("Space", "press", (_A.TAP,)),
    ("T", "press", (_A.TAP,)),
    ("PgDown", "press", (_A.TAP,)),
    ("midi:cc:64", "press", (_A.TAP,)),
    ("H", "press", (_A.HOLD,)),
    ("O", "press", (_A.OIL,)),
    ("P", "press", (_A.PAUSE,)),
    ("Right", "press", (_A.NEXT_STAGE,)),
    ("Left", "press", (_A.STAY_LONGER,)),
    ("M", "press", (_A.MARK,)),
    ("U", "press", (_A.UNDO,)),
    ("S", "press", (_A.SOFTENED,)),
    ("S", "long", (_A.NOT_SOFTENED,)),
    ("N", "press", (_A.NOT_SOFTENED,)),
    ("+", "press", (_A.HARDER,)),
    ("=", "press", (_A.HARDER,)),
    ("-", "press", (_A.LIGHTER,)),
    ("Up", "press", (_A.FASTER,)),
    ("Down", "press", (_A.SLOWER,)),
    ("W", "press", (_A.PACING,)),
    ("D", "press", (_A.LEAD,)),
    ("Q", "press", (_A.QUIET,)),
    ("B", "press", (_A.BREATH_SOUND,)),
    ("R", "press", (_A.TURN,)),
    ("G", "press", (_A.GLANCE,)),
    ("L", "press", (_A.DIM,)),
    ("K", "press", (_A.LEGEND,)),
    ("F11", "press", (_A.FULL_SCREEN,)),
    ("Return", "press", (_A.CONFIRM,)),
    ("Enter", "press", (_A.CONFIRM,)),
    ("Esc", "press", (_A.BACK_OUT,)),
    ("Ctrl+E", "press", (_A.END,)),
    ("Ctrl+,", "press", (_A.SETTINGS,)),
)

# A pedal that taps gives its tap at once; what it means when it is held down comes on top of that,
# so it is only what the tap does not spoil: a rest, the way on after the stages, Ready, Done.
_HELD_TAP = (_A.HOLD, *_ON)

_ONE_PEDAL: tuple[_Line, ...] = (
    ("Space", "press", (_A.TAP,)),
    ("Space", "long", _HELD_TAP),
    ("PgDown", "press", (_A.TAP,)),
    ("PgDown", "long", _HELD_TAP),
    ("B", "press", (_A.TAP,)),  # as a single USB pedal comes from the shop
    ("B", "long", _HELD_TAP),
    ("midi:cc:64", "press", (_A.TAP,)),
    ("midi:cc:64", "long", _HELD_TAP),
    ("Ctrl+B", "press", (_A.BREATH_SOUND,)),
)

_BACK_PEDAL_HELD = (_A.NOT_SOFTENED, _A.NEXT_STAGE, _A.BACK_OUT)

_PAGE_TURNER: tuple[_Line, ...] = (
    *((key, "press", (_A.TAP,)) for key in ("PgDown", "Right", "Down")),
    *((key, "long", _HELD_TAP) for key in ("PgDown", "Right", "Down")),
    *((key, "press", _MARKS) for key in ("PgUp", "Left", "Up")),
    *((key, "long", _BACK_PEDAL_HELD) for key in ("PgUp", "Left", "Up")),
    ("Ctrl+Right", "press", (_A.NEXT_STAGE,)),
    ("Ctrl+Left", "press", (_A.STAY_LONGER,)),
    ("Ctrl+Up", "press", (_A.FASTER,)),
    ("Ctrl+Down", "press", (_A.SLOWER,)),
)

_THREE_PEDALS: tuple[_Line, ...] = (  # A, B, C: as such a board comes from the shop
    ("A", "press", (_A.NEXT_STAGE, *_ON)),
    ("A", "double", (_A.PAUSE,)),
    ("A", "long", (_A.END, _A.BACK_OUT)),
    ("B", "press", (_A.TAP,)),
    ("B", "long", (_A.HOLD,)),
    ("C", "press", (_A.SOFTENED, _A.MARK)),
    ("C", "long", _NOT_SO),
    ("Ctrl+B", "press", (_A.BREATH_SOUND,)),
)

_PRESENTER: tuple[_Line, ...] = (
    ("PgDown", "press", (_A.TAP,)),
    ("PgDown", "long", (_A.HOLD,)),
    ("PgUp", "press", _MARKS),
    ("PgUp", "long", _NOT_SO),
    ("F5", "press", (_A.PAUSE,)),
    ("Esc", "press", (_A.PAUSE, _A.BACK_OUT)),  # its play button sends F5 and Esc by turns
    (".", "press", (_A.NEXT_STAGE, _A.CONFIRM)),
    ("B", "press", (_A.NEXT_STAGE, _A.CONFIRM)),
    ("Ctrl+B", "press", (_A.BREATH_SOUND,)),
)

_PAD_KEYS: tuple[tuple[tuple[str, ...], _Press, tuple[Action, ...]], ...] = (
    (("0", "Ins"), "press", (_A.TAP,)),  # each by both of its names, with and without Num Lock
    (("Enter",), "press", (_A.CONFIRM,)),
    ((".", ",", "Del"), "press", (_A.OIL,)),
    (("1", "End"), "press", (_A.MARK,)),
    (("2", "Down"), "press", (_A.SLOWER,)),
    (("3", "PgDown"), "press", (_A.SOFTENED,)),
    (("3", "PgDown"), "long", (_A.NOT_SOFTENED,)),
    (("4", "Left"), "press", (_A.STAY_LONGER,)),
    (("5", "Clear"), "press", (_A.HOLD,)),
    (("6", "Right"), "press", (_A.NEXT_STAGE,)),
    (("7", "Home"), "press", (_A.UNDO,)),
    (("8", "Up"), "press", (_A.FASTER,)),
    (("9", "PgUp"), "press", (_A.PAUSE,)),
    (("/",), "press", (_A.END, _A.BACK_OUT)),
    (("*",), "press", (_A.TURN,)),
    (("+",), "press", (_A.HARDER,)),
    (("-",), "press", (_A.LIGHTER,)),
)
_NUMERIC_PAD: tuple[_Line, ...] = tuple(
    (f"Num+{key}", press, actions) for keys, press, actions in _PAD_KEYS for key in keys
)


def _bindings(own: tuple[_Line, ...]) -> tuple[Binding, ...]:
    """A set's own keys, then those of the keyboard that they leave free."""
    taken = {trigger for trigger, _, _ in own}
    left = (line for line in _KEYBOARD if line[0] not in taken)
    return tuple(
        Binding(trigger, action.value, press)
        for trigger, press, actions in (*own, *left)
        for action in actions
    )


PRESETS: Mapping[str, tuple[Binding, ...]] = {
    USUAL: _bindings(()),
    "one-pedal": _bindings(_ONE_PEDAL),
    "three-pedals": _bindings(_THREE_PEDALS),
    "page-turner": _bindings(_PAGE_TURNER),
    "presenter": _bindings(_PRESENTER),
    "numeric-pad": _bindings(_NUMERIC_PAD),
}
"""By id; each holds the whole keyboard too, but for the keys that it needs itself."""
