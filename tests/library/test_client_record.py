"""A client's record: what a session makes of it, and which answers still count."""

from contextlib import closing
from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.assets import asset_folder
from coach.breath.lead import Lead
from coach.breath.pattern import BreathPattern
from coach.library.client_record import (
    ANSWERS_COUNT_DAYS,
    ClientRecord,
    Given,
    Pregnant,
    new_record,
    prepared_for,
    previous_answers,
    updated,
    with_answers,
)
from coach.library.formats import transfer
from coach.library.store import Store
from coach.massage.avoid import Patch
from coach.massage.cautions import Caution
from coach.massage.checks import answer, parse_checks, to_ask, verdict_of
from coach.session import commands as cmd
from coach.session.decide import begin
from coach.session.events import Pacing
from coach.session.prepared import Hands, Prepared
from coach.session.repeat import Part, repeat_of
from tests.helpers.sessions import Rehearsal, shipped
from tests.library.making import HEADING

CHECKS = parse_checks((asset_folder("checks") / "before-starting.toml").read_text("utf-8"))
BY_ID = {check.id: check for check in CHECKS}
DAY = date(2026, 3, 1)
TOKEN = "0123456789abcdef" * 2
GIVEN = Given(TOKEN, "2026-03-01T09:30:00+00:00", DAY)


def nothing_against():
    return tuple(answer(check, yes=False) for check in CHECKS)


def given_with(prepared):
    started = begin(
        shipped("trapezius"),
        720_000,
        BreathPattern(11.6),
        Pacing.STEADY,
        tapped=True,
        prepared=prepared,
    )
    live = Rehearsal.of(started)
    live.do(cmd.SetTempo(rate_bpm=10.5), cmd.ChangePressure(1), cmd.MarkAt(0.1, 0.3), cmd.End())
    return live.events


def test_the_next_session_starts_from_the_last():
    patch = Patch(0.1, 0.5, 0.04)
    prepared = Prepared(answers=nothing_against(), avoid=(patch,), hands=Hands.LEFT)
    begun = prepared_for(new_record("A. M."), prepared, CHECKS, DAY)
    record = updated(begun, given_with(prepared), GIVEN)
    assert record.rhythm == (10.5, 0.4, 0.0)
    assert (record.protocol_id, record.minutes, record.pressure_step) == ("trapezius", 12.0, 1)
    assert (record.hands, record.avoid) == (Hands.LEFT, (patch,))
    assert (record.last.session, record.last.on, record.last.rate_bpm) == (TOKEN, DAY, 10.5)
    assert [area.region.value for area in record.last.areas] == ["shoulder"]
    assert len(record.answers) == len(CHECKS)
    assert previous_answers(record, CHECKS, DAY) == nothing_against()
    assert len(to_ask(CHECKS, previous_answers(record, CHECKS, DAY))) == len(CHECKS) - 3


@pytest.mark.parametrize("prepared", [None, Prepared(answers=nothing_against())])
def test_what_was_painted_and_answered_since_a_session_began_stays(prepared):
    patch = Patch(0.1, 0.5, 0.04)
    before = msgspec.structs.replace(new_record("A."), avoid=(patch,), hands=Hands.RIGHT)
    before = with_answers(before, [answer(BY_ID["clot"], yes=True)], CHECKS, DAY)
    record = updated(before, given_with(prepared), GIVEN)
    assert (record.avoid, record.hands) == ((patch,), Hands.RIGHT)
    assert record.answers == before.answers


def usual():
    return msgspec.structs.replace(
        new_record("A."), lead=Lead(6.0, 900_000), protocol_id="trapezius", minutes=12.0
    )


def ended(live):
    live.do(cmd.NextStage())
    live.breathe(3)
    live.do(cmd.End())
    return live.events


@pytest.mark.parametrize("part", Part)
def test_a_session_given_again_leaves_the_usual_length_and_the_lead(part):
    repeat = repeat_of(ended(Rehearsal(shipped("trapezius"), minutes=20)), part)
    started = begin(**msgspec.structs.asdict(repeat), tapped=True)
    record = updated(usual(), ended(Rehearsal.of(started)), GIVEN)
    assert (record.minutes, record.lead) == (12.0, Lead(6.0, 900_000))
    assert record.last.minutes == pytest.approx(started.plan_ms[-1] / 60_000)
    other = msgspec.structs.replace(usual(), protocol_id="back-pain", minutes=40.0)
    assert updated(other, ended(Rehearsal.of(started)), GIVEN).minutes == record.last.minutes


@pytest.mark.parametrize(("pacing", "lead"), [("steady", None), ("taps", Lead(6.0, 900_000))])
def test_the_wish_to_lead_is_dropped_only_where_one_could_lead(pacing, lead):
    live = Rehearsal(shipped("trapezius"), pacing=Pacing(pacing))
    live.do(cmd.End())
    assert updated(usual(), live.events, GIVEN).lead == lead


