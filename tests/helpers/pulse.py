"""A PulseAudio server of one's own, with null sinks to play to and their monitors to record."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np

from tests.helpers.screen import wait_until

RATE_HZ = 48_000
NEEDED = ("pulseaudio", "pactl")
RECORDER = Path(__file__).with_name("pulse_recorder.py")


def missing():
    """The programs that this machine lacks for it."""
    return [name for name in NEEDED if shutil.which(name) is None]


class PulseServer:
    """Its sinks play to nobody; nothing of it outlives `close`."""

    def __init__(self, folder: Path, *sinks: str, modules: tuple[str, ...] = ()) -> None:
        self._recorders: list[Recorder] = []
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        socket = folder / "native"
        self.environment = {
            **os.environ,
            "HOME": str(folder),
            "XDG_RUNTIME_DIR": str(folder),
            "XDG_CONFIG_HOME": str(folder),
            "PULSE_RUNTIME_PATH": str(folder),
            "PULSE_STATE_PATH": str(folder),
            "PULSE_SERVER": f"unix:{socket}",
        }
        loaded = [f"module-native-protocol-unix socket={socket} auth-anonymous=1", *modules]
        loaded += [_null_sink(name) for name in sinks]
        self._log = (folder / "log").open("wb")
        self._server = subprocess.Popen(
            ["pulseaudio", "--daemonize=no", "--exit-idle-time=-1", "-n", "--use-pid-file=no",
             "--disable-shm=yes", "--high-priority=yes", "--realtime=yes",
             *(part for module in loaded for part in ("-L", module))],
            env=self.environment,
            stdout=self._log,
            stderr=self._log,
        )  # fmt: skip
        wait_until(lambda: len(self.sinks()) == len(sinks), what="pulseaudio")

    def __enter__(self) -> "PulseServer":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        for recorder in self._recorders:
            recorder.kill()
        self._server.terminate()
        self._server.wait(timeout=10)
        self._log.close()

    def pactl(self, *words: str) -> str:
        done = subprocess.run(
            ["pactl", *words], env=self.environment, capture_output=True, text=True, check=False
        )
        return done.stdout.strip()

    def sinks(self) -> list[str]:
        return [line.split("\t")[1] for line in self.pactl("list", "short", "sinks").splitlines()]

    def plug(self, name: str) -> str:
        """Another output; answers with what `unplug` needs."""
        module, *rest = _null_sink(name).split(" ")
        return self.pactl("load-module", module, *rest)

    def unplug(self, name: str) -> None:
        """Takes an output away, under whatever plays to it."""
        rows = (line.split("\t") for line in self.pactl("list", "short", "modules").splitlines())
        numbers = [row[0] for row in rows if f"sink_name={name} " in f"{row[2]} "]
        for number in numbers:
            self.pactl("unload-module", number)

    def record(self, sink: str, file: Path) -> "Recorder":
        """Records a sink's monitor from now on."""
        self._recorders.append(Recorder(self, sink, file))
        return self._recorders[-1]


class Recorder:
    """A process that records until `stop`."""

    def __init__(self, server: PulseServer, sink: str, file: Path) -> None:
        self._file = file
        self._process = subprocess.Popen(
            [sys.executable, str(RECORDER), sink, str(file)], env=server.environment
        )
        wait_until(lambda: file.exists() and file.stat().st_size > 0, what="the recorder")

    def kill(self) -> None:
        """Give up what is recorded, if it still is."""
        self._process.kill()
        self._process.wait()

    def stop(self) -> "Recording":
        self._process.send_signal(signal.SIGTERM)
        assert self._process.wait(timeout=10) == 0
        return Recording(self._file)


class Recording:
    """`samples` (frames, 2), and when each was heard.

    A null sink's clock is not quite the computer's: it rounds each piece that it plays down to
    whole microseconds, which makes it about 0.02 % fast. So the server's answers are taken second
    by second, the median of each, and what lies between is on the line between.
    """

    def __init__(self, file: Path) -> None:
        self.samples = np.fromfile(file, dtype="<f4").reshape(-1, 2)
        heard = np.fromfile(file.with_suffix(".heard")).reshape(-1, 2)
        parts = np.array_split(heard, max(2, round((heard[-1, 0] - heard[0, 0]) / 1e9)))
        self._ns, self._frames = np.array([_middle(part) for part in parts]).T
        off_ns = heard[:, 0] - self.heard_ns(heard[:, 1])
        self.spread_ms = float(np.percentile(np.abs(off_ns), 95)) / 1e6
        """95 of 100 answers of the server are so near to what is taken for the truth."""
        self.fast_ppm = (np.polyfit(heard[:, 0], heard[:, 1], 1)[0] * 1e9 / RATE_HZ - 1.0) * 1e6
        """How fast the sink's clock runs, in millionths."""

    def heard_ns(self, frame):
        """When a frame was heard, in ns of CLOCK_BOOTTIME."""
        return _along(frame, self._frames, self._ns)

    def frame_at(self, real_ns):
        """The frame, in parts of one, that was heard then."""
        return _along(real_ns, self._ns, self._frames)


def _middle(part):
    """The median answer of some, as (ns, frame) on the line through them."""
    frame = part[:, 1].mean()
    return np.median(part[:, 0] - (part[:, 1] - frame) * (1e9 / RATE_HZ)), frame


def _along(x, xs, ys):
    """On the lines between the points, and on the outer ones beyond them."""
    part = np.clip(np.searchsorted(xs, x) - 1, 0, len(xs) - 2)
    return ys[part] + (x - xs[part]) * (ys[part + 1] - ys[part]) / (xs[part + 1] - xs[part])


def _null_sink(name: str) -> str:
    properties = f"sink_properties=device.description={name}"
    return (
        f"module-null-sink sink_name={name} rate={RATE_HZ} format=float32le channels=2 {properties}"
    )
