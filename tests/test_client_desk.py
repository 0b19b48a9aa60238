"""The client on Prepare, with the real library behind the chooser and the record's dialog."""

from contextlib import closing
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from coach.client_desk import ClientDesk
from coach.clients import ClientBook
from coach.library.checks import find_checks
from coach.library.clients import Clients
from coach.library.errors import library_error
from coach.library.store import Store
from coach.massage.avoid import Patch
from coach.massage.cautions import Caution
from coach.massage.checks import answer
from coach.session.prepared import Prepared
from coach.ui.prepare.checks import ChecksLine
from coach.ui.prepare.client import ClientChooser
from tests.library.test_clients import give, spoil


class Desk:
    """A chooser and a line of checks over the book, as Prepare has them."""

    def __init__(self, qtbot, folder):
        self.found = find_checks(folder)
        self.window = QWidget()
        qtbot.addWidget(self.window, before_close_func=lambda _, kept=self.window: None)
        self.chooser = ClientChooser(self.window)
        self.checks = ChecksLine("en", self.window)
        self.checks.set_checks(self.found)
        column = QVBoxLayout(self.window)
        column.addWidget(self.chooser)
        column.addWidget(self.checks)
        self.book = ClientBook(folder, self.found.checks, self.window)
        self.avoid = ()
        self.desk = ClientDesk(self.book, self.chooser, self.found.checks, "en", self.prepared)
        self.chooser.chosen.connect(self.on_chosen)
        self.desk.changed.connect(
            lambda record: self.checks.take_record(self.book.previous(record))
        )
        self.book.refresh()
        self.window.resize(900, 700)
        self.window.show()
        qtbot.waitExposed(self.window)

    def on_chosen(self, record):
        since = None if record is None or record.last is None else record.last.on
        today = datetime.now().astimezone().date()
        self.checks.set_client(self.book.previous(record), since, today)

    def prepared(self):
        return Prepared(answers=self.checks.answers(), avoid=self.avoid)

    def begin(self):
        return self.book.begin(self.chooser.record(), self.chooser.name(), self.prepared())


@pytest.fixture
def desk(qtbot, tmp_path):
    return Desk(qtbot, tmp_path)


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def test_a_client_comes_back_and_is_two_clicks(desk, qtbot, tmp_path):
    desk.chooser.set_name("Anna")
    click(qtbot, desk.checks.ask)
    desk.checks.dialog().give_the_rest()
    desk.checks.dialog().accept()
    token = desk.begin()
    with closing(Store(tmp_path)) as store:
        today = f"{datetime.now().astimezone():%Y-%m-%d}T00:00:01+00:00"
        give(store, token, started_at=today, utc_offset_s=0)
    again = Desk(qtbot, tmp_path)
    click(qtbot, again.chooser.chips[token])
    assert again.chooser.last_time().startswith("Last time 1")
    assert "is any of this new?" in again.checks.sentence()
    again.checks.confirm_unchanged()  # by Ready
    assert again.checks.verdict().is_fine
    assert again.begin() == token
    assert len(again.book.known) == 1


def test_a_record_is_made_by_saving_it_and_is_chosen_then(desk, qtbot):
    desk.chooser.set_name("Anna")
    click(qtbot, desk.chooser.record_button)
    form = desk.desk.dialog.form
    assert form.client.text() == "Anna"
    form.cautions[Caution.PREGNANCY].click()
    form.weeks.setText("20")
    desk.desk.dialog.save_button.click()
    assert not desk.desk.is_open
    assert desk.chooser.record().cautions == (Caution.PREGNANCY,)
    assert desk.checks.sentence() == "With care: pregnancy."
    assert "not lying face down" in desk.checks.details()


def test_what_stands_on_prepare_is_in_the_record_that_is_opened_and_kept_by_saving(desk, qtbot):
    desk.chooser.set_name("Anna")
    desk.avoid = (Patch(0.1, 0.5, 0.05),)
    click(qtbot, desk.checks.ask)
    desk.checks.dialog().give_the_rest()
    desk.checks.dialog().accept()
    click(qtbot, desk.chooser.record_button)
    desk.desk.dialog.save_button.click()
    record = desk.chooser.record()
    assert record.avoid == desk.avoid
    assert len(record.answers) == len(desk.found.checks)


