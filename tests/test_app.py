"""The program in one piece, on a fake clock: from Prepare to the saved session, and what fails."""

import sqlite3
from datetime import datetime

import msgspec
import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from coach.choosing import BadStartError, Start
from coach.library.checks import find_checks
from coach.library.client_record import DatedAnswer, new_record
from coach.library.clients import Clients
from coach.library.folder import data_folder
from coach.library.notebook import Notebook
from coach.library.store import Store
from coach.massage.avoid import Patch
from coach.massage.blend import OilWish
from coach.massage.cautions import Caution
from coach.massage.checks import Means, answer
from coach.massage.oil import Effect
from coach.session import commands as cmd
from coach.session import events as ev
from coach.session.prepared import Hands, Prepared
from coach.session.repeat import Part
from coach.session.state import Status
from coach.ui.prepare.choice import Restored
from coach.ui.printing.preview import Preview
from tests.helpers.desk import desks
from tests.helpers.sessions import Rehearsal


@pytest.fixture
def desk(qtbot, monkeypatch):
    yield from desks(monkeypatch)


def rows():
    store = Store(data_folder())
    try:
        return [(row, store.events(row.id)) for row in store.sessions()]
    finally:
        store.close()


def test_from_prepare_to_the_saved_end(desk, qtbot):
    at = desk()
    at.coach.open()
    at.coach._prepare.client.set_name("A. M.")
    at.coach._prepare.ready.click()
    assert at.coach._window.page() is at.coach._ready
    at.coach._ready.start_requested.emit(True)
    assert at.coach._window.page() is at.coach._session
    at.frames(60)
    at.performer.command(cmd.MarkHere())
    at.end()
    (row, events), *more = rows()
    assert not more
    assert (row.status, row.heading.client) == ("ended", "A. M.")
    assert row.heading.protocol_id == "back-pain"
    assert isinstance(events[0], ev.Started)
    assert isinstance(events[-1], ev.Ended)
    assert at.coach._window.page() is at.coach._prepare
    assert at.coach._prepare.client.name() == ""


def test_the_last_settings_come_back(desk):
    at = desk()
    at.coach.open()
    at.coach._prepare.cards.choose("trapezius")
    at.coach._prepare.restore(
        Restored(protocol_id="trapezius", minutes=14.0, pacing=ev.Pacing.TAPS)
    )
    at.coach._prepare.ready.click()
    at.coach._ready.chips.buttons()[0].click()
    at.coach._prepare.theme_toggle_requested.emit()
    at.close()
    coach = desk().coach
    choice = coach._prepare.choice()
    assert (choice.protocol.id, choice.minutes) == ("trapezius", 14.0)
    assert choice.pacing is ev.Pacing.TAPS
    coach._prepare.ready.click()
    assert coach._choice.countdown_s == 30


