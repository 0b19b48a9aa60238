"""The tour over the real pages: offered once to who is new, and opened again from the Guide."""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from coach.library.settings import Settings
from coach.ui.guide.shortcuts import keys_in_words
from coach.ui.guide.tour import Step, Tour, TourOffer
from coach.ui.header import GUIDE, LIBRARY, PREPARE
from coach.ui.keys.table import table_of
from coach.ui.prepare.page import PreparePage
from coach.ui.theme import Theme
from coach.ui.window import MainWindow

if TYPE_CHECKING:
    from coach.ui.guide.page import GuidePage


class Touring(QObject):
    """`changed()`: it was taken or declined, which is to be remembered.

    `go` shows a page by its name, as a tab does, and answers with it.
    """

    changed = Signal()

    def __init__(
        self,
        settings: Settings,
        window: MainWindow,
        prepare: PreparePage,
        go: Callable[[str], QWidget],
        theme: Callable[[], Theme],
    ) -> None:
        super().__init__(window)
        self._settings, self._window, self._prepare = settings, window, prepare
        self._go, self._theme = go, theme
        self._back_to = PREPARE
        self.offer: TourOffer | None = None
        self.tour: Tour | None = None

    def offer_to_the_new(self) -> None:
        """A line on Prepare, where nobody answered it yet, and nobody gave a massage."""
        known = self._settings.toured or self._settings.minutes or self._prepare.recovery.offered()
        if known or self.offer is not None:
            return
        self.offer = TourOffer(self._prepare)
        self.offer.answered.connect(self._on_offer_answered)
        self._prepare.put_first(self.offer)

    def begin(self, back_to: str = PREPARE) -> None:
        """From the first step; afterwards to that page."""
        self._back_to = back_to
        self.settle()
        if self.tour is None:
            self.tour = Tour(self._theme(), self._window)
            self.tour.finished.connect(self._on_tour_finished)
        self.tour.wear(self._theme(), self._settings.look.text_scale)
        self.tour.begin(self._steps())

    def settle(self) -> None:
        """Nothing more to offer: it was answered, or a massage begun without it."""
        if self.offer is not None:
            self.offer.hide()
        if not self._settings.toured:
            self._settings.toured = True
            self.changed.emit()

    def _steps(self) -> list[Step]:
        keys = keys_in_words(table_of(self._settings.keys))
        steps = (
            (
                self.tr("Find the client's breath"),
                self.tr(
                    "Rest a hand on the back. Each time it rises, tap: {tap}, a pedal or a click."
                    " Four taps are enough."
                ),
                self._show_rhythm,
            ),
            (
                self.tr("Ready"),
                self.tr(
                    "Choose client, protocol, length and oil, then Ready. Your next tap, on a"
                    " breath in, starts the clock."
                ),
                self._show_ready,
            ),
            (
                self.tr("Follow the hands"),
                self.tr(
                    "They breathe in: press, and glide up. They breathe out: light, and down."
                    " In the session this fills the screen. Go on tapping: the client leads."
                ),
                self._show_stroke,
            ),
            (
                self.tr("Nothing is lost"),
                self.tr(
                    "Each massage is saved here as you give it. See it again, breath by breath,"
                    " or give the same once more."
                ),
                self._show_library,
            ),
            (
                self.tr("Ask anything"),
                self.tr(
                    "Here are the strokes, oils, reasons, questions and keys. Type as you would"
                    " ask. This tour is here too."
                ),
                self._show_search,
            ),
        )
        return [
            Step(title, text.replace("{tap}", keys["tap"]), show) for title, text, show in steps
        ]

    def _show_rhythm(self) -> QWidget:
        self._go(PREPARE)
        return self._prepare.rhythm.pad

    def _show_ready(self) -> QWidget:
        self._go(PREPARE)
        return self._prepare.ready

    def _show_stroke(self) -> QWidget:
        guide = self._guide()
        guide.open("effleurage")
        return guide.reader.picture

    def _guide(self) -> "GuidePage":
        page = cast("GuidePage", self._go(GUIDE))
        page.search.clear()
        return page

    def _show_library(self) -> QWidget | None:
        self._go(LIBRARY)
        return None

    def _show_search(self) -> QWidget:
        return self._guide().search

    def _on_offer_answered(self, wanted: bool) -> None:
        if wanted:
            self.begin()
        else:
            self.settle()
            self._prepare.setFocus()

    def _on_tour_finished(self) -> None:
        self._go(self._back_to)
