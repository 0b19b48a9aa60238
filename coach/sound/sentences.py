"""Codes → the sentences that are spoken, through Qt's translation. Short, and one thing each."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from coach.breath.lead import Standing
from coach.massage.back import Outcome, Region, Side, TenseArea
from coach.massage.protocol import Stage, Stand, Works, spoken
from coach.session.events import HoldReason, Pacing, PauseReason

LONGEST_AIM = 30
"""Letters: what is felt for is said where the protocol says it as shortly as this."""

translate = QCoreApplication.translate

_NUMBERS: tuple[Callable[[], str], ...] = (
    lambda: translate("speech", "zero"),
    lambda: translate("speech", "one"),
    lambda: translate("speech", "two"),
    lambda: translate("speech", "three"),
    lambda: translate("speech", "four"),
    lambda: translate("speech", "five"),
    lambda: translate("speech", "six"),
    lambda: translate("speech", "seven"),
    lambda: translate("speech", "eight"),
    lambda: translate("speech", "nine"),
    lambda: translate("speech", "ten"),
    lambda: translate("speech", "eleven"),
    lambda: translate("speech", "twelve"),
    lambda: translate("speech", "thirteen"),
    lambda: translate("speech", "fourteen"),
    lambda: translate("speech", "fifteen"),
    lambda: translate("speech", "sixteen"),
    lambda: translate("speech", "seventeen"),
    lambda: translate("speech", "eighteen"),
    lambda: translate("speech", "nineteen"),
    lambda: translate("speech", "twenty"),
    lambda: translate("speech", "twenty-one"),
    lambda: translate("speech", "twenty-two"),
    lambda: translate("speech", "twenty-three"),
    lambda: translate("speech", "twenty-four"),
)


def number(value: int) -> str:
    """A whole number in words up to 24, which is every tempo; beyond, in figures."""
    return _NUMBERS[value]() if 0 <= value < len(_NUMBERS) else str(value)


def tempo(rate_bpm: float) -> str:
    """The slider's tempo, to a tenth."""
    whole, tenths = divmod(round(rate_bpm * 10), 10)
    if tenths == 0:
        said = translate("speech", "Tempo {n}.")
    elif tenths == 5:
        said = translate("speech", "Tempo {n} and a half.")
    else:
        said = translate("speech", "Tempo {n} point {tenths}.")
    return said.replace("{n}", number(whole)).replace("{tenths}", number(tenths))


def inhale_share(share: float) -> str:
    """How much of a breath is the breath in."""
    said = translate("speech", "Breath in, {n} percent.")
    return said.replace("{n}", number(round(share * 100)))


def pause_share(share: float) -> str:
    """How much of a breath is the pause after the breath out."""
    if round(share * 100) == 0:
        return translate("speech", "No pause after the breath out.")
    said = translate("speech", "Pause after the breath out, {n} percent.")
    return said.replace("{n}", number(round(share * 100)))


def pacing(value: Pacing) -> str:
    """Who turns the breath from now on."""
    if value is Pacing.STEADY:
        return translate("speech", "Steady tempo.")
    return translate("speech", "With your taps.")


def held(reason: HoldReason) -> str:
    """Why the hands rest."""
    if reason is HoldReason.OIL:
        return translate("speech", "Oil.")
    return translate("speech", "Hold.")


def paused(reason: PauseReason) -> str:
    """Why the clock stands."""
    return {
        PauseReason.ASKED: translate("speech", "Paused."),
        PauseReason.SLEPT: translate("speech", "The computer slept. Paused."),
        PauseReason.INTERRUPTED: translate("speech", "Paused. Tap on a breath in."),
    }[reason]


def resumed() -> str:
    """A hold or a pause ended."""
    return translate("speech", "Go on.")


def pressure(before: int, step: int) -> str:
    """All pressures, against what is usual."""
    if step == 0:
        return translate("speech", "Pressure as usual.")
    if step > before:
        return translate("speech", "Pressure up.")
    return translate("speech", "Pressure down.")


_REGIONS: dict[Region, Callable[[], str]] = {
    Region.NECK: lambda: translate("words", "neck"),
    Region.SHOULDER: lambda: translate("words", "shoulder"),
    Region.SHOULDER_BLADE: lambda: translate("words", "shoulder blade"),
    Region.UPPER_ARM: lambda: translate("words", "upper arm"),
    Region.MIDDLE_BACK: lambda: translate("words", "middle back"),
    Region.LOWER_BACK: lambda: translate("words", "lower back"),
    Region.HIP: lambda: translate("words", "hip"),
}


def place(area: TenseArea) -> str:
    """A tense area's side and region."""
    pattern = {
        Side.LEFT: translate("words", "left {region}"),
        Side.RIGHT: translate("words", "right {region}"),
        Side.BOTH: translate("words", "{region}, both sides"),
    }[area.side]
    return pattern.replace("{region}", _REGIONS[area.region]())


def _of_area(said: str, area: TenseArea) -> str:
    return said.replace("{n}", number(area.number)).replace("{place}", place(area))


def area_marked(area: TenseArea) -> str:
    """A new mark, or one that was moved to the other side."""
    return _of_area(translate("speech", "Area {n} marked, {place}."), area)


def area_answered(area: TenseArea) -> str:
    """What became of an area."""
    if area.outcome is Outcome.SOFTENED:
        return _of_area(translate("speech", "Area {n} softened."), area)
    return _of_area(translate("speech", "Area {n} did not soften."), area)


