"""The editor joined to the files: none that ships is changed, none of the user's is lost."""

import msgspec
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QFileDialog

from coach.editing import Editing
from coach.library.errors import library_error
from coach.library.folder import data_folder
from coach.library.own_protocols import place_for, save_own
from coach.library.protocols import find_protocols, read_protocol
from coach.massage.protocol import spoken
from coach.ui.prepare.page import PreparePage
from coach.ui.theme import DARK
from tests.helpers.clock import FakeClock
from tests.helpers.desk import desks
from tests.helpers.sessions import SHIPPED, shipped


@pytest.fixture
def desk(qtbot, monkeypatch):
    yield from desks(monkeypatch)


@pytest.fixture
def editing(qtbot):
    made = Editing(DARK, data_folder(), FakeClock(), "en", None)
    qtbot.addWidget(made.page)
    made.went = []
    made.left.connect(made.went.append)
    made.open()
    return made


@pytest.fixture
def page(editing):
    """The editor, opened at what there is to choose from."""
    return editing.page


def saved(name="mine"):
    path = place_for(data_folder(), name)
    save_own(path, msgspec.structs.replace(shipped(), id=name, name={"en": "Mine"}), None)
    return path


def answer(page, words):
    next(button for button in page.question.answers if words in button.text()).click()


def rename(page, name):
    line = page.bench.massage.name
    line.setText(name)
    line.edited.emit(name)


def own_files():
    return sorted(path.name for path in (data_folder() / "protocols").glob("*"))


def test_a_new_one_is_saved_under_its_name_and_chosen_in_prepare(desk):
    at = desk()
    at.coach.open()
    at.coach._prepare.cards.own.click()
    page = at.coach._editing.page
    page.start.source_cards[0].click()
    assert page.is_editing
    assert "Stage 1" in page.status.text()
    rename(page, "Ada's back")
    page.draft.choose(0)
    form = page.bench.stage
    for line, words in ((form.name, "Glide"), (form.inhale.text, "Up"), (form.exhale.text, "Down")):
        line.setText(words)
        line.edited.emit(words)
    page.save.click()
    path = data_folder() / "protocols" / "ada-s-back.toml"
    assert spoken(read_protocol(path).name) == "Ada's back"
    assert read_protocol(path) == msgspec.structs.replace(
        page.draft.protocol, id="ada-s-back", format=1
    )
    assert (page.status.text(), page.save.isEnabled()) == ("Saved.", False)
    page.back.click()
    prepare = at.coach._window.page()
    assert isinstance(prepare, PreparePage)
    assert prepare.choice().protocol.id == "ada-s-back"
    assert prepare.length.minutes() == 30.0
    card, strip = prepare.cards.buttons()[-3], prepare.cards._strip.viewport()
    for _ in range(4):
        QApplication.processEvents()
    left = card.mapTo(strip, QPoint()).x()
    assert 0 <= left <= strip.width() + 1 - card.width(), "it is chosen, and not in sight"


@pytest.mark.parametrize("name", SHIPPED)
def test_what_comes_with_the_program_is_copied_and_never_changed(page, name):
    before = {f.path: f.path.read_bytes() for f in find_protocols(data_folder()) if f.shipped}
    page.copy_requested.emit(name)
    page.save.click()
    made = read_protocol(data_folder() / "protocols" / own_files()[0])
    assert spoken(made.name) == f"Copy of {spoken(shipped(name).name)}"
    assert made.id not in SHIPPED
    same = msgspec.structs.replace(made, id=name, name=shipped(name).name)
    assert same == shipped(name)
    assert {path: path.read_bytes() for path in before} == before


def test_one_of_ones_own_is_opened_from_its_card_and_saved_in_its_own_file(desk):
    path = saved()
    path.write_text(f"# Mine.\n{path.read_text()}")
    path = path.rename(path.with_name("another-name.toml"))
    at = desk()
    at.coach.open()
    cards = at.coach._prepare.cards
    assert not cards.edit.isVisibleTo(cards)
    cards.buttons()[len(SHIPPED)].click()
    assert cards.edit.isVisibleTo(cards)
    cards.edit.click()
    page = at.coach._editing.page
    assert (page.is_editing, page.draft.is_saved) == (True, True)
    rename(page, "Yours")
    page.save.click()
    assert own_files() == [path.name]
    assert path.read_text().startswith("# Mine.\n")
    assert (read_protocol(path).id, spoken(read_protocol(path).name)) == ("mine", "Yours")


def test_leaving_with_changes_is_asked_and_each_answer_does_what_it_says(editing, page):
    path = saved()
    editing.open("mine")
    rename(page, "Yours")
    page.back.click()
    answer(page, "Stay")
    closed = []
    assert not editing.may_close(lambda: closed.append(True))
    assert (editing.went, closed) == ([], [])
    answer(page, "Save")
    assert spoken(read_protocol(path).name) == "Yours"
    assert (editing.went, closed) == ([], [True])
    assert editing.may_close(lambda: None)
    rename(page, "Theirs")
    page.back.click()
    answer(page, "without saving")
    assert spoken(read_protocol(path).name) == "Yours"
    assert editing.went == ["mine"]


