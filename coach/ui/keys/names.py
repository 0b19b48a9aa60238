"""Actions, gestures and presets in words."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication

from coach.ui.keys.actions import Action
from coach.ui.keys.table import Press, Slot
from coach.ui.keys.triggers import label

translate = QCoreApplication.translate

_NAMES: Mapping[Action, Callable[[], str]] = {
    Action.TAP: lambda: translate("keys", "The client breathes in"),
    Action.BREATHE_OUT: lambda: translate("keys", "The client breathes out"),
    Action.HOLD: lambda: translate("keys", "Hold"),
    Action.OIL: lambda: translate("keys", "Oil"),
    Action.PAUSE: lambda: translate("keys", "Pause"),
    Action.NEXT_STAGE: lambda: translate("keys", "Next stage"),
    Action.STAY_LONGER: lambda: translate("keys", "One minute more"),
    Action.MARK: lambda: translate("keys", "Tense here"),
    Action.UNDO: lambda: translate("keys", "Undo"),
    Action.SOFTENED: lambda: translate("keys", "Softened"),
    Action.NOT_SOFTENED: lambda: translate("keys", "Not softened"),
    Action.HARDER: lambda: translate("keys", "More pressure"),
    Action.LIGHTER: lambda: translate("keys", "Less pressure"),
    Action.FASTER: lambda: translate("keys", "Faster"),
    Action.SLOWER: lambda: translate("keys", "Slower"),
    Action.PACING: lambda: translate("keys", "Steady or taps"),
    Action.LEAD: lambda: translate("keys", "Lead slower"),
    Action.QUIET: lambda: translate("keys", "Quiet"),
    Action.BREATH_SOUND: lambda: translate("keys", "Breath sound"),
    Action.TURN: lambda: translate("keys", "Turn the back"),
    Action.GLANCE: lambda: translate("keys", "Glance layout"),
    Action.DIM: lambda: translate("keys", "Dim the page"),
    Action.LEGEND: lambda: translate("keys", "Show the keys"),
    Action.FULL_SCREEN: lambda: translate("keys", "Full screen"),
    Action.CONFIRM: lambda: translate("keys", "Ready, yes, done"),
    Action.BACK_OUT: lambda: translate("keys", "Back"),
    Action.END: lambda: translate("keys", "End session"),
    Action.SETTINGS: lambda: translate("keys", "Settings"),
}

_MEANINGS: Mapping[Action, Callable[[], str]] = {
    Action.TAP: lambda: translate("keys", "Starts the session, corrects the breath, ends a rest."),
    Action.BREATHE_OUT: lambda: translate("keys", "For a key of its own."),
    Action.HOLD: lambda: translate("keys", "Finish the breath out and rest; time runs on."),
    Action.OIL: lambda: translate("keys", "A rest to take oil."),
    Action.PAUSE: lambda: translate("keys", "The clock stands."),
    Action.NEXT_STAGE: lambda: translate("keys", "At the next breath in."),
    Action.STAY_LONGER: lambda: translate("keys", "In this stage."),
    Action.MARK: lambda: translate("keys", "Where the hands are: left; again right; again both."),
    Action.UNDO: lambda: translate("keys", "Takes back the last mark or answer."),
    Action.SOFTENED: lambda: translate("keys", "On to the next area."),
    Action.NOT_SOFTENED: lambda: translate("keys", "On to the next area; it is remembered."),
    Action.HARDER: lambda: translate("keys", "All pressures a step up."),
    Action.LIGHTER: lambda: translate("keys", "All pressures a step down."),
    Action.FASTER: lambda: translate("keys", "Half a breath a minute; goes on while it is held."),
    Action.SLOWER: lambda: translate("keys", "Half a breath a minute; goes on while it is held."),
    Action.PACING: lambda: translate("keys", "Changes the way of pacing."),
    Action.LEAD: lambda: translate("keys", "Stops and keeps the rate; again: goes on."),
    Action.QUIET: lambda: translate("keys", "No voice, no chime: they sleep. A lead stops."),
    Action.BREATH_SOUND: lambda: translate("keys", "On or off."),
    Action.TURN: lambda: translate("keys", "A quarter turn, as you stand."),
    Action.GLANCE: lambda: translate("keys", "Only indicator, cue and time."),
    Action.DIM: lambda: translate("keys", "The next step of the page's light."),
    Action.LEGEND: lambda: translate("keys", "The keys of the moment, in a session."),
    Action.FULL_SCREEN: lambda: translate("keys", "And back to a window."),
    Action.CONFIRM: lambda: translate("keys", "From Prepare to Ready, and away from the end."),
    Action.BACK_OUT: lambda: translate(
        "keys", "Closes a question or a panel, leaves Ready and full screen."
    ),
    Action.END: lambda: translate("keys", "Asks first."),
    Action.SETTINGS: lambda: translate("keys", "Opens the settings."),
}

_PRESETS: Mapping[str, tuple[Callable[[], str], Callable[[], str]]] = {
    "usual": (
        lambda: translate("keys", "Keyboard"),
        lambda: translate("keys", "Space, T and Page Down: the client breathes in."),
    ),
    "one-pedal": (
        lambda: translate("keys", "One pedal"),
        lambda: translate(
            "keys",
            "For a pedal that sends Space, Page Down or B, or a sustain pedal. A press: the client"
            " breathes in. Held down: Ready; in the session a rest; after the last stage the end."
            " The breath in is told first, so hold it down on a breath in.",
        ),
    ),
    "three-pedals": (
        lambda: translate("keys", "Three pedals"),
        lambda: translate(
            "keys",
            "For a board that sends A, B and C. B: the client breathes in; held: a rest."
            " A: Ready, next stage, yes; twice: pause; held: end, or back."
            " C: tense here, or softened; held: undo, or not softened.",
        ),
    ),
    "page-turner": (
        lambda: translate("keys", "Page turner"),
        lambda: translate(
            "keys",
            "For two pedals that send Page Up and Page Down, or arrows. Forward: the client"
            " breathes in; held: Ready, a rest. Back: tense here, or softened; held: next stage,"
            " or not softened. The arrows' own commands go with Ctrl.",
        ),
    ),
    "presenter": (
        lambda: translate("keys", "Presenter"),
        lambda: translate(
            "keys",
            "Next: the client breathes in. Previous: tense here, or softened; Ready, done."
            " Play (F5, Esc): pause. Black screen (., B): next stage. F11 leaves full screen.",
        ),
    ),
    "numeric-pad": (
        lambda: translate("keys", "Numeric pad"),
        lambda: translate(
            "keys",
            "0: the client breathes in. 1: tense here. 3: softened; held: not softened."
            " 4 6: stage. 8 2: tempo. 5: hold. 7: undo. 9: pause. /: end. Enter: Ready, yes, done.",
        ),
    ),
}


def name(action: Action) -> str:
    """What it is called."""
    return _NAMES[action]()


def meaning(action: Action) -> str:
    """What it does, in a sentence."""
    return _MEANINGS[action]()


def preset_name(preset: str) -> str:
    """What a set of keys is called."""
    return _PRESETS[preset][0]()


def preset_meaning(preset: str) -> str:
    """For which device, and what its keys do."""
    return _PRESETS[preset][1]()


def press(kind: Press) -> str:
    """A way to press a key."""
    return {
        "press": translate("keys", "Once"),
        "double": translate("keys", "Twice"),
        "long": translate("keys", "Held"),
    }[kind]


def slot(value: Slot) -> str:
    """A key and how it is pressed, such as "S" or "S held"."""
    pattern = {
        "press": "{key}",
        "double": translate("keys", "{key} twice"),
        "long": translate("keys", "{key} held"),
    }[value.press]
    return pattern.replace("{key}", label(value.trigger))
