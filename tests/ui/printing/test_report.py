"""The report: what a session was, from its events alone."""

import msgspec
import pytest

from coach.breath.lead import Lead
from coach.library.store import Heading, SessionRow
from coach.session import commands as cmd
from coach.session import events as ev
from coach.session.state import IllegalEventError
from coach.session.summary import summarise
from coach.session.timeline import Timeline
from coach.ui import words
from coach.ui.library.course import course_of
from coach.ui.printing.chart import RateChart
from coach.ui.printing.document import Document
from coach.ui.printing.paper import A4, PAPERS
from coach.ui.printing.pdf import to_pdf
from coach.ui.printing.report import report_of
from tests.helpers.sessions import Rehearsal, shipped
from tests.ui.library.conftest import given, given_again
from tests.ui.printing.conftest import DAY, LONG, PREPARED, Pdf

pytestmark = pytest.mark.usefixtures("fonts")


@pytest.fixture(scope="module")
def events():
    first, *others = given().events
    lead = Lead(8.0, 20 * 60_000)
    return [msgspec.structs.replace(first, prepared=PREPARED, lead=lead, format=3), *others]


def row(events, client="Maria K.", status="ended", speed=1.0):
    heading = Heading(
        "2026-11-20T09:30:00+00:00", 3600, client, "back-pain", "Back pain massage", 120_000, speed
    )
    end = events[-1].t_ms
    return SessionRow(1, heading, status, end, end, len(events))


def printed(tmp_path, events, paper=A4, **more):
    path = tmp_path / "report.pdf"
    to_pdf(report_of(row(events, **more), events, "en", DAY), paper, path)
    return Pdf(path)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_figures_are_the_summarys(tmp_path, events, paper):
    made = printed(tmp_path, events, paper)
    figures = summarise(events)
    assert made.has("Maria K.")
    assert made.has("10:30 – ")
    assert made.has(f"{words.clock(figures.hands_on_ms)} of {words.clock(figures.planned_ms)}")
    assert made.has(f"{figures.first_bpm:.1f} → {figures.last_bpm:.1f}")
    assert made.has(f"{figures.mean_bpm:.1f} on average")
    assert made.has(f"Breaths {figures.breaths}")
    for stage in figures.stages:
        times = f"{words.clock(stage.planned_ms)} {words.clock(stage.actual_ms)}"
        assert made.has(f"{stage.name['en']} {times}")
    for area in figures.areas:
        became = words.outcome(area.outcome, begun=area.worked_ms > 0)
        assert made.has(f"{became} {words.clock(area.worked_ms)}")


def test_what_was_prepared_and_asked_is_told(tmp_path, events):
    made = printed(tmp_path, events)
    assert made.has("8 drops of lavender and 1 drop of jasmine in 30 ml sweet almond oil")
    assert made.has("Ease from 15 to 8 breaths/min over 20 min.")
    assert made.has("Fever or infection? no")
    assert made.has("Pregnant? (week 12) yes")
    assert made.has("left shoulder blade and hip")


def test_pauses_and_holds_have_their_lengths(tmp_path, events):
    made = printed(tmp_path, events)
    assert made.has("Held for 0:09")
    assert made.has("Paused for 1:00")


def test_a_session_with_nothing_special_names_none_of_it(tmp_path):
    live = Rehearsal(shipped("trapezius"))
    live.wait(20_000, tick_ms=500)
    live.do(cmd.End())
    made = printed(tmp_path, live.events, client="")
    assert made.pages == 1
    for said in ("Tense areas", "Pauses", "Asked before", "Avoided", "Oil", "interrupted"):
        assert not made.has(said)


def test_an_interrupted_rehearsal_says_so(tmp_path, events):
    made = printed(tmp_path, events, status="interrupted", speed=20.0)
    assert made.has("interrupted, rehearsal ×20")


