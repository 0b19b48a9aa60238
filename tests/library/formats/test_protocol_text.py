"""A protocol's text reads again as the same protocol, and a person's own comments stay in it."""

import contextlib
import math
import re
import tomllib

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.assets import asset_folder
from coach.library.formats.protocol_text import written
from coach.library.protocols import parsed
from coach.massage import drafts
from coach.massage.protocol import ProtocolError, parse
from tests.helpers.protocols import protocols
from tests.helpers.sessions import SHIPPED, shipped

slow = settings(max_examples=12, suppress_health_check=list(HealthCheck), deadline=None)
replace = msgspec.structs.replace


def text_of(name="back-pain"):
    return (asset_folder("protocols") / f"{name}.toml").read_text(encoding="utf-8")


@slow
@given(protocols())
def test_any_protocol_reads_again_as_the_same(protocol):
    text = written(protocol)
    assert parsed(text.encode()) == protocol
    assert written(protocol, text) == text


@slow
@given(protocols(), protocols())
def test_over_any_text_before_the_new_one_is_read(before, after):
    assert parsed(written(after, written(before)).encode()) == after


@slow
@given(protocols(), st.data())
def test_over_a_damaged_text_the_new_one_is_read(protocol, data):
    text = text_of()
    start = data.draw(st.integers(0, len(text) - 1))
    put = data.draw(st.text(max_size=8) | st.sampled_from(["[[stage]]", "nan", "}", "'''"]))
    damaged = text[:start] + put + text[start + 20 :]
    assert parse(written(protocol, damaged)) == protocol


@pytest.mark.parametrize("control", "\x00\x08\x0b\x0c\r\x1c\x7f\x85\u2028")
def test_a_comment_with_a_character_that_toml_forbids_spoils_nothing(control):
    text = written(shipped(), f"# mine{control}own\nformat = \n")
    assert parse(text) == shipped()
    assert text.startswith("# mine")


@pytest.mark.parametrize("name", SHIPPED)
def test_what_did_not_change_is_left_as_it_was_written(name):
    assert written(shipped(name), text_of(name)) == text_of(name)


def test_a_change_touches_its_own_line_alone():
    protocol = shipped()
    stage = replace(protocol.stage[2], share=9.5)
    text = written(drafts.with_stage(protocol, 2, stage), text_of())
    assert text == text_of().replace("share = 14", "share = 9.5")


def test_comments_stay_through_moving_adding_and_removing_stages():
    own = text_of().replace('id = "kneading"', 'id = "kneading"  # my favourite')
    own = own.replace("share = 14", "share = 14  # long")
    protocol = parse(own)
    for other in (
        drafts.moved(protocol, 2, 0),
        drafts.removed(protocol, 1),
        drafts.inserted(protocol, 3, drafts.twin_of(protocol, 3)),
        drafts.with_stage(protocol, 2, replace(protocol.stage[2], share=3.0)),
    ):
        text = written(other, own)
        assert parse(text) == other
        assert "# my favourite" in text
        assert "# long" in text
        assert text.startswith(own[:200])


def test_it_is_written_as_a_person_would():
    text = written(shipped("swedish"))
    assert 'name = { en = "Whole back, relaxing" }\n' in text
    assert "minutes = { least = 20, usual = 30, most = 45 }\n" in text
    assert text.count("path = [[") == len(re.findall(r"^path = \[\[.*\]\]$", text, re.MULTILINE))
    assert text.count("\n[[stage]]\n") == len(shipped("swedish").stage)
    assert "\n\n\n" not in text
    assert "null" not in text


def test_a_long_path_has_a_line_for_each_point_and_a_short_one_stays_in_its_line():
    stage = shipped().stage[1]
    first, last = stage.inhale.path[0], stage.inhale.path[-1]
    between = [(0.07 + n * math.pi / 1000, 0.8 - n * math.e / 1000) for n in range(62)]
    inhale = replace(stage.inhale, path=(first, *between, last))
    protocol = drafts.with_stage(shipped(), 1, replace(stage, inhale=inhale))
    for before in ("", text_of()):
        text = written(protocol, before)
        assert parsed(text.encode()) == protocol
        assert written(protocol, text) == text
        assert f"\npath = [\n    [{first[0]}, {first[1]}],\n" in text
        assert text.count("path = [[") == text_of().count("path = [[") - 1


def test_the_oldest_format_that_will_do_is_written():
    newer = replace(shipped(), format=2)
    assert tomllib.loads(written(newer))["format"] == 1
    assert tomllib.loads(written(replace(newer, source="A book, 2000")))["format"] == 2


def test_what_no_file_can_hold_is_refused():
    with pytest.raises(ProtocolError):
        written(replace(shipped(), id="Not An Id"))


@slow
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data):
    with contextlib.suppress(ProtocolError):
        parsed(data)


@slow
@given(protocols(), st.data())
def test_a_damaged_file_is_read_or_refused(protocol, data):
    damaged = bytearray(written(protocol).encode())
    for _ in range(data.draw(st.integers(1, 6))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(ProtocolError):
        parsed(bytes(damaged))
