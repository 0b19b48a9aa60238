"""Drops: never above a limit, always rounded down, none said as none; for all oils and clients."""

import math
from fractions import Fraction

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.massage.blend import BoundKind, OilWish, Share, mix
from coach.massage.cautions import Caution
from coach.massage.oil import (
    Advice,
    BaseOil,
    Effect,
    EssentialOil,
    OwnLimit,
    Recipient,
    Shelf,
)
from coach.massage.oils import Blend
from tests.massage.test_oil import LIMITS, OILS

SHELF = Shelf(
    limits=LIMITS,
    bases=tuple(OILS[name] for name in ("sweet-almond", "grape-seed", "sesame")),
    essentials=tuple(
        OILS[name]
        for name in ("lavender", "peppermint", "jasmine", "rosemary", "camphor", "rosewood")
    ),
)
ADULT = Recipient()
IDS = [oil.id for oil in SHELF.essentials]


def drops(wish, recipient=ADULT, overall=2.5, shelf=SHELF):
    made = mix(wish, shelf, recipient, overall)
    return {portion.oil.id: portion.drops for portion in made.portions}


def wish(*oils, ml=30.0, percent=None, base=None, effect=Effect.RELAXING):
    shares = tuple(Share(oil, 1) if isinstance(oil, str) else Share(*oil) for oil in oils)
    return OilWish(effect, base, ml, percent, shares)


# Worked by hand: percent / 100 x ml x 20 drops, then down. An oil alone, on an adult.
BY_HAND = [
    # oil, percent wished, ml, overall limit, drops     why
    ("lavender", 1.0, 30.0, 2.5, 6),  # 0.01 x 30 x 20 = 6
    ("lavender", 2.0, 30.0, 2.5, 12),  # 0.02 x 30 x 20 = 12
    ("lavender", 2.5, 30.0, 2.5, 15),  # 0.025 x 600 = 15
    ("lavender", 3.0, 30.0, 2.5, 15),  # held at 2.5 %
    ("lavender", 3.0, 30.0, 3.0, 18),  # raised in Settings: 0.03 x 600 = 18
    ("lavender", 3.0, 30.0, 9.0, 18),  # never above 3 %
    ("lavender", 2.0, 5.0, 2.5, 2),  # 0.02 x 100 = 2
    ("lavender", 0.5, 5.0, 2.5, 0),  # 0.5 of a drop: none
    ("lavender", 2.0, 100.0, 2.5, 40),  # 0.02 x 2000 = 40
    ("lavender", 1.1, 50.0, 2.5, 11),  # 0.011 x 1000 = 11, where floats have 11.000000000000002
    ("lavender", 0.7, 30.0, 2.5, 4),  # 4.2, down
    ("lavender", 0.58, 50.0, 2.5, 5),  # 5.8, down and not to the nearest
    ("jasmine", 2.0, 30.0, 2.5, 4),  # its own 0.7 %: 4.2, down
    ("jasmine", 2.0, 100.0, 2.5, 14),  # 0.007 x 2000 = 14
    ("jasmine", 2.0, 7.0, 2.5, 0),  # 0.98 of a drop: none
    ("jasmine", 0.5, 30.0, 2.5, 3),  # below its limit: 3
    ("rosemary", 2.0, 30.0, 2.5, 9),  # its own 1.5 %: 9
    ("rosemary", 1.0, 30.0, 2.5, 6),  # below its limit
    ("camphor", 2.0, 30.0, 2.5, 9),  # its own 1.5 %: 9
    ("peppermint", 3.0, 30.0, 3.0, 18),  # its own 5.4 % is above the overall 3 %
    ("rosewood", 2.0, 45.0, 2.5, 18),  # 0.02 x 900 = 18
]


@pytest.mark.parametrize(("oil", "percent", "ml", "overall", "expected"), BY_HAND)
def test_drops_worked_by_hand(oil, percent, ml, overall, expected):
    assert drops(wish(oil, percent=percent, ml=ml), overall=overall) == {oil: expected}


