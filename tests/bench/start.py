"""Start to the first painted screen, against a bare PySide6 window, in turns."""

import json
import statistics
import subprocess
import sys
import time

from tests.helpers.screen import Screen

RUNS = 9

# Says when a first top-level window has been painted and its painting has reached the screen.
WATCH = """
import sys
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and watched.isWidgetType():
            QApplication.instance().removeEventFilter(self)
            QTimer.singleShot(0, self.said)
        return False
    def said(self):
        print("painted", flush=True)
        import os
        os._exit(0)

wait = QApplication.exec
def watched(*_):
    watch = Watch()
    QApplication.instance().installEventFilter(watch)
    for widget in QApplication.topLevelWidgets():
        widget.update()
    return wait()
QApplication.exec = watched
"""
BARE = """
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication([])
window = QWidget()
window.resize(1280, 800)
window.show()
application.exec()
"""


def start_ms(screen: Screen, code: str) -> float:
    """From the start of the process to the first painted screen."""
    # Compiled once and kept, as on a user's machine.
    environment = {k: v for k, v in screen.environment.items() if k != "PYTHONDONTWRITEBYTECODE"}
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        took = time.perf_counter() - began
    if line.strip() != "painted":
        raise SystemExit("the window was never painted")
    return took * 1_000


def main() -> None:
    screen = Screen(1920, 1080)
    try:
        bare, coach = [], []
        for _ in range(RUNS):
            bare.append(start_ms(screen, WATCH + BARE))
            coach.append(start_ms(screen, WATCH + "from coach.__main__ import main\nmain([])"))
    finally:
        screen.close()
    figures = {
        "start_ratio": statistics.median(coach[1:]) / statistics.median(bare[1:]),
        "start_ms": statistics.median(coach[1:]),
        "start_bare_ms": statistics.median(bare[1:]),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
