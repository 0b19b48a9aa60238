"""A protocol made by mouse, and one by the keyboard alone, in the real program."""

import time

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from coach.library import settings as settings_file
from coach.library.protocols import read_protocol
from coach.library.settings import Settings
from coach.massage import drafts
from coach.massage.protocol import ProtocolError, spoken
from coach.massage.strokes import StrokeKind
from coach.session import events as ev
from coach.ui import theme as themes
from coach.ui.editor.page import EditorPage
from coach.ui.prepare.page import PreparePage
from tests.helpers.clock import FakeClock
from tests.helpers.pages import shipped_cards, show
from tests.helpers.program import Program
from tests.helpers.screen import wait_until
from tests.helpers.sessions import SHIPPED, shipped

SIZE = (1280, 800)


@pytest.fixture
def letters(qapp):
    """As the program has them, so that everything lies where it lies there."""
    before = qapp.font()
    themes.load_fonts()
    qapp.setFont(themes.font(16))
    yield
    qapp.setFont(before)


@pytest.fixture
def prepare(qtbot, letters):
    page = PreparePage(themes.DARK, FakeClock())
    page.set_protocols(shipped_cards())
    _ = page.details
    return show(qtbot, page, *SIZE)


@pytest.fixture
def editor(qtbot, letters):
    page = show(qtbot, EditorPage(themes.DARK, FakeClock(), "en"), *SIZE)
    page.show_start([], [shipped(name) for name in SHIPPED], [])
    settle()
    return page


def settle():
    for _ in range(6):
        QApplication.processEvents()


def middle(page, widget, at=None):
    """Where to click: the middle of a widget, or a point in it."""
    return widget.mapTo(page, widget.rect().center() if at is None else at)


def drag(program, *points):
    """With the left button, by way of all points."""
    first, *others = points
    tool, window = program.screen.xdotool, program.window
    tool("mousemove", "--window", window, first.x(), first.y(), "mousedown", 1)
    for point in others:
        time.sleep(0.05)
        tool("mousemove", "--window", window, point.x(), point.y())
    time.sleep(0.05)
    tool("mouseup", 1)


def saved(home, name, condition=lambda _: True):
    """The protocol in the user's folder, once it is there and as wanted."""

    def found():
        try:
            made = read_protocol(home / "protocols" / f"{name}.toml")
        except ProtocolError:
            return None
        return made if condition(made) else None

    return wait_until(found, what=f"{name}.toml")


def test_one_is_made_by_mouse(screen, coach_home, prepare, editor):
    with Program(screen, coach_home) as program:

        def save_until(condition):
            """A click on Save, and what is in the file then."""
            program.click(middle(editor, editor.save))
            return saved(coach_home, "copy-of-back-pain-massage", condition)

        program.click(middle(prepare, prepare.cards.own))
        time.sleep(2.5)
        program.click(middle(editor, editor.start.source_cards[1]))
        editor.edit(shipped(), saved=False)
        settle()
        time.sleep(1.0)
        save_until(lambda made: made.stage == shipped().stage)

        bench, stages = editor.bench, editor.bench.stages
        rows = [
            middle(editor, stages.viewport(), stages.visualItemRect(stages.item(n)).center())
            for n in range(stages.count())
        ]
        drag(program, rows[3], rows[2], rows[1])
        made = save_until(lambda made: made.stage[0].id == "kneading")
        assert [stage.id for stage in made.stage][:3] == ["kneading", "contact", "effleurage"]

        program.click(rows[3])  # effleurage
        editor.draft.choose(1)
        settle()
        time.sleep(0.5)
        program.click(middle(editor, bench.stage.inhale.pressure.chips[5]))
        save_until(lambda made: made.stage[2].inhale.pressure == 5)

        view = bench.panel.view
        start, goal = view.place_of(0), view._frame.pixel((0.11, 0.80))
        way = (start, (start + goal) / 2, goal)
        drag(program, *(middle(editor, view, point.toPoint()) for point in way))
        begins = pytest.approx((0.11, 0.80), abs=0.01)
        made = save_until(lambda made: made.stage[2].inhale.path[0] == begins)
        assert made.stage[2].exhale.path[-1] == made.stage[2].inhale.path[0]

        at = middle(editor, view, view._frame.pixel((0.13, 0.61)).toPoint())
        screen.xdotool(
            *("mousemove", "--window", program.window, at.x(), at.y()),
            *("click", "--repeat", 2, "--delay", 60, 1),
        )
        program.click(middle(editor, bench.panel.what.chips["preview"]))
        added = pytest.approx((0.13, 0.61), abs=0.01)
        made = save_until(lambda made: added in made.stage[2].inhale.path)
        assert len(made.stage[2].inhale.path) == len(shipped().stage[1].inhale.path) + 1
        assert made.stage[1] == shipped().stage[0]

        program.click(middle(editor, editor.back))
        time.sleep(1.0)
        program.key("Return")
        time.sleep(1.0)
        program.key("space")
        assert program.wait_for(ev.Started)[0].protocol.stage == made.stage
        program.kill()


