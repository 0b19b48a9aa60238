"""A session that sounds, as a process: `python -m tests.helpers.sounding FILE SECONDS [SETTINGS]`.

LivePerformer and SoundPlayer with the real clock; changes of tempo, taps, pauses and holds on the
way. Says what becomes of its output; writes its events, time line and figures to FILE.
"""

import json
import random
import sys
import time
from base64 import b64decode, b64encode
from pathlib import Path

import msgspec
from PySide6.QtCore import QCoreApplication, QTimer

from coach.breath.pattern import BreathPattern, Phase
from coach.library.settings import BreathSound
from coach.live.clock import TimeLine, system_clock
from coach.live.performer import LivePerformer
from coach.massage.protocol import Length
from coach.session import commands as cmd
from coach.session import events as ev
from coach.session.decide import begin
from coach.session.timeline import Timeline
from coach.sound.player import SoundPlayer
from tests.helpers.sessions import shipped

SOUND = BreathSound(tone_on=True, tone="tone", tone_volume=0.8, cue_on=True, cue_volume=0.8)
WARM_UP_S = 4.0
CHANGES = (
    (3.0, cmd.SetTempo(rate_bpm=17.0)),
    (8.0, cmd.SetTempo(inhale_share=0.45)),
    (12.0, cmd.NudgeTempo(-2)),
    (15.0, "tap"),
    (19.0, "tap"),
    (23.0, cmd.Pause()),
    (25.5, cmd.Pause()),
    (30.0, cmd.SetTempo(rate_bpm=13.0, pause_share=0.1)),
    (35.0, cmd.Hold()),
    (39.0, "tap"),
    (43.0, cmd.SetPacing(ev.Pacing.TAPS)),
    (46.0, "tap"),
    (52.0, cmd.Tap()),
    (53.0, cmd.SetPacing(ev.Pacing.STEADY)),
    (55.0, cmd.SetTempo(rate_bpm=14.0, inhale_share=0.4, pause_share=0.0)),
)
"""At so many seconds of each minute; a "tap" comes about when the breath in does."""
EACH_S = 60.0


class Session:
    """One massage with its sound, until `seconds` have passed."""

    def __init__(self, seconds: float, settings: BreathSound | None) -> None:
        now = system_clock()
        protocol = shipped()
        protocol = msgspec.structs.replace(protocol, minutes=Length(1, 30, 60))
        started = begin(
            protocol, 45 * 60_000, BreathPattern(14.0, 0.4, 0.0), ev.Pacing.STEADY, tapped=True
        )
        self.events: list[ev.AnyEvent] = [started]
        self.performer = LivePerformer.of_new(started, now)
        self.player = SoundPlayer(settings or BreathSound(), now)
        for name in ("failed", "device_lost", "device_back"):
            getattr(self.player, name).connect(lambda what, n=name: print(n, what, flush=True))
        self.performer.events_made.connect(self._on_performer_events_made)
        self._chance = random.Random(14)
        for minute in range(int(seconds // EACH_S) + 1):
            for at_s, change in CHANGES:
                if WARM_UP_S + minute * EACH_S + at_s < seconds - 3.0:
                    self._later(WARM_UP_S + minute * EACH_S + at_s, change)
        QTimer.singleShot(round((seconds - 1.0) * 1_000), self.performer, self._end)
        self._warm: tuple[float, float] | None = None
        QTimer.singleShot(round(WARM_UP_S * 1_000), self.performer, self._begin_to_count)

    def start(self) -> None:
        self.player.start(self.performer.time_line, self.performer.state)
        self.performer.start()

    def told(self) -> dict[str, object]:
        line = self.performer.time_line
        return {
            "events": [b64encode(ev.encode(event)).decode() for event in self.events],
            "line": (line.origin_ns, line.start_ms, line.speed),
            "share": self.share,
            "figures": msgspec.to_builtins(self.figures),
        }

    def _begin_to_count(self) -> None:
        self._warm = (time.monotonic(), time.process_time())

    def _end(self) -> None:
        began, used = self._warm
        self.share = (time.process_time() - used) / (time.monotonic() - began)
        self.figures = self.player.figures
        self.performer.command(cmd.End())

    def _later(self, at_s: float, change: cmd.Command | str) -> None:
        QTimer.singleShot(round(at_s * 1_000), self.performer, lambda: self._change(change))

    def _change(self, change: cmd.Command | str) -> None:
        if change != "tap":
            self.performer.command(change)
            return
        state, t_ms = self.performer.state, self.performer.t_ms
        here = state.tempo.place_at(t_ms)
        onset = state.tempo.onset_ms(here.breath + 1)
        ahead_ms = 0.0 if onset is None or here.phase is Phase.PAUSE else onset - t_ms
        off_ms = self._chance.uniform(-250.0, 120.0)
        wait_ms = max(0, round(ahead_ms + off_ms))
        QTimer.singleShot(wait_ms, self.performer, lambda: self.performer.command(cmd.Tap()))

    def _on_performer_events_made(self, events: tuple[ev.AnyEvent, ...]) -> None:
        self.events += events
        self.player.follow(self.performer.state)


class Sounded:
    """What a session was, from its file."""

    def __init__(self, file: Path) -> None:
        told = json.loads(file.read_text())
        self.events = [ev.decode(b64decode(event)) for event in told["events"]]
        self.final = Timeline(self.events).final
        self.line = TimeLine(time.monotonic_ns, *told["line"])
        self.share: float = told["share"]
        self.figures = told["figures"]


def main() -> None:
    app = QCoreApplication([])
    file, seconds = Path(sys.argv[1]), float(sys.argv[2])
    settings = msgspec.json.decode(sys.argv[3], type=BreathSound) if len(sys.argv) > 3 else None
    session = Session(seconds, settings)
    session.start()
    QTimer.singleShot(round((seconds + 1.0) * 1_000), app.quit)
    app.exec()
    session.player.close()
    file.write_text(json.dumps(session.told()))


if __name__ == "__main__":
    main()
