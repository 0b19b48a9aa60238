"""PySide6 must not miscount None and True: 6.12.0 on Python 3.11 does, until the program aborts."""

import sys

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

MANY = 5_000
SLACK = 500
"""Other code makes and drops a few references meanwhile."""


class Painted(QWidget):
    def paintEvent(self, event):
        painter = QPainter(self)
        painter.drawLine(0, 0, 9, 9)
        painter.end()


class Sender(QObject):
    said = Signal(object)


def counts():
    return sys.getrefcount(None), sys.getrefcount(True)


def unchanged(before):
    return all(abs(b - a) < SLACK for a, b in zip(before, counts(), strict=True))


def test_updates_and_paints_leave_the_counts(qtbot):
    widget = Painted()
    qtbot.addWidget(widget)
    widget.show()
    before = counts()
    for _ in range(MANY):
        widget.update()
    for _ in range(MANY):
        widget.repaint()
    assert unchanged(before)


def test_emits_leave_the_counts(qtbot):
    sender, heard = Sender(), []
    sender.said.connect(lambda value: heard.append(1))
    before = counts()
    for _ in range(MANY):
        sender.said.emit(None)
        sender.blockSignals(False)
    assert unchanged(before)
    assert len(heard) == MANY


def test_timer_calls_leave_the_counts(qtbot):
    timer = QTimer()
    ticks = []
    timer.timeout.connect(lambda: ticks.append(1))
    before = counts()
    for _ in range(MANY):
        timer.start(0)
        timer.stop()
    timer.start(0)
    qtbot.waitUntil(lambda: len(ticks) >= 1_000)
    timer.stop()
    ticks.clear()
    assert unchanged(before)
