"""Painting areas to avoid: the back, brush and eraser, undo; and a dialog around them."""

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QUndoCommand, QUndoStack
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from coach.massage.avoid import MOST_PATCHES, Avoid
from coach.ui.access import phrases
from coach.ui.access.spoken import announce
from coach.ui.avoid_canvas import AvoidCanvas
from coach.ui.page_dialog import PageDialog
from coach.ui.session.flow import FlowLayout
from coach.ui.style import of_kind
from coach.ui.theme import Theme

_SIZE = (520, 680)
_WIDE = 120


class _Change(QUndoCommand):
    """From some areas to others, and back."""

    def __init__(self, show: Callable[[Avoid], None], before: Avoid, after: Avoid) -> None:
        super().__init__()
        self._show = show
        self._before = before
        self._after = after

    def redo(self) -> None:
        """As after it."""
        self._show(self._after)

    def undo(self) -> None:
        """As before it."""
        self._show(self._before)


class AvoidPainter(QWidget):
    """The areas to avoid, to be painted; `changed()` after each stroke, undo, redo and clearing."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas = AvoidCanvas(theme, self)
        self.setFocusProxy(self.canvas)
        self._stack = QUndoStack(self)
        self.brush = self._tool(self.tr("Paint"), self.tr("Paint areas to avoid"))
        self.eraser = self._tool(self.tr("Erase"), self.tr("Erase painted areas"))
        tools = QButtonGroup(self)
        for tool in (self.brush, self.eraser):
            tool.setCheckable(True)
            tools.addButton(tool)
        self.brush.setChecked(True)
        self.smaller = self._tool("−", self.tr("Smaller brush"))
        self.larger = self._tool("+", self.tr("Larger brush"))
        self.undo = self._tool(self.tr("Undo"), self.tr("Undo the last stroke"))
        self.redo = self._tool(self.tr("Redo"), self.tr("Redo the stroke"))
        self.clear = self._tool(self.tr("Clear"), self.tr("Clear all areas"))
        self._said = of_kind(QLabel(self), "muted")
        self._said.setWordWrap(True)
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._lay_out()
        self._connect()
        self._show_state()

    def patches(self) -> Avoid:
        """The areas as they are painted."""
        return self.canvas.patches

    def set_patches(self, patches: Avoid) -> None:
        """Begin with these; nothing is there to be undone."""
        with QSignalBlocker(self._stack):
            self._stack.clear()
        self.canvas.set_patches(patches)
        self._show_state()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self.canvas.set_theme(theme)

    def set_text_scale(self, scale: float) -> None:
        """The buttons grow with their words; they stand nearer where those need the room."""
        self._flow.setSpacing(round(8 / scale))

    def turn_to(self, degrees: int) -> None:
        """Turn the back to 0, 90, 180 or 270 degrees."""
        self.canvas.turn_to(degrees)

    def said(self) -> str:
        """The line below the back."""
        return self._said.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo and redo, wherever in here the keys are."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self._stack.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self._stack.redo()
        else:
            super().keyPressEvent(event)

    def _tool(self, text: str, name: str) -> QPushButton:
        button = of_kind(QPushButton(text, self), "chip")
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setAutoDefault(False)
        return button

    def _lay_out(self) -> None:
        tools = QWidget(self)
        self._flow = FlowLayout(tools)
        self._flow.setContentsMargins(0, 0, 0, 0)
        row = (self.brush, self.eraser, self.smaller, self.larger, self.undo, self.redo, self.clear)
        for button in row:
            self._flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.canvas, 1)
        column.addWidget(self._said)
        column.addWidget(tools)

    def _connect(self) -> None:
        self._stack.indexChanged.connect(self._on_stack_index_changed)
        self.canvas.edited.connect(self._on_canvas_edited)
        self.canvas.refused.connect(self._say)
        self.canvas.size_changed.connect(self._show_tools)
        self.eraser.toggled.connect(self.canvas.set_erases)
        self.smaller.clicked.connect(lambda: self.canvas.resize_brush(-1))
        self.larger.clicked.connect(lambda: self.canvas.resize_brush(1))
        self.undo.clicked.connect(self._stack.undo)
        self.redo.clicked.connect(self._stack.redo)
        self.clear.clicked.connect(self._on_clear_clicked)

    def _on_canvas_edited(self, before: Avoid) -> None:
        self._push(before, self.canvas.patches)

    def _on_clear_clicked(self) -> None:
        self._push(self.canvas.patches, ())

    def _on_stack_index_changed(self) -> None:
        self._show_state()
        announce(self, self._said.text())
        self.changed.emit()

    def _push(self, before: Avoid, after: Avoid) -> None:
        self._stack.push(_Change(self.canvas.set_patches, before, after))

    def _show_state(self) -> None:
        patches = self.canvas.patches
        hint = self.tr("Drag over what is to be avoided. Or: arrow keys, then Space.")
        said = phrases.avoided(patches) or hint
        self._said.setText(self.canvas.full_text() if len(patches) == MOST_PATCHES else said)
        self._show_tools()

    def _show_tools(self) -> None:
        self.undo.setEnabled(self._stack.canUndo())
        self.redo.setEnabled(self._stack.canRedo())
        self.clear.setEnabled(bool(self.canvas.patches))
        self.smaller.setEnabled(self.canvas.can_resize(-1))
        self.larger.setEnabled(self.canvas.can_resize(1))

    def _say(self, text: str) -> None:
        self._said.setText(text)
        announce(self, text)


class AvoidDialog(PageDialog):
    """The painter with OK and Cancel; after OK, `patches()` are those to be kept."""

    def __init__(self, patches: Avoid, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(_SIZE, parent)
        self.name(self.tr("Areas to avoid"))
        self.painter = AvoidPainter(theme, self)
        self.painter.set_patches(patches)
        self.ok = of_kind(QPushButton(self.tr("OK"), self), "primary")
        self.ok.setDefault(True)
        self.ok.setMinimumWidth(_WIDE)
        self.ok.clicked.connect(self.accept)
        self.cancel = QPushButton(self.tr("Cancel"), self)
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        answers = QHBoxLayout()
        answers.setSpacing(14)
        answers.addStretch()
        answers.addWidget(self.cancel)
        answers.addWidget(self.ok)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(14)
        column.addWidget(self.painter, 1)
        column.addLayout(answers)
        self.painter.setFocus()
        self.set_theme(theme)

    def patches(self) -> Avoid:
        """The areas as they are painted."""
        return self.painter.patches()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        super().set_theme(theme)
        self.painter.set_theme(theme)

    def _dress(self) -> None:
        super()._dress()
        self.painter.set_text_scale(self.grown_scale())
