"""The client on Prepare: chosen by a click, by typing, or new; and the record."""

from datetime import date

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from coach.breath.pattern import BreathPattern
from coach.library.client_record import LONGEST_NOTES, LastTime, Pregnant, new_record
from coach.massage.avoid import Patch
from coach.massage.back import AreaLeft, Outcome, Region, Side
from coach.massage.cautions import Caution
from coach.session.prepared import Hands
from coach.ui.avoid_painter import AvoidPainter
from coach.ui.prepare import client_words
from coach.ui.prepare.client import ClientChooser
from coach.ui.prepare.client_dialog import ClientDialog
from coach.ui.prepare.scroll import QuietScroll
from coach.ui.theme import DARK, LIGHT
from tests.helpers.accessible import nameless, reached_by_tab, roleless, tab_round, tree, twins
from tests.helpers.pages import clipped
from tests.ui.prepare.conftest import settle

Key = Qt.Key
TODAY = date(2026, 11, 25)
SHOULDER = AreaLeft(Side.RIGHT, Region.SHOULDER, Outcome.NOT_SOFTENED, begun=True)
HIP = AreaLeft(Side.LEFT, Region.HIP, Outcome.OPEN)
NECK = AreaLeft(Side.BOTH, Region.NECK, Outcome.NOT_SOFTENED, begun=True)


def last(*areas, on=date(2026, 11, 12)):
    return LastTime("0" * 32, f"{on}T09:00:00+00:00", on, 11.6, 40.0, areas)


ANNA = msgspec.structs.replace(
    new_record("Anna Łuczak"),
    birth_year=1984,
    cautions=(Caution.PREGNANCY, Caution.NUT_ALLERGY),
    pregnant=Pregnant(12, date(2026, 11, 12)),
    pressure_step=-1,
    hands=Hands.LEFT,
    rhythm=(11.6, 0.4, 0.0),
    notes="Likes the window open.",
    last=last(SHOULDER),
)
KNOWN = (ANNA, *(new_record(name) for name in ("A. M.", "Ben", "Cleo & Co", "Dora", "Anne")))


@pytest.fixture
def chooser(in_window):
    def make(parent):
        made = ClientChooser(parent)
        made.set_clients(KNOWN, TODAY)
        made.heard = []
        made.chosen.connect(made.heard.append)
        return made

    return in_window(make)


FIGURES = "11.6 breaths / min, 40 min, 12 November."


@pytest.mark.parametrize(
    ("areas", "said"),
    [
        ((), "Last time"),
        ((SHOULDER,), "Last time the right shoulder did not soften."),
        ((NECK, HIP), "Last time the neck on both sides did not soften. Not reached: left hip."),
        ((SHOULDER, NECK), "Last time the right shoulder and neck on both sides did not soften."),
        ((msgspec.structs.replace(HIP, begun=True),), "Not finished: left hip. Last time"),
    ],
)
def test_what_the_last_session_left_is_told(areas, said):
    assert client_words.last_time(last(*areas), TODAY) == f"{said} {FIGURES}"


def test_an_older_day_has_its_year():
    said = client_words.last_time(last(on=date(2025, 11, 12)), TODAY)
    assert said.endswith("12 November 2025.")


def test_a_returning_client_is_one_click(chooser, qtbot):
    assert [chip.text() for chip in chooser.chips.values()] == [
        *("Anna Łuczak", "A. M.", "Ben", "Cleo && Co")
    ]
    qtbot.mouseClick(chooser.chips[ANNA.token], Qt.MouseButton.LeftButton)
    assert chooser.heard == [ANNA]
    assert (chooser.record(), chooser.name()) == (ANNA, "Anna Łuczak")
    assert chooser.last_time().startswith("Last time the right shoulder did not soften.")
    qtbot.mouseClick(chooser.chips[ANNA.token], Qt.MouseButton.LeftButton)
    assert chooser.heard == [ANNA]
    assert chooser.chips[ANNA.token].isChecked()


