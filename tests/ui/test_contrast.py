"""Contrast of every text and sign of the Session screen, as painted."""

from typing import NamedTuple

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRect, QRectF, QSize
from PySide6.QtWidgets import QApplication

from coach.breath.pattern import Phase
from coach.session.moment import Force
from coach.session.state import Status
from coach.ui.motion import Motion
from coach.ui.pairs import PAIRS, USUAL, with_pair
from coach.ui.session import lettering
from coach.ui.session.places import DISC
from coach.ui.session.scene import Scene
from coach.ui.theme import CONTRAST, THEMES, load_fonts
from tests.helpers.pixels import MUST, ROUNDING, luminances, must, pixels_of, ratio, seen, within
from tests.helpers.situations import SITUATIONS, moment_of

SIZE = QSize(1280, 800)
FAR = frozenset({"stage", "clock", "cue", "word"})
"""Parts read from afar; in them what is smaller than that is read from near."""
SMALL, SMALL_IN_GLANCE = 3.0, 7.0
"""Hundredths of the page's height."""


class Painted(NamedTuple):
    """A text, how high its capitals are in hundredths of the page, and where it stands."""

    text: str
    capitals: float
    place: QRect


class Shown(NamedTuple):
    """A part as painted, and its texts."""

    name: str
    pixels: np.ndarray
    texts: list[Painted]


@pytest.fixture
def written(monkeypatch):
    """Each text that is drawn from now on, and where."""
    texts: list[Painted] = []
    draw = lettering.Block.draw

    def watched(block, painter, top_left, colour):
        box = QRectF(top_left.x(), top_left.y() + block.above, block.width, block.height)
        place = painter.combinedTransform().mapRect(box).toRect()
        capitals = 100 * block.capitals / SIZE.height()
        texts.append(Painted(" ".join(block.lines), capitals, place.adjusted(-1, -2, 1, 0)))
        draw(block, painter, top_left, colour)

    monkeypatch.setattr(lettering.Block, "draw", watched)
    return texts


@pytest.fixture
def scene(qtbot):
    load_fonts()
    made = Scene(THEMES["dark"])
    qtbot.addWidget(made)
    made.resize(SIZE)
    made.set_motion(Motion.GENTLE)
    return made


def parts_of(scene, written):
    """The parts that are there."""
    for part in scene._painted:
        if part.isHidden() or part.size().isEmpty():
            continue
        part.rebuild()
        written.clear()
        pixels = pixels_of(part.grab().toImage())
        name = part.objectName() or next(k for k, v in vars(scene).items() if v is part)
        yield Shown(name, pixels, list(written))


def show(scene, theme, light, situation, *, glance=False):
    scene.set_theme(theme)
    scene.set_light(light)
    scene.set_glance(glance)
    scene.begin(language="en", turn_degrees=0, rehearsal_speed=4.0)
    scene.show()
    scene.show_moment(moment_of(situation))
    QApplication.processEvents()


def check_texts(scene, theme, written, small=SMALL):
    found = 0
    scene.grab()  # what is due is laid out
    for shown in parts_of(scene, written):
        for text in shown.texts:
            if not text.text or text.capitals < 0.5 or shown.name == "back":
                continue
            whole = shown.name == "cue"  # its words are painted through a picture
            here = shown.pixels if whole else within(shown.pixels, text.place)
            far = shown.name in FAR and text.capitals >= small
            least = must(theme)["far" if far else "text"]
            assert seen(here) >= least * ROUNDING, (shown.name, text)
            found += 1
    return found


@pytest.mark.parametrize("situation", SITUATIONS)
@pytest.mark.parametrize("light", [100, 50])
@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_every_text_of_the_scene(scene, written, theme, light, situation):
    show(scene, theme, light, situation)
    assert check_texts(scene, theme, written) >= 5


@pytest.mark.parametrize("situation", ["in", "out", "wait", "coming", "slept"])
@pytest.mark.parametrize("light", [100, 50])
@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_every_text_of_the_glance_layout(scene, written, theme, light, situation):
    show(scene, theme, light, situation, glance=True)
    assert check_texts(scene, theme, written, SMALL_IN_GLANCE) >= 4


@pytest.mark.parametrize("situation", ["in", "out"])
@pytest.mark.parametrize("light", [100, 50])
@pytest.mark.parametrize("name", [name for name in PAIRS if name != USUAL])
@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_every_text_in_every_pair(scene, written, theme, name, light, situation):
    show(scene, with_pair(theme, name), light, situation)
    assert check_texts(scene, theme, written) >= 5


def at(part_pixels, x, y, half=1):
    """The light around a point."""
    area = part_pixels[round(y) - half : round(y) + half + 1, round(x) - half : round(x) + half + 1]
    return float(np.median(luminances(area)))


def indicator_contrasts(scene, pixels):
    """The ring against the ground outside, the arrow against what is in the ring."""
    part = scene.indicator
    middle, radius = part._centre(), part._radius
    ring = at(pixels, middle.x() + radius, middle.y(), 0)
    outside = at(pixels, 4, 4)
    inside = at(pixels, middle.x() + radius - part._pen_width() - 4, middle.y())
    sign = within(pixels, QRect(*(round(v) for v in (middle.x() - 50, middle.y() - 60, 100, 120))))
    return [ratio(ring, outside), ratio(ring, inside), seen(sign)]


