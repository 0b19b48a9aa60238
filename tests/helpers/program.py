"""The real program as a process, driven by keyboard and mouse."""

import signal
import subprocess
import sys
from pathlib import Path

from coach.library.store import Store
from tests.helpers.screen import Screen, wait_until

ROOT = Path(__file__).parents[2]
TITLE = "coach"


class Program:
    """`coach` with these arguments, its window focused."""

    def __init__(
        self, screen: Screen, home: Path, *arguments: str, environment: dict[str, str] | None = None
    ) -> None:
        self.screen, self.home = screen, home
        self.shown = home.parent / "shown"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.helpers.observed", str(self.shown), *arguments],
            cwd=ROOT,
            env={
                **screen.environment,
                "SPEECHD_ADDRESS": f"unix_socket:{home.parent}/none",  # none is started by itself
                **(environment or {}),
                "COACH_HOME": str(home),
            },
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            self.window = screen.window(TITLE)
        except AssertionError as error:
            self.kill()
            error.add_note(f"it said: {self.process.communicate()[1]}")
            raise

    def __enter__(self) -> "Program":
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.kill()
        self.process.stderr.close()

    def key(self, *names: str) -> None:
        self.screen.key(*names)

    def click(self, point) -> None:
        """Click at a point of the window."""
        self.screen.xdotool(
            "mousemove", "--window", self.window, round(point.x()), round(point.y()), "click", 1
        )

    def events(self, session_id: int = 1):
        """What is on disk now."""
        store = Store(self.home)
        try:
            return store.events(session_id)
        finally:
            store.close()

    def wait_for(self, kind, count=1, **wanted):
        """Until so many such events are on disk; answers with them."""

        def found():
            rows = self.sessions()
            if not rows:
                return None
            events = [
                e
                for e in self.events(rows[0].id)
                if isinstance(e, kind) and all(getattr(e, k) == v for k, v in wanted.items())
            ]
            return events if len(events) >= count else None

        return wait_until(found, what=f"{count} {kind.__name__} {wanted or ''}")

    def sessions(self):
        """The rows on disk, the newest first."""
        if not (self.home / "sessions.db").exists():
            return []
        store = Store(self.home)
        try:
            return store.sessions()
        finally:
            store.close()

    def kill(self) -> None:
        """A crash."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def end(self, timeout_s: float = 20.0) -> tuple[int, str]:
        """Close the window as its frame's button does; the exit status and what it said."""
        self.key("alt+F4")
        _, said = self.process.communicate(timeout=timeout_s)
        return self.process.returncode, said