class Keyboard:
    """Presses each key in the program and on a page like it here, which tells where Tab leads."""

    def __init__(self, qtbot, program, page):
        self._qtbot, self._program, self._page = qtbot, program, page

    def press(self, *names):
        for name in names:
            modifiers, _, key = name.rpartition("+")
            self._qtbot.keyClick(QApplication.focusWidget(), KEYS[key], MODIFIERS[modifiers])
        self._program.key(*names)

    def type(self, text):
        self._qtbot.keyClicks(QApplication.focusWidget(), text)
        self._program.screen.type(text)

    def go(self, goal, key="Tab"):
        """Tab, or back, until that has the keys."""
        here = QApplication.focusWidget()
        for count in range(120):
            if QApplication.focusWidget() is goal:
                self._program.key(*[key] * count)
                return
            modifiers, _, name = key.rpartition("+")
            self._qtbot.keyClick(QApplication.focusWidget(), KEYS[name], MODIFIERS[modifiers])
        raise AssertionError(f"no {key} leads from {here} to {goal}")

    def fill(self, field, text, key="Tab"):
        self.go(field, key)
        self.press("ctrl+a")
        self.type(text)


KEYS = {
    "Tab": Qt.Key.Key_Tab,
    "space": Qt.Key.Key_Space,
    "Down": Qt.Key.Key_Down,
    "Up": Qt.Key.Key_Up,
    "Right": Qt.Key.Key_Right,
    "Next": Qt.Key.Key_PageDown,
    "Insert": Qt.Key.Key_Insert,
    "a": Qt.Key.Key_A,
    "y": Qt.Key.Key_Y,
    "z": Qt.Key.Key_Z,
}
MODIFIERS = {
    "": Qt.KeyboardModifier.NoModifier,
    "alt": Qt.KeyboardModifier.AltModifier,
    "ctrl": Qt.KeyboardModifier.ControlModifier,
    "shift": Qt.KeyboardModifier.ShiftModifier,
}


def test_one_is_made_with_the_keyboard_alone(qtbot, screen, coach_home, prepare, editor):
    settings_file.save(coach_home, Settings(toured=True))
    with Program(screen, coach_home) as program:
        time.sleep(1.5)  # the page is whole
        prepare.window().activateWindow()
        prepare.setFocus()
        settle()
        Keyboard(qtbot, program, prepare).go(prepare.cards.own)
        program.key("space")
        time.sleep(2.5)
        program.key("space")  # start anew
        time.sleep(1.0)
        editor.window().activateWindow()
        editor.edit(drafts.blank("My massage", "en", ()), saved=False)
        settle()
        keys, bench, form = Keyboard(qtbot, program, editor), editor.bench, editor.bench.stage
        keys.type("Ada neck")
        keys.go(bench.stages, "shift+Tab")
        keys.press("Down")
        keys.fill(form.name, "Circles")
        keys.go(form.stroke.box)
        keys.press("Down", "Down")
        keys.fill(form.cadence, "1.5")
        keys.fill(form.inhale.text, "Circles up")
        keys.go(form.inhale.pressure.chips[3])
        keys.press("Right", "space")
        keys.fill(form.exhale.text, "Same line, softer")
        keys.go(bench.panel.view)
        keys.press("Next", "Right", "Right", "Insert")
        keys.go(bench.add_button)
        keys.press("space")
        keys.type("Arrive")
        keys.fill(form.inhale.text, "Hands rest")
        keys.fill(form.exhale.text, "Feel it sink")
        keys.go(bench.stages, "shift+Tab")
        keys.press("alt+Up", "ctrl+z", "ctrl+y")
        program.key("ctrl+s")
        made = saved(coach_home, "ada-neck")

        assert made == msgspec.structs.replace(editor.draft.protocol, id="ada-neck")
        assert [spoken(stage.name) for stage in made.stage] == ["Arrive", "Circles"]
        circles = made.stage[1]
        assert (circles.kind, circles.cadence) == (StrokeKind.FRICTION, 1.5)
        assert (spoken(circles.inhale.text), circles.inhale.pressure) == ("Circles up", 4)
        before = drafts.blank("", "en", ()).stage[0].inhale.path
        assert circles.inhale.path[1] == (before[1][0] + 0.01, before[1][1])
        assert len(circles.inhale.path) == len(before) + 1
        program.key("alt+Left")
        time.sleep(1.0)
        program.key("Return")
        time.sleep(1.0)
        program.key("space")
        assert program.wait_for(ev.Started)[0].protocol == made
        program.kill()
