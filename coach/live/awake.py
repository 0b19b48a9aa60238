"""Keeps the screen on through a massage, and says when it cannot."""

import threading

from PySide6.QtCore import QObject, Signal


class ScreenKeeper(QObject):
    """Holds the screen awake from `hold` to `release`, in a thread: the bus may be slow to answer.

    `failed` comes once where the system does not let it.
    """

    failed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._done = threading.Event()
        self._thread: threading.Thread | None = None

    def hold(self) -> None:
        """Keep the screen on."""
        if self._thread is None:
            self._done.clear()
            self._thread = threading.Thread(target=self._hold, name="awake", daemon=True)
            self._thread.start()

    def release(self) -> None:
        """Let the screen sleep again."""
        thread, self._thread = self._thread, None
        if thread is not None:
            self._done.set()
            thread.join(timeout=2.0)

    def _hold(self) -> None:
        from wakepy import keep  # noqa: PLC0415 -- a third of a second, never before the first paint

        with keep.presenting(on_fail="pass") as mode:
            if not mode.active and not self._done.is_set():
                self.failed.emit()
            self._done.wait()
