"""One session seen again: whose it was, and the Session screen's own scene, small or large."""

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from coach.session.moment import Moment
from coach.ui.session.places import Sizes
from coach.ui.session.scene import Scene
from coach.ui.style import of_kind
from coach.ui.theme import Theme

_LEAST_SCENE = (420, 250)
_WIDEST = 1.75
"""Of its height."""


class ReplayScene(Scene):
    """In a part of the page; its small letters grow with the text."""

    _text_scale = 1.0

    def set_text_scale(self, scale: float) -> None:
        """Write larger or smaller, 1 to 2."""
        self._text_scale = scale
        self._arrange()

    def _arrange(self) -> None:
        self._place_parts(self.size(), Sizes(self.height(), self._text_scale))


class ReplayPanel(QFrame):
    """`larger_toggled(bool)`: all the room above the timeline is wanted, or given back."""

    larger_toggled = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        of_kind(self, "panel")
        self._title = of_kind(QLabel(self), "title")
        self._line = of_kind(QLabel(self), "muted")
        self._hint = of_kind(QLabel(self), "muted")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.setWordWrap(True)
        for label in (self._title, self._line):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.larger = of_kind(QPushButton(self), "link")
        self.larger.setCheckable(True)
        self.larger.toggled.connect(self._on_larger_toggled)
        self._on_larger_toggled(False)
        self.scene = ReplayScene(_raised(theme), self)
        self.scene.setMinimumSize(*_LEAST_SCENE)
        self.scene.setAccessibleName(self.tr("Replay"))
        self.scene.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        head = QHBoxLayout()
        head.setSpacing(12)
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(self._title)
        told.addWidget(self._line)
        head.addLayout(told, 1)
        head.addWidget(self.larger)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 10, 12, 10)
        column.setSpacing(4)
        column.addLayout(head)
        middle = QHBoxLayout()
        middle.addStretch(0)
        middle.addWidget(self.scene, 1)
        middle.addWidget(self._hint, 1)
        middle.addStretch(0)
        column.addLayout(middle, 1)
        self.close_session()

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self.scene.set_theme(_raised(theme))

    def set_text_scale(self, scale: float, higher: float) -> None:
        """Write larger or smaller; the scene is at least so many times as high as its least."""
        wide, high = _LEAST_SCENE
        self.scene.setMinimumSize(wide, round(high * higher))
        self.scene.set_text_scale(scale)

    def open_session(self, title: str, line: str, language: str, speed: float | None) -> None:
        """Another session, with its heading; `speed` where it was a rehearsal."""
        self.show_title(title)
        self._line.setText(line)
        self._line.setToolTip(line)
        self.scene.begin(language=language, turn_degrees=0, rehearsal_speed=speed)
        self._show_scene(True)

    def close_session(self) -> None:
        """None."""
        self.larger.setChecked(False)
        self._title.setText("")
        self._line.setText("")
        self._show_scene(False)

    def show_hint(self, shown: bool) -> None:
        """What to do where no session is shown, if there is any to choose."""
        self._hint.setText(self.tr("Choose a session to see it again.") if shown else "")

    def show_moment(self, moment: Moment, *, playing: bool) -> None:
        """A frame of it; one that stands is seen as it is, not on its way from another."""
        if not playing:
            self.scene.settle()
        self.scene.show_moment(moment)

    def show_title(self, title: str) -> None:
        """Whose session, and when."""
        self._title.setText(title)
        self._title.setToolTip(title)

    def title(self) -> str:
        """Whose session, and when."""
        return self._title.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The scene keeps about the shape of a screen."""
        super().resizeEvent(event)
        high = self.height() - self.larger.sizeHint().height()
        self.scene.setMaximumWidth(max(_LEAST_SCENE[0], round(high * _WIDEST)))

    def _show_scene(self, shown: bool) -> None:
        for part in (self._title, self._line, self.larger, self.scene):
            part.setVisible(shown)
        self._hint.setVisible(not shown)

    def _on_larger_toggled(self, large: bool) -> None:
        self.larger.setText(self.tr("Smaller (F)") if large else self.tr("Larger (F)"))
        self.larger_toggled.emit(large)


def _raised(theme: Theme) -> Theme:
    """The scene lies on a raised panel."""
    return msgspec.structs.replace(theme, ground=theme.raised)