def test_where_it_cannot_be_saved_the_reason_is_said(editing, page):
    page.start.source_cards[0].click()
    page.back.click()
    assert page.question.text().startswith("Not saved, because: Stage 1:")
    answer(page, "Stay")
    page.back.click()
    answer(page, "without saving")
    assert editing.went == [""]
    assert not (data_folder() / "protocols").exists()


@pytest.mark.parametrize(
    ("words", "theirs", "files"),
    [
        ("Stay", "# Theirs.", ["mine.toml"]),
        ("Save over it", "", ["mine.toml"]),
        ("as a new massage", "# Theirs.", ["mine.toml", "yours.toml"]),
        ("Read it anew", "# Theirs.", ["mine.toml"]),
    ],
)
def test_a_file_changed_by_another_program_is_never_written_over_unasked(
    editing, page, words, theirs, files
):
    path = saved()
    editing.open("mine")
    rename(page, "Yours")
    path.write_text(f"# Theirs.\n{path.read_text()}")
    page.save.click()
    assert "changed by another program" in page.question.text()
    assert path.read_text().startswith("# Theirs.")
    answer(page, words)
    assert path.read_text().startswith(theirs)
    assert own_files() == files
    name = "Mine" if words == "Read it anew" else "Yours"
    assert spoken(page.draft.protocol.name) == name


def test_one_is_deleted_and_had_back_changes_and_all(editing, page):
    path = saved()
    before = path.read_bytes()
    editing.open("mine")
    rename(page, "Yours")
    page.delete_button.click()
    assert not path.exists()
    assert not page.is_editing
    page.deleted.undo.click()
    assert path.read_bytes() == before
    assert spoken(page.draft.protocol.name) == "Yours"
    assert not page.draft.is_saved
    page.undo.click()
    assert page.draft.is_saved
    page.delete_button.click()
    page.back.click()
    assert editing.went == [""]
    assert own_files() == []


def test_one_that_does_not_come_back_can_be_had_back_later(editing, page, monkeypatch):
    path = saved()
    editing.open("mine")
    page.delete_button.click()

    def refuse(*_):
        raise library_error("disk_full", path)

    with monkeypatch.context() as full:
        full.setattr("coach.editing.restore_own", refuse)
        page.deleted.undo.click()
    assert "full" in page.notice.text()
    page.deleted.undo.click()
    assert path.exists()


def test_a_new_one_thrown_away_can_be_had_back(page):
    page.start.source_cards[0].click()
    rename(page, "Nearly")
    page.delete_button.click()
    page.deleted.undo.click()
    assert spoken(page.draft.protocol.name) == "Nearly"


def test_a_file_is_shared_and_read_by_another(page, monkeypatch, tmp_path):
    page.copy_requested.emit("swedish")
    page.save.click()
    shared = tmp_path / "shared.toml"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(shared), ""))
    page.export_button.click()
    assert "shared.toml" in page.notice.text()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(shared), ""))
    page.start.import_button.click()
    assert own_files() == ["copy-of-whole-back-relaxing-2.toml", "copy-of-whole-back-relaxing.toml"]
    assert page.is_editing
    made = read_protocol(data_folder() / "protocols" / own_files()[0])
    assert made.stage == shipped("swedish").stage


def test_a_broken_file_is_not_imported_and_says_why(page, monkeypatch, tmp_path):
    broken = tmp_path / "broken.toml"
    broken.write_text("format = 2\nid = =")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(broken), ""))
    page.start.import_button.click()
    assert "broken.toml cannot be used" in page.notice.text()
    assert "line 2" in page.notice.text()
    assert not (data_folder() / "protocols").exists()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    page.start.import_button.click()


def test_broken_files_stop_nothing_and_are_named(editing, page):
    saved()
    folder = data_folder() / "protocols"
    contents = (b"", b"\xff\xfe", b"[[stage]]", b"format = 9", b"a = [" * 900)
    for number, content in enumerate(contents):
        (folder / f"broken-{number}.toml").write_bytes(content)
    editing.open()
    assert page.start.broken.text().count("cannot be used") == 5
    assert len(page.start.own_cards) == 1
    (folder / "mine.toml").write_text("format = 2")
    page.start.own_cards[0].click()
    assert not page.is_editing
    assert page.start.broken.text().count("cannot be used") == 6


def test_a_folder_that_cannot_be_written_is_told_and_nothing_is_lost(page):
    page.copy_requested.emit("chair")
    there = data_folder() / "protocols"
    there.write_text("not a folder")
    page.save.click()
    assert page.notice.text().startswith("Not saved.")
    assert not page.draft.is_saved
    there.unlink()
    page.save.click()
    assert page.draft.is_saved
