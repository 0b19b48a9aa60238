"""The pictures of the back on paper go the same way as the hands on the screen."""

import math

import pytest
from PySide6.QtCore import QPointF, QSizeF
from PySide6.QtGui import QColor, QImage, QPainter

from coach.massage.avoid import Patch
from coach.session.prepared import Hands
from coach.ui.printing.back import areas_picture, stroke_picture
from coach.ui.session import body
from tests.helpers.sessions import shipped

pytestmark = pytest.mark.usefixtures("fonts")

WIDE, HIGH = 300, 438
RIGHT_FLANK = Patch(0.1, 0.6, 0.06)
WHOLE_RIGHT = tuple(Patch(0.05 + 0.1 * i, 0.1 * k, 0.12) for i in range(4) for k in range(11))


def painted(picture):
    image = QImage(WIDE, HIGH, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    picture.draw(painter)
    painter.end()
    return image


def inked(stage, hands, avoid, *, inhale=True):
    """Where hands and their ways are, in the back's coordinates: what the back alone has not."""
    stroke = painted(stroke_picture(stage, inhale=inhale, hands=hands, avoid=avoid, wide=WIDE))
    alone = painted(areas_picture((), avoid, WIDE, ("", "")))
    frame = body.Frame(QSizeF(WIDE, HIGH), 0)
    return [
        frame.point(QPointF(x, y))
        for x in range(0, WIDE, 2)
        for y in range(0, HIGH, 2)
        if stroke.pixel(x, y) != alone.pixel(x, y)
    ]


@pytest.mark.parametrize("inhale", [True, False])
def test_the_way_goes_round_what_is_avoided(inhale):
    stage = next(each for each in shipped("back-pain").stage if each.id == "effleurage")
    places = inked(stage, Hands.BOTH, (RIGHT_FLANK,), inhale=inhale)
    assert any(x > 0.05 for x, _ in places)
    middle = (RIGHT_FLANK.x, RIGHT_FLANK.y)
    assert all(math.dist(place, middle) > RIGHT_FLANK.radius - 0.01 for place in places)


def test_a_hand_whose_side_is_all_painted_is_not_drawn():
    places = inked(shipped("back-pain").stage[0], Hands.BOTH, WHOLE_RIGHT)
    assert places
    assert all(x < 0 for x, _ in places)


@pytest.mark.parametrize(("hands", "side"), [(Hands.LEFT, -1), (Hands.RIGHT, 1)])
def test_only_the_hand_that_works_is_drawn(hands, side):
    places = inked(shipped("back-pain").stage[0], hands, ())
    assert places
    assert all(x * side > 0 for x, _ in places)
