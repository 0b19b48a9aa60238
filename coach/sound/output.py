"""One output, open: asks for frames ahead, in the thread that opened it, and knows their time."""

from collections.abc import Callable

from PySide6.QtCore import QIODevice, QObject, Qt, QTimer, Signal
from PySide6.QtMultimedia import QAudioDevice, QAudioSink, QtAudio

from coach.live.clock import NowNs
from coach.sound.encoding import Resampler, encoded, format_for
from coach.sound.pace import Pace
from coach.sound.voicing import Samples
from coach.sound.watch import USUAL_MS, Watch

AHEAD_MS, MOST_AHEAD_MS = 65, 240
"""So much is kept rendered ahead of what the system has taken; more after each shortage."""
_ROOM_MS = 2 * MOST_AHEAD_MS
BLOCK_MS = 25
"""So often more is rendered. Qt would ask whenever the sound server does, 190 times a second."""

Heard = Callable[[int, float | None], Samples]
"""(frames, when the first of them is heard, in ns, or None) → (frames, 2)."""


class Output(QObject):
    """Plays what `render` makes on a device until it is closed.

    `gone` comes, from any thread, where the output was taken away; `lost` where it stopped or would
    not begin. `underruns` counts how often it ran dry.
    """

    gone = Signal()
    lost = Signal()

    def __init__(self, device: QAudioDevice, render: Heard, now_ns: NowNs) -> None:
        super().__init__()
        self.device_id = bytes(device.id().data()).decode(errors="replace")
        self.name = device.description()
        self.underruns = 0
        self.is_lost = False
        self._render, self._now_ns = render, now_ns
        self._format = format_for(device)
        self._frame_bytes = self._format.bytesPerFrame()
        self._rate_hz = self._format.sampleRate()
        self._resampler = Resampler(self._rate_hz)
        self._pace = Pace(self._rate_hz, USUAL_MS)
        self._watch: Watch | None = None
        self._ahead = self._frames_in(AHEAD_MS)
        self._given = 0
        self._feed: QIODevice | None = None
        self._sink = QAudioSink(device, self._format)
        self._sink.setBufferSize(self._frames_in(_ROOM_MS) * self._frame_bytes)
        self._sink.stateChanged.connect(self._on_sink_state_changed)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BLOCK_MS)
        self._timer.timeout.connect(self._on_timer_timeout)

    def start(self) -> None:
        """Begin; silence until it is known when a frame is heard."""
        self._feed = self._sink.start()
        self._fill(0)
        self._timer.start()
        self._watch = Watch(
            self.device_id, self._taken, self._rate_hz, self._now_ns, self.gone.emit
        )

    def close(self) -> None:
        """Stop at once; what was rendered ahead is dropped."""
        self._timer.stop()
        if self._watch is not None:
            self._watch.stop()
        self._sink.stateChanged.disconnect(self._on_sink_state_changed)
        self._sink.reset()

    @property
    def ahead_ms(self) -> float:
        """How much is kept rendered ahead."""
        return self._ahead * 1_000.0 / self._rate_hz

    @property
    def late_ms(self) -> float:
        """From a frame's being rendered to its being heard, about; 0 while that is not known."""
        heard_ns = self._pace.when(self._given)
        return 0.0 if heard_ns is None else (heard_ns - self._now_ns()) / 1e6

    @property
    def drift_ppm(self) -> float:
        """How much slower the card's clock runs than the computer's, in millionths."""
        return self._pace.drift_ppm

    def _frames_in(self, ms: float) -> int:
        return round(ms * self._rate_hz / 1_000)

    def _taken(self) -> int:
        return round(self._sink.processedUSecs() * self._rate_hz / 1e6)

    def _on_timer_timeout(self) -> None:
        taken = self._taken()
        if taken:
            while self._watch is not None and self._watch.answers:
                self._pace.tell(*self._watch.answers.popleft())
            self._pace.observe(self._now_ns(), taken)
            if taken >= self._given:
                self._ran_dry()
        self._fill(taken)

    def _ran_dry(self) -> None:
        self.underruns += 1
        self._ahead = min(self._frames_in(MOST_AHEAD_MS), self._ahead * 3 // 2)
        self._pace.slip()

    def _fill(self, taken: int) -> None:
        """Renders until so much is ahead of what was taken."""
        frames = self._ahead - (self._given - taken)
        if frames <= 0 or self._feed is None:
            return
        heard_ns = self._pace.when(self._given)
        stereo = self._resampler.render(lambda count: self._render(count, heard_ns), frames)
        self._given += frames
        self._feed.write(encoded(stereo, self._format))

    def _on_sink_state_changed(self) -> None:
        if self._sink.state() == QtAudio.State.StoppedState:
            self.is_lost = True
            self.lost.emit()
