"""Key events, and a MIDI pedal's, → `acted(Action)`."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from coach.library.settings import Keys
from coach.live.clock import NowMs, system_clock
from coach.ui.keys.actions import Action
from coach.ui.keys.gestures import Gesture, Gestures
from coach.ui.keys.situations import Now
from coach.ui.keys.table import KeyTable, Slot, table_of
from coach.ui.keys.triggers import triggers


class KeyReader(QObject):
    """Reads keys for a page; `situation` answers what is going on there.

    `acted(Action)`: a breath key's tap when it goes down, others when it is known what was done.
    `gestured(trigger, kind)`: each gesture, with "press", "double", "long" or "up".
    """

    acted = Signal(object)
    gestured = Signal(str, str)

    def __init__(
        self, parent: QObject, situation: Callable[[], Now], now_ms: NowMs | None = None
    ) -> None:
        super().__init__(parent)
        self.table: KeyTable = table_of(Keys())
        self._situation = situation
        self._now_ms = now_ms or system_clock()
        self._gestures = Gestures(self.table.manner)
        self._down: dict[int, str] = {}
        """Triggers of the keys that are down: a modifier may be let go before its key."""
        self._timer = QTimer(self, singleShot=True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.look)

    def set_keys(self, keys: Keys) -> None:
        """Read by other bindings."""
        self.forget()
        self.table = table_of(keys)
        self._gestures = Gestures(self.table.manner)

    def action_of(self, event: QKeyEvent) -> Action | None:
        """What a plain press of the event's key means now."""
        trigger = self._trigger(event)
        return (
            None if trigger is None else self.table.meant(Slot(trigger, "press"), self._situation())
        )

    def press(self, event: QKeyEvent) -> bool:
        """Read a key going down; whether it is bound."""
        trigger = self._trigger(event)
        if trigger is None:
            return False
        if event.isAutoRepeat():
            self._tell(self._gestures.repeat(trigger, self._now_ms()))
        else:
            self._down[event.key()] = trigger
            self.press_trigger(trigger)
        return True

    def release(self, event: QKeyEvent) -> bool:
        """Read a key going up; whether it is bound."""
        if event.isAutoRepeat():
            return self._trigger(event) is not None
        trigger = self._down.pop(event.key(), None) or self._trigger(event)
        if trigger is None:
            return False
        self.release_trigger(trigger)
        return True

    def press_trigger(self, trigger: str) -> None:
        """A key or a MIDI pedal goes down."""
        if self.table.knows(trigger):
            self._tell(self._gestures.press(trigger, self._now_ms()))

    def release_trigger(self, trigger: str) -> None:
        """A key or a MIDI pedal goes up."""
        self._tell(self._gestures.release(trigger, self._now_ms()))

    def forget(self) -> None:
        """Let go of the keys that are down: they come up elsewhere."""
        self._down.clear()
        self._gestures.forget()
        self._wait()

    def look(self) -> None:
        """Time passed: tell what is known by now."""
        self._tell(self._gestures.pass_to(self._now_ms()))

    def _trigger(self, event: QKeyEvent) -> str | None:
        return next((name for name in triggers(event) if self.table.knows(name)), None)

    def _tell(self, gestures: list[Gesture]) -> None:
        self._wait()
        for trigger, kind in gestures:
            self.gestured.emit(trigger, kind)
            action: Action | None
            if kind == "up":
                action = Action.BREATHE_OUT
            else:
                action = self.table.meant(Slot(trigger, kind), self._situation())
            if action is not None:
                self.acted.emit(action)

    def _wait(self) -> None:
        next_ms = self._gestures.next_ms
        if next_ms is None:
            self._timer.stop()
        else:
            self._timer.start(max(0, next_ms - self._now_ms()))