def test_settings_that_cannot_be_kept_are_told_and_keep_nothing_open(desk, monkeypatch):
    at = desk()
    at.coach.open()
    quits = []
    monkeypatch.setattr(QApplication, "quit", lambda *_: quits.append(True))
    at.coach._settings.oil_limit = 99.0
    at.coach._applied.save()
    assert "oil_limit" in at.coach._prepare.notice.text()
    at.coach._settings.sound.device_name = "\ud800"
    at.coach._applied.save()
    assert "surrogates" in at.coach._prepare.notice.text()
    with monkeypatch.context() as broken:
        broken.setattr(at.coach._sessions, "close", lambda: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            at.coach._on_window_closed()
    assert quits == [True]


def test_a_rehearsal_is_not_saved(desk):
    at = desk()
    at.coach.start_at_once(Start(speed=20.0, save=False))
    at.frames(60)
    at.end()
    assert rows() == []


def test_a_rehearsal_is_saved_when_asked_and_marked(desk):
    at = desk()
    at.coach.start_at_once(Start(speed=20.0, save=True))
    at.frames(60)
    at.end()
    ((row, _),) = rows()
    assert row.heading.speed == 20.0


def test_a_start_takes_what_was_asked(desk):
    at = desk()
    at.coach.start_at_once(Start(protocol="Trapezius only", minutes=10.0, rate_bpm=9.5))
    state = at.performer.state
    assert (state.protocol.id, state.planned_ms, state.rate_bpm) == ("trapezius", 600_000, 9.5)


@pytest.mark.parametrize("start", [Start(protocol="none"), Start(minutes=10.0)])
def test_a_start_that_cannot_be_is_refused(desk, start):
    with pytest.raises(BadStartError):
        desk().coach.start_at_once(start)


def test_closing_the_window_in_a_session_asks_first(desk):
    at = desk()
    at.coach.start_at_once(Start())
    at.frames(10)
    at.coach._window.close()
    assert at.coach._window.isVisible()
    assert at.page.end_panel.isVisible()
    assert at.performer.state.status is Status.RUNNING
    at.page.end_panel.yes.click()
    assert not at.coach._window.isVisible()
    ((row, _),) = rows()
    assert row.status == "ended"


class Windows(QObject):
    """Hears which windows are shown."""

    def __init__(self):
        super().__init__()
        self.shown = []

    def eventFilter(self, watched, event):
        shown = event.type() == QEvent.Type.Show and not event.spontaneous()
        if shown and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


def test_nothing_is_a_window_of_its_own_on_any_page(desk, qtbot):
    windows = Windows()
    QApplication.instance().installEventFilter(windows)
    at = desk()
    at.coach._settings.toured = True
    at.coach.open()
    qtbot.waitUntil(lambda: "_tuning" in at.coach.__dict__)
    at.coach._on_idle()
    for page in ("library", "guide", "prepare"):
        at.coach._go(page)
    at.coach._on_prepare_own_requested("back-pain")
    at.coach._go("prepare")
    at.coach._prepare.ready.click()
    at.coach._ready.start_requested.emit(True)
    at.frames(10)
    at.end()
    QApplication.instance().removeEventFilter(windows)
    assert windows.shown == ["MainWindow"]


def half_written(at):
    """An answer to the first question, and a second question, both left for another page."""
    at.coach._go("guide")
    guide = at.coach._guide
    guide.asked.emit("How long?")
    guide.open("note-1")
    guide.reader.note.change.click()
    guide.reader.note.edit.setPlainText("Twenty minutes.")
    guide.ask()
    guide.reader.note.question.setText("How warm?")
    at.coach._go("prepare")
    at.coach._window.close()
    return guide


def notes():
    return [(note.question, note.answer) for note in Notebook(data_folder()).notes().values()]


def test_closing_the_window_asks_for_what_is_half_written_in_the_guide(desk):
    at = desk()
    at.coach.open()
    guide = half_written(at)
    assert at.coach._window.isVisible()
    assert guide.isVisible()
    save, _, stay = guide.question.answers
    assert at.coach._window.focusWidget() is save
    stay.click()
    assert at.coach._window.isVisible()
    assert notes() == [("How long?", "")]
    at.coach._window.close()
    guide.question.answers[0].click()
    assert not at.coach._window.isVisible()
    assert notes() == [("How long?", "Twenty minutes."), ("How warm?", "")]


def test_what_is_half_written_in_the_guide_can_be_left(desk):
    at = desk()
    at.coach.open()
    half_written(at).question.answers[1].click()
    assert not at.coach._window.isVisible()
    assert notes() == [("How long?", "")]


def interrupted(desk, qtbot, client=""):
    """A massage of a minute with lighter pressure, its program died; the next program."""
    first = desk()
    first.coach.open()
    first.coach._with_client.book.refresh()
    first.coach._prepare.client.set_name(client)
    first.coach._prepare.ready.click()
    first.coach._ready.start_requested.emit(True)
    first.performer.command(cmd.ChangePressure(-1))
    first.frames(350, ms=200)
    first.performer.command(cmd.Tap())
    first.close()
    again = desk()
    again.coach.open()
    qtbot.waitUntil(lambda: again.coach._prepare.recovery.offered() != ())
    return again


def test_what_is_kept_as_ended_is_in_the_clients_record_at_once(desk, qtbot):
    at = interrupted(desk, qtbot, "Anna")
    at.coach._prepare.recovery.keep.click()
    assert at.coach._with_client.book.named("Anna").pressure_step == -1


def test_what_another_window_wrote_into_the_record_is_looked_over_before_ready(desk):
    at = desk()
    at.coach.open()
    at.coach._with_client.book.save(new_record("Anna"))
    (anna,) = at.coach._with_client.book.known
    prepare = at.coach._prepare
    prepare.client.choose(anna.token)
    prepare.client.chosen.emit(anna)
    painted = msgspec.structs.replace(anna, avoid=(Patch(0.1, 0.4, 0.05),), notes="A scar.")
    clients = Clients(data_folder())
    clients.save(painted, "2026-01-01T00:00:00+00:00")
    prepare.ready.click()
    assert at.coach._window.page() is prepare
    assert "another window" in prepare.notice.text()
    prepare.ready.click()
    assert at.coach._choice.prepared.avoid == painted.avoid
    at.coach._ready.start_requested.emit(True)
    kept = clients.record(anna.token)
    clients.close()
    assert (kept.avoid, kept.notes) == (painted.avoid, painted.notes)


def test_a_session_given_again_goes_by_the_record_as_another_window_left_it(desk):
    at = desk()
    at.coach.open()
    at.coach._with_client.book.save(new_record("Anna"))
    (anna,) = at.coach._with_client.book.known
    painted = msgspec.structs.replace(anna, avoid=(Patch(0.1, 0.4, 0.05),), notes="A scar.")
    clients = Clients(data_folder())
    clients.save(painted, "2026-01-01T00:00:00+00:00")
    at.coach._go("library")
    events = Rehearsal(tapped=True).events
    at.coach._shelf.repeat_requested.emit(events, Part.ALL, "Anna", anna.token)
    assert at.coach._choice.prepared.avoid == painted.avoid
    at.coach._ready.start_requested.emit(True)
    kept = clients.record(anna.token)
    clients.close()
    assert (kept.avoid, kept.notes) == (painted.avoid, painted.notes)


def test_what_was_deleted_in_the_library_is_not_offered_any_more(desk, qtbot):
    at = interrupted(desk, qtbot)
    at.coach._go("library")
    at.coach._library.delete_requested.emit(1)
    at.coach._go("prepare")
    assert at.coach._prepare.recovery.offered() == ()


@pytest.mark.parametrize("answer", ["go_on", "keep"])
def test_what_another_program_took_away_is_told(desk, qtbot, answer):
    at = interrupted(desk, qtbot)
    store = Store(data_folder())
    store.remove(1)
    store.close()
    getattr(at.coach._prepare.recovery, answer).click()
    assert at.coach._prepare.notice.text() == "no session 1"
    assert at.coach._window.page() is at.coach._prepare


def test_pedals_are_listened_to_in_a_replay_from_the_command_line_too(desk, qtbot):
    at = interrupted(desk, qtbot)
    at.coach._prepare.recovery.keep.click()
    again = desk()
    warmed = []
    again.coach._warm = lambda: warmed.append(True)
    again.coach.open_replay(1)
    qtbot.waitUntil(lambda: warmed == [True])


def test_what_was_interrupted_is_offered_and_goes_on_paused(desk, qtbot):
    first = desk()
    first.coach.start_at_once(Start())
    first.frames(100)
    first.close()  # as a signal closes it: the session stays open
    again = desk()
    again.coach.open()
    panel = again.coach._prepare.recovery
    qtbot.waitUntil(lambda: panel.offered() != ())
    panel.go_on.click()
    assert again.performer.state.pause_reason is ev.PauseReason.INTERRUPTED
    assert again.performer.state.elapsed_at(again.performer.t_ms) == 1_600
    again.performer.command(cmd.Tap())
    again.end()
    ((row, events),) = rows()
    assert row.status == "ended"
    assert [type(e) for e in events[-4:]] == [ev.Paused, ev.Resumed, ev.Tapped, ev.Ended]


def test_what_was_deleted_before_a_crash_is_gone_after_the_next_start(desk, qtbot):
    at = desk()
    at.coach.start_at_once(Start())
    at.frames(60)
    at.end()
    store = Store(data_folder())
    store.delete(store.sessions()[0].id)
    store.close()
    again = desk()
    again.coach.open()

    def gone():
        with sqlite3.connect(data_folder() / "sessions.db") as db:
            count = db.execute("SELECT count(*) FROM session").fetchone()[0]
        db.close()
        return count == 0

    qtbot.waitUntil(gone)


def test_what_was_interrupted_can_be_kept_as_ended(desk, qtbot):
    first = desk()
    first.coach.start_at_once(Start())
    first.frames(100)
    first.close()
    again = desk()
    again.coach.open()
    panel = again.coach._prepare.recovery
    qtbot.waitUntil(lambda: panel.offered() != ())
    panel.keep.click()
    ((row, _),) = rows()
    assert (row.status, row.ended_ms) == ("interrupted", 1_600)
    assert panel.offered() == ()


def damage(home, how):
    home.mkdir(parents=True, exist_ok=True)
    if how == "corrupt":
        (home / "sessions.db").write_bytes(b"this is no database" * 400)
    else:
        with sqlite3.connect(home / "sessions.db") as connection:
            connection.execute("PRAGMA user_version = 999")
        connection.close()


@pytest.mark.parametrize("how", ["corrupt", "newer"])
def test_a_massage_goes_on_unsaved_and_says_so(desk, qtbot, coach_home, how):
    damage(coach_home, how)
    before = (coach_home / "sessions.db").read_bytes()
    at = desk()
    at.coach.start_at_once(Start())
    at.frames(60)

    def warned():
        at.beat()
        return at.page.warning.isVisible()

    qtbot.waitUntil(warned)
    at.performer.command(cmd.Tap())
    at.frames(60)
    assert at.performer.state.status is Status.RUNNING
    assert (coach_home / "sessions.db").read_bytes() == before


@pytest.mark.parametrize("how", ["corrupt", "newer"])
def test_prepare_says_what_is_wrong_with_the_saved_sessions(desk, qtbot, coach_home, how):
    damage(coach_home, how)
    at = desk()
    at.coach.open()
    qtbot.waitUntil(at.coach._prepare.notice.isVisible)
    assert str(coach_home) in at.coach._prepare.notice.text()


def test_without_a_data_folder_it_opens_all_the_same(desk, qtbot, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "file" / "home"))
    at = desk()
    at.coach.open()
    assert at.coach._prepare.notice.isVisible()
    at.coach.start_at_once(Start())
    at.frames(60)
    assert at.performer.state.status is Status.RUNNING


