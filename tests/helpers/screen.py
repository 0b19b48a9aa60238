"""A virtual screen with a window manager, and a hand on its keyboard and mouse."""

import os
import shutil
import subprocess
import time
from pathlib import Path

NEEDED = ("Xvfb", "xdotool", "openbox")
_DISPLAYS = range(100, 200)


def missing() -> list[str]:
    """The programs that this machine lacks for it."""
    return [name for name in NEEDED if shutil.which(name) is None]


def wait_until(condition, timeout_s=30.0, what="it"):
    """Poll a real process. Answers with the first true value."""
    end = time.monotonic() + timeout_s
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(0.02)
    raise AssertionError(f"waited {timeout_s:g} s in vain for {what}")


class Screen:
    """An X server of its own."""

    def __init__(self, width: int, height: int) -> None:
        # With a number given the server locks it before it listens. One that looks for a number
        # itself removes the sockets it tries, also those of a server that has just started.
        for number in _DISPLAYS:
            read, write = os.pipe()
            self._server = subprocess.Popen(
                ["Xvfb", f":{number}", "-displayfd", str(write),
                 "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp", "-noreset"],
                pass_fds=(write,),
                stderr=subprocess.DEVNULL,
            )  # fmt: skip
            os.close(write)
            with os.fdopen(read) as answer:
                if answer.readline():
                    break
            self._server.wait(timeout=10)
        else:
            raise OSError("no X server starts")
        self.display = f":{number}"
        self.environment = {**os.environ, "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}
        self._manager = subprocess.Popen(
            ["openbox", "--sm-disable"], env=self.environment, stderr=subprocess.DEVNULL
        )

    def close(self) -> None:
        for process in (self._manager, self._server):
            process.terminate()
            process.wait(timeout=10)

    def xdotool(self, *words: object) -> str:
        done = subprocess.run(
            ["xdotool", *map(str, words)],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.stdout.strip()

    def window(self, title: str, timeout_s: float = 30.0) -> str:
        """The id of the visible window whose title holds `title`, focused."""
        found = wait_until(
            lambda: self.xdotool("search", "--onlyvisible", "--name", title), timeout_s, title
        )
        window = found.splitlines()[-1]
        self.xdotool("windowfocus", "--sync", window)
        return window

    def key(self, *names: str) -> None:
        """Each pressed once, far enough apart to be no bounce of a pedal."""
        for name in names:
            self.xdotool("key", "--clearmodifiers", name)
            time.sleep(0.08)

    def click(self, x: float, y: float) -> None:
        self.xdotool("mousemove", "--sync", round(x), round(y), "click", 1)

    def type(self, text: str) -> None:
        self.xdotool("type", "--delay", "10", text)

    def grab(self, path: Path) -> Path:
        subprocess.run(["import", "-window", "root", str(path)], env=self.environment, check=True)
        return path
