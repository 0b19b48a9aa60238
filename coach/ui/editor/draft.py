"""The protocol being edited: every change can be undone, and is told once."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from coach.massage import drafts
from coach.massage.protocol import Protocol, Stage

MASSAGE = -1
"""The index that stands for the massage as a whole."""


class Draft(QObject):
    """`changed()`: the protocol, or which part of it is chosen, is another now."""

    changed = Signal()

    def __init__(self, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.language = language
        self.stack = QUndoStack(self)
        self.protocol = drafts.blank("", language, ())
        self.index = MASSAGE
        self._series = 0

    @property
    def stage(self) -> Stage | None:
        """The chosen stage; None where the massage itself is chosen."""
        return None if self.index == MASSAGE else self.protocol.stage[self.index]

    @property
    def is_saved(self) -> bool:
        """Whether it is as it was last saved."""
        return self.stack.isClean()

    def open(self, protocol: Protocol, *, saved: bool) -> None:
        """Begin with this one; what was done to another can no longer be undone."""
        self.protocol, self.index = protocol, MASSAGE
        self.stack.clear()
        if not saved:
            self.stack.resetClean()
        self.changed.emit()

    def choose(self, index: int) -> None:
        """Another stage, or MASSAGE."""
        if index != self.index:
            self.settle()
            self.index = index
            self.changed.emit()

    def settle(self) -> None:
        """What is done from now on is undone apart from what was done before."""
        self._series += 1

    def change(
        self, protocol: Protocol, said: str, *, index: int | None = None, field: str = ""
    ) -> None:
        """Take the protocol up. Changes of one field, one after the other, are undone together."""
        index = self.index if index is None else index
        if protocol == self.protocol:
            self.choose(index)
            return
        key = f"{self._series} {field}" if field else ""
        before, after = (self.protocol, self.index), (protocol, index)
        self.stack.push(_Change(self, before, after, said, key))

    def change_stage(self, stage: Stage, said: str, *, field: str = "") -> None:
        """The chosen stage, changed."""
        self.change(drafts.with_stage(self.protocol, self.index, stage), said, field=field)

    def show(self, protocol: Protocol, index: int) -> None:
        """For the undo stack alone."""
        self.protocol, self.index = protocol, index
        self.changed.emit()


_State = tuple[Protocol, int]


class _Change(QUndoCommand):
    def __init__(self, draft: Draft, before: _State, after: _State, said: str, key: str) -> None:
        super().__init__(said)
        self._draft, self._before, self.after, self.key = draft, before, after, key

    def id(self) -> int:
        """Only changes of a field are merged."""
        return 1 if self.key else -1

    def mergeWith(self, other: QUndoCommand) -> bool:  # noqa: N802 -- as Qt calls it
        """One more change of the same field."""
        if not isinstance(other, _Change) or other.key != self.key:
            return False
        self.after = other.after
        self.setObsolete(self.after[0] == self._before[0])
        return True

    def redo(self) -> None:
        """Do it, at first or once more."""
        self._draft.show(*self.after)

    def undo(self) -> None:
        """Take it back."""
        self._draft.show(*self._before)
