"""Events → what is answered to the practitioner: that the command was taken, in a word or two."""

from coach.massage.back import Outcome, TenseArea
from coach.session import events as ev
from coach.session.commands import AGAIN_MS
from coach.session.moment import Moment
from coach.sound import sentences
from coach.sound.utterance import Rank, Utterance

REST_MS = 700
"""A slider that rested so long has been set."""
STAYED_MS = 30_000
"""A stage that ends later by more was given a minute; by less, its end came with the breath in."""


def answer(text: str, topic: str, *, cuts: bool = False) -> Utterance:
    """What goes before all the rest."""
    return Utterance(text, Rank.ANSWER, topic, cuts=cuts)


class Answers:
    """Fed with the events as they are made, and with the Moment before them.

    What may change again at once, a slider or the side of a mark, is answered by `rested` once it
    has rested: in real time, which a rehearsal lets run `speed` times as fast.
    """

    def __init__(self, language: str, speed: float) -> None:
        self._language, self._speed = language, speed
        self._tempo: tuple[int, str] | None = None
        self._mark: tuple[int, TenseArea] | None = None
        self._before_next: tuple[int, ...] | None = None
        self.due_ms: int | None = None
        """When `rested` will have something to say; None: not before the next events."""

    def heard(self, events: tuple[ev.AnyEvent, ...], before: Moment) -> list[Utterance]:
        """What these events say at once."""
        said: list[Utterance] = []
        for event in events:
            said += self._of(event, before)
        times = [each[0] for each in (self._tempo, self._mark) if each is not None]
        self.due_ms = min(times, default=None)
        return said

    def rested(self, t_ms: int) -> list[Utterance]:
        """What has rested by now."""
        said: list[Utterance] = []
        if self._tempo is not None and t_ms >= self._tempo[0]:
            said.append(answer(self._tempo[1], "tempo"))
            self._tempo = None
        if self._mark is not None and t_ms >= self._mark[0]:
            said.append(answer(sentences.area_marked(self._mark[1]), "mark"))
            self._mark = None
        times = [each[0] for each in (self._tempo, self._mark) if each is not None]
        self.due_ms = min(times, default=None)
        return said

    def _of(self, event: ev.AnyEvent, before: Moment) -> list[Utterance]:
        match event:
            case ev.TempoSet(planned=False):
                self._tempo_set(event, before)
            case ev.Tapped(counted=True) if event.rate_bpm != before.rate_bpm:
                self._tempo = None  # the tap has the last word
            case ev.AreaSet():
                return self._area_set(event)
            case ev.PlanLaid():
                return self._plan_laid(event, before)
            case _:
                return _at_once(event, before)
        return []

    def _tempo_set(self, event: ev.TempoSet, before: Moment) -> None:
        if event.inhale_share != before.inhale_share:
            said = sentences.inhale_share(event.inhale_share)
        elif event.pause_share != before.pause_share:
            said = sentences.pause_share(event.pause_share)
        else:
            said = sentences.tempo(event.rate_bpm)
        self._tempo = (event.t_ms + round(REST_MS * self._speed), said)

    def _area_set(self, event: ev.AreaSet) -> list[Utterance]:
        area = event.area
        if event.undoes or area is None:
            self._mark = None
            return [answer(sentences.undone(event.number, area), "mark")]
        if area.outcome is Outcome.OPEN:
            self._mark = (event.t_ms + round(AGAIN_MS * self._speed), area)
            return []
        return [answer(sentences.area_answered(area), "outcome")]

    def _plan_laid(self, event: ev.PlanLaid, before: Moment) -> list[Utterance]:
        stages = before.stages
        stage = min(before.stage, len(stages) - 1)
        later_ms = event.plan_ms[stage] - before.plan_ms[stage]
        if event.plan_ms == self._before_next:
            self._before_next = None
            return [answer(sentences.stays(stages[stage], self._language), "plan")]
        if later_ms >= STAYED_MS:
            return [answer(sentences.one_minute_more(), "plan")]
        self._before_next = before.plan_ms
        then = stages[stage + 1] if stage + 1 < len(stages) else None
        said = sentences.next_stage(then, self._language)
        if then is not None and then.stand is not stages[stage].stand:
            said = f"{said} {sentences.stand(then.stand)}"
        return [answer(said, "plan")]


def _at_once(event: ev.AnyEvent, before: Moment) -> list[Utterance]:
    said, topic, cuts = None, "status", False
    match event:
        case ev.PacingSet():
            said, topic = sentences.pacing(event.pacing), "pacing"
        case ev.LeadSet(planned=False):
            said, topic = sentences.lead_set(event.standing), "lead"
        case ev.PressureSet():
            said, topic = sentences.pressure(before.pressure_step, event.step), "pressure"
        case ev.Held():
            said = sentences.held(event.reason)
        case ev.Paused():
            said = sentences.paused(event.reason)
            cuts = event.reason is not ev.PauseReason.INTERRUPTED
        case ev.Resumed():
            said = sentences.resumed()
        case ev.Ended(reason=ev.EndReason.ASKED):
            said, cuts = sentences.ended(), True
    return [] if said is None else [answer(said, topic, cuts=cuts)]
