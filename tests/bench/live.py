"""A live session, the real process on a virtual screen at 1920×1080: frames and processor share."""

import json
import statistics
import subprocess
import sys
from itertools import pairwise

from tests.bench.material import percentile
from tests.helpers.screen import Screen

WARM_UP_S = 5
SECONDS = 60

# Runs the program as it is, notes when the breath indicator is painted, and says it at the end.
WATCHED = f"""
import json, os, sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

class Watch(QObject):
    def __init__(self):
        super().__init__()
        self.times = []
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            self.times.append(time.perf_counter())
        return False
    def begin(self):
        from coach.ui.session.indicator import BreathIndicator
        shown = [w for w in QApplication.allWidgets() if isinstance(w, BreathIndicator)]
        shown[0].installEventFilter(self)
        self.used = time.process_time()
        QTimer.singleShot({SECONDS} * 1000, self.end)
    def end(self):
        share = (time.process_time() - self.used) / {SECONDS}
        print(json.dumps({{"times": self.times, "share": share}}), flush=True)
        os._exit(0)

watch = Watch()
wait = QApplication.exec
def watched(*_):
    window = next(w for w in QApplication.topLevelWidgets() if w.isVisible())
    window.showFullScreen()
    QTimer.singleShot({WARM_UP_S} * 1000, watch.begin)
    return wait()
QApplication.exec = watched
from coach.__main__ import main
main(["start"])
"""


def main() -> None:
    screen = Screen(1920, 1080)
    try:
        done = subprocess.run(
            [sys.executable, "-c", WATCHED],
            env=screen.environment,
            capture_output=True,
            text=True,
            timeout=WARM_UP_S + SECONDS + 60,
            check=False,
        )
    finally:
        screen.close()
    if done.returncode != 0 or not done.stdout:
        raise SystemExit(done.stderr)
    told = json.loads(done.stdout.splitlines()[-1])
    times = told["times"]
    gaps_ms = [(late - early) * 1_000 for early, late in pairwise(times)]
    figures = {
        "live_fps": len(times) / SECONDS,
        "live_interval_median_ms": statistics.median(gaps_ms),
        "live_interval_p99_ms": percentile(gaps_ms, 0.99),
        "live_cpu_share": told["share"],
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
