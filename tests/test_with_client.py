"""Prepare with the real library behind it: whose name it is, and what is kept with whom."""

from contextlib import closing
from datetime import datetime, timedelta

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from coach.library import settings as settings_file
from coach.library.checks import find_checks
from coach.library.client_record import LastTime, new_record, prepared_for
from coach.library.clients import Clients
from coach.library.settings import Settings
from coach.massage.avoid import Patch
from coach.massage.blend import OilWish
from coach.massage.cautions import Caution
from coach.massage.checks import answer
from coach.massage.oil import Effect
from coach.session.prepared import Prepared
from coach.ui.prepare.page import PreparePage
from coach.ui.prepare.ready import ReadyPage
from coach.ui.session.page import SessionPage
from tests.helpers.desk import desks

TODAY = datetime.now().astimezone().date()
BEFORE = TODAY - timedelta(days=14)
PATCH = Patch(0.1, 0.5, 0.05)
STOP = "saddle-numbness"


@pytest.fixture
def open_desk(qapp, monkeypatch, coach_home):
    making = desks(monkeypatch)
    make = next(making)

    def opened(*records, settings=None):
        if settings is not None:
            settings_file.save(coach_home, settings)
        with closing(Clients(coach_home)) as clients:
            for record in records:
                clients.save(record, f"{BEFORE}T10:00:00+00:00")
        desk = make()
        desk.coach.open()
        _ = desk.coach._with_client
        QApplication.processEvents()
        return desk

    yield opened
    next(making, None)


def client(coach_home, name, *, yes=(), **fields):
    """One who was here two weeks ago, and was asked everything."""
    checks = find_checks(coach_home).checks
    answers = tuple(answer(check, yes=check.id in yes) for check in checks)
    avoid = fields.pop("avoid", ())
    record = prepared_for(new_record(name), Prepared(answers=answers, avoid=avoid), checks, BEFORE)
    last = LastTime("0" * 32, f"{BEFORE}T10:00:00+00:00", BEFORE, 9.0, 30.0)
    fields = {"last": last, "rhythm": (9.0, 0.4, 0.0), "protocol_id": "back-pain"} | fields
    return msgspec.structs.replace(record, **fields)


def type_name(qtbot, desk, name):
    field = desk.coach._prepare.client.field
    field.setFocus()
    qtbot.keyClicks(field, name)
    desk.coach._prepare.client._names.popup.hide()


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def chip(desk, name):
    book = desk.coach._with_client.book
    return desk.coach._prepare.client.chips[book.named(name).token]


def say(desk, check_id, *, yes):
    line = desk.coach._prepare.before.checks
    line.open()
    question = next(each for each in line.dialog().questions if each.check.id == check_id)
    question.give(yes=yes)
    line.dialog().accept()


def paint(desk):
    before = desk.coach._prepare.before
    before.paint.click()
    before.dialog.painter.set_patches((PATCH,))
    before.dialog.accept()


def kept(coach_home):
    with closing(Clients(coach_home)) as clients:
        return clients.known().records


def shown(desk):
    return type(desk.coach._window.page())


def test_a_name_typed_and_ready_clicked_is_the_client_of_that_name(open_desk, qtbot, coach_home):
    desk = open_desk(client(coach_home, "Anna", yes=[STOP], avoid=(PATCH,)))
    page = desk.coach._prepare
    type_name(qtbot, desk, "anna")
    assert page.client.record() is None
    assert page.client.last_time() == ""  # and not that she is new
    click(qtbot, page.ready)
    assert page.client.record().name == "Anna"
    assert page.notice.text().startswith("Anna has a record")
    click(qtbot, page.ready)
    assert shown(desk) is PreparePage
    assert page.ready.text() == "Not today"
    assert page.focusWidget() is page.before.change
    assert page.before.avoid() == (PATCH,)


def test_the_second_click_on_ready_goes_on_with_all_that_is_known(open_desk, qtbot, coach_home):
    anna = client(coach_home, "Anna", avoid=(PATCH,), pressure_step=-2)
    desk = open_desk(anna)
    type_name(qtbot, desk, "Anna")
    click(qtbot, desk.coach._prepare.ready)
    assert shown(desk) is PreparePage
    click(qtbot, desk.coach._prepare.ready)
    assert shown(desk) is ReadyPage
    choice = desk.coach._choice
    assert (choice.client_token, choice.pressure_step) == (anna.token, -2)
    assert choice.prepared.avoid == (PATCH,)


