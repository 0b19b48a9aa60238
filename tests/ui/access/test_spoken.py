"""What a screen reader is given of a widget that paints itself, through Qt's own interface."""

import gc
import subprocess
import sys

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from coach.ui.access.spoken import Number, Pressable, Role, Spoken
from coach.ui.prepare.slider import StepSlider
from coach.ui.slider import PressSlider
from tests.helpers.accessible import tree

INTERFACES = (
    *("actionInterface", "attributesInterface", "editableTextInterface", "selectionInterface"),
    *("tableCellInterface", "textInterface", "valueInterface"),
)


class Dial(QWidget, Spoken):
    spoken_role = Role.Dial

    def __init__(self, parent=None):
        super().__init__(parent)
        self.now = 7.5
        self.silent = False
        self.setAccessibleName("Pressure")
        self.setAccessibleDescription("of the hands")

    def spoken_value(self):
        return f"{self.now:g} of 10"

    def spoken_number(self):
        return Number(self.now, 0.0, 10.0, 0.5)

    def set_by_reader(self, number):
        self.now = number

    def is_silent(self):
        return self.silent


class Words(QWidget, Spoken):
    pass


class Pad(QWidget, Pressable):
    presses = 0

    def press_by_reader(self):
        self.presses += 1


@pytest.fixture
def dial(qtbot):
    made = Dial()
    qtbot.addWidget(made)
    made.show()
    return made


def face(widget):
    return QAccessible.queryAccessibleInterface(widget)


def test_role_name_value_and_description(dial):
    told = tree(dial)
    assert (told.role, told.name, told.value) == (Role.Dial, "Pressure", "7.5 of 10")
    assert (told.description, told.number) == ("of the hands", (7.5, 0.0, 10.0))


def test_the_value_is_that_of_the_moment_when_it_is_asked(dial):
    dial.now = 3.0
    assert tree(dial).value == "3 of 10"
    assert tree(dial).number == (3.0, 0.0, 10.0)


def test_a_reader_can_set_the_number(dial):
    face(dial).valueInterface().setCurrentValue(4.0)
    assert dial.now == 4.0


def test_what_is_silent_is_not_to_be_seen(dial):
    assert tree(dial).seen
    dial.silent = True
    assert not tree(dial).seen
    assert tree(dial).text() == ""


def test_what_has_no_number_gives_none(qtbot):
    words = Words()
    qtbot.addWidget(words)
    assert face(words).role() is Role.StaticText
    assert [getattr(face(words), name)() for name in INTERFACES if name[0] != "a"] == [None] * 5


def test_a_pad_can_be_pressed(qtbot):
    pad = Pad()
    qtbot.addWidget(pad)
    assert "Press" in tree(pad).actions
    face(pad).actionInterface().doAction("Press")
    assert pad.presses == 1


def test_a_slider_is_told_as_what_its_values_stand_for(qtbot):
    rate, share, plain = StepSlider(4.0, 24.0, 0.5), StepSlider(0.25, 0.6, 0.01), PressSlider()
    for slider in (rate, share, plain):
        qtbot.addWidget(slider)
    rate.show_number(14.5)
    share.show_number(0.4)
    told = [tree(slider) for slider in (rate, share, plain)]
    assert [each.role for each in told] == [Role.Slider] * 3
    assert [each.value for each in told] == ["14.5", "40 %", "0"]
    assert [each.number for each in told] == [
        (14.5, 4.0, 24.0),
        pytest.approx((40.0, 25.0, 60.0)),
        (0.0, 0.0, 99.0),
    ]


@pytest.mark.parametrize(("asked", "number"), [(6.2, 6.0), (6.3, 6.5), (99.0, 24.0), (0.0, 4.0)])
def test_a_reader_moves_a_slider_as_a_hand_does(qtbot, asked, number):
    slider = StepSlider(4.0, 24.0, 0.5)
    qtbot.addWidget(slider)
    slider.show_number(14.0)
    with qtbot.waitSignal(slider.moved) as moved:
        face(slider).valueInterface().setCurrentValue(asked)
    assert moved.args == [number]


def test_nothing_is_kept_of_widgets_that_are_gone(qtbot):
    """Made, asked for everything and taken away, many times and in both ways."""
    for turn in range(600):
        holder = QWidget()
        parts = [Dial(holder), Words(holder), Pad(holder)]
        for child in range(3):
            each = face(holder).child(child)
            each.text(QAccessible.Text.Value)
            assert each.parent() is not None
            assert [getattr(each, name)() for name in INTERFACES]
        if turn % 2:
            holder.deleteLater()
            QCoreApplication.sendPostedEvents(holder, QEvent.Type.DeferredDelete)
        else:
            shiboken6.delete(holder)
        assert not any(map(shiboken6.isValid, parts))
        if turn % 100 == 0:
            gc.collect()


def test_the_program_ends_well_with_readers_about():
    """The faces outlive the widgets in PySide's hands: leaving must not touch what is gone."""
    code = (
        "from PySide6.QtGui import QAccessible\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from coach.ui.session.pressure import PressureBars\n"
        "from coach.ui.theme import DARK\n"
        "from PySide6.QtWidgets import QWidget\n"
        "app = QApplication([])\n"
        "QAccessible.setActive(True)\n"
        "window = QWidget()\n"
        "bars = [PressureBars(DARK, window) for _ in range(50)]\n"
        "window.show()\n"
        "faces = [QAccessible.queryAccessibleInterface(each) for each in bars]\n"
        "assert all(face.valueInterface() is None for face in faces)\n"
        "app.processEvents()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.replace(_OFFSCREEN, "")) == (0, "")


_OFFSCREEN = "This plugin does not support propagateSizeHints()\n"
