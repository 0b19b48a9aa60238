"""What the program knows of the sound: it says what to follow, and never waits for it."""

from PySide6.QtCore import QObject, QThread, Signal

from coach.library.settings import BreathSound
from coach.live.clock import NowMs, TimeLine, fine
from coach.session.state import State
from coach.sound.desk import Desk
from coach.sound.outputs import Figures
from coach.sound.score import Score
from coach.sound.wishes import Wishes

PACKAGE = "libpulse0"
"""What to install on Debian and its kin where `failed` says "no_library"."""
_CLOSE_MS = 3_000


class SoundPlayer(QObject):
    """Plays the breath of one session after another, in a thread that starts when it is needed.

    `failed(str)` with a code: "no_library" (Qt's sound does not load; see PACKAGE), "no_device"
    (the computer has no output), "no_output" (it has, but it does not open). `device_lost(str)`
    and `device_back(str)` with an output's name, in a session. `outputs_changed(tuple[OutputName,
    ...])` answers `list_outputs`, and comes whenever one is plugged or unplugged from then on.
    """

    device_lost = Signal(str)
    device_back = Signal(str)
    failed = Signal(str)
    outputs_changed = Signal(object)
    _changed = Signal()
    _outputs_wanted = Signal()
    _preview_wanted = Signal(str, str, float)
    _preview_unwanted = Signal()
    _closed = Signal()

    def __init__(self, settings: BreathSound, now_ms: NowMs, parent: QObject | None = None) -> None:
        """`now_ms` is the clock of the performers that it will follow."""
        super().__init__(parent)
        self._wishes = Wishes(settings)
        self._line: TimeLine | None = None
        self._desk = Desk(self._wishes, fine(now_ms))
        self._thread = QThread(self)
        self._thread.setObjectName("sound")
        self._desk.moveToThread(self._thread)
        self._desk.device_lost.connect(self.device_lost)
        self._desk.device_back.connect(self.device_back)
        self._desk.failed.connect(self.failed)
        self._desk.outputs_changed.connect(self.outputs_changed)
        self._changed.connect(self._desk.refresh)
        self._outputs_wanted.connect(self._desk.list_outputs)
        self._preview_wanted.connect(self._desk.preview)
        self._preview_unwanted.connect(self._desk.stop_preview)
        self._closed.connect(self._desk.close)

    @property
    def figures(self) -> Figures | None:
        """How the output does; None while nothing sounds."""
        return self._desk.figures

    def start(self, line: TimeLine, state: State) -> None:
        """Follow a session from now on."""
        self._line = line
        self.follow(state)

    def follow(self, state: State) -> None:
        """The session's state after each change; with its end the sound fades and ends."""
        if self._line is not None:
            self._wishes.score = Score(state, self._line)
            self._tell()

    def finish(self) -> None:
        """The session is left: fade out soon."""
        self._line = self._wishes.score = None
        self._wishes.quiet = self._wishes.ducked = False
        self._tell()

    def set_settings(self, settings: BreathSound) -> None:
        """Sound like this from now on."""
        self._wishes.settings = settings
        self._tell()

    def set_quiet(self, quiet: bool) -> None:
        """No chime, from now on; the one that sounds ends at once."""
        self._wishes.quiet = quiet
        self._tell()

    def set_ducked(self, ducked: bool) -> None:
        """Softer, while a voice speaks."""
        self._wishes.ducked = ducked
        self._tell()

    def preview(self, kind: str, name: str, volume: float) -> None:
        """Let a "tone", a "cue" or a "chime" be heard, by its id, session or not."""
        self._need_thread()
        self._preview_wanted.emit(kind, name, volume)

    def stop_preview(self) -> None:
        """End what is let be heard."""
        if self._thread.isRunning():
            self._preview_unwanted.emit()

    def list_outputs(self) -> None:
        """Ask for the outputs: `outputs_changed` answers."""
        self._need_thread()
        self._outputs_wanted.emit()

    def close(self) -> None:
        """Silence, at once, for good.

        An output that hangs goes on until the program is gone: its thread then is a child of the
        main thread, which Qt never destroys, since to destroy a thread that runs ends in an abort.
        """
        self._line = self._wishes.score = None
        if self._thread.isRunning():
            self._closed.emit()
            if not self._thread.wait(_CLOSE_MS):
                self._thread.setParent(QThread.currentThread())

    def _tell(self) -> None:
        if self._wishes.something_sounds:
            self._need_thread()
        if self._thread.isRunning():
            self._changed.emit()

    def _need_thread(self) -> None:
        if not self._thread.isRunning():
            self._thread.start()
