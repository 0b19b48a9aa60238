"""Painting areas to avoid: by pointer, by keys alone, with undo, at any size and scale."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from coach.massage.avoid import MOST_PATCHES, Patch
from coach.massage.back import is_on_back
from coach.ui.avoid_painter import AvoidDialog, AvoidPainter
from coach.ui.theme import CONTRAST, DARK, LIGHT
from tests.helpers.accessible import nameless, reached_by_tab, roleless, tree
from tests.helpers.pages import clipped, show

LEFT_SHOULDER = Patch(-0.15, 0.3, 0.05)
Key = Qt.Key


@pytest.fixture
def painter(qtbot):
    return show(qtbot, AvoidPainter(DARK), 520, 640)


def drag(qtbot, painter, *points):
    canvas = painter.canvas
    pixels = [canvas.frame.pixel(point).toPoint() for point in points]
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=pixels[0])
    for pixel in pixels[1:]:
        qtbot.mouseMove(canvas, pixel)
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=pixels[-1])


def press(qtbot, painter, *keys, modifier=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        qtbot.keyClick(painter.canvas, key, modifier)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_drag_paints_along_its_way_in_every_turn(qtbot, painter, turn):
    painter.turn_to(turn)
    with qtbot.waitSignal(painter.changed):
        drag(qtbot, painter, (-0.2, 0.32), (-0.1, 0.3))
    patches = painter.patches()
    assert 2 < len(patches) < 12
    assert (patches[0].x, patches[0].y) == pytest.approx((-0.2, 0.32), abs=0.004)
    assert min(p.x for p in patches) >= -0.21
    assert max(p.x for p in patches) <= -0.09
    assert painter.said() == "To be avoided: left shoulder."


def test_one_drag_is_one_step_back_and_forth(qtbot, painter):
    drag(qtbot, painter, (-0.2, 0.32), (-0.1, 0.3))
    first = painter.patches()
    drag(qtbot, painter, (0.1, 0.8), (0.12, 0.9))
    second = painter.patches()
    painter.undo.click()
    assert painter.patches() == first
    press(qtbot, painter, Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert painter.patches() == ()
    assert not painter.undo.isEnabled()
    painter.redo.click()
    painter.redo.click()
    assert painter.patches() == second
    painter.clear.click()
    assert painter.patches() == ()
    painter.undo.click()
    assert painter.patches() == second


def test_the_eraser_takes_away_and_a_click_on_nothing_is_no_step(qtbot, painter):
    painter.set_patches((LEFT_SHOULDER, Patch(0.1, 0.8, 0.05)))
    painter.eraser.click()
    drag(qtbot, painter, (0.1, 0.6), (0.1, 0.62))
    assert not painter.undo.isEnabled()
    drag(qtbot, painter, (0.14, 0.78), (0.1, 0.8))
    assert painter.patches() == (LEFT_SHOULDER,)


def test_a_click_beside_the_back_paints_nothing_and_says_so(qtbot, painter):
    drag(qtbot, painter, (0.3, 0.2))
    assert painter.patches() == ()
    assert painter.said() == "That is not on the back."


def test_when_no_more_can_be_painted_it_says_so(qtbot, painter):
    painter.set_patches((Patch(0.05, 0.5, 0.01),) * (MOST_PATCHES - 2))
    drag(qtbot, painter, (-0.1, 0.4), (-0.1, 0.9))
    assert len(painter.patches()) == MOST_PATCHES
    assert painter.said().startswith("No more can be painted.")
    painter.undo.click()
    assert not painter.said().startswith("No more")


def test_by_keys_alone(qtbot, painter):
    painter.canvas.setFocus()
    press(qtbot, painter, Key.Key_Plus, *[Key.Key_Down] * 5, Key.Key_Space)
    press(qtbot, painter, *[Key.Key_Right] * 10, Key.Key_Minus, Key.Key_Space)
    large, small = painter.patches()
    assert large.radius > small.radius
    assert (large.x, large.y) == pytest.approx((-0.1, 0.5), abs=0.001)
    assert (small.x, small.y) == pytest.approx((0.1, 0.5), abs=0.001)
    assert painter.canvas.spoken_value() == "right shoulder blade, to be avoided"
    press(qtbot, painter, Key.Key_Delete)
    assert painter.patches() == (large,)
    assert painter.canvas.spoken_value() == "right shoulder blade"


def test_arrow_keys_lead_as_they_point_on_the_screen(qtbot, painter):
    painter.turn_to(90)
    painter.canvas.setFocus()
    press(qtbot, painter, Key.Key_Right, Key.Key_Space)
    (patch,) = painter.patches()
    assert (patch.x, patch.y) == pytest.approx((-0.1, 0.38), abs=0.001)


def test_keys_never_lead_the_brush_out_of_reach(qtbot, painter):
    painter.canvas.setFocus()
    press(qtbot, painter, *[Key.Key_Left] * 40, Key.Key_Space)
    assert all(is_on_back(p.x, p.y) for p in painter.patches())
    assert painter.canvas.spoken_value() == "beside the back"


def test_others_set_are_shown_and_nothing_is_there_to_undo(qtbot, painter):
    drag(qtbot, painter, (-0.2, 0.32))
    with qtbot.assertNotEmitted(painter.changed):
        painter.set_patches((LEFT_SHOULDER,))
    assert painter.patches() == (LEFT_SHOULDER,)
    assert not painter.undo.isEnabled()
    assert painter.clear.isEnabled()


def test_a_reader_is_told_what_it_is_and_what_is_painted(qtbot, painter):
    canvas = painter.canvas
    assert "Nothing is to be avoided." in canvas.accessibleDescription()
    painter.set_patches((LEFT_SHOULDER, Patch(0.0, 0.92, 0.04)))
    assert canvas.accessibleDescription().startswith(
        "To be avoided: left shoulder; hip, both sides."
    )
    face = QAccessible.queryAccessibleInterface(canvas)
    assert face.role() == QAccessible.Role.Graphic
    assert nameless(tree(painter)) == []
    assert roleless(tree(painter)) == []


@pytest.mark.parametrize("theme", [DARK, LIGHT, CONTRAST], ids=lambda t: t.name)
@pytest.mark.parametrize(("width", "height", "scale"), [(360, 420, 1.0), (360, 560, 2.0)])
def test_everything_fits_and_the_back_is_large_enough(qtbot, theme, width, height, scale):
    painter = show(qtbot, AvoidPainter(theme), width, height, scale, theme)
    painter.set_patches((LEFT_SHOULDER,))
    assert clipped(painter) == []
    assert painter.canvas.height() >= 180
    for button in (painter.brush, painter.eraser, painter.smaller, painter.clear):
        assert button.height() >= 44
        assert painter.rect().contains(button.geometry().translated(button.parent().pos()))


def test_hatching_is_seen_on_the_body_alone(qtbot, painter):
    place, beside = (-0.15, 0.33), (0.15, 0.33)

    def lines(x, y):
        image = painter.canvas.grab().toImage()
        tones = [
            image.pixelColor(painter.canvas.frame.pixel((x + i * 0.002, y)).toPoint()).lightness()
            for i in range(-12, 13)
        ]
        return max(tones) - min(tones)

    assert lines(*place) < 60
    painter.set_patches((Patch(*place, 0.05),))
    assert lines(*place) > 90
    assert lines(*beside) < 60


@pytest.fixture
def dialog(qtbot):
    made = AvoidDialog((LEFT_SHOULDER,), DARK)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_the_dialog_gives_back_what_is_painted(qtbot, dialog):
    assert dialog.patches() == (LEFT_SHOULDER,)
    dialog.painter.clear.click()
    dialog.ok.click()
    assert dialog.result() == AvoidDialog.DialogCode.Accepted
    assert dialog.patches() == ()


def test_the_dialog_is_used_by_keys(qtbot, dialog):
    dialog.activateWindow()
    qtbot.waitUntil(dialog.painter.canvas.hasFocus)
    press(qtbot, dialog.painter, Key.Key_Space)
    assert len(dialog.patches()) == 2
    assert {dialog.ok, dialog.cancel} <= set(reached_by_tab(dialog))
    qtbot.keyClick(dialog, Key.Key_Escape)
    assert dialog.result() == AvoidDialog.DialogCode.Rejected


def test_the_dialog_dresses_anew(qtbot, dialog):
    before = dialog.grab().toImage()
    dialog.set_theme(LIGHT)
    dialog.set_text_scale(2.0)
    for _ in range(4):
        QApplication.processEvents()
    assert dialog.grab().toImage() != before
    assert clipped(dialog) == []


def test_a_dialog_opens_in_the_letters_that_were_set_before(qtbot):
    dialog = AvoidDialog((), DARK)
    qtbot.addWidget(dialog)
    dialog.set_text_scale(2.0)
    dialog.show()
    qtbot.waitExposed(dialog)
    assert dialog.cancel.font().pixelSize() >= 32
    assert clipped(dialog) == []
