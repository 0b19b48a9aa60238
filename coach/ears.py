"""What is heard of a session: sound and voice, joined to the one under way and to the settings."""

from copy import deepcopy
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coach.library.settings import BreathSound, Settings
from coach.live.clock import NowMs
from coach.massage.strokes import StageSound
from coach.ui import words

if TYPE_CHECKING:
    from coach.live.performer import LivePerformer
    from coach.session.moment import Moment
    from coach.sound.commentary import Commentary
    from coach.sound.player import SoundPlayer
    from coach.sound.voice import Speaker

FASTEST_SPOKEN = 2.0
"""A rehearsal faster than this is silent: words take their time."""


class Ears(QObject):
    """Made once; loads the sound only where something of it is wanted.

    `noticed(str)`: words about it, to be shown where the practitioner looks. `sound_failed(code)`
    and `voice_failed(code)`: the same for Settings; `outputs_changed(tuple[(id, name), ...])`;
    `voices_changed()`. `trial_over()`: a session begins or is left, and what is tried must end now.
    """

    noticed = Signal(str)
    sound_failed = Signal(str)
    voice_failed = Signal(str)
    outputs_changed = Signal(object)
    voices_changed = Signal()
    trial_over = Signal()

    def __init__(self, settings: Settings, language: str, now_ms: NowMs, parent: QObject) -> None:
        super().__init__(parent)
        self._settings, self._language, self._now_ms = settings, language, now_ms
        self._player: SoundPlayer | None = None
        self._speaker: Speaker | None = None
        self._talk: Commentary | None = None
        self._performer: LivePerformer | None = None
        self._trial: LivePerformer | None = None
        self._quiet = False
        self._stage_sound: StageSound | None = None

    @property
    def player(self) -> "SoundPlayer":
        """The sound, loaded now if it was not."""
        if self._player is None:
            from coach.sound.player import SoundPlayer  # noqa: PLC0415 -- numpy, Qt's sound: late

            self._player = player = SoundPlayer(self._wanted, self._now_ms, self)
            player.failed.connect(self._on_player_failed)
            player.device_lost.connect(self._on_player_device_lost)
            player.device_back.connect(self._on_player_device_back)
            player.outputs_changed.connect(self.outputs_changed)
        return self._player

    @property
    def speaker(self) -> "Speaker":
        """The voice, loaded now if it was not."""
        if self._speaker is None:
            from coach.sound.voice import Speaker  # noqa: PLC0415 -- as above

            self._speaker = speaker = Speaker(
                self._settings.voice, self._language, self._now_ms, self
            )
            speaker.failed.connect(self._on_speaker_failed)
            speaker.speaking_changed.connect(self._on_speaker_speaking_changed)
            speaker.voices_changed.connect(self.voices_changed)
        return self._speaker

    @property
    def quiet(self) -> bool:
        """No voice and no chime in this session: they sleep."""
        return self._quiet

    @property
    def performer(self) -> "LivePerformer | None":
        """The session that is heard."""
        return self._performer

    def warm(self) -> None:
        """Load what will be wanted, before a session waits for it."""
        if self._sounds:
            _ = self.player
        if self._settings.voice.on:
            self.speaker.prepare()

    def apply(self) -> None:
        """The settings are others now."""
        if self._player is not None:
            self._player.set_settings(self._wanted)
        if self._speaker is not None:
            self._speaker.set_settings(self._settings.voice)
        if self._talk is not None:
            self._talk.set_settings(self._settings.voice)
        self._join()

    def begin(self, performer: "LivePerformer") -> None:
        """Let a session be heard, from where it is."""
        self.trial_over.emit()
        self._quiet = False
        self._performer = performer
        self._set_stage_sound(None)
        performer.events_made.connect(self._on_performer_events_made)
        if any(stage.sound is not None for stage in performer.state.protocol.stage):
            performer.moment_changed.connect(self._on_performer_moment_changed)
        self._join()

    def leave(self) -> None:
        """The session is left."""
        performer, self._performer = self._performer, None
        if performer is None:
            return
        self.trial_over.emit()
        performer.events_made.disconnect(self._on_performer_events_made)
        if any(stage.sound is not None for stage in performer.state.protocol.stage):
            performer.moment_changed.disconnect(self._on_performer_moment_changed)
        self._hush(performer)
        if self._player is not None:
            self._player.finish()
        self.set_quiet(False)

    def begin_trial(self, performer: "LivePerformer") -> None:
        """Only the turns of that breath are heard, until `end_trial`."""
        self._trial = performer
        self.player.set_settings(self._wanted)
        self.player.start(performer.time_line, performer.state)

    def end_trial(self) -> None:
        """As it was before."""
        self._trial = None
        self.player.finish()
        self.apply()

    def set_quiet(self, quiet: bool) -> None:
        """Silence voice and chimes at once, or let them be heard again."""
        self._quiet = quiet
        if self._player is not None:
            self._player.set_quiet(quiet)
        if self._speaker is not None:
            self._speaker.set_quiet(quiet)

    def close(self) -> None:
        """Silence for good."""
        self.leave()
        if self._player is not None:
            self._player.close()
        if self._speaker is not None:
            self._speaker.close()

    @property
    def _wanted(self) -> BreathSound:
        """A copy: the sound reads it in a thread of its own."""
        sound = deepcopy(self._settings.sound)
        if self._stage_sound is StageSound.SILENCE:
            sound.tone_on = False
        elif self._stage_sound is not None:
            sound.tone = self._stage_sound.value
        if self._trial is not None:
            sound.tone_on = sound.chimes_on = False
            sound.cue_on = True
        return sound

    @property
    def _sounds(self) -> bool:
        sound = self._settings.sound
        return sound.tone_on or sound.cue_on or sound.chimes_on

    def _join(self) -> None:
        """To the session under way, what of it is wanted and not joined yet."""
        performer = self._performer
        if performer is None or self._trial is not None:
            return
        if performer.is_over:
            return
        if self._sounds:
            self.player.start(performer.time_line, performer.state)
            self.player.set_quiet(self._quiet)
        speed = performer.time_line.speed
        if self._settings.voice.on and speed <= FASTEST_SPOKEN and self._talk is None:
            from coach.sound.commentary import Commentary  # noqa: PLC0415 -- as above

            self.speaker.set_quiet(self._quiet)
            voice = self._settings.voice
            self._talk = talk = Commentary(self.speaker, voice, self._language, self, speed=speed)
            performer.moment_changed.connect(talk.show_moment)
            performer.events_made.connect(talk.hear_events)
            performer.refused.connect(talk.hear_refusal)
            self.speaker.tell_again()
            self.speaker.prepare()

    def _set_stage_sound(self, sound: StageSound | None) -> None:
        if sound is not self._stage_sound:
            self._stage_sound = sound
            if self._player is not None:
                self._player.set_settings(self._wanted)

    def _hush(self, performer: "LivePerformer") -> None:
        talk, self._talk = self._talk, None
        if talk is not None:
            performer.moment_changed.disconnect(talk.show_moment)
            performer.events_made.disconnect(talk.hear_events)
            performer.refused.disconnect(talk.hear_refusal)
            talk.deleteLater()

    def _on_performer_events_made(self, _events: object) -> None:
        if self._player is not None and self._performer is not None:
            self._player.follow(self._performer.state)

    def _on_performer_moment_changed(self, moment: "Moment") -> None:
        """Another stage may sound otherwise; the mixer glides from one to the other."""
        self._set_stage_sound(None if moment.finished else moment.stages[moment.stage].sound)

    def _on_speaker_speaking_changed(self, speaking: bool) -> None:
        if self._player is not None:
            self._player.set_ducked(speaking)

    def _on_player_failed(self, code: str) -> None:
        self.sound_failed.emit(code)
        self.noticed.emit(words.no_sound(code))

    def _on_player_device_lost(self, name: str) -> None:
        self.noticed.emit(words.output_lost(name))

    def _on_player_device_back(self, name: str) -> None:
        self.noticed.emit(words.output_back(name))

    def _on_speaker_failed(self, code: str, _packages: str) -> None:
        """Only a session that wants the voice is told that it misses it."""
        self.voice_failed.emit(code)
        if self._talk is not None and self._settings.voice.on:
            self.noticed.emit(words.no_voice(code))
