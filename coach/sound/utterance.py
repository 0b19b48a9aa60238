"""What is to be said, and what of it waits: little, in order of weight, and only while it holds."""

import enum

import msgspec

KEPT_MS = 4_000
"""Words that waited longer for their turn are no longer news."""


class Rank(enum.IntEnum):
    """What goes first of what waits."""

    ANSWER = 0
    STAGE = 1
    AREA = 2
    TIME = 3


class Utterance(msgspec.Struct, frozen=True):
    """A sentence or two, said in one breath and never cut but by one that `cuts`.

    `topic` is what it is about: what comes later about the same takes its place while it waits.
    `stage` is the stage in which it holds; None: in any. It is dropped where it has waited
    `kept_ms`. One that `cuts` ends what is being said and all that waits.
    """

    text: str
    rank: Rank
    topic: str
    stage: int | None = None
    kept_ms: int = KEPT_MS
    cuts: bool = False


class Waiting:
    """The utterances that wait for the voice. Times in ms of any one clock."""

    def __init__(self) -> None:
        self._waiting: list[tuple[Rank, int, int, Utterance]] = []
        self._count = 0

    def put(self, utterances: tuple[Utterance, ...], now_ms: int) -> None:
        """These wait from now on, in their order within a rank."""
        topics = {utterance.topic for utterance in utterances}
        self._waiting = [each for each in self._waiting if each[3].topic not in topics]
        for utterance in utterances:
            if utterance.cuts:
                self._waiting.clear()
            self._count += 1
            self._waiting.append((utterance.rank, self._count, now_ms, utterance))

    def take(self, now_ms: int, stage: int | None) -> Utterance | None:
        """What is to be said next, in that stage; None: nothing."""
        self._waiting = [
            each
            for each in self._waiting
            if now_ms - each[2] <= each[3].kept_ms and each[3].stage in (None, stage)
        ]
        if not self._waiting:
            return None
        first = min(self._waiting, key=lambda each: each[:2])
        self._waiting.remove(first)
        return first[3]

    def clear(self) -> None:
        """Nothing waits."""
        self._waiting.clear()