def test_a_damaged_settings_file_is_told(desk, coach_home):
    coach_home.mkdir()
    (coach_home / "settings.json").write_text("{", encoding="utf-8")
    at = desk()
    at.coach.open()
    assert at.coach._prepare.notice.isVisible()


def test_a_screen_that_may_sleep_is_told(desk):
    at = desk()
    at.coach.start_at_once(Start())
    at.coach._sessions.running._keeper.failed.emit()
    assert "dark" in at.page.notice.words.text()


def test_a_refusal_is_told_in_words(desk):
    at = desk()
    at.coach.start_at_once(Start())
    at.performer.command(cmd.Undo())
    assert at.page.notice.words.text() == "Nothing to undo."


def given(desk):
    """A session on disk."""
    at = desk()
    at.coach.open()
    at.coach._prepare.client.set_name("A. M.")
    at.coach._prepare.ready.click()
    at.coach._ready.start_requested.emit(True)
    at.frames(200)
    at.performer.command(cmd.SetTempo(rate_bpm=12.0))
    at.frames(200)
    at.end()
    return at


def opened(at, qtbot):
    at.coach._prepare.tabs.tabs["library"].click()
    page = at.coach._library
    qtbot.waitUntil(lambda: page.player.performer is not None)
    return page


def test_the_library_shows_what_was_saved_and_goes_back(desk, qtbot):
    at = given(desk)
    page = opened(at, qtbot)
    assert at.coach._window.page() is page
    assert page.table.entries.entry(0).client == "A. M."
    assert page.panel.title().startswith("A. M. · Today")
    page.tabs.tabs["prepare"].click()
    assert at.coach._window.page() is at.coach._prepare
    assert page.player.performer is None


