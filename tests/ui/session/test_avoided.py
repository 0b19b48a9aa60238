"""Areas to avoid on the Session page: hatched in every theme, turn and light; one hand alone."""

import pytest
from PySide6.QtCore import Qt

from coach.breath.pattern import BreathPattern, Phase
from coach.live.performer import FRAME_MS
from coach.massage.avoid import Patch
from coach.session.decide import RefusedError
from coach.session.prepared import Hands, Prepared
from coach.ui import words
from coach.ui.session import hatching
from coach.ui.theme import CONTRAST, DARK, LIGHT
from tests.helpers.sessions import Rehearsal
from tests.ui.session.conftest import in_the_middle_of

AVOID = (Patch(-0.19, 0.33, 0.05), Patch(0.25, 0.6, 0.03))


def session(hands=Hands.BOTH, avoid=AVOID):
    prepared = Prepared(avoid=avoid, hands=hands)
    return Rehearsal(pattern=BreathPattern(12.0), tapped=True, prepared=prepared)


def contrast_in(page, patch):
    """How far the lightest and the darkest of a patch's inside lie apart."""
    image = page.back.grab().toImage()
    reach = patch.radius * 0.6
    tones = [
        image.pixelColor(
            page.back.frame.pixel((patch.x + reach * i / 10, patch.y)).toPoint()
        ).lightness()
        for i in range(-10, 11)
    ]
    return max(tones) - min(tones)


@pytest.mark.parametrize("theme", [DARK, LIGHT, CONTRAST], ids=lambda t: t.name)
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_areas_are_hatched_in_every_theme_and_turn(page, theme, turn):
    page.set_theme(theme)
    page.back.turn_to(turn)
    plain = [contrast_in(page, patch) for patch in AVOID]
    page.show_moment(session().moment())
    for patch, before in zip(AVOID, plain, strict=True):
        assert contrast_in(page, patch) > before + 60


@pytest.mark.parametrize("light", [25, 10])
def test_with_little_light_they_are_still_there(page, light):
    page.show_moment(session(avoid=()).moment())
    page.set_light(light)
    plain = page.back.grab().toImage()
    page.show_moment(session().moment())
    assert page.back.grab().toImage() != plain
    assert contrast_in(page, AVOID[0]) > 15


def test_the_hatching_is_painted_once_and_not_in_each_frame(page, monkeypatch):
    drawn = []
    draw = hatching.draw
    monkeypatch.setattr(hatching, "draw", lambda *args: drawn.append(1) or draw(*args))
    live = session()
    page.show_moment(live.moment())
    drawn.clear()
    for _ in range(50):
        live.wait(FRAME_MS)
        page.show_moment(live.moment())
    assert drawn == []


def test_another_session_begins_without_them(page, rehearsal):
    page.show_moment(session(Hands.LEFT).moment())
    page.show_moment(rehearsal.moment())
    assert contrast_in(page, AVOID[0]) < 60
    assert len(page.back.hand_rects()) == 2
    assert page.back.accessibleDescription() == "No tense areas marked."


@pytest.mark.parametrize(("hands", "side"), [(Hands.LEFT, -1), (Hands.RIGHT, 1)])
def test_one_hand_alone_is_where_that_hand_goes(page, hands, side):
    live = session(hands)
    for phase in (Phase.INHALE, Phase.EXHALE):
        moment = live.wait_for(in_the_middle_of(phase))
        page.show_moment(moment)
        (rect,) = page.back.hand_rects()
        at = page.back.frame.pixel(moment.hands[0 if side < 0 else 1]).toPoint()
        assert (rect.center() - at).manhattanLength() <= 3
        assert [look.side for look in page.back._looks] == [side]


def test_a_reader_is_told_of_both(page):
    page.show_moment(session(Hands.RIGHT).moment())
    assert page.back.accessibleDescription() == (
        "No tense areas marked. To be avoided: left shoulder; right upper arm. The right hand only."
    )


def test_a_click_on_a_hatched_area_is_refused_with_a_word(qtbot, page, sent):
    live = session()
    page.show_moment(live.moment())
    at = page.back.frame.pixel((AVOID[0].x, AVOID[0].y)).toPoint()
    qtbot.mouseClick(page.back, Qt.MouseButton.LeftButton, pos=at)
    with pytest.raises(RefusedError) as refusal:
        live.do(*sent)
    assert words.refusal(refusal.value.code) == "To be avoided: no mark here."
