import os
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.library.protocols import find_protocols, read_protocol
from coach.massage.protocol import Protocol, ProtocolError, parse
from tests.helpers.sessions import SHIPPED
from tests.library.making import TRAPEZIUS


@pytest.fixture
def own(tmp_path):
    folder = tmp_path / "protocols"
    folder.mkdir()
    return folder


def shown(folder):
    return {
        file.path.name: file.problem or file.protocol.id for file in find_protocols(folder.parent)
    }


def with_id(name):
    return TRAPEZIUS.replace('id = "trapezius"', f'id = "{name}"')


def test_the_shipped_protocols_are_found_without_any_of_the_users(tmp_path):
    files = find_protocols(tmp_path / "nowhere")
    assert [file.protocol.id for file in files] == list(SHIPPED)
    assert all(file.shipped and file.problem is None for file in files)


def test_a_users_own_is_found_after_them(own):
    (own / "mine.toml").write_text(with_id("mine"))
    last = find_protocols(own.parent)[-1]
    assert (last.protocol.id, last.shipped, last.path) == ("mine", False, own / "mine.toml")


def test_a_users_file_takes_the_place_of_a_shipped_one(own):
    (own / "a.toml").write_text(TRAPEZIUS.replace("Trapezius only", "My own"))
    files = find_protocols(own.parent)
    assert [file.protocol.id for file in files] == list(SHIPPED)
    assert files[-1].protocol.name == {"en": "My own"}
    assert not files[-1].shipped


def test_the_second_file_with_one_id_is_listed_with_the_reason(own):
    (own / "a.toml").write_text(with_id("mine"))
    (own / "b.toml").write_text(with_id("mine"))
    files = find_protocols(own.parent)
    assert files[-2].protocol.id == "mine"
    assert files[-1].problem == "id: 'mine' is used by a.toml already"
    assert files[-1].protocol is None


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", "format: is missing"),
        ("format = ", "end of document: Invalid value"),
        ("format = 1\nid = =", "line 2, column 6: Invalid value"),
        ("format = 3", "format: 3 is newer than this program reads (2)"),
        (TRAPEZIUS.replace('name = { en = "Kneading" }', ""), "stage[1].name: is missing"),
        (TRAPEZIUS + "colour = 1\n", "stage[3].exhale.colour: is unknown"),
        (TRAPEZIUS.replace('{ en = "Closing" }', '{ EN = "x" }'), "stage[3].name: its keys are"),
        (TRAPEZIUS.replace("pressure = 4", "pressure = 6"), "stage[1].inhale.pressure: Expected"),
        (TRAPEZIUS.replace('"thumbs"', '"toes"'), "stage[1].hand: Invalid enum value 'toes'"),
        ("a = " + "9" * 1990, "a: is unknown"),
        ("a = " + "[" * 1990, "a number or a nesting is too long to read"),
        ("\n" + "a." * 1500 + "a = 1", "line 2: is longer than 2000 characters"),
        ("\nname = \xff", "line 2: is not UTF-8 text"),
        ("#" * 1_000_001, "is larger than 1 MB"),
    ],
)
def test_a_broken_file_is_listed_with_line_or_key_and_the_others_work(own, content, problem):
    (own / "broken.toml").write_bytes(content.encode("latin-1"))
    (own / "sound.toml").write_text(with_id("sound"))
    files = shown(own)
    assert files["broken.toml"].startswith(problem)
    assert files["sound.toml"] == "sound"
    assert files["back-pain.toml"] == "back-pain"


def test_what_is_no_file_is_listed_and_never_waited_for(own):
    (own / "folder.toml").mkdir()
    (own / "nowhere.toml").symlink_to(own / "missing")
    if hasattr(os, "mkfifo"):
        os.mkfifo(own / "pipe.toml")
        (own / "endless.toml").symlink_to("/dev/zero")
    files = shown(own)
    assert files["folder.toml"] == "is not a file"
    assert files["nowhere.toml"] == "cannot be read: No such file or directory"
    if hasattr(os, "mkfifo"):
        assert files["pipe.toml"] == files["endless.toml"] == "is not a file"


def test_a_byte_order_mark_and_windows_lines_are_read(own):
    path = own / "windows.toml"
    path.write_bytes(b"\xef\xbb\xbf" + TRAPEZIUS.replace("\n", "\r\n").encode())
    assert read_protocol(path) == parse(TRAPEZIUS)


NUMBER = re.compile(r"(?<![\w.\"-])\d+(\.\d+)?(?![\w.\"])")


@pytest.mark.parametrize("value", ["nan", "-nan", "inf", "-inf"])
def test_no_number_may_be_endless_or_none(value):
    places = [found for found in NUMBER.finditer(TRAPEZIUS) if not in_comment(found.start())]
    assert len(places) > 80
    for found in places:
        spoilt = TRAPEZIUS[: found.start()] + value + TRAPEZIUS[found.end() :]
        with pytest.raises(ProtocolError):
            parse(spoilt)


def in_comment(place):
    return "#" in TRAPEZIUS[TRAPEZIUS.rfind("\n", 0, place) + 1 : place]


def read_or_refused(folder, data):
    path = folder / "hostile.toml"
    path.write_bytes(data)
    try:
        protocol = read_protocol(path)
    except ProtocolError:
        return
    assert isinstance(protocol, Protocol)


@settings(max_examples=300, deadline=None)
@given(data=st.binary(max_size=400))
def test_any_bytes_are_refused_with_a_reason(tmp_path_factory, data):
    read_or_refused(tmp_path_factory.getbasetemp(), data)


BITS = ["[", "]", "{", "}", '"', "=", ".", "nan", "-1", "1e999", "9" * 4400, "[[" * 500, "\0", "é"]


@settings(max_examples=300, deadline=None)
@given(
    changes=st.lists(
        st.tuples(
            st.integers(0, len(TRAPEZIUS)),
            st.integers(0, 30),
            st.one_of(st.sampled_from(BITS), st.text(max_size=8)),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_a_protocol_with_bits_cut_out_and_put_in_is_read_or_refused(tmp_path_factory, changes):
    text = TRAPEZIUS
    for place, length, new in changes:
        text = text[:place] + new + text[place + length :]
    read_or_refused(tmp_path_factory.getbasetemp(), text.encode("utf-8", "replace"))


@given(text=st.text(max_size=200))
def test_parse_itself_refuses_any_text_with_a_reason(text):
    with pytest.raises(ProtocolError):
        parse(text + "\nthis is no toml")
