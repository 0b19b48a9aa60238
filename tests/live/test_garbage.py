import gc
import threading

import pytest

from coach.live.garbage import OLD_EACH, SETTLED, Collector


@pytest.fixture
def collector(qapp):
    collector = Collector()
    yield collector
    gc.unfreeze()
    gc.disable()


class Knot:
    """Garbage that only the collector finds; notes where it was found."""

    def __init__(self, found):
        self.me, self.found = self, found

    def __del__(self):
        self.found.append(threading.current_thread())


def test_only_the_thread_of_the_widgets_collects(collector):
    gc.enable()
    collector.start()
    assert not gc.isenabled()
    found = []
    Knot(found)
    other = threading.Thread(target=lambda: [[each] for each in range(200_000)])
    other.start()
    other.join()
    assert found == []
    collector.collect()
    assert found == [threading.main_thread()]


def test_what_grew_old_is_found_too(collector):
    found = []
    knot = Knot(found)
    for _ in range(SETTLED + 1):
        collector.collect()
    late = Knot(found)
    for _ in range(3):
        collector.collect()
    del knot, late
    for _ in range(OLD_EACH):
        collector.collect()
    assert len(found) == 1  # the one that lived when all had settled stays
