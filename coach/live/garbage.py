"""Python's garbage, collected in the thread of the widgets alone.

By itself Python collects in whichever thread asks for memory next: in the sound's or the recorder's
too. A widget or timer that is collected there is destroyed there, which Qt does not survive.
"""

import gc

from PySide6.QtCore import QObject, QTimer

EACH_MS = 1_000
SETTLED = 5
"""By then the pages are made: what lives then stays, and is not looked through again."""
OLD_EACH = 30
"""All others are looked through once in so many times; else only those that are young."""


class Collector(QObject):
    """From `start` on Python collects nothing by itself."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._count = 0
        self._timer = QTimer(self)
        self._timer.setInterval(EACH_MS)
        self._timer.timeout.connect(self.collect)

    def start(self) -> None:
        """Collect here, once a second."""
        gc.disable()
        self._timer.start()

    def collect(self) -> None:
        """What is due now."""
        self._count += 1
        if self._count == SETTLED:
            gc.collect()
            gc.freeze()
        else:
            gc.collect(2 if self._count % OLD_EACH == 0 else 1)