def test_any_other_button_finds_the_client_of_a_typed_name(open_desk, qtbot, coach_home):
    anna = client(coach_home, "Anna")
    desk = open_desk(anna)
    type_name(qtbot, desk, "Anna")
    click(qtbot, desk.coach._prepare.client.record_button)
    dialog = desk.coach._with_client.desk.dialog
    assert not dialog.delete_button.isHidden()
    dialog.save_button.click()
    assert [record.token for record in kept(coach_home)] == [anna.token]


def test_of_two_with_one_name_nobody_is_guessed_and_no_third_is_made(open_desk, qtbot, coach_home):
    desk = open_desk(client(coach_home, "Anna", yes=[STOP]), client(coach_home, "Anna"))
    page = desk.coach._prepare
    type_name(qtbot, desk, "Anna")
    click(qtbot, page.ready)
    assert shown(desk) is PreparePage
    assert "More than one client" in page.notice.text()
    assert "More than one client" in page.client.last_time()
    click(qtbot, page.client.record_button)
    assert not desk.coach._with_client.desk.is_open
    qtbot.keyClicks(page.client.field, " B.")
    click(qtbot, page.ready)
    assert shown(desk) is ReadyPage


def test_a_red_flag_and_an_area_of_today_stay_with_the_client(open_desk, qtbot, coach_home):
    desk = open_desk(client(coach_home, "Anna"), client(coach_home, "Ben"))
    page = desk.coach._prepare
    click(qtbot, chip(desk, "Anna"))
    say(desk, STOP, yes=True)
    paint(desk)
    click(qtbot, chip(desk, "Ben"))
    assert page.before.refusal is None
    assert page.before.avoid() == ()
    click(qtbot, chip(desk, "Anna"))
    assert page.before.refusal is not None
    assert page.before.avoid() == (PATCH,)
    by_name = {record.name: record for record in kept(coach_home)}
    said = {each.answer.check: each.answer.yes for each in by_name["Anna"].answers}
    assert said[STOP] is True
    assert not any(each.answer.yes for each in by_name["Ben"].answers)


def test_what_was_answered_and_painted_before_a_client_was_chosen_is_that_clients(
    open_desk, qtbot, coach_home
):
    own = Patch(-0.1, 0.4, 0.04)
    desk = open_desk(client(coach_home, "Anna", avoid=(own,)), client(coach_home, "Ben"))
    page = desk.coach._prepare
    say(desk, STOP, yes=True)
    say(desk, "fever", yes=False)
    paint(desk)
    click(qtbot, chip(desk, "Anna"))
    assert page.before.refusal is not None
    assert page.before.avoid() == (own, PATCH)
    assert {"fever", STOP} <= {each.check for each in page.before.answers()}
    click(qtbot, chip(desk, "Ben"))
    assert (page.before.refusal, page.before.avoid()) == (None, ())
    by_name = {record.name: record for record in kept(coach_home)}
    assert by_name["Anna"].avoid == (own, PATCH)
    assert by_name["Ben"].avoid == ()


def test_saving_the_record_leaves_what_was_set_on_prepare(open_desk, qtbot, coach_home):
    desk = open_desk(client(coach_home, "Anna"))
    page = desk.coach._prepare
    click(qtbot, chip(desk, "Anna"))
    page.cards.choose("swedish")
    page.cards.chosen.emit()
    for beat in range(5):
        page.rhythm.tap(1_000 + beat * 6_000)
    page.oil.restore(OilWish(Effect.STIMULATING))
    say(desk, "fever", yes=False)
    before, unanswered = page.choice(), len(page.before.checks.verdict().unanswered)
    click(qtbot, page.client.record_button)
    form = desk.coach._with_client.desk.dialog.form
    form.cautions[Caution.EPILEPSY].click()
    form.birth_year.setText(str(TODAY.year - 70))
    desk.coach._with_client.desk.dialog.save_button.click()
    after = page.choice()
    assert (after.protocol, after.pattern, after.oil) == (
        before.protocol,
        before.pattern,
        before.oil,
    )
    assert len(page.before.checks.verdict().unanswered) == unanswered
    assert "fever" in {each.check for each in page.before.answers()}
    assert Caution.EPILEPSY in page.before.cautions()
    assert page.oil.mixed().portions == () or page.oil.mixed().aimed <= 1.0


