"""A press, a double press, a long press: told once each, never by a bounce, a tap never late."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from coach.ui.keys.gestures import BOUNCE_MS, DOUBLE_MS, LONG_MS, Gesture, Gestures, Manner

KEY = "A"
PLAIN = Manner()
TAP = Manner(at_once=True)
HELD_TAP = Manner(at_once=True, long=True)
INHALE = Manner(at_once=True, up=True)
LONG = Manner(long=True)
DOUBLE = Manner(double=True)
ALL = Manner(double=True, long=True)
TEMPO = Manner(repeats=True)
MANNERS = (PLAIN, TAP, HELD_TAP, INHALE, LONG, DOUBLE, ALL, TEMPO)
END_MS = 100_000


class Played:
    """Gestures with their times: as soon as a timer at `next_ms` lets them be known."""

    def __init__(self, manner):
        self.told = []
        self.gestures = Gestures(lambda _: manner)

    def to(self, now_ms):
        while (due_ms := self.gestures.next_ms) is not None and due_ms <= now_ms:
            self._take(due_ms, self.gestures.pass_to(due_ms))

    def press(self, now_ms, key=KEY):
        self.to(now_ms)
        self._take(now_ms, self.gestures.press(key, now_ms))

    def repeat(self, now_ms, key=KEY):
        self.to(now_ms)
        self._take(now_ms, self.gestures.repeat(key, now_ms))

    def release(self, now_ms, key=KEY):
        self.to(now_ms)
        self._take(now_ms, self.gestures.release(key, now_ms))

    def kinds(self, until_ms=END_MS):
        self.to(until_ms)
        return [gesture.kind for _, gesture in self.told]

    def _take(self, now_ms, gestures):
        self.told += [(now_ms, gesture) for gesture in gestures]


def played(manner, *edges):
    """Goes down and up by turns at these times."""
    made = Played(manner)
    for place, t_ms in enumerate(edges):
        (made.release if place % 2 else made.press)(t_ms)
    made.to(END_MS)
    return made.told


def told(t_ms, kind):
    return (t_ms, Gesture(KEY, kind))


def test_a_key_with_one_meaning_acts_when_it_goes_down():
    assert played(PLAIN, 0, 120) == [told(0, "press")]
    assert played(PLAIN, 0, 5_000) == [told(0, "press")]


def test_a_key_with_a_long_meaning_acts_when_it_was_let_go_or_at_the_mark():
    assert played(LONG, 0, 120) == [told(120 + BOUNCE_MS, "press")]
    assert played(LONG, 0, 5_000) == [told(LONG_MS, "long")]


def test_a_key_with_a_double_meaning_waits_for_the_second_press():
    assert played(DOUBLE, 0, 120) == [told(120 + DOUBLE_MS, "press")]
    assert played(DOUBLE, 0, 120, 300, 400) == [told(300, "double")]
    assert played(DOUBLE, 0, 120, 900, 1_000) == [told(470, "press"), told(1_350, "press")]


def test_three_quick_presses_are_a_double_and_a_single_one():
    assert [g.kind for _, g in played(DOUBLE, 0, 100, 250, 350, 500, 600)] == ["double", "press"]


def test_a_key_with_all_three_tells_each():
    assert [g.kind for _, g in played(ALL, 0, 100)] == ["press"]
    assert [g.kind for _, g in played(ALL, 0, 100, 250, 350)] == ["double"]
    assert [g.kind for _, g in played(ALL, 0, 700)] == ["long"]
    assert [g.kind for _, g in played(ALL, 0, 100, 250, 1_350)] == ["double"]


def test_a_tap_that_is_held_was_told_first():
    assert played(HELD_TAP, 0, 5_000) == [told(0, "press"), told(LONG_MS, "long")]
    assert played(HELD_TAP, 0, 200) == [told(0, "press")]


def test_a_key_that_is_held_while_the_client_breathes_in_says_when_it_is_let_go():
    assert played(INHALE, 0, 1_800) == [told(0, "press"), told(1_800 + BOUNCE_MS, "up")]


def test_a_pedal_that_repeats_itself_while_it_is_held_does_one_thing():
    edges = [t for start in range(0, 3_000, 33) for t in (start, start + 12)]
    assert played(TAP, *edges) == [told(0, "press")]
    assert [g.kind for _, g in played(LONG, *edges)] == ["long"]
    assert [g.kind for _, g in played(INHALE, *edges)] == ["press", "up"]


def test_the_systems_repeats_are_no_presses_but_the_tempo_goes_on():
    for manner, count in ((PLAIN, 1), (TAP, 1), (TEMPO, 4)):
        made = Played(manner)
        made.press(0)
        for t_ms in (500, 533, 566):
            made.repeat(t_ms)
        made.release(600)
        assert made.kinds() == ["press"] * count


def test_a_release_that_was_lost_does_not_kill_the_key():
    made = Played(TAP)
    made.press(0)
    made.press(3_000)
    assert made.kinds() == ["press", "press"]


def test_the_press_whose_release_was_lost_is_told_too():
    made = Played(DOUBLE)
    made.press(0)
    made.press(3_000)
    made.release(3_100)
    assert made.kinds() == ["press", "press"]


def test_a_key_that_is_let_go_elsewhere_means_nothing_more():
    made = Played(LONG)
    made.press(0)
    made.gestures.forget()
    made.release(100)
    assert made.kinds() == []


def test_two_keys_at_once_do_not_disturb_each_other():
    made = Played(LONG)
    made.press(0, "A")
    made.press(20, "B")
    made.release(100, "B")
    made.release(900, "A")
    made.to(END_MS)
    assert [gesture for _, gesture in made.told] == [Gesture("B", "press"), Gesture("A", "long")]


held_ms = st.integers(200, 400) | st.integers(700, 3_000)
gap_ms = st.integers(210, 340) | st.integers(520, 3_000)
bounces = st.lists(st.tuples(*[st.integers(1, BOUNCE_MS // 2 - 1)] * 2), max_size=3)


def chatter(edge_ms, pairs):
    """An edge, and the contact open or closed again for moments after it."""
    edges = [edge_ms]
    for pair in pairs:
        for step in pair:
            edges.append(edges[-1] + step)
    return edges


@st.composite
def presses(draw):
    """The edges of clean presses; and of the same ones by a contact that bounces."""
    clean, bounced, t_ms = [], [], 0
    for _ in range(draw(st.integers(1, 6))):
        up_ms = t_ms + draw(held_ms)
        clean += [t_ms, up_ms]
        bounced += [*chatter(t_ms, draw(bounces)), *chatter(up_ms, draw(bounces))]
        t_ms = up_ms + draw(gap_ms)
    return clean, bounced


@given(st.sampled_from(MANNERS), presses())
def test_a_bounce_changes_nothing(manner, both):
    clean, bounced = ([g.kind for _, g in played(manner, *edges)] for edges in both)
    assert bounced == clean


steps = st.lists(
    st.tuples(
        st.integers(0, 60) | st.integers(0, 900),
        st.sampled_from(["press", "release", "repeat"]),
        st.sampled_from("AB"),
    ),
    max_size=40,
)


def run(manner, moves):
    made, t_ms = Played(manner), 0
    for wait_ms, what, key in moves:
        t_ms += wait_ms
        getattr(made, what)(t_ms, key)
    return made, t_ms


@given(st.sampled_from(MANNERS), steps)
def test_no_press_is_told_twice(manner, moves):
    made, _ = run(manner, moves)
    made.to(END_MS)
    for key in "AB":
        raw = sum(1 for _, what, k in moves if (what, k) == ("press", key))
        if manner.repeats:
            raw += sum(1 for _, what, k in moves if (what, k) == ("repeat", key))
        kinds = [g.kind for _, g in made.told if g.trigger == key]
        assert kinds.count("press") + 2 * kinds.count("double") <= raw
        assert kinds.count("long") <= raw
        assert kinds.count("up") <= raw
        if manner.waits:
            assert kinds.count("press") + 2 * kinds.count("double") + kinds.count("long") <= raw


@given(st.sampled_from([TAP, HELD_TAP, INHALE]), steps)
def test_a_tap_is_told_when_the_key_goes_down_and_at_no_other_time(manner, moves):
    made, _ = run(manner, moves)
    made.to(END_MS)
    t_ms, down = 0, set()
    for wait_ms, what, key in moves:
        t_ms += wait_ms
        if what == "press":
            down.add((t_ms, key))
    taps = [(t, g.trigger) for t, g in made.told if g.kind == "press"]
    assert set(taps) <= down
    for key in "AB":
        times = [t for t, k in taps if k == key]
        assert all(after - before >= BOUNCE_MS for before, after in pairwise(times))


@given(st.sampled_from(MANNERS), steps)
def test_after_whatever_came_before_the_key_still_works(manner, moves):
    made, t_ms = run(manner, moves)
    before = len([g for _, g in made.told if g.kind != "up"])
    made.press(t_ms + 5_000)
    made.release(t_ms + 5_100)
    made.to(END_MS + t_ms)
    assert len([g for _, g in made.told if g.kind != "up"]) > before
    made.release(END_MS + t_ms, "B")
    made.to(2 * END_MS + t_ms)
    assert made.gestures.next_ms is None


def test_a_key_held_since_another_page_is_no_press_however_the_system_repeats_it():
    told = []
    gestures = Gestures(lambda _: Manner(at_once=True))
    for at_ms in range(1_000, 2_000, 40):  # X sends a release and a press for each repeat
        told += gestures.release("Space", at_ms)
        told += gestures.press("Space", at_ms + 1)
    told += gestures.release("Space", 2_000)
    assert told == []
    assert [each.kind for each in gestures.press("Space", 2_400)] == ["press"]
