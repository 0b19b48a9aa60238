"""A program of its own that records in a folder and prints each event, until it is killed.

Arguments: folder, "busy" (events all the time) or "quiet" (signs of life only), seconds to run.
"""

import sys
import time
from pathlib import Path

from coach.library.recorder import Recorder
from coach.session.commands import End
from coach.session.events import AnyEvent, encode
from tests.library.making import HEADING, Massage


def main(folder: str, manner: str, run_s: str) -> None:
    print("ready", flush=True)
    massage = Massage()
    recorder = Recorder(Path(folder), HEADING, retry_s=0.05)
    began = time.monotonic()

    def tell(t_ms: int, events: tuple[AnyEvent, ...]) -> None:
        recorder.record(events)
        recorder.beat(t_ms)
        bodies = b"\t".join(map(encode, events))
        sys.stdout.buffer.write(b"%d\t%b\n" % (t_ms, bodies))
        sys.stdout.buffer.flush()

    tell(0, tuple(massage.events))
    while (t_ms := int((time.monotonic() - began) * 1000)) < float(run_s) * 1000:
        tell(t_ms, massage.nudge(t_ms) if manner == "busy" else ())
        time.sleep(0.02)
    tell(t_ms, massage.do(End(), t_ms))
    health = recorder.close(10.0)
    sys.exit(health.sentence)


if __name__ == "__main__":
    main(*sys.argv[1:])