@pytest.mark.parametrize(
    ("recipient", "ml", "expected"),
    [
        (Recipient(frozenset({Caution.PREGNANCY})), 30.0, 6),  # 1 %
        (Recipient(frozenset({Caution.SENSITIVE_SKIN})), 30.0, 6),
        (Recipient(age=80), 30.0, 6),
        (Recipient(age=12), 30.0, 6),
        (Recipient(age=40), 30.0, 12),  # 2 %
        (Recipient(age=65), 20.0, 4),
    ],
)
def test_the_clients_own_limit_worked_by_hand(recipient, ml, expected):
    assert drops(wish("lavender", ml=ml), recipient) == {"lavender": expected}


@pytest.mark.parametrize(
    ("oils", "expected"),
    [
        # 12 drops in 4 parts: 9 and 3; jasmine may have 4.2
        ((("lavender", 3), ("jasmine", 1)), {"lavender": 9, "jasmine": 3}),
        # 12 in 2 parts: 6 each, but jasmine may have 4.2
        ((("lavender", 1), ("jasmine", 1)), {"lavender": 6, "jasmine": 4}),
        # 12 in 5 parts: 2.4 and 4.8 twice, each down
        (
            (("rosewood", 1), ("lavender", 2), ("rosemary", 2)),
            {"rosewood": 2, "lavender": 4, "rosemary": 4},
        ),
        # 12 in 9 parts: 1.33 and 10.67; rosemary may have 9
        ((("lavender", 1), ("rosemary", 8)), {"lavender": 1, "rosemary": 9}),
    ],
)
def test_blends_worked_by_hand(oils, expected):
    assert drops(wish(*oils)) == expected


cautions = st.frozensets(st.sampled_from(list(Caution)), max_size=4)
recipients = st.builds(Recipient, cautions, st.none() | st.integers(0, 110))
percents = st.none() | st.floats(0.01, 3.0) | st.sampled_from([0.1, 0.5, 0.7, 1.1, 1.5, 2.0, 3.0])
volumes = st.floats(5.0, 100.0) | st.integers(5, 100).map(float)
shares = st.lists(
    st.builds(Share, st.sampled_from([*IDS, "gone"]), st.integers(1, 9)), max_size=6
).map(tuple)
wishes = st.builds(
    OilWish,
    st.sampled_from(Effect),
    st.sampled_from([None, "sweet-almond", "grape-seed", "sesame", "gone"]),
    volumes,
    percents,
    shares,
)
overalls = st.sampled_from([2.0, 2.5, 3.0]) | st.floats(0.1, 10.0)


def limited(percents_of_oils):
    """The shipped oils with other limits."""
    oils = tuple(
        msgspec.structs.replace(
            oil, limit=None if percent is None else OwnLimit(percent, {"en": "why"}, "this test")
        )
        for oil, percent in zip(SHELF.essentials, percents_of_oils, strict=True)
    )
    return msgspec.structs.replace(SHELF, essentials=oils)


shelves = st.lists(st.none() | st.floats(0.001, 100.0), min_size=6, max_size=6).map(limited)


def of_the_blend(drop_count, ml):
    """Exact percent: a drop is a twentieth of a millilitre."""
    return Fraction(drop_count) / 20 / Fraction(str(ml)) * 100


@given(wishes, shelves, recipients, overalls)
def test_no_limit_is_ever_passed(asked, shelf, recipient, overall):
    made = mix(asked, shelf, recipient, overall)
    total = sum(portion.drops for portion in made.portions)
    strength = of_the_blend(total, asked.ml)
    assert strength <= Fraction(str(overall))
    assert strength <= 3
    if asked.percent is not None:
        assert strength <= Fraction(str(asked.percent))
    for own in shelf.limits.strength:
        if own.is_for(recipient):
            assert strength <= Fraction(str(own.percent))
    for portion in made.portions:
        assert portion.drops == int(portion.drops) >= 0
        if portion.oil.limit is not None:
            limit = Fraction(str(portion.oil.limit.percent))
            assert of_the_blend(portion.drops, asked.ml) <= limit


@given(wishes, shelves, recipients, overalls)
def test_rounding_is_down_by_less_than_a_drop(asked, shelf, recipient, overall):
    for portion in mix(asked, shelf, recipient, overall).portions:
        exact = portion.percent / 100 * asked.ml * 20
        assert exact - 1 - 1e-9 < portion.drops <= exact + 1e-9


