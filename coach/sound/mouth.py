"""One speech engine in a thread of its own: to start it, and to reach it, may take seconds.

All calls are Qt's own, queued into that thread, so that they run without Python: its lock would be
held through each of them, and the window would stand still. Starting Speech Dispatcher with
espeak-ng takes 1.5 to 2 s, because it lists 13,000 voices.
"""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    Q_ARG,
    QLocale,
    QLoggingCategory,
    QMetaObject,
    QObject,
    Qt,
    QThread,
    Signal,
)
from shiboken6 import Shiboken

from coach.sound import LOG_RULES

if TYPE_CHECKING:
    from PySide6.QtTextToSpeech import QVoice

MOCK = "mock"
"""Qt's silent engine, for tests."""
_USUAL = ("English (America)", "English (Great Britain)")
"""What espeak-ng calls them; the first of that country, which Qt would take, is the Caribbean's."""
_NAMES = {
    "speechd": "Speech Dispatcher",
    "flite": "Flite",
    "darwin": "macOS",
    "macos": "macOS (NSSpeech)",
    "winrt": "Windows",
    "sapi": "Windows (SAPI)",
    "android": "Android",
}


def engines() -> list[tuple[str, str]]:
    """Ids and names of what Qt can speak through. Raises ImportError where it cannot speak."""
    _quieten()
    from PySide6.QtTextToSpeech import QTextToSpeech  # noqa: PLC0415 -- slow, and may be missing

    found = sorted(set(QTextToSpeech.availableEngines()) - {MOCK})
    return [(engine, _NAMES.get(engine, engine)) for engine in found]


def _quieten() -> None:
    """Qt's sound warns when PipeWire is not there, which is nothing to warn of."""
    QLoggingCategory.setFilterRules(LOG_RULES)


class Mouth(QObject):
    """`opened(bool)`: whether the engine can speak; `speaking_changed(bool)` as the engine says;
    `lost()`: what was to be said cannot be, now or at all.
    """

    opened = Signal(bool)
    speaking_changed = Signal(bool)
    lost = Signal()

    def __init__(self, engine: str, language: str, parent: QObject) -> None:
        """`engine` empty: the system's usual one. Raises ImportError where Qt cannot speak."""
        known = [each for each, _ in engines()]
        from PySide6.QtTextToSpeech import QTextToSpeech, QVoice  # noqa: PLC0415 -- as above

        super().__init__(parent)
        self._states, self._voice_type = QTextToSpeech.State, QVoice
        self._language = QLocale(language)
        self._wanted = engine if engine in (*known, MOCK) else ""
        self._voices: dict[str, QVoice] = {}
        self._usual = ""
        self.is_open = False
        self._thread = QThread(self)
        self._tts = QTextToSpeech("none")
        self._tts.moveToThread(self._thread)
        self._tts.engineChanged.connect(self._on_tts_engine_changed)
        self._tts.stateChanged.connect(self._on_tts_state_changed)
        self._tts.errorOccurred.connect(self._on_tts_error_occurred)
        self._thread.start()
        self._call("setEngine", Q_ARG(str, self._wanted))

    def say(self, text: str) -> None:
        """Say it now."""
        self._call("say", Q_ARG(str, text))

    def stop(self) -> None:
        """Be silent at once."""
        self._call("stop")

    def set_voice(self, voice: str, rate: float, volume: float) -> None:
        """An id of `voices`, empty or unknown: the usual one; rate -1 to 1, volume 0 to 1."""
        found = self._voices.get(voice) or self._voices.get(self._usual)
        if found is not None:
            self._call("setVoice", Q_ARG(self._voice_type, found))
        self._call("setRate", Q_ARG(float, rate))
        self._call("setVolume", Q_ARG(float, volume))

    def voices(self) -> list[tuple[str, str]]:
        """Ids and names, those of the program's language where there are any; none until open."""
        return [(voice, found.name()) for voice, found in self._voices.items()]

    def close(self) -> None:
        """Fall silent and go; it deletes itself once its thread has ended."""
        self.blockSignals(True)
        self._tts.engineChanged.disconnect(self._on_tts_engine_changed)
        self._tts.stateChanged.disconnect(self._on_tts_state_changed)
        self._tts.errorOccurred.disconnect(self._on_tts_error_occurred)
        self._thread.finished.connect(self.deleteLater)
        self._tts.deleteLater()
        self._thread.quit()

    def wait(self, ms: int) -> None:
        """For its thread to end after `close`.

        One that hangs on its daemon goes on until the program is gone: as a child of the main
        thread, which Qt never destroys, since to destroy a thread that runs ends in an abort.
        """
        if not self._thread.wait(ms):
            self._thread.setParent(QThread.currentThread())

    def _call(self, method: str, *arguments: Any) -> None:
        QMetaObject.invokeMethod(self._tts, method, Qt.ConnectionType.QueuedConnection, *arguments)

    def _on_tts_engine_changed(self, engine: str) -> None:
        """The engine has answered: from here it is idle, and its lists are read at once."""
        if not Shiboken.isValid(self._tts):  # it answers after `close`
            return
        if engine and (engine != MOCK or self._wanted == MOCK):
            self._find_voices()
        self.is_open = bool(self._voices)
        self.opened.emit(self.is_open)

    def _find_voices(self) -> None:
        """Those of the language; espeak-ng's hundred timbres ("+Annie") only of the usual one."""
        language, home = self._language.language(), QLocale.system().territory()
        locales = self._tts.availableLocales()
        own = [each for each in locales if each.language() == language]
        own.sort(key=lambda each: (each.territory() != home, each != self._language))
        found = [voice for each in own or locales[:1] for voice in self._tts.allVoices(each)]
        plain = [voice for voice in found if "+" not in voice.name()] or found
        if not plain:
            return
        present = self._tts.voice()
        usual = next((voice for voice in plain if voice.name() in _USUAL), plain[0])
        if usual.name() not in _USUAL and present in plain:
            usual = present
        timbres = [voice for voice in found if voice.name().startswith(f"{usual.name()}+")]
        self._voices = {_id(voice): voice for voice in (*plain, *timbres)}
        self._usual = _id(usual)

    def _on_tts_state_changed(self, state: object) -> None:
        if state in (self._states.Speaking, self._states.Ready):
            self.speaking_changed.emit(state is self._states.Speaking)

    def _on_tts_error_occurred(self, *_: object) -> None:
        if self.is_open:
            self.lost.emit()


def _id(voice: "QVoice") -> str:
    """Names are not the same for two voices of one place."""
    return f"{voice.locale().name()} {voice.name()}"