def test_a_click_on_a_client_leaves_space_to_the_pad(chooser, qtbot):
    chooser.field.setFocus()
    qtbot.mouseClick(chooser.chips[ANNA.token], Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is chooser.field


def test_typing_offers_those_who_are_known_whatever_case_and_accents(chooser, qtbot):
    chooser.field.setFocus()
    qtbot.keyClicks(chooser.field, "LUC")
    settle()
    assert chooser.found() == ["Anna Łuczak"]
    popup = QApplication.activePopupWidget()
    qtbot.keyClick(popup, Key.Key_Down)
    qtbot.keyClick(popup, Key.Key_Return)
    settle()
    assert chooser.heard == [ANNA]
    assert chooser.name() == "Anna Łuczak"


def test_a_name_that_is_known_is_that_client_when_the_field_is_left(chooser, qtbot):
    chooser.field.setFocus()
    qtbot.keyClicks(chooser.field, "ben")
    qtbot.keyClick(chooser.field, Key.Key_Escape)
    qtbot.keyClick(chooser.field, Key.Key_Return)
    assert chooser.record().name == "Ben"
    assert chooser.name() == "Ben"


def test_a_name_of_two_clients_is_nobodys_until_one_is_chosen(chooser, qtbot):
    twin = msgspec.structs.replace(new_record("Ben"), birth_year=1950)
    chooser.set_clients((*KNOWN, twin), TODAY)
    chooser.field.setFocus()
    qtbot.keyClicks(chooser.field, "Ben")
    assert chooser.found() == ["Ben", "Ben (1950)"]
    chooser._names.popup.hide()
    qtbot.keyClick(chooser.field, Key.Key_Return)
    assert chooser.record() is None


def test_a_new_name_is_a_new_client_and_says_so(chooser, qtbot):
    chooser.choose(ANNA.token)
    chooser.field.setFocus()
    qtbot.keyClicks(chooser.field, "x")
    assert chooser.heard == [None]
    assert chooser.record() is None
    assert chooser.last_time().startswith("A new client")
    assert not any(chip.isChecked() for chip in chooser.chips.values())


def test_nobody_has_no_record_and_a_name_may_have_one(chooser, qtbot):
    asked = []
    chooser.record_requested.connect(lambda: asked.append(chooser.name()))
    assert not chooser.record_button.isEnabled()
    assert chooser.record_button.toolTip() == "Type a name or initials first."
    chooser.set_name("Zoë")
    assert chooser.record_button.toolTip() == ""
    qtbot.mouseClick(chooser.record_button, Qt.MouseButton.LeftButton)
    assert asked == ["Zoë"]


def test_a_client_who_is_gone_is_no_longer_chosen(chooser):
    chooser.choose(ANNA.token)
    chooser.set_clients(KNOWN[1:], TODAY)
    assert chooser.heard == [None]
    assert (chooser.record(), chooser.name()) == (None, "")
    assert not chooser.choose(ANNA.token)


def test_a_changed_record_is_the_one_chosen(chooser):
    chooser.choose(ANNA.token)
    older = msgspec.structs.replace(ANNA, birth_year=1950)
    chooser.set_clients((older, *KNOWN[1:]), TODAY)
    assert chooser.record() == older
    assert chooser.heard == []


def test_the_chooser_is_told_to_a_reader_and_gone_round_with_tab(chooser):
    chooser.choose(ANNA.token)
    chooser.field.setFocus()
    told = tree(chooser)
    assert (nameless(told), roleless(told), twins(told)) == ([], [], [])
    visited = tab_round(chooser)
    assert visited == chooser.buttons()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_of_the_chooser_is_cut(in_window, scale):
    def make(parent):
        made = ClientChooser(parent)
        made.set_clients(KNOWN, TODAY)
        made.choose(ANNA.token)
        return made

    chooser = in_window(make, scale=scale)
    assert clipped(chooser.window()) == []
    assert [each for each in chooser.buttons() if min(each.width(), each.height()) < 44] == []


class Painter(QWidget):
    """As the one that paints areas to avoid."""

    def __init__(self):
        super().__init__()
        self.setMinimumSize(220, 260)
        self.shown = ()

    def patches(self):
        return self.shown

    def set_patches(self, patches):
        self.shown = patches

    def set_theme(self, theme):
        self.theme = theme

    def set_text_scale(self, scale):
        self.scale = scale


@pytest.fixture
def open_dialog(qtbot, found):
    def make(record=ANNA, scale=1.0, theme=DARK, size=(1280, 800), *, painter=None, is_new=False):
        window = QWidget()
        qtbot.addWidget(window, before_close_func=lambda _, kept=window: None)
        window.resize(*size)
        window.show()
        made = ClientDialog("en", window)
        made.set_theme(theme)
        made.set_text_scale(scale)
        made.set_checks(found.checks)
        if painter is not None:
            made.set_avoid_painter(painter)
        made.saved = []
        made.save_requested.connect(made.saved.append)
        made.open_record(record, TODAY, is_new=is_new)
        qtbot.waitExposed(made)
        settle()
        return made

    return make


def test_the_record_is_shown_and_kept_as_it_was(open_dialog):
    dialog = open_dialog()
    form = dialog.form
    assert (form.client.text(), form.birth_year.text()) == ("Anna Łuczak", "1984")
    assert form.weeks.text() == "13"  # a week and more has passed
    assert form.notes.toPlainText() == "Likes the window open."
    assert dialog.last_time().startswith("Last time the right shoulder")
    dialog.save_button.click()
    assert dialog.saved == [ANNA]


def test_all_of_it_can_be_changed_and_what_is_not_shown_stays(open_dialog, qtbot):
    dialog = open_dialog()
    form = dialog.form
    form.client.setText(" Anna L. ")
    form.birth_year.clear()
    form.cautions[Caution.PREGNANCY].click()
    form.cautions[Caution.ASTHMA].click()
    form.pressure.chips[2].click()
    form.hands.chips[Hands.BOTH].click()
    form.notes.setPlainText("Feet first.")
    dialog.save_button.click()
    (saved,) = dialog.saved
    assert saved == msgspec.structs.replace(
        ANNA,
        name="Anna L.",
        birth_year=None,
        cautions=(Caution.ASTHMA, Caution.NUT_ALLERGY),
        pregnant=None,
        pressure_step=2,
        hands=Hands.BOTH,
        notes="Feet first.",
    )
    assert BreathPattern(*saved.rhythm) == BreathPattern(11.6)
    assert dialog.isVisible()  # until it is kept


def test_a_pregnancy_asks_for_weeks_and_speaks_of_lying_face_down(open_dialog):
    dialog = open_dialog(new_record("Eve"), is_new=True)
    form = dialog.form
    assert not form.weeks.isVisible()
    form.cautions[Caution.PREGNANCY].click()
    settle()
    assert form.weeks.isVisible()
    assert form.advice().startswith("Not lying face down after about 13 weeks")
    form.weeks.setText("20")
    dialog.save_button.click()
    assert dialog.saved[0].pregnant == Pregnant(20, TODAY)


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("client", "  ", "A record needs a name, or initials."),
        ("birth_year", "18", "The birth year is a year from 1900 to 2026, or empty."),
        ("birth_year", "2027", "The birth year is a year from 1900 to 2026, or empty."),
        ("birth_year", "x", "The birth year is a year from 1900 to 2026, or empty."),
        ("weeks", "46", "The weeks are a number from 1 to 45, or empty."),
        ("weeks", "٣", "The weeks are a number from 1 to 45, or empty."),
    ],
)
def test_what_cannot_be_is_said_in_words_at_its_field(open_dialog, field, text, said):
    dialog = open_dialog()
    getattr(dialog.form, field).setText(text)
    dialog.save_button.click()
    assert (dialog.problem(), dialog.saved) == (said, [])
    assert getattr(dialog.form, field).hasFocus()
    assert dialog.record() is None


