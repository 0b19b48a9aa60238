"""No word is clipped: at every size, at 200 %, in a language twice as long, in every situation."""

import pytest
from PySide6.QtCore import QCoreApplication

from coach.breath.pattern import BreathPattern, Phase
from coach.session import commands as cmd
from coach.session.events import HoldReason, Pacing, PauseReason
from coach.ui.session import breath_word, clock_face, cue, lettering, prompt, stage_line, waiting
from coach.ui.session.page import SessionPage
from coach.ui.theme import DARK
from tests.helpers.pages import Doubling, clipped, show
from tests.helpers.sessions import Rehearsal
from tests.ui.session.conftest import in_kneading, in_the_middle_of, settled

SIZES = [(1280, 800), (1920, 1080), (1024, 700)]
FITTED = [breath_word, clock_face, cue, prompt, stage_line, waiting]


@pytest.fixture
def fitted(monkeypatch):
    """Each painted text: its block, and the box that it was given."""
    seen = []

    def watched(text, width, height, *rest, **more):
        block = lettering.fit(text, width, height, *rest, **more)
        seen.append((text, block, width, height))
        return block

    for module in FITTED:
        monkeypatch.setattr(module, "fit", watched)
    return seen


@pytest.fixture(params=[False, True], ids=["plain", "doubled"])
def language(request, qapp):
    if not request.param:
        yield
        return
    doubling = Doubling()
    QCoreApplication.installTranslator(doubling)
    yield
    QCoreApplication.removeTranslator(doubling)


def kneading():
    rehearsal = Rehearsal(pattern=BreathPattern(12.0, 0.4, 0.0), tapped=True)
    in_kneading(rehearsal, cmd.MarkAt(-0.1, 0.5), cmd.MarkAt(0.25, 0.5))
    rehearsal.wait(125_000, tick_ms=500)
    return rehearsal


def slept():
    rehearsal = Rehearsal()
    rehearsal.wait_until(1_359_000, tick_ms=1000)
    rehearsal.do(cmd.Pause(PauseReason.SLEPT))
    rehearsal.wait(65_000, tick_ms=1000)
    return rehearsal


def oil():
    rehearsal = Rehearsal()
    rehearsal.do(cmd.Hold(HoldReason.OIL))
    rehearsal.wait(9_000)
    return rehearsal


def resting():
    rehearsal = Rehearsal(pacing=Pacing.TAPS)
    rehearsal.wait(9_000)
    return rehearsal


def coming(stage):
    def made():
        rehearsal = Rehearsal()
        rehearsal.wait_for(
            lambda m: m.stage == stage and m.coming is not None, within_ms=2_400_000, tick_ms=500
        )
        rehearsal.wait_for(in_the_middle_of(Phase.INHALE))
        return rehearsal

    return made


def finished():
    rehearsal = Rehearsal()
    rehearsal.wait_for(lambda m: m.finished, within_ms=2_500_000, tick_ms=500)
    rehearsal.wait(80_000, tick_ms=500)
    return rehearsal


def ended():
    rehearsal = finished()
    rehearsal.do(cmd.End())
    return rehearsal


SITUATIONS = [kneading, slept, oil, resting, coming(1), coming(2), coming(5), finished, ended]


@pytest.fixture(scope="module")
def situations():
    return [(made(), made) for made in SITUATIONS]


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("size", SIZES)
def test_no_word_is_clipped(qtbot, situations, fitted, language, size, scale):
    page = SessionPage(DARK)
    page.begin(language="en", turn_degrees=0, rehearsal_speed=4.0)
    show(qtbot, page, size[0], size[1], scale=scale)
    for rehearsal, _ in situations:
        page.show_moment(rehearsal.moment())
        settled()
        page.grab()
        assert clipped(page.bar) == []
        for part in page._painted:
            assert page.rect().contains(part.geometry()), part
            assert part.geometry().bottom() < page.bar.y(), part
        assert page.bar.geometry().bottom() <= page.rect().bottom()
    assert fitted
    for text, block, width, height in fitted:
        if text:
            assert block.width <= width, (text, block.font.pixelSize())
            assert block.height <= height, (text, block.font.pixelSize())
            assert block.font.pixelSize() >= 10, text


@pytest.mark.parametrize("size", SIZES)
def test_the_letters_for_reading_from_afar_have_their_heights(qtbot, size):
    page = SessionPage(DARK)
    page.begin(language="en", turn_degrees=0, rehearsal_speed=None)
    show(qtbot, page, *size)
    rehearsal = Rehearsal()
    rehearsal.wait_for(lambda m: m.stage == 1, within_ms=400_000, tick_ms=500)
    page.show_moment(rehearsal.wait_for(in_the_middle_of(Phase.INHALE)))
    height = size[1] / 100
    elapsed = page.clock.blocks()[0]
    assert elapsed.capitals >= 4.8 * height
    assert page.cue.card
    cue_block = page.cue.block(page.cue.card)
    assert cue_block.capitals >= (6.9 if size == (1024, 700) else 7.0) * height
    assert page.word._word().capitals >= 5.8 * height
    assert page.height() * 0.38 > page.indicator.width() > page.height() * 0.30


def test_larger_text_enlarges_small_letters_only(qtbot):
    page = SessionPage(DARK)
    page.begin(language="en", turn_degrees=0, rehearsal_speed=None)
    show(qtbot, page, 1920, 1080)
    moment = Rehearsal().moment()
    page.show_moment(moment)
    plain = page.clock.blocks()
    page.set_text_scale(2.0)
    large = page.clock.blocks()
    assert large[0].capitals == plain[0].capitals
    assert large[1].capitals > 1.6 * plain[1].capitals


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("size", SIZES)
def test_the_panels_fit_between_head_and_bar(qtbot, language, size, scale):
    page = SessionPage(DARK)
    page.begin(language="en", turn_degrees=0, rehearsal_speed=None)
    show(qtbot, page, size[0], size[1], scale=scale)
    page.show_moment(Rehearsal().moment())
    page.bar.more.setChecked(True)
    page.ask_to_end()
    page.show_notice("Answered already. The next area begins with a breath in.")
    page.show_warning("Disk full. Carry on; saved up to 12:40. Free space to save the rest.")
    settled()
    for panel in (page.more, page.end_panel, page.notice, page.warning):
        assert page.rect().contains(panel.geometry()), panel
    for panel in (page.end_panel, page.notice, page.warning):
        assert clipped(panel) == []