@given(wishes, shelves, recipients, overalls)
def test_what_is_to_be_avoided_is_never_in_it_and_never_hidden(asked, shelf, recipient, overall):
    made = mix(asked, shelf, recipient, overall)
    assert made.base is None or not made.base.is_avoided(recipient)
    assert not any(portion.oil.is_avoided(recipient) for portion in made.portions)
    said = [(finding.oil.id, finding.caution) for finding in made.findings]
    used = [portion.oil for portion in made.portions]
    used += [*made.refused, *(oil for oil in (made.base, made.instead_of) if oil is not None)]
    for oil in used:
        for advice in Advice:
            for caution in oil.cautions(recipient, advice):
                assert (oil.id, caution) in said
    weights = [finding.caution.advice for finding in made.findings]
    assert weights == sorted(weights, key=lambda advice: advice is not Advice.AVOID)


@given(wishes, shelves, recipients, overalls)
def test_every_wished_oil_is_in_it_refused_gone_or_not_for_a_child(
    asked, shelf, recipient, overall
):
    made = mix(asked, shelf, recipient, overall)
    if asked.effect is Effect.NONE:
        assert not made.portions
        return
    told = {portion.oil.id for portion in made.portions}
    told |= {oil.id for oil in made.refused} | set(made.missing)
    if made.too_young is None:
        assert {share.oil for share in asked.oils} <= told
    else:
        assert not made.portions


@given(wishes, shelves, recipients, overalls)
def test_a_limit_is_always_shown_with_its_reason_and_source(asked, shelf, recipient, overall):
    made = mix(asked, shelf, recipient, overall)
    assert bool(made.bounds) == bool(made.portions)
    for bound in made.bounds:
        assert bound.reason
        assert bound.source
        assert bound.binds or len(made.bounds) == 1


@given(wishes, shelves, recipients, overalls)
def test_the_blend_can_be_stored_and_holds_only_what_has_drops(asked, shelf, recipient, overall):
    made = mix(asked, shelf, recipient, overall)
    blend = made.blend()
    if blend is None:
        assert made.base is None
        return
    assert msgspec.json.decode(msgspec.json.encode(blend), type=Blend) == blend
    assert all(dose.drops > 0 for dose in blend.doses)
    assert bool(blend.doses) == (blend.percent > 0)
    assert math.isfinite(blend.percent)


@given(wishes)
def test_a_wish_is_remembered(asked):
    assert msgspec.json.decode(msgspec.json.encode(asked), type=OilWish) == asked


@given(wishes, shelves, recipients, overalls, st.floats(0.0, 1.0))
def test_a_smaller_volume_never_has_more_drops(asked, shelf, recipient, overall, part):
    smaller = msgspec.structs.replace(asked, ml=5.0 + (asked.ml - 5.0) * part)
    assert all(
        few.drops <= many.drops
        for few, many in zip(
            mix(smaller, shelf, recipient, overall).portions,
            mix(asked, shelf, recipient, overall).portions,
            strict=True,
        )
    )


@given(wishes, shelves, recipients, overalls)
def test_the_volume_named_for_one_drop_is_the_least_whole_one(asked, shelf, recipient, overall):
    for index, portion in enumerate(mix(asked, shelf, recipient, overall).portions):
        for ml, enough in ((portion.least_ml, True), (portion.least_ml - 1, False)):
            if 5 <= ml <= 100:
                other = msgspec.structs.replace(asked, ml=float(ml))
                assert bool(mix(other, shelf, recipient, overall).portions[index].drops) is enough


def test_without_a_wish_it_is_the_first_of_the_effect_that_can_be_used():
    assert drops(OilWish(Effect.RELAXING)) == {"lavender": 12}
    assert drops(OilWish(Effect.STIMULATING)) == {"peppermint": 12}
    assert drops(OilWish()) == {}
    heart = Recipient(frozenset({Caution.HEART_RHYTHM}))
    assert drops(OilWish(Effect.STIMULATING), heart) == {"rosemary": 9}
    both = Recipient(frozenset({Caution.HEART_RHYTHM, Caution.EPILEPSY}))
    assert drops(OilWish(Effect.STIMULATING), both) == {}


