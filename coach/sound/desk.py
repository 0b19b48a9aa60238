"""Between the interface and the engine: loads what is slow to load in the sound's own thread."""

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QLoggingCategory, QObject, QThread, Signal, Slot

from coach.live.clock import NowNs
from coach.sound import LOG_RULES
from coach.sound.outputs import Figures
from coach.sound.wishes import Wishes

if TYPE_CHECKING:
    from coach.sound.engine import Engine

SERVER_MS = "50"
"""What PulseAudio keeps of ours: Qt asks for 21 ms, which a busy processor outlasts, and has no
setting for it; PulseAudio's library reads it from here."""


class Desk(QObject):
    """Lives in the sound's thread; what it is asked before that runs, it does when it does."""

    device_lost = Signal(str)
    device_back = Signal(str)
    failed = Signal(str)
    outputs_changed = Signal(object)

    def __init__(self, wishes: Wishes, now_ns: NowNs) -> None:
        super().__init__()
        self._wishes, self._now_ns = wishes, now_ns
        self._engine: Engine | None = None
        self._broken = False

    @property
    def figures(self) -> Figures | None:
        """How the output does; any thread may ask."""
        engine = self._engine
        return None if engine is None else engine.figures

    @Slot()
    def refresh(self) -> None:
        """The wishes have changed."""
        if engine := self._loaded():
            engine.refresh()

    @Slot(str, str, float)
    def preview(self, kind: str, name: str, volume: float) -> None:
        """Let something be heard."""
        if engine := self._loaded():
            engine.preview(kind, name, volume)

    @Slot()
    def stop_preview(self) -> None:
        """End what is let be heard."""
        if self._engine is not None:
            self._engine.stop_preview()

    @Slot()
    def list_outputs(self) -> None:
        """Tell which outputs there are."""
        if engine := self._loaded():
            engine.list_outputs()

    @Slot()
    def close(self) -> None:
        """Silence, and the end of the thread."""
        if self._engine is not None:
            self._engine.close()
            self._engine.deleteLater()  # by this thread, which ends with it
            self._engine = None
        QThread.currentThread().quit()

    def _loaded(self) -> "Engine | None":
        if self._engine is None and not self._broken:
            try:
                self._engine = self._load()
            except ImportError:  # Qt's sound needs libraries of the system
                self._broken = True
                self.failed.emit("no_library")
        return self._engine

    def _load(self) -> "Engine":
        QLoggingCategory.setFilterRules(LOG_RULES)
        os.environ.setdefault("PULSE_LATENCY_MSEC", SERVER_MS)
        from coach.sound.chimes import CHIMES  # noqa: PLC0415 -- numpy and Qt's sound
        from coach.sound.cues import CUES  # noqa: PLC0415
        from coach.sound.engine import Engine  # noqa: PLC0415
        from coach.sound.mixer import Voices  # noqa: PLC0415
        from coach.sound.voicings import TONES  # noqa: PLC0415

        engine = Engine(self._wishes, Voices(TONES, CUES, CHIMES), self._now_ns)
        engine.device_lost.connect(self.device_lost)
        engine.device_back.connect(self.device_back)
        engine.failed.connect(self.failed)
        engine.outputs_changed.connect(self.outputs_changed)
        return engine
