"""What waits for the voice: its order, its age, its topic, its stage."""

from hypothesis import given
from hypothesis import strategies as st

from coach.sound.utterance import KEPT_MS, Rank, Utterance, Waiting

utterances = st.builds(
    Utterance,
    st.text("abc", min_size=1, max_size=3),
    st.sampled_from(Rank),
    st.sampled_from(["stage", "tempo", "mark"]),
    stage=st.sampled_from([None, 0, 1]),
    kept_ms=st.integers(0, 8_000),
    cuts=st.booleans(),
)


def one(text, rank=Rank.STAGE, topic=None, **rest):
    return Utterance(text, rank, topic or text, **rest)


def all_of(waiting, now_ms=0, stage=None):
    said = []
    while (utterance := waiting.take(now_ms, stage)) is not None:
        said.append(utterance.text)
    return said


def test_weight_goes_before_age_and_age_before_youth():
    waiting = Waiting()
    waiting.put((one("time", Rank.TIME), one("name"), one("cue")), 0)
    waiting.put((one("paused", Rank.ANSWER),), 5)
    assert all_of(waiting) == ["paused", "name", "cue", "time"]


def test_what_is_old_is_no_news():
    waiting = Waiting()
    waiting.put((one("name"), one("cue", kept_ms=2 * KEPT_MS)), 0)
    assert all_of(waiting, KEPT_MS + 1) == ["cue"]


def test_the_later_word_on_a_topic_is_the_one_that_is_said():
    waiting = Waiting()
    waiting.put((one("Effleurage", topic="stage"), one("Glide up", topic="stage")), 0)
    waiting.put((one("Kneading", topic="stage"),), 1)
    assert all_of(waiting) == ["Kneading"]


def test_what_cuts_clears_all_that_waits():
    waiting = Waiting()
    waiting.put((one("name"), one("cue")), 0)
    waiting.put((one("paused", Rank.ANSWER, cuts=True),), 0)
    assert all_of(waiting) == ["paused"]


def test_a_stage_that_passed_is_not_spoken_of():
    waiting = Waiting()
    waiting.put((one("name", stage=1), one("tempo", Rank.TIME)), 0)
    assert all_of(waiting, stage=2) == ["tempo"]


@given(st.lists(st.tuples(st.integers(0, 5_000), st.lists(utterances, max_size=4))))
def test_what_is_said_holds_and_little_waits(script):
    waiting, now_ms, put_ms = Waiting(), 0, {}
    for pass_ms, group in script:
        now_ms += pass_ms
        waiting.put(tuple(group), now_ms)
        put_ms.update({id(each): now_ms for each in group})
        assert len(waiting._waiting) <= 3 * 4
        said = waiting.take(now_ms, 1)
        if said is not None:
            assert said.stage in (None, 1)
            assert now_ms - put_ms[id(said)] <= said.kept_ms
