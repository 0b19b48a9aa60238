"""The page at the right: title, picture, text, and the pages near it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from coach.live.clock import NowMs
from coach.massage.protocol import Stage
from coach.ui.guide.entries import Row
from coach.ui.guide.near import NearButton
from coach.ui.guide.note import NotePanel
from coach.ui.guide.picture import StrokePicture
from coach.ui.session.flow import FlowLayout
from coach.ui.style import of_kind
from coach.ui.theme import Theme

_PICTURE = (300, 470)
"""Pixels, at a scale of 1."""
_LEAST_TEXT = 320
"""Beside the picture; with less it stands below it."""
_WIDEST = 900


class Reader(QScrollArea):
    """`opened(str)`: a page near this one was asked for."""

    opened = Signal(str)

    def __init__(self, theme: Theme, now_ms: NowMs, language: str, parent: QWidget) -> None:
        super().__init__(parent)
        of_kind(self, "reading")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("The page"))
        self._scale = 1.0
        self._content = QWidget(self)
        self._content.setObjectName("content")
        self.title = of_kind(QLabel(self._content), "figure")
        self.title.setWordWrap(True)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.text = of_kind(QLabel(self._content), "reading")
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.RichText)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.note = NotePanel(self._content)
        self.picture = StrokePicture(theme, now_ms, language, self._content)
        self._see = of_kind(QLabel(self.tr("See also"), self._content), "heading")
        self._near = QWidget(self._content)
        self._flow = FlowLayout(self._near)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self.near: list[NearButton] = []
        self._lay_out()
        self.setWidget(self._content)

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self.picture.set_theme(theme)

    def set_text_scale(self, scale: float) -> None:
        """Larger or smaller letters."""
        self._scale = scale
        wide, high = (round(side * (1 + (scale - 1) * 0.25)) for side in _PICTURE)
        self.picture.setFixedSize(wide, high)
        self._content.setMaximumWidth(round(_WIDEST * scale) + wide)
        self._arrange()

    def show_page(
        self, title: str, body: str, near: Sequence[Row] = (), stage: Stage | None = None
    ) -> None:
        """Something to read, from its beginning."""
        self.note.hide()
        self.title.setText(title)
        self.show_body(body)
        self._show_near(near)
        self.picture.show_stage(stage)
        self.picture.setVisible(stage is not None)
        self._arrange()
        self.verticalScrollBar().setValue(0)

    def show_body(self, body: str) -> None:
        """Another text of the same page."""
        self.text.setText(body)
        self.text.setVisible(bool(body))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow page has the picture below the title."""
        super().resizeEvent(event)
        self._arrange()

    def _lay_out(self) -> None:
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setSpacing(24)
        self._beside.addWidget(self.text, 1, Qt.AlignmentFlag.AlignTop)
        self._beside.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self._content)
        column.setContentsMargins(24, 12, 20, 20)
        column.setSpacing(12)
        column.addWidget(self.title)
        column.addLayout(self._beside)
        column.addWidget(self.note)
        column.addWidget(self._see)
        column.addWidget(self._near)
        column.addStretch(1)

    def _arrange(self) -> None:
        directions = QBoxLayout.Direction
        room = self.viewport().width() - 44 - self.picture.width() - self._beside.spacing()
        beside = room >= _LEAST_TEXT * self._scale
        self._beside.setDirection(directions.LeftToRight if beside else directions.BottomToTop)

    def _show_near(self, near: Sequence[Row]) -> None:
        for button in self.near:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.near = [self._near_button(row) for row in near]
        for button in self.near:
            self._flow.addWidget(button)
        for part in (self._see, self._near):
            part.setVisible(bool(near))

    def _near_button(self, row: Row) -> NearButton:
        button = NearButton(row.title, self._near)
        button.clicked.connect(lambda: self.opened.emit(row.id))
        button.show()
        return button
