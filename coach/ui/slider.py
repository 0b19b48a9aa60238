"""A slider whose handle comes to where it is pressed, and is dragged on from there."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QSlider, QStyle, QStyleOptionSlider


class PressSlider(QSlider):
    """Horizontal. Qt's own goes a page at a press beside the handle, and a press rarely hits it."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press beside the handle brings it there."""
        if event.button() is Qt.MouseButton.LeftButton:
            at = event.position().toPoint()
            if not self._handle().contains(at):
                self.setValue(self._value_at(at))
        super().mousePressEvent(event)

    def _handle(self) -> QRect:
        return self._part(QStyle.SubControl.SC_SliderHandle)

    def _part(self, part: QStyle.SubControl) -> QRect:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        return self.style().subControlRect(QStyle.ComplexControl.CC_Slider, option, part, self)

    def _value_at(self, at: QPoint) -> int:
        groove = self._part(QStyle.SubControl.SC_SliderGroove)
        handle = self._handle().width()
        across = at.x() - groove.x() - handle // 2
        return QStyle.sliderValueFromPosition(
            self.minimum(), self.maximum(), across, groove.width() - handle
        )
