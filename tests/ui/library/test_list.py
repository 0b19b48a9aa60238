"""The list: what it says, how it is sorted and searched, renamed and emptied."""

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLineEdit,
    QStyle,
    QStyleOptionFrame,
    QStyleOptionHeader,
    QStyleOptionHeaderV2,
)

from coach.ui.header import PREPARE
from coach.ui.library.entries import rates, when
from coach.ui.library.model import CLIENT
from coach.ui.library.page import LibraryPage
from coach.ui.theme import DARK, LIGHT
from tests.helpers.pages import clipped, show
from tests.ui.library.conftest import TODAY, entry


def cells(page, row):
    model = page.table.entries
    return [model.data(model.index(row, column)) for column in range(model.columnCount())]


def clients(page):
    model = page.table.entries
    return [model.entry(row).client for row in range(model.rowCount())]


def heard(signal):
    got = []
    signal.connect(lambda *told: got.append(told[0] if len(told) == 1 else told))
    return got


def test_a_line_says_when_who_what_how_long_and_how_fast(page):
    assert cells(page, 0) == [
        "Today 10:05", "Client 0", "Back pain massage", "30:00", "14.2 → 9.4", "3",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("started", "said"),
    [
        (datetime(2026, 11, 19, 7, 1, tzinfo=UTC), "Today 07:01"),
        (datetime(2026, 11, 18, 23, 59, tzinfo=UTC), "Yesterday 23:59"),
        (datetime(2026, 11, 3, 10, 5, tzinfo=UTC), "3 Nov 10:05"),
        (datetime(2025, 12, 3, 10, 5, tzinfo=UTC), "3 Dec 2025"),
    ],
)
def test_days_by_their_names(qapp, started, said):
    assert when(started, date(2026, 11, 19)) == said


def test_what_is_unknown_is_a_dash(qapp, page):
    page.show_entries([entry(0, client="", first_bpm=None, last_bpm=None, areas=0)], TODAY)
    assert cells(page, 0)[1] == cells(page, 0)[4] == cells(page, 0)[5] == "–"
    assert rates(entry(0, last_bpm=None)) == "–"


def test_interrupted_ones_and_rehearsals_are_marked_in_words(page):
    page.show_entries([entry(0, interrupted=True), entry(1, speed=4.0), entry(2)], TODAY)
    model = page.table.entries
    told = [model.data(model.index(row, 2), Qt.ItemDataRole.ToolTipRole) for row in range(3)]
    assert told == [
        "Back pain massage · interrupted",
        "Back pain massage · rehearsal ×4",
        "Back pain massage",
    ]


def test_softened_areas_are_told_apart(page):
    model = page.table.entries
    assert model.data(model.index(0, 5), Qt.ItemDataRole.AccessibleTextRole) == "3 · 2 softened"


def test_the_newest_is_first_and_a_heading_sorts(page):
    page.show_entries([entry(2, client="b"), entry(0, client="C"), entry(1, client="a")], TODAY)
    assert clients(page) == ["C", "a", "b"]
    page.table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert clients(page) == ["a", "b", "C"]
    page.show_entries([entry(0, client="z"), entry(1, client="y")], TODAY)
    assert clients(page) == ["y", "z"]


@pytest.mark.parametrize(
    ("column", "order", "arrow"),
    [
        (0, Qt.SortOrder.DescendingOrder, QStyleOptionHeader.SortIndicator.SortDown),
        (CLIENT, Qt.SortOrder.AscendingOrder, QStyleOptionHeader.SortIndicator.SortUp),
    ],
)
def test_the_arrow_points_down_where_the_largest_is_first(page, column, order, arrow):
    page.table.sortByColumn(column, order)
    shown = []
    for section in (column, 2):
        option = QStyleOptionHeaderV2()
        page.table.horizontalHeader().initStyleOptionForIndex(option, section)
        shown.append(option.sortIndicator)
    assert shown == [arrow, QStyleOptionHeader.SortIndicator.None_]


def test_sorting_leaves_the_chosen_session_chosen(page):
    page.choose(7)
    page.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert page.table.session_id() == 7
    assert [row.row() for row in page.table.selectionModel().selectedRows()] == [22]


def test_the_chosen_session_stays_so_when_the_list_changes_and_its_row_when_it_is_gone(page):
    page.choose(4)
    page.show_entries([entry(n) for n in range(2, 10)], TODAY)
    assert page.table.session_id() == 4
    page.show_entries([entry(n) for n in (2, 3, 5, 6)], TODAY)
    assert page.table.session_id() == 5


def test_a_row_on_which_the_choice_rests_is_opened_and_those_passed_by_are_not(qtbot, page):
    asked = heard(page.open_requested)
    page.table.setFocus()
    for _ in range(5):
        qtbot.keyPress(page.table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: asked != [])
    assert asked == [5]


