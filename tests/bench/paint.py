"""What a frame of the live Session screen costs, from the Moment to the last painted pixel, and
how many frames lie between the indicator's turn and the cue's."""

import json
import os
import statistics
import time

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtWidgets import QApplication

from coach.breath.pattern import BreathPattern
from coach.live.performer import FRAME_MS
from coach.massage.back import Side, TenseArea
from coach.session import commands as cmd
from coach.session.decide import begin, decide
from coach.session.events import AreaSet, Pacing
from coach.session.moment import moment_at
from coach.session.state import State, apply, start
from coach.ui import theme as themes
from coach.ui.session.page import SessionPage
from coach.ui.style import style_sheet
from tests.bench.material import percentile
from tests.helpers.sessions import shipped

WARM_UP = 200
FRAMES = 1_500


def a_state() -> State:
    """A session with two marks, in its effleurage."""
    state = start(begin(shipped(), 2_400_000, BreathPattern(11.5), Pacing.STEADY, tapped=True))
    for number, (side, y) in enumerate(((Side.LEFT, 0.42), (Side.RIGHT, 0.62)), start=1):
        area = TenseArea(number, side, 0.09, y, 10)
        state = apply(state, AreaSet(t_ms=10, number=number, area=area))
    for event in decide(state, cmd.NextStage(), 1_000):
        state = apply(state, event)
    return state


def frames_ms(application: QApplication, width: int, height: int) -> list[float]:
    """The cost of each frame, in milliseconds."""
    page = SessionPage(themes.DARK)
    page.resize(width, height)
    page.begin(language="en", turn_degrees=0, rehearsal_speed=None)
    page.show()
    application.processEvents()
    state, costs = a_state(), []
    for frame in range(WARM_UP + FRAMES):
        moment = moment_at(state, 6_000 + frame * FRAME_MS)
        began = time.perf_counter()
        page.show_moment(moment)
        application.processEvents()
        costs.append((time.perf_counter() - began) * 1_000)
    page.close()
    return costs[WARM_UP:]


def main() -> None:
    application = QApplication([])
    themes.load_fonts()
    application.setStyleSheet(style_sheet(themes.DARK, 1.0))
    figures = {}
    for name, size in (("1080p", (1920, 1080)), ("2160p", (3840, 2160))):
        costs = frames_ms(application, *size)
        figures[f"paint_{name}_median_ms"] = statistics.median(costs)
        figures[f"paint_{name}_p99_ms"] = percentile(costs, 0.99)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
