"""The path drawn by mouse and by keys."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication

from coach.massage.back import SPINE_HALF_WIDTH
from coach.ui.editor.path_view import EXHALE, STEP
from coach.ui.editor.workbench import MASSAGE
from tests.helpers.sessions import shipped

BEFORE = shipped().stage[1]


@pytest.fixture
def view(stage):
    view = stage.bench.panel.view
    view.setFocus()
    for _ in range(4):
        QApplication.processEvents()
    return view


@pytest.fixture
def now(stage):
    return lambda: stage.draft.stage


def drag(qtbot, view, start, *stops):
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=start.toPoint())
    for stop in stops:
        qtbot.mouseMove(view, stop.toPoint())
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=stops[-1].toPoint())


def near(point, wanted):
    return point == pytest.approx(wanted, abs=0.01)


def test_a_drag_moves_a_point_and_what_is_joined_to_it(qtbot, view, now):
    goal = view._frame.pixel((0.2, 0.45))
    drag(qtbot, view, view.place_of(7), view._frame.pixel((0.22, 0.46)), goal)
    assert near(now().inhale.path[-1], (0.2, 0.45))
    assert now().exhale.path[0] == now().inhale.path[-1]
    assert now().inhale.path[:-1] == BEFORE.inhale.path[:-1]


def test_a_whole_drag_is_undone_at_once(qtbot, stage, view, now):
    for x in (0.2, 0.25):
        goal = view._frame.pixel((x, 0.45))
        drag(qtbot, view, view.place_of(7), view._frame.pixel((0.23, 0.46)), goal)
    stage.draft.stack.undo()
    assert near(now().inhale.path[-1], (0.2, 0.45))
    stage.draft.stack.undo()
    assert now() == BEFORE


def test_the_other_hand_can_be_taken_as_well(qtbot, view, now):
    x, y = BEFORE.inhale.path[2]
    start, goal = view._frame.pixel((-x, y)), view._frame.pixel((-0.12, y))
    drag(qtbot, view, start, goal)
    assert near(now().inhale.path[2], (0.12, y))


def test_no_drag_brings_a_point_onto_the_spine_or_off_the_back(qtbot, view, now):
    drag(qtbot, view, view.place_of(0), view._frame.pixel((-0.2, 0.87)))
    assert now().inhale.path[0] == pytest.approx((SPINE_HALF_WIDTH, 0.87), abs=0.003)
    drag(qtbot, view, view.place_of(0), view._frame.pixel((0.5, 0.87)))
    assert now().inhale.path[0][0] < 0.25


def test_a_double_click_adds_a_point_and_delete_takes_it_away(qtbot, view, now):
    at = view._frame.pixel((0.13, 0.61)).toPoint()
    qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=at)
    assert len(now().inhale.path) == len(BEFORE.inhale.path) + 1
    assert near(now().inhale.path[view.index], (0.13, 0.61))
    assert view.index == 2
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert now() == BEFORE


def test_keys_choose_move_add_and_delete(qtbot, view, now):
    for _ in range(2):
        qtbot.keyClick(view, Qt.Key.Key_PageDown)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    x, y = BEFORE.inhale.path[2]
    assert near(now().inhale.path[2], (x + STEP, y - 0.02))
    qtbot.keyClick(view, Qt.Key.Key_Insert)
    assert (view.index, len(now().inhale.path)) == (3, 9)
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.index == 8
    for _ in range(20):
        qtbot.keyClick(view, Qt.Key.Key_Backspace)
    assert (view.index, len(now().inhale.path)) == (0, 1)
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert now().inhale.path[0] == now().exhale.path[-1] == now().exhale.path[0]


def test_a_reader_is_told_which_point_it_is_and_where(qtbot, view):
    assert view.spoken_value() == (
        "Point 1 of 8: right lower back, 0.075 from the spine, 0.870 down"
    )
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.accessibleDescription().startswith("Point 8 of 8: right upper arm")


def test_the_breath_out_and_the_left_hand_have_paths_of_their_own(qtbot, stage, view, now):
    panel = stage.bench.panel
    panel.breath.chips[EXHALE].click()
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert now().exhale.path[1] != BEFORE.exhale.path[1]
    assert now().inhale.path == BEFORE.inhale.path
    panel.hands.chips[True].click()
    assert now().inhale.left_path == now().inhale.path
    panel.hand.chips[True].click()
    assert view.left
    before = view.place_of(1)
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.place_of(1).x() < before.x()
    assert now().exhale.left_path != now().exhale.path
    panel.hands.chips[False].click()
    assert now().inhale.left_path is None
    assert not view.left


def set_the_hands_apart(stage, qtbot):
    stage.bench.panel.hands.chips[True].click()


def undo(stage, qtbot):
    stage.draft.stack.undo()


def delete_the_point(stage, qtbot):
    qtbot.keyClick(stage.bench.panel.view, Qt.Key.Key_Delete)


def choose_another_point(stage, qtbot):
    qtbot.keyClick(stage.bench.panel.view, Qt.Key.Key_PageDown)


def choose_another_stage(stage, qtbot):
    stage.draft.choose(2)


def draw_the_breath_out(stage, qtbot):
    stage.bench.panel.breath.chips[EXHALE].click()


@pytest.mark.parametrize(
    "change",
    [
        set_the_hands_apart,
        undo,
        delete_the_point,
        choose_another_point,
        choose_another_stage,
        draw_the_breath_out,
    ],
)
def test_a_held_point_overwrites_nothing_that_was_changed_meanwhile(
    qtbot, stage, view, now, change
):
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=view.place_of(4).toPoint())
    for x in (0.2, 0.21):
        qtbot.mouseMove(view, view._frame.pixel((x, 0.45)).toPoint())
    assert now() != BEFORE
    change(stage, qtbot)
    changed = stage.draft.protocol
    qtbot.mouseMove(view, view._frame.pixel((0.15, 0.5)).toPoint())
    assert stage.draft.protocol == changed


def test_a_press_beside_the_points_does_nothing(qtbot, view, now):
    drag(qtbot, view, QPointF(5, 5), QPointF(200, 200))
    qtbot.mouseClick(view, Qt.MouseButton.RightButton, pos=QPoint(100, 100))
    assert now() == BEFORE


def test_it_is_painted_in_every_state(stage, view):
    pictures = set()
    for phase in (0, 1):
        for on in (False, True):
            stage.bench.panel.hands.chips[on].click()
            view.choose(phase=phase)
            image = view.grab().toImage()
            pictures.add(bytes(image.constBits()))
    assert len(pictures) >= 2
    stage.draft.choose(MASSAGE)
    assert not stage.bench.panel.isVisible()