def undone(mark: int, area: TenseArea | None) -> str:
    """A mark or an answer on one was taken back; `area` is what it is now, None: gone."""
    if area is None:
        said = translate("speech", "Undone. Area {n} is no longer marked.")
        return said.replace("{n}", number(mark))
    return _of_area(translate("speech", "Undone. Area {n}, {place}."), area)


def area_taken_up(area: TenseArea) -> str:
    """The hands go to an area."""
    return _of_area(translate("speech", "Area {n}, {place}."), area)


def areas_done() -> str:
    """The hands go from the areas to the stage's whole stroke."""
    return translate("speech", "Areas done. Now the whole stroke.")


def stay_or_move_on() -> str:
    """Two minutes on one area."""
    return translate("speech", "Two minutes here. Stay, or move on?")


def unreached(areas: tuple[int, ...]) -> str:
    """Areas for which this stage has no time left."""
    if len(areas) == 1:
        said = translate("speech", "There is no time left for area {n}.")
        return said.replace("{n}", number(areas[0]))
    first = ", ".join(number(area) for area in areas[:-1])
    pair = translate("words", "{first} and {last}").replace("{first}", first)
    said = translate("speech", "There is no time left for areas {numbers}.")
    return said.replace("{numbers}", pair.replace("{last}", number(areas[-1])))


def stand(value: Stand) -> str:
    """Where the practitioner goes."""
    return {
        Stand.HIP: translate("words", "Stand at the hip."),
        Stand.SIDE: translate("words", "Stand at the side."),
        Stand.HEAD: translate("words", "Go to the head."),
        Stand.BEHIND: translate("words", "Stand behind the chair."),
    }[value]


def stage(value: Stage, language: str, *, soft_areas: bool) -> str:
    """A stage's name as it begins."""
    name = spoken(value.name, language)
    if value.works is Works.SOFTENED and soft_areas:
        return translate("speech", "{stage}, on the soft areas.").replace("{stage}", name)
    return _sentence(name)


def aim(value: Stage, language: str) -> str | None:
    """What the stage is for: its text up to a colon, where that is short enough to be heard."""
    said = spoken(value.aim, language).partition(":")[0]
    return _sentence(said) if len(said) <= LONGEST_AIM else None


def cue(text: dict[str, str], language: str) -> str:
    """A card's words."""
    return _sentence(spoken(text, language))


def coming(value: Stage | None, language: str) -> str:
    """What begins in twenty seconds; None: nothing more."""
    if value is None:
        return translate("speech", "Twenty seconds, then the end.")
    said = translate("speech", "Twenty seconds, then {stage}.")
    return said.replace("{stage}", _within(spoken(value.name, language)))


def lead_set(standing: Standing) -> str:
    """A hand stopped the lead to a slower breath, or let it go on."""
    if standing is Standing.STOPPED:
        return translate("speech", "Lead stopped.")
    return translate("speech", "Lead on.")


def next_stage(value: Stage | None, language: str) -> str:
    """What was gone on to, and begins with the next breath in; None: the end."""
    if value is None:
        return translate("speech", "Next, the end.")
    said = translate("speech", "Next, {stage}.")
    return said.replace("{stage}", _within(spoken(value.name, language)))


def stays(value: Stage, language: str) -> str:
    """A stage gone on to was taken back."""
    said = translate("speech", "Back to {stage}.")
    return said.replace("{stage}", _within(spoken(value.name, language)))


def one_minute_more() -> str:
    """The stage under way lasts longer."""
    return translate("speech", "One minute more.")


def minutes_left(minutes: int) -> str:
    """Of the whole massage."""
    if minutes == 1:
        return translate("speech", "One minute left.")
    return translate("speech", "{n} minutes left.").replace("{n}", number(minutes).capitalize())


def finished() -> str:
    """All stages are done."""
    return translate("speech", "Finished. Hands leave slowly.")


def ended() -> str:
    """The practitioner ended the session."""
    return translate("speech", "Session ended.")


_REFUSALS: dict[str, Callable[[], str]] = {
    "paused": lambda: translate("speech", "Paused. Tap first."),
    "finished": lambda: translate("speech", "All stages are done."),
    "going_on": lambda: translate("speech", "The next stage comes with the next breath in."),
    "off_the_back": lambda: translate("speech", "That is not on the back."),
    "avoided": lambda: translate("speech", "To be avoided."),
    "too_many_areas": lambda: translate("speech", "No more areas."),
    "nothing_to_undo": lambda: translate("speech", "Nothing to undo."),
    "no_area_in_work": lambda: translate("speech", "No area in work."),
    "answered": lambda: translate("speech", "Answered already."),
    "pressure_limit": lambda: translate("speech", "Pressure goes no further."),
    "tempo_limit": lambda: translate("speech", "The tempo goes no further."),
    "no_lead": lambda: translate("speech", "This session does not lead."),
}


def refusal(code: str) -> str | None:
    """Why a command made no sense; None where that is nothing to say aloud."""
    said = _REFUSALS.get(code)
    return None if said is None else said()


def preview() -> str:
    """A taste of the voice."""
    return translate("speech", "Effleurage. Stand at the hip. Ten minutes left.")


def _sentence(words: str) -> str:
    words = words.strip()
    return words if words.endswith((".", "!", "?")) else f"{words}."


def _within(name: str) -> str:
    """A name within a sentence; how it is written is not heard, but some voices spell capitals."""
    return name[:1].lower() + name[1:]
