"""The stages over the length: sums, minimums, going on, staying."""

from itertools import pairwise

import msgspec
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from coach.massage import plan
from coach.massage.protocol import Stage
from tests.helpers.sessions import MINUTE_MS, SHIPPED, shipped

MODEL = shipped().stage[0]
stages = (
    st.lists(
        st.builds(
            lambda share, least: msgspec.structs.replace(MODEL, share=share, least_min=least),
            st.one_of(st.just(0.0), st.floats(0.1, 100.0), st.floats(0.1, 100.0)),
            st.floats(0.1, 6.0),
        ),
        min_size=1,
        max_size=8,
    )
    .map(tuple)
    .filter(lambda of: any(stage.share for stage in of))
)
lengths = st.integers(10 * MINUTE_MS, 60 * MINUTE_MS)


def parts(ends: plan.Plan) -> list[int]:
    return [late - early for early, late in pairwise((0, *ends))]


def laid(of: tuple[Stage, ...], total_ms: int) -> plan.Plan:
    assume(sum(stage.least_ms for stage in of) <= total_ms)
    return plan.lay(of, total_ms)


@given(stages, lengths)
@example(
    tuple(msgspec.structs.replace(MODEL, share=1, least_min=m) for m in (1, 3.4296875, 1)),
    10 * MINUTE_MS,
)
def test_stages_fill_the_length_to_the_millisecond_and_keep_their_minimums(of, total_ms):
    ends = laid(of, total_ms)
    assert ends[-1] == total_ms
    assert len(ends) == len(of)
    assert all(part >= stage.least_ms for part, stage in zip(parts(ends), of, strict=True))


@given(stages, lengths)
def test_stages_above_their_minimum_share_in_proportion(of, total_ms):
    ends = laid(of, total_ms)
    free = [
        part / stage.share
        for part, stage in zip(parts(ends), of, strict=True)
        if part > stage.least_ms + 2
    ]
    tightest = min(stage.share for stage in of if stage.share)
    assert not free or max(free) - min(free) <= 4 / tightest


@given(stages, lengths)
def test_a_stage_without_a_share_lasts_its_minimum_whatever_the_length(of, total_ms):
    for part, stage in zip(parts(laid(of, total_ms)), of, strict=True):
        assert stage.share or part == pytest.approx(stage.least_ms, abs=1)


@given(stages, lengths, lengths)
def test_a_plan_stretched_to_another_length_keeps_what_has_no_share(of, total_ms, other_ms):
    before = laid(of, total_ms)
    after = plan.stretch(of, (0, *before), 0, other_ms)
    assert (after[0], after[-1]) == (0, other_ms)
    fixed_ms = sum(p for p, stage in zip(parts(before), of, strict=True) if not stage.share)
    assume(fixed_ms <= other_ms)
    scale = (other_ms - fixed_ms) / (total_ms - fixed_ms)
    for old, new, stage in zip(parts(before), parts(after[1:]), of, strict=True):
        assert new == pytest.approx(old * scale if stage.share else old, abs=1.01)


def test_minimums_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="minimums"):
        plan.lay(shipped().stage, 10 * MINUTE_MS)


@pytest.mark.parametrize("name", SHIPPED)
def test_the_shipped_protocols_lay_at_every_length_they_offer(name):
    protocol = shipped(name)
    least, most = protocol.minutes.least, protocol.minutes.most
    for minutes in range(round(least), round(most) + 1):
        ends = plan.lay(protocol.stage, minutes * MINUTE_MS)
        assert ends[-1] == minutes * MINUTE_MS
        assert all(p >= s.least_ms for p, s in zip(parts(ends), protocol.stage, strict=True))


@given(stages, lengths, st.data())
def test_going_on_gives_the_time_left_to_the_rest_as_they_shared_before(of, total_ms, data):
    before = laid(of, total_ms)
    stage = data.draw(st.integers(0, len(of) - 1))
    began = (0, *before)[stage]
    now_ms = data.draw(st.integers(began, before[stage]))
    after = plan.go_on(of, before, stage, now_ms)
    assert after[:stage] == before[:stage]
    assert after[stage] == now_ms
    if stage + 1 == len(of):
        return
    assert after[-1] == total_ms
    given_ms = before[stage] - now_ms
    left = list(zip(parts(before), parts(after), of, strict=True))[stage + 1 :]
    nothing_shares = not any(stage.share for _, _, stage in left)
    rest = sum(old for old, _, stage in left if stage.share or nothing_shares)
    for old, new, each in left:
        more = given_ms * old / rest if each.share or nothing_shares else 0
        assert new == pytest.approx(old + more, abs=1.01)


@given(stages, lengths, st.data())
def test_staying_takes_from_the_rest_to_their_minimums_and_then_from_the_end(of, total_ms, data):
    ends = laid(of, total_ms)
    stage = data.draw(st.integers(0, len(of) - 1))
    for _ in range(data.draw(st.integers(1, 12))):
        before, ends = ends, plan.stay(of, ends, stage, MINUTE_MS)
        assert ends[:stage] == before[:stage]
        assert parts(ends)[stage] == parts(before)[stage] + MINUTE_MS
        after = list(zip(parts(before), parts(ends), of, strict=True))[stage + 1 :]
        assert all(new <= old for old, new, _ in after)
        assert all(new >= s.least_ms for _, new, s in after)
        spare_ms = sum(old - s.least_ms for old, _, s in after)
        assert ends[-1] - before[-1] == max(0, MINUTE_MS - spare_ms)


def test_stages_without_any_time_left_stay_at_their_end():
    assert plan.stretch((MODEL,) * 2, (5, 5, 5), 7, 7) == (7, 7, 7)
    assert plan.go_on((MODEL,) * 3, (10, 20, 20), 1, 25) == (10, 25, 25)


def test_where_there_is_no_room_beside_them_those_without_a_share_shrink_too():
    fixed = msgspec.structs.replace(MODEL, share=0.0)
    assert plan.stretch((fixed, MODEL, fixed), (0, 100, 300, 400), 0, 100) == (0, 25, 75, 100)
