"""The scene's layouts, lights and motions."""

import msgspec
import numpy as np
import pytest
from PySide6.QtCore import QSize

from coach.breath.pattern import Phase
from coach.ui.motion import Motion
from coach.ui.session.painted import TURN_MS
from coach.ui.session.places import Places, Sizes, places_glance
from coach.ui.session.scene import Scene
from coach.ui.theme import DARK, THEMES, load_fonts
from tests.helpers.pixels import luminances, pixels_of
from tests.helpers.sessions import SHIPPED, Rehearsal, shipped
from tests.helpers.situations import SITUATIONS, moment_of

AT_FIVE_METRES = 5_000 * 0.0046542
"""Millimetres of 16 minutes of arc."""
LAPTOP_MM = 188.5
"""Height of a 14-inch screen of 16:10."""
SCREENS = [(1280, 800), (1920, 1080)]
BAR = 0.105
"""Of the page's height, at usual letters."""


class Page(Scene):
    """A scene that leaves room for a bar."""

    scale = 1.0

    def _arrange(self):
        high = round(self.height() * (1 - BAR))
        self._place_parts(QSize(self.width(), high), Sizes(self.height(), self.scale))


def made(qtbot, size=(1280, 800), theme=DARK):
    load_fonts()
    page = Page(theme)
    qtbot.addWidget(page)
    page.resize(*size)
    page.begin(language="en", turn_degrees=0, rehearsal_speed=None)
    page.show()
    return page


def shown(page):
    return {name for name in Places._fields if not getattr(page, name).isHidden()}


def cues():
    for name in SHIPPED:
        for stage in shipped(name).stage:
            yield from (stage.inhale, stage.exhale)
            if stage.plain is not None:
                yield from (stage.plain.inhale, stage.plain.exhale)


@pytest.mark.parametrize("size", SCREENS)
def test_at_a_glance_cue_and_time_are_read_at_five_metres(qtbot, size):
    page = made(qtbot, size)
    page.set_glance(True)
    least = size[1] * AT_FIVE_METRES / LAPTOP_MM
    moment = moment_of("in")
    page.show_moment(moment)
    for cue in {cue.text["en"] for cue in cues()}:
        block = page.cue.block(page.cue.card._replace(text=cue))
        assert block.capitals >= least, cue
        assert len(block.lines) <= 2
    assert page.clock.blocks()[0].capitals >= least
    assert page.indicator._sign_picture("up", "#ffffff").deviceIndependentSize().height() >= least


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("situation", SITUATIONS)
@pytest.mark.parametrize("size", [*SCREENS, (1024, 700)])
def test_at_a_glance_everything_fits(qtbot, size, situation, scale):
    page = made(qtbot, size)
    page.scale = scale
    page.set_glance(True)
    page.show_moment(moment_of(situation))
    assert shown(page) == {"cue", "indicator", "word", "clock", "next"}
    page.grab()
    places = [getattr(page, name).geometry() for name in shown(page)]
    for index, place in enumerate(places):
        assert page.rect().contains(place)
        assert not any(place.intersects(other) for other in places[index + 1 :])
    for block in (page.cue.block(page.cue.card), *page.clock.blocks(), page.word._word()):
        assert block.width <= page.width()
        assert block.font.pixelSize() >= 10
    assert page.cue.block(page.cue.card).height <= page.cue.height()


def test_at_a_glance_a_stage_to_come_is_named(qtbot):
    page = made(qtbot)
    page.set_glance(True)
    page.show_moment(moment_of("coming"))
    assert page.next.text == "Next: Trapezius. Go to the head."
    rect, sizes = places_glance(page.size(), Sizes(800)).next
    assert page.next.sizes == sizes
    assert rect.height() >= 50


def test_the_whole_page_comes_back_from_the_glance(qtbot):
    page, other = made(qtbot), made(qtbot)
    for each in (page, other):
        each.show_moment(moment_of("in"))
    page.set_glance(True)
    page.grab()
    page.set_glance(False)
    assert shown(page) == set(Places._fields)
    assert np.abs(light_in(page) - light_in(other)).mean() < 1e-4


