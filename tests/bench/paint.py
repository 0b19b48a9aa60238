"""What a frame of the live Session screen costs, from the Moment to the last painted pixel, and
how many frames lie between the indicator's turn and the cue's."""

import json
import os
import statistics
import time

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtWidgets import QApplication, QWidget

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
TURN_FRAMES = 700
TINT = 14
"""Warmer or cooler than this, of 255, is a colour of the breath; the ground is 6 cooler."""


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


def colours_in(widget: QWidget) -> frozenset[str]:
    """Which of the two colours of the breath are painted in a widget, however faintly."""
    image = widget.grab().toImage()
    found = set()
    for x in range(0, image.width(), 2):
        for y in range(0, image.height(), 2):
            red, _, blue, _ = image.pixelColor(x, y).getRgb()
            if red - blue > TINT:
                found.add("inhale")
            elif blue - red > TINT:
                found.add("exhale")
    return frozenset(found)


def turn_cue_frames(application: QApplication) -> int:
    """The most frames between the first of a new colour in the indicator and in the cue."""
    page = SessionPage(themes.DARK)
    page.resize(1280, 800)
    page.begin(language="en", turn_degrees=0, rehearsal_speed=None)
    page.show()
    application.processEvents()
    state, seen = a_state(), []
    for frame in range(TURN_FRAMES):
        page.show_moment(moment_at(state, 6_000 + frame * FRAME_MS))
        application.processEvents()
        seen.append((colours_in(page.indicator), colours_in(page.cue)))
    page.close()
    turns = [
        [f for f in range(1, TURN_FRAMES) if seen[f][part] - seen[f - 1][part]] for part in (0, 1)
    ]
    if len(turns[0]) != len(turns[1]) or not turns[0]:
        raise SystemExit(f"the indicator turns at {turns[0]}, the cue at {turns[1]}")
    return max(abs(a - b) for a, b in zip(*turns, strict=True))


def main() -> None:
    application = QApplication([])
    themes.load_fonts()
    application.setStyleSheet(style_sheet(themes.DARK, 1.0))
    figures = {}
    for name, size in (("1080p", (1920, 1080)), ("2160p", (3840, 2160))):
        costs = frames_ms(application, *size)
        figures[f"paint_{name}_median_ms"] = statistics.median(costs)
        figures[f"paint_{name}_p99_ms"] = percentile(costs, 0.99)
    figures["turn_cue_frames"] = turn_cue_frames(application)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
