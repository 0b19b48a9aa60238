"""The user's own files: whole or not at all, for their eyes, never over somebody else's change."""

import stat
import sys

import msgspec
import pytest

from coach.library import own_protocols as own
from coach.library.errors import LibraryError
from coach.library.protocols import find_protocols, read_protocol
from coach.massage.protocol import ProtocolError
from tests.helpers.sessions import shipped


@pytest.fixture
def mine():
    return msgspec.structs.replace(shipped(), id="mine")


def test_what_is_saved_is_found_and_read_again_the_same(tmp_path, mine):
    path = own.place_for(tmp_path, "mine")
    known = own.save_own(path, mine, None)
    assert read_protocol(path) == mine
    assert own.read_own(path) == (mine, known)
    assert find_protocols(tmp_path)[-1].path == path


@pytest.mark.skipif(sys.platform == "win32", reason="rights are told otherwise there")
def test_only_the_owner_reads_it(tmp_path, mine):
    path = own.place_for(tmp_path, "mine")
    own.save_own(path, mine, None)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_comments_of_a_person_stay(tmp_path, mine):
    path = own.place_for(tmp_path, "mine")
    own.save_own(path, mine, None)
    path.write_text(f"# Ada's.\n{path.read_text()}")
    _, known = own.read_own(path)
    own.save_own(path, msgspec.structs.replace(mine, rate_bpm=9.0), known)
    assert path.read_text().startswith("# Ada's.\n")
    assert read_protocol(path).rate_bpm == 9.0


def test_a_file_that_was_changed_meanwhile_is_not_written_over(tmp_path, mine):
    path = own.place_for(tmp_path, "mine")
    known = own.save_own(path, mine, None)
    path.write_text("# Somebody else's.\n")
    with pytest.raises(own.ChangedError):
        own.save_own(path, mine, known)
    assert path.read_text() == "# Somebody else's.\n"
    own.save_own(path, mine, known, force=True)
    assert read_protocol(path) == mine


def test_one_that_was_taken_away_or_put_there_counts_as_changed(tmp_path, mine):
    path = own.place_for(tmp_path, "mine")
    known = own.save_own(path, mine, None)
    with pytest.raises(own.ChangedError):
        own.save_own(path, mine, None)
    path.unlink()
    with pytest.raises(own.ChangedError):
        own.save_own(path, mine, known)


def test_what_no_file_can_hold_leaves_the_file_as_it_was(tmp_path, mine):
    path = own.place_for(tmp_path, "mine")
    known = own.save_own(path, mine, None)
    before = path.read_bytes()
    with pytest.raises(ProtocolError):
        own.save_own(path, msgspec.structs.replace(mine, rate_bpm=99.0), known)
    long = msgspec.structs.replace(mine, name={"en": "x" * 3_000})
    with pytest.raises(ProtocolError):
        own.save_own(path, long, known)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_a_disk_that_does_not_take_it_is_told(tmp_path, mine):
    (tmp_path / "protocols").write_text("a file where the folder should be")
    with pytest.raises(LibraryError):
        own.save_own(own.place_for(tmp_path, "mine"), mine, None)


def test_what_is_deleted_can_be_had_back_but_never_over_another(tmp_path, mine):
    path = own.place_for(tmp_path, "mine")
    own.save_own(path, mine, None)
    data = own.delete_own(path)
    assert not path.exists()
    own.restore_own(path, data)
    assert read_protocol(path) == mine
    with pytest.raises(LibraryError):
        own.restore_own(path, data)
    path.unlink()
    with pytest.raises(LibraryError):
        own.delete_own(path)


def test_an_export_is_such_a_file_anywhere(tmp_path, mine):
    own.export_to(tmp_path / "shared.toml", mine, None)
    assert read_protocol(tmp_path / "shared.toml") == mine
