"""What a Moment looks like: all parts of the Session screen in their places, without controls."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from coach.session.moment import Moment
from coach.ui.light import READABLE, dimmed
from coach.ui.motion import Motion, moved
from coach.ui.session.back_view import BackView
from coach.ui.session.breath_word import BreathWord
from coach.ui.session.cards import waiting
from coach.ui.session.clock_face import ClockFace
from coach.ui.session.cue import CueCard
from coach.ui.session.gauge import Gauge
from coach.ui.session.indicator import BreathIndicator
from coach.ui.session.painted import Painted
from coach.ui.session.places import Glance, Places, Sizes, places, places_glance
from coach.ui.session.pressure import PressureBars
from coach.ui.session.prompt import PromptLine
from coach.ui.session.stage_line import NextLine, StageLine, StageStrip
from coach.ui.session.waiting import WaitingCue
from coach.ui.theme import Theme, palette

_GLANCE = frozenset(Glance._fields)
_DIM = frozenset({"cue", "indicator", "back", "clock"})
"""What stays below the light at which every text can be read."""


class Scene(QWidget):
    """Shows Moments at any size; live and in replay it is the same."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._language = "en"
        self._moment: Moment | None = None
        self._with_prompt = False
        self._light = 100
        self._lit = theme
        self._motion = Motion.FULL
        self._glance = False
        self.stage = StageLine(theme, self)
        self.strip = StageStrip(theme, self)
        self.next = NextLine(theme, self)
        self.clock = ClockFace(theme, self)
        self.cue = CueCard(theme, self)
        self.indicator = BreathIndicator(theme, self)
        self.word = BreathWord(theme, self)
        self.pressure = PressureBars(theme, self)
        self.waiting = WaitingCue(theme, self)
        self.prompt = PromptLine(theme, self)
        self.back = BackView(theme, self)
        self.gauge = Gauge(theme, self)
        self._painted = self.findChildren(Painted)

    def begin(self, *, language: str, turn_degrees: int, rehearsal_speed: float | None) -> None:
        """A fresh session: texts in that language, the back turned as it was last."""
        self._language = language
        self._moment = None
        self.settle()
        self.back.forget()
        self.back.turn_to(turn_degrees)
        self.clock.set_rehearsal(rehearsal_speed)

    def settle(self) -> None:
        """The next moment is no turn of the one before: it is there at once."""
        self.cue.forget()

    def show_moment(self, moment: Moment) -> None:
        """One frame: each part repaints what moved, and only that."""
        self._moment = moment
        moment = moved(moment, self._motion)
        if (moment.area is not None) is not self._with_prompt:
            self._with_prompt = not self._with_prompt
            self._arrange()
        self.cue.show_moment(moment, self._language)
        self.indicator.show_moment(moment)
        self.word.show_moment(moment)
        self.pressure.show_moment(moment)
        self.waiting.show_card(waiting(moment, self._language))
        self.stage.show_moment(moment, self._language)
        self.strip.show_moment(moment)
        self.next.show_moment(moment, self._language)
        self.clock.show_moment(moment)
        self.prompt.show_moment(moment)
        self.back.show_moment(moment)
        self.gauge.show_moment(moment)

    def set_theme(self, theme: Theme) -> None:
        """Other colours, as they are at full light."""
        self._theme = theme
        self._lit = dimmed(theme, self._light)
        self.setPalette(palette(self._lit))
        for part in self._painted:
            part.set_theme(self._lit)
        self.update()

    @property
    def controls_theme(self) -> Theme:
        """For what lies around the parts and is there only when it is looked for: always read."""
        return dimmed(self._theme, max(self._light, READABLE))

    def set_light(self, percent: int) -> None:
        """100, 50, 25 or 10 percent of the light; with little of it only what matters is there."""
        self._light = percent
        self.set_theme(self._theme)
        self._show_parts()
        self._arrange()

    def set_motion(self, motion: Motion) -> None:
        """How much moves."""
        self._motion = motion
        for part in self._painted:
            part.motion = motion
        if self._moment is not None:
            self.show_moment(self._moment)

    def set_glance(self, on: bool) -> None:
        """The breath, the cue and the time alone, large; or everything."""
        self._glance = on
        self._show_parts()
        self._arrange()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Everything has its place by the scene's size."""
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground between the parts."""
        QPainter(self).fillRect(event.rect(), QColor(self._lit.ground))

    def _arrange(self) -> None:
        """Give each part its place."""
        self._place_parts(self.size(), Sizes(self.height()))

    def _show_parts(self) -> None:
        """Those of this layout that there is light for."""
        dim = self._light < READABLE
        for name in Places._fields:
            part: Painted = getattr(self, name)
            hidden = (self._glance and name not in _GLANCE) or (dim and name not in _DIM)
            part.setHidden(hidden)
        self.back.set_bare(dim)

    def _place_parts(self, scene: QSize, sizes: Sizes) -> None:
        """Within a scene of that size, in letters of those sizes."""
        if self._glance:
            glance = places_glance(scene, sizes)
            for name, (rect, larger) in zip(Glance._fields, glance, strict=True):
                part: Painted = getattr(self, name)
                part.set_sizes(larger)
                part.setGeometry(rect)
            return
        here = places(scene, sizes, with_prompt=self._with_prompt)
        for part in self._painted:
            part.set_sizes(sizes)
        for name, rect in zip(Places._fields, here, strict=True):
            getattr(self, name).setGeometry(rect)
