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

# Runs the program as it is, notes each frame that it shows, and says so at the end.
_WATCHED = """
import json, os, sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from coach.ui.session.page import SessionPage

times, used = [], 0.0
show = SessionPage.show_moment

def shown(page, moment):
    show(page, moment)
    times.append(time.perf_counter())

SessionPage.show_moment = shown

def begin():
    global used
    times.clear()
    used = time.process_time()
    QTimer.singleShot(SECONDS * 1000, end)

def end():
    share = (time.process_time() - used) / SECONDS
    print(json.dumps({"times": times, "share": share}), flush=True)
    os._exit(0)

wait = QApplication.exec
def watched(*_):
    window = next(w for w in QApplication.topLevelWidgets() if w.isVisible())
    window.showFullScreen()
    QTimer.singleShot(WARM_UP_S * 1000, begin)
    return wait()
QApplication.exec = watched
from coach.__main__ import main
main(["start"])
"""


def watched(environment: dict[str, str], seconds: int) -> tuple[list[float], float]:
    """The times between its frames in ms, and its share of one core, once it has warmed up."""
    done = subprocess.run(
        [sys.executable, "-c", f"SECONDS, WARM_UP_S = {seconds}, {WARM_UP_S}\n{_WATCHED}"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=WARM_UP_S + seconds + 60,
        check=False,
    )
    if done.returncode != 0 or not done.stdout:
        raise SystemExit(done.stderr)
    told = json.loads(done.stdout.splitlines()[-1])
    gaps_ms = [(late - early) * 1_000 for early, late in pairwise(told["times"])]
    return gaps_ms, told["share"]


def main() -> None:
    screen = Screen(1920, 1080)
    try:
        gaps_ms, share = watched(screen.environment, SECONDS)
    finally:
        screen.close()
    figures = {
        "live_fps": (len(gaps_ms) + 1) / SECONDS,
        "live_interval_median_ms": statistics.median(gaps_ms),
        "live_interval_p99_ms": percentile(gaps_ms, 0.99),
        "live_cpu_share": share,
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
