"""What a screen reader is told of a session by itself: stages, pauses, tense areas. Not each turn.

The turns of the breath are changes of a name (`BreathWord`), which a reader may follow or not.
"""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAccessible

from coach.live.clock import NowMs
from coach.massage.protocol import spoken
from coach.session.moment import Moment
from coach.session.state import Status
from coach.ui import words
from coach.ui.access import phrases
from coach.ui.session.cards import in_force
from coach.ui.session.stage_line import next_line

translate = QCoreApplication.translate

LEAST_APART_MS = 3_000
"""Never two announcements nearer than this, but for the last of a session."""
_STANDS = (Status.PAUSED, Status.HELD)


class Announcements:
    """Is shown each Moment; `say` gets a few sentences at a time, rarely.

    What happens in between waits, of each kind only the newest. Nothing is said without a reader,
    while it is quiet, or after the end, and nothing of that time is said later.
    """

    def __init__(
        self,
        say: Callable[[str], None],
        now_ms: NowMs,
        listens: Callable[[], bool] = QAccessible.isActive,
    ) -> None:
        self._say, self._now_ms, self._listens = say, now_ms, listens
        self.quiet = False
        self.begin()

    def begin(self) -> None:
        """A new session."""
        self._last: Moment | None = None
        self._waiting: dict[str, str] = {}
        self._said_ms: int | None = None

    def show_moment(self, moment: Moment, language: str) -> None:
        """Say what is new, if it is time to."""
        last, self._last = self._last, moment
        if not self._heard():
            self._waiting.clear()
            return
        for kind, text in _news(last, moment, language):
            self._waiting.pop(kind, None)
            self._waiting[kind] = text
        self._speak(at_once=moment.status is Status.ENDED)

    def tell(self, text: str) -> None:
        """A passing word of the page, such as why a command makes no sense."""
        if self._heard() and text:
            self._waiting["told"] = phrases.sentence(text)
            self._speak()

    def _heard(self) -> bool:
        return not self.quiet and self._listens()

    def _speak(self, *, at_once: bool = False) -> None:
        if not self._waiting:
            return
        now_ms = self._now_ms()
        soon = self._said_ms is not None and now_ms - self._said_ms < LEAST_APART_MS
        if soon and not at_once:
            return
        said = " ".join(self._waiting.values())
        self._waiting.clear()
        self._said_ms = now_ms
        self._say(said)


def _news(last: Moment | None, now: Moment, language: str) -> Iterator[tuple[str, str]]:
    """What is new since the last Moment: kinds, and a sentence or two for each."""
    if last is not None and last.status is Status.ENDED:
        return
    if now.status is Status.ENDED:
        yield "going", in_force(now, language).text
        return
    yield from _going(last, now, language)
    if last is not None:
        yield from _areas(last, now)
        if now.pacing is not last.pacing:
            yield "pacing", phrases.sentence(words.pacing(now.pacing))


def _going(last: Moment | None, now: Moment, language: str) -> Iterator[tuple[str, str]]:
    """Whether it goes on, and at which stage."""
    if now.status in _STANDS and (last is None or now.status is not last.status):
        held = now.status is Status.HELD
        stands = words.held(now.hold_reason) if held else in_force(now, language).text
        yield "going", stands
    elif last is not None and last.status in _STANDS and now.status not in _STANDS:
        yield "going", translate("access", "It goes on.")
    if now.finished:
        if last is None or not last.finished:
            yield "stage", translate("access", "Finished. Hands leave slowly.")
        return
    if last is None or last.finished or now.stage != last.stage:
        stage = now.stages[now.stage]
        name = spoken(stage.name, language)
        yield "stage", f"{phrases.sentence(name)} {words.stand(stage.stand)}"
        return
    ahead = next_line(now, language)
    if ahead and ahead != next_line(last, language):
        yield "ahead", ahead


def _areas(last: Moment, now: Moment) -> Iterator[tuple[str, str]]:
    """Tense areas marked, moved to the other side, taken back, answered; the one in work."""
    if now.areas is not last.areas:
        before = {area.number: area for area in last.areas}
        for area in now.areas:
            if before.pop(area.number, None) != area:
                yield f"area {area.number}", phrases.sentence(phrases.area(area))
        for number in before:
            gone = translate("access", "Area {n} is taken back.").replace("{n}", str(number))
            yield f"area {number}", gone
    if now.area is not None and now.area != last.area:
        for area in now.areas:  # none, where it was taken back as its breath began
            if area.number == now.area:
                yield "work", phrases.sentence(phrases.area(area, in_work=True))
    if now.asks and not last.asks:
        yield "work", translate("access", "Stay, or move on?")
