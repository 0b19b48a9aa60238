"""What is asked before starting, and what follows from the answers."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.assets import asset_folder
from coach.massage.cautions import Caution
from coach.massage.checks import (
    MOST_WEEKS,
    Answered,
    Means,
    answer,
    parse_checks,
    standing,
    to_ask,
    unchanged,
    verdict_of,
)
from coach.massage.data_file import DataError

TOML = (asset_folder("checks") / "before-starting.toml").read_text("utf-8")
CHECKS = parse_checks(TOML)
BY_ID = {check.id: check for check in CHECKS}
IDS = (
    *("injury", "fracture", "fever", "skin", "clot", "blood-thinners", "cancer", "weight-loss"),
    *("night-pain", "saddle-numbness", "bladder", "leg-weakness", "pregnancy"),
)
ONE = """
format = 1
[[check]]
id = "own"
question = { en = "A question?" }
short = { en = "a thing" }
means = "ask"
advice = { en = "Do." }
reason = { en = "Because." }
changes = true
source = "our choice"
"""


def no_to_all():
    return tuple(answer(check, yes=False) for check in CHECKS)


def yes(check_id, **how):
    return answer(BY_ID[check_id], yes=True, **how)


def test_the_shipped_checks_are_those_that_the_method_asks():
    assert tuple(BY_ID) == IDS


def test_every_check_has_a_source_and_so_has_every_other_advice():
    for check in CHECKS:
        assert len(check.source) > 20, check.id
        assert check.late is None or check.late.source, check.id


def test_a_check_without_a_source_is_refused():
    for line in [line for line in TOML.splitlines() if line.startswith("source")]:
        with pytest.raises(DataError, match="source: is missing"):
            parse_checks(TOML.replace(f"{line}\n", "", 1))
    with pytest.raises(DataError, match="source"):
        parse_checks(ONE.replace('"our choice"', '""'))
    with pytest.raises(DataError, match=r"check\[0\].source: is empty"):
        parse_checks(ONE.replace('"our choice"', '" "'))


@pytest.mark.parametrize(
    "check_id",
    ["fever", "clot", "weight-loss", "night-pain", "saddle-numbness", "bladder", "leg-weakness"],
)
def test_a_red_flag_stops(check_id):
    assert verdict_of(CHECKS, [yes(check_id)]).stops


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('advice = { en = "Do." }\n', "", r"check\[0\].advice: a stop has none"),
        ('means = "ask"', 'means = "stop"', r"check\[0\].advice: a stop has none"),
        ('"A question?"', '"  "', r"check\[0\].question.en: is empty"),
        ('"a thing"', f'"{"a" * 401}"', r"check\[0\].short.en: is empty, or longer"),
        ('"own"', '"Own"', r"check\[0\].id"),
        ("changes = true", "changes = true\ncolour = 1", r"check\[0\].colour: is unknown"),
        ("format = 1", "format = 2", "format: 2 is newer than this program reads"),
        ("{ en = ", "{ EN = ", "its keys are languages"),
        ("changes = true", 'changes = true\ncaution = "love"', "caution"),
    ],
)
def test_a_broken_check_is_refused_with_its_key(old, new, problem):
    parse_checks(ONE)
    with pytest.raises(DataError, match=problem):
        parse_checks(ONE.replace(old, new))


def test_the_same_id_twice_is_refused():
    with pytest.raises(DataError, match=r"check\[1\].id: 'own' is used twice"):
        parse_checks(ONE + ONE.partition("format = 1")[2])


def test_the_first_time_all_is_asked_and_then_what_may_have_changed():
    assert to_ask(CHECKS, ()) == CHECKS
    later = to_ask(CHECKS, no_to_all())
    assert {check.id for check in CHECKS} - {check.id for check in later} == {
        *("fracture", "blood-thinners", "cancer")
    }


def test_a_yes_is_asked_again_and_so_is_a_question_in_other_words():
    before = (*no_to_all()[:-1], yes("cancer"))
    assert BY_ID["cancer"] in to_ask(CHECKS, before)
    reworded = msgspec.structs.replace(BY_ID["cancer"], question={"en": "Another?"})
    assert to_ask([reworded], no_to_all()) == (reworded,)
    assert unchanged([reworded], no_to_all(), ()) == ()


def test_nothing_changed_keeps_the_answers_of_before():
    before = no_to_all()
    assert unchanged(CHECKS, before, ()) == before
    assert verdict_of(CHECKS, unchanged(CHECKS, before, ())).is_fine
    assert [a.check for a in standing(CHECKS, before, ())] == [
        *("fracture", "blood-thinners", "cancer")
    ]


def test_a_pregnancy_has_other_advice_from_thirteen_weeks_on():
    (early,) = verdict_of(CHECKS, [yes("pregnancy", weeks=12)]).findings
    (late,) = verdict_of(CHECKS, [yes("pregnancy", weeks=13)]).findings
    (unknown,) = verdict_of(CHECKS, [yes("pregnancy")]).findings
    assert late.advice["en"].startswith("Not lying face down")
    assert early.advice == unknown.advice != late.advice
    assert "face down" in early.advice["en"]
    assert BY_ID["pregnancy"].caution is Caution.PREGNANCY


def test_weeks_belong_to_a_yes_about_a_pregnancy_alone():
    assert yes("cancer", weeks=9).weeks is None
    assert answer(BY_ID["pregnancy"], yes=False, weeks=9).weeks is None


def test_the_gravest_is_told_first():
    answers = [yes("pregnancy", weeks=20), yes("skin"), yes("cancer"), yes("bladder")]
    told = [finding.check.id for finding in verdict_of(CHECKS, answers).findings]
    assert told == ["bladder", "cancer", "skin", "pregnancy"]


answers = st.builds(
    Answered,
    check=st.sampled_from((*IDS, "gone")),
    asked=st.sampled_from([{"en": "Other words?"}, *(check.question for check in CHECKS)]),
    yes=st.booleans(),
    weeks=st.none() | st.integers(1, MOST_WEEKS),
)
many = st.lists(answers, max_size=20)


@given(before=many, today=many)
def test_a_yes_is_never_lost_and_no_answer_is_made_up(before, today):
    last = {each.check: each for each in before}
    now = {each.check: each for each in today}
    for held in (standing(CHECKS, before, today), unchanged(CHECKS, before, today)):
        by_id = {each.check: each for each in held}
        assert len(by_id) == len(held)
        for check in CHECKS:
            if check.id in now:
                assert by_id[check.id] == now[check.id]
            elif check.id in last and last[check.id].yes:
                assert by_id[check.id] == last[check.id]
            elif check.id in by_id:
                assert by_id[check.id] == last[check.id]
                assert last[check.id].asked == check.question


@given(before=many)
def test_what_is_not_asked_again_stands_and_only_that(before):
    asked = {check.id for check in to_ask(CHECKS, before)}
    stands = {each.check for each in standing(CHECKS, before, ()) if not each.yes}
    assert asked | stands == set(IDS)
    assert not asked & stands


@given(given_=many)
def test_the_verdict_tells_every_yes_and_misses_no_question(given_):
    held = {each.check: each for each in given_}
    verdict = verdict_of(CHECKS, given_)
    told = [finding.check.id for finding in verdict.findings]
    assert sorted(told) == sorted(i for i in IDS if i in held and held[i].yes)
    assert {check.id for check in verdict.unanswered} == set(IDS) - set(held)
    means = [list(Means).index(finding.check.means) for finding in verdict.findings]
    assert means == sorted(means)
    assert verdict.stops == (0 in means)
    assert verdict.is_fine == (not told and set(IDS) <= set(held))
    assert all(finding.advice for finding in verdict.findings if finding.check.advice)


@given(text=st.text(max_size=200))
def test_any_text_is_refused_with_a_reason(text):
    with pytest.raises(DataError):
        parse_checks(text + "\nthis is no toml")


def test_the_example_in_the_readme_is_one():
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    (example,) = [
        block.partition("```")[0] for block in readme.split("```toml\n") if "[[check]]" in block
    ]
    (check,) = parse_checks(example)
    assert check.means is Means.ADAPT
