"""How memory grows over a 45-minute session run fast, painted and recorded."""

import json
import os
import random
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtWidgets import QApplication

from coach.breath.pattern import BreathPattern
from coach.library.folder import data_folder
from coach.library.recorder import Recorder
from coach.library.store import Heading
from coach.live.performer import LivePerformer
from coach.session import commands as cmd
from coach.session.decide import begin
from coach.session.events import Pacing
from coach.ui import theme as themes
from coach.ui.session.page import SessionPage
from tests.helpers.clock import FakeClock
from tests.helpers.sessions import shipped

MINUTES = 45
WARM_UP_MINUTES = 3
STEP_MS = 96
"""Every sixth frame of the live session."""
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


def resident_mb() -> float:
    """Memory that the process holds."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * PAGE_BYTES / 1e6


def main() -> None:
    application = QApplication([])
    themes.load_fonts()
    started = begin(shipped(), MINUTES * 60_000, BreathPattern(), Pacing.STEADY, tapped=True)
    now = FakeClock()
    performer = LivePerformer((started,), now)
    heading = Heading("2026-01-01T10:00:00+00:00", 0, "", "back-pain", "Back", MINUTES * 60_000)
    recorder = Recorder(data_folder(), heading)
    recorder.record((started,))
    performer.events_made.connect(recorder.record)
    page = SessionPage(themes.DARK)
    page.resize(1280, 800)
    page.begin(language="en", turn_degrees=0, rehearsal_speed=None)
    page.show()
    performer.moment_changed.connect(page.show_moment)
    rand = random.Random(3)
    next_tap, warm_mb = 4_000, 0.0
    for t_ms in range(0, MINUTES * 60_000, STEP_MS):
        now.pass_ms(STEP_MS)
        if t_ms >= next_tap:
            performer.command(cmd.Tap())
            next_tap += round(rand.gauss(4_300, 150))
        else:
            performer._on_timer_timeout()
        application.processEvents()
        if t_ms <= WARM_UP_MINUTES * 60_000:
            warm_mb = resident_mb()
    grown = resident_mb() - warm_mb
    health = recorder.close(10.0)
    if health.code is not None:
        raise SystemExit(health.sentence)
    print(json.dumps({"memory_growth_mb": grown}))


if __name__ == "__main__":
    main()
