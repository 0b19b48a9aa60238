"""What a keystroke in the Guide's search costs: the answer alone, and with the list painted."""

import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtWidgets import QApplication

from coach.learning import Learning
from coach.library.guide import read_guide
from coach.library.guide_index import GuideIndex
from coach.library.protocols import find_protocols
from coach.library.settings import Keys
from coach.ui import theme as themes
from coach.ui.guide.entries import entries
from coach.ui.guide.page import GuidePage
from coach.ui.guide.shortcuts import groups, keys_in_words
from coach.ui.keys.table import table_of
from coach.ui.style import style_sheet
from tests.bench.material import percentile

TYPED = (
    *("where do i start?", "how long?", "which oil?", "the client breathes very fast"),
    *("the muscle does not soften", "my thumbs hurt", "what if the computer sleeps"),
    *("efflurage", "kneeding", "vibraton tires me", "pregnent", "xqzzj"),
)
"""Letter by letter, with words that are nearly right, and one that is none."""
ROUNDS = 5


def p99_ms(make: Callable[[], Callable[[str], object]]) -> float:
    """The 99th percentile over the keystrokes, each the median of its rounds: a busy machine is
    not the program's. Each round has a search that remembers nothing of the one before.
    """
    costs: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        answer = make()
        for typed in TYPED:
            for letters in range(1, len(typed) + 1):
                began = time.perf_counter()
                answer(typed[:letters])
                costs.setdefault(typed[:letters], []).append((time.perf_counter() - began) * 1e3)
    return percentile([statistics.median(rounds) for rounds in costs.values()], 0.99)


def search_ms(home: Path) -> float:
    """An answer alone."""
    table = table_of(Keys())
    everything = entries(read_guide(home, "en"), {}, groups(table), keys_in_words(table))
    return p99_ms(lambda: GuideIndex(everything).search)


def keystroke_ms(application: QApplication, home: Path) -> float:
    """From a letter to the painted list, beside a picture that moves."""
    page = GuidePage(themes.DARK, lambda: 0)
    learning = Learning(page, home, "en", find_protocols(home), Keys(), page)
    page.resize(1280, 800)
    page.show()

    def type_it(text: str) -> None:
        page.search.setText(text)
        application.processEvents()

    def make() -> Callable[[str], None]:
        learning.show_keys()  # fills the search anew
        application.processEvents()
        return type_it

    cost = p99_ms(make)
    page.close()
    return cost


def main() -> None:
    application = QApplication([])
    themes.load_fonts()
    application.setStyleSheet(style_sheet(themes.DARK, 1.0))
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        figures = {
            "guide_search_p99_ms": search_ms(home),
            "guide_keystroke_p99_ms": keystroke_ms(application, home),
        }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
