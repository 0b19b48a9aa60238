"""The session sheet: a massage as it was prepared, to lie beside the table."""

from collections.abc import Sequence
from datetime import date
from html import escape
from itertools import pairwise

from PySide6.QtCore import QCoreApplication

from coach.massage.plan import lay
from coach.massage.protocol import Cue, Stage, spoken
from coach.session.prepared import Prepared
from coach.ui import words
from coach.ui.prepare.choice import Choice
from coach.ui.printing import parts
from coach.ui.printing.back import areas_picture, stroke_picture
from coach.ui.printing.document import Print, in_full
from coach.ui.printing.pictures import Picture

translate = QCoreApplication.translate

_STROKE = 62.0
_MOST_PRESSURE = 5


def sheet_of(
    choice: Choice,
    language: str,
    today: date,
    *,
    cautions: Sequence[str] = (),
    left: str = "",
) -> Print:
    """The sheet; `cautions` are what is known of the client, `left` what the last visit left."""
    protocol = choice.protocol
    prepared = choice.prepared or Prepared()
    title = spoken(protocol.name, language)
    if choice.client:
        title = f"{title} · {choice.client}"
    pictures = _pictures(choice, prepared)
    against = [*cautions, *parts.spoken_against(prepared.answers, language)]
    care = parts.named(
        [
            (translate("printing", "Oil"), parts.oil(prepared.blend, language)),
            (translate("printing", "Lead"), parts.lead_sentence(choice.lead, _rate(choice))),
            (translate("printing", "Take care"), " · ".join(dict.fromkeys(against))),
            (translate("printing", "Avoid"), parts.avoided(prepared.avoid)),
            (translate("printing", "Last time"), left),
        ]
    )
    if prepared.avoid:
        care = parts.table([parts.cell(care) + parts.cell(parts.image("avoid"), 110)], padding=0)
    html = (
        f"<h1>{escape(spoken(protocol.name, language))}</h1>",
        parts.facts(_facts(choice, prepared, today)),
        care,
        parts.heading(translate("printing", "Stages")),
        _stages(choice, language),
    )
    return Print(title, "".join(html), today, pictures, notes=translate("printing", "Notes"))


def _rate(choice: Choice) -> float:
    return choice.pattern.rate_bpm if choice.rate_plan is None else choice.rate_plan.rate_at(0)


def _facts(choice: Choice, prepared: Prepared, today: date) -> list[tuple[str, str]]:
    rate = parts.rate(_rate(choice))
    if choice.rate_plan is not None:
        rate = translate("printing", "as saved, from {rate} on").replace("{rate}", rate)
    share = translate("printing", "{n} % in")
    share = share.replace("{n}", f"{choice.pattern.inhale_share * 100:.0f}")
    breath = f"{rate}, {share}, {words.pacing(choice.pacing).lower()}"
    return [
        (translate("printing", "Client"), choice.client or "–"),
        (translate("printing", "Date"), in_full(today)),
        (translate("printing", "Length"), parts.minutes(round(choice.minutes * 60_000))),
        (translate("printing", "Breath"), breath),
        (translate("printing", "Pressures"), parts.pressure(choice.pressure_step)),
        (translate("printing", "Hands"), parts.hands(prepared.hands)),
    ]


def _pictures(choice: Choice, prepared: Prepared) -> dict[str, Picture]:
    made: dict[str, Picture] = {}
    if prepared.avoid:
        made["avoid"] = areas_picture((), prepared.avoid, 100.0, parts.sides())
    for index, stage in enumerate(choice.protocol.stage):
        for name, inhale in (("in", True), ("out", False)):
            made[f"{name}{index}"] = stroke_picture(
                stage, inhale=inhale, hands=prepared.hands, avoid=prepared.avoid, wide=_STROKE
            )
    return made


def _stages(choice: Choice, language: str) -> str:
    stages = choice.protocol.stage
    ends = choice.plan_ms or lay(stages, round(choice.minutes * 60_000))
    rows = [
        _stage(index, stage, span, choice.pressure_step, language)
        for index, (stage, span) in enumerate(zip(stages, pairwise((0, *ends)), strict=True))
    ]
    return parts.table(rows)


def _stage(
    index: int, stage: Stage, span: tuple[int, int], pressure_step: int, language: str
) -> str:
    from_ms, until_ms = span
    about = [
        f'<span class="strong">{index + 1}. {escape(spoken(stage.name, language))}</span>',
        f"{words.clock(from_ms)} – {words.clock(until_ms)}",
        escape(words.stand(stage.stand)),
        f'<span class="muted small">{escape(_more(stage, language))}</span>',
    ]
    told = parts.cell("<br>".join(about), 190, style=parts.RULED)
    for name, cue in (("in", stage.inhale), ("out", stage.exhale)):
        told += parts.cell(parts.image(f"{name}{index}"), round(_STROKE), style=parts.RULED)
        told += parts.cell(_cue(name, cue, pressure_step, language), 104, style=parts.RULED)
    room = "" if index else escape(translate("printing", "Notes"))
    room = f'<span class="muted small">{room}</span>'
    return told + parts.cell(room, style=parts.RULED + parts.BESIDE)


def _cue(name: str, cue: Cue, pressure_step: int, language: str) -> str:
    turn = translate("printing", "In") if name == "in" else translate("printing", "Out")
    kind = "inhale" if name == "in" else "exhale"
    pressure = min(_MOST_PRESSURE, max(1, cue.pressure + pressure_step))
    said = translate("printing", "Pressure {n} of {most}")
    said = said.replace("{n}", str(pressure)).replace("{most}", str(_MOST_PRESSURE))
    text = escape(spoken(cue.text, language))
    return (
        f'<span class="{kind}">{escape(turn)}</span><br>{text}<br>'
        f'<span class="muted small">{escape(said)}</span>'
    )


def _more(stage: Stage, language: str) -> str:
    """What it is for, and what it goes over."""
    said = [spoken(stage.aim, language)]
    if stage.plain is not None:
        plain = translate("printing", "Every {n} breaths: {cue}.")
        plain = plain.replace("{n}", str(stage.plain.every))
        said.append(plain.replace("{cue}", spoken(stage.plain.inhale.text, language)))
    return " ".join(said)
