"""Every page for those who hear it, and for those who use no pointer."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QLineEdit,
    QScrollBar,
    QWidget,
)

from coach.breath.pattern import BreathPattern
from coach.library.folder import data_folder
from coach.library.settings import Settings
from coach.session import commands as cmd
from coach.session.events import Pacing
from coach.ui.editor.page import EditorPage
from coach.ui.library.page import LibraryPage
from coach.ui.prepare.choice import Choice
from coach.ui.prepare.page import PreparePage
from coach.ui.prepare.ready import ReadyPage
from coach.ui.session.page import SessionPage
from coach.ui.theme import DARK
from tests.helpers.accessible import (
    called,
    nameless,
    reached_by_tab,
    roleless,
    tab_round,
    tree,
    twins,
)
from tests.helpers.clock import FakeClock
from tests.helpers.pages import clipped, shipped_cards, show
from tests.helpers.sessions import Rehearsal, shipped
from tests.ui.guide.conftest import guide_page
from tests.ui.library.conftest import TODAY, entry, given, opened
from tests.ui.settings.conftest import Shown
from tests.ui.test_recovery import FIRST

Role = QAccessible.Role
SETTINGS = ("look", "sound", "voice", "keys", "session")
LEAST = 44
"""Pixels that a finger needs."""


def prepare(qtbot, **how):
    page = PreparePage(DARK, FakeClock())
    _ = page.details
    page.set_protocols(shipped_cards())
    show(qtbot, page, **how)
    for t_ms in (0, 4_000, 8_100):
        page.rhythm.tap(t_ms)
    return page


def prepare_with_offers(qtbot, **how):
    page = prepare(qtbot, **how)
    page.recovery.offer([FIRST], TODAY)
    page.show_notice("Some settings could not be read.")
    return page


def ready(qtbot, **how):
    page = show(qtbot, ReadyPage(DARK, FakeClock()), **how)
    pattern = BreathPattern()
    page.begin(Choice(shipped_cards()[0].protocol, (), 40, pattern, Pacing.STEADY, "A. M.", 60))
    return page


def library(qtbot, *, entries=30, **how):
    page = LibraryPage(DARK)
    page.show_entries([entry(n) for n in range(entries)], TODAY)
    return show(qtbot, page, **how)


def library_empty(qtbot, **how):
    return library(qtbot, entries=0, **how)


def library_found_nothing(qtbot, **how):
    page = library(qtbot, **how)
    page.search.setText("zz")
    page.show_entries([], TODAY)
    return page


def library_deleted(qtbot, **how):
    page = library(qtbot, **how)
    page.offer_undo()
    page.show_notice("Written to a file.")
    return page


def replay(qtbot, **how):
    page = library(qtbot, **how)
    page.open_session(opened(0, given().events))
    return page


def editor(qtbot, **how):
    page = show(qtbot, EditorPage(DARK, FakeClock(), "en"), **how)
    page.edit(shipped("swedish"), saved=True)
    page.notice.say("Not saved. The disk is full.")
    return page


def editor_stage(qtbot, **how):
    page = editor(qtbot, **how)
    page.draft.choose(5)
    page.bench.panel.hands.chips[True].click()
    page.bench.stage.cadence.setText("x")
    page.bench.stage.cadence.textEdited.emit("x")
    return page


def editor_start(qtbot, **how):
    page = editor(qtbot, **how)
    page.show_start([shipped("chair")], [shipped(), shipped("swedish")], ["x.toml cannot be used."])
    page.deleted.offer()
    page.question.ask("Save what you changed?", ("Save", settle), ("Stay", settle))
    return page


def guide_at(qtbot, page_id, typed="", **how):
    """Its notebook is in the test's own COACH_HOME, which has none."""
    page = guide_page(qtbot, data_folder(), **how)
    page.open(page_id)
    page.search.setText(typed)
    return page


def guide(qtbot, **how):
    return guide_at(qtbot, "effleurage", **how)


def guide_found(qtbot, **how):
    return guide_at(qtbot, "q-fast", "oil", **how)


def guide_found_nothing(qtbot, **how):
    return guide_at(qtbot, "q-no-pedal", "xqzzj", **how)


def guide_asks(qtbot, **how):
    return guide_at(qtbot, "ask", **how)


def guide_answers(qtbot, **how):
    page = guide_at(qtbot, "ask", **how)
    page.asked.emit("Hot stones on the back?")
    page.reader.note.change.click()
    page.show_notice("The disk is full.")
    return page


