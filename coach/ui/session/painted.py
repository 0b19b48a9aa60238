"""What the painted parts of the Session page share: theme, letters' sizes, an opaque ground."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from coach.ui.motion import Motion
from coach.ui.session.places import Sizes
from coach.ui.style import blend
from coach.ui.theme import Theme

TURN_MS = 120
"""The new words and colours are all there this long after the breath turned."""
_TURN_START = 0.45
"""What the new one weighs in the very frame of the turn."""


def turn_weight(since_ms: int) -> float:
    """How far a turn shows, 0 to 1, so many milliseconds after the frame that first showed it.

    Time that runs backward, in a replay, shows the new at once.
    """
    if not 0 <= since_ms < TURN_MS:
        return 1.0
    return _TURN_START + (1.0 - _TURN_START) * since_ms / TURN_MS


class Painted(QWidget):
    """A part that paints all of itself, and again only what changed.

    `rebuild` is called after the theme, the size or the letters' scale changed; what a part caches
    is made anew there.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.sizes = Sizes(800)
        self.motion = Motion.FULL
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self.theme = theme
        self.rebuild()
        self.update()

    def set_sizes(self, sizes: Sizes) -> None:
        """Other letters."""
        if sizes != self.sizes:
            self.sizes = sizes
            self.rebuild()
            self.update()

    def resizeEvent(self, _event: object) -> None:
        """What is cached was for another size."""
        self.rebuild()

    def rebuild(self) -> None:
        """Drop what was made for another theme or size."""

    def on_ground(self, painter: QPainter) -> None:
        """Fill with the page's ground and paint smoothly from here on."""
        painter.fillRect(self.rect(), QColor(self.theme.ground))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def faint(self, colour: str, part: float) -> QColor:
        """A colour laid on the ground at `part` (0 to 1) of its strength."""
        return QColor(blend(self.theme.ground, colour, part))
