"""Protocol files: the shipped ones say what they should, the broken ones say where."""

import contextlib
import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.assets import asset_folder
from coach.massage.protocol import (
    FORMAT,
    Hand,
    Protocol,
    ProtocolError,
    Works,
    check,
    needed_format,
    parse,
    spoken,
)
from coach.massage.strokes import Direction, StrokeKind
from tests.helpers.sessions import SHIPPED, shipped

TEXT = (asset_folder("protocols") / "back-pain.toml").read_text(encoding="utf-8")
TABLE = [
    ("contact", "Rest your hands", 1, "Spread the oil", 1),
    ("effleurage", "Glide up, beside the spine", 3, "Float down the sides", 1),
    ("kneading", "Thumbs up, slowly", 4, "Same line, softer", 2),
    ("trapezius", "Fingertips in, toward the neck", 3, "Ease off, over the shoulder", 1),
    ("vibration", "Palms tremble up", 2, "Lighter, down", 1),
    ("closing", "Slow palms up", 2, "Slow palms down", 1),
]


def test_the_back_pain_massage_says_what_the_method_says():
    said = [
        (s.id, spoken(s.inhale.text), s.inhale.pressure, spoken(s.exhale.text), s.exhale.pressure)
        for s in shipped().stage
    ]
    assert said == TABLE


def test_the_back_pain_massage_lasts_30_to_45_minutes():
    minutes = shipped().minutes
    assert (minutes.least, minutes.most) == (30, 45)


def test_each_technique_has_its_hand_and_its_work():
    by_id = {s.id: s for s in shipped().stage}
    assert [s.hand for s in shipped().stage] == [
        Hand.PALMS,
        Hand.PALMS,
        Hand.THUMBS,
        Hand.FINGERTIPS,
        Hand.VIBRATING_PALMS,
        Hand.PALMS,
    ]
    assert by_id["kneading"].works is Works.AREAS
    assert by_id["vibration"].works is Works.SOFTENED
    assert by_id["vibration"].plain is not None
    assert by_id["vibration"].plain.every == 4
    assert by_id["effleurage"].stairs > 1


@pytest.mark.parametrize("name", SHIPPED)
def test_pressed_hands_go_upward_on_the_breath_in_or_all_on_the_breath_out(name):
    protocol = shipped(name)
    assert protocol.minutes.least <= protocol.minutes.usual <= protocol.minutes.most
    for stage in protocol.stage:
        assert stage.presses_out is (name == "breath-out")
        pressed = stage.exhale if stage.presses_out else stage.inhale
        if stage.kind is not StrokeKind.HOLD:
            low, high = pressed.path[0], pressed.path[-1]
            assert high[1] < low[1]


@pytest.mark.parametrize("name", SHIPPED)
def test_what_comes_with_the_program_says_where_its_facts_come_from(name):
    text = (asset_folder("protocols") / f"{name}.toml").read_text(encoding="utf-8")
    if shipped(name).format > 1:
        assert re.search(r"\b(19|20)\d\d\b", shipped(name).source)
    else:  # older programs read these two: their source is a comment
        assert "\n# Source: " in text
    for stage in shipped(name).stage:
        assert stage.cadence is None or stage.source or stage.id == "vibration"


def test_old_files_have_the_stroke_that_their_hand_usually_does():
    assert [stage.kind for stage in shipped().stage] == [
        StrokeKind.EFFLEURAGE,
        StrokeKind.EFFLEURAGE,
        StrokeKind.KNEADING,
        StrokeKind.FINGERTIP_PRESSURE,
        StrokeKind.VIBRATION,
        StrokeKind.EFFLEURAGE,
    ]
    assert [stage.cadence_hz for stage in shipped().stage] == [0, 0, 0, 0, 6, 0]
    ways = {(stage.inhale.way, stage.exhale.way) for stage in shipped().stage}
    assert ways == {(Direction.UP, Direction.DOWN)}


