"""The voice: says what waits, one thing after the other, through the engine that was chosen."""

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from coach.library.settings import Voice
from coach.live.clock import NowMs
from coach.sound import mouth, sentences
from coach.sound.mouth import Mouth
from coach.sound.utterance import Rank, Utterance, Waiting

START_MS = 3_000
"""An engine that has not begun to speak by then has gone away."""
OPEN_MS = 10_000
"""One that has not opened by then: the system may have to start its speech first."""
STOP_MS = 1_000
LETTER_MS = 200
"""The slowest voices take so long."""
CLOSE_MS = 1_000
PACKAGES = {
    "no_library": "libpulse0 speech-dispatcher speech-dispatcher-espeak-ng",
    "no_engine": "speech-dispatcher speech-dispatcher-espeak-ng",
}
"""What Debian and its like have for it, by the code of what failed."""


class Speaker(QObject):
    """Speaks what it is given, where the settings are on; never two things at once.

    `speaking_changed(bool)`: the breath sound makes room meanwhile. `failed(str, str)`: a code, and
    the packages to install, if any: "no_library" (Qt cannot speak), "no_engine" (the system has
    nothing that speaks), "lost" (it went away, or does not answer); each once until it has spoken
    again, or `tell_again`.
    `voices_changed()`: `voices` has its answer.
    """

    speaking_changed = Signal(bool)
    failed = Signal(str, str)
    voices_changed = Signal()

    def __init__(
        self, settings: Voice, language: str, now_ms: NowMs, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = replace(settings)
        self._language, self._now_ms = language, now_ms
        self._waiting = Waiting()
        self._stage: int | None = None
        self._quiet = False
        self._mouth: Mouth | None = None
        self._leaving: Mouth | None = None
        self._wanted = False
        self._saying: Utterance | None = None
        self._started = self._stopping = self._speaking = False
        self._told: set[str] = set()
        self._watch = QTimer(self, singleShot=True)
        self._watch.timeout.connect(self._on_watch_timeout)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.close)

    def prepare(self) -> None:
        """Start the engine, where the voice is on: some 0.2 s here, once, and 2 s beside."""
        if self._settings.on:
            self._open()

    def tell_again(self) -> None:
        """Someone else listens: what failed before is told anew if it fails still."""
        self._told.clear()

    def set_settings(self, settings: Voice) -> None:
        """Another engine, voice, rate or volume, at once; off is silent at once."""
        before, self._settings = self._settings, replace(settings)
        if not settings.on:
            self._hush()
        if settings.engine != before.engine:
            self._leave()
        elif self._mouth is not None and self._mouth.is_open:
            self._dress(self._mouth)
        self.prepare()

    def set_quiet(self, quiet: bool) -> None:
        """Silent at once, and until it is no longer quiet."""
        self._quiet = quiet
        if quiet:
            self._hush()

    def set_stage(self, stage: int | None) -> None:
        """The stage under way: what holds in another is not said any more."""
        self._stage = stage

    def say(self, *utterances: Utterance) -> None:
        """These as soon as it is their turn; dropped where the voice is off or quiet."""
        if not self._settings.on or self._quiet:
            return
        self._put(utterances)

    def preview(self) -> None:
        """A taste of the voice as set, whether it is on or not."""
        self._put((Utterance(sentences.preview(), Rank.ANSWER, "preview", cuts=True),))

    def engines(self) -> list[tuple[str, str]]:
        """Ids and names; none where Qt cannot speak."""
        try:
            return mouth.engines()
        except ImportError:
            self._fail("no_library")
            return []

    def voices(self, engine: str) -> list[tuple[str, str]]:
        """Ids and names of the chosen engine's voices, once `voices_changed`; until then none."""
        if engine != self._settings.engine:
            return []
        self._open()
        return [] if self._mouth is None else self._mouth.voices()

    def close(self) -> None:
        """Be silent and let go of the engine."""
        self._waiting.clear()
        self._leave()
        if self._leaving is not None:
            self._leaving.wait(CLOSE_MS)
            self._leaving, self._wanted = None, False

    def _put(self, utterances: tuple[Utterance, ...]) -> None:
        self._waiting.put(utterances, self._now_ms())
        if any(each.cuts for each in utterances):
            self._stop()
        self._next()

    def _next(self) -> None:
        """Say what is next, if the mouth is free."""
        if self._saying is not None:
            return
        self._open()
        if self._mouth is None or not self._mouth.is_open:
            return
        self._saying = self._waiting.take(self._now_ms(), self._stage)
        if self._saying is not None:
            self._mouth.say(self._saying.text)
            self._watch.start(START_MS)
        self._set_speaking(self._saying is not None)

    def _hush(self) -> None:
        self._waiting.clear()
        self._stop()

    def _stop(self) -> None:
        if self._saying is not None and self._mouth is not None:
            self._stopping = True
            self._mouth.stop()
            self._watch.start(STOP_MS)

    def _done(self) -> None:
        """Nothing is being said."""
        self._watch.stop()
        self._saying, self._started, self._stopping = None, False, False

    def _set_speaking(self, speaking: bool) -> None:
        if speaking is not self._speaking:
            self._speaking = speaking
            self.speaking_changed.emit(speaking)

    def _open(self) -> None:
        """A mouth, where there is none; not before one that hangs has gone."""
        self._wanted = self._leaving is not None
        if self._mouth is None and self._leaving is None:
            self._make_mouth()
        elif not self._watch.isActive() and (self._mouth is None or not self._mouth.is_open):
            self._watch.start(OPEN_MS)

    def _make_mouth(self) -> None:
        try:
            self._mouth = Mouth(self._settings.engine, self._language, self)
        except ImportError:
            self._waiting.clear()
            self._fail("no_library")
            return
        self._mouth.opened.connect(self._on_mouth_opened)
        self._mouth.speaking_changed.connect(self._on_mouth_speaking_changed)
        self._mouth.lost.connect(self._on_mouth_lost)
        self._watch.start(OPEN_MS)

    def _leave(self) -> None:
        """Without a mouth until the next `_open`."""
        if self._mouth is not None:
            self._leaving, self._mouth = self._mouth, None
            self._leaving.destroyed.connect(self._on_leaving_destroyed)
            self._leaving.close()
        self._done()
        self._set_speaking(False)

    def _dress(self, mouth: Mouth) -> None:
        chosen = self._settings
        mouth.set_voice(chosen.voice, chosen.rate, chosen.volume)

    def _fail(self, code: str) -> None:
        if code not in self._told:
            self._told.add(code)
            self.failed.emit(code, PACKAGES.get(code, ""))

    def _on_mouth_opened(self, well: bool) -> None:
        if not well:
            self._waiting.clear()
            self._leave()
            self._fail("no_engine")
        elif self._mouth is not None:
            self._watch.stop()
            self._dress(self._mouth)
            self.voices_changed.emit()
            self._next()

    def _on_mouth_speaking_changed(self, speaking: bool) -> None:
        if speaking:
            self._told.clear()
            if self._saying is not None and not self._stopping:
                self._started = True
                self._watch.start(START_MS + LETTER_MS * len(self._saying.text))
            elif self._mouth is not None:  # it began after it was told to stop
                self._mouth.stop()
        elif self._started or self._stopping:
            self._done()
            self._next()

    def _on_mouth_lost(self) -> None:
        """What was to be said is lost; the next utterance finds a new mouth."""
        if self._saying is not None:
            self._leave()
            self._fail("lost")

    def _on_watch_timeout(self) -> None:
        if self._stopping:
            self._done()
            self._next()
        elif self._saying is None:  # it does not open, but may yet: to start another takes longer
            self._fail("lost")
        else:
            self._on_mouth_lost()

    def _on_leaving_destroyed(self) -> None:
        self._leaving = None
        if self._wanted:
            self._open()
