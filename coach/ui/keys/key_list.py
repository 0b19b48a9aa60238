"""The keys of one command, to take away; and a new one, by pressing it."""

from collections.abc import Callable, Collection, Sequence
from itertools import pairwise

from PySide6.QtCore import QTimer, Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from coach.library.settings import Binding
from coach.ui.keys import editing, names
from coach.ui.keys.actions import Action
from coach.ui.keys.editing import Clash
from coach.ui.keys.press_field import PressField
from coach.ui.keys.table import Press, Slot
from coach.ui.session.flow import FlowLayout
from coach.ui.style import of_kind

_PRESSES: tuple[Press, ...] = ("press", "double", "long")


def _possible(action: Action, *, hold_to_inhale: bool) -> tuple[Press, ...]:
    """How a key may be pressed for it: a breath cannot wait."""
    if action in (Action.TAP, Action.BREATHE_OUT):
        return ("press",)
    return ("press", "double") if hold_to_inhale else _PRESSES


class Capture(QWidget):
    """Waits for a key. `taken(Binding, moved)` with the bindings that give it their key."""

    taken = Signal(object, object)
    closed = Signal()

    def __init__(
        self, action: Action, clash_of: Callable[[Binding], Clash], *, hold_to_inhale: bool
    ) -> None:
        super().__init__()
        self._action, self._clash_of = action, clash_of
        self._new: Binding | None = None
        self._others: editing.Bindings = ()
        self.presses: dict[Press, QPushButton] = {}
        self.field = PressField(self.tr("Press a pedal or key …"))
        self.field.pressed_key.connect(self.take)
        self.field.refused_key.connect(self._on_field_refused_key)
        self.field.given_up.connect(self.closed)
        self.said = of_kind(QLabel(self.tr("Esc gives up.")), "muted")
        self.said.setWordWrap(True)
        self.move_here = self._chip(self.tr("Move it here"), self._on_move_here_clicked)
        self.keep_both = self._chip(self.tr("Keep both"), self._on_keep_both_clicked)
        self.cancel = self._chip(self.tr("Cancel"), self.closed)
        self._lay_out(_possible(action, hold_to_inhale=hold_to_inhale))
        self._offer(move=False, both=False)

    def take(self, trigger: str) -> None:
        """A key was pressed."""
        press = next(press for press, chip in self.presses.items() if chip.isChecked())
        new = Binding(trigger, self._action.value, press)
        met = self._clash_of(new)
        self._new, self._others = new, met.others
        if met.refused:
            self._offer(move=False, both=False)
            self.said.setText(self._why_refused(met.refused, new))
        elif met.others:
            self._offer(move=True, both=met.both)
            self.said.setText(self._what_it_meets(new, met))
        else:
            self.taken.emit(new, ())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As soon as it is laid out it is to be seen, the answers included."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._come_into_view)

    def controls(self) -> Sequence[QWidget]:
        """In the order of Tab."""
        answers = (self.move_here, self.keep_both, self.cancel)
        return (*self.presses.values(), self.field, *answers)

    def _lay_out(self, possible: Collection[Press]) -> None:
        self._group = QButtonGroup(self)
        row = QWidget()
        flow = FlowLayout(row, gap=8)
        flow.setContentsMargins(0, 0, 0, 0)
        for press in _PRESSES:
            chip = self._chip(names.press(press), self.field.setFocus)
            chip.setCheckable(True)
            chip.setChecked(press == "press")
            chip.setEnabled(press in possible)
            self._group.addButton(chip)
            self.presses[press] = chip
            flow.addWidget(chip)
        for widget in (self.field, self.move_here, self.keep_both, self.cancel):
            flow.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(row)
        column.addWidget(self.said)

    def _come_into_view(self) -> None:
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None:
            around.ensureWidgetVisible(self, 0, 12)

    def _chip(self, text: str, does: Callable[[], object] | SignalInstance) -> QPushButton:
        chip = of_kind(QPushButton(text), "chip")
        chip.setAccessibleName(text)
        chip.setAutoDefault(False)
        chip.clicked.connect(does)
        return chip

    def _offer(self, *, move: bool, both: bool) -> None:
        self.move_here.setVisible(move)
        self.keep_both.setVisible(both)

    def _why_refused(self, code: str, new: Binding) -> str:
        key = names.slot(Slot(new.trigger, new.press))
        return {
            "there": self.tr("{key} does this already."),
            "tap_first": self.tr(
                "{key}: not for a breath key. It acts at once and cannot wait for a second press."
            ),
            "no_long": self.tr("{key}: not while keys are held to breathe in."),
        }[code].replace("{key}", key)

    def _what_it_meets(self, new: Binding, met: Clash) -> str:
        key = names.slot(Slot(new.trigger, new.press))
        quoted = self.tr("“{name}”")
        others = ", ".join(
            quoted.replace("{name}", names.name(Action(each.action))) for each in met.others
        )
        pattern = self.tr("{key} is {others} now.")
        if met.both:
            pattern = self.tr("{key} is {others} now. Both can stay: each has its time.")
        elif any(each.press != new.press for each in met.others):
            pattern = self.tr("{key} is {others} now, and a breath key waits for no second press.")
        return pattern.replace("{key}", key).replace("{others}", others)

    def _on_field_refused_key(self, code: str) -> None:
        self.said.setText(
            {
                "modifier": self.tr("Ctrl, Shift and Alt alone are no keys. Set the pedal to one."),
                "system": self.tr("Keys with Alt or the system's key belong to the system."),
                "tab": self.tr("Tab goes from one control to the next."),
            }[code]
        )

    def _on_move_here_clicked(self) -> None:
        if self._new is not None:
            self.taken.emit(self._new, self._others)

    def _on_keep_both_clicked(self) -> None:
        if self._new is not None:
            self.taken.emit(self._new, ())


