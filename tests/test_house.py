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
            at_top = id(node) in top
            yield node.module, at_top
            yield from ((f"{node.module}.{name.name}", at_top) for name in node.names)
        elif isinstance(node, ast.Import):
            yield from ((name.name, id(node) in top) for name in node.names)


def files(room):
    return sorted((COACH / room).rglob("*.py"))


@pytest.mark.parametrize("path", files("live"), ids=lambda path: path.name)
def test_live_knows_of_qt_only_its_core(path):
    names = {name for name, _ in imported(path) if name.startswith("PySide6")}
    assert {".".join(name.split(".")[:2]) for name in names} <= {"PySide6.QtCore"}


SLOW = {"numpy", "pyqtgraph", "wakepy", "filelock", "mido"}
SOUND = {"PySide6.QtMultimedia", "PySide6.QtTextToSpeech", "coach.sound"}
"""They load numpy, and libraries that a computer without sound may lack."""


def late_of(path):
    """What a file must not import at its top."""
    return SLOW - {"numpy"} if COACH / "sound" in path.parents else (SLOW | SOUND) - {path.stem}


@pytest.mark.parametrize("path", files("."), ids=lambda path: path.name)
def test_slow_libraries_are_imported_late(path):
    late = late_of(path)
    early = {name for name, at_top in imported(path) if at_top}
    assert not [name for name in early if any(f"{name}.".startswith(f"{each}.") for each in late)]


@pytest.mark.parametrize("path", files("."), ids=lambda path: path.name)
def test_sounds_libraries_are_known_to_the_sound_alone(path):
    if COACH / "sound" not in path.parents:
        names = {name for name, _ in imported(path)}
        assert names.isdisjoint({"PySide6.QtMultimedia", "PySide6.QtTextToSpeech"})


@pytest.mark.parametrize("path", files("."), ids=lambda path: path.name)
def test_every_file_says_in_a_line_what_it_is_for(path):
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert docstring, path


def test_the_way_to_the_first_screen_loads_nothing_slow():
    code = (
        "import sys, coach.app;"
        "late = {'numpy', 'pyqtgraph', 'wakepy', 'filelock', 'scipy', 'mido', 'coach.sound',"
        " 'PySide6.QtMultimedia', 'PySide6.QtTextToSpeech'};"
        "print(*sorted(late & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("", "")