def test_a_cancelled_record_is_not_made(desk, qtbot):
    desk.chooser.set_name("Anna")
    click(qtbot, desk.chooser.record_button)
    desk.desk.dialog.cancel_button.click()
    assert desk.book.known == ()
    assert desk.chooser.name() == "Anna"


def test_a_deleted_client_comes_back_and_is_chosen_again_or_is_gone(desk, qtbot, tmp_path):
    desk.chooser.set_name("Anna")
    token = desk.begin()
    click(qtbot, desk.chooser.chips[token])
    click(qtbot, desk.chooser.record_button)
    dialog = desk.desk.dialog
    dialog.delete_button.click()
    assert desk.chooser.chips == {}
    dialog.undo.undo.click()
    assert desk.chooser.record().token == token
    dialog.delete_button.click()
    dialog.cancel_button.click()
    with closing(Clients(tmp_path)) as clients, pytest.raises(ValueError, match="no such"):
        clients.record(token)


def test_what_cannot_be_kept_is_said_in_the_dialog_and_nothing_is_lost(desk, qtbot, tmp_path):
    desk.chooser.set_name("Anna")
    click(qtbot, desk.chooser.record_button)
    for file in tmp_path.glob("sessions.db*"):
        file.unlink()
    (tmp_path / "sessions.db").write_bytes(b"no database at all" * 100)
    desk.desk.dialog.form.notes.setPlainText("Feet first.")
    desk.desk.dialog.save_button.click()
    assert desk.desk.is_open
    assert "is damaged" in desk.desk.dialog.problem()
    assert desk.desk.dialog.form.notes.toPlainText() == "Feet first."


def test_a_client_that_cannot_be_deleted_is_not_said_to_be(desk, qtbot, monkeypatch):
    desk.chooser.set_name("Anna")
    token = desk.begin()
    click(qtbot, desk.chooser.chips[token])
    click(qtbot, desk.chooser.record_button)
    dialog = desk.desk.dialog

    def refuse(self, token):
        raise library_error("disk_full", "sessions.db")

    with monkeypatch.context() as full:
        full.setattr(Clients, "delete", refuse)
        dialog.delete_button.click()
    assert "The disk is full." in dialog.problem()
    assert not dialog.undo.isVisible()
    assert dialog.save_button.isEnabled()
    assert desk.book.find(token) is not None
    dialog.delete_button.click()
    assert (dialog.problem(), dialog.undo.isVisible()) == ("", True)
    with monkeypatch.context() as full:
        full.setattr(Clients, "restore", refuse)
        dialog.undo.undo.click()
    assert "The disk is full." in dialog.problem()
    assert dialog.undo.isVisible()
    assert not dialog.save_button.isEnabled()
    dialog.undo.undo.click()
    assert (dialog.problem(), dialog.undo.isVisible()) == ("", False)
    assert desk.book.find(token) is not None


def test_a_stop_stands_at_the_next_visit_too(desk, qtbot):
    desk.chooser.set_name("Anna")
    fever = next(check for check in desk.found.checks if check.id == "fever")
    token = desk.book.begin(None, "Anna", Prepared(answers=(answer(fever, yes=True),)))
    click(qtbot, desk.chooser.chips[token])
    assert desk.checks.sentence() == "Not today. Advise a doctor: fever or infection."


def test_a_damaged_record_is_left_out_of_the_chooser(desk, qtbot, tmp_path):
    damaged = desk.book.begin(None, "Anna", None)
    desk.book.begin(None, "Ben", None)
    spoil(tmp_path, damaged, "{")
    said = []
    desk.book.failed.connect(said.append)
    desk.book.refresh()
    assert [chip.text() for chip in desk.chooser.chips.values()] == ["Ben"]
    assert said[0].startswith("The record of “Anna” is damaged.")
