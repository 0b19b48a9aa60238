"""The composition root: the one file that knows every room and joins them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from coach.choosing import BadStartError, Start, choice_of, remember, restored
from coach.library import settings as settings_file
from coach.library.errors import LibraryError
from coach.library.folder import data_folder, wanted_folder
from coach.library.protocols import find_protocols
from coach.library.settings import WindowPlace
from coach.live.clock import NowMs
from coach.massage.protocol import spoken
from coach.session import commands as cmd
from coach.session.events import AnyEvent, PauseReason
from coach.ui import theme as themes
from coach.ui import words
from coach.ui.header import LIBRARY, PREPARE
from coach.ui.prepare.choice import Choice, ProtocolCard
from coach.ui.prepare.page import PreparePage
from coach.ui.style import style_sheet
from coach.ui.window import MainWindow

if TYPE_CHECKING:
    from coach.library.recorder import Recorder
    from coach.library.store import Heading
    from coach.live.performer import LivePerformer
    from coach.running import Running
    from coach.session.repeat import Part
    from coach.shelf import Shelf
    from coach.ui.library.page import LibraryPage
    from coach.ui.prepare.ready import ReadyPage
    from coach.ui.session.page import SessionPage

P = TypeVar("P", bound="ReadyPage | SessionPage | LibraryPage")
PAINTED_MS = 200
"""The first screen is painted by then."""
LAST_TRY_S = 1.0
"""For a session that could not be saved until now, when the program ends."""


class Coach(QObject):
    """The window, its pages, and the way from one to the next."""

    def __init__(self, now_ms: NowMs, language: str) -> None:
        super().__init__()
        self._now_ms = now_ms
        self._language = language
        self._folder, folder_problem = _folder()
        self._settings, settings_problem = settings_file.load(self._folder)
        self._files = find_protocols(self._folder)
        self._choice: Choice | None = None
        self._chosen_on = PREPARE
        self._running: Running | None = None
        self._unsaved: list[Recorder] = []
        self._prepare = PreparePage(self._theme, now_ms, language)
        self._pages: list[PreparePage | ReadyPage | SessionPage | LibraryPage] = [self._prepare]
        self._window = MainWindow()
        self._window.may_close = self._may_close
        self._dress()
        self._fill_prepare(folder_problem or settings_problem)
        self._connect()

    def open(self) -> None:
        """Show Prepare, and offer what was interrupted."""
        self._show_window()
        self._window.show_page(self._prepare)
        QTimer.singleShot(PAINTED_MS, self._on_first_screen_painted)

    def start_at_once(self, start: Start) -> None:
        """Go straight into a running session. Raises BadStartError."""
        choice = choice_of(start, self._files, self._settings)
        self._show_window()
        self._begin(choice, tapped=False, speed=start.speed, save=start.save)

    def open_replay(self, session_id: int) -> None:
        """Show a saved session again. Raises BadStartError where that cannot be."""
        try:
            self._shelf.open_at(session_id)
        except (LibraryError, ValueError) as error:
            raise BadStartError(str(error)) from None
        self._show_window()
        self._window.show_page(self._library)

    def quit(self) -> None:
        """Leave now; a session under way stays open, to be offered at the next start."""
        self._window.may_close = lambda: True
        self._window.close()

    @cached_property
    def _ready(self) -> "ReadyPage":
        from coach.ui.prepare.ready import ReadyPage  # noqa: PLC0415 -- not before the first paint

        page = ReadyPage(self._theme, self._now_ms, self._language)
        page.start_requested.connect(self._on_ready_start_requested)
        page.cancel_requested.connect(self._on_ready_cancel_requested)
        return self._dressed(page)

    @cached_property
    def _session(self) -> "SessionPage":
        from coach.ui.session.page import SessionPage  # noqa: PLC0415 -- as above

        page = SessionPage(self._theme)
        page.leave_requested.connect(self._on_session_leave_requested)
        page.turn_changed.connect(self._on_session_turn_changed)
        page.full_screen_requested.connect(self._window.set_full_screen)
        self._window.full_screen_changed.connect(page.set_full_screen)
        return self._dressed(page)

    @cached_property
    def _library(self) -> "LibraryPage":
        from coach.ui.library.page import LibraryPage  # noqa: PLC0415 -- as above

        page = LibraryPage(self._theme)
        page.page_requested.connect(self._on_page_requested)
        return self._dressed(page)

    @cached_property
    def _shelf(self) -> "Shelf":
        from coach.shelf import Shelf  # noqa: PLC0415 -- as above

        shelf = Shelf(self._library, self._folder, self._now_ms, self._language, self)
        shelf.repeat_requested.connect(self._on_shelf_repeat_requested)
        return shelf

    @property
    def _theme(self) -> themes.Theme:
        return themes.THEMES[self._settings.look.theme]

    def _connect(self) -> None:
        self._prepare.tabs.page_requested.connect(self._on_page_requested)
        self._prepare.ready_requested.connect(self._on_prepare_ready_requested)
        self._prepare.theme_toggle_requested.connect(self._on_prepare_theme_toggle_requested)
        self._prepare.recovery.continue_requested.connect(self._on_recovery_continue_requested)
        self._prepare.recovery.keep_requested.connect(self._on_recovery_keep_requested)
        self._window.closed.connect(self._on_window_closed)

    def _dress(self) -> None:
        theme = self._theme
        application = QApplication.instance()
        assert isinstance(application, QApplication)  # noqa: S101 -- it was made before
        application.setPalette(themes.palette(theme))
        application.setStyleSheet(style_sheet(theme, self._settings.look.text_scale))
        for page in self._pages:
            page.set_theme(theme)
            page.set_text_scale(self._settings.look.text_scale)

    def _dressed(self, page: P) -> P:
        page.set_text_scale(self._settings.look.text_scale)
        self._pages.append(page)
        return page

    def _fill_prepare(self, problem: str | None) -> None:
        cards = [ProtocolCard(f.protocol, str(f.path), f.problem) for f in self._files]
        self._prepare.set_protocols(cards)
        self._restore()
        self._prepare.show_notice(problem)

    def _restore(self) -> None:
        """The last settings, where there was a last time."""
        if self._settings.minutes:
            self._prepare.restore(restored(self._settings, self._files))

    def _show_window(self) -> None:
        place = self._settings.window
        if place is not None:
            self._window.restore_place(
                place.x, place.y, place.width, place.height, maximized=place.maximized
            )
        self._window.show()

    def _begin(
        self, choice: Choice, *, tapped: bool, speed: float = 1.0, save: bool = True
    ) -> None:
        from coach.library.recorder import Recorder  # noqa: PLC0415 -- not before the first paint
        from coach.live.performer import LivePerformer  # noqa: PLC0415
        from coach.session.decide import begin  # noqa: PLC0415

        started = begin(
            choice.protocol,
            round(choice.minutes * 60_000),
            choice.pattern,
            choice.pacing,
            tapped=tapped,
            pressure_step=choice.pressure_step,
            plan_ms=choice.plan_ms,
            rate_plan=choice.rate_plan,
        )
        performer = LivePerformer((started,), self._now_ms, speed=speed)
        recorder = Recorder(self._folder, _heading(choice, speed, self._language)) if save else None
        self._run(performer, (started,), recorder, speed)

    def _run(
        self,
        performer: "LivePerformer",
        events: Sequence[AnyEvent],
        recorder: "Recorder | None",
        speed: float,
    ) -> None:
        from coach.running import Running  # noqa: PLC0415 -- as above

        self._leave_session()
        self._session.begin(
            language=self._language,
            turn_degrees=self._settings.look.turn_degrees,
            rehearsal_speed=None if speed == 1.0 else speed,
        )
        self._running = Running(self._session, performer, events, recorder, self)
        self._window.show_page(self._session)
        self._running.start()

    def _leave_session(self) -> None:
        running, self._running = self._running, None
        unsaved = None if running is None else running.close()
        if unsaved is not None:
            health = unsaved.health
            self._unsaved.append(unsaved)
            self._prepare.show_notice(words.not_saved(health.code, health.saved_ms, ended=True))

    def _may_close(self) -> bool:
        if self._running is not None and not self._running.is_over:
            self._session.ask_to_end(self._close)
            return False
        return True

    def _close(self) -> None:
        self._window.close()

    def _on_window_closed(self) -> None:
        self._leave_session()
        self._leave_library()
        for recorder in self._unsaved:
            recorder.close(LAST_TRY_S)
        self._settings.window = WindowPlace(*self._window.place())
        self._save_settings()
        QApplication.quit()

    def _offer_interrupted(self) -> None:
        from coach.interrupted import offers  # noqa: PLC0415 -- not before the first paint

        found, problem = offers(self._folder)
        if problem is not None:
            self._prepare.show_notice(problem)
        self._prepare.recovery.offer(found, datetime.now().astimezone().date())

    def _on_first_screen_painted(self) -> None:
        self._offer_interrupted()
        _ = self._ready, self._session  # made now, so that Ready and the start need not wait

    def _on_recovery_continue_requested(self, session_id: int) -> None:
        from coach.interrupted import look  # noqa: PLC0415 -- as above
        from coach.library.recorder import Recorder  # noqa: PLC0415
        from coach.live.performer import LivePerformer  # noqa: PLC0415

        try:
            found = look(self._folder, session_id)
        except LibraryError as error:
            self._prepare.show_notice(str(error))
            return
        if found is None:
            return
        speed = found.row.heading.speed
        performer = LivePerformer(found.events, self._now_ms, speed=speed, from_ms=found.died_ms)
        recorder = Recorder.resume(self._folder, session_id, len(found.events))
        self._run(performer, (), recorder, speed)
        performer.command(cmd.Pause(PauseReason.INTERRUPTED))

    def _on_recovery_keep_requested(self, session_id: int) -> None:
        from coach.interrupted import keep  # noqa: PLC0415 -- as above

        try:
            keep(self._folder, session_id)
        except LibraryError as error:
            self._prepare.show_notice(str(error))

    def _on_page_requested(self, page: str) -> None:
        if page == LIBRARY:
            self._shelf.open()
            self._window.show_page(self._library)
        else:
            self._leave_library()
            self._window.show_page(self._prepare)

    def _leave_library(self) -> None:
        """Not made only to be left."""
        if "_shelf" in self.__dict__:
            self._shelf.close()

    def _on_shelf_repeat_requested(
        self, events: Sequence[AnyEvent], part: "Part", client: str
    ) -> None:
        from coach.again import choice_again  # noqa: PLC0415 -- as above

        self._shelf.close()
        self._get_ready(choice_again(events, part, client, self._settings.countdown_s), LIBRARY)

    def _on_prepare_ready_requested(self, choice: Choice) -> None:
        remember(choice, self._settings)
        self._save_settings()
        self._get_ready(choice, PREPARE)

    def _get_ready(self, choice: Choice, chosen_on: str) -> None:
        self._choice, self._chosen_on = choice, chosen_on
        self._ready.begin(choice)
        self._window.show_page(self._ready)

    def _on_prepare_theme_toggle_requested(self) -> None:
        self._settings.look.theme = "light" if self._theme.name == "dark" else "dark"
        self._dress()
        self._save_settings()

    def _on_ready_start_requested(self, tapped: bool) -> None:
        if self._choice is not None:
            self._begin(self._choice, tapped=tapped)

    def _on_ready_cancel_requested(self) -> None:
        self._on_page_requested(self._chosen_on)

    def _on_session_leave_requested(self) -> None:
        self._leave_session()
        self._window.set_full_screen(False)
        self._restore()
        self._window.show_page(self._prepare)
        self._offer_interrupted()

    def _on_session_turn_changed(self, degrees: int) -> None:
        self._settings.look.turn_degrees = degrees
        self._save_settings()

    def _save_settings(self) -> None:
        try:
            settings_file.save(self._folder, self._settings)
        except LibraryError as error:
            self._prepare.show_notice(str(error))


def _folder() -> tuple[Path, str | None]:
    """The data folder, and what is wrong with it: a massage can be given without one."""
    try:
        return data_folder(), None
    except LibraryError as error:
        return wanted_folder(), str(error)


def _heading(choice: Choice, speed: float, language: str) -> "Heading":
    from coach.library.store import Heading  # noqa: PLC0415 -- not before the first paint

    now = datetime.now().astimezone()
    offset = now.utcoffset()
    return Heading(
        started_at=now.astimezone(UTC).isoformat(),
        utc_offset_s=0 if offset is None else round(offset.total_seconds()),
        client=choice.client,
        protocol_id=choice.protocol.id,
        protocol_name=spoken(choice.protocol.name, language),
        planned_ms=round(choice.minutes * 60_000),
        speed=speed,
    )