@pytest.mark.parametrize("percent", [25, 10])
def test_with_little_light_only_what_matters_stays(qtbot, percent):
    page = made(qtbot)
    page.show_moment(moment_of("kneading"))
    page.set_light(percent)
    assert shown(page) == {"cue", "indicator", "back", "clock"}
    assert not page.back._discs
    assert len(page.back.hand_rects()) == 2
    page.set_glance(True)
    assert shown(page) == {"cue", "indicator", "clock"}


def test_full_light_gives_all_of_it_back(qtbot):
    page, other = made(qtbot), made(qtbot)
    for each in (page, other):
        each.show_moment(moment_of("kneading"))
    page.set_light(10)
    page.grab()
    page.set_light(100)
    assert np.abs(light_in(page) - light_in(other)).mean() < 1e-4


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_the_page_gives_about_so_much_of_its_light(qtbot, theme):
    page = made(qtbot, theme=theme)
    page.show_moment(moment_of("in"))
    full = light_of(page)
    most = {50: 0.66, 25: 0.31, 10: 0.13}
    for percent, share in most.items():
        page.set_light(percent)
        assert light_of(page) <= share * full


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_the_light_is_nearly_even_between_in_and_out(qtbot, theme):
    page = made(qtbot, theme=theme)
    lights = []
    for situation in ("in", "out"):
        page.show_moment(moment_of(situation))
        page.settle()
        lights.append(light_of(page))
    assert max(lights) <= 1.5 * min(lights)


def test_what_lies_around_the_scene_is_always_read(qtbot):
    page = made(qtbot)
    assert page.controls_theme == DARK
    page.set_light(50)
    half = page.controls_theme
    page.set_light(10)
    assert page.controls_theme == half != DARK


def test_the_light_outlives_another_theme(qtbot):
    page = made(qtbot)
    page.set_light(25)
    page.set_theme(THEMES["light"])
    page.set_theme(DARK)
    assert page.cue.theme == page._lit != DARK
    page.set_light(100)
    assert page.cue.theme == DARK


def test_without_motion_nothing_is_painted_between_the_turns(qtbot):
    page = made(qtbot)
    page.set_motion(Motion.NONE)
    rehearsal = Rehearsal()
    rehearsal.wait_for(lambda m: m.stage == 1, within_ms=400_000, tick_ms=200)
    rehearsal.wait_for(lambda m: m.phase is Phase.INHALE)
    parts = (page.indicator, page.gauge, page.back, page.cue)
    page.show_moment(rehearsal.moment())
    before = [part.grab().toImage() for part in parts]
    rehearsal.wait(900)
    assert rehearsal.moment().phase is Phase.INHALE
    page.show_moment(rehearsal.moment())
    assert [part.grab().toImage() for part in parts] == before
    assert page.indicator.level == page.gauge.level == 1.0


@pytest.mark.parametrize("motion", Motion)
def test_only_full_motion_fades_and_trembles(qtbot, motion):
    page = made(qtbot)
    page.set_motion(motion)
    rehearsal = Rehearsal()
    rehearsal.wait_for(lambda m: m.phase is Phase.INHALE and m.progress > 0.9)
    page.show_moment(rehearsal.moment())
    rehearsal.wait_for(lambda m: m.phase is Phase.EXHALE)
    page.show_moment(rehearsal.moment())
    assert (page.cue._weight < 1.0) is (motion is Motion.FULL)
    rehearsal.wait(TURN_MS)
    page.show_moment(rehearsal.moment())
    assert page.cue._weight == 1.0
    moment = moment_of("vibration")
    page.show_moment(moment)
    assert page.back._looks[0].moving, "the lines beside a trembling hand are a sign, not motion"
    hands = [
        page.back._hand_at(msgspec.structs.replace(moment, t_ms=moment.t_ms + ms), 0)
        for ms in (0, 40)
    ]
    assert (hands[0] != hands[1]) is (motion is Motion.FULL)


def light_in(page):
    """The luminance of each pixel of the page as painted."""
    return luminances(pixels_of(page.grab().toImage()))


def light_of(page):
    """Its mean."""
    return float(light_in(page).mean())
