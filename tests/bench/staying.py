"""Staying with a client: recorded breathing, tapped by a human hand, paced by the real session.

    python tests/bench/staying.py [--data DIR] [--json FILE] [--lead]

The true start of each breath in is taken from the trace: the last moment before a marked top at
which it lies within a third of the way up from the trough to the top. The heart's ripple in the
trough stays under that third; the start read is a little late, equally in each breath, which no
figure here feels. A trace whose marks sit in its troughs hangs upside down and is turned.

The first four breaths are tapped in Prepare and give the rate; the session starts with the tap of
the fifth. From there every breath, every second or every fifth is tapped, with 60 ms of human
error (standard deviation), 5 % missed and 2 % doubled 150 to 350 ms after. At each true start of a
breath in, with the taps of the breaths before it only, the phase error is the signed circular
distance of the pacer's cycle from a whole number, within half a cycle. The first 20 s and the last
3 s of a record are left out.

A record's share is that of its breaths within a quarter cycle, its median that of the absolute
errors, over all seeds. "All" and "clean" are the mean of the records' shares and the median of
their medians. Exits with 2 where there is no data.

With `--lead` each session leads to a third slower over ten minutes, which nobody in the records
follows: what that costs is the difference. Its figures have names of their own.
"""

import argparse
import json
import os
import statistics
import sys
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from coach.assets import asset_folder
from coach.breath import taps
from coach.breath.lead import Lead, suggested_goal
from coach.breath.pattern import BreathPattern
from coach.massage.protocol import Protocol, parse
from coach.session import commands as cmd
from coach.session.decide import begin, decide
from coach.session.events import Pacing
from coach.session.state import State, apply, start

Times = NDArray[np.float64]

PROJECT = Path(__file__).resolve().parents[2]
BESIDE = PROJECT.parent / "shared" / "data" / "respiration"
BELTS = "bidmc_25hz.npz"
AIRFLOW = "airflow_volume_25hz.npz"
SEEDS = range(8)
EVERY = (1, 2, 5)
PREPARED = 4
TAP_ERROR_S = 0.06
MISSED = 0.05
DOUBLED = 0.02
DOUBLE_AFTER_S = (0.15, 0.35)
WARM_UP_S = 20.0
TAIL_S = 3.0
LEAST_BREATH_S = 0.5
"""Two marks nearer than this are one breath marked twice."""
FOOT = 1 / 3
SESSION_MIN = 30
LEAD_MIN = 10
TICK_MS = 500


class Record(NamedTuple):
    """One person's breathing: `onsets_s` are the true starts of the breaths in."""

    name: str
    note: str
    length_s: float
    onsets_s: Times


class Score(NamedTuple):
    """Share of the breaths within a quarter cycle, and the median absolute error in cycles."""

    share: float
    median: float


def read(folder: Path) -> list[Record]:
    """All records with marks. Raises FileNotFoundError."""
    records = []
    with np.load(folder / BELTS) as belts:
        fs_hz = float(belts["fs_hz"])
        for name in sorted(key[: -len("_belt")] for key in belts.files if key.endswith("_belt")):
            belt = belts[f"{name}_belt"].astype(float)
            onsets = _feet(belt, belts[f"{name}_exhale_1_s"].astype(float), fs_hz)
            records.append(Record(name, str(belts[f"{name}_note"]), len(belt) / fs_hz, onsets))
    with np.load(folder / AIRFLOW) as airflow:
        onsets = airflow["inhale_s"].astype(float)
        length_s = len(airflow["volume"]) / fs_hz
        records.append(Record("airflow", "clean", length_s, onsets))
    return records


def _feet(belt: Times, tops_s: Times, fs_hz: float) -> Times:
    tops_s = np.sort(tops_s)
    tops_s = tops_s[np.diff(tops_s, prepend=-LEAST_BREATH_S) >= LEAST_BREATH_S]
    tops = np.minimum(np.round(tops_s * fs_hz).astype(int), len(belt) - 1)
    if np.median(belt[tops]) < np.median(belt):
        belt = -belt
    feet = []
    for before, top in pairwise(tops):
        rise = belt[before : top + 1]
        trough = rise.argmin()
        foot = rise[trough] + FOOT * (rise[trough:].max() - rise[trough])
        feet.append((before + np.flatnonzero(rise <= foot)[-1]) / fs_hz)
    return np.array(feet)


def tapped(record: Record, every: int, seed: int) -> list[tuple[int, int]]:
    """Taps as (time in ms, breath), in order; those in Prepare and the session's first are sure."""
    rng = np.random.default_rng(seed)
    made = []
    for breath, onset_s in enumerate(record.onsets_s):
        sure = breath <= PREPARED
        if not sure and ((breath - PREPARED) % every or rng.random() < MISSED):
            continue
        at_s = float(onset_s) + rng.normal(0.0, TAP_ERROR_S)
        made.append((round(1000 * at_s), breath))
        if not sure and rng.random() < DOUBLED:
            made.append((round(1000 * (at_s + rng.uniform(*DOUBLE_AFTER_S))), breath))
    return made


