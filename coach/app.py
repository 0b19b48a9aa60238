"""The composition root: the one file that knows every room and joins them."""

import os
import signal
import socket
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, QSocketNotifier, QTimer, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from coach import display
from coach.breath.pattern import BreathPattern
from coach.library import settings as settings_file
from coach.library.errors import LibraryError
from coach.library.folder import data_folder, wanted_folder
from coach.library.protocols import ProtocolFile, find_protocols
from coach.library.settings import Settings, WindowPlace
from coach.live.clock import NowMs, system_clock
from coach.live.performer import LivePerformer
from coach.massage.protocol import Protocol, spoken
from coach.session import commands as cmd
from coach.session.decide import begin
from coach.session.events import AnyEvent, Pacing, PauseReason
from coach.session.state import Status
from coach.ui import theme as themes
from coach.ui import words
from coach.ui.prepare.choice import Choice, ProtocolCard, Restored
from coach.ui.prepare.page import PreparePage
from coach.ui.prepare.ready import ReadyPage
from coach.ui.session.page import SessionPage
from coach.ui.style import style_sheet
from coach.ui.window import MainWindow

if TYPE_CHECKING:
    from coach.library.recorder import Recorder
    from coach.library.store import Heading
    from coach.running import Running

LANGUAGE = "en"
LAST_TRY_S = 1.0
"""For a session that could not be saved until now, when the program ends."""


class Start(msgspec.Struct, frozen=True):
    """What `coach start` asks for; None is as last time, or as the protocol has it."""

    protocol: str | None = None
    minutes: float | None = None
    rate_bpm: float | None = None
    speed: float = 1.0
    save: bool = True


class BadStartError(ValueError):
    """A start that cannot be; its sentence says why."""


