"""The program in one piece, at a clock that only moves when told."""

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from coach.app import Coach
from coach.session import commands as cmd
from coach.ui import theme as themes
from tests.helpers.clock import FakeClock


class Desk:
    """A Coach, its window not shown until `open`."""

    def __init__(self):
        self.now = FakeClock()
        self.coach = Coach(self.now, "en")

    @property
    def performer(self):
        return self.coach._sessions.running._performer

    @property
    def page(self):
        return self.coach._session

    def frames(self, count, ms=16):
        for _ in range(count):
            self.now.pass_ms(ms)
            self.performer._on_timer_timeout()

    def beat(self):
        self.coach._sessions.running._on_beat_timeout()

    def end(self):
        self.performer.command(cmd.End())
        self.page.leave_requested.emit()

    def close(self):
        self.coach.quit()


def desks(monkeypatch):
    """For a fixture: makes Desks, and closes them in the end."""
    themes.load_fonts()
    monkeypatch.setattr(QApplication, "quit", lambda *_: None)
    made = []

    def make():
        made.append(Desk())
        return made[-1]

    others = set(QApplication.topLevelWidgets())
    yield make
    for desk in made:
        desk.close()
        desk.coach.deleteLater()
    for widget in set(QApplication.topLevelWidgets()) - others:
        if type(widget).__module__.startswith("coach."):  # not what pyqtgraph keeps
            widget.deleteLater()  # each that is left slows every change of the style after it
    QApplication.instance().setStyleSheet("")
    QApplication.instance().setPalette(QPalette())