def test_the_same_is_given_again_and_back_leads_to_the_library(desk, qtbot):
    at = given(desk)
    page = opened(at, qtbot)
    page.again[Part.ALL].click()
    ready = at.coach._ready
    assert at.coach._window.page() is ready
    assert ready.plan.isVisible()
    assert ready.plan.corners()[0].y() < ready.plan.corners()[-1].y()
    ready.cancel_requested.emit()
    assert at.coach._window.page() is page
    qtbot.waitUntil(lambda: page.player.performer is not None)
    page.again[Part.ALL].click()
    ready.start_requested.emit(True)
    assert at.performer.state.rate_plan is not None
    assert at.coach._sessions.running._recorder is not None
    at.frames(60)
    at.end()
    (again, events), (_, first) = rows()
    assert again.heading.client == "A. M."
    assert events[0].protocol == first[0].protocol
    assert events[0].rate_plan.points[-1][1] == 12.0


def test_again_keeps_to_the_areas_to_avoid_and_the_clients_oil(desk, qtbot):
    at = given(desk)
    book = at.coach._with_client.book
    book.refresh()
    (record,) = book.known
    oil = OilWish(effect=Effect.RELAXING)
    patch = (Patch(-0.1, 0.3, 0.05),)
    book.save(msgspec.structs.replace(record, avoid=patch, hands=Hands.LEFT, oil=oil))
    opened(at, qtbot).again[Part.ALL].click()
    at.coach._ready.start_requested.emit(True)
    at.frames(60)
    at.end()
    (_, events), _ = rows()
    assert events[0].prepared == Prepared(avoid=patch, hands=Hands.LEFT)
    book.refresh()
    (record,) = book.known
    assert (record.avoid, record.oil) == (patch, oil)


