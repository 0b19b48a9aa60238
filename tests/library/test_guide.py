"""The Guide's files: what comes with the program, and what a user adds."""

import os
import re
import tomllib

import pytest

from coach.assets import asset_folder
from coach.library.guide import read_chapter, read_guide, read_movements
from coach.library.protocols import find_protocols
from coach.ui.guide.entries import SHORTCUTS
from coach.ui.keys.actions import Action

FILES = sorted((asset_folder("guide") / "en").glob("*.toml"))
STROKES = {
    *("contact", "effleurage", "kneading", "fingertip-pressure", "friction", "tapotement"),
    *("vibration", "stretch", "hold", "closing"),
}
PARTS = ["What it is for", "Breathe in", "Breathe out", "Feel for", "Avoid", "Pressure"]
PAGE = """
title = "My own"
[[page]]
id = "{id}"
title = "Hot stones"
[[page.fact]]
text = "Not here."
source = "Our choice"
"""


@pytest.fixture(scope="module")
def guide(tmp_path_factory):
    return read_guide(tmp_path_factory.mktemp("none"), "en")


def chapter(guide, start):
    return next(each for each in guide.chapters if each.title.startswith(start))


def test_all_that_comes_with_the_program_can_be_read(guide):
    assert guide.problems == ()
    assert len(guide.chapters) == len(FILES)
    assert {page.id for page in chapter(guide, "Techniques").page} == STROKES
    assert len(chapter(guide, "Questions").page) >= 45


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_fact_has_a_source(path):
    for page in tomllib.loads(path.read_text(encoding="utf-8"))["page"]:
        for fact in page["fact"]:
            assert re.search(r"[A-Za-z]{3}", fact.get("source", "")), (page["id"], fact)
            assert "TODO" not in fact["source"]


def test_a_fact_without_a_source_is_refused(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text(PAGE.format(id="stones").replace('source = "Our choice"', ""))
    with pytest.raises(ValueError, match="source"):
        read_chapter(path)


def test_every_stroke_says_the_same_six_things_and_has_its_movement(guide, tmp_path):
    protocols = [file.protocol for file in find_protocols(tmp_path)] + [read_movements()]
    stages = {f"{each.id}/{stage.id}" for each in protocols for stage in each.stage}
    for page in chapter(guide, "Techniques").page:
        assert [fact.about for fact in page.fact] == PARTS, page.id
        assert page.movement in stages, page.id


def test_every_page_stands_once_and_every_link_leads_somewhere(guide):
    ids = [page.id for page in guide.pages()]
    assert len(ids) == len(set(ids))
    for page in guide.pages():
        assert page.see, page.id
        assert page.id not in page.see
        assert set(page.see) <= {*ids, SHORTCUTS}, page.id


def test_every_key_that_a_text_names_is_an_action(guide):
    actions = {action.value for action in Action}
    texts = [fact.text for page in guide.pages() for fact in page.fact]
    named = {name for text in texts for name in re.findall(r"\{([^}]*)\}", text)}
    assert named
    assert named <= actions


def test_words_are_short_and_plain(guide):
    for page in guide.pages():
        assert len(page.title) <= 60, page.title
        assert page.words, page.id
        for fact in page.fact:
            assert len(fact.text) <= 420, fact.text


def test_a_page_of_the_users_own_is_added_or_takes_anothers_place(tmp_path):
    (tmp_path / "guide").mkdir()
    (tmp_path / "guide" / "a.toml").write_text(PAGE.format(id="stones"))
    (tmp_path / "guide" / "b.toml").write_text(PAGE.format(id="friction"))
    found = read_guide(tmp_path, "en")
    titles = {page.id: page.title for page in found.pages()}
    assert titles["stones"] == titles["friction"] == "Hot stones"
    assert found.chapters[-1].title == "My own"
    assert [page.id for page in found.chapters[-1].page] == ["stones"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"title = ", "Invalid value"),
        (b"\xff\xfe", "UTF-8"),
        (b'title = "x"\npage = 3', "page"),
        (b'title = "x"\nnew = 1\npage = []', "new|page"),
        (b"a" * 5_000, "line 1: is longer than 4000"),
        (b"a=" + b"[" * 3_000, "nesting"),
        (b" " * 1_000_001, "larger"),
    ],
)
def test_a_broken_file_of_the_users_is_named_and_stops_nothing(tmp_path, guide, data, said):
    (tmp_path / "guide").mkdir()
    path = tmp_path / "guide" / "broken.toml"
    path.write_bytes(data)
    found = read_guide(tmp_path, "en")
    assert found.chapters == guide.chapters
    (problem,) = found.problems
    assert problem.startswith(str(path))
    assert re.search(said, problem)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a system with pipes")
def test_a_pipe_among_the_users_files_is_not_waited_for(tmp_path, guide):
    (tmp_path / "guide").mkdir()
    path = tmp_path / "guide" / "pipe.toml"
    os.mkfifo(path)
    found = read_guide(tmp_path, "en")
    assert found.chapters == guide.chapters
    assert found.problems == (f"{path}: is not a file",)


def test_a_language_that_is_not_there_is_english(tmp_path, guide):
    assert read_guide(tmp_path, "eo") == guide
