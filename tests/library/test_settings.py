import json
import os
import stat
from copy import deepcopy

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.library.errors import LibraryError
from coach.library.settings import (
    Binding,
    BreathSound,
    Keys,
    Look,
    Settings,
    Voice,
    WindowPlace,
    load,
    reset,
    save,
    save_changes,
    take_back,
)
from coach.massage.blend import OilWish, Share
from coach.massage.oil import Effect
from tests.library.making import fill

FULL = Settings(
    protocol_id="trapezius",
    minutes={"trapezius": 12.5},
    rate_bpm=11.5,
    inhale_share=0.45,
    pause_share=0.1,
    pacing="taps",
    skipped_stages={"back-pain": ["contact"]},
    countdown_s=30,
    oil=OilWish(Effect.RELAXING, "sesame", 45.0, 1.5, (Share("lavender", 2), Share("jasmine"))),
    oil_limit=3.0,
    look=Look(theme="light", turn_degrees=270, text_scale=1.5),
    sound=BreathSound(tone_on=True, latency_ms={"Zoë": 40}),
    voice=Voice(on=True, minutes_left=(3,)),
    keys=Keys(bindings=(Binding("Space", "tap"),)),
    window=WindowPlace(-5, 10, 800, 600, True),
)


def test_without_a_file_all_is_as_usual(tmp_path):
    assert load(tmp_path) == (Settings(), None)


def test_settings_come_back_as_they_were_saved(tmp_path):
    save(tmp_path / "new", FULL)
    assert load(tmp_path / "new") == (FULL, None)
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "new" / "settings.json").stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["settings.json"]


BAD = {
    "protocol_id": 7,
    "minutes": {"back-pain": -1},
    "rate_bpm": 99,
    "inhale_share": 0.1,
    "pause_share": 1,
    "pacing": "waltz",
    "skipped_stages": [],
    "countdown_s": 0,
    "oil": {"ml": 4000, "effect": "magic"},
    "oil_limit": 3.5,
    "look": 3,
    "sound": "loud",
    "voice": None,
    "keys": [],
    "window": {"x": 0, "y": 0, "width": 0, "height": 1},
}


@pytest.mark.parametrize("key", [*BAD, "from_the_future"])
def test_a_damaged_value_gets_its_default_and_the_others_are_kept(tmp_path, key):
    path = tmp_path / "settings.json"
    values = msgspec.to_builtins(FULL) | {key: BAD.get(key, 1)}
    path.write_text(json.dumps(values))
    before = path.read_bytes()
    found, sentence = load(tmp_path)
    if key in BAD:
        assert getattr(found, key) == getattr(Settings(), key)
        setattr(found, key, getattr(FULL, key))
    assert found == FULL
    assert key in sentence
    (copy,) = tmp_path.glob("settings-damaged-*.json")
    assert copy.read_bytes() == before
    assert str(copy) in sentence
    load(tmp_path)
    assert len(list(tmp_path.iterdir())) == 2


@given(data=st.one_of(st.binary(), st.text().map(str.encode), st.just(b"[" * 100_000)))
def test_any_bytes_give_settings(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("settings")
    (folder / "settings.json").write_bytes(data)
    found, sentence = load(folder)
    assert found == Settings()
    assert sentence or data.strip() == b"{}"


def test_a_file_that_cannot_be_read_gives_the_usual_settings_and_says_so(tmp_path):
    (tmp_path / "settings.json").mkdir()
    found, sentence = load(tmp_path)
    assert found == Settings()
    assert "cannot be read" in sentence


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 99.0])
def test_a_value_out_of_range_is_not_saved(tmp_path, value):
    save(tmp_path, FULL)
    with pytest.raises(msgspec.ValidationError):
        save(tmp_path, Settings(rate_bpm=value))
    assert load(tmp_path) == (FULL, None)


def test_a_disk_that_refuses_leaves_the_old_settings(door):
    save(door.folder, FULL)
    door.shut()
    with pytest.raises(LibraryError) as caught:
        save(door.folder, Settings())
    assert caught.value.code == "read_only"
    assert load(door.folder) == (FULL, None)


def test_on_a_full_disk_the_old_settings_stay(tiny_disk):
    save(tiny_disk, FULL)
    fill(tiny_disk)
    with pytest.raises(LibraryError) as caught:
        save(tiny_disk, Settings())
    assert caught.value.code == "disk_full"
    assert load(tiny_disk) == (FULL, None)
    assert sorted(path.name for path in tiny_disk.iterdir()) == ["filler", "settings.json"]


