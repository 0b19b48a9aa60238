"""Keys and MIDI pedals by name: as the settings keep them, and as people read them."""

from PySide6.QtCore import QCoreApplication, QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

translate = QCoreApplication.translate

_FORMAT = QKeySequence.SequenceFormat
_MODIFIERS = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_Super_L,
        Qt.Key.Key_Super_R,
        Qt.Key.Key_Hyper_L,
        Qt.Key.Key_Hyper_R,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
        Qt.Key.Key_ScrollLock,
    }
)
_TABS = frozenset({Qt.Key.Key_Tab, Qt.Key.Key_Backtab})
_PAD = "Num+"


def triggers(event: QKeyEvent) -> tuple[str, ...]:
    """The names of the event's key, the most exact first; none for a key of the system's.

    Shift makes no difference; the numeric pad makes one only for who asks for it.
    """
    modifiers = event.modifiers()
    others = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
    if modifiers & others or event.key() in _MODIFIERS:
        return ()
    ctrl = modifiers & Qt.KeyboardModifier.ControlModifier
    plain = _name(ctrl, event)
    if modifiers & Qt.KeyboardModifier.KeypadModifier:
        return (_name(ctrl | Qt.KeyboardModifier.KeypadModifier, event), plain)
    return (plain,)


def _name(modifiers: Qt.KeyboardModifier, event: QKeyEvent) -> str:
    key = Qt.Key(event.key())
    if key in (Qt.Key.Key_unknown, Qt.Key(0)):  # of a pedal that Qt has no name for
        return f"scan:{event.nativeScanCode()}"
    return QKeySequence(QKeyCombination(modifiers, key)).toString(_FORMAT.PortableText)


def refused(event: QKeyEvent) -> str | None:
    """Why a key cannot be bound: the code "modifier", "system" or "tab"; None where it can."""
    if event.key() in _MODIFIERS:
        return "modifier"
    if event.key() in _TABS:
        return "tab"
    return None if triggers(event) else "system"


def label(trigger: str) -> str:
    """A key or a MIDI pedal, in words."""
    if trigger == "midi:cc:64":
        return translate("keys", "MIDI sustain pedal")
    kind, _, number = trigger.rpartition(":")
    pattern = {
        "midi:cc": translate("keys", "MIDI control {n}"),
        "midi:note": translate("keys", "MIDI note {n}"),
        "midi:program": translate("keys", "MIDI program {n}"),
        "scan": translate("keys", "Key number {n}"),
    }.get(kind)
    if pattern is not None:
        return pattern.replace("{n}", number)
    if trigger.startswith(_PAD):
        pad = translate("keys", "Pad {key}")
        return pad.replace("{key}", label(trigger.removeprefix(_PAD)))
    return _KEYS.get(trigger) or QKeySequence.fromString(trigger).toString(_FORMAT.NativeText)


_KEYS = {"Up": "↑", "Down": "↓", "Left": "←", "Right": "→", "-": "−"}
