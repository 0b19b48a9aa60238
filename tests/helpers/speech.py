"""A speech-dispatcher of one's own, that speaks with espeak-ng to a private PulseAudio server."""

import os
import shutil
import signal
import subprocess
from pathlib import Path

import numpy as np

from tests.helpers import pulse

NEEDED = ("speech-dispatcher", "espeak-ng", "parec")
RATE_HZ = 48_000
AUDIBLE = 0.01
"""Of full scale: espeak-ng speaks at about half of it, and a null sink's silence is 0."""
_MODULES = Path("/usr/lib/speech-dispatcher-modules")
_CONFIG = """\
LogLevel 3
LogDir "{folder}"
AudioOutputMethod "pulse"
AddModule "espeak-ng" "sd_espeak-ng" "espeak-ng.conf"
DefaultModule espeak-ng
"""


def missing() -> list[str]:
    """What this machine lacks for it."""
    found = [name for name in NEEDED if shutil.which(name) is None]
    if not found and not list(_MODULES.parent.glob("**/sd_espeak-ng")):
        found = ["speech-dispatcher-espeak-ng"]
    return found + pulse.missing()


class SpeechServer:
    """Heard on the sinks of `sound`; found by who has `environment`."""

    def __init__(self, folder: Path, sound: pulse.PulseServer) -> None:
        self._folder, self._sound = folder, sound
        self._socket = folder / "speech.sock"
        (folder / "modules").mkdir(parents=True)
        (folder / "modules" / "espeak-ng.conf").touch()
        (folder / "speechd.conf").write_text(_CONFIG.format(folder=folder), encoding="utf-8")
        self.environment = {"SPEECHD_ADDRESS": f"unix_socket:{self._socket}"}
        self.start()

    def __enter__(self) -> "SpeechServer":
        return self

    def __exit__(self, *_: object) -> None:
        if self._server.poll() is None:
            self.signal(signal.SIGCONT)
            self._server.terminate()
            self._server.wait(timeout=10)

    def start(self) -> None:
        """Once more after `kill`."""
        self._socket.unlink(missing_ok=True)
        words = ["speech-dispatcher", "-s", "-C", self._folder, "-L", self._folder]
        words += ["-S", self._socket, "-P", self._folder / "pid", "-t", "0"]
        with (self._folder / "log").open("ab") as log:
            self._server = subprocess.Popen(
                [str(word) for word in words],
                env=self._sound.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        pulse.wait_until(self._socket.exists, what="speech-dispatcher")

    def signal(self, number: signal.Signals) -> None:
        """To it and its modules."""
        os.killpg(self._server.pid, number)

    def kill(self) -> None:
        """At once, without a last word to who is connected."""
        self.signal(signal.SIGKILL)
        self._server.wait(timeout=10)


class Ears:
    """Hear what a sink plays, from now on; frames are counted from there."""

    def __init__(self, sound: pulse.PulseServer, sink: str, file: Path) -> None:
        self._path = file
        with file.open("wb") as output:
            self._recorder = subprocess.Popen(
                ["parec", f"--device={sink}.monitor", "--raw", "--format=float32le",
                 "--channels=1", f"--rate={RATE_HZ}", "--latency-msec=20"],
                env=sound.environment,
                stdout=output,
            )  # fmt: skip
        pulse.wait_until(lambda: self.frames, what="parec")

    def __enter__(self) -> "Ears":
        return self

    def __exit__(self, *_: object) -> None:
        self._recorder.terminate()
        self._recorder.wait(timeout=10)

    @property
    def frames(self) -> int:
        """Heard so far."""
        return self._path.stat().st_size // 4

    def samples(self, from_frame: int = 0) -> np.ndarray:
        """(frames,) -1 to 1."""
        return np.fromfile(self._path, dtype="<f4", offset=from_frame * 4)

    def peak(self, from_frame: int = 0) -> float:
        """The loudest since a frame."""
        return float(abs(self.samples(from_frame)).max(initial=0.0))

    def hear(self, from_frame: int = 0) -> bool:
        """Whether anything was audible since a frame."""
        return self.peak(from_frame) > AUDIBLE

    def are_at_rest(self) -> bool:
        """Whether the last half second was silent."""
        return not self.hear(max(0, self.frames - RATE_HZ // 2))
