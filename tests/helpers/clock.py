"""A clock that a test moves."""


class FakeClock:
    """Milliseconds, as `coach.live.clock.NowMs`."""

    def __init__(self, now_ms: int = 1_000_000) -> None:
        self.now_ms = now_ms

    def __call__(self) -> int:
        return self.now_ms

    def pass_ms(self, ms: int) -> None:
        self.now_ms += ms
