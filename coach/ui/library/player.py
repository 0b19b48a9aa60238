"""One replay under way, joined to its panel, its timeline and its controls."""

import msgspec
from PySide6.QtCore import QObject

from coach.live.replay import ReplayPerformer
from coach.session.moment import Moment
from coach.ui.library.chart import TimelineChart
from coach.ui.library.course import course_of
from coach.ui.library.legend import ChartLegend
from coach.ui.library.replay import ReplayPanel
from coach.ui.library.transport import Transport


class Opened(msgspec.Struct, frozen=True):
    """A session to see again: its performer, its heading in two lines, and a rehearsal's speed."""

    session_id: int
    performer: ReplayPerformer
    title: str
    line: str
    language: str
    rehearsal_speed: float | None = None


class Player(QObject):
    """Opens and closes sessions, one at a time."""

    def __init__(
        self,
        panel: ReplayPanel,
        chart: TimelineChart,
        legend: ChartLegend,
        transport: Transport,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._panel, self._chart, self._legend, self._transport = panel, chart, legend, transport
        self.opened: Opened | None = None
        chart.seek_requested.connect(self._on_chart_seek_requested)
        chart.scrub_requested.connect(self._on_chart_scrub_requested)
        transport.play_toggled.connect(self.toggle)
        transport.speed_requested.connect(self.set_speed)
        transport.breath_requested.connect(self.step_breath)
        transport.stage_requested.connect(self.step_stage)
        transport.setEnabled(False)

    @property
    def performer(self) -> ReplayPerformer | None:
        """Who performs it."""
        return None if self.opened is None else self.opened.performer

    def open(self, opened: Opened) -> None:
        """Show another session from its start, standing."""
        self._let_go()
        self.opened = opened
        performer = opened.performer
        performer.setParent(self)
        course = course_of(performer.timeline, performer.end_ms, opened.language)
        self._panel.open_session(opened.title, opened.line, opened.language, opened.rehearsal_speed)
        self._transport.setEnabled(True)
        self._transport.show_length(course.length_ms)
        self._transport.show_playing(False)
        self._transport.show_speed(performer.speed)
        for part in (self._legend, self._chart):
            part.show_course(course)
        performer.moment_changed.connect(self._on_performer_moment_changed)
        performer.playing_changed.connect(self._transport.show_playing)
        performer.home()

    def close(self) -> None:
        """Stop, and show nothing."""
        self._let_go()
        self._transport.setEnabled(False)
        self._transport.show_length(0)
        self._panel.close_session()
        for part in (self._legend, self._chart):
            part.show_course(None)

    def _let_go(self) -> None:
        opened, self.opened = self.opened, None
        if opened is not None:
            opened.performer.pause()
            opened.performer.deleteLater()

    def toggle(self) -> None:
        """Play or pause."""
        if self.performer is not None:
            self.performer.toggle()

    def pause(self) -> None:
        """Stand still."""
        if self.performer is not None:
            self.performer.pause()

    def set_speed(self, speed: int) -> None:
        """So many times as fast."""
        if self.performer is not None:
            self.performer.set_speed(speed)
            self._transport.show_speed(speed)

    def step_breath(self, count: int) -> None:
        """A breath on or back."""
        if self.performer is not None:
            self.performer.step_breath(count)

    def step_stage(self, count: int) -> None:
        """A stage on or back."""
        if self.performer is not None:
            self.performer.step_stage(count)

    def home(self) -> None:
        """To the start."""
        if self.performer is not None:
            self.performer.home()

    def end(self) -> None:
        """To the end."""
        if self.performer is not None:
            self.performer.end()

    def _on_performer_moment_changed(self, moment: Moment) -> None:
        playing = self.performer is not None and self.performer.playing
        self._panel.show_moment(moment, playing=playing)
        self._chart.show_position(moment.elapsed_ms)
        self._transport.show_position(moment.elapsed_ms)

    def _on_chart_seek_requested(self, elapsed_ms: int) -> None:
        if self.performer is not None:
            self.performer.seek(self.performer.timeline.t_at(elapsed_ms))

    def _on_chart_scrub_requested(self, elapsed_ms: int) -> None:
        if self.performer is not None:
            self.performer.scrub(self.performer.timeline.t_at(elapsed_ms))
