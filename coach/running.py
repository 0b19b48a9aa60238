"""One session under way: performer, recorder and screen keeper, joined to the page."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer

from coach.library.recorder import Recorder
from coach.live.awake import ScreenKeeper
from coach.live.performer import LivePerformer
from coach.session.events import AnyEvent
from coach.ui import words
from coach.ui.session.page import SessionPage

BEAT_MS = 200
KEEP_AFTER_MS = 500
"""No screen goes dark so soon, and the first frames are painted by then."""
CLOSE_S = 5.0
"""The last events may take so long to reach the disk when a session ends."""


class Running(QObject):
    """One session under way: performer, recorder and screen keeper, joined to the page."""

    def __init__(
        self,
        page: SessionPage,
        performer: LivePerformer,
        events: Sequence[AnyEvent],
        recorder: Recorder | None,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._page, self._performer, self._recorder = page, performer, recorder
        self._keeper = ScreenKeeper(self)
        self._keep = QTimer(self, singleShot=True, interval=KEEP_AFTER_MS)
        self._keep.timeout.connect(self._keeper.hold)
        self._beat = QTimer(self)
        self._beat.setInterval(BEAT_MS)
        self._beat.timeout.connect(self._on_beat_timeout)
        performer.setParent(self)
        performer.moment_changed.connect(page.show_moment)
        performer.refused.connect(self._on_performer_refused)
        performer.ended.connect(self._on_performer_ended)
        page.command_requested.connect(performer.command)
        self._keeper.failed.connect(self._on_keeper_failed)
        if recorder is not None:
            performer.events_made.connect(recorder.record)
            recorder.record(events)

    @property
    def is_over(self) -> bool:
        """Whether the session has ended."""
        return self._performer.is_over

    def start(self) -> None:
        """Let time pass."""
        self._performer.start()
        self._beat.start()
        self._keep.start()

    def close(self) -> Recorder | None:
        """Stop and let go of the page; a session that has not ended stays open in the library.

        Writes what is left. Answers with the recorder where that cannot be done now: it keeps the
        rest and tries again while it lives.
        """
        self._performer.stop()
        self._page.command_requested.disconnect(self._performer.command)
        self._beat.stop()
        self._sleep()
        self.deleteLater()
        if self._recorder is None:
            return None
        self._recorder.beat(self._performer.t_ms)
        well = self._recorder.health.code is None and self._recorder.close(CLOSE_S).code is None
        return None if well else self._recorder

    def _sleep(self) -> None:
        self._keep.stop()
        self._keeper.release()

    def _on_beat_timeout(self) -> None:
        if self._recorder is None:
            return
        over = self.is_over
        if not over:
            self._recorder.beat(self._performer.t_ms)
        health, warning = self._recorder.health, None
        if health.code is not None:
            warning = words.not_saved(health.code, health.saved_ms, ended=over)
        self._page.show_warning(warning)

    def _on_performer_refused(self, code: str) -> None:
        self._page.show_notice(words.refusal(code))

    def _on_performer_ended(self) -> None:
        self._sleep()

    def _on_keeper_failed(self) -> None:
        self._page.show_notice(words.screen_may_sleep())
