"""A blend, its drops, its limits and cautions in words."""

import pytest
from PySide6.QtWidgets import QApplication

from coach.massage.blend import Finding, OilWish, Share, mix
from coach.massage.cautions import Caution
from coach.massage.oil import Effect, Recipient, parse_oil
from coach.massage.oils import Blend, Dose
from coach.ui import oil_words
from tests.massage.test_blend import ADULT, SHELF, wish
from tests.massage.test_oil import TEXTS

SWEET_ALMOND = {"en": "sweet almond"}


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")


def dose(name, drops):
    return Dose(name, {"en": name, "de": f"{name}-Öl"}, drops)


@pytest.mark.parametrize(
    ("doses", "percent", "ml", "said"),
    [
        (
            (dose("lavender", 12),),
            2.0,
            30.0,
            "12 drops of lavender in 30 ml sweet almond oil (2 %)",
        ),
        ((dose("jasmine", 1),), 0.7, 8.0, "1 drop of jasmine in 8 ml sweet almond oil (0.7 %)"),
        (
            (dose("lavender", 6), dose("jasmine", 2), dose("rosewood", 1)),
            1.4,
            32.5,
            (
                "6 drops of lavender, 2 drops of jasmine and 1 drop of rosewood"
                " in 32.5 ml sweet almond oil (1.4 %)"
            ),
        ),
        ((), 0.0, 30.0, "30 ml sweet almond oil, no essential oil"),
        ((dose("jasmine", 0),), 0.7, 5.0, "5 ml sweet almond oil, no essential oil"),
    ],
)
def test_a_blend_in_a_sentence(doses, percent, ml, said):
    assert (
        plain(oil_words.blend_sentence(Blend("a", SWEET_ALMOND, ml, percent, doses), "en")) == said
    )


def test_a_blend_speaks_the_names_of_its_language():
    blend = Blend("a", {"de": "Mandel", "en": "almond"}, 30.0, 2.0, (dose("lavender", 12),))
    assert "lavender-Öl in 30" in oil_words.blend_sentence(blend, "de")


def test_a_name_with_braces_stays_as_it_is():
    blend = Blend("a", {"en": "{ml}"}, 30.0, 2.0, (Dose("b", {"en": "{base} {percent}"}, 2),))
    said = plain(oil_words.blend_sentence(blend, "en"))
    assert said == "2 drops of {base} {percent} in 30 ml {ml} oil (2 %)"


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "none of jasmine"), (1, "1 drop of jasmine"), (2, "2 drops of jasmine")],
)
def test_zero_drops_are_none(count, said):
    assert oil_words.drops_of(count, "jasmine") == said


def test_no_drop_is_said_with_what_one_would_need():
    made = mix(wish("lavender", ml=5.0, percent=0.5), SHELF, ADULT, 2.5)
    assert plain(oil_words.mixture(made, "en")) == (
        "None of lavender in 5 ml sweet almond at 0.5 %"
    )
    (said,) = oil_words.troubles(made, "en")
    assert plain(said) == "No drop of lavender: one needs 10 ml of base oil at this strength."


@pytest.mark.parametrize(
    ("asked", "recipient", "said"),
    [
        (
            wish("jasmine"),
            ADULT,
            "At most 0.7 % of jasmine. More can make skin allergic. Fewer drops because of it.",
        ),
        (
            wish("lavender"),
            Recipient(age=70),
            (
                "At most 1 % for this client. Half the usual for sensitive skin, in pregnancy,"
                " from 65 years on and below 16."
            ),
        ),
        (
            wish("lavender", percent=3.0),
            ADULT,
            (
                "At most 2.5 % in any blend. More is not better: essential oils are very"
                " concentrated. Fewer drops because of it."
            ),
        ),
    ],
)
def test_a_limit_says_its_reason_and_whether_it_binds(asked, recipient, said):
    (bound,) = mix(asked, SHELF, recipient, 2.5).bounds
    assert plain(oil_words.limit(bound, "en")) == said


def test_warnings_are_a_line_for_each_weight_what_is_to_be_avoided_first():
    who = Recipient(frozenset({Caution.PREGNANCY, Caution.ALLERGY, Caution.NUT_ALLERGY}))
    made = mix(OilWish(Effect.STIMULATING, oils=(Share("peppermint"),)), SHELF, who, 2.5)
    assert oil_words.warnings(made.findings, "en") == [
        "Avoid: sweet almond (nut allergy); rosemary and camphor (pregnancy).",
        (
            "Ask first: sweet almond, grape seed, rosemary and camphor (allergy);"
            " mint (allergy, pregnancy)."
        ),
    ]
    assert oil_words.warnings((), "en") == []


def test_a_warning_says_whom_it_concerns_and_why():
    oil = parse_oil(TEXTS["camphor"])
    said = [oil_words.warning(caution, "en") for caution in oil.caution]
    assert said[0] == "Avoid (epilepsy): Camphor can set off a seizure."
    assert said[2] == "Avoid (below 12 years): Camphor is a danger to children."
    aged = parse_oil(TEXTS["camphor"].replace("below_age = 12", "from_age = 80"))
    assert oil_words.whom(Finding(aged, aged.caution[2]).caution) == "from 80 years on"


def test_every_caution_has_words(qapp):
    assert isinstance(qapp, QApplication)
    for caution in Caution:
        text = TEXTS["jasmine"].replace('client = "asthma"', f'client = "{caution.value}"')
        assert oil_words.whom(parse_oil(text).caution[2])
