"""The keys of the moment: those that make sense now, readable, and nothing lies below them."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt

from coach.library.settings import Binding, Keys
from coach.session import commands as cmd
from coach.ui.keys.actions import Action
from tests.helpers.pages import Doubling
from tests.ui.session.conftest import in_kneading, settled

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def legend(page):
    page.set_keys(Keys(shown=True))
    settled()
    return page.legend


def keys(legend):
    return [entry.key for entry in legend.entries]


def words(legend):
    return [entry.words for entry in legend.entries]


def test_they_are_hidden_until_they_are_asked_for(qtbot, page):
    assert not page.legend.isVisible()
    shown = []
    page.keys_shown_changed.connect(shown.append)
    qtbot.keyPress(page, Qt.Key.Key_K)
    assert page.legend.isVisible()
    page.more.buttons[Action.LEGEND].click()
    assert not page.legend.isVisible()
    assert shown == [True, False]


def test_in_the_strokes_it_is_the_tap_the_hold_and_the_mark(legend):
    assert keys(legend)[:3] == ["Space", "H", "M"]
    assert "S" not in keys(legend)


def test_while_an_area_is_in_work_it_is_the_answers(legend, page, rehearsal):
    page.show_moment(in_kneading(rehearsal, cmd.MarkAt(-0.1, 0.5)))
    assert keys(legend)[:3] == ["Space", "S", "S held"]
    assert words(legend)[1:3] == ["Softened", "Not softened"]


def test_in_a_pause_it_is_the_tap_that_goes_on(legend, page, rehearsal):
    rehearsal.do(cmd.Pause())
    page.show_moment(rehearsal.moment())
    assert legend.entries[0] == ("Space", "Go on, on a breath in")


def test_before_the_end_it_is_the_answers_to_the_question(legend, page, rehearsal):
    page.ask_to_end()
    page.show_moment(rehearsal.moment())
    assert legend.entries[:2] == (("Return", "End it"), ("Esc", "Go on"))


def test_at_the_end_it_is_the_way_out(legend, page, rehearsal):
    rehearsal.do(cmd.End())
    page.show_moment(rehearsal.moment())
    assert legend.entries[0] == ("Return", "Done")


def test_they_are_the_users_own(legend, page, rehearsal):
    own = (Binding("F9", "tap"), Binding("midi:cc:64", "mark"))
    page.set_keys(Keys(shown=True, bindings=own))
    page.show_moment(rehearsal.moment())
    assert legend.entries == (("F9", "Breath in"), ("MIDI sustain pedal", "Tense here"))


def test_a_screen_reader_hears_them(legend):
    assert legend.accessibleName() == "Keys"
    assert legend.accessibleDescription().startswith("Space: Breath in, H: Hold")


@pytest.mark.parametrize("size", [(960, 620), (1280, 800), (1920, 1080), (1024, 768)])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_lies_below_them_and_what_is_shown_fits(legend, page, size, scale):
    page.parentWidget().resize(*size)
    page.resize(*size)
    page.set_text_scale(scale)
    settled()
    here = legend.geometry()
    assert here.bottom() < page.bar.y()
    for part in page._painted:
        assert not part.geometry().intersects(here), part
    placed = legend.placed()
    assert len(placed) >= 2
    for _, box, beside in placed:
        assert legend.rect().contains(box.toAlignedRect())
        assert legend.rect().contains(beside.toAlignedRect())
    for (_, _, before), (_, after, _) in pairwise(placed):
        assert not before.intersects(after)


def test_words_twice_as_long_still_fit(legend, page, rehearsal, qapp):
    long = Doubling()
    qapp.installTranslator(long)
    try:
        page.set_keys(Keys(shown=True))
        page.show_moment(rehearsal.moment())
        assert legend.placed()
        assert all(beside.right() <= legend.width() for _, _, beside in legend.placed())
    finally:
        qapp.removeTranslator(long)


def test_they_are_painted_anew_only_when_they_change(legend, page, paints, rehearsal):
    rehearsal.wait(2_000)
    page.show_moment(rehearsal.moment())
    settled()
    assert legend not in paints.regions


def test_a_warning_stands_above_them(legend, page):
    page.show_warning("Not saved.")
    settled()
    assert page.warning.geometry().bottom() <= legend.y()


def test_in_the_glance_layout_and_with_little_light_only_what_matters_is_there(legend, page):
    page.set_glance(True)
    assert not legend.isVisible()
    page.set_glance(False)
    assert legend.isVisible()
    page.set_light(25)
    assert not legend.isVisible()
    page.set_light(50)
    assert legend.isVisible()
