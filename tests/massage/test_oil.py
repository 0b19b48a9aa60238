"""The oils' data files: what they say, and that nothing is said without a source."""

import tomllib
from pathlib import Path

import pytest

from coach.massage.cautions import Caution
from coach.massage.data_file import DataError
from coach.massage.oil import (
    MOST_PERCENT,
    USUAL_PERCENT,
    Advice,
    BaseOil,
    Effect,
    EssentialOil,
    Recipient,
    parse_limits,
    parse_oil,
)

FOLDER = Path(__file__).parents[2] / "assets" / "oils"
TEXTS = {path.stem: path.read_text("utf-8") for path in sorted(FOLDER.glob("*.toml"))}
LIMITS = parse_limits(TEXTS["limits"])
OILS = {name: parse_oil(text) for name, text in TEXTS.items() if name != "limits"}
JASMINE = TEXTS["jasmine"]


def tables(value, place=""):
    """Every table of a file, by where it stands."""
    if isinstance(value, dict):
        yield place, value
        for key, inner in value.items():
            yield from tables(inner, f"{place}.{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from tables(inner, f"{place}[{index}]")


def without_source(text):
    """Tables that state something, a figure, a reason, an advice, an effect, and no source."""
    says = {"percent", "figure", "usual", "below_age", "from_age", "advice", "reason", "text"}
    return [
        place
        for place, table in tables(tomllib.loads(text))
        if place and (says & table.keys() or place.endswith("effect"))
        if not str(table.get("source", "")).strip()
    ]


@pytest.mark.parametrize("name", TEXTS)
def test_every_effect_limit_caution_and_note_has_a_source(name):
    assert without_source(TEXTS[name]) == []


def test_one_without_a_source_would_be_seen():
    spoilt = JASMINE.replace('source = "Our choice."\n', "", 1)
    assert without_source(spoilt) == [".caution[2]"]
    assert without_source('effect = { kind = "relaxing" }') == [".effect"]


@pytest.mark.parametrize("name", TEXTS)
def test_a_file_is_refused_without_any_one_of_its_sources(name):
    lines = TEXTS[name].splitlines(keepends=True)
    parse = parse_limits if name == "limits" else parse_oil
    sources = [i for i, line in enumerate(lines) if line.startswith("source = ")]
    assert len(sources) == sum("source = " in line for line in lines) - ("effect" in TEXTS[name])
    for i in sources:
        for instead in ("", 'source = ""\n', 'source = "   "\n'):
            with pytest.raises(DataError, match="source"):
                parse("".join([*lines[:i], instead, *lines[i + 1 :]]))


def test_the_oils_of_the_method_are_there():
    names = {kind: set() for kind in ("base", Effect.RELAXING, Effect.STIMULATING)}
    for oil in OILS.values():
        names["base" if isinstance(oil, BaseOil) else oil.effect.kind].add(oil.id)
    assert names == {
        "base": {"sweet-almond", "grape-seed", "sesame"},
        Effect.RELAXING: {"rosewood", "lavender", "jasmine"},
        Effect.STIMULATING: {"peppermint", "rosemary", "camphor"},
    }


def test_an_oils_file_is_called_by_its_id():
    assert all(name == oil.id for name, oil in OILS.items())


def test_the_limits_are_those_of_the_sources():
    own = {o.id: o.limit.percent for o in OILS.values() if isinstance(o, EssentialOil) and o.limit}
    assert own == {"jasmine": 0.7, "rosemary": 1.5, "camphor": 1.5, "peppermint": 5.4}
    assert LIMITS.drops_per_ml.figure == 20
    assert (LIMITS.overall.usual, LIMITS.overall.most) == (2.5, 3.0)
    assert (USUAL_PERCENT, MOST_PERCENT) == (2.5, 3.0)
    assert [(s.id, s.percent) for s in LIMITS.strength] == [
        ("usual", 2.0),
        ("light", 1.0),
        ("very-light", 0.5),
    ]


def test_each_caution_of_the_method_is_matched():
    must_avoid = {
        ("camphor", Caution.EPILEPSY),
        ("camphor", Caution.PREGNANCY),
        ("rosemary", Caution.EPILEPSY),
        ("rosemary", Caution.PREGNANCY),
        ("peppermint", Caution.HEART_RHYTHM),
        ("peppermint", Caution.G6PD),
        ("sweet-almond", Caution.NUT_ALLERGY),
        ("sesame", Caution.SESAME_ALLERGY),
    }
    avoided = {
        (oil.id, caution)
        for oil in OILS.values()
        for caution in Caution
        if oil.is_avoided(Recipient(frozenset({caution})))
    }
    assert avoided == must_avoid
    essentials = [oil for oil in OILS.values() if isinstance(oil, EssentialOil)]
    for caution in (Caution.ASTHMA, Caution.ALLERGY, Caution.MEDICINES):
        who = Recipient(frozenset({caution}))
        assert all(oil.cautions(who, Advice.ASK_FIRST) for oil in essentials)


def test_rosewood_says_that_it_is_protected():
    (note,) = OILS["rosewood"].note
    assert "CITES, Appendix II" in note.source


@pytest.mark.parametrize(
    ("cautions", "age", "strength"),
    [
        ((), None, "usual"),
        ((), 40, "usual"),
        ((), 63, "usual"),
        ((), 64, "light"),  # by the year of birth, and so perhaps 65
        ((), 65, "light"),
        ((), 15, "light"),
        ((), 16, "usual"),
        ((Caution.PREGNANCY,), None, "light"),
        ((Caution.SENSITIVE_SKIN,), 30, "light"),
        ((Caution.ASTHMA,), 30, "usual"),
    ],
)
def test_the_strength_suits_the_client(cautions, age, strength):
    assert LIMITS.suggested(Recipient(frozenset(cautions), age)).id == strength


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("format = 1", "format = 2", "format: 2 is newer than this program reads (1)"),
        ('kind = "essential"', 'kind = "magic"', "kind: Invalid value 'magic'"),
        ('kind = "essential"', 'kind = "base"', "effect: is unknown"),
        ('name = { en = "jasmine" }', 'name = { en = " " }', "name: has no words"),
        ('"relaxing"', '"none"', "effect: is relaxing or stimulating"),
        ("percent = 0.7", "percent = nan", "limit.percent: Expected"),
        ("percent = 0.7", "percent = inf", "limit.percent: Expected"),
        ("percent = 0.7", "percent = 0", "limit.percent: Expected"),
        ("percent = 0.7", "percent = 0.7\ndrops = 3", "limit.drops: is unknown"),
        ('client = "asthma"\n', "", "caution[2]: needs one of client, below_age and from_age"),
        ('client = "asthma"', 'client = "gout"', "caution[2].client: Invalid enum value 'gout'"),
        ('advice = "ask_first"', 'advice = "ok"', "caution[0].advice: Invalid enum value 'ok'"),
    ],
)
def test_a_broken_oil_is_refused_with_its_reason(old, new, problem):
    assert old in JASMINE
    with pytest.raises(DataError) as caught:
        parse_oil(JASMINE.replace(old, new, 1))
    assert str(caught.value).startswith(problem)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("most = 3.0", "most = 3.5", "overall.most: Expected"),
        ("usual = 2.5\nmost = 3.0", "usual = 2.5\nmost = 2.0", "overall: usual is above most"),
        ("usual = 30", "usual = 4", "ml.usual: Expected"),
        ("most = 100", "most = 20", "ml: least, usual and most are not in order"),
        ("percent = 2.0", 'percent = 2.0\nclients = ["g6pd"]', "strength[0]: the first is the"),
    ],
)
def test_broken_limits_are_refused_with_their_reason(old, new, problem):
    text = TEXTS["limits"]
    assert old in text
    with pytest.raises(DataError) as caught:
        parse_limits(text.replace(old, new, 1))
    assert str(caught.value).startswith(problem)
