import pytest
from PySide6.QtWidgets import QWidget

from coach.ui.motion import Motion
from coach.ui.session.fading import Fading


@pytest.fixture
def widget(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize("motion", [Motion.GENTLE, Motion.NONE])
def test_without_full_motion_the_controls_go_at_once(widget, motion):
    fading = Fading(widget)
    fading.set_motion(motion)
    fading.set_on(True)
    told = []
    fading.shown_changed.connect(told.append)
    fading.timer.timeout.emit()
    assert told == [False]
    assert widget.isHidden()
    assert widget.graphicsEffect() is None
    fading.wake()
    assert widget.isVisible()


def test_with_full_motion_they_fade(widget):
    fading = Fading(widget)
    fading.set_on(True)
    fading.timer.timeout.emit()
    assert widget.isVisible()
    assert widget.graphicsEffect() is not None
    fading.wake()
    assert widget.graphicsEffect() is None
