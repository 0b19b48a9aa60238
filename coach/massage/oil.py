"""Oils as data: base oils, essential oils, and how strong a blend may be; decoded from TOML text.

Each effect, limit, caution and note carries its source: author, work and year, or "Our choice".
"""

import enum
from typing import Annotated, cast

import msgspec

from coach.massage.cautions import Caution
from coach.massage.data_file import DataError, decode
from coach.massage.oils import Id
from coach.massage.protocol import Text

FORMAT = 1
USUAL_PERCENT, MOST_PERCENT = 2.5, 3.0
"""The most that a blend may have: as long as nobody raised it, and whatever anybody says."""
LEAST_ML, MOST_ML = 5.0, 100.0

Source = Annotated[str, msgspec.Meta(pattern=r"\S.{3}", max_length=600)]
Percent = Annotated[float, msgspec.Meta(gt=0.0, le=100.0)]
Strong = Annotated[float, msgspec.Meta(gt=0.0, le=MOST_PERCENT)]
Ml = Annotated[float, msgspec.Meta(ge=LEAST_ML, le=MOST_ML)]
Age = Annotated[int, msgspec.Meta(ge=1, le=120)]


class Effect(enum.Enum):
    """What the essential oils are for."""

    RELAXING = "relaxing"
    STIMULATING = "stimulating"
    NONE = "none"


class Advice(enum.Enum):
    """What a caution asks for."""

    ASK_FIRST = "ask_first"
    AVOID = "avoid"


class Recipient(msgspec.Struct, frozen=True):
    """Whom the oil is for; without an age, an adult below every age that is named.

    `age` is the least by the year of birth; it may be one more.
    """

    cautions: frozenset[Caution] = frozenset()
    age: int | None = None

    def is_aged(self, below: int | None, from_age: int | None) -> bool:
        """Whether the age is known, and may be one of those."""
        if self.age is None:
            return False
        return (below is not None and self.age < below) or (
            from_age is not None and self.age + 1 >= from_age
        )


