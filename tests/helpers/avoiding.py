"""Areas to avoid, painted as a practitioner may paint them, and as none would."""

from hypothesis import strategies as st

from coach.massage.avoid import Patch

patches = st.builds(
    Patch,
    st.floats(-0.35, 0.35),
    st.floats(0.1, 1.0),
    st.one_of(st.sampled_from([0.025, 0.045, 0.075]), st.floats(0.01, 0.2)),
)


def _drag(x: float, y: float, across: float, down: float, radius: float) -> tuple[Patch, ...]:
    """A stroke of the brush."""
    return tuple(
        Patch(min(0.45, max(-0.45, x + across * i / 8)), min(1.0, max(0.0, y + down * i / 8)), r)
        for i, r in enumerate([radius] * 9)
    )


drags = st.builds(
    _drag,
    st.floats(-0.3, 0.3),
    st.floats(0.15, 0.95),
    st.floats(-0.3, 0.3),
    st.floats(-0.3, 0.3),
    st.sampled_from([0.025, 0.045, 0.075]),
)
avoids = st.one_of(
    st.lists(patches, max_size=6).map(tuple),
    st.lists(
        st.builds(Patch, st.floats(-0.3, 0.3), st.floats(0.15, 1.0), st.just(0.02)),
        min_size=10,
        max_size=40,
    ).map(tuple),
    st.lists(drags, min_size=1, max_size=2).map(lambda several: sum(several, ())),
)
ACROSS_THE_RIGHT = tuple(Patch(0.03 + 0.04 * i, 0.6, 0.03) for i in range(6))
"""From the spine to the flank."""