NEWER = [
    ("hand =", 'stroke = "hold"\nhand =', "stage[0].stroke"),
    ("hand =", "cadence = 2.0\nhand =", "stage[0].cadence"),
    ("hand =", 'sound = "silence"\nhand =', "stage[0].sound"),
    ("hand =", 'source = "A book, 2000"\nhand =', "stage[0].source"),
    ('stand = "hip"', 'stand = "behind"', "stage[0].stand"),
    ("pressure = 1", 'pressure = 1\ndirection = "in"', "stage[0].inhale.direction"),
    ("pressure = 1", "pressure = 1\nleft_path = [[0.1, 0.8]]", "stage[0].inhale.left_path"),
    ("summary", 'source = "A book, 2000"\nsummary', "source"),
]


@pytest.mark.parametrize(("old", "new", "where"), NEWER)
def test_what_format_1_does_not_have_asks_for_format_2(old, new, where):
    with pytest.raises(ProtocolError) as caught:
        parse(TEXT.replace(old, new, 1))
    assert (caught.value.where, "format = 2" in caught.value.reason) == (where, True)


def test_format_2_takes_them_all_and_says_what_does_not_fit():
    text = TEXT.replace("format = 1", "format = 2")
    with pytest.raises(ProtocolError) as caught:
        parse(text.replace("hand =", "cadence = 2.0\nhand =", 1))
    assert str(caught.value) == "stage[0].cadence: effleurage has none"
    with pytest.raises(ProtocolError) as caught:
        parse(text.replace("pressure = 1", "pressure = 1\nleft_path = [[0.1, 0.8]]", 1))
    assert caught.value.where == "stage[0].exhale.left_path"
    both = text.replace("hand =", 'stroke = "kneading"\ncadence = 2.0\nhand =', 1)
    assert needed_format(parse(both)) == 2
    assert needed_format(parse(text)) == 1


def test_only_contact_and_closing_can_be_left_out():
    protocol = shipped()
    everything = frozenset(stage.id for stage in protocol.stage)
    kept = [stage.id for stage in protocol.without(everything).stage]
    assert kept == ["effleurage", "kneading", "trapezius", "vibration"]
    assert protocol.without(frozenset()) == protocol


def test_a_protocol_of_optional_stages_alone_keeps_them():
    only = msgspec.structs.replace(shipped(), stage=shipped().stage[:1])
    assert only.without(frozenset({"contact"})) == only


def test_words_fall_back_to_english_and_then_to_what_there_is():
    assert spoken({"en": "Up", "de": "Hoch"}, "de") == "Hoch"
    assert spoken({"en": "Up", "de": "Hoch"}, "fr") == "Up"
    assert spoken({"de": "Hoch"}, "fr") == "Hoch"


BROKEN = [
    ("format = 1", "format = 3", "format", "newer"),
    ("format = 1", "format = 0", "format", ">= 1"),
    ("format = 1", "", "format", "missing"),
    ("format = 1", "format = 1\nspeed = 3", "speed", "unknown"),
    ("format = 1", "format = = 1", "line 11", "value"),
    ('id = "back-pain"', 'id = "Back pain"', "id", "regex"),
    ('id = "back-pain"', "id = 7", "id", "str"),
    ("rate_bpm = 14.0", "rate_bpm = 30.0", "rate_bpm", "<= 24"),
    ("rate_bpm = 14.0", "rate_bpm = nan", "rate_bpm", ""),
    ("rate_bpm = 14.0", "rate_bpm = inf", "rate_bpm", "<= 24"),
    ("inhale_share = 0.40", "inhale_share = 0.9", "inhale_share", "<= 0.6"),
    ("least = 30", "least = 41", "minutes", "order"),
    ("least = 30", "least = 10", "minutes.least", "minimums"),
    ("least = 30", "least = -1", "minutes.least", "> 0"),
    ("usual = 40", "usual = nan", "minutes", ""),
    ('stand = "hip"', 'stand = "ceiling"', "stage[0].stand", "ceiling"),
    ('hand = "palms"', 'hand = "elbow"', "stage[0].hand", "elbow"),
    ("share = 10", "share = -1", "stage[1].share", ">= 0"),
    ("share = 10", "share = nan", "stage[1].share", ""),
    ("stairs = 3", "stairs = 9", "stage[1].stairs", "<= 6"),
    ("every = 4", "every = 1", "stage[4].plain.every", ">= 2"),
    ("pressure = 4", "pressure = 6", "stage[2].inhale.pressure", "<= 5"),
    ("pressure = 4", "pressure = 4\nforce = 2", "stage[2].inhale.force", "unknown"),
    ('{ en = "Contact and oil" }', "{}", "stage[0].name", ">= 1"),
    ('{ en = "Contact and oil" }', '{ english-words = "x" }', "stage[0].name", "languages"),
    ('id = "effleurage"', 'id = "contact"', "stage[1].id", "twice"),
    ("[[0.075, 0.86], ", "[[0.010, 0.86], ", "stage[0].inhale.path[0][0]", ">= 0.03"),
    ("[[0.075, 0.86], ", "[[nan, 0.86], ", "stage[0].inhale.path[0]", ""),
    ("[[0.075, 0.86], ", "[[0.075, 0.86], [0.075, 0.86], ", "stage[0].inhale.path[1]", "twice"),
    ("[[0.075, 0.86], [0.078, 0.80]]", "[]", "stage[0].inhale.path", ">= 1"),
    ("[[0.075, 0.86], [0.078, 0.80]]", "[[0.075, 0.86]]", "stage[0].exhale.path", "not begin"),
    ("[[0.078, 0.80], ", "[[0.078, 0.70], ", "stage[0].exhale.path", "does not begin"),
    ("[0.110, 0.89], [0.075, 0.86]]", "[0.110, 0.89]]", "stage[0].exhale.path", "does not end"),
]


