"""The settings as they stand, and whatever shows or sounds by them."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Protocol

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from coach.library import settings as settings_file
from coach.library.errors import LibraryError
from coach.library.settings import Settings
from coach.ui.theme import Theme

SAVE_MS = 500
"""A slider moves in many steps; they are saved together."""


class Page(Protocol):
    """What is dressed by the look."""

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""

    def set_text_scale(self, scale: float) -> None:
        """Letters 1 to 2 times as large."""


class Applied(QObject):
    """What is set in one place is so in all, and is remembered.

    `failed(str)`: a sentence why it could not be saved.
    """

    failed = Signal(str)

    def __init__(self, folder: Path, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._folder, self._settings = folder, settings
        self._saved = deepcopy(settings)
        self._followers: list[tuple[frozenset[str], Callable[[], None]]] = []
        self._saving = QTimer(self, singleShot=True, interval=SAVE_MS)
        self._saving.timeout.connect(self.save)

    def follow(self, apply: Callable[[], None], *parts: str) -> None:
        """Call `apply` now, and whenever one of these parts of the settings is another."""
        self._followers.append((frozenset(parts), apply))
        apply()

    def apply(self, part: str) -> None:
        """For all that follow that part, without a change to remember."""
        for parts, apply in tuple(self._followers):
            if part in parts:
                apply()

    def change(self, part: str) -> None:
        """A part was changed: "look", "sound", "voice", "keys" or "session"."""
        self.apply(part)
        self._saving.start()

    def save(self) -> None:
        """To the disk, now."""
        self._saving.stop()
        try:
            settings_file.save_changes(self._folder, self._settings, self._saved)
            self._saved = deepcopy(self._settings)
        except LibraryError as error:
            self.failed.emit(str(error))
        except (msgspec.ValidationError, UnicodeEncodeError) as error:
            said = self.tr("The settings were not saved: {why}.")
            self.failed.emit(said.replace("{why}", str(error)))