def session(qtbot, rehearsal=None):
    page = SessionPage(DARK)
    page.begin(language="en", turn_degrees=0, rehearsal_speed=None)
    show(qtbot, page)
    rehearsal = rehearsal or Rehearsal(pattern=BreathPattern(12.0), tapped=True)
    page.show_moment(rehearsal.moment())
    page.rehearsal = rehearsal
    return page


def kneading(qtbot):
    rehearsal = Rehearsal(pattern=BreathPattern(12.0), tapped=True)
    rehearsal.wait(12_000)
    rehearsal.do(cmd.MarkAt(-0.1, 0.5), cmd.MarkAt(0.1, 0.3))
    rehearsal.wait_for(lambda m: m.asks, within_ms=2_000_000, tick_ms=500)
    return session(qtbot, rehearsal)


def all_panels(qtbot):
    page = kneading(qtbot)
    page.bar.more.setChecked(True)
    page.ask_to_end()
    page.show_notice("No more tense areas can be marked.")
    page.show_warning("Carry on; not being saved.")
    page.legend.show()
    page.show_moment(page.rehearsal.moment())
    return page


def waiting_for_a_tap(qtbot):
    rehearsal = Rehearsal(pacing=Pacing.TAPS, tapped=True)
    rehearsal.wait_for(lambda m: m.resting)
    return session(qtbot, rehearsal)


def paused(qtbot):
    page = kneading(qtbot)
    page.rehearsal.do(cmd.Pause())
    page.show_moment(page.rehearsal.moment())
    return page


def held(qtbot):
    rehearsal = Rehearsal(tapped=True)
    rehearsal.do(cmd.Hold())
    rehearsal.wait(10_000)
    return session(qtbot, rehearsal)


def finished(qtbot):
    rehearsal = Rehearsal(minutes=30, tapped=True)
    rehearsal.wait_for(lambda m: m.finished, within_ms=2_500_000, tick_ms=500)
    return session(qtbot, rehearsal)


def ended(qtbot):
    page = kneading(qtbot)
    page.rehearsal.do(cmd.End())
    page.show_moment(page.rehearsal.moment())
    return page


def glance(qtbot):
    page = kneading(qtbot)
    page.set_glance(True)
    return page


def dimmed(qtbot):
    page = kneading(qtbot)
    page.set_light(10)
    return page


PAGES = (
    *(prepare, prepare_with_offers, ready),
    *(library, library_empty, library_found_nothing, library_deleted, replay),
    *(editor, editor_stage, editor_start),
    *(guide, guide_found, guide_found_nothing, guide_asks, guide_answers),
    *(session, kneading, all_panels, waiting_for_a_tap, paused, held, finished, ended),
    *(glance, dimmed),
)


@pytest.fixture(params=PAGES, ids=lambda made: made.__name__)
def page(request, qtbot):
    made = request.param(qtbot)
    settle()
    return made


@pytest.fixture(params=SETTINGS)
def settings(request, qtbot):
    at = Shown(qtbot, Settings())
    at.dialog.open_at(request.param)
    settle()
    return at.dialog


def settle():
    for _ in range(4):
        QApplication.processEvents()


def well_told(widget):
    found = tree(widget)
    assert nameless(found) == []
    assert roleless(found) == []
    assert twins(found) == []
    return found


def touched(widget):
    kinds = (QAbstractButton, QAbstractSlider, QComboBox, QLineEdit)
    return [
        each
        for each in widget.findChildren(QWidget)
        if isinstance(each, kinds)
        and each.isVisible()
        and not isinstance(each, QScrollBar)
        and not isinstance(each.parentWidget(), QLineEdit | QComboBox)
    ]


class TestAPage:
    def test_has_a_name_and_a_role_for_everything(self, page):
        found = well_told(page)
        assert found.name

    def test_is_gone_round_with_tab_by_everything_once(self, page):
        visited = tab_round(page)
        missed = [called(w) for w in reached_by_tab(page) if w not in visited]
        assert missed == []
        assert len(visited) >= 2

    def test_shows_where_the_focus_is(self, page):
        page.setFocus()
        for widget in reached_by_tab(page):
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            settle()
            focused = widget.grab().toImage()
            widget.clearFocus()
            settle()
            assert widget.grab().toImage() != focused, called(widget)

    def test_has_room_for_a_finger(self, page):
        small = {
            called(w): (w.width(), w.height())
            for w in touched(page)
            if w.width() < LEAST or w.height() < LEAST
        }
        assert small == {}


LARGE = (*(prepare_with_offers, ready), *PAGES[3:16])


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080), (1024, 640)])
@pytest.mark.parametrize("made", LARGE, ids=lambda made: made.__name__)
def test_in_letters_twice_as_large_no_word_is_cut(qtbot, made, size):
    page = made(qtbot, width=size[0], height=size[1], scale=2.0)
    settle()
    assert clipped(page) == []


