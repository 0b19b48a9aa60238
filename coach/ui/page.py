"""A page of the window: dressed in a theme, with letters that grow with the page."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from coach.ui.style import growth, of_kind, style_sheet
from coach.ui.theme import Theme


class Page(QWidget):
    """What a page does beyond, as it grows, it does in `_fit`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        of_kind(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._scale = 1.0

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self._grow()

    def set_text_scale(self, scale: float) -> None:
        """Write larger or smaller, 1 to 2; the application's style sheet has the same scale."""
        self._scale = scale
        self._grow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A larger page has larger letters."""
        super().resizeEvent(event)
        self._grow()

    def showEvent(self, event: QShowEvent) -> None:
        """Only now its letters are known."""
        super().showEvent(event)
        self._grow()

    def _grow(self) -> None:
        grown = growth(self.size())
        scale = self._scale * grown
        sheet = self._sheet(grown, scale)
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)
        self._fit(grown, scale)

    def _sheet(self, grown: float, scale: float) -> str:
        """Its own style sheet; none where the application's has the same sizes."""
        return style_sheet(self._theme, scale) if grown > 1.0 else ""

    def _fit(self, grown: float, scale: float) -> None:
        """The parts for `grown`, 1 to 2 by the page's size; `scale` has the text's in it too."""
