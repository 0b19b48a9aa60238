"""The checks on Prepare: the line, and the questions by keyboard and by mouse."""

from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit

from coach.library.checks import FoundChecks
from coach.library.own_files import BrokenFile
from coach.massage.checks import answer
from coach.ui.prepare.checks import ChecksLine
from coach.ui.theme import DARK, LIGHT
from tests.helpers.accessible import nameless, reached_by_tab, roleless, tab_round, tree, twins
from tests.helpers.pages import clipped
from tests.ui.prepare.conftest import settle

Key = Qt.Key
DAY, TODAY = date(2026, 11, 12), date(2026, 11, 25)


@pytest.fixture
def line(in_window, found):
    def make(parent):
        made = ChecksLine("en", parent)
        made.set_checks(found)
        return made

    return in_window(make)


def by_id(found):
    return {check.id: check for check in found.checks}


def noes(found, **but):
    """No to all, but for these."""
    return tuple(answer(check, yes=but.get(check.id, False)) for check in found.checks)


def press(qtbot, line, *keys):
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key)
        settle()


def hold(dialog, key):
    """What a key sends again and again while it is held down."""
    kind, free = QEvent.Type.KeyPress, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(dialog.focusWidget(), QKeyEvent(kind, key, free, "", True))
    settle()


def asked(qtbot, line):
    qtbot.mouseClick(line.ask, Qt.MouseButton.LeftButton)
    settle()
    return line.dialog()


def current(dialog):
    (found,) = [q.check.id for q in dialog.questions if q.has_keys()]
    return found


def test_a_new_client_is_to_be_asked_all(line):
    assert line.sentence() == "13 short questions."
    assert line.ask.text() == "Ask…"
    assert not line.same.isVisible()
    assert line.answers() == ()
    assert not line.verdict().stops


def test_enter_all_the_way_is_no_to_all_and_then_done(line, qtbot, found):
    dialog = asked(qtbot, line)
    assert current(dialog) == "injury"
    press(qtbot, line, *[Key.Key_Return] * 13)
    assert dialog.progress_text() == "13 of 13"
    assert dialog.verdict_text() == "Asked today: nothing speaks against it."
    assert dialog.done_button.hasFocus()
    press(qtbot, line, Key.Key_Return)
    assert not dialog.isVisible()
    assert line.sentence() == "Asked today: nothing speaks against it."
    assert line.answers() == noes(found)
    assert line.ask.text() == "Change…"


@pytest.mark.parametrize("key", [Key.Key_N, Key.Key_Right, Key.Key_Return, Key.Key_Enter])
def test_each_of_these_keys_is_a_no(line, qtbot, key):
    dialog = asked(qtbot, line)
    press(qtbot, line, key)
    assert current(dialog) == "fracture"
    assert [each.yes for each in line.answers()] == [False]


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_N, Key.Key_Right, Key.Key_Y, Key.Key_A])
def test_a_key_held_down_answers_nothing_more(line, qtbot, key):
    dialog = asked(qtbot, line)
    qtbot.keyPress(QApplication.focusWidget(), Key.Key_N)
    for _ in range(20):
        hold(dialog, key)
    assert (dialog.isVisible(), dialog.progress_text()) == (True, "1 of 13")
    for _ in range(3):
        hold(dialog, Key.Key_Down)
    assert current(dialog) == "clot"
    hold(dialog, Key.Key_Up)
    assert current(dialog) == "skin"


def test_a_red_flag_says_not_today_with_its_reason_and_can_be_corrected(line, qtbot):
    told = []
    line.changed.connect(lambda: told.append(line.verdict().stops))
    dialog = asked(qtbot, line)
    press(qtbot, line, *[Key.Key_N] * 9, Key.Key_Y)
    assert told[-1]
    assert dialog.verdict_text() == "Not today. Advise a doctor: numbness between the legs."
    press(qtbot, line, Key.Key_Escape)
    assert line.sentence() == "Not today. Advise a doctor: numbness between the legs."
    assert line.details().startswith("Nerves at the end of the spine")
    assert line.property("kind") == "stop"
    asked(qtbot, line)
    assert dialog.questions[9].yes.hasFocus()
    press(qtbot, line, Key.Key_Right)
    assert not told[-1]
    assert line.property("kind") == "quiet"


