"""A slider whose handle comes to where it is pressed, and is dragged on from there."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QSlider

from coach.ui.access.spoken import Number, Role, Spoken

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyle


class PressSlider(QSlider, Spoken):
    """Horizontal. Qt's own goes a page at a press beside the handle, and a press rarely hits it.

    Qt's values are whole numbers; what they stand for is `number_at`, and that a reader is told.
    """

    spoken_role = Role.Slider

    def number_at(self, value: int) -> float:
        """What one of Qt's values stands for."""
        return float(value)

    def spoken_value(self) -> str:
        """The number, with no more decimals than it needs."""
        return f"{round(self.number_at(self.value()), 2):g}"

    def spoken_number(self) -> Number:
        """The number, and how far it goes."""
        least, most = self.number_at(self.minimum()), self.number_at(self.maximum())
        step = self.number_at(self.minimum() + 1) - least
        return Number(self.number_at(self.value()), least, most, step)

    def set_by_reader(self, number: float) -> None:
        """To the value whose number is nearest."""
        values = range(self.minimum(), self.maximum() + 1)
        self.setValue(min(values, key=lambda value: abs(self.number_at(value) - number)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press beside the handle brings it there."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._bring(event.position().toPoint())
        super().mousePressEvent(event)

    def _part(self, part: "QStyle.SubControl") -> QRect:
        from PySide6.QtWidgets import QStyle, QStyleOptionSlider  # noqa: PLC0415 -- slow to load

        option = QStyleOptionSlider()
        self.initStyleOption(option)
        return self.style().subControlRect(QStyle.ComplexControl.CC_Slider, option, part, self)

    def _bring(self, at: QPoint) -> None:
        """The handle, where it is not there already."""
        from PySide6.QtWidgets import QStyle  # noqa: PLC0415 -- not before the first paint

        handle = self._part(QStyle.SubControl.SC_SliderHandle)
        if handle.contains(at):
            return
        groove = self._part(QStyle.SubControl.SC_SliderGroove)
        across = at.x() - groove.x() - handle.width() // 2
        value = QStyle.sliderValueFromPosition(
            self.minimum(), self.maximum(), across, groove.width() - handle.width()
        )
        self.setValue(value)