class Coach(QObject):
    """The window, its pages, and the way from one to the next."""

    def __init__(self, now_ms: NowMs) -> None:
        super().__init__()
        self._now_ms = now_ms
        self._folder, folder_problem = _folder()
        self._settings, settings_problem = settings_file.load(self._folder)
        self._files = find_protocols(self._folder)
        self._choice: Choice | None = None
        self._running: Running | None = None
        self._unsaved: list[Recorder] = []
        theme = themes.THEMES[self._settings.theme]
        self._prepare = PreparePage(theme, now_ms)
        self._ready = ReadyPage(theme, now_ms)
        self._session = SessionPage(theme)
        self._window = MainWindow(self._prepare, self._ready, self._session)
        self._window.may_close = self._may_close
        self._dress(theme)
        self._fill_prepare(folder_problem or settings_problem)
        self._connect()

    def open(self) -> None:
        """Show Prepare, and offer what was interrupted."""
        self._show_window()
        self._window.show_prepare()
        QTimer.singleShot(0, self._offer_interrupted)

    def start_at_once(self, start: Start) -> None:
        """Go straight into a running session. Raises BadStartError."""
        choice = _choice_of(start, self._files, self._settings)
        self._show_window()
        self._begin(choice, tapped=False, speed=start.speed, save=start.save)

    def quit(self) -> None:
        """Leave now; a session under way stays open, to be offered at the next start."""
        self._window.may_close = lambda: True
        self._window.close()

    def _connect(self) -> None:
        self._prepare.ready_requested.connect(self._on_prepare_ready_requested)
        self._prepare.theme_toggle_requested.connect(self._on_prepare_theme_toggle_requested)
        self._prepare.recovery.continue_requested.connect(self._on_recovery_continue_requested)
        self._prepare.recovery.keep_requested.connect(self._on_recovery_keep_requested)
        self._ready.start_requested.connect(self._on_ready_start_requested)
        self._ready.cancel_requested.connect(self._on_ready_cancel_requested)
        self._session.leave_requested.connect(self._on_session_leave_requested)
        self._session.turn_changed.connect(self._on_session_turn_changed)
        self._session.full_screen_requested.connect(self._window.set_full_screen)
        self._window.full_screen_changed.connect(self._session.set_full_screen)
        self._window.closed.connect(self._on_window_closed)

    def _dress(self, theme: themes.Theme) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)  # noqa: S101 -- it was made before
        application.setPalette(themes.palette(theme))
        application.setStyleSheet(style_sheet(theme, self._settings.text_scale))
        for page in (self._prepare, self._ready, self._session):
            page.set_theme(theme)
            page.set_text_scale(self._settings.text_scale)

    def _fill_prepare(self, problem: str | None) -> None:
        cards = [ProtocolCard(f.protocol, str(f.path), f.problem) for f in self._files]
        self._prepare.set_protocols(cards)
        self._prepare.restore(_restored(self._settings, self._files))
        self._prepare.show_notice(problem)

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

        started = begin(
            choice.protocol,
            round(choice.minutes * 60_000),
            choice.pattern,
            choice.pacing,
            tapped=tapped,
        )
        performer = LivePerformer((started,), self._now_ms, speed=speed)
        recorder = Recorder(self._folder, _heading(choice, speed)) if save else None
        self._run(performer, (started,), recorder, speed)

    def _run(
        self,
        performer: LivePerformer,
        events: Sequence[AnyEvent],
        recorder: "Recorder | None",
        speed: float,
    ) -> None:
        from coach.running import Running  # noqa: PLC0415 -- as above

        self._leave_session()
        self._session.begin(
            language=LANGUAGE,
            turn_degrees=self._settings.turn_degrees,
            rehearsal_speed=None if speed == 1.0 else speed,
        )
        self._running = Running(self._session, performer, events, recorder, self)
        self._window.show_session()
        self._running.start()

    def _leave_session(self) -> None:
        running, self._running = self._running, None
        unsaved = None if running is None else running.close()
        if unsaved is not None:
            health = unsaved.health
            self._unsaved.append(unsaved)
            self._prepare.show_notice(words.not_saved(health.code, health.saved_ms, ended=True))

    def _may_close(self) -> bool:
        if self._running is not None and self._running.status is not Status.ENDED:
            self._session.ask_to_end(self._close)
            return False
        return True

    def _close(self) -> None:
        self._window.close()

    def _on_window_closed(self) -> None:
        self._leave_session()
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

    def _on_recovery_continue_requested(self, session_id: int) -> None:
        from coach.interrupted import look  # noqa: PLC0415 -- as above
        from coach.library.recorder import Recorder  # noqa: PLC0415

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

    def _on_prepare_ready_requested(self, choice: Choice) -> None:
        self._choice = choice
        _remember(choice, self._settings)
        self._save_settings()
        self._ready.begin(choice)
        self._window.show_ready()

    def _on_prepare_theme_toggle_requested(self) -> None:
        self._settings.theme = "light" if self._settings.theme == "dark" else "dark"
        self._dress(themes.THEMES[self._settings.theme])
        self._save_settings()

    def _on_ready_start_requested(self, tapped: bool) -> None:
        if self._choice is not None:
            self._begin(self._choice, tapped=tapped)

    def _on_ready_cancel_requested(self) -> None:
        self._window.show_prepare()

    def _on_session_leave_requested(self) -> None:
        self._leave_session()
        self._window.set_full_screen(False)
        self._prepare.restore(_restored(self._settings, self._files))
        self._window.show_prepare()
        self._offer_interrupted()

    def _on_session_turn_changed(self, degrees: int) -> None:
        self._settings.turn_degrees = degrees
        self._save_settings()

    def _save_settings(self) -> None:
        try:
            settings_file.save(self._folder, self._settings)
        except LibraryError as error:
            self._prepare.show_notice(str(error))


def run(start: Start | None) -> int:
    """Open the window and stay until it closes; answers with the exit status.

    `start` goes straight into a session. Without a display, or for a start that cannot be: one
    sentence, and 2.
    """
    wanted = display.platforms(os.environ)
    if wanted is not None:
        os.environ["QT_QPA_PLATFORM"] = wanted
    before = qInstallMessageHandler(lambda *_: None)  # what Qt tries in vain is not for the user
    application = QApplication(sys.argv[:1])
    qInstallMessageHandler(before)
    if wanted is not None and QGuiApplication.platformName() == "offscreen":
        return _refuse(display.why_none())
    application.setApplicationName("coach")
    application.setApplicationDisplayName("Massage coach")
    application.setDesktopFileName("breath-massage-coach")
    application.setQuitOnLastWindowClosed(False)
    themes.load_fonts()
    application.setFont(themes.font(16))
    coach = Coach(system_clock())
    signals = _Signals(coach.quit)
    try:
        coach.open() if start is None else coach.start_at_once(start)
    except BadStartError as error:
        return _refuse(str(error))
    try:
        return application.exec()
    finally:
        signals.close()


