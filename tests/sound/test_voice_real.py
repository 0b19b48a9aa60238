"""The voice through speech-dispatcher and espeak-ng, recorded: heard, silent, lost, found again."""

import os
import signal
import subprocess
import sys

import pytest

from coach.library.settings import Voice
from coach.live.clock import system_clock
from coach.session import commands as cmd
from coach.sound.commentary import Commentary
from coach.sound.utterance import Rank, Utterance
from coach.sound.voice import PACKAGES, Speaker
from tests.helpers import speech
from tests.helpers.pulse import PulseServer
from tests.helpers.sessions import Rehearsal
from tests.helpers.speech import AUDIBLE, RATE_HZ, Ears, SpeechServer

pytest.importorskip("PySide6.QtTextToSpeech", reason="Qt's speech does not load here")
needs_speech = pytest.mark.skipif(
    bool(speech.missing()), reason=f"not on this machine: {', '.join(speech.missing())}"
)
pytestmark = pytest.mark.xdist_group("heard")
OPENS_MS = 30_000
LONG = Utterance("Glide up, beside the spine, " * 20, Rank.STAGE, "stage")
SHORT = Utterance("Go on.", Rank.ANSWER, "status")


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    with PulseServer(tmp_path_factory.mktemp("pulse"), "ears") as server:
        yield server


@pytest.fixture
def ears(sound, tmp_path):
    with Ears(sound, "ears", tmp_path / "heard.raw") as ears:
        yield ears


@pytest.fixture
def server(sound, tmp_path, monkeypatch):
    with SpeechServer(tmp_path / "speech", sound) as server:
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        yield server


@pytest.fixture
def speaker(server, qapp):
    made = Speaker(Voice(on=True), "en", system_clock())
    made.failures = []
    made.failed.connect(lambda *said: made.failures.append(said))
    yield made
    made.close()
    made.deleteLater()


def opened(speaker, qtbot):
    with qtbot.waitSignal(speaker.voices_changed, timeout=OPENS_MS):
        speaker.prepare()


@needs_speech
def test_a_session_is_heard_and_quiet_is_silence(speaker, ears, qtbot):
    opened(speaker, qtbot)
    assert not ears.hear(0)
    live = Rehearsal()
    commentary = Commentary(speaker, Voice(on=True), "en", speaker)
    commentary.show_moment(live.moment())
    qtbot.waitUntil(lambda: ears.hear(0), timeout=10_000)
    qtbot.waitUntil(lambda: not speaker._speaking and ears.are_at_rest(), timeout=30_000)
    live.wait(3_000)
    commentary.show_moment(live.moment())
    began = ears.frames
    commentary.hear_events(tuple(live.do(cmd.Hold())))
    qtbot.waitUntil(lambda: ears.hear(began), timeout=10_000)
    speaker.say(LONG)
    qtbot.waitUntil(lambda: not speaker._stopping and speaker._started, timeout=10_000)
    with qtbot.waitSignal(speaker.speaking_changed):
        speaker.set_quiet(True)
    qtbot.waitUntil(ears.are_at_rest, timeout=5_000)
    silent = ears.frames
    speaker.say(SHORT)
    qtbot.waitUntil(lambda: ears.frames > silent + RATE_HZ, timeout=10_000)
    assert not ears.hear(silent)
    assert speaker.failures == []


@needs_speech
def test_louder_and_softer_are_heard_so(speaker, ears, qtbot):
    opened(speaker, qtbot)
    peaks = []
    for volume in (1.0, 0.3):
        speaker.set_settings(Voice(on=True, volume=volume))
        began = ears.frames
        with qtbot.waitSignals([speaker.speaking_changed] * 2, timeout=20_000):
            speaker.say(Utterance("Tempo twelve.", Rank.ANSWER, "tempo"))
        qtbot.waitUntil(ears.are_at_rest, timeout=10_000)
        peaks.append(ears.peak(began))
    assert peaks[0] > 1.5 * peaks[1] > AUDIBLE


@needs_speech
def test_espeaks_voices_are_english_and_its_usual_one_is_not_the_first_by_chance(speaker, qtbot):
    opened(speaker, qtbot)
    names = [name for _, name in speaker.voices("")]
    assert all(name.startswith("English") for name in names)
    plain = [name for name in names if "+" not in name]
    assert names[: len(plain)] == plain
    assert len({name.partition("+")[0] for name in names[len(plain) :]}) == 1
    tts = speaker._mouth._tts
    qtbot.waitUntil(lambda: tts.voice().name() in {"English (America)", "English (Great Britain)"})
    chosen = next(each for each, name in speaker.voices("") if "Scotland" in name)
    speaker.set_settings(Voice(on=True, voice=chosen))
    qtbot.waitUntil(lambda: "Scotland" in tts.voice().name())


@needs_speech
def test_a_daemon_that_dies_is_told_once_and_found_again(server, speaker, ears, qtbot):
    opened(speaker, qtbot)
    speaker.say(LONG)
    qtbot.waitUntil(lambda: ears.hear(0), timeout=10_000)
    server.kill()
    qtbot.waitUntil(ears.are_at_rest, timeout=10_000)
    speaker._watch.timeout.emit()
    assert speaker.failures == [("lost", "")]
    server.start()
    again = ears.frames
    speaker.say(Utterance("Go on.", Rank.STAGE, "stage", kept_ms=OPENS_MS))  # it opens slowly
    qtbot.waitUntil(lambda: ears.hear(again), timeout=OPENS_MS)
    assert speaker.failures == [("lost", "")]


@needs_speech
def test_without_a_daemon_it_is_said_once_with_what_to_install(qapp, qtbot, monkeypatch):
    monkeypatch.setenv("SPEECHD_ADDRESS", "unix_socket:/nowhere/at/all")
    speaker = Speaker(Voice(on=True), "en", system_clock())
    failures = []
    speaker.failed.connect(lambda *said: failures.append(said))
    speaker.prepare()
    qtbot.waitUntil(lambda: failures == [("no_engine", PACKAGES["no_engine"])])
    for _ in range(2):
        qtbot.waitUntil(lambda: speaker._leaving is None)
        speaker.say(SHORT)
        qtbot.waitUntil(lambda: speaker._mouth is None)
    assert len(failures) == 1
    speaker.close()


HANGS = """
import os, signal, sys
from PySide6.QtCore import QCoreApplication, QTimer
from coach.library.settings import Voice
from coach.live.clock import system_clock
from coach.sound.utterance import Rank, Utterance
from coach.sound.voice import Speaker

application = QCoreApplication([])
speaker = Speaker(Voice(on=True), "en", system_clock())


def hang():
    os.killpg(int(sys.argv[1]), signal.SIGSTOP)
    speaker.say(Utterance("Go on.", Rank.ANSWER, "status"))
    QTimer.singleShot(300, application.quit)


speaker.voices_changed.connect(hang)
speaker.prepare()
application.exec()
print("left")
"""


@needs_speech
def test_a_daemon_that_hangs_keeps_nobody_from_leaving(server):
    done = subprocess.run(
        [sys.executable, "-c", HANGS, str(server._server.pid)],
        env={**os.environ, **server.environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    server.signal(signal.SIGCONT)
    assert (done.returncode, done.stdout, done.stderr) == (0, "left\n", "")