@pytest.mark.parametrize(("old", "new", "where", "reason"), BROKEN)
def test_a_broken_file_names_its_place_and_the_reason(old, new, where, reason):
    assert old in TEXT
    with pytest.raises(ProtocolError) as caught:
        parse(TEXT.replace(old, new, 1))
    assert caught.value.where.startswith(where), str(caught.value)
    assert reason in caught.value.reason
    assert caught.value.reason
    assert str(caught.value) == f"{caught.value.where}: {caught.value.reason}"


def test_a_file_in_which_nothing_fills_the_length_is_refused():
    with pytest.raises(ProtocolError) as caught:
        parse(re.sub(r"^share = \d+$", "share = 0", TEXT, flags=re.MULTILINE))
    assert caught.value.where == "stage"
    assert "share above 0" in caught.value.reason


def test_a_stage_without_a_share_and_hands_that_rest_are_taken():
    text = TEXT.replace("share = 2\n", "share = 0\n", 1)
    text = text.replace("path = [[0.075, 0.86], [0.078, 0.80]]", "path = [[0.075, 0.86]]", 1)
    text = re.sub(r"path = \[\[0.078, 0.80\], .*", "path = [[0.075, 0.86]]", text, count=1)
    contact = parse(text).stage[0]
    assert (contact.share, contact.inhale.path, contact.exhale.path) == (
        0.0,
        ((0.075, 0.86),),
        ((0.075, 0.86),),
    )


def test_what_fills_the_length_is_not_left_out():
    contact, effleurage = shipped().stage[:2]
    brief = msgspec.structs.replace(contact, share=0.0, optional=False)
    filling = msgspec.structs.replace(effleurage, optional=True)
    protocol = msgspec.structs.replace(shipped(), stage=(brief, filling))
    assert protocol.without(frozenset({filling.id})) == protocol


def test_a_protocol_of_a_newer_format_is_refused_wherever_it_comes_from():
    newer = {**msgspec.to_builtins(shipped()), "format": FORMAT + 1}
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(newer, Protocol)


@given(st.data())
def test_any_damage_is_told_as_a_protocol_error(data):
    start = data.draw(st.integers(0, len(TEXT) - 1))
    end = min(len(TEXT), start + data.draw(st.integers(0, 40)))
    put = data.draw(
        st.text(max_size=8) | st.sampled_from(["nan", "-inf", "1e400", "[[", "[[stage]]"])
    )
    with contextlib.suppress(ProtocolError):
        check(parse(TEXT[:start] + put + TEXT[end:]))


def test_a_syntax_error_names_its_line():
    with pytest.raises(ProtocolError) as caught:
        parse("format = 1\nid = \n")
    assert re.match(r"line 2\b", caught.value.where)


def test_an_empty_file_is_refused():
    with pytest.raises(ProtocolError):
        parse("")
