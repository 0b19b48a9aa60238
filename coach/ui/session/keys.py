"""Which key does what in a session: one table, so that every key can be bound anew."""

import enum
from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from coach.massage.back import Outcome
from coach.session import commands as cmd
from coach.session.events import HoldReason

LONG_MS = 600
"""A key held this long means the other thing."""


class Action(enum.Enum):
    """What a key, a pedal or a button asks for."""

    TAP = "tap"
    PAUSE = "pause"
    HOLD = "hold"
    OIL = "oil"
    NEXT_STAGE = "next_stage"
    STAY_LONGER = "stay_longer"
    FASTER = "faster"
    SLOWER = "slower"
    MARK = "mark"
    UNDO = "undo"
    SOFTENED = "softened"
    NOT_SOFTENED = "not_softened"
    HARDER = "harder"
    LIGHTER = "lighter"
    TURN = "turn"
    PACING = "pacing"
    FULL_SCREEN = "full_screen"
    BACK_OUT = "back_out"
    CONFIRM = "confirm"
    END = "end"


COMMANDS: Mapping[Action, cmd.Command] = {
    Action.TAP: cmd.Tap(),
    Action.PAUSE: cmd.Pause(),
    Action.HOLD: cmd.Hold(),
    Action.OIL: cmd.Hold(HoldReason.OIL),
    Action.NEXT_STAGE: cmd.NextStage(),
    Action.STAY_LONGER: cmd.StayLonger(),
    Action.FASTER: cmd.NudgeTempo(1),
    Action.SLOWER: cmd.NudgeTempo(-1),
    Action.MARK: cmd.MarkHere(),
    Action.UNDO: cmd.Undo(),
    Action.SOFTENED: cmd.Answer(Outcome.SOFTENED),
    Action.NOT_SOFTENED: cmd.Answer(Outcome.NOT_SOFTENED),
    Action.HARDER: cmd.ChangePressure(1),
    Action.LIGHTER: cmd.ChangePressure(-1),
}
"""The actions that are a command of the session; the page does the others."""

LONG: Mapping[Action, Action] = {Action.SOFTENED: Action.NOT_SOFTENED}
"""What the same key does when it is held; such a key acts when it is let go."""

_REPEATS = frozenset({Action.FASTER, Action.SLOWER})

Chord = tuple[Qt.Key, bool]
"""A key, and whether Ctrl goes with it. Shift and the numeric pad make no difference."""

DEFAULT_KEYS: Mapping[Chord, Action] = {
    (Qt.Key.Key_Space, False): Action.TAP,
    (Qt.Key.Key_T, False): Action.TAP,
    (Qt.Key.Key_PageDown, False): Action.TAP,
    (Qt.Key.Key_P, False): Action.PAUSE,
    (Qt.Key.Key_H, False): Action.HOLD,
    (Qt.Key.Key_O, False): Action.OIL,
    (Qt.Key.Key_Right, False): Action.NEXT_STAGE,
    (Qt.Key.Key_Left, False): Action.STAY_LONGER,
    (Qt.Key.Key_Up, False): Action.FASTER,
    (Qt.Key.Key_Down, False): Action.SLOWER,
    (Qt.Key.Key_M, False): Action.MARK,
    (Qt.Key.Key_U, False): Action.UNDO,
    (Qt.Key.Key_S, False): Action.SOFTENED,
    (Qt.Key.Key_Plus, False): Action.HARDER,
    (Qt.Key.Key_Equal, False): Action.HARDER,
    (Qt.Key.Key_Minus, False): Action.LIGHTER,
    (Qt.Key.Key_R, False): Action.TURN,
    (Qt.Key.Key_W, False): Action.PACING,
    (Qt.Key.Key_F11, False): Action.FULL_SCREEN,
    (Qt.Key.Key_Escape, False): Action.BACK_OUT,
    (Qt.Key.Key_Return, False): Action.CONFIRM,
    (Qt.Key.Key_Enter, False): Action.CONFIRM,
    (Qt.Key.Key_E, True): Action.END,
}


class KeyReader(QObject):
    """Key events → `acted(Action)`: on press, except for a key that also has a long meaning."""

    acted = Signal(object)

    def __init__(self, parent: QObject, keys: Mapping[Chord, Action] = DEFAULT_KEYS) -> None:
        super().__init__(parent)
        self._keys = keys
        self._held: Action | None = None
        self._long = QTimer(self, singleShot=True, interval=LONG_MS)
        self._long.timeout.connect(self._on_long_timeout)

    def action_of(self, event: QKeyEvent) -> Action | None:
        """What the key is bound to."""
        modifiers = event.modifiers()
        if modifiers & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier):
            return None
        ctrl = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        return self._keys.get((Qt.Key(event.key()), ctrl))

    def press(self, event: QKeyEvent) -> bool:
        """Read a key going down; whether it is bound."""
        action = self.action_of(event)
        if action is None:
            return False
        if event.isAutoRepeat() and action not in _REPEATS:
            return True
        if action in LONG:
            self._held = action
            self._long.start()
        else:
            self.acted.emit(action)
        return True

    def release(self, event: QKeyEvent) -> bool:
        """Read a key going up; whether it is bound."""
        action = self.action_of(event)
        if action is None:
            return False
        if action is self._held and not event.isAutoRepeat():
            self._held = None
            self._long.stop()
            self.acted.emit(action)
        return True

    def forget(self) -> None:
        """Let go of a held key: the window lost it."""
        self._held = None
        self._long.stop()

    def _on_long_timeout(self) -> None:
        held, self._held = self._held, None
        if held is not None:
            self.acted.emit(LONG[held])
