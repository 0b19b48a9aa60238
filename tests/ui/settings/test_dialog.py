"""The dialog: parts, search, reset, keyboard, and that every word fits."""

from copy import deepcopy

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QPushButton,
    QSlider,
    QWidget,
)

from coach.library.settings import Look, Settings
from coach.ui.theme import DARK, LIGHT
from tests.helpers.pages import Doubling, clipped


def press(qtbot, key):
    qtbot.keyClick(QApplication.focusWidget(), key)
    QApplication.processEvents()


def test_one_part_is_seen_at_a_time(shown):
    at = shown()
    assert at.look.isVisible()
    at.dialog.side.buttons["voice"].click()
    assert [part.name for part in at.parts if part.isVisible()] == ["voice"]
    at.dialog.open_at("sound")
    assert at.sound.isVisible()
    assert at.dialog.side.buttons["sound"].isChecked()


def test_the_search_filters_the_rows_of_all_parts_as_it_is_typed(shown, qtbot):
    at = shown()
    assert QApplication.focusWidget() is at.dialog.search
    qtbot.keyClicks(at.dialog.search, "volume")
    assert at.seen() == [
        "Volume of the breath sound",
        "Volume of the cue",
        "Volume of the chimes",
        "Volume",
    ]
    assert not at.look.isVisible()
    assert not any(button.isChecked() for button in at.dialog.side.buttons.values())
    qtbot.keyClicks(at.dialog.search, " BREATH")
    assert at.seen() == ["Volume of the breath sound", "Volume"]
    at.dialog.search.clear()
    assert at.seen() == [row.label.text() for row in at.look.rows]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("brightness", "Light of the Session page"),
        ("delay", "This output is late by"),
        ("headphones", "Output"),
        ("backup", "Data folder"),
        ("animation", "Motion"),
        ("zoom", "Text size"),
        ("Cölour  blind", "Colours of in and out"),
    ],
)
def test_other_words_for_a_setting_find_it(shown, typed, found):
    at = shown()
    at.dialog.search.setText(typed)
    assert at.seen() == [found]


def test_what_is_not_found_is_said_and_a_part_ends_the_search(shown):
    at = shown()
    at.dialog.search.setText("<b>zebra</b>")
    assert at.seen() == []
    assert at.dialog._nothing.text() == "Nothing found for “<b>zebra</b>”."
    at.dialog.side.buttons["session"].click()
    assert at.dialog.search.text() == ""
    assert at.seen() == ["Countdown", "Most essential oil", "Data folder"]
    assert not at.dialog._nothing.isVisible()


def test_a_part_is_reset_and_the_reset_undone(shown):
    at = shown(Settings(look=Look(theme="light", text_scale=1.5, turn_degrees=90)))
    before = deepcopy(at.settings)
    button = at.look.reset_button
    assert button.isEnabled()
    button.click()
    assert at.settings.look == Look(turn_degrees=90)
    assert at.row("Theme").control.chips["dark"].isChecked()
    assert button.text() == "Undo the reset"
    button.click()
    assert at.settings == before
    assert at.row("Theme").control.chips["light"].isChecked()
    assert button.text() == "Reset"
    assert at.changes == ["look", "look"]


def test_a_change_after_a_reset_is_not_undone_with_it(shown):
    at = shown(Settings(look=Look(theme="light")))
    at.look.reset_button.click()
    at.row("Motion").control.chips["none"].click()
    assert at.look.reset_button.text() == "Reset"
    at.look.reset_button.click()
    assert at.settings.look == Look()


def test_closed_it_forgets_the_search_and_the_reset_and_keeps_the_part(shown, qtbot):
    at = shown(Settings(look=Look(theme="light")))
    at.look.reset_button.click()
    at.dialog.search.setText("volume")
    with qtbot.waitSignal(at.dialog.closed):
        press(qtbot, Qt.Key.Key_Escape)
    assert not at.dialog.isVisible()
    with qtbot.waitSignal(at.dialog.opened):
        at.dialog.open_at()
    assert at.dialog.search.text() == ""
    assert at.look.isVisible()
    assert not at.look.reset_button.isEnabled()  # all is as usual, and there is nothing to undo


def test_a_reset_is_not_offered_where_it_would_change_nothing(shown):
    at = shown()
    assert not at.look.reset_button.isEnabled()
    at.row("Motion").control.chips["none"].click()
    assert at.look.reset_button.isEnabled()
    at.row("Motion").control.chips["system"].click()
    assert not at.look.reset_button.isEnabled()


