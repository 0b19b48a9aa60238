"""A wish for an oil → whole drops of each: never above the weakest limit, always rounded down.

What a client must avoid is not put in, whoever wishes it; what is to be asked first is, and said.
Percent are the essential oil's millilitres in a hundred of the base oil.
"""

import enum
import math
from fractions import Fraction
from typing import Annotated

import msgspec

from coach.massage.oil import (
    MOST_PERCENT,
    Advice,
    AnyOil,
    BaseOil,
    Effect,
    EssentialOil,
    Ml,
    OilCaution,
    Recipient,
    Shelf,
    Strength,
    Strong,
)
from coach.massage.oils import Blend, Dose, Id
from coach.massage.protocol import Text

MOST_OILS = 12
USUAL_ML = 30.0


class Share(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """So many parts of an essential oil."""

    oil: Id
    parts: Annotated[int, msgspec.Meta(ge=1, le=9)] = 1


class OilWish(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was chosen, by ids. `base` or `percent` None and no `oils`: what suits the client."""

    effect: Effect = Effect.NONE
    base: Id | None = None
    ml: Ml = USUAL_ML
    percent: Strong | None = None
    oils: Annotated[tuple[Share, ...], msgspec.Meta(max_length=MOST_OILS)] = ()


class BoundKind(enum.Enum):
    """Whose limit it is."""

    OVERALL = "overall"
    CLIENT = "client"
    OIL = "oil"


class Bound(msgspec.Struct, frozen=True):
    """A limit, why it is there, and whether drops were left out for it."""

    kind: BoundKind
    percent: float
    reason: Text
    source: str
    binds: bool
    oil: EssentialOil | None = None
    strength: Strength | None = None


class Portion(msgspec.Struct, frozen=True):
    """One essential oil of a mix: the percent that its limits allow, and the whole drops of it."""

    oil: EssentialOil
    parts: int
    percent: float
    drops: int
    least_ml: int
    """Of base oil, for one drop of it."""


class Finding(msgspec.Struct, frozen=True):
    """Something that speaks against an oil for this client."""

    oil: AnyOil
    caution: OilCaution


class Mix(msgspec.Struct, frozen=True):
    """What a wish comes to. `base` is None where every base oil is to be avoided."""

    effect: Effect
    base: BaseOil | None
    instead_of: BaseOil | None
    """The base oil that the client must avoid."""
    ml: float
    percent: float
    """What was aimed at, before the limits of single oils."""
    portions: tuple[Portion, ...]
    refused: tuple[EssentialOil, ...]
    """Wished, and to be avoided."""
    missing: tuple[str, ...]
    """Ids that were wished and that no file has any longer."""
    too_young: Bound | None
    """Why there is no essential oil at all."""
    bounds: tuple[Bound, ...]
    """Those that leave drops out; where none does, the weakest one."""
    findings: tuple[Finding, ...]
    """All that speaks against the oils concerned, what is to be avoided first."""

    @property
    def aimed(self) -> float:
        """The percent that all the limits leave, before it is rounded down to drops."""
        return min(self.percent, math.fsum(portion.percent for portion in self.portions))

    def blend(self) -> Blend | None:
        """What is mixed, as it is kept with the session; None where there is no base oil.

        Its percent are those of the oils that have drops.
        """
        if self.base is None:
            return None
        given = [portion for portion in self.portions if portion.drops]
        percent = min(self.percent, math.fsum(portion.percent for portion in given))
        doses = tuple(Dose(p.oil.id, p.oil.name, p.drops) for p in given)
        return Blend(self.base.id, self.base.name, self.ml, percent, doses)


def mix(wish: OilWish, shelf: Shelf, recipient: Recipient, overall_percent: float) -> Mix:
    """The drops of each oil; `overall_percent` is the limit set in the settings."""
    base, instead_of, base_missing = _choose_base(wish.base, shelf, recipient)
    too_young = _too_young(shelf, recipient)
    shares, refused, missing = _choose_oils(wish, shelf, recipient)
    total = _total_bounds(shelf, recipient, overall_percent)
    wished = wish.percent
    if wished is None:
        wished = shelf.limits.suggested(recipient).percent
    percent = min(wished, *(bound.percent for bound in total))
    if too_young is not None:
        shares = ()
    portions = _portions(shares, percent, wish.ml, shelf.limits.drops_per_ml.figure)
    bounds = _bounds(total, wished, percent, portions) if portions else ()
    concerned = _concerned(wish, shelf, base, instead_of)
    return Mix(
        effect=wish.effect,
        base=base,
        instead_of=instead_of,
        ml=wish.ml,
        percent=percent,
        portions=portions,
        refused=refused,
        missing=base_missing + missing,
        too_young=None if wish.effect is Effect.NONE else too_young,
        bounds=bounds,
        findings=find(concerned, recipient),
    )


def find(oils: tuple[AnyOil, ...], recipient: Recipient) -> tuple[Finding, ...]:
    """All that speaks against these oils for this client, what is to be avoided first."""
    return tuple(
        Finding(oil, caution)
        for advice in (Advice.AVOID, Advice.ASK_FIRST)
        for oil in oils
        for caution in oil.cautions(recipient, advice)
    )


def _choose_base(
    wished: str | None, shelf: Shelf, recipient: Recipient
) -> tuple[BaseOil | None, BaseOil | None, tuple[str, ...]]:
    """The base oil, the one that it stands for, and the wished one where it is gone.

    Another is taken where the client must avoid it: of those with least to ask, the first.
    """
    first = shelf.base(wished)
    missing = (wished,) if wished is not None and first is None else ()
    if first is None:
        first = next(iter(shelf.bases), None)
    if first is None or not first.is_avoided(recipient):
        return first, None, missing
    others = [base for base in shelf.bases if not base.is_avoided(recipient)]
    other = min(
        others, key=lambda base: len(base.cautions(recipient, Advice.ASK_FIRST)), default=None
    )
    return other, first, missing


def _choose_oils(
    wish: OilWish, shelf: Shelf, recipient: Recipient
) -> tuple[tuple[tuple[EssentialOil, int], ...], tuple[EssentialOil, ...], tuple[str, ...]]:
    """The oils with their parts, those that are refused, and the ids of those that are gone.

    Without a wish it is one of the effect that can be used, of those with least to ask the first.
    """
    if wish.effect is Effect.NONE:
        return (), (), ()
    if not wish.oils:
        usable = [oil for oil in shelf.of(wish.effect) if not oil.is_avoided(recipient)]
        first = min(
            usable, key=lambda oil: len(oil.cautions(recipient, Advice.ASK_FIRST)), default=None
        )
        return ((first, 1),) if first is not None else (), (), ()
    parts: dict[str, int] = {}
    for share in wish.oils:
        parts[share.oil] = parts.get(share.oil, 0) + share.parts
    found = [(oil, n) for oil_id, n in parts.items() if (oil := shelf.essential(oil_id))]
    return (
        tuple((oil, n) for oil, n in found if not oil.is_avoided(recipient)),
        tuple(oil for oil, _ in found if oil.is_avoided(recipient)),
        tuple(oil_id for oil_id in parts if shelf.essential(oil_id) is None),
    )


def _too_young(shelf: Shelf, recipient: Recipient) -> Bound | None:
    rule = shelf.limits.no_essential_oil
    if not recipient.is_aged(rule.below_age, None):
        return None
    return Bound(BoundKind.CLIENT, 0.0, rule.reason, rule.source, binds=True)


def _total_bounds(shelf: Shelf, recipient: Recipient, overall_percent: float) -> tuple[Bound, ...]:
    """The limits of the whole blend: the client's where there is one, and the overall one."""
    overall = shelf.limits.overall
    most = min(overall_percent, overall.most, MOST_PERCENT)
    bounds = [Bound(BoundKind.OVERALL, most, overall.reason, overall.source, binds=False)]
    strength = shelf.limits.for_client(recipient)
    if strength is not None:
        client = Bound(
            BoundKind.CLIENT,
            strength.percent,
            strength.reason,
            strength.source,
            binds=False,
            strength=strength,
        )
        bounds.insert(0, client)
    return tuple(bounds)


def _portions(
    shares: tuple[tuple[EssentialOil, int], ...], percent: float, ml: float, drops_per_ml: int
) -> tuple[Portion, ...]:
    """Each oil's part of the percent, no more than its own limit, and the whole drops in it."""
    all_parts = sum(parts for _, parts in shares)
    portions = []
    for oil, parts in shares:
        aimed = _exactly(percent) * parts / all_parts
        if oil.limit is not None:
            aimed = min(aimed, _exactly(oil.limit.percent))
        a_drop = Fraction(100, drops_per_ml) / aimed
        portions.append(
            Portion(
                oil=oil,
                parts=parts,
                percent=float(aimed),
                drops=math.floor(_exactly(ml) / a_drop),
                least_ml=math.ceil(a_drop),
            )
        )
    return tuple(portions)


def _bounds(
    total: tuple[Bound, ...], wished: float, percent: float, portions: tuple[Portion, ...]
) -> tuple[Bound, ...]:
    """Those that leave drops out; where none does, the weakest one of all that are involved."""
    all_parts = sum(portion.parts for portion in portions)
    own = []
    for portion in portions:
        limit = portion.oil.limit
        if limit is not None:
            binds = _exactly(percent) * portion.parts / all_parts > _exactly(limit.percent)
            own.append(
                Bound(BoundKind.OIL, limit.percent, limit.reason, limit.source, binds, portion.oil)
            )
    weakest = min(total, key=lambda bound: bound.percent)
    weakest = msgspec.structs.replace(weakest, binds=weakest.percent < wished)
    binding = tuple(bound for bound in (weakest, *own) if bound.binds)
    return binding or (min((weakest, *own), key=lambda bound: bound.percent),)


def _concerned(
    wish: OilWish, shelf: Shelf, base: BaseOil | None, instead_of: BaseOil | None
) -> tuple[AnyOil, ...]:
    """The base oils in question, the oils of the effect, and those that were wished beside them."""
    oils: list[AnyOil] = [oil for oil in (instead_of, base) if oil is not None]
    if base is None:
        oils = list(shelf.bases)
    if wish.effect is not Effect.NONE:
        wished = [shelf.essential(share.oil) for share in wish.oils]
        for oil in (*shelf.of(wish.effect), *wished):
            if oil is not None and oil not in oils:
                oils.append(oil)
    return tuple(oils)


def _exactly(number: float) -> Fraction:
    """The decimal number that a person wrote, so that no rounding of floats gives a drop more."""
    return Fraction(str(number))
