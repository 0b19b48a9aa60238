"""What a person must know about a command's keys: what shares them, and what is in their way."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from coach.library.settings import Binding
from coach.ui.keys import editing, names
from coach.ui.keys.actions import Action
from coach.ui.keys.situations import Situation
from coach.ui.keys.table import KeyTable, Slot

translate = QCoreApplication.translate

_TIMES: Mapping[Situation, Callable[[], str]] = {
    Situation.PREPARE: lambda: translate("keys", "in Prepare"),
    Situation.READY: lambda: translate("keys", "in Ready"),
    Situation.UNDER_WAY: lambda: translate("keys", "in the stages"),
    Situation.ANSWERING: lambda: translate("keys", "while an area is in work"),
    Situation.QUESTION: lambda: translate("keys", "while the end is asked for"),
    Situation.SESSION: lambda: translate("keys", "after the last stage"),
    Situation.ENDED: lambda: translate("keys", "after the end"),
}


def notes(action: Action, bindings: Sequence[Binding], table: KeyTable) -> list[str]:
    """Sentences, none where each key of the command means that and nothing else."""
    found = [note for binding in bindings if (note := _note(action, binding, table))]
    if not any(editing.acts(table, binding) for binding in bindings):
        found.append(translate("keys", "No key."))
    return found


def _note(action: Action, binding: Binding, table: KeyTable) -> str:
    slot = Slot(binding.trigger, binding.press)
    key = names.slot(slot)
    others = [other for other in table.actions(slot) if other is not action]
    if table.is_void(binding):
        said = (
            translate("keys", "{key} waits: keys are held to breathe in.")
            if binding.press == "long"
            else translate("keys", "{key} never comes: a breath key acts at once.")
        )
        return said.replace("{key}", key)
    if not table.ever_meant(slot, action):
        said = translate("keys", "{key} never comes: it is “{other}”.")
        return said.replace("{key}", key).replace("{other}", names.name(others[0]))
    if others:
        times = ", ".join(_TIMES[time]() for time in editing.times(table, slot, action))
        return (
            translate("keys", "{key}: only {times}.")
            .replace("{key}", key)
            .replace("{times}", times)
        )
    if binding.press == "long" and table.manner(binding.trigger).at_once:
        said = translate("keys", "{key}: the breath in is told first.")
        return said.replace("{key}", key)
    return ""
