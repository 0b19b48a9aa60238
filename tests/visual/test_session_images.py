"""Images of the Session screen at fixed Moments, compared with a tolerance.

`COACH_NEW_IMAGES=1` writes them anew; look at each before it is committed.
"""

import functools
import os
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage

from coach.breath.pattern import BreathPattern
from coach.massage.back import Outcome
from coach.session import commands as cmd
from coach.ui.session.page import SessionPage
from coach.ui.style import style_sheet
from coach.ui.theme import DARK, LIGHT, font, load_fonts, palette
from tests.helpers.sessions import Rehearsal

IMAGES = Path(__file__).parent / "images"
STAGES = ("contact", "effleurage", "kneading", "trapezius", "vibration", "closing")
SLOW = BreathPattern(10.0)
MEAN_TOLERANCE = 1.0
"""Mean difference of a pixel's channel, of 255."""
FAR = 48
FAR_SHARE = 0.004
"""So many of the channels may differ by more than FAR: edges of letters and curves."""


@functools.cache
def moment_of(stage: str, phase: str):
    """A breath into the stage, with two marks, in the middle of the phase."""
    session = Rehearsal(pattern=SLOW, tapped=True)
    session.do(cmd.MarkAt(-0.09, 0.44), cmd.MarkAt(0.10, 0.62))
    for place, name in enumerate(STAGES[: STAGES.index(stage) + 1]):
        session.wait_for(lambda m, place=place: m.stage == place, tick_ms=20)
        breath = session.moment().breath + 1
        session.wait_for(lambda m, breath=breath: m.breath == breath, tick_ms=20)
        if name == "kneading" and stage != "kneading":
            session.do(cmd.Answer(Outcome.SOFTENED))
        if name != stage:
            session.do(cmd.NextStage())
    inhale_ms = round(SLOW.inhale_ms)
    session.wait(round(inhale_ms * 0.6 if phase == "in" else inhale_ms + 1_500))
    return session.moment()


@pytest.fixture
def dressed(qapp):
    """The application as the program dresses it."""
    load_fonts()
    before = qapp.palette(), qapp.font()

    def dress(theme):
        qapp.setFont(font(16))
        qapp.setPalette(palette(theme))
        qapp.setStyleSheet(style_sheet(theme, 1.0))

    yield dress
    qapp.setStyleSheet("")
    qapp.setPalette(before[0])
    qapp.setFont(before[1])


def picture_of(qtbot, theme, size, moment) -> QImage:
    page = SessionPage(theme)
    qtbot.addWidget(page)
    page.resize(*size)
    page.begin(language="en", turn_degrees=0, rehearsal_speed=None)
    page.show()
    page.show_moment(moment)
    qtbot.waitUntil(lambda: page.bar.age.height() >= page.bar.age.sizeHint().height())
    return page.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)


def pixels(image: QImage):
    """(height, width, 3) of bytes."""
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width() * 3].reshape(image.height(), image.width(), 3).astype(np.int16)


def check(image: QImage, name: str, tmp_path: Path) -> None:
    file = IMAGES / f"{name}.png"
    if os.environ.get("COACH_NEW_IMAGES"):
        assert image.save(str(file))
        return
    wanted = QImage(str(file)).convertToFormat(QImage.Format.Format_RGB888)
    assert wanted.size() == image.size(), f"no image {file.name}"
    difference = np.abs(pixels(image) - pixels(wanted))
    far_share = float((difference > FAR).mean())
    if difference.mean() > MEAN_TOLERANCE or far_share > FAR_SHARE:
        image.save(str(tmp_path / f"{name}.png"))
        grey = difference.max(axis=2).astype(np.uint8).copy()
        height, width = grey.shape
        marked = QImage(grey.data, width, height, width, QImage.Format.Format_Grayscale8)
        marked.save(str(tmp_path / f"{name}-difference.png"))
        pytest.fail(
            f"{name}: mean difference {difference.mean():.2f}, {far_share:.2%} far off;"
            f" see {tmp_path}"
        )


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
@pytest.mark.parametrize("phase", ["in", "out"])
@pytest.mark.parametrize("stage", STAGES)
def test_every_stage_and_phase(qtbot, dressed, tmp_path, stage, phase, theme):
    dressed(theme)
    image = picture_of(qtbot, theme, (1280, 800), moment_of(stage, phase))
    check(image, f"{stage}-{phase}-{theme.name}", tmp_path)


@pytest.mark.parametrize("phase", ["in", "out"])
def test_on_a_large_screen(qtbot, dressed, tmp_path, phase):
    dressed(DARK)
    image = picture_of(qtbot, DARK, (3840, 2160), moment_of("effleurage", phase))
    check(image, f"effleurage-{phase}-2160p", tmp_path)
