"""How late an output is, tried: even turns that are heard, and shown when they should be."""

from PySide6.QtCore import QObject, Signal

from coach.breath.pattern import BreathPattern, Phase
from coach.ears import Ears
from coach.live.clock import NowMs
from coach.live.performer import LivePerformer
from coach.massage.protocol import Protocol
from coach.session.decide import begin
from coach.session.events import Pacing
from coach.session.moment import Moment

RATE_BPM = 20.0
"""A turn each second and a half: one is over before the next comes."""
INHALE_SHARE = 0.5


class Trial(QObject):
    """`turned(bool)`: a breath in, or a breath out, should begin to be heard now.

    In a session it is the session's own breath that is heard, else one made for it.
    """

    turned = Signal(bool)

    def __init__(self, ears: Ears, protocol: Protocol, now_ms: NowMs, parent: QObject) -> None:
        super().__init__(parent)
        self._ears, self._protocol, self._now_ms = ears, protocol, now_ms
        self._performer: LivePerformer | None = None
        self._own = False
        self._inhaling: bool | None = None

    def set_on(self, on: bool) -> None:
        """Begin, or end."""
        if on is (self._performer is not None):
            return
        if on:
            self._own = self._ears.performer is None
            self._performer = self._ears.performer or self._made()
            self._performer.moment_changed.connect(self._on_performer_moment_changed)
            self._ears.begin_trial(self._performer)
            if self._own:
                self._performer.start()
        elif (performer := self._performer) is not None:
            self._performer = None
            try:
                performer.moment_changed.disconnect(self._on_performer_moment_changed)
                if self._own:
                    performer.stop()
                    performer.deleteLater()
            finally:
                self._ears.end_trial()

    def _made(self) -> LivePerformer:
        length_ms = round(self._protocol.minutes.usual * 60_000)
        pattern = BreathPattern(RATE_BPM, INHALE_SHARE)
        started = begin(self._protocol, length_ms, pattern, Pacing.STEADY, tapped=False)
        return LivePerformer((started,), self._now_ms, parent=self)

    def _on_performer_moment_changed(self, moment: Moment) -> None:
        inhaling = moment.phase is Phase.INHALE
        if inhaling is not self._inhaling:
            self._inhaling = inhaling
            self.turned.emit(inhaling)