def session(protocol: Protocol, prepared_ms: list[int], *, leads: bool) -> State:
    """A session that starts with a tap, at the rate of the taps in Prepare."""
    series = taps.TapSeries()
    for t_ms in prepared_ms:
        first = len(series.times_ms) == 1
        period_ms = taps.usual_period_ms(series)
        series = taps.with_tap(
            series, t_ms, 1 if first else taps.breaths_since(series, t_ms, period_ms)
        )
    rate = taps.rate_bpm(series) or protocol.rate_bpm
    pattern = BreathPattern(rate, protocol.inhale_share)
    goal = suggested_goal(rate) if leads else None
    lead = None if goal is None else Lead(goal, LEAD_MIN * 60_000)
    return start(
        begin(protocol, SESSION_MIN * 60_000, pattern, Pacing.STEADY, tapped=True, lead=lead)
    )


def passed(state: State, t_ms: int) -> State:
    """The state after time passed up to `t_ms`; only a lead needs that."""
    first_ms = -(-(state.last_ms + 1) // TICK_MS) * TICK_MS
    for tick_ms in range(first_ms, t_ms, TICK_MS) if state.led is not None else ():
        for event in decide(state, cmd.Tick(), tick_ms):
            state = apply(state, event)
    return state


def errors(
    protocol: Protocol, record: Record, every: int, seed: int, *, leads: bool = False
) -> list[float]:
    """Signed phase errors in cycles at the true starts of the breaths in, before their own taps."""
    made = tapped(record, every, seed)
    state = session(protocol, [t_ms for t_ms, _ in made[:PREPARED]], leads=leads)
    began_ms = made[PREPARED][0]
    ahead = made[PREPARED + 1 :]
    found = []
    for breath, onset_s in enumerate(record.onsets_s):
        while ahead and ahead[0][1] < breath:
            t_ms = ahead.pop(0)[0] - began_ms
            state = passed(state, t_ms)
            for event in decide(state, cmd.Tap(), t_ms):
                state = apply(state, event)
        state = passed(state, round(1000 * (float(onset_s) - 6 * TAP_ERROR_S)) - began_ms)
        scored = WARM_UP_S <= onset_s <= record.length_s - TAIL_S
        if breath > PREPARED and scored:
            cycle = state.tempo.cycle_at(1000 * float(onset_s) - began_ms)
            found.append(cycle - round(cycle))
    return found


def score(protocol: Protocol, record: Record, every: int, *, leads: bool = False) -> Score:
    """One record, over all seeds."""
    found = [errors(protocol, record, every, seed, leads=leads) for seed in SEEDS]
    off = np.abs(np.concatenate(found))
    return Score(float(np.mean(off <= 0.25)), float(np.median(off)))


def together(scores: list[Score]) -> Score:
    """Mean of the shares, median of the medians."""
    shares, medians = zip(*scores, strict=True)
    return Score(statistics.fmean(shares), statistics.median(medians))


def report(
    records: list[Record], scores: dict[int, list[Score]], kind: str = "stay"
) -> dict[str, float]:
    """Print the table; answer with the figures of its last rows."""
    clean = [index for index, record in enumerate(records) if record.note == "clean"]
    print(f"{'record':8} {'note':14}" + "".join(f"  {f'every {n}':>13}" for n in scores))
    everybody = [together(scores[n]) for n in scores]
    cleanly = [together([scores[n][i] for i in clean]) for n in scores]
    rows = [
        *(
            (record.name, record.note, [scores[n][i] for n in scores])
            for i, record in enumerate(records)
        ),
        ("all", f"{len(records)} records", everybody),
        ("clean", f"{len(clean)} records", cleanly),
    ]
    for name, note, cells in rows:
        text = "".join(f"  {cell.share:6.1%} {cell.median:6.3f}" for cell in cells)
        print(f"{name:8} {note:14}{text}")
    figures = {}
    for every, of_all, of_clean in zip(scores, everybody, cleanly, strict=True):
        figures[f"{kind}_share_every_{every}"] = round(of_all.share, 4)
        figures[f"{kind}_median_every_{every}"] = round(of_all.median, 4)
        figures[f"{kind}_share_clean_every_{every}"] = round(of_clean.share, 4)
        figures[f"{kind}_median_clean_every_{every}"] = round(of_clean.median, 4)
    return figures


def main() -> int:
    """Read, pace, print."""
    parser = argparse.ArgumentParser(description="Does the pacer stay with recorded breathing?")
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("COACH_DATA", BESIDE)))
    parser.add_argument("--json", type=Path, help="write the figures here, as a flat object")
    parser.add_argument("--lead", action="store_true", help="lead them all to a slower breath")
    options = parser.parse_args()
    try:
        records = read(options.data)
    except FileNotFoundError as error:
        print(f"No recorded breathing to pace: {error.filename} is missing.", file=sys.stderr)
        return 2
    protocol = parse((asset_folder("protocols") / "back-pain.toml").read_text(encoding="utf-8"))
    leads = options.lead
    scores = {n: [score(protocol, record, n, leads=leads) for record in records] for n in EVERY}
    figures = report(records, scores, "led" if leads else "stay")
    if options.json is not None:
        options.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
