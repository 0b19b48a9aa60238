"""The command line's own part of the start."""

import importlib
import subprocess
import sys

from coach.__main__ import SEARCH

SPARED = f"""
import sys
from coach.__main__ import _spare_a_search
_spare_a_search()
from shibokensupport import feature
import coach.run
print(feature.{SEARCH}.__module__, "coach.run" in sys.modules)
"""


def test_what_is_spared_at_the_start_is_still_searched_by_pyside():
    importlib.import_module("PySide6.QtCore")
    assert callable(getattr(importlib.import_module("shibokensupport.feature"), SEARCH))


def test_the_program_starts_without_the_search():
    done = subprocess.run(
        [sys.executable, "-c", SPARED], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["coach.__main__", "True"]
