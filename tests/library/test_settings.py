import json
import os
import stat

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
    save,
)
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
