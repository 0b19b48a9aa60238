"""The report of a saved session: what was prepared, what was done, and what became of it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from html import escape

from PySide6.QtCore import QCoreApplication

from coach.library.store import SessionRow
from coach.library.told import began
from coach.massage.protocol import spoken
from coach.session import events as ev
from coach.session.prepared import Prepared
from coach.session.state import State
from coach.session.summary import Summary, end_of, summarise
from coach.session.timeline import Timeline
from coach.ui import words
from coach.ui.library.course import Course, course_of
from coach.ui.printing import parts
from coach.ui.printing.back import areas_picture
from coach.ui.printing.chart import rate_picture
from coach.ui.printing.document import Print, in_full
from coach.ui.printing.pictures import Picture

translate = QCoreApplication.translate

_WIDE, _CHART = 680.0, 190.0
_BACK = 130.0


def report_of(
    row: SessionRow,
    events: Sequence[ev.AnyEvent],
    language: str,
    today: date,
    *,
    under_way: bool = False,
) -> Print:
    """The report; `under_way`: up to now. Raises IllegalEventError where the events make no
    session.
    """
    figures, timeline = summarise(events, row.heartbeat_ms), Timeline(events)
    state = timeline.final
    course = course_of(timeline, end_of(state, row.heartbeat_ms), language)
    started = timeline.events[0]
    assert isinstance(started, ev.Started)  # noqa: S101 -- a Timeline begins with one
    prepared = started.prepared or Prepared()
    name = spoken(started.protocol.name, language)
    title = f"{name} · {row.heading.client}" if row.heading.client else name
    html = (
        f"<h1>{escape(name)}</h1>",
        parts.facts(_facts(row, figures, state, under_way=under_way)),
        parts.named(_prepared(started, prepared, language)),
        parts.heading(translate("printing", "Breaths a minute")),
        f"<p>{parts.image('rate')}</p>",
        f'<p class="muted small">{escape(_legend(course))}</p>',
        parts.heading(translate("printing", "Stages")),
        _stages(figures, language),
        _areas(figures, state, prepared),
        _stands(course),
        _answers(prepared, language),
    )
    pictures: dict[str, Picture] = {"rate": rate_picture(course, _WIDE, _CHART)}
    if state.areas or prepared.avoid:
        pictures["areas"] = areas_picture(state.areas, prepared.avoid, _BACK, parts.sides())
    return Print(title, "".join(html), today, pictures)


def _facts(
    row: SessionRow, figures: Summary, state: State, *, under_way: bool
) -> list[tuple[str, str]]:
    head = row.heading
    start = began(head)
    notes = []
    if under_way:
        notes.append(translate("library", "under way"))
    elif row.status != "ended":
        notes.append(translate("library", "interrupted"))
    if head.speed != 1.0:
        rehearsal = translate("library", "rehearsal ×{speed}")
        notes.append(rehearsal.replace("{speed}", f"{head.speed:g}"))
    mean = translate("printing", "{rate} on average").replace("{rate}", f"{figures.mean_bpm:.1f}")
    return [
        (translate("printing", "Client"), head.client or "–"),
        (translate("printing", "Date"), in_full(start.date())),
        (translate("printing", "Time"), _time(start, figures, head.speed, under_way=under_way)),
        (translate("printing", "Hands on"), _of_plan(figures)),
        (
            translate("printing", "Breaths a minute"),
            f"{figures.first_bpm:.1f} → {figures.last_bpm:.1f}, {mean}",
        ),
        (translate("printing", "Breaths"), str(figures.breaths)),
        (translate("printing", "Taps"), _taps(figures)),
        (translate("printing", "Pacing"), words.pacing(state.pacing)),
        (translate("printing", "Pressures"), parts.pressure(state.pressure_step)),
        (translate("printing", "Note"), ", ".join(notes)),
    ]


def _time(start: datetime, figures: Summary, speed: float, *, under_way: bool) -> str:
    """By the clock on the wall. Nobody knows when one was gone on with: then the start alone."""
    from_ = f"{start:%H:%M}"
    gone_on = any(stop.reason == ev.PauseReason.INTERRUPTED.value for stop in figures.pauses)
    if under_way or gone_on:
        return from_
    return f"{from_} – {start + timedelta(milliseconds=figures.whole_ms / speed):%H:%M}"


def _legend(course: Course) -> str:
    """What the lines of the chart are."""
    said = [translate("printing", "Across: minutes of hands-on time.")]
    if course.plan:
        said.append(translate("printing", "Broken line: as planned."))
    if course.taps_ms:
        said.append(translate("printing", "Fine lines at the foot: taps."))
    if course.stands:
        said.append(translate("printing", "Bars at the foot: pauses and holds."))
    return " ".join(said)


def _of_plan(figures: Summary) -> str:
    said = translate("printing", "{time} of {planned}")
    said = said.replace("{time}", words.clock(figures.hands_on_ms))
    return said.replace("{planned}", words.clock(figures.planned_ms))


def _taps(figures: Summary) -> str:
    if figures.correction_ms is None:
        return str(figures.taps)
    said = translate("printing", "{n}, {time} s off (median)")
    said = said.replace("{n}", str(figures.taps))
    return said.replace("{time}", f"{figures.correction_ms / 1000:.1f}")


def _prepared(started: ev.Started, prepared: Prepared, language: str) -> list[tuple[str, str]]:
    follows = translate("printing", "A saved session's rhythm.")
    return [
        (translate("printing", "Oil"), parts.oil(prepared.blend, language)),
        (translate("printing", "Lead"), parts.lead_sentence(started.lead, started.rate_bpm)),
        (translate("printing", "Followed"), follows if started.rate_plan is not None else ""),
        (translate("printing", "Avoided"), parts.avoided(prepared.avoid)),
        (translate("printing", "Hands"), parts.hands(prepared.hands)),
    ]


def _stages(figures: Summary, language: str) -> str:
    rows = [
        _row(
            spoken(stage.name, language),
            words.clock(stage.planned_ms),
            words.clock(stage.actual_ms),
            _difference(stage.actual_ms // 1000 - stage.planned_ms // 1000),
        )
        for stage in figures.stages
    ]
    head = (
        translate("printing", "Stage"),
        translate("printing", "Planned"),
        translate("printing", "Was"),
        translate("printing", "Difference"),
    )
    return parts.table(rows, head=head)


def _difference(seconds: int) -> str:
    """Of the two times as they stand beside it, in whole seconds."""
    if seconds == 0:
        return "–"
    return f"{'+' if seconds > 0 else '−'}{words.clock(abs(seconds) * 1000)}"


def _areas(figures: Summary, state: State, prepared: Prepared) -> str:
    if not state.areas and not prepared.avoid:
        return ""
    worked_ms = {area.number: area.worked_ms for area in figures.areas}
    rows = [
        _row(
            str(area.number),
            words.place(area),
            words.outcome(area.outcome, begun=worked_ms.get(area.number, 0) > 0),
            words.clock(worked_ms.get(area.number, 0)),
        )
        for area in state.areas
    ]
    head = (
        translate("printing", "No."),
        translate("printing", "Where"),
        translate("printing", "Outcome"),
        translate("printing", "Worked on"),
    )
    listed = parts.table(rows, head=head) if rows else ""
    beside = parts.cell(listed) + parts.cell(parts.image("areas"), round(_BACK) + 10)
    said = translate("printing", "Tense areas") if rows else translate("printing", "Areas avoided")
    return parts.heading(said) + parts.table([beside], padding=0)


def _stands(course: Course) -> str:
    if not course.stands:
        return ""
    rows = [
        parts.cell(words.clock(stand.from_ms), 120, style=parts.RULED)
        + parts.cell(escape(stand.words), style=parts.RULED)
        for stand in course.stands
    ]
    return parts.heading(translate("printing", "Pauses and holds")) + parts.table(rows)


def _answers(prepared: Prepared, language: str) -> str:
    if not prepared.answers:
        return ""
    yes, no = translate("printing", "yes"), translate("printing", "no")
    rows = [
        parts.cell(escape(parts.answered(each, language)), style=parts.RULED)
        + parts.cell(
            f'<span class="strong">{escape(yes)}</span>' if each.yes else escape(no),
            120,
            style=parts.RULED,
        )
        for each in prepared.answers
    ]
    return parts.heading(translate("printing", "Asked before")) + parts.table(rows)


def _row(*texts: str) -> str:
    return "".join(parts.cell(escape(text), style=parts.RULED) for text in texts)
