"""What the import contracts cannot say: which parts of Qt a room may know, and what comes late."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

COACH = Path(__file__).parents[1] / "coach"


def imported(path):
    """(module, at the file's top level) of each import."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    top = set(map(id, tree.body))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, id(node) in top
        elif isinstance(node, ast.Import):
            yield from ((name.name, id(node) in top) for name in node.names)


def files(room):
    return sorted((COACH / room).rglob("*.py"))


@pytest.mark.parametrize("path", files("live"), ids=lambda path: path.name)
def test_live_knows_of_qt_only_its_core(path):
    names = {name for name, _ in imported(path) if name.startswith("PySide6")}
    assert names <= {"PySide6.QtCore"}


@pytest.mark.parametrize("path", files("."), ids=lambda path: path.name)
def test_slow_libraries_are_imported_late(path):
    early = {name.split(".")[0] for name, at_top in imported(path) if at_top}
    assert early.isdisjoint({"numpy", "pyqtgraph", "wakepy", "filelock"} - {path.stem})


@pytest.mark.parametrize("path", files("."), ids=lambda path: path.name)
def test_every_file_says_in_a_line_what_it_is_for(path):
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert docstring, path


def test_the_way_to_the_first_screen_loads_nothing_slow():
    code = (
        "import sys, coach.app;"
        "print(*sorted({m.split('.')[0] for m in sys.modules} &"
        " {'numpy', 'pyqtgraph', 'wakepy', 'filelock', 'scipy'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