class _Signals:
    """Ctrl+C and a request to terminate close the window in order."""

    def __init__(self, leave: Callable[[], None]) -> None:
        self._read, self._write = socket.socketpair()
        self._write.setblocking(False)
        self._notifier = QSocketNotifier(self._read.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(lambda: self._read.recv(64))
        self._before = signal.set_wakeup_fd(self._write.fileno())
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, lambda *_: leave())

    def close(self) -> None:
        """Let go of the sockets."""
        signal.set_wakeup_fd(self._before)
        self._notifier.setEnabled(False)
        self._read.close()
        self._write.close()


def _refuse(sentence: str) -> int:
    print(f"coach: {sentence}", file=sys.stderr)
    return 2


def _folder() -> tuple[Path, str | None]:
    """The data folder, and what is wrong with it: a massage can be given without one."""
    try:
        return data_folder(), None
    except LibraryError as error:
        return wanted_folder(), str(error)


def _heading(choice: Choice, speed: float) -> "Heading":
    from coach.library.store import Heading  # noqa: PLC0415 -- not before the first paint

    now = datetime.now().astimezone()
    offset = now.utcoffset()
    return Heading(
        started_at=now.astimezone(UTC).isoformat(),
        utc_offset_s=0 if offset is None else round(offset.total_seconds()),
        client=choice.client,
        protocol_id=choice.protocol.id,
        protocol_name=spoken(choice.protocol.name, LANGUAGE),
        planned_ms=round(choice.minutes * 60_000),
        speed=speed,
    )


def _restored(settings: Settings, files: Sequence[ProtocolFile]) -> Restored:
    protocol = _protocol(settings.protocol_id, files) or _any_protocol(files)
    return Restored(
        protocol_id="" if protocol is None else protocol.id,
        minutes=0.0 if protocol is None else _minutes(protocol, settings),
        skipped=() if protocol is None else tuple(settings.skipped_stages.get(protocol.id, ())),
        pattern=BreathPattern(settings.rate_bpm, settings.inhale_share, settings.pause_share),
        pacing=Pacing(settings.pacing),
        countdown_s=settings.countdown_s,
    )


def _remember(choice: Choice, settings: Settings) -> None:
    settings.protocol_id = choice.protocol.id
    settings.minutes[choice.protocol.id] = choice.minutes
    settings.skipped_stages[choice.protocol.id] = list(choice.skipped)
    settings.rate_bpm = choice.pattern.rate_bpm
    settings.inhale_share = choice.pattern.inhale_share
    settings.pause_share = choice.pattern.pause_share
    settings.pacing = choice.pacing.value
    settings.countdown_s = choice.countdown_s


def _choice_of(start: Start, files: Sequence[ProtocolFile], settings: Settings) -> Choice:
    protocol = _protocol(start.protocol or settings.protocol_id, files)
    if protocol is None and start.protocol is None:
        protocol = _any_protocol(files)
    if protocol is None:
        known = ", ".join(f.protocol.id for f in files if f.protocol is not None) or "none"
        raise BadStartError(f"no protocol '{start.protocol}'; there are: {known}")
    length = protocol.minutes
    minutes = _minutes(protocol, settings) if start.minutes is None else start.minutes
    if not length.least <= minutes <= length.most:
        raise BadStartError(
            f"{protocol.id} lasts {length.least:g} to {length.most:g} minutes, not {minutes:g}"
        )
    skipped = tuple(settings.skipped_stages.get(protocol.id, ()))
    rate = settings.rate_bpm if start.rate_bpm is None else start.rate_bpm
    return Choice(
        protocol=protocol.without(frozenset(skipped)),
        skipped=skipped,
        minutes=minutes,
        pattern=BreathPattern(rate, settings.inhale_share, settings.pause_share),
        pacing=Pacing(settings.pacing),
        client="",
        countdown_s=settings.countdown_s,
    )


def _minutes(protocol: Protocol, settings: Settings) -> float:
    length = protocol.minutes
    return min(length.most, max(length.least, settings.minutes.get(protocol.id, length.usual)))


def _protocol(name: str, files: Sequence[ProtocolFile]) -> Protocol | None:
    wanted = name.casefold()
    for file in files:
        found = file.protocol
        if found is not None and wanted in {found.id, spoken(found.name, LANGUAGE).casefold()}:
            return found
    return None


def _any_protocol(files: Sequence[ProtocolFile]) -> Protocol | None:
    return next((file.protocol for file in files if file.protocol is not None), None)
