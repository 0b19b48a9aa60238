"""The Guide page by keyboard and pointer: read, search, ask."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from coach.library.guide_index import BEGIN
from coach.library.notebook import FILE, Note, Notebook
from coach.library.settings import Binding, Keys
from coach.ui.guide.entries import ASK, SHORTCUTS
from coach.ui.motion import Motion
from coach.ui.theme import LIGHT
from tests.helpers.accessible import tree
from tests.ui.guide.conftest import guide_page

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def typed(qtbot, page, text):
    page.search.setFocus()
    qtbot.keyClicks(page.search, text)


def titles(page):
    return [row.title for row in page.rows.rows()]


def press(qtbot, *keys, modifiers=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key, modifiers)


def test_it_opens_on_its_contents_with_the_keys_in_the_search(page):
    assert QApplication.focusWidget() is page.search
    assert titles(page)[:3] == ["Techniques", "Contact and oil", "Effleurage"]
    assert page.here() == "contact"
    assert page.rows.chosen() == "contact"
    assert page.notice.isHidden()


def test_a_search_shows_the_best_first_and_marks_what_matched(qtbot, page):
    typed(qtbot, page, "muscle does not sof")
    first = page.rows.rows()[0]
    assert first.id == "q-not-soften"
    assert BEGIN in first.title
    assert page.rows.chosen() == "q-not-soften"
    assert page.here() == "contact"
    press(qtbot, Key.Key_Return)
    assert page.here() == "q-not-soften"
    assert page.reader.title.text() == "The muscle does not soften"


def test_up_and_down_choose_while_typing_and_esc_clears(qtbot, page):
    typed(qtbot, page, "oil")
    second = page.rows.rows()[1].id
    press(qtbot, Key.Key_Down)
    assert page.rows.chosen() == second
    press(qtbot, Key.Key_Up, Key.Key_Up)
    assert page.rows.chosen() == page.rows.rows()[0].id
    press(qtbot, Key.Key_Escape)
    assert page.search.text() == ""
    assert titles(page)[0] == "Techniques"


def test_the_contents_are_gone_through_by_keys_past_their_headings(qtbot, page):
    press(qtbot, *[Key.Key_Down] * 10)
    assert page.rows.chosen() == "spine"
    press(qtbot, Key.Key_Return)
    assert page.here() == "spine"


def test_a_row_opens_by_a_click(qtbot, page):
    index = page.rows.model().index(3, 0)
    where = page.rows.visualRect(index).center()
    qtbot.mouseClick(page.rows.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert page.here() == "kneading"


def test_nothing_found_says_what_to_do_and_enter_does_it(qtbot, page):
    typed(qtbot, page, "xqzzj")
    assert page.rows.isHidden()
    assert "“xqzzj”" in page._nothing.text()
    assert "Ask a question of your own" in page._nothing.text()
    assert page.ask_it.isVisible()
    press(qtbot, Key.Key_Return)
    assert page.here() == ASK
    assert page.reader.note.question.text() == "xqzzj"
    assert page.rows.isVisible()


def test_a_question_is_asked_found_answered_and_deleted_by_keys(qtbot, page, home):
    page.own.click()
    qtbot.keyClicks(page.reader.note.question, "Hot stones on the back?")
    with qtbot.assertNotEmitted(page.page_requested):  # by a button that has the focus now
        press(qtbot, Key.Key_Return)
        qtbot.waitUntil(lambda: page.here() == "note-1")
    assert QApplication.focusWidget() is page.reader.note.change
    assert page.reader.title.text() == "Hot stones on the back?"
    assert "Not answered yet" in page.reader.text.text()
    page.reader.note.change.click()
    assert QApplication.focusWidget() is page.reader.note.edit
    qtbot.keyClicks(page.reader.note.edit, "Never without training.")
    press(qtbot, Key.Key_Return, modifiers=CTRL)
    assert "Never without training." in page.reader.text.text()
    assert Notebook(home).notes()[1].answer == "Never without training."
    typed(qtbot, page, "stones")
    assert page.rows.chosen() == "note-1"
    page.search.clear()
    page.reader.note.delete.click()
    assert page.here() == ASK
    assert Notebook(home).notes() == {}
    assert QApplication.focusWidget() is page.undo_line.undo
    press(qtbot, Key.Key_Z, modifiers=CTRL)
    assert page.here() == "note-1"
    assert Notebook(home).notes()[1].question == "Hot stones on the back?"


def test_enter_presses_the_button_that_has_the_focus(qtbot, page):
    page.tour.setFocus()
    with qtbot.waitSignal(page.tour_requested):
        press(qtbot, Key.Key_Return)


def test_an_answer_can_be_left_as_it_was(qtbot, home):
    Notebook(home).add(Note("Why?", "2026-11-25", "So."))
    page = guide_page(qtbot, home)
    page.open("note-1")
    page.reader.note.change.click()
    page.reader.note.edit.setPlainText("No.")
    page.reader.note.cancel.click()
    assert Notebook(home).notes()[1].answer == "So."
    page.reader.note.change.click()
    assert page.reader.note.edit.toPlainText() == "So."


def test_a_half_written_answer_is_there_again_until_it_is_saved_or_cancelled(qtbot, home):
    book = Notebook(home)
    for question in ("Why?", "How?"):
        book.add(Note(question))
    page = guide_page(qtbot, home)
    note = page.reader.note
    for number, text in ((1, "Because"), (2, "Slowly")):
        page.open(f"note-{number}")
        note.change.click()
        qtbot.keyClicks(note.edit, text)
    page.open("contact")
    page.learning.show_keys()
    page.open("note-1")
    assert (note.edit.isVisible(), note.edit.toPlainText()) == (True, "Because")
    note.save.click()
    assert Notebook(home).notes()[1].answer == "Because"
    page.open("note-2")
    assert note.edit.toPlainText() == "Slowly"
    note.cancel.click()
    for number in (1, 2):
        page.open(f"note-{number}")
        assert not note.edit.isVisible()


def test_an_answer_that_cannot_be_saved_is_still_there(qtbot, home, monkeypatch):
    Notebook(home).add(Note("Why?"))
    page = guide_page(qtbot, home)
    note = page.reader.note
    page.open("note-1")
    note.change.click()
    qtbot.keyClicks(note.edit, "Because")
    monkeypatch.setattr("coach.library.notebook.MOST_BYTES", 10)
    note.save.click()
    assert "is full" in page.notice.text()
    page.open("contact")
    page.open("note-1")
    assert (note.edit.isVisible(), note.edit.toPlainText()) == (True, "Because")


def test_a_question_that_does_not_come_back_can_be_had_back_later(qtbot, home, monkeypatch):
    Notebook(home).add(Note("Why?"))
    page = guide_page(qtbot, home)
    page.open("note-1")
    page.reader.note.delete.click()
    with monkeypatch.context() as full:
        full.setattr("coach.library.notebook.MOST_BYTES", 1)
        page.undo_line.undo.click()
    assert "is full" in page.notice.text()
    page.undo_line.undo.click()
    assert Notebook(home).notes()[1].question == "Why?"


def test_a_half_written_question_is_there_again_until_it_is_kept(qtbot, page):
    page.own.click()
    press(qtbot, *map(Key, b"HOW"))
    page.open("contact")
    page.open(ASK)
    assert page.reader.note.question.text() == "how"
    typed(qtbot, page, "qxqx")
    page.ask_it.click()
    assert page.reader.note.question.text() == "how qxqx"
    page.reader.note.keep.click()
    assert page.here() == "note-1"
    page.own.click()
    assert page.reader.note.question.text() == ""


def test_a_notebook_that_is_damaged_is_told_and_stops_nothing(qtbot, home):
    home.mkdir()
    (home / FILE).write_text("[[")
    page = guide_page(qtbot, home)
    assert "damaged" in page.notice.text()
    page.asked.emit("And now?")
    assert page.here() == "note-1"


def test_where_a_question_cannot_be_kept_it_is_told(qtbot, home):
    home.mkdir()
    (home / FILE).mkdir()
    page = guide_page(qtbot, home)
    page.asked.emit("And now?")
    assert str(home / FILE) in page.notice.text()
    assert "note-1" not in [row.id for row in page.rows.rows()]


def test_what_is_see_also_opens(qtbot, page):
    page.open("q-fast")
    near = page.reader.near[0]
    assert near.accessibleName() == "Stairs: a long stroke in parts"
    near.click()
    assert page.here() == page.rows.chosen() == "stairs"


def test_texts_and_shortcuts_name_the_users_own_keys(qtbot, home):
    keys = Keys(bindings=(Binding("J", "hold"), Binding("F9", "tap")))
    page = guide_page(qtbot, home, keys=keys)
    page.open("q-hold-key")
    assert "<b>J</b>" in page.reader.text.text()
    assert "“Pause” (it has no key yet)" in page.reader.text.text()
    page.open(SHORTCUTS)
    assert "<b>F9</b>" in page.reader.text.text()
    typed(qtbot, page, "full screen")
    assert "–" in next(row.title for row in page.rows.rows() if row.id.startswith("key-"))


def test_other_keys_are_shown_at_once(page):
    page.open(SHORTCUTS)
    page.learning._keys.bindings = (Binding("F9", "tap"),)
    page.learning.show_keys()
    assert "F9" in page.reader.text.text()


def test_a_stroke_moves_only_while_it_is_seen_and_not_paused(page):
    page.open("effleurage")
    picture = page.reader.picture
    assert picture.performer.playing
    before = picture.scene.back._hands
    page.now.pass_ms(500)
    picture.performer._on_timer_timeout()
    assert picture.scene.back._hands != before
    picture.pause.click()
    assert not picture.performer.playing
    assert picture.pause.text() == "Move"
    picture.pause.click()
    assert picture.performer.playing
    page.hide()
    assert not picture.performer.playing
    page.show()
    assert picture.performer.playing
    page.open("q-start")
    assert picture.performer is None
    assert picture.isHidden()


def test_a_picture_goes_on_from_the_start_after_its_hour(page):
    page.open("kneading")
    performer = page.reader.picture.performer
    page.now.pass_ms(3_600_001)
    performer._on_timer_timeout()
    assert performer.playing
    assert performer.t_ms < 1_000


def test_without_motion_the_hands_stand_at_the_ends_of_their_stroke(page):
    page.set_motion(Motion.NONE)
    page.open("effleurage")
    picture = page.reader.picture
    seen = set()
    for _ in range(30):
        page.now.pass_ms(100)
        picture.performer._on_timer_timeout()
        seen.add(tuple((round(at.x()), round(at.y())) for at in picture.scene.back._hands))
    assert len(seen) == 2


def test_every_stroke_has_its_picture(page):
    for row in page.rows.rows()[1:11]:
        page.open(row.id)
        assert page.reader.picture.isVisible()
        assert page.reader.picture.scene.cue.card.text
    assert page.here() == "closing"


def test_a_page_is_printed_by_its_key_and_all_of_it_by_its_button(qtbot, page):
    page.open("q-start")
    with qtbot.waitSignal(page.print_requested) as asked:
        press(qtbot, Key.Key_P, modifiers=CTRL)
    html, title, pictures = asked.args
    assert pictures == {}
    assert title == "Where do I start?"
    assert "<h2>Where do I start?</h2>" in html
    assert page._theme.muted not in html
    with qtbot.waitSignal(page.print_requested) as asked:
        page.print_all.click()
    html, title, pictures = asked.args
    assert title == "Guide"
    assert len(pictures) == 20
    assert all(f'src="picture:{name}"' in html for name in pictures)
    assert all(word in html for word in ("<h3>Effleurage</h3>", "q-start"[2:], "Shortcuts"))
    page.open(ASK)
    assert not page.print_page.isEnabled()


def test_another_theme_is_worn_by_texts_too(page):
    page.open("q-start")
    page.set_theme(LIGHT)
    assert LIGHT.muted in page.reader.text.text()


def test_a_page_that_is_not_there_changes_nothing(page):
    page.open("nowhere")
    page.open("note-7")
    assert page.here() == "contact"


def test_a_screen_reader_hears_words_and_no_markup(page):
    page.open("q-how-long")
    said = " ".join(tree(page).names())
    assert "The back pain massage takes 30 to 45 minutes" in said
    assert "<p>" not in said
    assert tree(page.rows).find("How long should it last?").role is QAccessible.Role.ListItem
