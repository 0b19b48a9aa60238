"""What a key, a pedal or a button may ask for."""

import enum
from collections.abc import Mapping

from coach.massage.back import Outcome
from coach.session import commands as cmd
from coach.session.events import HoldReason


class Action(enum.Enum):
    """What a key, a pedal or a button asks for; the value is its name in the settings' file."""

    TAP = "tap"
    BREATHE_OUT = "breathe_out"
    HOLD = "hold"
    OIL = "oil"
    PAUSE = "pause"
    NEXT_STAGE = "next_stage"
    STAY_LONGER = "stay_longer"
    MARK = "mark"
    UNDO = "undo"
    SOFTENED = "softened"
    NOT_SOFTENED = "not_softened"
    HARDER = "harder"
    LIGHTER = "lighter"
    FASTER = "faster"
    SLOWER = "slower"
    PACING = "pacing"
    LEAD = "lead"
    QUIET = "quiet"
    BREATH_SOUND = "breath_sound"
    TURN = "turn"
    GLANCE = "glance"
    DIM = "dim"
    LEGEND = "legend"
    FULL_SCREEN = "full_screen"
    CONFIRM = "confirm"
    BACK_OUT = "back_out"
    END = "end"
    SETTINGS = "settings"


COMMANDS: Mapping[Action, cmd.Command] = {
    Action.TAP: cmd.Tap(),
    Action.BREATHE_OUT: cmd.BreatheOut(),
    Action.PAUSE: cmd.Pause(),
    Action.HOLD: cmd.Hold(),
    Action.OIL: cmd.Hold(HoldReason.OIL),
    Action.NEXT_STAGE: cmd.NextStage(),
    Action.STAY_LONGER: cmd.StayLonger(),
    Action.FASTER: cmd.NudgeTempo(1),
    Action.SLOWER: cmd.NudgeTempo(-1),
    Action.LEAD: cmd.SetLead(),
    Action.MARK: cmd.MarkHere(),
    Action.UNDO: cmd.Undo(),
    Action.SOFTENED: cmd.Answer(Outcome.SOFTENED),
    Action.NOT_SOFTENED: cmd.Answer(Outcome.NOT_SOFTENED),
    Action.HARDER: cmd.ChangePressure(1),
    Action.LIGHTER: cmd.ChangePressure(-1),
}
"""The actions that are a command of the session; a page or the program does the others."""

REPEATS = frozenset({Action.FASTER, Action.SLOWER})
"""What goes on while a key is held down."""
