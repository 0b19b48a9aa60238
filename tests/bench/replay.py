"""A 45-minute session with 3,000 events: how long until it is seen in the Library, and each seek.

Opening is from the chosen row to the painted page: the events read, decoded and folded, the course
drawn; the chart's libraries are loaded before. A seek is from the press to the painted page.
"""

import json
import os
import random
import statistics
import time

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtWidgets import QApplication

from coach.breath.pattern import BreathPattern
from coach.library.folder import data_folder
from coach.library.locks import new_token
from coach.library.settings import Settings
from coach.library.store import Heading, Store
from coach.live.clock import system_clock
from coach.papers import Papers
from coach.session import commands as cmd
from coach.session.decide import RefusedError, begin, decide
from coach.session.events import AnyEvent, Pacing
from coach.session.state import apply, start
from coach.shelf import Shelf
from coach.ui import theme as themes
from coach.ui.library.page import LibraryPage
from coach.ui.style import style_sheet
from coach.ui.window import MainWindow
from tests.bench.material import percentile
from tests.helpers.sessions import shipped

MINUTES = 45
EVENTS = 3_000
OPENINGS = 15
SEEKS = 600
SIZE = (1920, 1080)


def session(events: int, seed: int = 5) -> list[AnyEvent]:
    """Taps, slider moves, marks and answers, evenly over a whole massage, and its end."""
    rand = random.Random(seed)
    started = begin(shipped(), MINUTES * 60_000, BreathPattern(), Pacing.STEADY, tapped=True)
    made: list[AnyEvent] = [started]
    state = start(started)
    step_ms = MINUTES * 60_000 / events
    commands = [cmd.Tap()] * 14 + [cmd.NudgeTempo(1), cmd.NudgeTempo(-1)] * 3
    commands += [cmd.ChangePressure(1), cmd.ChangePressure(-1), cmd.MarkAt(0.1, 0.5), cmd.Undo()]
    for count in range(1, 10 * events):
        if len(made) >= events - 1:
            break
        t_ms = round(count * step_ms)
        try:
            new = decide(state, rand.choice(commands), t_ms)
        except RefusedError:
            continue
        for event in new:
            state = apply(state, event)
            made.append(event)
    made += decide(state, cmd.End(), max(state.last_ms, MINUTES * 60_000))
    return made


def main() -> None:
    application = QApplication([])
    themes.load_fonts()
    application.setStyleSheet(style_sheet(themes.DARK, 1.0))
    store = Store(data_folder())
    heading = Heading("2026-01-01T10:00:00+00:00", 0, "", "back-pain", "Back", MINUTES * 60_000)
    ids = [store.add(heading, new_token(), session(EVENTS, seed)) for seed in (5, 6)]
    count = store.session(ids[0]).event_count
    store.close()
    page = LibraryPage(themes.DARK)
    window = MainWindow()
    window.resize(*SIZE)
    shelf = Shelf(page, data_folder(), system_clock(), "en", page, Papers(page, Settings(), "en"))
    shelf.open()
    window.show_page(page)
    window.show()
    page.open_requested.emit(ids[0])
    application.processEvents()
    openings, seeks = [], []
    for turn in range(OPENINGS):
        began = time.perf_counter()
        page.open_requested.emit(ids[turn % 2])
        application.processEvents()
        openings.append((time.perf_counter() - began) * 1_000)
    rand = random.Random(7)
    for _ in range(SEEKS):
        elapsed_ms = rand.randrange(MINUTES * 60_000)
        began = time.perf_counter()
        page.chart.seek_requested.emit(elapsed_ms)
        application.processEvents()
        seeks.append((time.perf_counter() - began) * 1_000)
    shelf.close()
    figures = {
        "replay_events": count,
        "replay_open_ms": statistics.median(openings),
        "replay_seek_median_ms": statistics.median(seeks),
        "replay_seek_p99_ms": percentile(seeks, 0.99),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