def test_a_list_left_empty_gives_the_keys_to_the_undo_and_has_them_back(qtbot, page):
    assert QApplication.focusWidget() is page.table
    page.offer_undo()
    assert QApplication.focusWidget() is page.table, "up and down go on"
    page.show_entries([], TODAY)
    assert QApplication.focusWidget() is page.undo_line.undo
    page.undo_requested.connect(lambda: page.show_entries([entry(0)], TODAY))
    qtbot.keyPress(page.undo_line.undo, Qt.Key.Key_Space)
    qtbot.keyRelease(page.undo_line.undo, Qt.Key.Key_Space)
    assert QApplication.focusWidget() is page.table


def test_without_an_undo_an_empty_list_leaves_the_keys_to_the_page(qtbot, page):
    page.search.setText("zz")
    page.show_entries([], TODAY)
    assert QApplication.focusWidget() is page
    page.show_entries([entry(0)], TODAY)
    assert QApplication.focusWidget() is page.table


def test_delete_reached_by_tab_gives_the_keys_to_the_undo(page):
    page.delete.setFocus()
    page.delete_requested.connect(lambda _: page.offer_undo())
    page.delete.click()
    assert QApplication.focusWidget() is page.undo_line.undo
    page.undo_requested.connect(page.offer_undo)
    page.undo_line.undo.click()
    assert QApplication.focusWidget() is page.undo_line.undo, "one more can be had back"


def test_enter_presses_the_undo_that_has_the_focus(qtbot, page):
    undone = heard(page.undo_requested)
    page.offer_undo()
    page.show_entries([], TODAY)
    qtbot.keyPress(page.undo_line.undo, Qt.Key.Key_Return)
    assert len(undone) == 1


def test_where_there_is_no_session_none_is_to_be_chosen(page):
    hint, panel = page.panel._hint, page.panel
    assert hint.text() == "Choose a session to see it again."
    middle = hint.mapTo(panel, hint.rect().center())
    assert middle.y() == pytest.approx(panel.rect().center().y(), abs=2)
    page.search.setText("zz")
    page.show_entries([], TODAY)
    assert hint.text() == ""


def test_search_is_asked_with_each_letter_and_says_when_it_found_nothing(qtbot, page):
    asked = heard(page.search_changed)
    qtbot.keyClicks(page.search, "zz")
    assert asked == ["z", "zz"]
    page.show_entries([], TODAY)
    assert page._nothing.isVisible()
    assert "“zz”" in page._nothing.text()
    assert not page.empty.isVisible()


