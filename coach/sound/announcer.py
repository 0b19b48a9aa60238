"""What is said of a session, and when: Moments and events in, utterances out."""

from coach.library.settings import Voice
from coach.live.clock import LEAP_MS
from coach.massage.back import TenseArea
from coach.massage.protocol import Stage, Works
from coach.session.events import AnyEvent
from coach.session.moment import Moment
from coach.session.state import Status
from coach.sound import sentences
from coach.sound.answers import Answers, answer
from coach.sound.utterance import Rank, Utterance

FRESH_MS = 2_000
"""A session first heard later than this goes on from where it was."""
NOTICE_MS = 15_000
"""A stage that is nearer than this when it is known is not announced before it begins."""
JUST_MARKED_MS = 10_000
"""An area marked so lately was named then: the hands are on it."""
_MINUTE_MS = 60_000


class Announcer:
    """Says each thing once, when it happens.

    Time that goes back, or leaps by more than 3 s, was sought or slept: nothing is said of what
    lies between. `settings` are read as things happen and may be changed at any time. `speed` is
    a rehearsal's.
    """

    def __init__(self, settings: Voice, language: str = "en", *, speed: float = 1.0) -> None:
        self.settings = settings
        self._language = language
        self._answers = Answers(language, speed)
        self._before: Moment | None = None
        self._warned = False

    def hear(self, moment: Moment) -> tuple[Utterance, ...]:
        """The session now; cheap where nothing happens, which is nearly always."""
        before, self._before = self._before, moment
        if before is None:
            return self._begin(moment)
        said: list[Utterance] = []
        due_ms = self._answers.due_ms
        if due_ms is not None and moment.t_ms >= due_ms:
            said += self._commanded(self._answers.rested(moment.t_ms))
        if not 0 <= moment.t_ms - before.t_ms <= LEAP_MS:
            self._warned = bool(moment.unreached)
            return tuple(said)
        if moment.stage != before.stage:
            said += self._stage_begins(moment, before)
        elif moment.area != before.area:
            said += self._area_changes(moment, before)
        if moment.asks and not before.asks:
            said += self._of_area(sentences.stay_or_move_on(), moment)
        if moment.unreached and not self._warned:
            self._warned = True
            said += self._of_area(sentences.unreached(moment.unreached), moment)
        if moment.coming is not None and before.coming is None:
            said += self._coming(moment)
        if moment.elapsed_ms != before.elapsed_ms:
            said += self._time_left(moment, before)
        return tuple(said)

    def heard(self, events: tuple[AnyEvent, ...]) -> tuple[Utterance, ...]:
        """The events just made, before the Moment that follows from them."""
        if self._before is None:
            return ()
        return self._commanded(self._answers.heard(events, self._before))

    def refused(self, code: str) -> tuple[Utterance, ...]:
        """A command made no sense."""
        said = sentences.refusal(code)
        return self._commanded([] if said is None else [answer(said, "refused")])

    def _commanded(self, answers: list[Utterance]) -> tuple[Utterance, ...]:
        return tuple(answers) if self.settings.commands else ()

    def _begin(self, moment: Moment) -> tuple[Utterance, ...]:
        if moment.status is Status.ENDED:
            return ()
        if moment.t_ms < FRESH_MS:
            return tuple(self._stage_begins(moment, None))
        self._warned = bool(moment.unreached)
        return tuple(self._where_we_are(moment))

    def _where_we_are(self, moment: Moment) -> list[Utterance]:
        """On the way back into a session: the stage, the area, and how long there is."""
        said: list[str] = []
        if moment.finished:
            return []
        if self.settings.stages:
            stage = moment.stages[moment.stage]
            said.append(sentences.stage(stage, self._language, soft_areas=False))
        area = _area(moment)
        if area is not None and self.settings.areas:
            said.append(sentences.area_taken_up(area))
        minutes = -(-_left_ms(moment) // _MINUTE_MS)
        if self.settings.time_left and minutes > 0:
            said.append(sentences.minutes_left(minutes))
        return [_of_stage(" ".join(said), moment)] if said else []

    def _stage_begins(self, moment: Moment, before: Moment | None) -> list[Utterance]:
        self._warned = False
        if moment.finished:
            said = sentences.finished()
            return [_of_stage(said, moment)] if self.settings.stages else []
        stage = moment.stages[moment.stage]
        area = _area(moment)
        texts: list[str] = []
        if self.settings.stages:
            soft = area is not None and stage.works is Works.SOFTENED
            texts.append(sentences.stage(stage, self._language, soft_areas=soft))
        if area is not None and self.settings.areas:
            texts.append(sentences.area_taken_up(area))
        if self.settings.stages:
            texts += self._stand_and_aim(stage, None if before is None else _stage(before))
        if self.settings.cues:
            texts += [sentences.cue(c.text, self._language) for c in (stage.inhale, stage.exhale)]
        first_ms = 6_000  # each of its sentences waits for those before it
        return [
            _of_stage(text, moment, kept_ms=first_ms + 2_000 * place)
            for place, text in enumerate(texts)
        ]

    def _stand_and_aim(self, stage: Stage, before: Stage | None) -> list[str]:
        texts: list[str] = []
        if before is None or before.stand is not stage.stand:
            texts.append(sentences.stand(stage.stand))
        aim = sentences.aim(stage, self._language)
        return texts if aim is None else [*texts, aim]

    def _area_changes(self, moment: Moment, before: Moment) -> list[Utterance]:
        area = _area(moment)
        if area is None:
            undone = all(each.number != before.area for each in moment.areas)
            return [] if undone else self._of_area(sentences.areas_done(), moment)
        if self.settings.commands and moment.t_ms - area.marked_ms < JUST_MARKED_MS:
            return []
        return self._of_area(sentences.area_taken_up(area), moment)

    def _of_area(self, text: str, moment: Moment) -> list[Utterance]:
        if not self.settings.areas:
            return []
        return [Utterance(text, Rank.AREA, "area", stage=moment.stage)]

    def _coming(self, moment: Moment) -> list[Utterance]:
        if moment.coming is None or moment.coming_ms <= NOTICE_MS or not self.settings.stages:
            return []
        then = moment.stages[moment.coming] if moment.coming < len(moment.stages) else None
        said = sentences.coming(then, self._language)
        if then is not None and then.stand is not moment.stages[moment.stage].stand:
            said = f"{said} {sentences.stand(then.stand)}"
        return [_of_stage(said, moment)]

    def _time_left(self, moment: Moment, before: Moment) -> list[Utterance]:
        if not self.settings.time_left:
            return []
        now_ms, before_ms = _left_ms(moment), _left_ms(before)
        passed = [m for m in self.settings.minutes_left if now_ms <= m * _MINUTE_MS < before_ms]
        if not passed or moment.plan_ms[-1] != before.plan_ms[-1]:
            return []
        return [Utterance(sentences.minutes_left(min(passed)), Rank.TIME, "time")]


def _left_ms(moment: Moment) -> int:
    """Of the whole massage, as planned now."""
    return moment.plan_ms[-1] - moment.elapsed_ms


def _stage(moment: Moment) -> Stage | None:
    return None if moment.finished else moment.stages[moment.stage]


def _area(moment: Moment) -> TenseArea | None:
    """The tense area in work."""
    return next((area for area in moment.areas if area.number == moment.area), None)


def _of_stage(text: str, moment: Moment, *, kept_ms: int = 6_000) -> Utterance:
    return Utterance(text, Rank.STAGE, "stage", stage=moment.stage, kept_ms=kept_ms)