def test_a_record_made_for_a_name_leaves_what_was_set_and_knows_the_age(
    open_desk, qtbot, coach_home
):
    desk = open_desk(settings=Settings(minutes={"back-pain": 40.0}, rate_bpm=14.0))
    page = desk.coach._prepare
    page.oil.restore(OilWish(Effect.RELAXING))
    for beat in range(5):
        page.rhythm.tap(1_000 + beat * 6_000)
    page.client.set_name("Zoë")
    say(desk, "fever", yes=False)
    click(qtbot, page.client.record_button)
    form = desk.coach._with_client.desk.dialog.form
    form.birth_year.setText(str(TODAY.year - 70))
    desk.coach._with_client.desk.dialog.save_button.click()
    assert page.client.record().name == "Zoë"
    assert page.rhythm.pattern().rate_bpm == pytest.approx(10.0)
    assert page.oil.wish().effect is Effect.RELAXING
    assert page.oil.mixed().aimed <= 1.0
    assert "fever" in {each.check for each in page.before.answers()}


def test_what_was_one_clients_is_not_the_next_ones(open_desk, qtbot, coach_home):
    wish = OilWish(Effect.RELAXING)
    settings = Settings(minutes={"back-pain": 40.0}, protocol_id="back-pain", rate_bpm=14.0)
    anna = client(coach_home, "Anna", protocol_id="swedish", oil=wish, minutes=25.0)
    desk = open_desk(anna, settings=settings)
    page = desk.coach._prepare
    click(qtbot, chip(desk, "Anna"))
    assert (page.cards.protocol().id, page.oil.wish()) == ("swedish", wish)
    assert page.offer().startswith("Press Enter for ")
    page.client.field.clear()
    type_name(qtbot, desk, "Bob")
    assert page.client.name() == "Bob"
    assert page.cards.protocol().id == "back-pain"
    assert page.oil.wish() == OilWish()
    assert page.rhythm.pattern().rate_bpm == 14.0
    assert page.offer() == ""


def test_taps_from_before_a_client_was_chosen_are_that_clients(open_desk, qtbot, coach_home):
    desk = open_desk(client(coach_home, "Anna"), client(coach_home, "Ben", rhythm=(8.0, 0.4, 0.0)))
    page = desk.coach._prepare
    for beat in range(5):
        page.rhythm.tap(1_000 + beat * 4_000)
    click(qtbot, chip(desk, "Anna"))
    assert page.rhythm.pattern().rate_bpm == pytest.approx(15.0)
    click(qtbot, chip(desk, "Ben"))
    assert page.rhythm.pattern().rate_bpm == 8.0


def test_the_stages_left_out_of_each_protocol_are_remembered(open_desk, qtbot, coach_home):
    settings = Settings(
        minutes={"back-pain": 40.0, "swedish": 25.0},
        skipped_stages={"swedish": ["contact"]},
        protocol_id="back-pain",
    )
    desk = open_desk(client(coach_home, "Anna", protocol_id="swedish"), settings=settings)
    page = desk.coach._prepare
    page.cards.choose("swedish")
    page.cards.chosen.emit()
    assert (page.length.skipped(), page.length.minutes()) == (("contact",), 25.0)
    click(qtbot, chip(desk, "Anna"))
    assert page.length.skipped() == ("contact",)


def test_a_record_that_cannot_be_written_is_told_in_the_session(open_desk, qtbot, coach_home):
    desk = open_desk()
    page = desk.coach._prepare
    page.client.set_name("Zoë")
    click(qtbot, page.ready)
    (coach_home / "file").write_text("")
    desk.coach._with_client.book._folder = coach_home / "file" / "folder"
    desk.coach._ready.start_requested.emit(True)
    assert shown(desk) is SessionPage
    assert "record cannot be written" in desk.page.notice.words.text()


def test_the_list_of_names_has_the_letters_of_its_field(open_desk, qtbot, coach_home):
    desk = open_desk(client(coach_home, "Anna"))
    desk.coach._window.resize(1920, 1080)
    QApplication.processEvents()
    type_name(qtbot, desk, "anna")
    client_field, popup = desk.coach._prepare.client.field, desk.coach._prepare.client._names.popup
    assert client_field.fontInfo().pixelSize() > 18
    assert popup.fontInfo().pixelSize() == client_field.fontInfo().pixelSize()