class OilCaution(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What speaks against an oil, and for whom: what is known of the client, or an age."""

    advice: Advice
    reason: Text
    source: Source
    client: Caution | None = None
    below_age: Age | None = None
    from_age: Age | None = None

    def __post_init__(self) -> None:
        """One of the three. Raises ValueError."""
        given = (self.client, self.below_age, self.from_age)
        if sum(each is not None for each in given) != 1:
            raise ValueError("needs one of client, below_age and from_age, and only one")

    def holds(self, recipient: Recipient) -> bool:
        """Whether it concerns this client."""
        if self.client is not None:
            return self.client in recipient.cautions
        return recipient.is_aged(self.below_age, self.from_age)


class Note(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What else is good to know of an oil."""

    text: Text
    source: Source


class OilEffect(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an essential oil is counted as."""

    kind: Effect
    source: Source

    def __post_init__(self) -> None:
        """An oil has one. Raises ValueError."""
        if self.kind is Effect.NONE:
            raise ValueError("is relaxing or stimulating")


class OwnLimit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The most of one oil, in percent of the blend."""

    percent: Percent
    reason: Text
    source: Source


class _Oil(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", kw_only=True):
    format: Annotated[int, msgspec.Meta(ge=1, le=FORMAT)]
    id: Id
    name: Text
    """As within a sentence: "12 drops of lavender"."""
    latin: str = ""
    order: Annotated[int, msgspec.Meta(ge=0, le=1_000)] = 100
    caution: Annotated[tuple[OilCaution, ...], msgspec.Meta(max_length=50)] = ()
    note: Annotated[tuple[Note, ...], msgspec.Meta(max_length=20)] = ()

    def cautions(self, recipient: Recipient, advice: Advice) -> tuple[OilCaution, ...]:
        """Those of this weight that concern the client."""
        return tuple(c for c in self.caution if c.advice is advice and c.holds(recipient))

    def is_avoided(self, recipient: Recipient) -> bool:
        """Whether anything speaks against it altogether."""
        return bool(self.cautions(recipient, Advice.AVOID))


class BaseOil(_Oil, frozen=True, forbid_unknown_fields=True, tag="base", kw_only=True):
    """The oil that the hands glide on."""

    about: Text | None = None


class EssentialOil(_Oil, frozen=True, forbid_unknown_fields=True, tag="essential", kw_only=True):
    """A concentrated oil, given by the drop."""

    effect: OilEffect
    limit: OwnLimit | None = None


AnyOil = BaseOil | EssentialOil


class DropSize(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many drops a millilitre has."""

    figure: Annotated[int, msgspec.Meta(ge=1, le=100)]
    source: Source


class Volume(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How much base oil, in ml."""

    least: Ml
    usual: Ml
    most: Ml
    source: Source


class Overall(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The most that any blend may have; Settings may raise it from `usual` to `most`."""

    usual: Strong
    most: Strong
    reason: Text
    source: Source


class Strength(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A strength by its name. One that names clients or ages is a limit for them."""

    id: Id
    name: Text
    percent: Strong
    reason: Text
    source: Source
    clients: frozenset[Caution] = frozenset()
    below_age: Age | None = None
    from_age: Age | None = None

    def is_for(self, recipient: Recipient) -> bool:
        """Whether it is a limit for this client."""
        known = bool(self.clients & recipient.cautions)
        return known or recipient.is_aged(self.below_age, self.from_age)


class NoneBelow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The age below which no essential oil is used."""

    below_age: Age
    reason: Text
    source: Source


class OilLimits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How strong a blend may be, and for whom. The first strength is the usual one."""

    format: Annotated[int, msgspec.Meta(ge=1, le=FORMAT)]
    drops_per_ml: DropSize
    ml: Volume
    overall: Overall
    strength: Annotated[tuple[Strength, ...], msgspec.Meta(min_length=1, max_length=20)]
    no_essential_oil: NoneBelow

    def suggested(self, recipient: Recipient) -> Strength:
        """The weakest that is meant for this client, else the usual one."""
        return self.for_client(recipient) or self.strength[0]

    def for_client(self, recipient: Recipient) -> Strength | None:
        """The weakest strength that is a limit for this client; None where there is none."""
        fitting = [each for each in self.strength if each.is_for(recipient)]
        return min(fitting, key=lambda each: each.percent, default=None)


class Shelf(msgspec.Struct, frozen=True):
    """The oils there are, in the order in which they are offered, and the limits."""

    limits: OilLimits
    bases: tuple[BaseOil, ...] = ()
    essentials: tuple[EssentialOil, ...] = ()

    def base(self, oil_id: str | None) -> BaseOil | None:
        """By id."""
        return next((oil for oil in self.bases if oil.id == oil_id), None)

    def essential(self, oil_id: str) -> EssentialOil | None:
        """By id."""
        return next((oil for oil in self.essentials if oil.id == oil_id), None)

    def of(self, effect: Effect) -> tuple[EssentialOil, ...]:
        """The essential oils of an effect."""
        return tuple(oil for oil in self.essentials if oil.effect.kind is effect)


def parse_oil(toml: str) -> AnyOil:
    """An oil from the text of its TOML file. Raises DataError."""
    oil = decode(toml, cast("type[AnyOil]", AnyOil), FORMAT)
    for index, caution in enumerate(oil.caution):
        _check_words(f"caution[{index}].reason", caution.reason)
    for index, note in enumerate(oil.note):
        _check_words(f"note[{index}].text", note.text)
    _check_words("name", oil.name)
    if isinstance(oil, EssentialOil) and oil.limit is not None:
        _check_words("limit.reason", oil.limit.reason)
    return oil


def parse_limits(toml: str) -> OilLimits:
    """The limits from the text of their TOML file. Raises DataError."""
    limits = decode(toml, OilLimits, FORMAT)
    if not limits.ml.least <= limits.ml.usual <= limits.ml.most:
        raise DataError("ml", "least, usual and most are not in order")
    if limits.overall.usual > limits.overall.most:
        raise DataError("overall", "usual is above most")
    usual = limits.strength[0]
    if usual.clients or usual.below_age is not None or usual.from_age is not None:
        raise DataError("strength[0]", "the first is the usual one, for no clients of their own")
    return limits


def _check_words(where: str, text: dict[str, str]) -> None:
    if not all(words.strip() for words in text.values()):
        raise DataError(where, "has no words")