def test_again_says_what_to_mind_with_the_client(desk, qtbot):
    at = given(desk)
    book = at.coach._with_client.book
    book.refresh()
    (record,) = book.known
    book.save(msgspec.structs.replace(record, cautions=(Caution.PREGNANCY,)))
    opened(at, qtbot).again[Part.ALL].click()
    assert at.coach._ready.cautions() == "With care: pregnancy."


def test_the_stages_alone_bring_no_plan_of_the_rate(desk, qtbot):
    at = given(desk)
    opened(at, qtbot).again[Part.STAGES].click()
    assert not at.coach._ready.plan.isVisible()
    at.coach._ready.start_requested.emit(True)
    assert at.performer.state.rate_plan is None


def test_what_was_deleted_comes_back_until_the_library_is_left(desk, qtbot):
    at = given(desk)
    page = opened(at, qtbot)
    page.delete.click()
    assert page.table.entries.rowCount() == 0
    assert page.undo_line.isVisible()
    page.undo_line.undo_requested.emit()
    assert page.table.entries.rowCount() == 1
    page.delete.click()
    page.tabs.tabs["prepare"].click()
    assert rows() == []


def test_renamed_exported_deleted_imported(desk, qtbot, tmp_path):
    at = given(desk)
    page = opened(at, qtbot)
    file = tmp_path / "session.json"
    page.rename_requested.emit(1, "B. N.")
    assert page.table.entries.entry(0).client == "B. N."
    page.export_requested.emit(1, file)
    assert str(file) in page.notice.text()
    page.import_requested.emit(file)
    assert page.table.entries.rowCount() == 1
    page.delete.click()
    page.tabs.tabs["prepare"].click()
    page = opened_empty(at)
    page.import_requested.emit(file)
    assert page.table.entries.entry(0).client == "B. N."
    file.write_text("{", encoding="utf-8")
    page.import_requested.emit(file)
    assert "session" in page.notice.text()
    assert page.table.entries.rowCount() == 1


def opened_empty(at):
    at.coach._prepare.tabs.tabs["library"].click()
    assert at.coach._library.empty.isVisible()
    return at.coach._library


def test_replay_from_the_command_line(desk, qtbot):
    given(desk).close()
    at = desk()
    at.coach.open_replay(1)
    assert at.coach._window.page() is at.coach._library
    assert at.coach._library.player.opened.session_id == 1
    with pytest.raises(BadStartError):
        desk().coach.open_replay(7)


@pytest.mark.parametrize("how", ["corrupt", "newer"])
def test_the_library_says_what_is_wrong_with_the_saved_sessions(desk, qtbot, coach_home, how):
    damage(coach_home, how)
    at = desk()
    at.coach.open()
    at.coach._prepare.tabs.tabs["library"].click()
    assert str(coach_home) in at.coach._library.notice.text()


def test_the_guide_opens_by_its_tab_and_is_left_again(desk):
    at = desk()
    at.coach.open()
    at.coach._prepare.tabs.tabs["guide"].click()
    guide = at.coach._guide
    assert at.coach._window.page() is guide
    assert guide.here() == "contact"
    guide.search.setText("which oil")
    assert guide.rows.chosen() == "q-which-oil"
    guide.print_page.click()
    (preview,) = at.coach._window.findChildren(Preview)
    assert preview.isVisible()
    preview.close()
    guide.tabs.tabs["library"].click()
    assert at.coach._window.page() is at.coach._library
    at.coach._library.tabs.tabs["guide"].click()
    guide.tabs.tabs["prepare"].click()
    assert at.coach._window.page() is at.coach._prepare


PAINTED = (Patch(0.1, 0.5, 0.05),)


def named(at, name, **more):
    """A client of that name is known, and chosen on Prepare."""
    at.coach._with_client.book.save(msgspec.structs.replace(new_record(name), **more))
    record = at.coach._with_client.book.named(name)
    at.coach._prepare.client.chips[record.token].click()
    return record


