"""As `live`, in turns without and with all that is heard and pressed: sound, voice, MIDI pedals.

A pedal taps each breath and others change the pressure, so that the voice has much to say.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import msgspec

from coach.library.settings import Binding, BreathSound, Keys, Settings, Voice, save
from tests.bench.live import watched
from tests.bench.material import percentile
from tests.helpers.jack import JackServer
from tests.helpers.pulse import PulseServer
from tests.helpers.screen import Screen
from tests.helpers.speech import SpeechServer

SECONDS = 40
ROUNDS = 3
X11 = ("DISPLAY", "QT_QPA_PLATFORM")
PEDALS = (("midi:cc:64", "tap"), ("midi:cc:65", "lighter"), ("midi:cc:66", "harder"))
EARS = msgspec.structs.replace(
    Settings(),
    sound=BreathSound(tone_on=True, cue_on=True, chimes_on=True),
    voice=Voice(on=True),
    keys=Keys(midi=True, bindings=tuple(Binding(*each) for each in PEDALS)),
)
# Presses the pedals until it is ended, in a process of its own.
FOOT = """
import itertools, time, rtmidi
out = rtmidi.MidiOut(rtmidi.API_UNIX_JACK, name="board")
out.open_virtual_port("out")
for number in itertools.cycle((64, 65, 64, 64, 66, 64)):
    out.send_message([0xB0, number, 127])
    time.sleep(0.15)
    out.send_message([0xB0, number, 0])
    time.sleep(4.1)
"""


def main() -> None:
    home = Path(os.environ["COACH_HOME"])
    screen = Screen(1920, 1080)
    x11 = {name: screen.environment[name] for name in X11}
    runs: dict[bool, list[tuple[list[float], float]]] = {False: [], True: []}
    with (
        tempfile.TemporaryDirectory() as name,
        PulseServer(Path(name) / "pulse", "one") as sound,
        SpeechServer(Path(name) / "speech", sound) as voice,
        JackServer(Path(name)) as jack,
        subprocess.Popen([sys.executable, "-c", FOOT], env=os.environ | jack.environment) as foot,
    ):
        environment = sound.environment | voice.environment | jack.environment | x11
        try:
            for heard in (False, True) * ROUNDS:
                save(home, EARS if heard else Settings())
                runs[heard].append(watched(environment, SECONDS))
        finally:
            foot.terminate()
            screen.close()
    share = {heard: statistics.median(each[1] for each in runs[heard]) for heard in runs}
    p99 = {
        heard: statistics.median(percentile(gaps, 0.99) for gaps, _ in runs[heard])
        for heard in runs
    }
    figures = {
        "ears_cpu_share": share[True] - share[False],
        "ears_fps": statistics.median(len(gaps) / SECONDS for gaps, _ in runs[True]),
        "ears_interval_p99_ms": p99[True],
        "ears_interval_p99_added_ms": p99[True] - p99[False],
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