def test_the_time_is_the_clocks_on_the_wall_also_of_a_rehearsal(tmp_path):
    live = Rehearsal(minutes=40)
    live.wait(39 * 60_000, tick_ms=1_000)
    live.do(cmd.End())
    assert printed(tmp_path, live.events).has("Time 10:30 – 11:09")
    assert printed(tmp_path, live.events, speed=13.0).has("Time 10:30 – 10:33")


def test_of_one_that_was_gone_on_with_later_only_the_start_is_known(tmp_path):
    live = Rehearsal()
    live.wait(60_000, tick_ms=1_000)
    live.do(cmd.Pause(ev.PauseReason.INTERRUPTED))
    live.wait(2_000)
    live.do(cmd.Tap())
    live.wait(60_000, tick_ms=1_000)
    live.do(cmd.End())
    made = printed(tmp_path, live.events)
    assert made.has("Time 10:30")
    assert not made.has("10:30 –")


def test_a_difference_is_that_of_the_two_times_beside_it(tmp_path):
    live = Rehearsal(minutes=40)
    live.wait(40 * 60_000, tick_ms=2_000)
    live.do(cmd.End())
    made = printed(tmp_path, live.events)
    for stage in summarise(live.events).stages:
        planned, was = (words.clock(ms) for ms in (stage.planned_ms, stage.actual_ms))
        off = stage.actual_ms // 1000 - stage.planned_ms // 1000
        said = f"{'+' if off > 0 else '−'}{words.clock(abs(off) * 1000)}" if off else "–"
        assert made.has(f"{stage.name['en']} {planned} {was} {said}")


def test_what_was_planned_for_after_the_end_is_not_drawn(events):
    timeline = Timeline(events)
    course = course_of(timeline, 60_000, "en")
    course = msgspec.structs.replace(course, length_ms=60_000, rates=((0, 14.0),))
    chart = RateChart(msgspec.structs.replace(course, plan=((0, 14.0), (90_000, 8.0))), 400, 100)
    assert chart.line(((0, 14.0), (90_000, 8.0))).boundingRect().height() == 0.0
    assert chart.line(((0, 14.0), (30_000, 8.0))).boundingRect().height() > 0.0


def test_an_area_that_was_begun_is_not_called_untouched(tmp_path):
    live = Rehearsal(shipped())
    live.do(cmd.MarkAt(0.1, 0.5))
    live.do(cmd.NextStage())
    live.wait(20_000, tick_ms=500)
    live.do(cmd.NextStage())
    live.wait(20_000, tick_ms=500)
    live.do(cmd.End())
    (area,) = summarise(live.events).areas
    assert area.worked_ms > 0
    made = printed(tmp_path, live.events)
    assert made.has(f"not finished {words.clock(area.worked_ms)}")
    assert not made.has("not worked on")


def test_one_that_followed_another_shows_both_rates(tmp_path):
    made = printed(tmp_path, given_again(given().events).events)
    assert made.has("A saved session's rhythm.")
    assert made.has("Broken line: as planned.")


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_many_areas_and_long_words_are_whole(tmp_path, paper):
    protocol = shipped()
    stages = tuple(
        msgspec.structs.replace(stage, name={"en": f"{LONG} und {LONG}"})
        for stage in protocol.stage
    )
    live = Rehearsal(msgspec.structs.replace(protocol, stage=stages))
    for number in range(90):
        live.do(cmd.MarkAt(-0.1 if number % 2 else 0.1, 0.30 + 0.006 * number))
    live.wait(5_000, tick_ms=500)
    live.do(cmd.End())
    asked = report_of(row(live.events, LONG * 3), live.events, "en", DAY)
    document = Document(asked, paper)
    assert document.text.size().width() <= paper.room.width() + 1
    made = printed(tmp_path, live.events, paper, client=LONG * 3)
    assert made.pages == document.page_count
    areas = live.state.areas
    assert len(areas) == 90
    for area in areas:
        assert made.has(f"{area.number} {words.place(area)} not worked on 0:00")


def test_no_session_is_told(events):
    with pytest.raises(IllegalEventError):
        report_of(row(events), events[1:], "en", DAY)
