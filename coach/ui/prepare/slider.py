"""A slider over evenly stepped numbers that leaves the wheel and the pedal's key to its page."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from coach.ui.access.spoken import Number
from coach.ui.slider import PressSlider


class StepSlider(PressSlider):
    """`least` to `most` in steps of `step`; a last, shorter step reaches `most`."""

    moved = Signal(float)
    """By a person, never by `show_number`: the number."""

    def __init__(
        self, least: float, most: float, step: float, parent: QWidget | None = None
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.set_range(least, most, step)
        self.valueChanged.connect(self._on_value_changed)

    def set_range(self, least: float, most: float, step: float) -> None:
        """Another range; the number goes to the nearest in it, and nobody is told."""
        blocked = self.blockSignals(True)
        self._least, self._most, self._step = least, most, step
        self.setRange(0, -int(-(most - least) // step))
        self.blockSignals(blocked)

    def number(self) -> float:
        """The number at the handle."""
        return self.number_at(self.value())

    def number_at(self, value: int) -> float:
        """What one of Qt's values, from 0 on, stands for."""
        return min(self._most, self._least + value * self._step)

    def spoken_value(self) -> str:
        """The number; a share in percent."""
        if self._is_share:
            return f"{self.number():.0%}".replace("%", " %")
        return super().spoken_value()

    def spoken_number(self) -> Number:
        """The number, and how far it goes; a share in percent."""
        number = super().spoken_number()
        return Number(*(part * 100 for part in number)) if self._is_share else number

    def set_by_reader(self, number: float) -> None:
        """A share comes in percent."""
        super().set_by_reader(number / 100 if self._is_share else number)

    @property
    def _is_share(self) -> bool:
        return self._most <= 1.0

    def show_number(self, number: float) -> None:
        """Put the handle on the step nearest to the number; nobody is told."""
        blocked = self.blockSignals(True)
        end = number >= self._most
        self.setValue(self.maximum() if end else round((number - self._least) / self._step))
        self.blockSignals(blocked)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A turn that scrolls the page must not change what it passes over."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """PageDown is a breath in everywhere."""
        if event.key() == Qt.Key.Key_PageDown:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _on_value_changed(self) -> None:
        self.moved.emit(self.number())
