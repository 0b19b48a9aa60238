"""The Linux desktop's wish for less motion, from its settings portal."""

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusPendingCall,
    QDBusPendingCallWatcher,
    QDBusVariant,
)

_SERVICE = "org.freedesktop.portal.Desktop"
_PATH = "/org/freedesktop/portal/desktop"
_INTERFACE = "org.freedesktop.portal.Settings"
_REDUCED = ("org.freedesktop.appearance", "reduced-motion")
"""Of xdg-desktop-portal since 2025: 0 no preference, 1 less motion."""
_ANIMATIONS = ("org.gnome.desktop.interface", "enable-animations")
_PATIENCE_MS = 5_000


class Portal(QObject):
    """Without a session bus or a portal nothing is ever wished. `changed()` when the wish does."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None, bus: QDBusConnection | None = None) -> None:
        super().__init__(parent)
        self._bus = bus or QDBusConnection.sessionBus()
        self._known: dict[tuple[str, str], object] = {}
        self._asked: dict[tuple[str, str], tuple[QDBusPendingCall, QDBusPendingCallWatcher]] = {}

    def ask(self) -> None:
        """Ask without waiting, and listen from then on."""
        if not self._bus.isConnected():
            return
        slot = SLOT("_on_bus_setting_changed(QDBusMessage)")
        # PySide wants text here; its types say bytes.
        self._bus.connect(_SERVICE, _PATH, _INTERFACE, "SettingChanged", self, slot)  # type: ignore[call-overload]
        for key in (_REDUCED, _ANIMATIONS):
            self._ask_for(key)

    def wants_less_motion(self) -> bool:
        """By what is known so far."""
        return self._known.get(_REDUCED) == 1 or self._known.get(_ANIMATIONS) is False

    def _ask_for(self, key: tuple[str, str]) -> None:
        call = QDBusMessage.createMethodCall(_SERVICE, _PATH, _INTERFACE, "Read")
        call.setArguments(list(key))
        pending = self._bus.asyncCall(call, _PATIENCE_MS)
        watcher = QDBusPendingCallWatcher(pending, self)
        self._asked[key] = (pending, watcher)
        watcher.finished.connect(lambda _: self._on_watcher_finished(key))

    def _on_watcher_finished(self, key: tuple[str, str]) -> None:
        pending, _ = self._asked[key]
        answer = pending.reply()
        if answer.type() == QDBusMessage.MessageType.ReplyMessage:
            self._learn(key, answer.arguments()[0])

    @Slot(QDBusMessage)
    def _on_bus_setting_changed(self, message: QDBusMessage) -> None:
        part, name, value = message.arguments()
        self._learn((part, name), value)

    def _learn(self, key: tuple[str, str], value: object) -> None:
        if key not in (_REDUCED, _ANIMATIONS):
            return
        while isinstance(value, QDBusVariant):  # the portal wraps it once or twice
            value = value.variant()
        before = self.wants_less_motion()
        self._known[key] = value
        if self.wants_less_motion() is not before:
            self.changed.emit()
