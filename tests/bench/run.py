"""All figures of the program: `python tests/bench/run.py [--json FILE] [--only NAME]`.

Each group runs in a process of its own. Ratios are of one run; medians and 99th percentiles, never
a single time. Needs Xvfb and openbox for `start` and `live`, PulseAudio for `sound_share` and
`live_ears`, and for that speech-dispatcher, espeak-ng, jackd2 and python-rtmidi too. What is heard,
and when, is measured by `tests/bench/sound.py`.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
GROUPS = ("moments", "paint", "start", "memory", "live", "library", "replay", "guide")
HEARD = ("sound_share", "live_ears")
"""These need PulseAudio too, and the second a voice, JACK and the extra `midi`."""
GOALS = {
    "start_ratio": "at most 1.8",
    "paint_1080p_median_ms": "2.5",
    "paint_1080p_p99_ms": "8",
    "paint_2160p_median_ms": "-",
    "live_fps": "60",
    "live_interval_p99_ms": "at most 20",
    "live_cpu_share": "at most 0.25",
    "sound_cpu_share": "at most 0.08",
    "ears_cpu_share": "at most 0.08: sound, voice, pedals",
    "ears_fps": "60",
    "ears_interval_p99_ms": "at most 20",
    "ears_interval_p99_added_ms": "0",
    "moment_us_10_events": "under 20",
    "moment_us_10000_events": "under 20, flat",
    "clock_error_ms": "0",
    "memory_growth_mb": "at most 5",
    "turn_cue_frames": "0",
    "replay_open_ms": "150, with 3,000 events",
    "replay_seek_p99_ms": "16",
    "library_open_ms": "200, with 10,000 sessions",
    "library_open_growth": "10: linear to 100,000",
    "library_search_ms": "50, with 10,000 sessions",
    "library_search_all_ms": "-",
    "guide_search_p99_ms": "30",
    "guide_keystroke_p99_ms": "30, the list painted included",
}


def figures_of(group: str) -> dict[str, float]:
    """Runs one group and reads its figures."""
    with tempfile.TemporaryDirectory() as home:
        done = subprocess.run(
            [sys.executable, "-m", f"tests.bench.{group}"],
            cwd=ROOT,
            env={**os.environ, "COACH_HOME": home},
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode != 0:
        sys.exit(f"{group} failed:\n{done.stderr}")
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures, flat")
    every = (*GROUPS, *HEARD)
    parser.add_argument("--only", choices=every, action="append", help="this group alone")
    options = parser.parse_args()
    figures: dict[str, float] = {}
    for group in options.only or every:
        print(f"{group} …", file=sys.stderr)
        figures |= figures_of(group)
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(f"{'figure':<28}{'value':>12}  goal")
    for name, value in figures.items():
        print(f"{name:<28}{value:>12.3f}  {GOALS.get(name, '')}")
    if options.json is not None:
        options.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