def test_a_wished_oil_that_must_be_avoided_is_refused_and_nothing_takes_its_place():
    made = mix(wish("rosemary", effect=Effect.STIMULATING), SHELF,
               Recipient(frozenset({Caution.EPILEPSY})), 2.5)  # fmt: skip
    assert [oil.id for oil in made.refused] == ["rosemary"]
    assert made.portions == ()
    assert made.blend().doses == ()


@pytest.mark.parametrize(
    ("cautions", "base", "instead_of"),
    [
        ({Caution.NUT_ALLERGY}, "grape-seed", "sweet-almond"),
        ({Caution.NUT_ALLERGY, Caution.SESAME_ALLERGY}, "grape-seed", "sweet-almond"),
        ({Caution.SESAME_ALLERGY}, "sweet-almond", None),
        (set(), "sweet-almond", None),
    ],
)
def test_an_allergy_offers_another_base_by_itself(cautions, base, instead_of):
    made = mix(OilWish(), SHELF, Recipient(frozenset(cautions)), 2.5)
    assert made.base.id == base
    assert (made.instead_of.id if made.instead_of else None) == instead_of


def test_sesame_that_was_wished_gives_way_too():
    made = mix(OilWish(base="sesame"), SHELF, Recipient(frozenset({Caution.SESAME_ALLERGY})), 2.5)
    assert (made.base.id, made.instead_of.id) == ("sweet-almond", "sesame")


def test_where_every_base_is_to_be_avoided_there_is_no_blend():
    only = msgspec.structs.replace(SHELF, bases=SHELF.bases[:1])
    made = mix(OilWish(), only, Recipient(frozenset({Caution.NUT_ALLERGY})), 2.5)
    assert made.base is None
    assert made.blend() is None
    assert [finding.oil.id for finding in made.findings] == ["sweet-almond"]


@pytest.mark.parametrize(("age", "allowed"), [(0, False), (5, False), (6, True), (None, True)])
def test_a_young_child_gets_no_essential_oil(age, allowed):
    made = mix(OilWish(Effect.RELAXING), SHELF, Recipient(age=age), 2.5)
    assert bool(made.portions) is allowed
    assert (made.too_young is None) is allowed
    assert made.blend().base == "sweet-almond"


@pytest.mark.parametrize(
    ("oils", "percent", "recipient", "overall", "bounds"),
    [
        (("lavender",), 3.0, ADULT, 2.5, [(BoundKind.OVERALL, 2.5, True)]),
        (("lavender",), 2.0, ADULT, 2.5, [(BoundKind.OVERALL, 2.5, False)]),
        (("lavender",), 2.0, Recipient(age=70), 2.5, [(BoundKind.CLIENT, 1.0, True)]),
        (("lavender",), None, Recipient(age=70), 2.5, [(BoundKind.CLIENT, 1.0, False)]),
        (("jasmine",), 2.0, ADULT, 2.5, [(BoundKind.OIL, 0.7, True)]),
        (("jasmine",), 0.5, ADULT, 2.5, [(BoundKind.OIL, 0.7, False)]),
        (("lavender",), 3.0, ADULT, 9.0, [(BoundKind.OVERALL, 3.0, False)]),
        (
            ("jasmine", "rosemary"),
            3.0,
            Recipient(),
            2.5,
            [(BoundKind.OVERALL, 2.5, True), (BoundKind.OIL, 0.7, True)],
        ),
    ],
)
def test_the_limit_that_binds_is_named(oils, percent, recipient, overall, bounds):
    made = mix(wish(*oils, percent=percent), SHELF, recipient, overall)
    assert [(b.kind, b.percent, b.binds) for b in made.bounds] == bounds


def test_an_oil_that_is_gone_is_named():
    made = mix(wish("lavender", "ylang", base="olive"), SHELF, ADULT, 2.5)
    assert made.missing == ("olive", "ylang")
    assert [portion.oil.id for portion in made.portions] == ["lavender"]


def test_an_oil_of_the_other_effect_may_be_added():
    assert drops(wish("lavender", "peppermint")) == {"lavender": 6, "peppermint": 6}


def test_an_empty_shelf_has_no_blend():
    made = mix(OilWish(Effect.RELAXING), Shelf(LIMITS), ADULT, 2.5)
    assert made.blend() is None
    assert isinstance(SHELF.bases[0], BaseOil)
    assert isinstance(SHELF.essentials[0], EssentialOil)
