"""Real sound, recorded, against the tempo map: `python tests/bench/sound.py [--json FILE]`.

A session with changes of tempo, taps, pauses and holds plays through a PulseAudio null sink; its
monitor is recorded and each turn of the breath looked for in the recording. One run with the
computer at rest, one with a core kept busy. Needs pulseaudio, pulseaudio-utils and libpulse0.

When a recorded frame was heard, the sound server says (`tests/helpers/pulse_recorder.py`); where a
turn is in the recording, a matched filter on the cue's attack says, and for the tone the shift at
which its pitch fits the tempo map's level best. A turn that a tap made at once cannot be heard at
once: what is already on its way to the ear is 0.1 s of sound. Those are counted apart, as
`sudden_`; all others were known that long before.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from itertools import pairwise
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
if __name__ == "__main__":  # as a script it finds its own folder alone
    sys.path.insert(0, str(ROOT))

# ruff: noqa: E402
import msgspec
import numpy as np

from coach.session.events import Paused, Resumed
from coach.sound.chimes import CHIMES
from coach.sound.cues import CUES
from coach.sound.mixer import amplitude
from coach.sound.voicings import LARGEST_STEP
from tests.bench.material import percentile
from tests.helpers.heard import Ear, Turn, turns
from tests.helpers.pulse import PulseServer, Recording, missing
from tests.helpers.sounding import SOUND, WARM_UP_S, Sounded

BEYOND_MS = 65.0
"""Beside what is rendered ahead: the sound server's buffer, and a block. A turn known so long
before can be in step."""
BACK_MS = 1_000.0
"""After a pause the tone is back within so long."""
STEERED_MS = 400.0
"""After a change the tone is with the tempo map again within so long."""
BUSY = ["-c", "while True: pass"]
TEN_MINUTES_MS = 600_000.0


def played(folder: Path, seconds: float, *, busy: bool) -> tuple[Recording, Sounded]:
    """A session of so long, recorded."""
    file = folder / "session.json"
    settings = msgspec.json.encode(SOUND).decode()
    with PulseServer(folder / "pulse", "one") as server:
        recorder = server.record("one", folder / "recorded.raw")
        load = subprocess.Popen([sys.executable, *BUSY]) if busy else None
        try:
            subprocess.run(
                [sys.executable, "-m", "tests.helpers.sounding", file, str(seconds), settings],
                env=server.environment,
                cwd=ROOT,
                check=True,
            )
        finally:
            if load is not None:
                load.kill()
                load.wait()
        recording = recorder.stop()
    return recording, Sounded(file)


def measured(recording: Recording, sounded: Sounded, seconds: float) -> dict[str, float]:
    """All figures of one run."""
    ear = Ear(recording, sounded)
    every = turns(sounded.events, WARM_UP_S * 1_000.0, (seconds - 1.5) * 1_000.0)
    heard = {turn: ear.error_ms(turn) for turn in every}
    sure = {turn: found[0] for turn, found in heard.items() if found[1] > 0.35}
    ahead_ms = sounded.figures["ahead_ms"] + BEYOND_MS
    known = {turn: late for turn, late in sure.items() if turn.lead_ms >= ahead_ms}
    sudden = [late for turn, late in sure.items() if turn.lead_ms < ahead_ms]
    errors = [abs(late) for late in known.values()]
    tone = [abs(ear.tone_late_ms(early.t_ms, late.t_ms)) for early, late in _quiet_breaths(every)]
    return {
        "turns": len(every),
        "turns_missed": len(every) - len(sure),
        "turn_error_median_ms": median(errors),
        "turn_error_p99_ms": percentile(errors, 0.99),
        "turn_error_most_ms": max(errors),
        "drift_ms_10min": _drift(known),
        "sudden_turns": len(sudden),
        "sudden_late_median_ms": median(sudden) if sudden else 0.0,
        "tone_breaths": len(tone),
        "tone_error_median_ms": median(tone) if tone else 0.0,
        "tone_error_most_ms": max(tone, default=0.0),
        "underruns": ear.gaps(_sounding(sounded, every)),
        "ran_dry": sounded.figures["underruns"],
        "max_step": ear.largest_step,
        "max_step_bound": step_bound(),
        "peak": ear.peak,
        "card_fast_ppm": recording.fast_ppm,
        "clock_spread_ms": recording.spread_ms,
        "ahead_ms": sounded.figures["ahead_ms"],
        "session_cpu_share": sounded.share,
    }


def step_bound() -> float:
    """What the sounds themselves step from sample to sample, at most, at these volumes."""
    cue = CUES[SOUND.cue]()
    cues = max(float(np.abs(np.diff(each, prepend=0.0)).max()) for each in (cue.inhale, cue.exhale))
    chimes = max(float(np.abs(np.diff(make(), prepend=0.0)).max()) for make in CHIMES.values())
    step = LARGEST_STEP * amplitude(SOUND.tone_volume)
    step += 2.0 * cues * amplitude(SOUND.cue_volume)  # one may ring on into the next
    return step + (chimes * amplitude(SOUND.chime_volume) if SOUND.chimes_on else 0.0)


def _quiet_breaths(every: list[Turn]) -> list[tuple[Turn, Turn]]:
    """From a breath in to the next, with nothing changed just before or meanwhile."""
    onsets = [turn for turn in every if turn.inhale]
    return [
        (early, late)
        for early, late in pairwise(onsets)
        if min(early.lead_ms, late.lead_ms - (late.t_ms - early.t_ms)) > STEERED_MS
        and late.t_ms - early.t_ms < 8_000.0
    ]


def _sounding(sounded: Sounded, every: list[Turn]) -> list[tuple[float, float]]:
    """Stretches of the session in which the tone never rests, nor is away for a pause."""
    paused = [event.t_ms for event in sounded.events if isinstance(event, Paused)]
    resumed = [event.t_ms for event in sounded.events if isinstance(event, Resumed)]
    away = [
        (begin, min((end for end in resumed if end >= begin), default=begin) + BACK_MS)
        for begin in paused
    ]
    return [
        (early.t_ms, late.t_ms)
        for early, late in pairwise(every)
        if late.t_ms - early.t_ms < 4_000.0
        and not any(begin < late.t_ms and early.t_ms < end for begin, end in away)
    ]


def _drift(known: dict[Turn, float]) -> float:
    """The slope of the errors in time, by the median of all pairs' slopes (Theil and Sen)."""
    at = np.array([turn.t_ms for turn in known])
    late = np.array(list(known.values()))
    first, second = np.triu_indices(len(at), 1)
    apart = at[second] - at[first]
    slopes = ((late[second] - late[first]) / apart)[apart > 5_000.0]
    return abs(float(np.median(slopes))) * TEN_MINUTES_MS


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures, flat")
    parser.add_argument("--minutes", type=float, default=1.5, help="of the run at rest")
    parser.add_argument("--busy-minutes", type=float, default=1.5, help="of the one beside a load")
    options = parser.parse_args()
    if missing():
        sys.exit(f"not here: {', '.join(missing())}")
    figures: dict[str, float] = {}
    for name, minutes in (("", options.minutes), ("busy_", options.busy_minutes)):
        with tempfile.TemporaryDirectory() as folder:
            found = played(Path(folder), minutes * 60.0, busy=bool(name))
            figures |= {
                f"{name}{key}": value for key, value in measured(*found, minutes * 60.0).items()
            }
    figures["underruns_at_rest"] = figures["underruns"]
    figures["underruns"] += figures["busy_underruns"]
    figures["max_step"] = max(figures["max_step"], figures["busy_max_step"])
    figures["peak"] = max(figures["peak"], figures["busy_peak"])
    figures["drift_measured_minutes"] = options.minutes
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    for key, value in figures.items():
        print(f"{key:<28}{value:>12.3f}")
    if options.json is not None:
        options.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
