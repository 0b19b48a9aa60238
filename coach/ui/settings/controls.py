"""The controls of the settings: each shows one value, and says when a person chose another."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QWidget,
)

from coach.ui.prepare.slider import StepSlider
from coach.ui.session.flow import FlowLayout
from coach.ui.style import of_kind

T = TypeVar("T")

Options = Sequence[tuple[object, str]]
"""Values and their words."""


def check_only(buttons: Mapping[T, QPushButton], wanted: T | None, group: QButtonGroup) -> None:
    """Check this one of an exclusive group, or none; Tab comes to it, the arrows to the others."""
    group.setExclusive(False)
    for value, button in buttons.items():
        button.setChecked(value == wanted)
    group.setExclusive(True)
    tabbed = wanted if wanted in buttons else next(iter(buttons), None)
    focus = Qt.FocusPolicy
    for value, button in buttons.items():
        button.setFocusPolicy(focus.StrongFocus if value == tabbed else focus.ClickFocus)


class Control(QWidget):
    """`chosen(object)`: the new value, by a person, never by `show_value`."""

    chosen = Signal(object)

    def show_value(self, value: object) -> None:
        """Show this; nobody is told."""
        raise NotImplementedError

    def call(self, label: str, explanation: str) -> None:
        """Tell a screen reader what the value is, and what it does."""
        self.setAccessibleName(label)
        self.setAccessibleDescription(explanation)


class Switch(Control):
    """On or off."""

    def __init__(self, text: str | None = None) -> None:
        super().__init__()
        self.box = QCheckBox(self.tr("On") if text is None else text, self)
        self.box.clicked.connect(self._on_box_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.box)
        row.addStretch()

    def show_value(self, value: object) -> None:
        """True or False."""
        self.box.setChecked(bool(value))

    def call(self, label: str, explanation: str) -> None:
        """The box itself has the name."""
        super().call(label, explanation)
        self.box.setAccessibleName(label)
        self.box.setAccessibleDescription(explanation)

    def _on_box_clicked(self, on: bool) -> None:
        self.chosen.emit(on)


class Chips(Control):
    """One of some, all of them seen. A number between them shows as the nearest."""

    def __init__(self, options: Options) -> None:
        super().__init__()
        self.chips: dict[object, QPushButton] = {}
        self._group = QButtonGroup(self)
        flow = FlowLayout(self, gap=8)
        flow.setContentsMargins(0, 0, 0, 0)
        for value, text in options:
            chip = of_kind(QPushButton(text, self), "chip")
            chip.setCheckable(True)
            chip.clicked.connect(lambda _checked, value=value: self.chosen.emit(value))
            self._group.addButton(chip)
            flow.addWidget(chip)
            self.chips[value] = chip

    def show_value(self, value: object) -> None:
        """One of the options' values; of numbers the nearest; another shows none."""
        wanted = self._nearest(value)
        check_only(self.chips, wanted, self._group)

    def call(self, label: str, explanation: str) -> None:
        """A chip says what it is one of."""
        super().call(label, explanation)
        for chip in self.chips.values():
            chip.setAccessibleName(f"{label}: {chip.text()}")
            chip.setAccessibleDescription(explanation)

    def _nearest(self, value: object) -> object:
        numbers = [each for each in self.chips if isinstance(each, int | float)]
        if value in self.chips or not numbers or not isinstance(value, int | float):
            return value
        return min(numbers, key=lambda each: abs(each - value))


class ManyChips(Control):
    """Any of some whole numbers; the value is a tuple, the largest first."""

    def __init__(self, usual: Sequence[int], words: Callable[[int], str]) -> None:
        super().__init__()
        self._usual = usual
        self._words = words
        self._label = self._explanation = ""
        self.chips: dict[int, QPushButton] = {}
        self._flow = FlowLayout(self, gap=8)
        self._flow.setContentsMargins(0, 0, 0, 0)

    def show_value(self, value: object) -> None:
        """A tuple of numbers; one that is not usual gets a chip as well."""
        chosen = tuple(value) if isinstance(value, tuple) else ()
        wanted = sorted({*self._usual, *chosen}, reverse=True)
        if wanted != list(self.chips):
            self._make(wanted)
        for number, chip in self.chips.items():
            chip.setChecked(number in chosen)

    def call(self, label: str, explanation: str) -> None:
        """A chip says what it is one of."""
        super().call(label, explanation)
        self._label, self._explanation = label, explanation
        for chip in self.chips.values():
            chip.setAccessibleName(f"{label}: {chip.text()}")
            chip.setAccessibleDescription(explanation)

    def _make(self, numbers: Sequence[int]) -> None:
        for chip in self.chips.values():
            self._flow.removeWidget(chip)
            chip.setParent(None)
            chip.deleteLater()
        self.chips = {}
        for number in numbers:
            chip = of_kind(QPushButton(self._words(number), self), "chip")
            chip.setCheckable(True)
            chip.clicked.connect(self._on_chip_clicked)
            self._flow.addWidget(chip)
            chip.show()
            self.chips[number] = chip
        self.call(self._label, self._explanation)

    def _on_chip_clicked(self) -> None:
        self.chosen.emit(tuple(number for number, chip in self.chips.items() if chip.isChecked()))


class Level(Control):
    """A number by a slider, and in words beside it."""

    def __init__(
        self, least: float, most: float, step: float, words: Callable[[float], str]
    ) -> None:
        super().__init__()
        self._words = words
        self._widest = max((words(number) for number in (least, (least + most) / 2, most)), key=len)
        self.slider = StepSlider(least, most, step, self)
        self.text = of_kind(QLabel(self), "body")
        self.text.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.slider.moved.connect(self._on_slider_moved)
        self.slider.setMinimumWidth(90)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self.slider, 1)
        row.addWidget(self.text)

    def show_value(self, value: object) -> None:
        """A number."""
        assert isinstance(value, int | float)  # noqa: S101 -- by whoever made the row
        self.slider.show_number(value)
        self._say(value)

    def call(self, label: str, explanation: str) -> None:
        """The slider itself has the name."""
        super().call(label, explanation)
        self.slider.setAccessibleName(label)
        self.slider.setAccessibleDescription(explanation)

    def _say(self, number: float) -> None:
        """The slider must not change its length while it is drawn."""
        self.text.ensurePolished()
        self.text.setMinimumWidth(self.text.fontMetrics().horizontalAdvance(self._widest) + 2)
        self.text.setText(self._words(number))

    def _on_slider_moved(self, number: float) -> None:
        self._say(number)
        self.chosen.emit(round(number, 3))
