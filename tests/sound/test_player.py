"""The sound beside the program: outputs come and go, and nothing of it is waited for."""

import subprocess
import sys
from pathlib import Path

import msgspec
import numpy as np
import pytest

from coach.library.settings import BreathSound
from tests.helpers.pulse import PulseServer, missing
from tests.helpers.screen import wait_until

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.xdist_group("heard")
needs_pulse = pytest.mark.skipif(bool(missing()), reason=f"not here: {', '.join(missing())}")
RESCUE = "module-rescue-streams"
"""As desktops have it: streams of an output that went away are moved to another."""

TOLD = """
import sys
from PySide6.QtCore import QCoreApplication, QTimer
from coach.library.settings import BreathSound
from coach.live.clock import system_clock
from coach.sound.player import SoundPlayer
app = QCoreApplication([])
player = SoundPlayer(BreathSound(tone_on=True, chimes_on=True), system_clock())
def told(*what):
    print(*what, flush=True)
player.failed.connect(lambda code: (told("failed", code), app.quit()))
player.outputs_changed.connect(lambda outputs: told("outputs", *(o.name for o in outputs)))
QTimer.singleShot(20_000, app.quit)
"""
END = "app.exec(); player.close(); told('closed', player.figures)"


def run(code, env=None):
    done = subprocess.run(
        [sys.executable, "-c", TOLD + code + "\n" + END],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return done.stdout.splitlines(), done.stderr


class Sounding:
    """A session as a process, and what it says of its output."""

    def __init__(self, server, folder, settings, seconds=60):
        self._said = folder / "said"
        self._file = self._said.open("w")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.helpers.sounding", str(folder / "session.json"),
             str(seconds), msgspec.json.encode(settings).decode()],
            cwd=ROOT,
            env=server.environment,
            stdout=self._file,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.kill()
        self._process.wait()
        self._file.close()

    def wait_for(self, line):
        wait_until(lambda: line in self._said.read_text().splitlines(), 20.0, line)


def streams(server):
    """The sinks that our streams play on now."""
    inputs = server.pactl("list", "short", "sink-inputs").splitlines()
    numbers = {
        line.split("\t")[0]: line.split("\t")[1]
        for line in server.pactl("list", "short", "sinks").splitlines()
    }
    return [numbers.get(line.split("\t")[1]) for line in inputs]


@pytest.fixture
def server(tmp_path):
    with PulseServer(tmp_path / "pulse", "one", "two", modules=(RESCUE,)) as server:
        yield server


def loud_frames(recording):
    return int(np.count_nonzero(np.abs(recording.samples).max(axis=1) > 1e-4))


def test_without_the_sound_library_the_program_says_so_and_runs_on():
    block = (
        "class Gone:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'PySide6.QtMultimedia':\n"
        "            raise ImportError('libpulse.so.0: cannot open shared object file')\n"
        "sys.meta_path.insert(0, Gone())\n"
        "player.list_outputs(); player.preview('tone', 'air', 0.5)"
    )
    said, errors = run(block)
    assert said == ["failed no_library", "closed None"]
    assert errors == ""


def test_what_the_program_calls_loads_nothing_slow():
    said, _ = run(
        "player.set_settings(BreathSound()); player.set_quiet(True); player.set_ducked(True)\n"
        "told({'numpy', 'PySide6.QtMultimedia'} & set(sys.modules)); QTimer.singleShot(0, app.quit)"
    )
    assert said == ["set()", "closed None"]


def test_an_output_that_hangs_keeps_nobody_from_leaving():
    said, errors = run(
        "import time; from coach.sound import desk, player as module\n"
        "desk.Desk._loaded = lambda self: time.sleep(2)\n"
        "module._CLOSE_MS = 100\n"
        "player.list_outputs(); QTimer.singleShot(300, app.quit)"
    )
    assert (said, errors) == (["closed None"], "")


@needs_pulse
def test_without_a_sound_server_there_is_no_output(tmp_path, server):
    env = {**server.environment, "PULSE_SERVER": f"unix:{tmp_path / 'nowhere'}"}
    said, _ = run("player.preview('chime', 'stage', 0.5)", env)
    assert said[0] == "failed no_device"


@needs_pulse
def test_the_outputs_are_told(server):
    said, _ = run(
        "player.outputs_changed.connect(lambda _: app.quit()); player.list_outputs()",
        server.environment,
    )
    assert said[0] == "outputs one two"


@needs_pulse
def test_a_preview_sounds_without_a_session_and_lets_the_output_go(server, tmp_path):
    recorder = server.record("one", tmp_path / "one.raw")
    said, _ = run(
        "player.preview('cue', 'wood', 1.0)\n"
        "def look():\n"
        "    if player.figures and not player.figures.output: app.quit()\n"
        "beat = QTimer(); beat.timeout.connect(look)\n"
        "QTimer.singleShot(1_500, lambda: told(player.figures.output, player.figures.underruns))\n"
        "QTimer.singleShot(1_600, lambda: beat.start(50))",
        server.environment,
    )
    assert said[0].startswith("one ")
    samples = recorder.stop().samples
    assert 0.1 < np.abs(samples).max() < 0.5


@needs_pulse
def test_a_chosen_output_that_goes_is_silence_until_it_is_back(server, tmp_path):
    settings = BreathSound(tone_on=True, tone_volume=1.0, device="two", device_name="earpiece")
    room = server.record("one", tmp_path / "one.raw")
    with Sounding(server, tmp_path, settings) as sounding:
        wait_until(lambda: streams(server) == ["two"], what="sound on two")
        ear = server.record("two", tmp_path / "two.raw")
        wait_until(lambda: (tmp_path / "two.raw").stat().st_size > 3 * 48_000 * 8, what="3 s")
        ear.stop()
        server.unplug("two")
        sounding.wait_for("device_lost earpiece")
        wait_until(lambda: streams(server) == [], what="silence")
        server.plug("two")
        sounding.wait_for("device_back two")
        wait_until(lambda: streams(server) == ["two"], what="sound on two")
    assert loud_frames(room.stop()) < 48_000 // 10  # what the server moved before it was stopped


@needs_pulse
def test_the_systems_own_output_is_followed(server, tmp_path):
    settings = BreathSound(tone_on=True, tone_volume=1.0)
    with Sounding(server, tmp_path, settings):
        wait_until(lambda: streams(server) == ["one"], what="sound on one")
        server.pactl("set-default-sink", "two")
        wait_until(lambda: streams(server) == ["two"], what="sound on two")
        server.unplug("two")
        wait_until(lambda: streams(server) == ["one"], what="sound on one")


@needs_pulse
def test_with_no_output_left_the_session_goes_on_and_says_so(server, tmp_path):
    with Sounding(server, tmp_path, BreathSound(cue_on=True), seconds=60) as sounding:
        wait_until(lambda: streams(server) == ["one"], what="sound on one")
        server.unplug("two")
        server.unplug("one")
        sounding.wait_for("device_lost one")
        server.plug("three")
        sounding.wait_for("device_back three")