def test_notes_that_are_too_long_are_refused(open_dialog):
    dialog = open_dialog()
    dialog.form.notes.setPlainText("a" * (LONGEST_NOTES + 1))
    dialog.save_button.click()
    assert dialog.problem() == "The notes are longer than 10000 letters."


def test_enter_saves_and_in_the_notes_it_is_a_new_line(open_dialog, qtbot):
    dialog = open_dialog()
    notes = dialog.form.notes
    notes.setFocus()
    qtbot.keyClick(notes, Key.Key_Return)
    assert dialog.saved == []
    qtbot.keyClick(notes, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(dialog.saved) == 1
    qtbot.keyClick(dialog.form.client, Key.Key_Return)
    assert len(dialog.saved) == 2


def test_enter_on_a_button_presses_that_one(open_dialog, qtbot):
    dialog = open_dialog()
    dialog.cancel_button.setFocus()
    qtbot.keyClick(dialog.cancel_button, Key.Key_Return)
    assert dialog.saved == []
    assert not dialog.isVisible()


@pytest.mark.parametrize(
    "leave",
    [
        lambda dialog, qtbot: qtbot.keyClick(dialog, Key.Key_Escape),
        lambda dialog, _: dialog.close(),
    ],
)
def test_what_was_changed_is_not_dropped_without_a_question(open_dialog, qtbot, leave):
    dialog = open_dialog()
    dialog.form.notes.setPlainText("Feet first.")
    leave(dialog, qtbot)
    assert dialog.question.text() == "Save what you changed?"
    dialog.question.answers[-1].click()
    assert (dialog.isVisible(), dialog.question.isVisible()) == (True, False)
    assert dialog.form.client.hasFocus()
    leave(dialog, qtbot)
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Return)
    assert [record.notes for record in dialog.saved] == ["Feet first."]
    dialog.form.client.clear()
    leave(dialog, qtbot)
    dialog.question.answers[0].click()
    assert dialog.problem() == "A record needs a name, or initials."
    leave(dialog, qtbot)
    dialog.question.answers[1].click()
    assert (dialog.isVisible(), len(dialog.saved)) == (False, 1)


