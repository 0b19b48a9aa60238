"""The sound's thread: opens the output that is wanted, renders for it, watches it come and go."""

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from coach.live.clock import NowNs, TimeLine
from coach.session.state import Status
from coach.sound.devices import Devices, id_of
from coach.sound.mixer import Mixer, Voices
from coach.sound.output import Output
from coach.sound.outputs import Figures
from coach.sound.preview import Preview, preview_of
from coach.sound.renderer import Block, Renderer
from coach.sound.stride import Stride
from coach.sound.voicing import RATE_HZ, Samples
from coach.sound.wishes import Wishes

BEAT_MS = 250
"""So often it looks whether the sound is over."""
STILL_FRAMES = RATE_HZ // 2
"""After so much silence nothing is left to fade out."""
TRIES = 3
"""An output that will not open is tried so often in a session, a beat apart."""


class Engine(QObject):
    """Lives in a thread of its own; `refresh` tells it that the wishes have changed."""

    device_lost = Signal(str)
    device_back = Signal(str)
    failed = Signal(str)
    outputs_changed = Signal(object)

    def __init__(self, wishes: Wishes, voices: Voices, now_ns: NowNs) -> None:
        super().__init__()
        self._wishes, self._voices, self._now_ns = wishes, voices, now_ns
        self._devices = Devices()
        self._devices.changed.connect(self._on_devices_changed)
        self._mixer, self._renderer, self._stride = Mixer(voices), Renderer(), Stride()
        self._line: TimeLine | None = None
        self._output: Output | None = None
        self._missing: str | None = None
        self._tries = 0
        self._tried: tuple[str, TimeLine | None] | None = None
        self._preview: Preview | None = None
        self._dry, self._still = 0, 0
        self._beat = QTimer(self)
        self._beat.setInterval(BEAT_MS)
        self._beat.timeout.connect(self._tend)

    @property
    def figures(self) -> Figures:
        """How the output does."""
        output = self._output
        if output is None:
            return Figures("", self._dry, 0.0, 0.0, 0.0)
        return Figures(
            output=output.name,
            underruns=self._dry + output.underruns,
            late_ms=output.late_ms,
            ahead_ms=output.ahead_ms,
            drift_ppm=output.drift_ppm,
        )

    def refresh(self) -> None:
        """Do as is wished now."""
        self._still = 0
        self._mixer.set(self._wishes.settings, quiet=self._wishes.quiet, ducked=self._wishes.ducked)
        self._tend()

    def preview(self, kind: str, name: str, volume: float) -> None:
        """Let something be heard, in place of what was; the same again only changes its volume."""
        playing = self._preview
        if (
            playing
            and playing.kind == kind == "tone"
            and playing.name == name
            and self._mixer.is_busy
        ):
            playing.set_volume(volume)
            return
        self.stop_preview()
        self._preview = preview_of(self._voices, kind, name, volume)
        if self._preview is not None:
            self._tries = 0
            self._mixer.add(self._preview)
            self._tend()

    def stop_preview(self) -> None:
        """End what is let be heard."""
        if self._preview is not None:
            self._preview.leave()
            self._preview = None

    def list_outputs(self) -> None:
        """Tell which outputs there are."""
        self.outputs_changed.emit(self._devices.names())

    def close(self) -> None:
        """Silence, at once."""
        self._beat.stop()
        self._close_output()

    def _tend(self) -> None:
        """Open, change or close the output as is wished."""
        if not self._is_wanted():
            self._beat.stop()
            self._missing = None
            self._close_output()
            return
        self._beat.start()
        device = self._devices.find(self._wishes.settings.device)
        if device is None:
            self._miss()
            return
        if self._output is not None and self._output.device_id == id_of(device):
            return
        self._close_output()
        score = self._wishes.score
        trying = (id_of(device), None if score is None else score.line)
        if trying != self._tried:
            self._tried, self._tries = trying, 0
        if self._tries >= TRIES:
            return
        self._tries += 1
        self._output = Output(device, self._render, self._now_ns)
        self._output.lost.connect(self._on_output_lost, Qt.ConnectionType.QueuedConnection)
        self._output.gone.connect(self._on_output_gone, Qt.ConnectionType.QueuedConnection)
        self._output.start()
        if self._missing is not None:
            self._missing = None
            self.device_back.emit(self._output.name)

    def _is_wanted(self) -> bool:
        score = self._wishes.score
        over = score is None or score.state.status is Status.ENDED
        if self._wishes.something_sounds and not over:
            return True
        return self._mixer.is_busy or (self._output is not None and self._still < STILL_FRAMES)

    def _miss(self) -> None:
        """What should sound is not there: say so once, and be silent until it is."""
        self._mixer.drop()
        if self._missing is not None:
            return
        chosen = self._wishes.settings
        had = self._output
        self._close_output()
        self._missing = chosen.device_name if chosen.device else (had.name if had else "")
        if had is None and not chosen.device:
            self.failed.emit("no_device")
        else:
            self.device_lost.emit(self._missing or (had.name if had else chosen.device))

    def _close_output(self) -> None:
        if self._output is not None:
            self._dry += self._output.underruns
            self._output.close()
            self._output = None
            self._mixer.drop()
            self._renderer.silence()

    def _render(self, frames: int, heard_ns: float | None) -> Samples:
        """The next frames, (frames, 2), the first of which is heard then."""
        stereo = self._mixer.render(self._block(frames, heard_ns))
        self._still = 0 if stereo.any() else self._still + frames
        return stereo

    def _block(self, frames: int, heard_ns: float | None) -> Block:
        score = self._wishes.score
        if score is None or heard_ns is None or self._output is None:
            return self._renderer.hush(frames)
        self._tries = 0
        if score.line is not self._line:
            self._line, self._stride = score.line, Stride()
            self._renderer.begin()
        own_ms = self._wishes.settings.latency_ms.get(self._output.device_id, 0)
        t_ms, step_ms = self._stride.block(score.line, heard_ns + own_ms * 1e6, frames)
        return self._renderer.render(score, t_ms, step_ms, frames)

    def _on_output_gone(self) -> None:
        if self._output is not None and self.sender() is self._output:
            self._devices.forget(self._output.device_id)
            self._tend()
            self.list_outputs()

    def _on_devices_changed(self) -> None:
        self._tries = 0
        self._tend()
        self.list_outputs()

    def _on_output_lost(self) -> None:
        if self._output is None or not self._output.is_lost:
            return
        self._close_output()
        if self._tries >= TRIES:
            self.failed.emit("no_output")
