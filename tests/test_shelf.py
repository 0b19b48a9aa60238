"""The library page over a real library."""

import msgspec
import pytest
from PySide6.QtCore import QObject

from coach.library import recovery
from coach.library.errors import library_error
from coach.library.folder import data_folder
from coach.library.formats import transfer
from coach.library.locks import SessionLock
from coach.library.settings import Settings
from coach.library.store import FILE, Store
from coach.library.told import length_ms
from coach.live.clock import today
from coach.papers import Papers
from coach.session import commands as cmd
from coach.session.events import Ended, EndReason
from coach.shelf import Shelf
from coach.ui import theme as themes
from coach.ui.library.page import LibraryPage
from coach.ui.printing.preview import Preview
from coach.ui.printing.report import report_of
from tests.helpers.clock import FakeClock
from tests.helpers.scripts import brief
from tests.helpers.sessions import Rehearsal, shipped
from tests.library.making import HEADING, some_events

ENDED = (*some_events(), Ended(t_ms=65_000, reason=EndReason.ASKED, as_of_ms=65_000))


@pytest.fixture
def store(coach_home):
    store = Store(data_folder())
    for _ in range(2):
        store.append(store.create(HEADING), 0, ENDED, 0)
    yield store
    store.close()


@pytest.fixture
def page(qtbot):
    themes.load_fonts()
    page = LibraryPage(themes.THEMES["dark"])
    qtbot.addWidget(page)
    return page


@pytest.fixture
def shelf(page, store):
    owner = QObject()
    shelf = Shelf(page, data_folder(), FakeClock(), "en", owner, Papers(page, Settings(), "en"))
    yield shelf
    shelf.close()


def listed(page):
    return {page.table.entries.entry(row).id for row in range(page.table.entries.rowCount())}


def told(shelf, session_id):
    """What the list says of a session."""
    model = shelf._page.table.entries
    return model.entry(model.row_of(session_id))


def test_an_interrupted_session_is_as_long_everywhere_as_when_it_is_kept(store, shelf):
    live = Rehearsal(brief(shipped()), minutes=3, tapped=True)
    live.wait(30_000, tick_ms=500)
    live.do(cmd.Pause())
    live.wait(600_000, tick_ms=5_000)
    live.do(cmd.Tap())
    live.wait(90_000, tick_ms=500)
    session_id = store.create(HEADING)
    store.append(session_id, 0, live.events[:-1], live.t_ms)
    row = store.session(session_id)
    shelf.open()
    assert told(shelf, session_id).length_ms == length_ms(store, row) == 120_000
    shelf._page.open_requested.emit(session_id)
    assert shelf._page.transport._whole.text() == "/ 2:00"
    assert "2:00" in shelf._page.panel._line.text()
    assert "2:00 of " in report_of(row, store.events(session_id), "en", today()).html
    recovery.keep_as_ended(store, row)
    shelf.open()
    assert told(shelf, session_id).length_ms == 120_000
    assert length_ms(store, store.session(session_id)) == 120_000


def test_day_and_time_are_those_of_where_it_was_given(store, shelf):
    far = msgspec.structs.replace(
        HEADING, started_at="2026-03-01T22:30:00+00:00", utc_offset_s=9 * 3600
    )
    session_id = store.create(far)
    store.append(session_id, 0, ENDED, 0)
    shelf.open()
    assert f"{told(shelf, session_id).started:%d %H:%M}" == "02 07:30"
    assert "07:30 – " in report_of(store.session(session_id), ENDED, "en", today()).html


def test_a_session_that_another_program_gives_now_is_under_way_until_that_program_dies(
    store, shelf, qtbot
):
    session_id = store.create(HEADING)
    store.append(session_id, 0, ENDED[:-1], 0)
    lock = SessionLock(store.folder, store.token(session_id))
    shelf.open()
    assert told(shelf, session_id).note() == "under way"
    shelf._page.show()
    shelf._page.choose(session_id)
    shelf._page.report.click()
    (preview,) = shelf._page.findChildren(Preview)
    assert "under way" in preview.document.text.toPlainText()
    assert "interrupted" not in preview.document.text.toPlainText()
    preview.close()
    lock.release(ended=False)
    shelf.open()
    assert told(shelf, session_id).note() == "interrupted"


def test_sessions_of_an_older_program_get_their_figures_while_the_page_is_shown(
    qtbot, store, shelf
):
    store._db.execute("UPDATE session SET hands_on_ms = NULL")
    store._db.execute("DELETE FROM figures")
    store._db.execute("UPDATE event SET body = '{}' WHERE session_id = 2 AND seq = 3")
    shelf.open()
    qtbot.waitUntil(lambda: not shelf._idle.isActive())
    readable, unreadable = (store.session(number).glance for number in (1, 2))
    assert readable is not None
    assert unreadable is None, "and it is not tried for ever"


def test_a_session_that_cannot_be_opened_leaves_no_other_in_its_place(page, shelf, store):
    store._db.execute("UPDATE event SET body = '{}' WHERE session_id = 1 AND seq = 1")
    shelf.open()
    page.open_requested.emit(2)
    assert page.player.opened.session_id == 2
    page.open_requested.emit(1)
    assert page.player.opened is None
    assert "session 1 is damaged" in page.notice.text()


def test_a_new_name_reaches_the_heading_of_its_replay(page, shelf):
    shelf.open()
    page.open_requested.emit(2)
    page.rename_requested.emit(1, "Another")
    assert HEADING.client in page.panel.title()
    page.rename_requested.emit(2, "Zoë")
    assert page.panel.title().startswith("Zoë · ")


def test_a_deleted_session_is_no_session_to_see_again(shelf, store):
    store.delete(1)
    with pytest.raises(ValueError, match="no session 1"):
        shelf.open_at(1)


def test_what_cannot_be_read_is_not_told_as_nothing_and_an_import_tries_again(
    page, shelf, store, tmp_path
):
    file, database = tmp_path / "session.json", data_folder() / FILE
    file.write_bytes(transfer.exported(store, 1))
    store.close()
    database.write_bytes(b"no database" * 400)
    shelf.open()
    assert page.empty.isHidden()
    assert "cannot be read" in page._nothing.text()
    page.show_notice(None)
    page.import_requested.emit(file)
    assert "damaged" in page.notice.text()
    database.unlink()
    page.import_requested.emit(file)
    assert listed(page) == {1}


def test_what_was_deleted_comes_back_one_by_one(page, shelf):
    shelf.open()
    for _ in range(2):
        page.delete.click()
    assert listed(page) == set()
    page.undo_line.undo.click()
    assert not page.undo_line.isHidden()
    page.undo_line.undo.click()
    assert listed(page) == {1, 2}
    assert page.undo_line.isHidden()


def test_an_undo_that_failed_is_offered_again(page, shelf, monkeypatch):
    shelf.open()
    page.delete.click()
    with monkeypatch.context() as patched:
        patched.setattr(Store, "restore", locked)
        page.undo_line.undo.click()
    assert "Another program" in page.notice.text()
    assert not page.undo_line.isHidden()
    page.undo_line.undo.click()
    assert listed(page) == {1, 2}


def locked(store, _session_id):
    raise library_error("locked", store.folder)
