"""As `live`, with the sound on, to a null sink: frames and processor share with all that sounds."""

import json
import os
import subprocess
import sys
import tempfile
from itertools import pairwise
from pathlib import Path

import msgspec

from coach.library.settings import BreathSound, Settings, save
from tests.bench.live import SECONDS, WARM_UP_S, WATCHED
from tests.bench.material import percentile
from tests.helpers.pulse import PulseServer
from tests.helpers.screen import Screen

X11 = ("DISPLAY", "QT_QPA_PLATFORM")
SOUND = BreathSound(tone_on=True, cue_on=True, chimes_on=True)


def main() -> None:
    home = Path(os.environ["COACH_HOME"])
    save(home, msgspec.structs.replace(Settings(), sound=SOUND))
    screen = Screen(1920, 1080)
    try:
        with tempfile.TemporaryDirectory() as folder, PulseServer(Path(folder), "one") as server:
            done = subprocess.run(
                [sys.executable, "-c", WATCHED],
                env=server.environment | {name: screen.environment[name] for name in X11},
                capture_output=True,
                text=True,
                timeout=WARM_UP_S + SECONDS + 60,
                check=False,
            )
    finally:
        screen.close()
    if done.returncode != 0 or not done.stdout:
        raise SystemExit(done.stderr)
    told = json.loads(done.stdout.splitlines()[-1])
    gaps_ms = [(late - early) * 1_000 for early, late in pairwise(told["times"])]
    figures = {
        "live_sound_fps": len(told["times"]) / SECONDS,
        "live_sound_interval_p99_ms": percentile(gaps_ms, 0.99),
        "live_sound_cpu_share": told["share"],
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