def test_of_a_damaged_oil_the_rest_is_kept(tmp_path):
    save(tmp_path, FULL)
    path = tmp_path / "settings.json"
    found = json.loads(path.read_bytes())
    found["oil"]["percent"] = 30
    path.write_text(json.dumps(found))
    read, sentence = load(tmp_path)
    assert read.oil == msgspec.structs.replace(FULL.oil, percent=None)
    assert "oil" in sentence


def test_of_a_damaged_part_the_rest_is_kept(tmp_path):
    save(tmp_path, FULL)
    path = tmp_path / "settings.json"
    found = json.loads(path.read_bytes())
    found["look"]["theme"] = "pink"
    found["voice"]["shouts"] = True
    path.write_text(json.dumps(found), encoding="utf-8")
    settings, said = load(tmp_path)
    assert settings.look == Look(turn_degrees=270, text_scale=1.5)
    assert settings.voice == FULL.voice
    assert "look.theme" in said
    assert "voice.shouts" in said


def test_the_first_settings_had_the_look_among_the_others(tmp_path):
    tmp_path.joinpath("settings.json").write_text(
        '{"theme": "light", "text_scale": 1.5, "client": "Z", "rate_bpm": 9.0}', encoding="utf-8"
    )
    wanted = Settings(rate_bpm=9.0, look=Look(theme="light", text_scale=1.5))
    assert load(tmp_path) == (wanted, None)


def test_of_a_damaged_list_or_table_the_sound_entries_are_kept(tmp_path):
    bindings = [{"trigger": "F9", "action": "tap"}, {"trigger": "", "action": "tap"}, 7]
    values = {
        "minutes": {"back-pain": 35.0, "trapezius": -1},
        "sound": {"latency_ms": {"a": 40, "b": 9_000}},
        "voice": {"minutes_left": [0, 5, "x"]},
        "keys": {"bindings": bindings},
    }
    (tmp_path / "settings.json").write_text(json.dumps(values), encoding="utf-8")
    found, said = load(tmp_path)
    assert found.minutes == {"back-pain": 35.0}
    assert found.sound.latency_ms == {"a": 40}
    assert found.voice.minutes_left == (5,)
    assert found.keys.bindings == (Binding("F9", "tap"),)
    for name in ("minutes", "sound.latency_ms", "voice.minutes_left", "keys.bindings"):
        assert name in said


NAMES = st.text(st.characters(codec="utf-8"), max_size=8)
SHARES = st.floats(0.0, 1.0)
WHOLE = st.builds(
    Settings,
    minutes=st.dictionaries(NAMES, st.floats(0.5, 240.0), max_size=2),
    rate_bpm=st.floats(4.0, 24.0),
    skipped_stages=st.dictionaries(NAMES, st.lists(NAMES, max_size=2), max_size=2),
    countdown_s=st.integers(5, 600),
    oil=st.builds(OilWish, st.sampled_from(Effect), ml=st.floats(5.0, 100.0)),
    oil_limit=st.floats(0.5, 3.0),
    look=st.builds(
        Look,
        theme=st.sampled_from(["dark", "light", "contrast", "system"]),
        colours=NAMES,
        motion=st.sampled_from(["system", "full", "gentle", "none"]),
        text_scale=st.floats(1.0, 2.0),
        light=st.sampled_from([100, 50, 25, 10]),
        glance=st.booleans(),
    ),
    sound=st.builds(
        BreathSound,
        tone_on=st.booleans(),
        tone=NAMES,
        tone_volume=SHARES,
        ear=st.sampled_from(["both", "left", "right"]),
        device=NAMES,
        latency_ms=st.dictionaries(NAMES, st.integers(-500, 500), max_size=2),
    ),
    voice=st.builds(
        Voice,
        voice=NAMES,
        rate=st.floats(-1.0, 1.0),
        minutes_left=st.lists(st.integers(1, 120), max_size=3).map(tuple),
    ),
    keys=st.builds(
        Keys,
        bindings=st.none()
        | st.lists(
            st.builds(
                Binding,
                trigger=NAMES.filter(bool),
                action=NAMES,
                press=st.sampled_from(["press", "double", "long"]),
            ),
            max_size=3,
        ).map(tuple),
        shown=st.booleans(),
    ),
    window=st.none() | st.just(WindowPlace(1, 2, 3, 4)),
)
GARBAGE = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | NAMES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=6,
)


