"""A field that takes keys as they come: to bind one, or to try what it does."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QPushButton

from coach.library.settings import Keys
from coach.live.clock import NowMs
from coach.ui.keys import names
from coach.ui.keys.reader import KeyReader
from coach.ui.keys.situations import Now, Situation
from coach.ui.keys.table import Press, Slot
from coach.ui.keys.triggers import label, refused, triggers
from coach.ui.style import of_kind

_SESSION: Now = (Situation.SESSION,)


class PressField(QPushButton):
    """Takes every key while it has the focus, but Tab, which goes on, and Esc.

    `pressed_key(trigger)`; `refused_key(code)`, see `triggers.refused`; `given_up()` by Esc or Tab.
    """

    pressed_key = Signal(str)
    refused_key = Signal(str)
    given_up = Signal()

    def __init__(self, text: str) -> None:
        super().__init__(text)
        of_kind(self, "chip")
        self.setAccessibleName(text)
        self.clicked.connect(self.setFocus)

    def event(self, event: QEvent) -> bool:
        """No shortcut of the window's takes a key from it."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key goes down."""
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif not event.isAutoRepeat():
            code = refused(event)
            if code is None:
                self.pressed_key.emit(triggers(event)[0])
            else:
                self.refused_key.emit(code)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tab goes on, and no key is waited for any longer."""
        super().focusOutEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.given_up.emit()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """A key goes up; a button would be clicked."""
        event.accept()


class TryField(PressField):
    """Says below what was pressed, how, and what that means; nothing is done."""

    def __init__(self, now_ms: NowMs | None = None) -> None:
        super().__init__("")
        self.answer = of_kind(QLabel(), "body")
        self.answer.setWordWrap(True)
        self.setText(self.tr("Try here"))
        self.setAccessibleName(self.text())
        self.reader = KeyReader(self, lambda: _SESSION, now_ms)
        self.reader.gestured.connect(self._on_reader_gestured)
        self.show_nothing()

    def set_keys(self, keys: Keys) -> None:
        """Read by other bindings."""
        self.reader.set_keys(keys)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Before anything was pressed."""
        self._say("")

    def press_trigger(self, trigger: str) -> None:
        """A MIDI pedal goes down."""
        if self.reader.table.knows(trigger):
            self._say(label(trigger) + " …")
            self.reader.press_trigger(trigger)
        else:
            self._say_no_command(trigger)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key goes down; Esc and what the system keeps are the window's."""
        if event.key() == Qt.Key.Key_Escape or refused(event) is not None:
            event.ignore()
            return
        if not event.isAutoRepeat():
            self._say(label(triggers(event)[0]) + " …")
        if not self.reader.press(event):
            self._say_no_command(triggers(event)[0])

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """A key goes up."""
        self.reader.release(event)

    def _say(self, text: str) -> None:
        self.answer.setText(text)
        self.answer.setVisible(bool(text))
        self.setAccessibleDescription(text)

    def _say_no_command(self, trigger: str) -> None:
        self._say(self.tr("{key}: no command").replace("{key}", label(trigger)))

    def _on_reader_gestured(self, trigger: str, kind: Press | str) -> None:
        if kind == "up":
            said = self.tr("{key} let go: the client breathes out")
            self._say(said.replace("{key}", label(trigger)))
            return
        slot = Slot(trigger, kind)  # type: ignore[arg-type]  # it is no "up"
        meanings = self.reader.table.actions(slot)
        if not meanings:
            self._say_no_command(trigger)
            return
        either = self.tr("{one} or {other}")
        said = names.name(meanings[0])
        for action in meanings[1:]:
            said = either.replace("{one}", said).replace("{other}", names.name(action))
        self._say(f"{names.slot(slot)}: {said}")
