"""A stroke's moving picture: of the Session's own scene only back, cue, pressure and gauge."""

import msgspec
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from coach.breath.pattern import BreathPattern
from coach.live.clock import NowMs
from coach.live.replay import ReplayPerformer
from coach.massage.protocol import Length, Protocol, Stage
from coach.session.decide import begin
from coach.session.events import Pacing, Started
from coach.ui.motion import Motion
from coach.ui.session.places import Places, Sizes
from coach.ui.session.scene import Scene
from coach.ui.style import of_kind
from coach.ui.theme import Theme

_MINUTES = 60.0
"""Then it begins anew."""
_SHOWN = frozenset({"cue", "pressure", "back", "gauge"})
_LETTERS = 0.56
"""The height of a page whose cue is as large as this picture's, of the picture's own."""


class StrokeScene(Scene):
    """The cue on top, the pressure below it, then the back with its gauge."""

    def _show_parts(self) -> None:
        for name in Places._fields:
            getattr(self, name).setHidden(name not in _SHOWN)

    def _place_parts(self, scene: QSize, _sizes: Sizes) -> None:
        wide, high = scene.width(), scene.height()
        letters = Sizes(round(high * _LETTERS))
        for name in _SHOWN:
            getattr(self, name).set_sizes(letters)
        cue, bars, gap = round(high * 0.15), round(high * 0.045), round(high * 0.03)
        top = cue + bars + gap
        gauge = round(wide * 0.045)
        self.cue.setGeometry(0, 0, wide, cue)
        self.pressure.setGeometry(QRect(letters.pixels(1), cue, wide // 2, bars))
        self.back.setGeometry(0, top, wide - gauge - gap, high - top)
        self.gauge.setGeometry(
            wide - gauge, top + (high - top) // 5, gauge, round((high - top) * 0.6)
        )


class StrokePicture(QFrame):
    """Moves only while it is shown and not paused."""

    def __init__(self, theme: Theme, now_ms: NowMs, language: str, parent: QWidget) -> None:
        super().__init__(parent)
        of_kind(self, "panel")
        self._now_ms, self._language = now_ms, language
        self._stage: Stage | None = None
        self._paused = False
        self.performer: ReplayPerformer | None = None
        self.scene = StrokeScene(_raised(theme), self)
        self.scene.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.scene.setAccessibleName(self.tr("Moving picture of the stroke"))
        self.scene.set_light(100)
        self.pause = of_kind(QPushButton(self), "chip")
        self.pause.clicked.connect(self._on_pause_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(10)
        column.addWidget(self.scene, 1)
        column.addWidget(self.pause, 0, Qt.AlignmentFlag.AlignHCenter)
        self._show_pause()

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self.scene.set_theme(_raised(theme))

    def set_motion(self, motion: Motion) -> None:
        """How much moves."""
        self.scene.set_motion(motion)

    def show_stage(self, stage: Stage | None) -> None:
        """The movement of a stage, from its first breath in; None shows nothing."""
        if stage == self._stage:
            return
        self._stage = stage
        self._drop()
        if stage is None:
            return
        self.scene.begin(language=self._language, turn_degrees=0, rehearsal_speed=None)
        self.performer = ReplayPerformer(
            (_started(stage),), self._now_ms, until_ms=round(_MINUTES * 60_000), parent=self
        )
        self.performer.moment_changed.connect(self.scene.show_moment)
        self.performer.playing_changed.connect(self._on_performer_playing_changed)
        self.performer.seek(0)
        self._move()

    def showEvent(self, event: QShowEvent) -> None:
        """Go on from where it stood."""
        super().showEvent(event)
        self._move()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing moves unseen."""
        super().hideEvent(event)
        if self.performer is not None:
            self.performer.pause()

    def _move(self) -> None:
        if self.performer is not None and self.isVisible() and not self._paused:
            self.performer.play()

    def _drop(self) -> None:
        before, self.performer = self.performer, None
        if before is not None:
            before.pause()
            before.deleteLater()

    def _show_pause(self) -> None:
        self.pause.setText(self.tr("Move") if self._paused else self.tr("Pause"))
        self.pause.setAccessibleName(
            self.tr("Move the picture") if self._paused else self.tr("Pause the picture")
        )

    def _on_pause_clicked(self) -> None:
        self._paused = not self._paused
        self._show_pause()
        if self.performer is not None and self._paused:
            self.performer.pause()
        self._move()

    def _on_performer_playing_changed(self, playing: bool) -> None:
        """It came to its end: on from the start."""
        if not playing:
            self._move()


def _started(stage: Stage) -> Started:
    """The beginning of a session of that stage alone, at a usual breath."""
    alone = msgspec.structs.replace(stage, share=1.0, optional=False)
    length = Length(least=_MINUTES, usual=_MINUTES, most=_MINUTES)
    protocol = Protocol(1, stage.id, stage.name, stage.aim, length, (alone,))
    pattern = BreathPattern(protocol.rate_bpm, protocol.inhale_share, protocol.pause_share)
    return begin(protocol, round(_MINUTES * 60_000), pattern, Pacing.STEADY, tapped=True)


def _raised(theme: Theme) -> Theme:
    """The scene lies on a raised panel."""
    return msgspec.structs.replace(theme, ground=theme.raised)