class TestTheSettings:
    def test_have_a_name_and_a_role_for_everything(self, settings):
        well_told(settings)

    def test_are_gone_round_with_tab_by_everything_once(self, settings):
        visited = tab_round(settings)
        assert [called(w) for w in reached_by_tab(settings) if w not in visited] == []

    def test_have_room_for_a_finger(self, settings):
        small = [called(w) for w in touched(settings) if min(w.width(), w.height()) < LEAST]
        assert small == []


def in_reading_order(widgets):
    """Whether each lies below or to the right of the one before; rows count from middle to edge."""
    boxes = [w.rect().translated(w.mapTo(w.window(), QPoint())) for w in widgets]
    return all(
        after.center().y() > before.bottom()
        or (after.left() > before.left() and after.bottom() > before.center().y())
        for before, after in pairwise(boxes)
    )


def test_on_prepare_the_pad_has_the_keys_and_ready_comes_after_what_it_starts_with(qtbot):
    page = prepare(qtbot)
    assert QApplication.focusWidget() is page.rhythm.pad
    visited = tab_round(page)
    right = visited[: visited.index(page.ready) + 1]
    assert in_reading_order([w for w in right if w is not page.rhythm.pause])
    assert page.client.field in visited
    assert page.length.slider in visited


def test_ready_the_library_and_the_session_are_gone_through_as_they_are_read(qtbot):
    assert in_reading_order(tab_round(ready(qtbot))[1:])
    shown = session(qtbot)
    assert in_reading_order(tab_round(shown)[1:])
    listed = library(qtbot)
    listed.setFocus(Qt.FocusReason.TabFocusReason)
    round_ = tab_round(listed)[1:]
    at = round_.index(listed.table)
    assert in_reading_order(round_[: at + 1])
    assert in_reading_order(round_[at + 1 :])


class TestTheSessionScreen:
    def test_is_told_as_it_is_seen(self, qtbot):
        page = kneading(qtbot)
        page.rehearsal.wait_for(lambda m: m.phase.value == "inhale" and m.level > 0.6)
        page.show_moment(page.rehearsal.moment())
        found = tree(page)
        assert found.find("The client's back").description == (
            "Area 1, left shoulder blade, in work; area 2, right shoulder."
        )
        breath = found.find("Breath: In")
        assert breath.role is Role.Indicator
        assert breath.number == (round(page.indicator.level * 100), 0, 100)
        assert breath.value == f"{breath.number[0]:g} %"
        assert found.find("Thumbs up, slowly").role is Role.StaticText
        assert found.find("Then: Same line, softer")
        assert found.find("Pressure 4 of 5").role is Role.Indicator
        asked = found.find("Area 1, left shoulder blade, in work. Stay, or move on?")
        assert asked.value.startswith("1 · Stay, or move on? · 2:0")
        assert found.find("Stage 3 of 6").value.endswith(" %")
        assert "Breath gauge" not in found.names()

    def test_tells_time_by_the_minute_and_the_second_when_it_is_asked(self, qtbot):
        page = session(qtbot)
        page.rehearsal.wait(61_500)
        page.show_moment(page.rehearsal.moment())
        found = tree(page)
        clock = found.find("Time: 1 of 40 min")
        assert (clock.role, clock.value) == (Role.Clock, "1:01 / 40")
        left = found.find("Contact and oil, less than a minute left").value
        assert left == page.stage.left
        assert found.find("tapped 1 min ago")

    def test_without_taps_to_wait_for_the_hint_is_not_there(self, qtbot):
        assert "Tap on a breath in" in tree(waiting_for_a_tap(qtbot)).names()
        assert "Tap on a breath in" not in tree(session(qtbot)).names()

    def test_a_button_that_goes_on_is_called_so(self, qtbot):
        found = tree(paused(qtbot))
        assert found.find("Go on").role is Role.Button
        assert found.find("Paused. Tap on a breath in.")

    def test_its_tempo_is_told_in_breaths_a_minute(self, qtbot):
        page = session(qtbot)
        tempo = tree(page).find("Tempo, breaths a minute")
        assert (tempo.number, tempo.value) == ((12.0, 4.0, 24.0), "12")

    def test_once_it_has_ended_nothing_of_the_breath_is_left(self, qtbot):
        names = tree(ended(qtbot)).names()
        assert "The session has ended." in names
        assert [n for n in names if n.startswith(("Breath", "Pressure", "Then", "Area"))] == []
