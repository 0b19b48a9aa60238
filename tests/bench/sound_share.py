"""What the sound takes of one core: a session without a window, with and without its sound."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import msgspec

from coach.library.settings import BreathSound
from tests.helpers.pulse import PulseServer
from tests.helpers.sounding import Sounded

ROOT = Path(__file__).parents[2]
SECONDS = 40
ON = BreathSound(tone_on=True, cue_on=True, chimes_on=True)


def share(server: PulseServer, folder: Path, settings: BreathSound) -> float:
    """Of one core, once it has warmed up."""
    file = folder / "session.json"
    chosen = msgspec.json.encode(settings).decode()
    subprocess.run(
        [sys.executable, "-m", "tests.helpers.sounding", file, str(SECONDS), chosen],
        env=server.environment,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return Sounded(file).share


def main() -> None:
    with tempfile.TemporaryDirectory() as name, PulseServer(Path(name) / "pulse", "one") as server:
        folder = Path(name)
        silent = share(server, folder, BreathSound())
        print(json.dumps({"sound_cpu_share": share(server, folder, ON) - silent}))


if __name__ == "__main__":
    main()
