"""What is said of a client: cautions, hands, pressure, and what the last session left."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from coach.library.client_record import LastTime
from coach.massage.back import AreaLeft, Outcome, Side
from coach.massage.cautions import Caution
from coach.session.prepared import Hands
from coach.ui import words

translate = QCoreApplication.translate

_CAUTIONS: dict[Caution, Callable[[], str]] = {
    Caution.EPILEPSY: lambda: translate("clients", "Epilepsy"),
    Caution.PREGNANCY: lambda: translate("clients", "Pregnancy"),
    Caution.ASTHMA: lambda: translate("clients", "Asthma"),
    Caution.HEART_RHYTHM: lambda: translate("clients", "Heart-rhythm trouble"),
    Caution.G6PD: lambda: translate("clients", "G6PD deficiency"),
    Caution.ALLERGY: lambda: translate("clients", "Allergy to oils or scents"),
    Caution.NUT_ALLERGY: lambda: translate("clients", "Nut allergy"),
    Caution.SESAME_ALLERGY: lambda: translate("clients", "Sesame allergy"),
    Caution.SENSITIVE_SKIN: lambda: translate("clients", "Sensitive skin"),
    Caution.MEDICINES: lambda: translate("clients", "Takes medicines"),
}
_HANDS: dict[Hands, Callable[[], str]] = {
    Hands.BOTH: lambda: translate("clients", "Both"),
    Hands.LEFT: lambda: translate("clients", "Left"),
    Hands.RIGHT: lambda: translate("clients", "Right"),
}
_STEPS: dict[int, Callable[[], str]] = {
    -2: lambda: translate("clients", "Much lighter"),
    -1: lambda: translate("clients", "Lighter"),
    0: lambda: translate("clients", "Usual"),
    1: lambda: translate("clients", "Firmer"),
    2: lambda: translate("clients", "Much firmer"),
}


def caution(value: Caution) -> str:
    """What is known of a client."""
    return _CAUTIONS[value]()


def hands() -> list[tuple[object, str]]:
    """The hands that work, and their words."""
    return [(value, said()) for value, said in _HANDS.items()]


def pressure_steps() -> list[tuple[object, str]]:
    """How much lighter or firmer all pressures are, and in words."""
    return [(value, said()) for value, said in _STEPS.items()]


def last_time(last: LastTime, today: date) -> str:
    """What the last session left, and how it was."""
    unsoftened = [each for each in last.areas if each.outcome is Outcome.NOT_SOFTENED]
    open_ = [each for each in last.areas if each.outcome is Outcome.OPEN]
    begun, missed = [e for e in open_ if e.begun], [e for e in open_ if not e.begun]
    patterns = (
        (unsoftened, translate("clients", "Last time the {places} did not soften.")),
        (begun, translate("clients", "Not finished: {places}.")),
        (missed, translate("clients", "Not reached: {places}.")),
    )
    said = [pattern.replace("{places}", _places(areas)) for areas, pattern in patterns if areas]
    return " ".join((*said, _figures(last, today, alone=not unsoftened)))


def _figures(last: LastTime, today: date, *, alone: bool) -> str:
    pattern = translate("clients", "{rate} breaths / min, {minutes} min, {day}.")
    if alone:
        pattern = translate("clients", "Last time {rate} breaths / min, {minutes} min, {day}.")
    figures = pattern.replace("{rate}", f"{last.rate_bpm:.1f}")
    figures = figures.replace("{minutes}", f"{last.minutes:g}")
    return figures.replace("{day}", words.day(last.on, today))


def not_kept() -> str:
    """A session began, and the client's record could not be written."""
    return translate(
        "clients", "The client's record cannot be written: it will not show this visit."
    )


def changed_elsewhere(name: str) -> str:
    """Another program has written the record of whoever is chosen."""
    said = translate(
        "clients",
        "{name}'s record was changed in another window, and is shown now. Look it over, then go"
        " on.",
    )
    return said.replace("{name}", name)


def _places(areas: Sequence[AreaLeft]) -> str:
    named = [_place(area) for area in areas]
    if len(named) == 1:
        return named[0]
    pair = translate("clients", "{first} and {last}")
    return pair.replace("{first}", ", ".join(named[:-1])).replace("{last}", named[-1])


def _place(area: AreaLeft) -> str:
    pattern = {
        Side.LEFT: translate("clients", "left {region}"),
        Side.RIGHT: translate("clients", "right {region}"),
        Side.BOTH: translate("clients", "{region} on both sides"),
    }[area.side]
    return pattern.replace("{region}", words.region(area.region))
