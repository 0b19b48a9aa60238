"""The real program, observed: `python -m tests.helpers.observed FILE [coach's arguments]`.

Writes each Moment that was shown to FILE, pickled, without its route, which the rest names.
"""

import pickle
import sys
from pathlib import Path

import msgspec

from coach.__main__ import main
from coach.live.performer import LivePerformer
from coach.live.replay import ReplayPerformer


def bare(moment):
    """The moment without what is large and follows from the rest."""
    return msgspec.structs.replace(moment, route=None, stages=())


def observe(path):
    file = path.open("ab", buffering=0)
    for kind in (LivePerformer, ReplayPerformer):
        _observe(kind, lambda m: file.write(pickle.dumps(bare(m))))


def _observe(kind, write):
    show = kind._show

    def shown(performer):
        if not hasattr(performer, "_observed"):
            performer._observed = True
            performer.moment_changed.connect(write)
        show(performer)

    kind._show = shown


def all_observed(path):
    """The moments in FILE, in the order in which they were shown."""
    moments = []
    with path.open("rb") as file:
        while True:
            try:
                moments.append(pickle.load(file))  # noqa: S301 -- our own file
            except (EOFError, pickle.UnpicklingError):  # the last may be cut short by a kill
                return moments


def observed(path):
    """The moments in FILE; the last of each time, which is what stayed on the screen."""
    return {moment.t_ms: moment for moment in all_observed(path)}


if __name__ == "__main__":
    observe(Path(sys.argv[1]))
    sys.exit(main(sys.argv[2:]))
