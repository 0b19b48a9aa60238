"""What a painted widget is to a screen reader: its role, its value, and what can be done to it.

A plain QWidget has a name and a description, but no role and no value. A part that paints itself
mixes in `Spoken`, which gives it both. Nothing is made before a screen reader asks.

The name is what a reader keeps and repeats, so it changes only where it is worth an event: at a
turn, a stage, a minute. The value is computed when it is asked for, and no event tells of it.
"""

from typing import NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleValueInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget
from shiboken6 import Shiboken

Role = QAccessible.Role


class Number(NamedTuple):
    """A value between two ends."""

    now: float
    least: float
    most: float
    step: float = 1.0


class Spoken:
    """Mixed into a QWidget, after it."""

    spoken_role = Role.StaticText

    def spoken_value(self) -> str:
        """What stands there now, to the second; empty where the name says it all."""
        return ""

    def spoken_number(self) -> Number | None:
        """The same as a number between two ends, where it is one."""
        return None

    def is_silent(self) -> bool:
        """Whether there is nothing to say: it is empty, or a picture of what another part says."""
        return False

    def set_by_reader(self, number: float) -> None:
        """A reader wants another number; nothing happens where that is for nobody to choose."""


class Pressable(Spoken):
    """A painted widget that a screen reader can press."""

    spoken_role = Role.Button

    def press_by_reader(self) -> None:
        """What a press does."""
        raise NotImplementedError


def announce(widget: QWidget, text: str) -> None:
    """Hand a screen reader words, to be spoken when it has finished what it says."""
    if text and QAccessible.isActive():
        event = QAccessibleAnnouncementEvent(widget, text)
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
        QAccessible.updateAccessibility(event)


class _Face(QAccessibleWidget):
    """Qt's own interface of a widget, with what `Spoken` adds. It keeps no reference to it."""

    def __init__(self, widget: QWidget, role: QAccessible.Role) -> None:
        super().__init__(widget, role)
        self._number = _Number(self)

    def part(self) -> Spoken | None:
        """The widget; None while it is being taken apart."""
        widget = self.object()
        return widget if isinstance(widget, Spoken) else None

    def text(self, kind: QAccessible.Text) -> str:
        """The value from the widget, all else as Qt has it."""
        part = self.part()
        if kind is QAccessible.Text.Value and part is not None:
            return part.spoken_value()
        return super().text(kind)

    def state(self) -> QAccessible.State:
        """A silent part counts as not to be seen."""
        state = super().state()
        part = self.part()
        if part is None or part.is_silent():
            state.invisible = True
        return state

    def actionNames(self) -> list[str]:  # noqa: N802 -- as Qt calls it
        """A press, where it can be pressed."""
        names = super().actionNames()
        return [self.pressAction(), *names] if isinstance(self.part(), Pressable) else names

    def doAction(self, name: str) -> None:  # noqa: N802 -- as Qt calls it
        """Do one of them."""
        part = self.part()
        if name == self.pressAction() and isinstance(part, Pressable):
            part.press_by_reader()
        else:
            super().doAction(name)

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Shiboken.VoidPtr:  # type: ignore[override]
        """A number, where it is one. Qt wants an address, and takes nothing but a VoidPtr for it:
        an int or None in its place takes the program down.
        """
        if kind is QAccessible.InterfaceType.ValueInterface:
            part = self.part()
            if part is not None and part.spoken_number() is not None:
                return Shiboken.VoidPtr(Shiboken.getCppPointer(self._number)[0])
        found: object = super().interface_cast(kind)  # a VoidPtr or None; its type says int
        return found if isinstance(found, Shiboken.VoidPtr) else Shiboken.VoidPtr(0)


class _Number(QAccessibleValueInterface):
    """The number of a face's widget. It lives as long as the face."""

    def __init__(self, face: _Face) -> None:
        super().__init__()
        self._face = face

    def currentValue(self) -> float:  # noqa: N802 -- as Qt calls it
        """As it stands now."""
        return self._now().now

    def minimumValue(self) -> float:  # noqa: N802 -- as Qt calls it
        """The lower end."""
        return self._now().least

    def maximumValue(self) -> float:  # noqa: N802 -- as Qt calls it
        """The upper end."""
        return self._now().most

    def minimumStepSize(self) -> float:  # noqa: N802 -- as Qt calls it
        """The least way that it can go."""
        return self._now().step

    def setCurrentValue(self, value: float) -> None:  # noqa: N802 -- as Qt calls it
        """A reader wants another."""
        part = self._face.part()
        if part is not None:
            part.set_by_reader(float(value))

    def _now(self) -> Number:
        part = self._face.part()
        number = None if part is None else part.spoken_number()
        return number or Number(0.0, 0.0, 0.0)


def _face_of(_class: str, widget: QObject) -> _Face | None:
    if isinstance(widget, Spoken) and isinstance(widget, QWidget):
        return _Face(widget, widget.spoken_role)
    return None


# Here, and so once: Qt asks each factory that it was ever given.
QAccessible.installFactory(_face_of)
