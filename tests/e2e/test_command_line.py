"""The command line, as a process: what needs no window needs no display."""

import json
import os
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import msgspec
import pytest

from coach import __version__
from coach.library.checks import find_checks
from coach.library.client_record import new_record, with_answers
from coach.library.clients import Clients
from coach.library.locks import SessionLock
from coach.library.settings import Settings, save
from coach.library.store import Store
from coach.massage.avoid import Patch
from coach.massage.checks import answer
from coach.session import commands as cmd
from coach.session.events import Ended, EndReason
from coach.session.prepared import Hands
from coach.session.summary import summarise
from tests.library.making import HEADING, Massage, some_events
from tests.ui.printing.conftest import Pdf

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


ENDED = (*some_events(), Ended(t_ms=65_000, reason=EndReason.ASKED, as_of_ms=65_000))


@pytest.fixture
def saved(coach_home):
    """The library with one session; answers with what lists all of them with their events."""

    def listed():
        store = Store(coach_home)
        try:
            return [(row, store.events(row.id)) for row in store.sessions()]
        finally:
            store.close()

    store = Store(coach_home)
    store.append(store.create(HEADING), 0, ENDED, 0)
    store.close()
    return listed


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
    assert all(name in done.stdout for name in ("start", "sessions", "export", "import"))
    assert "protocols" in done.stdout


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
        (["replay", "first"], "first"),
        (["export", "one"], "one"),
        (["export", "-1"], "-1"),
        (["export", "9" * 40], "999"),
        (["export"], "ID"),
        (["import"], "FILE"),
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
        (["replay", "7"], "no session 7"),
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


def test_sessions_lists_a_line_each(coach, saved):
    done = coach("sessions")
    assert done.stdout == "    1  2026-03-01 10:30    1:05  Trapezius only  A.\n"


def test_the_length_of_a_session_leaves_its_pauses_out_as_the_library_does(coach, coach_home):
    massage = Massage()
    massage.do(cmd.Pause(), 30_000)
    massage.do(cmd.Tap(), 600_000)
    massage.do(cmd.End(), 630_000)
    store = Store(coach_home)
    for events in (massage.events, massage.events[:-1]):
        store.append(store.create(HEADING), 0, events, 630_000)
    store.close()
    assert [line.split()[3] for line in coach("sessions").stdout.splitlines()] == ["1:00"] * 2
    listed = json.loads(coach("sessions", "--json").stdout)
    assert [each["length_ms"] for each in listed] == [60_000] * 2


def test_a_session_that_has_not_ended_says_whether_it_is_under_way(coach, coach_home):
    store = Store(coach_home)
    store.append(store.create(HEADING), 0, ENDED[:-1], 0)
    lock = SessionLock(coach_home, store.token(1))
    store.close()
    assert coach("sessions").stdout.endswith("A.  under way\n")
    lock.release(ended=False)
    assert coach("sessions").stdout.endswith("A.  not ended\n")


def test_sessions_as_json_have_their_figures(coach, saved):
    done = coach("sessions", "--json")
    assert done.returncode == 0
    (session,) = json.loads(done.stdout)
    assert (session["id"], session["client"], session["status"]) == (1, "A.", "ended")
    assert (session["started_at"], session["length_ms"]) == (HEADING.started_at, 65_000)
    figures = summarise(ENDED)
    assert session["figures"]["mean_bpm"] == figures.mean_bpm
    assert [stage["id"] for stage in session["figures"]["stages"]] == [s.id for s in figures.stages]


def test_an_empty_library_as_json_is_an_empty_list(coach):
    done = coach("sessions", "--json")
    assert (done.returncode, json.loads(done.stdout)) == (0, [])


def test_a_session_is_exported_and_imported_the_same(coach, saved, tmp_path):
    file, other = tmp_path / "one.json", tmp_path / "other"
    assert coach("export", 1, "-o", file).returncode == 0
    assert coach("export", 1).stdout.encode() == file.read_bytes()
    done = coach("import", file, COACH_HOME=str(other))
    assert (done.returncode, done.stdout) == (0, "Session 1 is in the library.\n")
    ((row, events),) = saved()
    store = Store(other)
    assert (store.sessions(), store.events(1)) == ([row], events)
    store.close()
    assert coach("export", 1, COACH_HOME=str(other)).stdout.encode() == file.read_bytes()


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("none.json", None, "No such file"),
        ("empty.json", b"", "truncated"),
        ("utf16.json", "{}".encode("utf-16"), "session"),
        (
            "newer.json",
            b'{"format": "breath-massage-coach session", "version": 2}',
            "newer version",
        ),
        ("other.json", b'{"format": "a recipe", "version": 1}', "format"),
        (".", None, "not a file"),
    ],
)
def test_a_bad_file_is_one_sentence_and_1_and_changes_nothing(
    coach, saved, tmp_path, name, data, word
):
    before = saved()
    if data is not None:
        (tmp_path / name).write_bytes(data)
    done = coach("import", tmp_path / name)
    assert (done.returncode, done.stdout) == (1, "")
    assert word in said(done)
    assert saved() == before


