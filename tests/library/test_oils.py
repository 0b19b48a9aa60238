import pytest

from coach.assets import asset_folder
from coach.library.oils import find_oils

LAVENDER = (asset_folder("oils") / "lavender.toml").read_text("utf-8")


@pytest.fixture
def own(tmp_path):
    folder = tmp_path / "oils"
    folder.mkdir()
    return folder


def with_id(name):
    return LAVENDER.replace('id = "lavender"', f'id = "{name}"')


def test_the_shipped_oils_are_found_in_their_order(tmp_path):
    found = find_oils(tmp_path / "nowhere")
    assert [oil.id for oil in found.shelf.bases] == ["sweet-almond", "grape-seed", "sesame"]
    assert [oil.id for oil in found.shelf.essentials] == [
        *("lavender", "peppermint", "jasmine", "rosemary", "camphor", "rosewood"),
    ]
    assert found.shelf.limits.drops_per_ml.figure == 20
    assert found.broken == ()


def test_a_users_own_is_found(own):
    (own / "mine.toml").write_text(with_id("ylang-ylang").replace("order = 1\n", ""))
    assert find_oils(own.parent).shelf.essentials[-1].id == "ylang-ylang"


def test_a_users_file_takes_the_place_of_a_shipped_one(own):
    (own / "a.toml").write_text(LAVENDER.replace('{ en = "lavender" }', '{ en = "my lavender" }'))
    shelf = find_oils(own.parent).shelf
    assert shelf.essential("lavender").name == {"en": "my lavender"}
    assert len(shelf.essentials) == 6


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("broken.toml", "format = ", "end of document: Invalid value"),
        ("broken.toml", LAVENDER.replace('"ask_first"', '"perhaps"'), "caution[0].advice: Invalid"),
        ("broken.toml", LAVENDER.replace("source", "sorce"), "effect.sorce: is unknown"),
        ("broken.toml", "\xff", "line 1: is not UTF-8 text"),
        ("limits.toml", (asset_folder("oils") / "limits.toml").read_text(), "kind: is missing"),
    ],
)
def test_a_broken_file_is_named_and_the_others_work(own, name, content, problem):
    (own / name).write_bytes(content.encode("latin-1" if content == "\xff" else "utf-8"))
    (own / "sound.toml").write_text(with_id("sound"))
    found = find_oils(own.parent)
    (named,) = found.broken
    assert named.path == own / name
    assert named.problem.startswith(problem)
    assert found.shelf.essential("sound") is not None
    assert found.shelf.limits.overall.most == 3.0


def test_the_second_file_with_one_id_is_named(own):
    (own / "a.toml").write_text(with_id("mine"))
    (own / "b.toml").write_text(with_id("mine"))
    (named,) = find_oils(own.parent).broken
    assert named.problem == "id: 'mine' is used by a.toml already"
