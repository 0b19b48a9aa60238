"""What is changed from the Session page itself: quiet, the breath sound, glance, light, keys."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from coach.ears import Ears
from coach.library.settings import LIGHTS, Settings
from coach.ui import words
from coach.ui.keys.actions import Action
from coach.ui.session.page import SessionPage


class Tuning(QObject):
    """Remembers it in the settings; but quiet lasts for one session.

    `changed(str)`: a part's settings are others now; `settings_requested()`.
    """

    changed = Signal(str)
    settings_requested = Signal()

    def __init__(self, settings: Settings, ears: Ears, page: SessionPage) -> None:
        super().__init__(page)
        self._settings, self._ears, self._page = settings, ears, page
        self._acts: dict[Action, Callable[[], None]] = {
            Action.QUIET: self._change_quiet,
            Action.BREATH_SOUND: self._change_breath_sound,
            Action.GLANCE: self._change_glance,
            Action.DIM: self._dim,
            Action.SETTINGS: self.settings_requested.emit,
        }
        page.asked.connect(self._on_page_asked)
        page.keys_shown_changed.connect(self._on_page_keys_shown_changed)
        self.show()

    def show(self) -> None:
        """Let the page's controls say what is so."""
        look = self._settings.look
        self._page.show_state(Action.QUIET, self._ears.quiet)
        self._page.show_state(Action.BREATH_SOUND, self._settings.sound.tone_on)
        self._page.show_state(Action.GLANCE, look.glance)
        self._page.show_light(look.light)

    def _change_quiet(self) -> None:
        """A lead stops with it, and then it is quiet in any case."""
        stopped = self._page.stop_lead()
        self._ears.set_quiet(bool(stopped) or not self._ears.quiet)
        said = (stopped, words.quiet(self._ears.quiet))
        self._page.show_notice(" ".join(part for part in said if part))
        self.show()

    def _change_breath_sound(self) -> None:
        sound = self._settings.sound
        sound.tone_on = not sound.tone_on
        self._page.show_notice(words.breath_sound(sound.tone_on))
        self.changed.emit("sound")

    def _change_glance(self) -> None:
        self._settings.look.glance = not self._settings.look.glance
        self.changed.emit("look")

    def _dim(self) -> None:
        look = self._settings.look
        look.light = LIGHTS[(LIGHTS.index(look.light) + 1) % len(LIGHTS)]
        self.changed.emit("look")

    def _on_page_asked(self, action: Action) -> None:
        self._acts[action]()

    def _on_page_keys_shown_changed(self, shown: bool) -> None:
        self._settings.keys.shown = shown
        self.changed.emit("keys")