def test_a_session_that_is_there_already_is_not_imported(coach, saved, tmp_path):
    file = tmp_path / "one.json"
    coach("export", 1, "-o", file)
    before = saved()
    done = coach("import", file)
    assert done.returncode == 1
    assert "already" in said(done)
    assert saved() == before


def test_a_session_that_is_not_there_is_not_exported(coach, saved, tmp_path):
    done = coach("export", 7, "-o", tmp_path / "seven.json")
    assert done.returncode == 1
    assert "no session 7" in said(done)
    assert not (tmp_path / "seven.json").exists()


def test_what_steers_a_terminal_is_not_printed(coach, coach_home, saved):
    store = Store(coach_home)
    store.rename_client(1, "\x1b[2JEve\n")
    store.close()
    assert coach("sessions").stdout.endswith("Trapezius only   [2JEve \n")


@pytest.mark.parametrize(("paper", "size"), [("A4", (210.0, 297.0)), ("Letter", (215.9, 279.4))])
def test_a_report_and_a_sheet_are_written_as_pdf(coach, saved, tmp_path, paper, size):
    for asked in (("report", 1), ("sheet", "--protocol", "trapezius", "--client", "Jo")):
        path = tmp_path / f"{asked[0]}.pdf"
        done = coach(*asked, "-o", path, "--paper", paper)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout == f"{path}: 1 page, {paper}.\n"
        made = Pdf(path)
        assert made.size_mm() == pytest.approx(size, abs=0.4)
        assert made.has("Trapezius only")
    assert made.has("Client Jo")


def know(coach_home, *records):
    """These are the clients."""
    with closing(Clients(coach_home)) as clients:
        for record in records:
            clients.save(record, "2026-03-01T09:30:00+00:00")


def anna(coach_home, *, yes=(), **fields):
    """A record; everything was asked today."""
    checks = find_checks(coach_home).checks
    answers = [answer(check, yes=check.id in yes) for check in checks]
    record = with_answers(new_record("Anna"), answers, checks, date.today())  # noqa: DTZ011
    return msgspec.structs.replace(record, **fields)


def test_the_sheet_of_a_client_has_what_is_known_of_them_and_the_minute_of_rest(
    coach, coach_home, tmp_path
):
    record = anna(coach_home, yes=["pregnancy"], avoid=(Patch(0.1, 0.4, 0.05),), hands=Hands.LEFT)
    know(coach_home, record)
    settings = Settings()
    settings.sound.settle = True
    save(coach_home, settings)
    path = tmp_path / "sheet.pdf"
    done = coach("sheet", "--client", "anna", "-o", path)
    assert (done.returncode, done.stderr) == (0, "")
    made = Pdf(path)
    assert made.has("Client Anna")
    assert made.has("1. Settle")
    assert made.has("Take care Pregnancy")
    assert made.has("Avoid right shoulder blade")
    assert made.has("Hands left only")
    assert made.has("Oil")


@pytest.mark.parametrize(
    ("records", "why"),
    [
        ([["saddle-numbness"]], "Not today."),
        ([[], []], "more than one client is named 'Anna'"),
    ],
)
def test_no_sheet_for_a_client_who_is_not_to_be_massaged_or_not_to_be_told(
    coach, coach_home, tmp_path, records, why
):
    know(coach_home, *(anna(coach_home, yes=yes) for yes in records))
    done = coach("sheet", "--client", "Anna", "-o", tmp_path / "sheet.pdf")
    assert done.returncode == 1
    assert why in said(done)
    assert list(tmp_path.glob("*.pdf")) == []


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (("report", 7), "no session 7"),
        (("sheet", "--protocol", "none"), "there are: back-pain"),
        (("sheet", "--minutes", "500"), "lasts 30 to 45 minutes"),
    ],
)
def test_what_cannot_be_printed_is_one_sentence(coach, saved, tmp_path, asked, why):
    done = coach(*asked, "-o", tmp_path / "made.pdf")
    assert done.returncode == 1
    assert why in said(done)
    assert list(tmp_path.glob("*.pdf")) == []