@given(settings=WHOLE)
def test_any_settings_come_back_as_they_were_saved(tmp_path_factory, settings):
    folder = tmp_path_factory.mktemp("settings")
    save(folder, settings)
    assert load(folder) == (settings, None)


def leaves(values, path=()):
    """Every way into the values, the parts themselves among them."""
    for key, value in values.items():
        yield (*path, key)
        if isinstance(value, dict) and not path:
            yield from leaves(value, (key,))


@given(settings=WHOLE, garbage=GARBAGE, data=st.data())
def test_whatever_stands_in_a_leaf_the_others_survive(tmp_path_factory, settings, garbage, data):
    folder = tmp_path_factory.mktemp("settings")
    values = msgspec.to_builtins(settings)
    where = data.draw(st.sampled_from(sorted(leaves(values))))
    holder = values[where[0]] if len(where) == 2 else values
    holder[where[-1]] = garbage
    (folder / "settings.json").write_text(json.dumps(values), encoding="utf-8")
    found, _ = load(folder)
    read = msgspec.to_builtins(found)
    wanted = msgspec.to_builtins(settings)
    assert {k: v for k, v in read.items() if k != where[0]} == {
        k: v for k, v in wanted.items() if k != where[0]
    }
    parts = ("look", "sound", "voice", "keys")
    if len(where) == 2 and where[0] in parts:
        for name, value in wanted[where[0]].items():
            assert name == where[1] or read[where[0]][name] == value
    save(folder, found)
    assert load(folder) == (found, None)


@pytest.mark.parametrize("part", ["look", "sound", "voice", "keys", "session"])
@given(settings=WHOLE)
def test_a_part_is_reset_by_itself_and_can_be_taken_back(part, settings):
    was = deepcopy(settings)
    held = parts_of(settings)
    before = reset(settings, part)
    assert before == was
    changed = {
        name for name in Settings.__struct_fields__ if getattr(settings, name) != getattr(was, name)
    }
    assert changed <= ({"countdown_s", "oil_limit"} if part == "session" else {part})
    if part == "session":
        assert settings.countdown_s == Settings().countdown_s
        assert settings.oil_limit == Settings().oil_limit == 2.5
    else:
        assert getattr(settings, part) == getattr(Settings(), part)
    take_back(settings, part, before)
    assert settings == was
    assert all(a is b for a, b in zip(held, parts_of(settings), strict=True))


def parts_of(settings):
    return settings.look, settings.sound, settings.voice, settings.keys


def test_a_reset_leaves_the_back_turned_and_shares_nothing_with_what_it_took_back():
    settings = deepcopy(FULL)
    before = reset(settings, "look")
    assert settings.look == Look(turn_degrees=270)
    before = reset(settings, "sound")
    take_back(settings, "sound", before)
    settings.sound.latency_ms["Zoë"] = 1
    assert before.sound.latency_ms == {"Zoë": 40}


@given(mine=WHOLE, theirs=WHOLE, since=WHOLE)
def test_two_programs_keep_what_either_changed(tmp_path_factory, mine, theirs, since):
    folder = tmp_path_factory.mktemp("settings")

    def kept(mine, theirs, since):
        save(folder, theirs)
        save_changes(folder, mine, since)
        return load(folder)

    assert kept(since, theirs, since) == (theirs, None)
    assert kept(mine, since, since) == (mine, None)
    assert kept(mine, mine, since) == (mine, None)


def test_of_two_changes_in_one_part_both_are_kept(tmp_path):
    save(tmp_path, Settings(look=Look(theme="light"), minutes={"trapezius": 12.0}))
    mine = Settings(look=Look(text_scale=1.5), minutes={"back-pain": 30.0})
    save_changes(tmp_path, mine, Settings())
    found, _ = load(tmp_path)
    assert (found.look.theme, found.look.text_scale) == ("light", 1.5)
    assert found.minutes == {"trapezius": 12.0, "back-pain": 30.0}


@pytest.mark.parametrize("broken", [None, b"{"])
def test_where_the_file_is_gone_or_damaged_all_is_saved(tmp_path, broken):
    if broken is not None:
        (tmp_path / "settings.json").write_bytes(broken)
    save_changes(tmp_path, FULL, FULL)
    assert load(tmp_path) == (FULL, None)