class KeyList(QWidget):
    """`removed(Binding)`; `capture_requested()`: a new key is wanted."""

    removed = Signal(object)
    capture_requested = Signal()

    def __init__(self, action: Action) -> None:
        super().__init__()
        self._action = action
        self.chips: dict[Binding, QPushButton] = {}
        self.add = of_kind(QPushButton(self.tr("Add a key")), "chip")
        self.add.setAccessibleName(self.tr("Add a key: {name}").replace("{name}", self._name))
        self.add.setAutoDefault(False)
        self.add.clicked.connect(self.capture_requested)
        self.capture: Capture | None = None
        self._row = QWidget()
        self._flow = FlowLayout(self._row, gap=8)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self._flow.addWidget(self.add)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._row)
        self.setAccessibleName(self._name)

    @property
    def _name(self) -> str:
        return names.name(self._action)

    def show_bindings(self, bindings: Sequence[Binding]) -> None:
        """The keys as they are now."""
        if list(bindings) == list(self.chips):
            return
        had_focus = any(chip.hasFocus() for chip in self.chips.values())
        for chip in self.chips.values():
            self._flow.removeWidget(chip)
            chip.setParent(None)
            chip.deleteLater()
        self._flow.removeWidget(self.add)
        self.chips = {binding: self._chip(binding) for binding in bindings}
        for chip in (*self.chips.values(), self.add):
            self._flow.addWidget(chip)
            chip.show()
        _one_after_another(self.add, *self.chips.values(), self.add)
        if had_focus:
            self.add.setFocus()

    def open_capture(self, capture: Capture) -> None:
        """Wait for a key here."""
        self.close_capture()
        self.capture = capture
        self._column.addWidget(capture)
        _one_after_another(self.add, *capture.controls())
        capture.show()
        capture.field.setFocus()

    def close_capture(self) -> None:
        """Wait no more."""
        capture, self.capture = self.capture, None
        if capture is not None:
            self._column.removeWidget(capture)
            capture.hide()
            capture.deleteLater()
            self.add.setFocus()

    def _chip(self, binding: Binding) -> QPushButton:
        key = names.slot(Slot(binding.trigger, binding.press))
        fixed = binding == editing.FIXED
        chip = of_kind(QPushButton(key if fixed else f"{key}  ×", self._row), "chip")
        chip.setAutoDefault(False)
        chip.setEnabled(not fixed)
        taken_away = self.tr("{key}, take it from: {name}")
        spoken = key if fixed else taken_away.replace("{key}", key).replace("{name}", self._name)
        chip.setAccessibleName(spoken)
        chip.clicked.connect(lambda: self.removed.emit(binding))
        return chip


def _one_after_another(*widgets: QWidget) -> None:
    """By Tab; what is made later would come last of all."""
    for before, after in pairwise(widgets):
        if before is not after:
            QWidget.setTabOrder(before, after)
