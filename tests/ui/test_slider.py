"""The slider's handle comes to where it is pressed."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from coach.ui import theme as themes
from coach.ui.slider import PressSlider
from coach.ui.style import style_sheet


@pytest.fixture
def slider(qtbot):
    room = QWidget()
    made = PressSlider(Qt.Orientation.Horizontal, room)
    made.setStyleSheet(style_sheet(themes.DARK, 1.0))
    made.setRange(8, 48)
    made.resize(440, 44)
    qtbot.addWidget(room)
    room.show()
    yield made
    room.close()


@pytest.mark.parametrize(("x", "value"), [(2, 8), (220, 28), (438, 48), (120, 18)])
def test_a_press_brings_the_handle_there(qtbot, slider, x, value):
    qtbot.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(x, 22))
    assert abs(slider.value() - value) <= 1


def test_a_press_on_the_handle_leaves_it(qtbot, slider):
    slider.setValue(28)
    qtbot.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(226, 22))
    assert slider.value() == 28


def test_a_drag_goes_on_from_the_press(qtbot, slider):
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(120, 22))
    qtbot.mouseMove(slider, QPoint(320, 22))
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=QPoint(320, 22))
    assert abs(slider.value() - 38) <= 1
