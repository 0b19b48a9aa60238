"""What a keystroke in the Guide's search costs: the answer alone, and with the list painted."""

import json
import os
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
ROUNDS = 4


def costs_ms(answer: Callable[[str], object]) -> list[float]:
    """Of each keystroke."""
    costs = []
    for _ in range(ROUNDS):
        for typed in TYPED:
            for letters in range(1, len(typed) + 1):
                began = time.perf_counter()
                answer(typed[:letters])
                costs.append((time.perf_counter() - began) * 1e3)
    return costs


def search_ms(home: Path) -> float:
    """The 99th percentile of an answer."""
    table = table_of(Keys())
    guide = read_guide(home, "en")
    index = GuideIndex(entries(guide, {}, groups(table), keys_in_words(table)))
    costs = costs_ms(index.search)
    index.close()
    return percentile(costs, 0.99)


def keystroke_ms(application: QApplication, home: Path) -> float:
    """The 99th percentile from a letter to the painted list."""
    page = GuidePage(themes.DARK, lambda: 0)
    learning = Learning(page, home, "en", find_protocols(home), Keys(), page)
    learning.show_keys()
    page.resize(1280, 800)
    page.show()
    application.processEvents()

    def type_it(text: str) -> None:
        page.search.setText(text)
        application.processEvents()

    costs = costs_ms(type_it)
    page.close()
    return percentile(costs, 0.99)


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
