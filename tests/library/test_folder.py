import errno
import os
import stat

import pytest

from coach.library.errors import LibraryError
from coach.library.folder import data_folder, wanted_folder, write_file


def test_the_folder_is_made_for_its_owner_only(coach_home):
    assert not wanted_folder().exists()
    assert data_folder() == coach_home
    assert stat.S_IMODE(coach_home.stat().st_mode) == 0o700


def test_without_coach_home_it_is_the_systems_own(monkeypatch, tmp_path):
    monkeypatch.delenv("COACH_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    folder = data_folder()
    assert folder.name == "breath-massage-coach"
    assert folder.is_dir()


def test_a_home_with_a_tilde_or_a_relative_one_is_made_absolute(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COACH_HOME", "data")
    assert data_folder() == tmp_path / "data"


def test_a_file_in_the_place_of_the_folder_is_not_called_a_full_disk(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "file"))
    with pytest.raises(LibraryError) as caught:
        data_folder()
    assert caught.value.code == "io"
    assert "File exists" in str(caught.value)


def test_a_file_is_written_whole_for_its_owner_and_takes_the_place_of_another(tmp_path):
    path = tmp_path / "session.json"
    path.write_text("old")
    write_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o077 == 0
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_cannot_be_written_is_left_as_it_was(tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    path = tmp_path / "session.json"
    path.write_text("old")
    (tmp_path / "folder").mkdir()
    for place in (tmp_path / "none" / "session.json", tmp_path / "folder"):
        with pytest.raises(LibraryError):
            write_file(place, b"new")
    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(LibraryError, match="full"):
        write_file(path, b"new")
    assert path.read_text() == "old"
    assert sorted(tmp_path.iterdir()) == [tmp_path / "folder", path]


def test_a_name_that_is_too_long_is_told_as_what_it_is(tmp_path):
    with pytest.raises(LibraryError, match="File name too long") as caught:
        write_file(tmp_path / f"{'n' * 300}.json", b"new")
    assert caught.value.code == "io"
