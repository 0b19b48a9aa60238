"""The command line, as a process: what needs no window needs no display."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from coach import __version__

PROTOCOLS = Path(__file__).parents[2] / "assets" / "protocols"


@pytest.fixture
def coach(coach_home):
    def run(*arguments, **more):
        environment = {
            name: value
            for name, value in os.environ.items()
            if name not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
        }
        return subprocess.run(
            [sys.executable, "-m", "coach", *map(str, arguments)],
            env={**environment, "COACH_HOME": str(coach_home), **more},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return run


def said(done):
    """The one sentence of an error."""
    lines = done.stderr.splitlines()
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("coach: ")
    return lines[0]


def test_version(coach):
    assert coach("--version").stdout == f"coach {__version__}\n"


def test_help_names_every_command(coach):
    done = coach("--help")
    assert done.returncode == 0
    assert all(name in done.stdout for name in ("start", "sessions", "protocols"))


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
@pytest.mark.parametrize("asked", [{}, {"QT_QPA_PLATFORM": "xcb"}, {"DISPLAY": ":4711"}])
def test_without_a_display_it_says_so_and_ends_with_2(coach, asked):
    done = coach(**asked)
    assert done.returncode == 2
    assert said(done)


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["start", "--rate", "40"], "breaths"),
        (["start", "--rate", "nan"], "number"),
        (["start", "--rate", "fast"], "number"),
        (["start", "--speed", "0"], "0.1"),
        (["start", "--minutes", "inf"], "number"),
        (["dance"], "dance"),
        (["--nonsense"], "nonsense"),
    ],
)
def test_a_bad_value_is_one_sentence_and_2(coach, arguments, word):
    done = coach(*arguments)
    assert done.returncode == 2
    assert word in said(done)


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["start", "--protocol", "back-rub"], "back-pain"),
        (["start", "--minutes", "90"], "30 to 45"),
    ],
)
def test_a_start_that_cannot_be_is_one_sentence_and_2(coach, arguments, word):
    done = coach(*arguments, QT_QPA_PLATFORM="offscreen")
    assert done.returncode == 2
    assert word in said(done)


def test_sessions_of_an_empty_folder(coach):
    done = coach("sessions")
    assert (done.returncode, done.stdout) == (0, "No sessions yet.\n")


def test_protocols_lists_each_with_its_file_and_the_broken_with_the_reason(coach, coach_home):
    (coach_home / "protocols").mkdir(parents=True)
    broken = coach_home / "protocols" / "broken.toml"
    broken.write_text("format = 1\nid = \n", encoding="utf-8")
    done = coach("protocols")
    lines = done.stdout.splitlines()
    assert done.returncode == 0
    assert any("back-pain" in line and "back-pain.toml" in line for line in lines)
    assert any("trapezius" in line for line in lines)
    assert any(str(broken) in line and "line 2" in line for line in lines)


def test_check_says_that_a_file_is_sound(coach):
    done = coach("protocols", "check", PROTOCOLS / "back-pain.toml")
    assert done.returncode == 0
    assert "sound" in done.stdout


def test_check_says_what_is_wrong(coach, tmp_path):
    text = (PROTOCOLS / "back-pain.toml").read_text(encoding="utf-8")
    file = tmp_path / "wrong.toml"
    file.write_text(text.replace("pressure = 3", "pressure = 9", 1), encoding="utf-8")
    done = coach("protocols", "check", file)
    assert done.returncode == 1
    assert "pressure" in said(done)


def test_check_of_a_missing_file(coach, tmp_path):
    done = coach("protocols", "check", tmp_path / "none.toml")
    assert done.returncode == 1
    assert "none.toml" in said(done)


def test_a_newer_file_of_sessions_is_one_sentence(coach, coach_home):
    coach("sessions")
    import sqlite3  # noqa: PLC0415

    with sqlite3.connect(coach_home / "sessions.db") as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    done = coach("sessions")
    assert done.returncode == 1
    assert "newer" in said(done)
