"""The session sheet: all that is needed beside the table, whole at both sizes."""

from itertools import pairwise

import msgspec
import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from coach.breath.rate_plan import RatePlan
from coach.massage.plan import lay
from coach.session.events import Pacing
from coach.session.prepared import Hands, Prepared
from coach.ui import words
from coach.ui.printing.document import Document, in_full
from coach.ui.printing.paper import A4, PAPERS
from coach.ui.printing.pdf import to_pdf
from coach.ui.printing.sheet import sheet_of
from tests.helpers.sessions import shipped
from tests.ui.printing.conftest import DAY, LONG, PREPARED, Pdf, choice

pytestmark = pytest.mark.usefixtures("fonts")


def printed(tmp_path, made, paper=A4, **more):
    path = tmp_path / "sheet.pdf"
    to_pdf(sheet_of(made, "en", DAY, **more), paper, path)
    return Pdf(path)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
@pytest.mark.parametrize("name", ["back-pain", "trapezius"])
def test_a_shipped_massage_is_one_page_with_every_stage_and_cue(tmp_path, paper, name):
    protocol = shipped(name)
    made = printed(tmp_path, choice(protocol, minutes=protocol.minutes.usual), paper)
    assert made.pages == 1
    ends = lay(protocol.stage, round(protocol.minutes.usual * 60_000))
    for number, (stage, (start, end)) in enumerate(
        zip(protocol.stage, pairwise((0, *ends)), strict=True), start=1
    ):
        assert made.has(f"{number}. {stage.name['en']}")
        assert made.has(f"{words.clock(start)} – {words.clock(end)}")
        assert made.has(words.stand(stage.stand))
        assert made.has(stage.aim["en"])
        for cue in (stage.inhale, stage.exhale):
            assert made.has(f"{cue.text['en']} Pressure {cue.pressure} of 5")
    for said in (protocol.name["en"], "Maria K.", in_full(DAY), "14 breaths/min", "40 % in"):
        assert made.has(said)


def test_what_was_prepared_is_told(tmp_path):
    made = printed(
        tmp_path,
        choice(),
        cautions=["Epilepsy"],
        left="Last time the right shoulder did not soften.",
    )
    assert made.has("8 drops of lavender and 1 drop of jasmine in 30 ml sweet almond oil (2 %)")
    assert made.has("Ease from 14 to 8 breaths/min over 20 min.")
    assert made.has("Epilepsy · Pregnant? (week 12)")
    assert not made.has("Fever")
    assert made.has("left shoulder blade and hip")
    assert made.has("Last time the right shoulder did not soften.")


def test_what_was_not_prepared_is_not_named(tmp_path):
    made = printed(tmp_path, choice(prepared=None, lead=None, client=""))
    for name in ("Oil ", "Lead", "Take care", "Avoid", "Last time", "Hands", "Pressures"):
        assert not made.has(f"{name}30"), name
    assert not made.has("Takecare")
    assert made.has("Client –")


def test_pressures_are_those_of_the_client(tmp_path):
    made = printed(tmp_path, choice(pressure_step=-1))
    assert made.has("Thumbs up, slowly Pressure 3 of 5")
    assert made.has("Rest your hands Pressure 1 of 5")
    assert made.has("1 lighter")


def test_a_session_given_again_has_its_own_ends_and_rhythm(tmp_path):
    protocol = shipped("trapezius")
    ends = tuple(60_000 * (n + 1) + 5_000 for n in range(len(protocol.stage)))
    plan = RatePlan(((0, 12.5), (60_000, 9.0)))
    given = choice(protocol, plan_ms=ends, rate_plan=plan, pacing=Pacing.TAPS)
    made = printed(tmp_path, given)
    assert made.has("0:00 – 1:05")
    assert made.has("as saved, from 12.5 breaths/min on, 40 % in, with my taps")


def hard():
    """Twenty-four stages with words of a language that joins them."""
    protocol = shipped()
    text = {"en": f"{LONG} und {LONG} am Ende"}
    stages = tuple(
        msgspec.structs.replace(
            stage,
            id=f"{stage.id}{turn}",
            name=text,
            aim=text,
            least_min=0.5,
            inhale=msgspec.structs.replace(stage.inhale, text=text),
            exhale=msgspec.structs.replace(stage.exhale, text=text),
        )
        for turn in range(4)
        for stage in protocol.stage
    )
    return msgspec.structs.replace(protocol, name=text, stage=stages[:24])


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_long_words_and_many_stages_are_whole(tmp_path, paper):
    asked = sheet_of(choice(hard(), client=LONG * 2), "en", DAY, left=f"{LONG} " * 9)
    document = Document(asked, paper)
    assert document.text.size().width() <= paper.room.width() + 1
    made = printed(tmp_path, choice(hard(), client=LONG * 2), paper, left=f"{LONG} " * 9)
    assert 5 <= made.pages <= 10
    for number in range(1, 25):
        assert made.has(f"{number}. {LONG} und {LONG} am Ende")
    assert made.count(f"{LONG} und {LONG} am Ende") >= 24 * 4


def picture(asked, name):
    made = asked.pictures[name]
    image = QImage(round(made.wide * 4), round(made.high * 4), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.scale(4, 4)
    made.draw(painter)
    painter.end()
    return image


def test_each_stage_has_its_two_pictures_and_they_differ(qapp):
    asked = sheet_of(choice(), "en", DAY)
    for stage in range(6):
        assert picture(asked, f"in{stage}") != picture(asked, f"out{stage}")


def test_areas_to_avoid_and_a_hand_that_rests_change_the_pictures(qapp):
    plain = sheet_of(choice(prepared=Prepared()), "en", DAY)
    avoids = sheet_of(choice(prepared=Prepared(avoid=PREPARED.avoid)), "en", DAY)
    left = sheet_of(choice(prepared=Prepared(hands=Hands.LEFT)), "en", DAY)
    assert picture(plain, "in1") != picture(avoids, "in1")
    one, both = picture(left, "in1"), picture(plain, "in1")
    middle = one.width() // 2
    assert one.copy(middle + 8, 0, middle - 8, one.height()) != both.copy(
        middle + 8, 0, middle - 8, one.height()
    )
    assert one.copy(0, 0, middle - 20, one.height()) == both.copy(0, 0, middle - 20, one.height())
    assert "avoid" in avoids.pictures
    assert "avoid" not in plain.pictures
