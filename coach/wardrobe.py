"""Dresses the application and its pages by the look that is set, and again when it is another."""

from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from coach.applied import Applied, Page
from coach.library.settings import Settings
from coach.ui import theme as themes
from coach.ui.looks import motion_for, theme_for
from coach.ui.motion import Motion
from coach.ui.style import style_sheet
from coach.ui.system import SystemWish

P = TypeVar("P", bound=Page)


class Wardrobe(QObject):
    """The look as it is worn: it follows the settings, and the system where those say so."""

    def __init__(self, settings: Settings, applied: Applied, parent: QObject) -> None:
        super().__init__(parent)
        self._settings, self._applied = settings, applied
        self._worn: dict[Page | None, tuple[themes.Theme, float]] = {}
        self._system = SystemWish(self)
        self._system.changed.connect(self._on_system_changed)

    @property
    def theme(self) -> themes.Theme:
        """Today's."""
        return theme_for(self._settings.look, self._system)

    @property
    def motion(self) -> Motion:
        """How much moves."""
        return motion_for(self._settings.look, self._system)

    def dress_all(self) -> None:
        """The application itself, from now on."""
        self._applied.follow(self._dress, "look")

    def dressed(self, page: P) -> P:
        """The same page, dressed from now on."""
        self._applied.follow(partial(self._dress_page, page), "look")
        return page

    def ask_for_motion(self) -> None:
        """What the system wishes; it takes a while to ask."""
        self._system.ask_for_motion()

    def _dress(self) -> None:
        if self._is_new_on(None):
            theme = self.theme
            application = QApplication.instance()
            assert isinstance(application, QApplication)  # noqa: S101 -- it was made before
            application.setPalette(themes.palette(theme))
            application.setStyleSheet(style_sheet(theme, self._settings.look.text_scale))

    def _dress_page(self, page: Page) -> None:
        if self._is_new_on(page):
            page.set_theme(self.theme)
            page.set_text_scale(self._settings.look.text_scale)

    def _is_new_on(self, page: Page | None) -> bool:
        """Whether the page, or the application, wears something else: to dress it takes long."""
        wanted = (self.theme, self._settings.look.text_scale)
        worn = self._worn.get(page)
        self._worn[page] = wanted
        return worn != wanted

    def _on_system_changed(self) -> None:
        if "system" in (self._settings.look.theme, self._settings.look.motion):
            self._applied.apply("look")
