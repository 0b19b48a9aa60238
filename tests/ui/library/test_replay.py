"""Replay on the page: keys, buttons, the scene, and what is asked for."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollBar, QWidget

from coach.session.moment import stilled
from coach.session.repeat import Part
from coach.ui.library.page import OPENS_AFTER_MS
from coach.ui.session.cards import stands
from tests.helpers.accessible import tree
from tests.helpers.pages import clipped, show
from tests.ui.library.conftest import TODAY, entry, opened


def performer(page):
    return page.player.performer


def pass_ms(page, ms):
    for _ in range(ms // 16):
        page.now.pass_ms(16)
        performer(page)._on_timer_timeout()


def test_it_opens_at_the_start_and_stands(replay):
    assert performer(replay).t_ms == 0
    assert not performer(replay).playing
    assert replay.panel.title() == "A. M. · Today 10:05"
    assert replay.transport.position() == "0:00"
    assert replay.panel.scene.stage.name == "Contact and oil"


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_a_key_plays_and_pauses_from_the_list_too(qtbot, replay, key):
    replay.table.setFocus()
    qtbot.keyPress(replay.table, key)
    assert performer(replay).playing
    assert replay.transport.play.text() == "Pause"
    pass_ms(replay, 3_200)
    assert replay.transport.position() == "0:03"
    qtbot.keyPress(replay.table, key)
    assert not performer(replay).playing


def test_keys_choose_the_speed_and_step(qtbot, replay):
    at = performer(replay)
    for key, speed in ((Qt.Key.Key_8, 8), (Qt.Key.Key_4, 4), (Qt.Key.Key_2, 2), (Qt.Key.Key_1, 1)):
        qtbot.keyPress(replay.table, key)
        assert at.speed == speed
        assert replay.transport._speeds.checkedId() == speed
    qtbot.keyPress(replay.table, Qt.Key.Key_Period)
    assert at.timeline.moment_at(at.t_ms).breath == 1
    qtbot.keyPress(replay.table, Qt.Key.Key_Comma)
    assert at.t_ms == 0
    qtbot.keyPress(replay.table, Qt.Key.Key_Right)
    assert at.timeline.moment_at(at.t_ms).stage == 1
    qtbot.keyPress(replay.table, Qt.Key.Key_Left)
    assert at.t_ms == 0
    qtbot.keyPress(replay.table, Qt.Key.Key_End)
    assert at.t_ms == at.end_ms
    qtbot.keyPress(replay.table, Qt.Key.Key_Home)
    assert at.t_ms == 0


def test_letters_typed_in_the_search_do_not_play(qtbot, replay):
    replay.search.setFocus()
    qtbot.keyClicks(replay.search, "1 .8")
    assert (performer(replay).t_ms, performer(replay).playing, performer(replay).speed) == (
        0, False, 1,
    )  # fmt: skip


def test_enter_in_the_search_leads_to_the_list(qtbot, replay):
    replay.search.setFocus()
    qtbot.keyPress(replay.search, Qt.Key.Key_Return)
    assert not performer(replay).playing
    assert QApplication.focusWidget() is replay.table


def test_a_click_on_a_button_leaves_the_keys_to_the_list(qtbot, replay):
    for button in (replay.transport.play, replay.transport.play, replay.report):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    performer(replay).home()
    qtbot.keyPress(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert performer(replay).timeline.moment_at(performer(replay).t_ms).stage == 1


def test_enter_in_a_name_does_not_play(qtbot, replay):
    replay.rename_requested.connect(
        lambda number, name: replay.show_entries([entry(number, client=name)], TODAY)
    )
    qtbot.keyPress(replay.table, Qt.Key.Key_F2)
    editor = replay.table.findChild(QLineEdit)
    editor.setText("Z")
    qtbot.keyPress(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: replay.table.entries.entry(0).client == "Z")
    assert not performer(replay).playing
    assert QApplication.focusWidget() is replay.table


def test_buttons_do_the_same(qtbot, replay):
    at, transport = performer(replay), replay.transport
    transport.play.click()
    assert at.playing
    transport.speed_requested.emit(4)
    assert at.speed == 4
    transport.stage_requested.emit(1)
    assert at.timeline.moment_at(at.t_ms).stage == 1
    transport.breath_requested.emit(1)
    assert not at.playing


def test_each_frame_is_shown_as_it_was_live(replay, session):
    replay.player.toggle()
    scene = replay.panel.scene
    for _ in range(40):
        pass_ms(replay, 320)
        moment = performer(replay).timeline.moment_at(performer(replay).t_ms)
        assert scene.indicator.level == moment.level
        assert scene.gauge.level == moment.level
        assert replay.chart._at_ms == moment.elapsed_ms


def test_at_a_high_speed_level_and_colour_stand_while_time_moves(replay):
    replay.player.set_speed(8)
    replay.player.toggle()
    seen, times = set(), set()
    for _ in range(60):
        pass_ms(replay, 160)
        scene = replay.panel.scene
        if stands(scene._moment):
            continue
        seen.add((scene.indicator.level, scene.gauge.solid, scene.indicator.card.tint))
        times.add(scene.clock.elapsed)
    assert seen == {(0.5, True, "inhale")}
    assert len(times) > 30


def test_a_moment_that_stands_is_not_seen_on_its_way_from_another(replay):
    at = performer(replay)
    for t_ms in range(0, 30_000, 370):
        at.seek(t_ms)
        assert replay.panel.scene.cue._weight == 1.0


def test_another_session_takes_its_place_and_none_leaves_it_empty(qtbot, replay, session):
    first = performer(replay)
    first.play()
    replay.open_session(opened(1, session.events))
    assert not first.playing
    assert performer(replay) is not first
    replay.show_entries([], TODAY)
    assert performer(replay) is None
    assert not replay.again[Part.ALL].isEnabled()
    assert replay.transport.position() == "0:00"


def test_leaving_the_page_stops_it(replay):
    first = performer(replay)
    first.play()
    replay.leave()
    assert not first.playing
    assert performer(replay) is None


def test_the_scene_takes_all_the_room_and_gives_it_back(qtbot, replay):
    small = replay.panel.scene.width()
    qtbot.keyPress(replay.table, Qt.Key.Key_F)
    show_again(qtbot, replay)
    assert not replay.table.isVisible()
    assert replay.panel.scene.width() > small
    qtbot.keyPress(replay, Qt.Key.Key_Escape)
    assert replay.table.isVisible()
    assert QApplication.focusWidget() is replay.table


def show_again(qtbot, page):
    qtbot.waitUntil(lambda: page.panel.width() > page.width() * 0.8)


def test_again_asks_for_the_session_seen_or_a_part_of_it(qtbot, replay):
    asked = []
    replay.repeat_requested.connect(lambda *told: asked.append(told))
    for button in replay.again.values():
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked == [(0, Part.ALL), (0, Part.RHYTHM), (0, Part.STAGES)]


def test_the_opening_of_a_row_waits_until_the_choice_rests(qtbot, replay):
    asked = []
    replay.open_requested.connect(asked.append)
    replay.choose(3)
    replay.choose(0)
    qtbot.wait(OPENS_AFTER_MS * 2)
    assert asked == []


def test_a_stilled_moment_is_what_a_drawn_hand_shows(replay):
    shown = []
    performer(replay).moment_changed.connect(shown.append)
    replay.chart.scrub_requested.emit(20_000)
    t_ms = performer(replay).timeline.t_at(20_000)
    assert shown == [stilled(performer(replay).timeline.moment_at(t_ms))]


def test_a_larger_page_has_larger_rows(qtbot, page):
    before = page.table.verticalHeader().defaultSectionSize()
    show(qtbot, page, 1920, 1080)
    page.show_entries([entry(0)], TODAY)
    assert page.table.verticalHeader().defaultSectionSize() > before


@pytest.mark.parametrize("large", [False, True])
def test_with_letters_twice_as_large_nothing_is_cut_off(qtbot, page, led, large):
    page.open_session(opened(0, led.events))
    show(qtbot, page, 1280, 800, scale=2.0)
    page.panel.larger.setChecked(large)
    QApplication.processEvents()
    assert page._full.width() <= page._full.parentWidget().width()
    assert page._full.minimumSizeHint().width() <= 1024
    for part in page._full.findChildren(QWidget):
        if part.isVisible() and not isinstance(part, QScrollBar):
            within = part.parentWidget().rect()
            assert within.left() <= part.x() <= part.geometry().right() <= within.right(), part
    assert clipped(page) == []


def test_the_small_letters_of_the_replay_grow_with_the_text(qtbot, replay):
    show(qtbot, replay, 1280, 800, scale=2.0)
    sizes = replay.panel.scene.waiting.sizes
    assert sizes.height >= 500
    assert sizes.capitals(2.5) == pytest.approx(sizes.height * 0.05)


def test_a_reader_is_told_where_it_stands_and_can_seek(replay):
    timeline = tree(replay).find("Timeline of the session")
    assert timeline.value == "0:00 of 2:10"
    assert timeline.number == (0.0, 0.0, replay.chart._course.length_ms / 1000)
    face = QAccessible.queryAccessibleInterface(replay.chart)
    face.valueInterface().setCurrentValue(65.0)
    assert tree(replay).find("Timeline of the session").value == "1:05 of 2:10"
    position = tree(replay).find("At 1 min")
    assert (position.role, position.value) == (QAccessible.Role.Clock, "1:05")
