"""Qt's application: the display, the letters, the signals, and the loop until the window closes."""

import os
import signal
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QSocketNotifier, QTimer, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from coach import display
from coach.app import Coach
from coach.assets import asset_folder
from coach.choosing import BadStartError, Replay, Start
from coach.live.clock import system_clock
from coach.live.garbage import Collector
from coach.ui import theme as themes
from coach.ui.language import speak

if TYPE_CHECKING:
    import socket

PAINTED_MS = 200
"""The first screen is painted by then, where the computer is not busy."""


def run(asked: Start | Replay | None) -> int:
    """Open the window and stay until it closes; answers with the exit status.

    A Start goes straight into a session, a Replay into a saved one. Without a display, or for what
    cannot be: one sentence, and 2.
    """
    wanted = display.platforms(os.environ)
    if wanted is not None:
        os.environ["QT_QPA_PLATFORM"] = wanted
    before = qInstallMessageHandler(lambda *_: None)  # what Qt tries in vain is not for the user
    application = QApplication(sys.argv[:1])
    qInstallMessageHandler(before)
    if wanted is not None and QGuiApplication.platformName() == "offscreen":
        return _refuse(display.why_none())
    application.setApplicationName("coach")
    application.setDesktopFileName("breath-massage-coach")
    application.setQuitOnLastWindowClosed(False)
    themes.load_fonts()
    application.setFont(themes.font(16))
    language = speak(application, asset_folder("i18n"), QLocale())
    coach = Coach(system_clock(), language)
    try:
        _begin(coach, asked)
    except BadStartError as error:
        return _refuse(str(error))
    signals = _Signals(coach.quit)
    QTimer.singleShot(PAINTED_MS, signals.listen)
    collector = Collector()
    QTimer.singleShot(PAINTED_MS, collector.start)
    try:
        return application.exec()
    finally:
        signals.close()


def _begin(coach: Coach, asked: Start | Replay | None) -> None:
    if isinstance(asked, Start):
        coach.start_at_once(asked)
    elif isinstance(asked, Replay):
        coach.open_replay(asked.session_id)
    else:
        coach.open()


class _Signals:
    """Ctrl+C and a request to terminate close the window in order."""

    def __init__(self, leave: Callable[[], None]) -> None:
        self._pair: tuple[socket.socket, socket.socket] | None = None
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, lambda *_: leave())

    def listen(self) -> None:
        """Wake Qt's loop for a signal that comes while it waits."""
        import socket  # noqa: PLC0415 -- not before the first paint

        read, write = self._pair = socket.socketpair()
        write.setblocking(False)
        self._notifier = QSocketNotifier(read.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(lambda: read.recv(64))
        signal.set_wakeup_fd(write.fileno())

    def close(self) -> None:
        """Let go of the sockets."""
        if self._pair is not None:
            signal.set_wakeup_fd(-1)
            self._notifier.setEnabled(False)
            for end in self._pair:
                end.close()


def _refuse(sentence: str) -> int:
    print(f"coach: {sentence}", file=sys.stderr)
    return 2
