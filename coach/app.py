"""The composition root: the one file that knows every room and joins them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from coach.applied import Applied
from coach.choosing import BadStartError, Start, choice_of, remember, restored, settled
from coach.ears import Ears
from coach.library import settings as settings_file
from coach.library.errors import LibraryError
from coach.library.folder import data_folder, wanted_folder
from coach.library.protocols import find_protocols
from coach.library.settings import WindowPlace
from coach.live.clock import NowMs, today
from coach.session.events import AnyEvent
from coach.sessions import Sessions
from coach.ui.header import GUIDE, LIBRARY, PREPARE
from coach.ui.prepare import client_words
from coach.ui.prepare.choice import Choice, ProtocolCard
from coach.ui.prepare.page import PreparePage
from coach.ui.window import MainWindow
from coach.wardrobe import Wardrobe

if TYPE_CHECKING:
    from coach.editing import Editing
    from coach.learning import Learning
    from coach.papers import Papers
    from coach.pedals import Pedals, Presses
    from coach.preferences import Preferences
    from coach.session.repeat import Part
    from coach.shelf import Shelf
    from coach.touring import Touring
    from coach.tuning import Tuning
    from coach.ui.guide.page import GuidePage
    from coach.ui.library.page import LibraryPage
    from coach.ui.prepare.ready import ReadyPage
    from coach.ui.session.page import SessionPage
    from coach.with_client import WithClient

IDLE_MS = 1_500
"""Nobody opens the settings sooner; to make their many rows takes a third of a second."""


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
        self._ears = Ears(self._settings, language, now_ms, self)
        self._applied = Applied(self._folder, self._settings, self)
        self._wardrobe = Wardrobe(self._settings, self._applied, self)
        self._wardrobe.dress_all()  # before there is a widget: each would be dressed twice
        self._prepare = PreparePage(self._wardrobe.theme, now_ms, language)
        self._sessions = Sessions(
            self._folder, now_ms, language, self._ears, lambda: self._session, self
        )
        self._window = MainWindow()
        self._window.may_close = self._may_close
        self._fill_prepare(folder_problem or settings_problem)
        self._connect()
        self._follow()

    def open(self) -> None:
        """Show Prepare, and offer what was interrupted."""
        self._window.first_painted.connect(self._on_first_screen_painted)
        self._show_window()
        self._window.show_page(self._prepare)

    def start_at_once(self, start: Start) -> None:
        """Go straight into a running session. Raises BadStartError."""
        choice = settled(choice_of(start, self._files, self._settings), self._settings)
        self._window.first_painted.connect(self._warm)
        self._show_window()
        self._begin(choice, tapped=False, speed=start.speed, save=start.save)

    def open_replay(self, session_id: int) -> None:
        """Show a saved session again. Raises BadStartError where that cannot be."""
        try:
            self._shelf.open_at(session_id)
        except (LibraryError, ValueError) as error:
            raise BadStartError(str(error)) from None
        self._window.first_painted.connect(self._warm)
        self._show_window()
        self._window.show_page(self._library)

    def quit(self) -> None:
        """Leave now; a session under way stays open, to be offered at the next start."""
        self._window.may_close = lambda: True
        self._window.close()

    @cached_property
    def _ready(self) -> "ReadyPage":
        from coach.ui.prepare.ready import ReadyPage  # noqa: PLC0415 -- not before the first paint

        page = ReadyPage(self._wardrobe.theme, self._now_ms, self._language)
        page.start_requested.connect(self._on_ready_start_requested)
        page.cancel_requested.connect(self._on_ready_cancel_requested)
        page.settings_requested.connect(self._open_preferences)
        page.chips.chosen.connect(self._on_ready_countdown_chosen)
        self._applied.follow(lambda: page.set_keys(self._settings.keys), "keys")
        return self._wardrobe.dressed(page)

    @cached_property
    def _session(self) -> "SessionPage":
        from coach.ui.session.page import SessionPage  # noqa: PLC0415 -- as above

        page = SessionPage(self._wardrobe.theme)
        page.leave_requested.connect(self._on_session_leave_requested)
        page.turn_changed.connect(self._on_session_turn_changed)
        page.full_screen_requested.connect(self._window.set_full_screen)
        self._window.full_screen_changed.connect(page.set_full_screen)
        self._ears.noticed.connect(page.show_notice)
        self._applied.follow(partial(self._light, page), "look")
        self._applied.follow(lambda: page.set_keys(self._settings.keys), "keys")
        return self._wardrobe.dressed(page)

    @cached_property
    def _tuning(self) -> "Tuning":
        from coach.tuning import Tuning  # noqa: PLC0415 -- as above

        tuning = Tuning(self._settings, self._ears, self._session)
        tuning.changed.connect(self._applied.change)
        self._applied.follow(tuning.show, "look", "sound")
        tuning.settings_requested.connect(self._open_preferences)
        return tuning

    @cached_property
    def _preferences(self) -> "Preferences":
        from coach.preferences import Preferences  # noqa: PLC0415 -- as above

        protocol = next((f.protocol for f in self._files if f.protocol is not None), None)
        made = Preferences(
            self._settings,
            self._ears,
            protocol,
            self._folder,
            self._now_ms,
            self._wardrobe.theme,
            self._window,
        )
        made.changed.connect(self._applied.change)
        self._wardrobe.dressed(made.dialog)
        self._applied.follow(made.show, "look", "sound", "voice", "keys")
        self._pedals.state_changed.connect(made.keys.show_midi)
        made.keys.show_midi(self._pedals.state)
        return made

    @cached_property
    def _pedals(self) -> "Pedals":
        from coach.pedals import Pedals  # noqa: PLC0415 -- as above

        return Pedals(self._reader_now, self)

    @cached_property
    def _library(self) -> "LibraryPage":
        from coach.ui.library.page import LibraryPage  # noqa: PLC0415 -- as above

        page = LibraryPage(self._wardrobe.theme)
        page.page_requested.connect(self._on_page_requested)
        page.tabs.settings_requested.connect(self._open_preferences)
        return self._wardrobe.dressed(page)

    @cached_property
    def _shelf(self) -> "Shelf":
        from coach.shelf import Shelf  # noqa: PLC0415 -- as above

        shelf = Shelf(self._library, self._folder, self._now_ms, self._language, self, self._papers)
        shelf.repeat_requested.connect(self._on_shelf_repeat_requested)
        return shelf

    @cached_property
    def _papers(self) -> "Papers":
        from coach.papers import Papers  # noqa: PLC0415 -- as above

        papers = Papers(self._window, self._settings, self._language, self)
        papers.changed.connect(self._applied.save)
        return papers

    @cached_property
    def _with_client(self) -> "WithClient":
        from coach.with_client import WithClient  # noqa: PLC0415 -- as above

        made = WithClient(
            self._prepare,
            self._folder,
            self._settings,
            self._language,
            lambda: self._wardrobe.theme,
            self._wardrobe.dressed,
        )
        made.failed.connect(self._prepare.show_notice)
        self._applied.follow(made.apply, "session")
        made.restore(restored(self._settings, self._files))
        return made

    @cached_property
    def _editing(self) -> "Editing":
        from coach.editing import Editing  # noqa: PLC0415 -- as above

        editing = Editing(self._wardrobe.theme, self._folder, self._now_ms, self._language, self)
        editing.left.connect(self._on_editing_left)
        page = self._wardrobe.dressed(editing.page)
        self._applied.follow(lambda: page.set_motion(self._wardrobe.motion), "look")
        return editing

    @cached_property
    def _guide(self) -> "GuidePage":
        from coach.ui.guide.page import GuidePage  # noqa: PLC0415 -- as above

        page = GuidePage(self._wardrobe.theme, self._now_ms, self._language)
        page.page_requested.connect(self._on_page_requested)
        page.tabs.settings_requested.connect(self._open_preferences)
        page.tour_requested.connect(lambda: self._touring.begin(GUIDE))
        page.print_requested.connect(self._papers.show_html)
        self._applied.follow(lambda: page.set_motion(self._wardrobe.motion), "look")
        return self._wardrobe.dressed(page)

    @cached_property
    def _learning(self) -> "Learning":
        from coach.learning import Learning  # noqa: PLC0415 -- as above

        keys = self._settings.keys
        made = Learning(self._guide, self._folder, self._language, self._files, keys, self)
        self._applied.follow(made.show_keys, "keys")
        return made

    @cached_property
    def _touring(self) -> "Touring":
        from coach.touring import Touring  # noqa: PLC0415 -- as above

        made = Touring(
            self._settings, self._window, self._prepare, self._go, lambda: self._wardrobe.theme
        )
        made.changed.connect(self._applied.save)
        self._sessions.begun.connect(made.settle)
        return made

    def _connect(self) -> None:
        self._prepare.tabs.page_requested.connect(self._on_page_requested)
        self._prepare.ready_requested.connect(self._on_prepare_ready_requested)
        self._prepare.theme_toggle_requested.connect(self._on_prepare_theme_toggle_requested)
        self._prepare.settings_requested.connect(self._open_preferences)
        self._prepare.sheet_requested.connect(self._on_prepare_sheet_requested)
        self._prepare.cards.own_requested.connect(self._on_prepare_own_requested)
        self._prepare.ears_changed.connect(self._on_prepare_ears_changed)
        self._applied.failed.connect(self._prepare.show_notice)
        self._sessions.noticed.connect(self._prepare.show_notice)
        self._sessions.begun.connect(self._on_sessions_begun)
        self._prepare.recovery.continue_requested.connect(self._on_recovery_continue_requested)
        self._prepare.recovery.keep_requested.connect(self._on_recovery_keep_requested)
        self._window.closed.connect(self._on_window_closed)
        self._applied.follow(lambda: self._prepare.set_keys(self._settings.keys), "keys")

    def _follow(self) -> None:
        """What goes by the settings from the start."""
        follow = self._applied.follow
        self._wardrobe.dressed(self._prepare)
        follow(lambda: self._prepare.show_ears(self._settings), "sound", "voice")
        follow(self._ears.apply, "sound", "voice")

    def _light(self, page: "SessionPage") -> None:
        """What of the look is the Session page's alone."""
        look = self._settings.look
        page.set_motion(self._wardrobe.motion)
        page.set_light(look.light)
        page.set_glance(look.glance)

    def _fill_prepare(self, problem: str | None) -> None:
        self._prepare.set_protocols(self._cards())
        self._restore()
        self._prepare.show_notice(problem)

    def _cards(self) -> list[ProtocolCard]:
        return [
            ProtocolCard(f.protocol, str(f.path), f.problem, own=not f.shipped) for f in self._files
        ]

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
        turn = self._settings.look.turn_degrees
        self._sessions.begin(choice, tapped=tapped, turn_degrees=turn, speed=speed, save=save)

    def _may_close(self) -> bool:
        if self._sessions.is_under_way:
            self._session.ask_to_end(self._close)
            return False
        if "_editing" in self.__dict__ and not self._editing.may_close(self._close):
            return False
        if "_learning" in self.__dict__ and self._learning.has_unsaved:
            self._go(GUIDE)
            self._learning.ask_to_save(self._close)
            return False
        return True

    def _close(self) -> None:
        self._window.close()

    def _on_window_closed(self) -> None:
        try:
            self._sessions.close()
            self._ears.close()
            self._leave_library()
            self._settings.window = WindowPlace(*self._window.place())
            self._applied.save()
        finally:
            QApplication.quit()

    def _offer_interrupted(self) -> None:
        from coach.interrupted import offers  # noqa: PLC0415 -- not before the first paint

        found, problem = offers(self._folder)
        if problem is not None:
            self._prepare.show_notice(problem)
        self._prepare.recovery.offer(found, today())

    def _on_first_screen_painted(self) -> None:
        self._offer_interrupted()
        _ = self._with_client
        if not self._settings.toured:
            self._touring.offer_to_the_new()
        _ = self._ready, self._tuning  # made now, so that Ready and the start need not wait
        self._warm()
        QTimer.singleShot(IDLE_MS, self._on_idle)

    def _on_idle(self) -> None:
        """Make what may be wanted next, unless the window was closed meanwhile."""
        if self._window.isVisible() and not self._sessions.is_under_way:
            _ = self._preferences

    def _warm(self) -> None:
        """What is slow to load and will be wanted, unless the window was closed meanwhile."""
        if not self._window.isVisible():
            return
        self._wardrobe.ask_for_motion()
        self._ears.warm()
        self._applied.follow(self._listen_to_pedals, "keys")

    def _listen_to_pedals(self) -> None:
        if self._settings.keys.midi or "_pedals" in self.__dict__:
            self._pedals.set_on(self._settings.keys.midi)

    def _on_recovery_continue_requested(self, session_id: int) -> None:
        with self._of_interrupted():
            self._sessions.resume(session_id, self._settings.look.turn_degrees)

    def _on_sessions_begun(self) -> None:
        self._tuning.show()
        self._window.show_page(self._session)

    def _on_recovery_keep_requested(self, session_id: int) -> None:
        from coach.interrupted import keep  # noqa: PLC0415 -- as above

        with self._of_interrupted():
            keep(self._folder, session_id)
            self._with_client.look_again()

    @contextmanager
    def _of_interrupted(self) -> Iterator[None]:
        """Tell what cannot be done with one, and offer what there is now."""
        try:
            yield
        except (LibraryError, ValueError) as error:  # another program took it away, or it is broken
            self._offer_interrupted()
            self._prepare.show_notice(str(error))

    def _on_page_requested(self, page: str) -> None:
        self._go(page)

    def _go(self, page: str) -> QWidget:
        """To a page by its name; answers with it."""
        if page != LIBRARY:
            self._leave_library()
        if page != GUIDE:
            self._leave_guide()
        shown: QWidget = self._prepare
        if page == LIBRARY:
            self._shelf.open()
            shown = self._library
        elif page == GUIDE:
            _ = self._learning
            shown = self._guide
        else:
            _ = self._with_client
            if self._prepare.recovery.offered():
                self._offer_interrupted()  # one may have been deleted in the Library
        self._window.show_page(shown)
        return shown

    def _leave_library(self) -> None:
        """Not made only to be left."""
        if "_shelf" in self.__dict__:
            self._shelf.close()

    def _leave_guide(self) -> None:
        """As above."""
        if "_learning" in self.__dict__:
            self._learning.close()

    def _on_shelf_repeat_requested(
        self, events: Sequence[AnyEvent], part: "Part", client: str, token: str | None
    ) -> None:
        from coach.again import choice_again  # noqa: PLC0415 -- as above

        self._with_client.look_again()
        record = self._with_client.record_of(client, token)
        refusal = self._with_client.refusal(record)
        if refusal is not None:
            self._library.show_notice(refusal)
            return
        self._shelf.close()
        choice = choice_again(events, part, client, token, record)
        choice = msgspec.structs.replace(choice, cautions=self._with_client.cautions(record))
        self._get_ready(settled(choice, self._settings), LIBRARY)

    def _on_prepare_ready_requested(self, choice: Choice) -> None:
        unseen = self._with_client.look_again()
        if unseen:
            self._prepare.show_notice(unseen)
            return
        remember(choice, self._settings)
        self._applied.save()
        self._get_ready(settled(choice, self._settings), PREPARE)

    def _get_ready(self, choice: Choice, chosen_on: str) -> None:
        self._choice, self._chosen_on = choice, chosen_on
        self._ready.begin(choice)
        self._window.show_page(self._ready)

    def _on_prepare_own_requested(self, protocol_id: str) -> None:
        self._editing.open(protocol_id)
        self._window.show_page(self._editing.page)

    def _on_editing_left(self, protocol_id: str) -> None:
        """What was saved last is chosen; else what was chosen before, if there still is one."""
        self._files = find_protocols(self._folder)
        cards = self._prepare.cards
        before = cards.protocol()
        cards.set_cards(self._cards())
        if not cards.choose(protocol_id) and before is not None:
            cards.choose(before.id)
        cards.chosen.emit()
        self._window.show_page(self._prepare)

    def _on_prepare_theme_toggle_requested(self) -> None:
        self._settings.look.theme = "light" if self._wardrobe.theme.name == "dark" else "dark"
        self._applied.change("look")

    def _on_prepare_sheet_requested(self, choice: Choice) -> None:
        cautions, left = self._with_client.on_paper()
        self._papers.show_sheet(settled(choice, self._settings), cautions=cautions, left=left)

    def _on_prepare_ears_changed(self, field: str, on: bool) -> None:
        part, _, name = field.partition(".")
        setattr(getattr(self._settings, part), name, on)
        self._applied.change(part)

    def _open_preferences(self, part: str = "") -> None:
        self._preferences.open(part)

    def _reader_now(self) -> "Presses | None":
        """Who reads the pedals: the dialog while it is open, else the page."""
        if "_preferences" in self.__dict__ and self._preferences.dialog.isVisible():
            return self._preferences.keys
        page = self._window.page()
        return getattr(page, "keys", None)

    def _on_ready_start_requested(self, tapped: bool) -> None:
        if self._choice is None:
            return
        choice = self._with_client.begun(self._choice)
        self._begin(choice, tapped=tapped)
        if choice.client and choice.client_token is None:
            self._session.show_notice(client_words.not_kept())

    def _on_ready_countdown_chosen(self, seconds: int) -> None:
        self._settings.countdown_s = seconds
        self._applied.change("session")

    def _on_ready_cancel_requested(self) -> None:
        self._on_page_requested(self._chosen_on)

    def _on_session_leave_requested(self) -> None:
        self._sessions.leave()
        self._window.set_full_screen(False)
        self._restore()
        self._with_client.restore(restored(self._settings, self._files))
        self._window.show_page(self._prepare)
        self._offer_interrupted()

    def _on_session_turn_changed(self, degrees: int) -> None:
        self._settings.look.turn_degrees = degrees
        self._applied.save()


def _folder() -> tuple[Path, str | None]:
    """The data folder, and what is wrong with it: a massage can be given without one."""
    try:
        return data_folder(), None
    except LibraryError as error:
        return wanted_folder(), str(error)