def test_more_red_flags_than_one_are_all_told(line, qtbot):
    asked(qtbot, line)
    press(qtbot, line, Key.Key_N, Key.Key_N, Key.Key_Y, *[Key.Key_N] * 7, Key.Key_Y)
    assert line.sentence() == "Not today. Advise a doctor: fever or infection, new bladder trouble."


def test_up_and_left_go_back_and_the_answer_there_is_given_anew(line, qtbot):
    dialog = asked(qtbot, line)
    press(qtbot, line, Key.Key_N, Key.Key_N, Key.Key_Up)
    assert current(dialog) == "fracture"
    press(qtbot, line, Key.Key_Left, Key.Key_Y)
    assert current(dialog) == "fever"
    assert [(each.check, each.yes) for each in line.answers()] == [
        ("injury", True),
        ("fracture", False),
    ]
    press(qtbot, line, Key.Key_Down, Key.Key_Down)
    assert current(dialog) == "clot"


def test_a_is_no_to_all_the_rest(line, qtbot):
    dialog = asked(qtbot, line)
    press(qtbot, line, Key.Key_N, Key.Key_Y, Key.Key_A)
    assert dialog.progress_text() == "13 of 13"
    assert [each.check for each in line.answers() if each.yes] == ["fracture"]
    assert line.sentence() == "Ask a doctor first: fracture or severe osteoporosis."
    assert not dialog.rest.isEnabled()


def test_a_pregnancy_asks_for_its_weeks_and_speaks_of_lying_face_down(line, qtbot):
    dialog = asked(qtbot, line)
    press(qtbot, line, *[Key.Key_N] * 12, Key.Key_Y)
    weeks = dialog.questions[-1].weeks
    assert weeks.hasFocus()
    assert "After about 13 weeks" in line.details()
    qtbot.keyClicks(weeks, "20")
    settle()
    assert line.answers()[-1].weeks == 20
    assert "not lying face down after about 13 weeks" in line.details()
    press(qtbot, line, Key.Key_Return)
    assert dialog.done_button.hasFocus()
    qtbot.keyClicks(weeks, "0")  # 200 is refused
    assert weeks.text() == "20"


def test_weeks_that_are_no_number_are_not_known(line, qtbot):
    dialog = asked(qtbot, line)
    press(qtbot, line, *[Key.Key_N] * 12, Key.Key_Y)
    qtbot.keyClicks(dialog.questions[-1].weeks, "+")
    settle()
    assert (line.answers()[-1].yes, line.answers()[-1].weeks) == (True, None)


def test_by_mouse_each_answer_is_a_click(line, qtbot):
    dialog = asked(qtbot, line)
    fever = dialog.questions[2]
    qtbot.mouseClick(fever.yes, Qt.MouseButton.LeftButton)
    assert line.verdict().stops
    qtbot.mouseClick(fever.no, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.rest, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.done_button, Qt.MouseButton.LeftButton)
    assert line.verdict().is_fine
    assert not dialog.isVisible()


def test_a_returning_client_is_asked_what_may_have_changed_and_one_click_confirms(
    line, qtbot, found
):
    line.set_client(noes(found), DAY, TODAY)
    assert line.sentence() == "Since 12 November, is any of this new?"
    assert "fever or infection" in line.details()
    assert "cancer" not in line.details()
    assert [each.check for each in line.answers()] == ["fracture", "blood-thinners", "cancer"]
    qtbot.mouseClick(line.same, Qt.MouseButton.LeftButton)
    assert line.answers() == noes(found)
    assert line.sentence() == "Asked today: nothing speaks against it."
    assert not line.same.isVisible()


def test_ready_confirms_that_nothing_changed_but_never_speaks_for_a_new_client(line, found):
    line.confirm_unchanged()
    assert line.answers() == ()
    line.set_client(noes(found))
    line.confirm_unchanged()
    assert line.verdict().is_fine
    line.set_client()
    assert line.answers() == ()


def test_a_returning_clients_few_questions_come_first_and_one_key_says_nothing_changed(
    line, qtbot, found
):
    line.set_client(noes(found, **{"blood-thinners": True}), DAY, TODAY)
    assert line.sentence() == "Ask a doctor first: blood thinners."
    assert "Since 12 November, is any of this new? Recent major injury" in line.details()
    dialog = asked(qtbot, line)
    assert dialog.progress_text() == "0 of 11"
    assert [q.check.id for q in dialog.questions[-2:]] == ["fracture", "cancer"]
    assert dialog.rest.text() == "Nothing changed (A)"
    press(qtbot, line, Key.Key_N, Key.Key_A)
    assert line.answers() == noes(found, **{"blood-thinners": True})
    press(qtbot, line, Key.Key_Return)
    assert line.sentence() == "Ask a doctor first: blood thinners."


