"""The Settings dialog, joined to what it sets and lets be heard."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from coach.ears import Ears
from coach.library.settings import Settings
from coach.live.clock import NowMs
from coach.massage.protocol import Protocol
from coach.trial import Trial
from coach.ui.settings.dialog import SettingsDialog
from coach.ui.settings.keys import KeysPart
from coach.ui.settings.look import LookPart
from coach.ui.settings.session import SessionPart
from coach.ui.settings.sound import SoundPart
from coach.ui.settings.voice import VoicePart
from coach.ui.theme import Theme

if TYPE_CHECKING:
    from coach.sound.outputs import OutputName


class Preferences(QObject):
    """Made when it is first asked for. `changed(str)`: a part's settings are others now."""

    changed = Signal(str)

    def __init__(
        self,
        settings: Settings,
        ears: Ears,
        protocol: Protocol | None,
        folder: Path,
        now_ms: NowMs,
        theme: Theme,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._settings, self._ears = settings, ears
        self.sound, self.voice, self.keys = SoundPart(), VoicePart(), KeysPart(now_ms)
        parts = (LookPart(theme), self.sound, self.voice, self.keys, SessionPart(folder))
        self.dialog = SettingsDialog(settings, parts, theme, window)
        self.dialog.changed.connect(self._on_dialog_changed)
        self.dialog.closed.connect(self._on_dialog_closed)
        self.dialog.opened.connect(self._on_dialog_opened)
        self.sound.preview_requested.connect(self._on_sound_preview_requested)
        self.voice.preview_requested.connect(self._on_voice_preview_requested)
        ears.sound_failed.connect(self.sound.show_problem)
        ears.voice_failed.connect(self._on_ears_voice_failed)
        ears.outputs_changed.connect(self._on_ears_outputs_changed)
        ears.voices_changed.connect(self._show_voices)
        if protocol is not None:
            self._trial = Trial(ears, protocol, now_ms, self)
            self._trial.turned.connect(self.sound.late.show_turn)
            self.sound.trial_requested.connect(self._trial.set_on)
            ears.trial_over.connect(self.sound.late.stop)

    def open(self, part: str) -> None:
        """Show the dialog at a part; empty: where it was."""
        self.dialog.open_at(part or None)

    def show(self) -> None:
        """The settings as they are now: they were changed elsewhere."""
        self.dialog.show_settings(self._settings)

    def _on_dialog_opened(self) -> None:
        from coach.sound.chimes import CHIMES  # noqa: PLC0415 -- numpy: only where it is wanted
        from coach.sound.cues import CUES  # noqa: PLC0415
        from coach.sound.voicings import TONES  # noqa: PLC0415

        self.sound.set_sounds(tuple(TONES), tuple(CUES), tuple(CHIMES))
        self._ears.player.list_outputs()
        self._show_voices()

    def _on_dialog_changed(self, part: str) -> None:
        self.changed.emit(part)
        if part == "voice":
            self._show_voices()

    def _on_dialog_closed(self) -> None:
        self._ears.player.stop_preview()

    def _show_voices(self) -> None:
        speaker = self._ears.speaker
        voices = speaker.voices(self._settings.voice.engine)
        self.voice.set_voices(speaker.engines(), voices)
        if voices:
            self.voice.show_problem(None)

    def _on_ears_outputs_changed(self, outputs: "Sequence[OutputName]") -> None:
        self.sound.set_outputs([(output.id, output.name) for output in outputs])
        if outputs:
            self.sound.show_problem(None)

    def _on_ears_voice_failed(self, code: str) -> None:
        """One that went away is looked for again at the next word."""
        if code != "lost":
            self.voice.show_problem(code)

    def _on_sound_preview_requested(self, kind: str, name: str) -> None:
        sound = self._settings.sound
        volumes = {"tone": sound.tone_volume, "cue": sound.cue_volume, "chime": sound.chime_volume}
        self._ears.player.preview(kind, name, volumes[kind])

    def _on_voice_preview_requested(self) -> None:
        self._ears.speaker.preview()