def massage(at):
    """More than a minute: a shorter one is none."""
    at.coach._prepare.ready.click()
    at.coach._ready.start_requested.emit(True)
    at.frames(70, ms=1_000)
    at.end()


def test_what_is_avoided_is_avoided_again(desk, qtbot):
    at = desk()
    at.coach.open()
    named(at, "A. M.", avoid=PAINTED, hands=Hands.LEFT)
    massage(at)
    opened(at, qtbot).again[Part.ALL].click()
    at.coach._ready.start_requested.emit(True)
    state = at.performer.state
    assert (state.ways.avoid, state.hands) == (PAINTED, Hands.LEFT)
    at.frames(60)
    at.end()
    assert len(at.coach._with_client.book.known) == 1


def test_a_red_flag_of_the_record_holds_for_the_same_again_too(desk, qtbot):
    at = given(desk)
    book = at.coach._with_client.book
    book.refresh()
    (record,) = book.known
    check = next(c for c in find_checks(data_folder()).checks if c.means is Means.STOP)
    today = datetime.now().astimezone().date()
    stopped = DatedAnswer(answer(check, yes=True), today)
    book.save(msgspec.structs.replace(record, answers=(stopped,)))
    page = opened(at, qtbot)
    page.again[Part.ALL].click()
    assert at.coach._window.page() is page
    assert page.notice.text().startswith("Not today. Advise a doctor")


def test_no_area_left_to_avoid_is_what_the_record_says_then(desk):
    at = desk()
    at.coach.open()
    named(at, "A. M.", avoid=PAINTED)
    choice = msgspec.structs.replace(at.coach._prepare.choice(), prepared=None)
    at.coach._with_client.begun(choice)
    (record,) = at.coach._with_client.book.known
    assert record.avoid == ()


def test_a_wish_for_one_client_is_not_kept_for_another_who_is_given_the_same_again(desk, qtbot):
    at = desk()
    at.coach.open()
    first = named(at, "A. M.")
    massage(at)
    other = named(at, "B. N.")
    at.coach._prepare.oil.restore(OilWish(Effect.STIMULATING))
    massage(at)
    at.coach._prepare.oil.restore(OilWish(Effect.STIMULATING))
    page = opened(at, qtbot)
    page.choose(next(row.id for row, _ in rows() if row.heading.client == "A. M."))
    page.again[Part.ALL].click()
    at.coach._ready.start_requested.emit(True)
    book = at.coach._with_client.book
    assert book.find(first.token).oil == OilWish()
    assert book.find(other.token).oil.effect is Effect.STIMULATING


def test_what_was_answered_and_painted_for_nobody_is_gone_for_the_next(desk):
    at = desk()
    at.coach.open()
    _ = at.coach._with_client
    before = at.coach._prepare.before
    before.set_client(avoid=PAINTED)
    before.checks.open()
    before.checks.dialog().give_the_rest()
    before.checks.dialog().accept()
    assert before.answers()
    massage(at)
    assert (before.answers(), before.avoid()) == ((), ())


def test_a_stop_is_the_clients_alone(desk):
    at = desk()
    at.coach.open()
    named(at, "A. M.")
    prepare = at.coach._prepare
    found = at.coach._with_client.desk._checks
    stop = next(check for check in found if check.means is Means.STOP)
    prepare.before.checks._on_dialog_given_changed((answer(stop, yes=True),))
    prepare.ready.click()
    assert at.coach._window.page() is prepare
    named(at, "B. N.")
    prepare.ready.click()
    assert at.coach._window.page() is at.coach._ready


def test_after_a_start_from_the_command_line_prepare_knows_clients_and_questions(desk):
    first = desk()
    first.coach.open()
    named(first, "A. M.")
    first.close()
    at = desk()
    at.coach.start_at_once(Start())
    at.frames(10)
    at.end()
    prepare = at.coach._prepare
    assert prepare.client.chips
    assert prepare.before.checks.verdict().unanswered


def test_an_allergy_takes_the_wish_of_the_client_before_out(desk):
    at = desk()
    at.coach.open()
    named(at, "A. M.")
    at.coach._prepare.oil.restore(OilWish(Effect.RELAXING, base="sesame"))
    at.coach._prepare.ready.click()
    at.coach._ready.start_requested.emit(True)
    at.end()
    assert at.coach._prepare.oil.wish().base == "sesame"
    named(at, "B. N.", cautions=(Caution.SESAME_ALLERGY,))
    blend = at.coach._prepare.choice().prepared.blend
    assert blend is not None
    assert blend.base != "sesame"
