"""What the system wishes of every program: light or dark, high contrast, less motion.

Light, dark and contrast are asked of Qt, on every system. Motion is asked of Qt only on Windows,
where its effects follow the system's; Qt has no question for it before 6.12. On Linux the desktop's
portal is asked, over D-Bus: for `reduced-motion` of org.freedesktop.appearance and for GNOME's
`enable-animations`. On macOS nothing is asked, and everything moves.
"""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from coach.ui.motion import Motion
from coach.ui.theme import CONTRAST, DARK, LIGHT

if TYPE_CHECKING:
    from coach.ui.portal import Portal


class SystemWish(QObject):
    """`changed()`: the theme or the motion is another one."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._less_motion: Callable[[], bool] = lambda: False
        self._portal: Portal | None = None
        hints = QApplication.styleHints()
        hints.colorSchemeChanged.connect(self.changed)
        hints.accessibility().contrastPreferenceChanged.connect(self.changed)

    def ask_for_motion(self) -> None:
        """Ask the system for its wish; not before the first paint, because D-Bus is slow to load.

        The answer comes later, by `changed`.
        """
        if sys.platform == "win32":
            self._less_motion = lambda: not QApplication.isEffectEnabled(Qt.UIEffect.UI_AnimateMenu)
            self.changed.emit()
        elif sys.platform.startswith("linux") and self._portal is None:
            from coach.ui.portal import Portal  # noqa: PLC0415 -- not before the first paint

            self._portal = Portal(self)
            self._less_motion = self._portal.wants_less_motion
            self._portal.changed.connect(self.changed)
            self._portal.ask()

    @property
    def theme(self) -> str:
        """A name in THEMES; dark where the system has no wish."""
        hints = QApplication.styleHints()
        high = Qt.ContrastPreference.HighContrast
        if hints.accessibility().contrastPreference() == high:
            return CONTRAST.name
        return LIGHT.name if hints.colorScheme() == Qt.ColorScheme.Light else DARK.name

    @property
    def motion(self) -> Motion:
        """Gentle for a system that wishes less motion: the breath itself is no decoration."""
        return Motion.GENTLE if self._less_motion() else Motion.FULL