def test_a_client_is_renamed_in_place(qtbot, page):
    asked = heard(page.rename_requested)
    page.choose(3)
    qtbot.keyPress(page.table, Qt.Key.Key_F2)
    editor = page.table.findChild(QLineEdit)
    assert editor.text() == "Client 3"
    editor.setText("  A. M. ")
    qtbot.keyPress(editor, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert asked == [(3, "A. M.")]
    qtbot.mouseClick(page.rename, Qt.MouseButton.LeftButton)
    qtbot.keyPress(page.table.findChild(QLineEdit), Qt.Key.Key_Escape)
    assert asked == [(3, "A. M.")]


def renaming(qtbot, page, name):
    """The field in which the chosen client's name is being written."""
    qtbot.keyPress(page.table, Qt.Key.Key_F2)
    editor = page.table.findChild(QLineEdit)
    editor.setText(name)
    return editor


def test_down_in_the_name_chooses_no_other_session(qtbot, page):
    asked = heard(page.rename_requested)
    page.choose(3)
    qtbot.keyPress(renaming(qtbot, page, "A. M."), Qt.Key.Key_Down)
    assert (page.table.session_id(), asked) == (3, [])


def test_a_list_that_comes_while_a_name_is_written_waits_until_it_is_done(qtbot, page):
    asked = heard(page.rename_requested)
    page.choose(3)
    editor = renaming(qtbot, page, "A. M.")
    page.show_entries([entry(n) for n in range(1, 10)], TODAY)
    assert page.table.entries.rowCount() == 30
    qtbot.keyPress(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.table.entries.rowCount() == 9)
    assert (asked, page.table.session_id()) == ([(3, "A. M.")], 3)


def test_a_name_being_written_is_kept_when_the_page_is_left(qtbot, page):
    asked = heard(page.rename_requested)
    page.choose(3)
    renaming(qtbot, page, "A. M.")
    page.leave()
    assert asked == [(3, "A. M.")]


def test_a_click_on_a_button_ends_the_writing_of_a_name(qtbot, page):
    asked = []
    page.rename_requested.connect(lambda *told: asked.append(told))
    page.delete_requested.connect(asked.append)
    page.choose(3)
    renaming(qtbot, page, "A. M.")
    qtbot.mouseClick(page.delete, Qt.MouseButton.LeftButton)
    assert asked == [(3, "A. M."), 3]


def test_only_the_client_can_be_edited(page):
    model = page.table.entries
    editable = [
        bool(model.flags(model.index(0, column)) & Qt.ItemFlag.ItemIsEditable)
        for column in range(model.columnCount())
    ]
    assert editable == [False, True, False, False, False, False]


def test_delete_offers_its_undo(qtbot, page):
    deleted, undone = heard(page.delete_requested), []
    page.undo_requested.connect(lambda: undone.append(True))
    page.choose(7)
    qtbot.keyPress(page.table, Qt.Key.Key_Delete)
    assert deleted == [7]
    assert not page.undo_line.isVisible()
    page.offer_undo()
    assert page.undo_line.isVisible()
    qtbot.mouseClick(page.undo_line.undo, Qt.MouseButton.LeftButton)
    assert undone == [True]
    assert not page.undo_line.isVisible()


def test_a_key_that_is_held_deletes_one(qtbot, page):
    deleted = heard(page.delete_requested)
    page.choose(7)
    for held in (False, True, True):
        press = QKeyEvent(
            QEvent.Type.KeyPress, Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier, "", held
        )
        QApplication.sendEvent(page.table, press)
    assert deleted == [7]


def test_a_large_replay_does_not_hide_the_undo(page):
    page.panel.larger.setChecked(True)
    page.offer_undo()
    assert page.undo_line.isVisible()


def test_leaving_takes_the_undo_along(page):
    page.offer_undo()
    page.leave()
    assert not page.undo_line.isVisible()


def test_without_any_session_it_says_what_to_do(qtbot, page):
    asked = heard(page.page_requested)
    page.show_entries([], TODAY)
    assert page.empty.isVisible()
    qtbot.mouseClick(page.empty.prepare, Qt.MouseButton.LeftButton)
    assert asked == [PREPARE]


def test_files_are_asked_for_by_dialogs(qtbot, page, monkeypatch, tmp_path):
    exported, imported = heard(page.export_requested), heard(page.import_requested)
    file = tmp_path / "session.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    page._on_export_clicked()
    page._on_import_clicked()
    assert exported == [(0, file)]
    assert imported == [file]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    page._on_export_clicked()
    page._on_import_clicked()
    assert (len(exported), len(imported)) == (1, 1)


def test_the_tab_of_the_other_page_is_asked_for_by_click_and_key(qtbot, page):
    asked = heard(page.page_requested)
    qtbot.mouseClick(page.tabs.tabs["prepare"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.tabs.tabs["library"], Qt.MouseButton.LeftButton)
    assert asked == ["prepare"]
    assert page.tabs.tabs["library"].isChecked()
    assert not page.tabs.tabs["prepare"].isChecked()


def test_everything_is_reached_by_tab(qtbot, page):
    reached = set()
    page.search.setFocus()
    for _ in range(60):
        reached.add(QApplication.focusWidget())
        page.focusNextChild()
    wanted = {
        page.search,
        page.table,
        page.rename,
        page.delete,
        page.bring,
        *page.tabs.tabs.values(),
    }
    assert wanted <= reached


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda t: t.name)
@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1920, 1080), (1024, 640)])
@pytest.mark.parametrize("count", [0, 1, 300])
def test_no_word_is_clipped(qtbot, theme, width, height, count):
    page = LibraryPage(theme)
    page.show_entries([entry(n) for n in range(count)], TODAY)
    show(qtbot, page, width, height, theme=theme)
    assert clipped(page) == []


@pytest.mark.parametrize(
    ("width", "height", "scale"),
    [(1280, 800, 1.0), (1024, 640, 1.0), (1280, 800, 1.3), (1280, 800, 2.0), (1920, 1080, 1.0)],
)
def test_the_hint_in_the_search_is_whole(qtbot, width, height, scale):
    page = show(qtbot, LibraryPage(DARK), width, height, scale=scale)
    page.show_entries([entry(0)], TODAY)
    QApplication.processEvents()
    option = QStyleOptionFrame()
    page.search.initStyleOption(option)
    field = QStyle.SubElement.SE_LineEditContents
    room = page.search.style().subElementRect(field, option, page.search)
    needed = page.search.fontMetrics().horizontalAdvance(page.search.placeholderText())
    assert needed + 4 <= room.width(), "its own margin is two pixels at each side"


@pytest.mark.parametrize(("width", "scale"), [(1280, 1.0), (1024, 1.0), (1280, 2.0), (1024, 2.0)])
def test_a_narrow_list_leaves_out_columns_and_not_the_client(qtbot, width, scale):
    page = LibraryPage(DARK)
    page.show_entries([entry(n) for n in range(30)], TODAY)
    show(qtbot, page, width=width, height=640, scale=scale)
    table = page.table
    assert table.columnWidth(CLIENT) >= 100 * scale
    shown = [column for column in range(6) if not table.isColumnHidden(column)]
    assert shown[:3] == [0, CLIENT, 2]
    assert sum(table.columnWidth(column) for column in shown) <= table.viewport().width() + 1
    assert table.viewport().height() >= 3 * table.rowHeight(0)