def test_what_was_not_changed_or_is_cancelled_asks_nothing(open_dialog, qtbot):
    painter = Painter()
    dialog = open_dialog(painter=painter)
    qtbot.keyClick(dialog, Key.Key_Escape)
    assert not dialog.isVisible()
    dialog.open_record(ANNA, TODAY)
    painter.shown = (Patch(0.1, 0.5, 0.05),)
    qtbot.keyClick(dialog, Key.Key_Escape)
    assert dialog.question.isVisible()
    dialog.cancel_button.click()
    assert not dialog.isVisible()
    dialog.open_record(ANNA, TODAY)
    assert not dialog.question.isVisible()
    dialog.form.notes.clear()
    dialog.show_deleted()
    qtbot.keyClick(dialog, Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_deleted_client_can_be_had_back_by_a_click_and_by_a_key(open_dialog, qtbot):
    dialog = open_dialog()
    deleted, restored = [], []
    dialog.delete_requested.connect(deleted.append)
    dialog.delete_requested.connect(dialog.show_deleted)
    dialog.restore_requested.connect(restored.append)
    dialog.restore_requested.connect(lambda _: dialog.show_deleted(deleted=False))
    dialog.delete_button.click()
    assert deleted == [ANNA.token]
    assert dialog.undo.isVisible()
    assert not dialog.save_button.isEnabled()
    dialog.save()
    assert dialog.saved == []
    dialog.undo.undo.click()
    assert restored == [ANNA.token]
    dialog.delete_button.click()
    qtbot.keyClick(dialog, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert restored == [ANNA.token] * 2
    assert dialog.save_button.isEnabled()


def test_a_new_client_cannot_be_deleted(open_dialog):
    dialog = open_dialog(new_record("Eve"), is_new=True)
    assert not dialog.delete_button.isVisible()
    assert dialog.last_time() == "No session yet."


def test_areas_to_avoid_are_painted_where_a_painter_is_given(open_dialog):
    patch = Patch(0.1, 0.5, 0.05)
    painter = Painter()
    dialog = open_dialog(msgspec.structs.replace(ANNA, avoid=(patch,)), painter=painter)
    assert painter.isVisible()
    assert painter.shown == (patch,)
    painter.shown = ()
    assert dialog.record().avoid == ()


def test_the_painter_of_areas_takes_up_another_theme_as_the_dialog_does(open_dialog):
    painter = AvoidPainter(DARK)
    dialog = open_dialog(painter=painter)
    dialog.reject()
    dialog.set_theme(LIGHT)
    dialog.open_record(ANNA, TODAY)
    settle()
    canvas = painter.canvas
    assert canvas.grab().toImage().pixelColor(1, 1).name() == LIGHT.ground


def test_the_painters_own_undo_has_its_key(open_dialog, qtbot):
    painter = AvoidPainter(DARK)
    open_dialog(painter=painter)
    painter.canvas.setFocus()
    qtbot.keyClick(painter.canvas, Key.Key_Space)
    assert len(painter.patches()) == 1
    qtbot.keyClick(painter.canvas, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert painter.patches() == ()


def test_the_record_is_told_to_a_reader_and_gone_round_with_tab(open_dialog):
    dialog = open_dialog()
    told = tree(dialog)
    assert (nameless(told), roleless(told), twins(told)) == ([], [], [])
    visited = tab_round(dialog)
    assert [each for each in reached_by_tab(dialog) if each not in visited] == []


@pytest.mark.parametrize(
    ("scale", "size", "theme"),
    [(1.0, (1280, 800), DARK), (1.0, (1920, 1080), LIGHT), (2.0, (1280, 800), DARK)],
)
def test_nothing_of_the_record_is_cut(open_dialog, scale, size, theme):
    dialog = open_dialog(scale=scale, size=size, theme=theme, painter=Painter())
    dialog.form.birth_year.setText("18")
    dialog.save()
    dialog.reject()
    settle()
    assert dialog.question.isVisible()
    assert clipped(dialog) == []
    touched = dialog.findChildren(QAbstractButton) + dialog.findChildren(QLineEdit)
    small = [w for w in touched if w.isVisible() and min(w.width(), w.height()) < 44]
    assert small == []


@pytest.mark.parametrize("size", [(1280, 800), (1024, 640)])
@pytest.mark.parametrize("before", [1.0, 2.0])
def test_at_twice_the_text_the_columns_stand_below_each_other(open_dialog, before, size):
    dialog = open_dialog(scale=before, size=size, painter=AvoidPainter(DARK))
    dialog.reject()
    dialog.set_text_scale(2.0)
    dialog.open_record(ANNA, TODAY)
    settle()
    (scroll,) = dialog.findChildren(QuietScroll)
    assert scroll.widget().width() <= scroll.viewport().width()
    assert dialog._side.y() > dialog.form.geometry().bottom()
    assert clipped(dialog) == []