def test_an_answer_about_a_pregnancy_is_a_caution_and_its_weeks_go_on():
    said = answer(BY_ID["pregnancy"], yes=True, weeks=11)
    record = with_answers(new_record("A."), [said], CHECKS, DAY)
    assert record.cautions == (Caution.PREGNANCY,)
    (then,) = previous_answers(record, CHECKS, DAY + timedelta(days=20))
    assert then.weeks == 13
    (finding,) = verdict_of(CHECKS, [then]).findings
    assert finding.advice["en"].startswith("Not lying face down")
    after = with_answers(record, [answer(BY_ID["pregnancy"], yes=False)], CHECKS, DAY)
    assert (after.cautions, after.pregnant) == ((), None)


def test_the_record_has_the_last_word_over_an_old_answer():
    told = msgspec.structs.replace(
        new_record("A."), cautions=(Caution.PREGNANCY,), pregnant=Pregnant(30, DAY)
    )
    (said,) = previous_answers(told, CHECKS, DAY)
    assert (said.check, said.yes, said.weeks) == ("pregnancy", True, 30)
    once = with_answers(told, [said], CHECKS, DAY)
    over = msgspec.structs.replace(once, cautions=(), pregnant=None)
    (then,) = previous_answers(over, CHECKS, DAY)
    assert not then.yes


def test_the_weeks_go_on_for_whoever_comes_more_often_than_weekly():
    record = with_answers(
        new_record("A."), [answer(BY_ID["pregnancy"], yes=True, weeks=10)], CHECKS, DAY
    )
    for days in range(6, 145, 6):
        today = DAY + timedelta(days=days)
        record = with_answers(record, previous_answers(record, CHECKS, today), CHECKS, today)
    assert record.pregnant.weeks_at(DAY + timedelta(days=144)) == 30
    corrected = answer(BY_ID["pregnancy"], yes=True, weeks=28)
    record = with_answers(record, [corrected], CHECKS, DAY + timedelta(days=144))
    assert record.pregnant.weeks_at(DAY + timedelta(days=151)) == 29


def test_what_is_not_asked_at_each_visit_grows_old_all_the_same():
    record, asked = new_record("A."), []
    for days in range(0, 5 * 365, 180):
        today = DAY + timedelta(days=days)
        before = previous_answers(record, CHECKS, today)
        again = {check.id for check in to_ask(CHECKS, before)}
        asked.append("fracture" in again)
        said = [each for each in before if each.check not in again]
        said += [answer(BY_ID[check_id], yes=False) for check_id in again]
        record = with_answers(record, said, CHECKS, today)
    assert asked == [True, False, False] * 3 + [True, False]


def test_more_weeks_than_there_are_are_asked_for():
    assert Pregnant(40, DAY).weeks_at(DAY + timedelta(days=60)) is None
    assert Pregnant(10, DAY).weeks_at(DAY - timedelta(days=300)) is None


def test_an_answer_counts_for_a_year_and_a_yes_until_it_is_answered_anew():
    said = [answer(BY_ID["cancer"], yes=True), answer(BY_ID["fracture"], yes=False)]
    record = with_answers(new_record("A."), said, CHECKS, DAY)
    last_day = DAY + timedelta(days=ANSWERS_COUNT_DAYS)
    assert len(previous_answers(record, CHECKS, last_day)) == 2
    (left,) = previous_answers(record, CHECKS, last_day + timedelta(days=1))
    assert (left.check, left.yes) == ("cancer", True)


def test_the_age_is_told_in_whole_years_at_least():
    born = msgspec.structs.replace(new_record("A."), birth_year=1960)
    assert born.age_at(DAY) == 65
    assert new_record("A.").age_at(DAY) is None


@given(
    cautions=st.lists(st.sampled_from(Caution), unique=True, max_size=9),
    yes=st.booleans(),
    weeks=st.none() | st.integers(1, 45),
)
def test_a_record_is_the_same_after_it_was_stored(cautions, yes, weeks):
    record = msgspec.structs.replace(
        new_record("Zoë"), cautions=tuple(cautions), birth_year=1980, notes="left knee"
    )
    record = with_answers(record, [answer(BY_ID["pregnancy"], yes=yes, weeks=weeks)], CHECKS, DAY)
    body = msgspec.json.encode(record)
    assert msgspec.json.decode(body, type=ClientRecord) == record
    assert (Caution.PREGNANCY in record.cautions) is yes


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("colour", 1), ("format", 2), ("name", ""), ("token", "x"), ("pressure_step", 3)),
        *(("birth_year", 1800), ("rhythm", [3.0, 0.4, 0.0]), ("rhythm", ["NaN", 0.4, 0.0])),
        *(("cautions", ["love"]), ("minutes", 0), ("notes", "a" * 10_001)),
    ],
)
def test_unknown_and_impossible_data_is_refused(field, value):
    data = msgspec.to_builtins(new_record("A."))
    assert msgspec.convert(data, ClientRecord)
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({**data, field: value}, ClientRecord)


def test_a_document_brings_the_answers_along(tmp_path):
    prepared = Prepared(answers=nothing_against(), hands=Hands.LEFT)
    events = tuple(given_with(prepared))
    with closing(Store(tmp_path)) as store:
        data = transfer.exported(store, store.add(HEADING, TOKEN, events))
        (row,) = store.sessions()
        store.remove(row.id)
        again = store.events(transfer.imported(store, data))
    assert again[0].prepared == prepared
