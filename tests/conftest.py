"""For every test: no display, a data folder of its own, properties that search anew each run."""

import gc
import importlib.util
import itertools
import os
import sys

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile(
    "coach",
    deadline=None,
    derandomize=False,
    max_examples=30,
    print_blob=True,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.function_scoped_fixture,
    ],
)
settings.load_profile("coach")


def pytest_addoption(parser):
    """The pure rooms' tests run without Qt, and so without pytest-qt, whose options these are."""
    if importlib.util.find_spec("pytestqt") is None:
        parser.addini("qt_api", "unused without pytest-qt")
        parser.addini("qt_log_level_fail", "unused without pytest-qt")
        parser.addini("qt_log_ignore", "unused without pytest-qt")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers():
    """One more than there are cores: the end-to-end tests mostly wait."""
    return min(4, (os.cpu_count() or 1) + 1)


@pytest.fixture(autouse=True)
def coach_home(tmp_path, monkeypatch):
    home = tmp_path / "home"
    monkeypatch.setenv("COACH_HOME", str(home))
    return home


_ended = itertools.count(1)


@pytest.fixture(autouse=True)
def garbage():
    """As in the program: collected by the thread of the widgets, never by another."""
    gc.disable()
    yield
    if "PySide6.QtCore" in sys.modules:
        _delete_what_was_to_be_deleted()
    if next(_ended) % 10 == 0:
        gc.collect()


def _delete_what_was_to_be_deleted():
    """Qt would do it in a loop of events, which most tests do not have."""
    from PySide6.QtCore import QCoreApplication, QEvent  # noqa: PLC0415 -- not without Qt

    if QCoreApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
