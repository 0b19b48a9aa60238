"""Oils, drops, limits and cautions → the words that a user reads."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from coach.massage.blend import Bound, BoundKind, Finding, Mix, Portion
from coach.massage.cautions import Caution
from coach.massage.oil import Advice, AnyOil, BaseOil, Effect, OilCaution
from coach.massage.oils import Blend
from coach.massage.protocol import spoken

translate = QCoreApplication.translate

_CAUTIONS: dict[Caution, Callable[[], str]] = {
    Caution.EPILEPSY: lambda: translate("oil", "epilepsy"),
    Caution.PREGNANCY: lambda: translate("oil", "pregnancy"),
    Caution.ASTHMA: lambda: translate("oil", "asthma"),
    Caution.HEART_RHYTHM: lambda: translate("oil", "heart rhythm"),
    Caution.G6PD: lambda: translate("oil", "G6PD deficiency"),
    Caution.ALLERGY: lambda: translate("oil", "allergy"),
    Caution.NUT_ALLERGY: lambda: translate("oil", "nut allergy"),
    Caution.SESAME_ALLERGY: lambda: translate("oil", "sesame allergy"),
    Caution.SENSITIVE_SKIN: lambda: translate("oil", "sensitive skin"),
    Caution.MEDICINES: lambda: translate("oil", "medicines"),
}


def blend_sentence(blend: Blend, language: str) -> str:
    """What was mixed: "12 drops of lavender in 30 ml sweet almond oil (2 %)"."""
    oil = _base(spoken(blend.base_name, language), blend.ml)
    given = [dose for dose in blend.doses if dose.drops]
    if not given:
        return translate("oil", "{base}, no essential oil").replace("{base}", oil)
    pattern = translate("oil", "{drops} in {base} ({percent})")
    said = _filled(
        pattern,
        drops=together([drops_of(dose.drops, spoken(dose.name, language)) for dose in given]),
        base=oil,
        percent=percent(blend.percent),
    )
    return said[:1].upper() + said[1:]


def base(oil: BaseOil, ml: float, language: str) -> str:
    """So much of a base oil."""
    name = spoken(oil.name, language)
    return _filled(translate("oil", "{ml} {base}"), ml=millilitres(ml), base=name)


def oils_in(oils: str, base_oil: str, strength: float) -> str:
    """Essential oils in so much base oil, and how strong."""
    pattern = translate("oil", "{oils} in {base} at {percent}")
    return _filled(pattern, oils=oils, base=base_oil, percent=percent(strength))


def mixture(mixed: Mix, language: str) -> str:
    """All of it, with the oils of which there is none: "6 drops of lavender in 30 ml sesame"."""
    if mixed.base is None:
        return translate("oil", "No oil")
    held = base(mixed.base, mixed.ml, language)
    if not mixed.portions:
        return _filled(translate("oil", "{base}, no essential oil"), base=held)
    each = [drops_of(p.drops, spoken(p.oil.name, language)) for p in mixed.portions]
    said = oils_in(together(each), held, mixed.aimed)
    return said[:1].upper() + said[1:]


def effect(kind: Effect) -> str:
    """What essential oils are for."""
    return {
        Effect.RELAXING: translate("oil", "Relaxing"),
        Effect.STIMULATING: translate("oil", "Stimulating"),
        Effect.NONE: translate("oil", "No essential oil"),
    }[kind]


def drops(count: int) -> str:
    """So many drops; zero is none."""
    if count == 0:
        return translate("oil", "none")
    if count == 1:
        return translate("oil", "1 drop")
    return _filled(translate("oil", "{n} drops"), n=str(count))


def drops_of(count: int, name: str) -> str:
    """So many drops of an oil; zero is none of it."""
    if count == 0:
        return _filled(translate("oil", "none of {oil}"), oil=name)
    return _filled(translate("oil", "{drops} of {oil}"), drops=drops(count), oil=name)


def percent(number: float) -> str:
    """With no more than two decimals."""
    pattern = translate("oil", "{n} %").replace(" ", "\N{NO-BREAK SPACE}")
    return _filled(pattern, n=f"{round(number, 2):g}")


def millilitres(ml: float) -> str:
    """So many millilitres."""
    pattern = translate("oil", "{n} ml").replace(" ", "\N{NO-BREAK SPACE}")
    return _filled(pattern, n=f"{round(ml, 1):g}")


def name_of(oil: AnyOil, language: str) -> str:
    """By itself or at the beginning: with a capital."""
    name = spoken(oil.name, language)
    return name[:1].upper() + name[1:]


def together(names: Sequence[str]) -> str:
    """Several in a row: "a", "a and b", "a, b and c"."""
    if len(names) < 2:
        return "".join(names)
    pattern = translate("oil", "{first} and {last}")
    return _filled(pattern, first=", ".join(names[:-1]), last=names[-1])


def advice(value: Advice) -> str:
    """What a caution asks for."""
    if value is Advice.AVOID:
        return translate("oil", "Avoid")
    return translate("oil", "Ask first")


def whom(caution: OilCaution) -> str:
    """Whom a caution concerns."""
    if caution.client is not None:
        return _CAUTIONS[caution.client]()
    if caution.below_age is not None:
        return _filled(translate("oil", "below {n} years"), n=str(caution.below_age))
    return _filled(translate("oil", "from {n} years on"), n=str(caution.from_age))


def warnings(findings: Sequence[Finding], language: str) -> list[str]:
    """All of them in a line for each weight: "Avoid: rosemary and camphor (pregnancy)."."""
    lines = []
    for weight in Advice:
        names: dict[tuple[str, ...], list[str]] = {}
        for oil, reasons in _by_oil(findings, weight):
            names.setdefault(reasons, []).append(spoken(oil.name, language))
        if names:
            groups = [f"{together(each)} ({', '.join(reasons)})" for reasons, each in names.items()]
            lines.append(f"{advice(weight)}: {'; '.join(groups)}.")
    return sorted(lines, key=lambda line: not line.startswith(advice(Advice.AVOID)))


def warning(caution: OilCaution, language: str) -> str:
    """One with its reason: "Ask first, asthma: a strong scent can set it off."."""
    return _filled(
        translate("oil", "{advice} ({whom}): {reason}"),
        advice=advice(caution.advice),
        whom=whom(caution),
        reason=spoken(caution.reason, language),
    )


def limit(bound: Bound, language: str) -> str:
    """A limit with its reason: "At most 0.7 % of jasmine: more can make skin allergic."."""
    most = percent(bound.percent)
    if bound.kind is BoundKind.OIL and bound.oil is not None:
        name = spoken(bound.oil.name, language)
        said = _filled(translate("oil", "At most {n} of {oil}."), n=most, oil=name)
    elif bound.kind is BoundKind.CLIENT:
        said = _filled(translate("oil", "At most {n} for this client."), n=most)
    else:
        said = _filled(translate("oil", "At most {n} in any blend."), n=most)
    held = translate("oil", "Fewer drops because of it.") if bound.binds else ""
    return f"{said} {spoken(bound.reason, language)} {held}".rstrip()


def source(text: str) -> str:
    """Where a figure or a caution is from."""
    return _filled(translate("oil", "Source: {source}"), source=text)


def troubles(mixed: Mix, language: str) -> list[str]:
    """Why the blend is not what was wished, a sentence each."""
    said = []
    if mixed.too_young is not None:
        said.append(spoken(mixed.too_young.reason, language))
    if mixed.base is None:
        said.append(translate("oil", "There is no base oil that this client can have."))
    elif mixed.instead_of is not None:
        pattern = translate("oil", "{base} instead of {other}.")
        other = spoken(mixed.instead_of.name, language)
        said.append(_filled(pattern, base=name_of(mixed.base, language), other=other))
    if mixed.refused:
        names = together([spoken(oil.name, language) for oil in mixed.refused])
        said.append(_filled(translate("oil", "Left out, to be avoided: {oils}."), oils=names))
    if mixed.missing:
        pattern = translate("oil", "No longer among the oils: {oils}.")
        said.append(_filled(pattern, oils=together(mixed.missing)))
    said += [too_little(portion, language) for portion in mixed.portions if not portion.drops]
    return said


def too_little(portion: Portion, language: str) -> str:
    """Why there is no drop of it."""
    pattern = translate("oil", "No drop of {oil}: one needs {ml} of base oil at this strength.")
    oil = spoken(portion.oil.name, language)
    return _filled(pattern, oil=oil, ml=millilitres(portion.least_ml))


def _base(name: str, ml: float) -> str:
    return _filled(translate("oil", "{ml} {base} oil"), ml=millilitres(ml), base=name)


def _by_oil(findings: Sequence[Finding], weight: Advice) -> list[tuple[AnyOil, tuple[str, ...]]]:
    oils = list({f.oil.id: f.oil for f in findings if f.caution.advice is weight}.values())
    return [
        (
            oil,
            tuple(
                whom(f.caution)
                for f in findings
                if f.oil.id == oil.id and f.caution.advice is weight
            ),
        )
        for oil in oils
    ]


def _filled(pattern: str, **parts: str) -> str:
    """The pattern with its parts, in one pass: what a part says is never taken for a place."""
    said = ""
    rest = pattern
    while rest:
        before, opened, after = rest.partition("{")
        key, closed, beyond = after.partition("}")
        said += before
        if not opened:
            break
        said += parts[key] if closed and key in parts else opened + key + closed
        rest = beyond
    return said