def test_what_was_never_asked_is_not_confirmed(line, qtbot, found):
    pregnancy = answer(found.checks[-1], yes=True, weeks=20)
    line.set_client((pregnancy,), DAY, TODAY)
    assert line.sentence() == "With care: pregnancy."
    assert line.details().endswith("Still to ask: 12.")
    assert not line.same.isVisible()
    line.confirm_unchanged()
    assert line.answers() == (pregnancy,)
    dialog = asked(qtbot, line)
    assert dialog.rest.text() == "No to all the rest (A)"
    line.set_client((pregnancy, answer(found.checks[0], yes=False)), DAY, TODAY)
    assert "Since 12 November, is any of this new? Recent major" in line.details()
    assert line.details().endswith("Still to ask: 11.")
    dialog = asked(qtbot, line)
    assert dialog.rest.text() == "No, or as last time (A)"
    press(qtbot, line, Key.Key_A)
    assert line.answers() == (*noes(found)[:-1], pregnancy)


def test_what_is_not_asked_again_can_still_be_corrected(line, qtbot, found):
    line.set_client(noes(found), DAY, TODAY)
    line.confirm_unchanged()
    dialog = asked(qtbot, line)
    (cancer,) = [q for q in dialog.questions if q.check.id == "cancer"]
    cancer.yes.click()
    assert line.answers() == noes(found, cancer=True)


def test_a_stop_from_before_stands_until_it_is_answered_anew(line, qtbot, found):
    line.set_client(noes(found, fever=True), DAY, TODAY)
    assert line.verdict().stops
    line.confirm_unchanged()
    assert line.verdict().stops
    assert line.sentence() == "Not today. Advise a doctor: fever or infection."
    dialog = asked(qtbot, line)
    (fever,) = [q for q in dialog.questions if q.check.id == "fever"]
    assert fever.yes.hasFocus()
    press(qtbot, line, Key.Key_Return)
    assert line.verdict().stops, "Enter alone clears no flag"
    fever.no.click()
    assert not line.verdict().stops


def test_another_client_begins_anew(line, qtbot, found):
    asked(qtbot, line)
    press(qtbot, line, Key.Key_Y)
    line.set_client()
    settle()
    assert not line.dialog().isVisible()
    assert line.answers() == ()
    assert line.sentence() == "13 short questions."


def test_a_broken_file_is_named(line, tmp_path, found):
    broken = BrokenFile(tmp_path / "mine.toml", "check[0].source: is missing")
    line.set_checks(FoundChecks(found.checks, (broken,)))
    assert line.problems().endswith("mine.toml is left out. check[0].source: is missing")


def test_line_and_questions_are_told_to_a_reader_and_gone_round_with_tab(line, qtbot, found):
    for widget in (line, asked(qtbot, line)):
        told = tree(widget)
        assert (nameless(told), roleless(told), twins(told)) == ([], [], [])
    dialog = line.dialog()
    visited = tab_round(dialog)
    assert [each for each in reached_by_tab(dialog) if each not in visited] == []
    assert tree(dialog).find("No: Fever, or an infection?")


@pytest.mark.parametrize(("scale", "size"), [(1.0, (1280, 800)), (2.0, (1280, 800))])
def test_nothing_is_cut_and_all_has_room_for_a_finger(in_window, found, qtbot, scale, size):
    def make(parent):
        made = ChecksLine("en", parent)
        made.set_checks(found)
        made.set_theme(LIGHT if scale == 1.0 else DARK)
        made.set_text_scale(scale)
        made.set_client(noes(found, **{"blood-thinners": True}), DAY, TODAY)
        return made

    line = in_window(make, *size, scale=scale)
    assert clipped(line.window()) == []
    dialog = asked(qtbot, line)
    press(qtbot, line, Key.Key_Y, Key.Key_Y)
    assert clipped(dialog) == []
    touched = dialog.findChildren(QAbstractButton) + dialog.findChildren(QLineEdit)
    shown = [each for each in (*touched, *line.buttons()) if each.isVisible()]
    assert [each for each in shown if min(each.width(), each.height()) < 44] == []
