"""What opening the library and a search cost, with 10,000 sessions and with 100,000."""

import json
import statistics
import tempfile
import time
from pathlib import Path

from coach.library.store import Store
from tests.bench.generate import fill

MANY, MORE = 10_000, 100_000
ROUNDS = 15
FEW_ROUNDS = 3
TYPED = ("z", "zo", "zoe", "zoe n", "zoe no", "zoe now", "garcia 12", "back", "nobody", "é")


def open_ms(folder: Path, rounds: int) -> float:
    """Median from nothing to the list with what it shows of the figures."""
    costs = []
    for _ in range(rounds):
        began = time.perf_counter()
        store = Store(folder)
        shown = [row.glance for row in store.sessions()]
        costs.append((time.perf_counter() - began) * 1e3)
        store.close()
        assert None not in shown
    return statistics.median(costs)


def search_ms(folder: Path) -> tuple[float, float]:
    """Median over what is typed, and the dearest of it: that which finds every session."""
    store = Store(folder)
    costs = []
    for typed in TYPED:
        rounds = []
        for _ in range(ROUNDS):
            began = time.perf_counter()
            store.sessions(typed)
            rounds.append((time.perf_counter() - began) * 1e3)
        costs.append(statistics.median(rounds))
    store.close()
    return statistics.median(costs), max(costs)


def figures() -> dict[str, float]:
    with tempfile.TemporaryDirectory() as home:
        many, more = Path(home) / "many", Path(home) / "more"
        fill(many, MANY)
        fill(more, MORE)
        opened = open_ms(many, ROUNDS)
        usual, dearest = search_ms(many)
        return {
            "library_open_ms": opened,
            "library_open_growth": open_ms(more, FEW_ROUNDS) / opened,
            "library_search_ms": usual,
            "library_search_all_ms": dearest,
        }


if __name__ == "__main__":
    print(json.dumps(figures()))
