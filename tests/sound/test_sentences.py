"""Every code has its spoken words; numbers are words; a translation is spoken."""

import subprocess
from pathlib import Path

import PySide6
import pytest
from PySide6.QtCore import QCoreApplication, QTranslator

from coach.breath.pattern import MAX_RATE_BPM, MIN_RATE_BPM
from coach.massage.back import Outcome, Region, Side, TenseArea
from coach.massage.protocol import Stand
from coach.session.events import HoldReason, Pacing, PauseReason
from coach.sound import sentences
from tests.helpers.sessions import SHIPPED, shipped

TS = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS><TS version="2.1" language="de_DE"><context><name>speech</name>
<message><source>Tempo {n}.</source><translation>Tempo {n}!</translation></message>
<message><source>twelve</source><translation>zwölf</translation></message>
</context></TS>
"""
PLACES = {
    Region.NECK: (0.06, 0.2),
    Region.SHOULDER: (0.1, 0.3),
    Region.SHOULDER_BLADE: (0.1, 0.45),
    Region.UPPER_ARM: (0.25, 0.4),
    Region.MIDDLE_BACK: (0.1, 0.6),
    Region.LOWER_BACK: (0.1, 0.8),
    Region.HIP: (0.1, 0.95),
}


@pytest.mark.parametrize(
    ("rate", "said"),
    [
        (4.0, "Tempo four."),
        (12.0, "Tempo twelve."),
        (12.5, "Tempo twelve and a half."),
        (12.31, "Tempo twelve point three."),
        (12.96, "Tempo thirteen."),
        (24.0, "Tempo twenty-four."),
    ],
)
def test_the_tempo_is_said_in_words(rate, said):
    assert sentences.tempo(rate) == said


def test_no_tempo_of_the_slider_is_said_in_figures():
    for rate in range(round(MIN_RATE_BPM), round(MAX_RATE_BPM) + 1):
        said = sentences.tempo(float(rate))
        assert not any(letter.isdigit() for letter in said), said
    assert sentences.number(25) == "25"


@pytest.mark.parametrize("region", Region)
@pytest.mark.parametrize("side", Side)
def test_every_place_has_a_name(region, side):
    offset, y = PLACES[region]
    area = TenseArea(1, side, offset, y, 0)
    assert area.region is region
    said = sentences.area_taken_up(area)
    assert said.startswith("Area one, ")
    assert region.value.replace("_", " ") in said


def test_every_code_is_said():
    area = TenseArea(2, Side.LEFT, 0.1, 0.3, 0)
    said = [
        *map(sentences.pacing, Pacing),
        *map(sentences.held, HoldReason),
        *map(sentences.paused, PauseReason),
        *map(sentences.stand, Stand),
        sentences.area_answered(TenseArea(2, Side.LEFT, 0.1, 0.3, 0, Outcome.SOFTENED)),
        sentences.area_answered(TenseArea(2, Side.LEFT, 0.1, 0.3, 0, Outcome.NOT_SOFTENED)),
        sentences.undone(2, None),
        sentences.undone(2, area),
        sentences.area_marked(area),
    ]
    assert len(set(said)) == len(said)
    for sentence in said:
        assert sentence.endswith(".")
        assert "{" not in sentence


def test_areas_that_are_not_reached_are_named():
    assert sentences.unreached((3,)) == "There is no time left for area three."
    assert sentences.unreached((2, 3)) == "There is no time left for areas two and three."
    assert sentences.unreached((1, 2, 3)) == "There is no time left for areas one, two and three."


@pytest.mark.parametrize("name", SHIPPED)
def test_a_stages_sentences_are_short_enough_to_be_heard(name):
    for stage in shipped(name).stage:
        said = [
            sentences.stage(stage, "en", soft_areas=True),
            sentences.cue(stage.inhale.text, "en"),
            sentences.cue(stage.exhale.text, "en"),
            sentences.aim(stage, "en") or "",
        ]
        assert all(len(sentence) <= 40 for sentence in said)
        assert not any(".." in sentence for sentence in said)


def test_a_long_aim_is_not_said_and_one_with_a_colon_up_to_it():
    aims = {stage.id: sentences.aim(stage, "en") for stage in shipped().stage}
    assert aims["effleurage"] == "Find the tight, rigid areas."
    assert aims["trapezius"] is None


def test_a_refusal_is_said_where_it_helps():
    assert sentences.refusal("nothing_to_undo") == "Nothing to undo."
    assert sentences.refusal("not_a_number") is None
    assert sentences.refusal("unheard of") is None


@pytest.fixture
def german(qapp, tmp_path):
    (tmp_path / "coach_de.ts").write_text(TS, encoding="utf-8")
    release = Path(PySide6.__file__).parent / "lrelease"
    made = subprocess.run([release, "coach_de.ts"], cwd=tmp_path, capture_output=True, check=False)
    if made.returncode != 0:
        pytest.skip(f"Qt's lrelease does not run here: {made.stderr.decode()}")
    translator = QTranslator()
    assert translator.load(str(tmp_path / "coach_de.qm"))
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


def test_a_translation_is_spoken(german):
    assert sentences.tempo(12.0) == "Tempo zwölf!"