def test_enter_in_the_search_presses_nothing(shown, qtbot):
    at = shown(Settings(look=Look(theme="light")))
    press(qtbot, Qt.Key.Key_Return)
    assert at.dialog.isVisible()
    assert at.changes == []


def test_it_blocks_nothing_behind_it(shown):
    at = shown()
    assert not at.dialog.isModal()


def test_settings_changed_elsewhere_are_shown(shown):
    at = shown()
    at.settings.look.theme = "light"
    at.settings.sound.chimes_on = True
    at.dialog.show_settings(at.settings)
    assert at.row("Theme").control.chips["light"].isChecked()
    assert at.sound.chimes.switch.box.isChecked()
    assert at.changes == []


PARTS = ["look", "sound", "voice", "session"]


def name(widget):
    """What a screen reader says."""
    face = QAccessible.queryAccessibleInterface(widget)
    labels = [
        other.text(QAccessible.Text.Name)
        for other, kind in face.relations()
        if kind & QAccessible.RelationFlag.Label
    ]
    return " ".join(labels) or face.text(QAccessible.Text.Name)


def controls(widget: QWidget):
    kinds = (QAbstractButton, QSlider, QComboBox, QLineEdit)
    return [
        each
        for kind in kinds
        for each in widget.findChildren(kind)
        if each.isVisible() and each.isEnabled()
    ]


def test_every_control_has_a_name_and_room_for_a_finger(shown):
    at = shown()
    for part in PARTS:
        at.dialog.open_at(part)
        at.settle()
        assert all(map(name, controls(at.dialog)))
        names = [name(each) for row in getattr(at, part).rows for each in controls(row)]
        assert len(set(names)) == len(names)
        for each in controls(at.dialog):
            assert each.height() >= 44, name(each)
            assert each.width() >= 44 or isinstance(each, QPushButton), name(each)


def tabbed_rows(at, qtbot):
    """The place of the row, among those that are seen, of each control that Tab comes to."""
    at.dialog.search.setFocus()
    rows = [row for part in at.parts for row in part.rows if row.isVisible()]
    reached = []
    while (here := QApplication.focusWidget()) not in reached:
        reached.append(here)
        press(qtbot, Qt.Key.Key_Tab)
    found = [[n for n, row in enumerate(rows) if row.isAncestorOf(widget)] for widget in reached]
    return rows, [places[0] for places in found if places]


@pytest.mark.parametrize("part", PARTS)
def test_tab_goes_down_the_rows(shown, qtbot, part):
    at = shown()
    at.dialog.open_at(part)
    at.settle()
    rows, order = tabbed_rows(at, qtbot)
    assert order == sorted(order)
    assert set(order) == set(range(len(rows)))


def test_tab_goes_down_what_was_found_too_with_controls_made_late(shown, qtbot):
    at = shown()
    at.settings.voice.minutes_left = (7,)
    at.dialog.show_settings(at.settings)
    at.dialog.search.setText("min")
    assert {"Settling minute", "Minutes left", "One minute more"} <= set(at.seen())
    _, order = tabbed_rows(at, qtbot)
    assert order == sorted(order)


def test_the_arrows_choose_among_chips(shown, qtbot):
    at = shown()
    chips = at.row("Motion").control.chips
    chips["system"].setFocus()
    press(qtbot, Qt.Key.Key_Right)
    assert at.settings.look.motion == "full"
    assert QApplication.focusWidget() is chips["full"]
    press(qtbot, Qt.Key.Key_Left)
    assert at.settings.look.motion == "system"


@pytest.mark.parametrize("size", [(1024, 640), (1280, 800), (1920, 1080)])
def test_it_stays_within_its_window(shown, size):
    at = shown(width=size[0], height=size[1])
    inside = at.dialog.size().boundedTo(QSize(*size))
    assert inside == at.dialog.size()


@pytest.mark.parametrize(
    ("scale", "doubled", "theme"), [(1.0, False, DARK), (2.0, False, LIGHT), (1.0, True, DARK)]
)
@pytest.mark.parametrize("size", [(1024, 640), (1920, 1080)])
def test_every_word_fits(shown, qapp, scale, doubled, theme, size):
    translator = Doubling()
    if doubled:
        qapp.installTranslator(translator)
    try:
        at = shown(width=size[0], height=size[1], scale=scale, theme=theme)
    finally:
        qapp.removeTranslator(translator)
    at.sound.show_problem("no_library")
    at.voice.show_problem("no_engine")
    for part in PARTS:
        at.dialog.open_at(part)
        at.settle()
        assert clipped(at.dialog) == []
        body = at.dialog._scroll.widget()
        assert body.width() <= at.dialog._scroll.viewport().width()