def gauge_contrasts(scene, pixels):
    """The column, or its outline, against the page; it stands out from its rail as well."""
    part = scene.gauge
    middle = part.width() // 2
    rail, ground = at(pixels, middle, 8), at(pixels, 0, 0, 0)
    column = luminances(pixels[round(part._top) : part.height() - 3, middle - 4 : middle + 5])
    inks = [float(ink) for ink in column.flatten()]
    assert max(ratio(rail, ink) for ink in inks) >= MUST["sign"]
    return [max(ratio(ground, ink) for ink in inks)]


def pressure_contrasts(scene, pixels):
    """A bar that counts against the ground, and against one that does not."""
    part = scene.pressure
    wide = part.height() * 0.40
    first = at(pixels, wide / 2, part.height() - 3)
    last = at(pixels, 4 * wide * 1.42 + wide / 2, part.height() - 3)
    ground = at(pixels, part.width() - 3, 3)
    return [ratio(first, ground), ratio(first, last)]


def disc_contrasts(scene, pixels):
    """A mark's number or sign on it; its fill or its rim against the skin around it."""
    found = []
    for place, picture in scene.back._discs:
        side = picture.deviceIndependentSize().width() - 4
        on_hand = any(rect.contains(place.toPoint()) for rect in scene.back.hand_rects())
        if on_hand or side > SIZE.height() * DISC / 100 + 1:
            continue  # or it is the ring round the area in work
        middle = place + QPointF(side / 2 + 2, side / 2 + 2)
        inner = QRectF(0, 0, side * 0.56, side * 0.56)
        inner.moveCenter(middle)
        found.append(seen(within(pixels, inner.toRect())))
        round_about = [
            at(pixels, middle.x() + side * 0.72 * x, middle.y() + side * 0.72 * y)
            for x, y in ((0, 1), (0, -1), (1, 0), (-1, 0), (0.7, 0.7), (-0.7, 0.7), (0.7, -0.7))
        ]
        skin = float(np.median(round_about))
        fill = at(pixels, middle.x(), middle.y() + side * 0.33)
        rim = at(pixels, middle.x(), middle.y() + side * 0.455, 0)
        found.append(max(ratio(fill, skin), ratio(rim, skin)))
    return found


def hand_contrasts(scene, pixels):
    """A hand, filled or in outline, against the skin."""
    found = []
    for rect in scene.back.hand_rects():
        inner = rect.adjusted(*(round(rect.width() * part) for part in (0.2, 0.2, -0.2, -0.2)))
        found.append(seen(within(pixels, inner)))
    return found


@pytest.mark.parametrize("situation", [s for s in SITUATIONS if s not in ("finished", "ended")])
@pytest.mark.parametrize("light", [100, 50])
@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_every_sign_of_the_scene(scene, theme, light, situation):
    show(scene, theme, light, situation)
    moment = moment_of(situation)
    least = must(theme)["sign"] * ROUNDING
    pixels = {
        name: pixels_of(getattr(scene, name).grab().toImage())
        for name in ("indicator", "gauge", "pressure", "back")
    }
    signs = {
        "indicator": indicator_contrasts(scene, pixels["indicator"]),
        "gauge": gauge_contrasts(scene, pixels["gauge"]),
        "discs": disc_contrasts(scene, pixels["back"]),
        "hands": hand_contrasts(scene, pixels["back"]),
    }
    if moment.status is not Status.PAUSED:
        ground, other = pressure_contrasts(scene, pixels["pressure"])
        signs["pressure"] = [ground]
        assert other >= 2.0, "a bar that counts, against one that does not"
    for name, contrasts in signs.items():
        assert all(contrast >= least for contrast in contrasts), (name, contrasts)


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_sides_are_named_in_readable_letters(scene, theme):
    show(scene, theme, 100, "resting")
    pixels = pixels_of(scene.back.grab().toImage())
    for x in (-0.165, 0.165):
        place = QRect(0, 0, 18, 18)
        place.moveCenter(scene.back.frame.pixel((x, 0.222)).toPoint())
        assert seen(within(pixels, place)) >= must(theme)["text"] * ROUNDING


def test_in_and_out_differ_without_any_colour(scene):
    """Filled or outlined, upward or downward: the arrow's and the hands' lit areas differ."""
    lit = {}
    for situation in ("in", "out"):
        show(scene, CONTRAST, 100, situation)
        middle = scene.indicator._centre().toPoint()
        sign = QRect(middle.x() - 60, middle.y() - 60, 120, 120)
        grey = luminances(within(pixels_of(scene.indicator.grab().toImage()), sign))
        lit[situation] = (grey > 0.3).sum()
        assert moment_of(situation).force is (
            Force.INHALE if moment_of(situation).phase is Phase.INHALE else Force.EXHALE
        )
    assert lit["in"] > 1.5 * lit["out"]
