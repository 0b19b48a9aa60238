"""Hypothesis: any protocol that a file may hold."""

import math
from itertools import pairwise

import msgspec
from hypothesis import strategies as st

from coach.massage import drafts
from coach.massage.protocol import (
    Cue,
    Hand,
    Length,
    Plain,
    Protocol,
    Stage,
    Stand,
    Stroke,
    Works,
)
from coach.massage.strokes import WITH_CADENCE, Direction, StageSound, StrokeKind

words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=30)
texts = st.dictionaries(st.sampled_from(["en", "de", "pt-BR"]), words, min_size=1, max_size=2)
points = st.tuples(st.floats(0.03, 0.4), st.floats(0.0, 1.0))
pressures = st.integers(1, 5)
directions = st.none() | st.sampled_from(Direction)


def _apart(path):
    return all(math.dist(early, late) > 1e-3 for early, late in pairwise(path))


paths = st.lists(points, min_size=2, max_size=6).map(tuple).filter(_apart)


@st.composite
def ways(draw):
    """A path in, and one out that ends where it begins."""
    if draw(st.integers(0, 4)) == 0:
        point = draw(points)
        return (point,), (point,)
    inhale = draw(paths)
    middle = draw(st.lists(points, max_size=3))
    exhale = (inhale[-1], *middle, inhale[0])
    return (inhale, exhale) if _apart(exhale) else (inhale, inhale[::-1])


@st.composite
def stages(draw, stage_id):
    """A stage of any kind."""
    inhale, exhale = draw(ways())
    left = draw(ways()) if draw(st.booleans()) else (None, None)
    kind = draw(st.none() | st.sampled_from(StrokeKind))
    plain = st.builds(
        Plain,
        st.integers(2, 20),
        st.builds(Cue, texts, pressures, directions),
        st.builds(Cue, texts, pressures, directions),
    )

    def stroke(path, left_path):
        return Stroke(
            text=draw(texts),
            pressure=draw(pressures),
            direction=draw(directions),
            path=path,
            left_path=left_path,
        )

    return Stage(
        id=stage_id,
        name=draw(texts),
        aim=draw(texts),
        stand=draw(st.sampled_from(Stand)),
        hand=draw(st.sampled_from(Hand)),
        share=draw(st.sampled_from([0.5, 1.0, 7.0, 1000.0])),
        least_min=draw(st.floats(0.1, 2.0)),
        inhale=stroke(inhale, left[0]),
        exhale=stroke(exhale, left[1]),
        works=draw(st.sampled_from(Works)),
        optional=draw(st.booleans()),
        stairs=draw(st.integers(1, 6)),
        plain=draw(st.none() | plain),
        stroke=kind,
        cadence=draw(st.none() | st.floats(0.2, 12.0)) if kind in WITH_CADENCE else None,
        sound=draw(st.none() | st.sampled_from(StageSound)),
        source=draw(words),
    )


@st.composite
def protocols(draw):
    """In the format that it needs."""
    count = draw(st.integers(1, 3))
    lengths = sorted(draw(st.floats(10.0, 240.0)) for _ in range(3))
    made = Protocol(
        format=2,
        id=draw(st.from_regex(r"[a-z][a-z0-9-]{0,39}", fullmatch=True)),
        name=draw(texts),
        summary=draw(texts),
        minutes=Length(*lengths),
        stage=tuple(draw(stages(f"stage-{n}")) for n in range(count)),
        rate_bpm=draw(st.floats(4.0, 24.0)),
        inhale_share=draw(st.floats(0.25, 0.6)),
        pause_share=draw(st.floats(0.0, 0.25)),
        source=draw(words),
    )
    return drafts.validated(msgspec.structs.replace(made))
