"""A dialog over a page: dressed as the page is, and as large as its window allows."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from coach.ui.settings.sheet import dialog_sheet
from coach.ui.style import growth, of_kind
from coach.ui.theme import DARK, Theme

OF_THE_WINDOW = 0.94


class PageDialog(QDialog):
    """`size` is in pixels, at a growth of 1; each time it is shown it is fitted anew."""

    def __init__(self, size: tuple[int, int], parent: QWidget | None) -> None:
        super().__init__(parent)
        of_kind(self, "page")
        self._size = size
        self._theme = DARK
        self._scale = 1.0

    def name(self, title: str) -> None:
        """What it is called, also to a screen reader."""
        self.setWindowTitle(title)
        self.setAccessibleName(title)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        if self.isVisible():
            self._dress()

    def set_text_scale(self, scale: float) -> None:
        """Write larger or smaller, 1 to 2."""
        self._scale = scale
        if self.isVisible():
            self._dress()

    def showEvent(self, event: QShowEvent) -> None:
        """As large as its window allows, and grown as a page of that window is."""
        if not event.spontaneous():
            self._dress()
            fit(self, self._size)
        super().showEvent(event)

    def grown_scale(self) -> float:
        """The scale of its letters, grown with its window."""
        return self._scale * growth(_room(self))

    def _dress(self) -> None:
        sheet = dialog_sheet(self._theme, self.grown_scale())
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)


def fit(dialog: QDialog, size: tuple[int, int]) -> None:
    """As large as its window allows, and grown as a page of that window is."""
    room = _room(dialog)
    wide, high = (round(side * growth(room)) for side in size)
    dialog.resize(QSize(wide, high).boundedTo(room * OF_THE_WINDOW))


def _room(dialog: QDialog) -> QSize:
    parent = dialog.parentWidget()
    return dialog.screen().availableSize() if parent is None else parent.window().size()
