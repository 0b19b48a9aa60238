"""How Prepare stands: a head, the choices at the left, the rhythm and Ready at the right."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from coach.ui.prepare.columns import Columns
from coach.ui.style import of_kind

TWO_COLUMNS_FROM = 960
"""Pixels of width, times the text's scale."""
WIDEST = 1480
LOW = 760
"""Pixels of height below which the parts stand closer."""
EXPLAINS = "explains"
"""Words that a low page goes without."""


class Arrangement:
    """The page's layouts. `head` is a row, `left` a heading and a part each, below `told`."""

    def __init__(
        self,
        page: QWidget,
        head: Sequence[QWidget],
        told: Sequence[QWidget],
        left: Sequence[tuple[str, QWidget]],
        panel: QFrame,
    ) -> None:
        self._page = page
        self._head = QHBoxLayout()
        self._head.setSpacing(24)
        for place, part in enumerate(head):
            self._head.addWidget(part, int(place == 1))
        choices = QWidget(page)
        self._left = QVBoxLayout(choices)
        for part in told:
            self._left.addWidget(part)
        for place, (heading, part) in enumerate(left):
            if place:
                self._left.addStretch(1)
            self._left.addWidget(of_kind(QLabel(heading, page), "heading"))
            self._left.addWidget(part)
        self._left.addStretch(3)
        layout = panel.layout()
        assert isinstance(layout, QVBoxLayout)  # noqa: S101 -- it was made by `rhythm_panel`
        self._panel = layout
        self._columns = Columns(choices, panel, page)
        self._body = QHBoxLayout()
        self._body.addWidget(self._columns)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addLayout(self._body, 1)

    def put_first(self, part: QWidget) -> None:
        """Above all that is told and chosen."""
        self._left.insertWidget(0, part)

    def fill(self, rooms: Sequence[QWidget], parts: Sequence[QWidget]) -> None:
        """Each part into the room that was kept for it."""
        for room, part in zip(rooms, parts, strict=True):
            for layout in (self._left, self._panel):
                layout.replaceWidget(room, part)
            room.deleteLater()

    def show_top(self) -> None:
        """Scroll to where all is told."""
        self._columns.show_top()

    def bring(self, part: QWidget) -> None:
        """Scroll to one of the choices."""
        self._columns.bring(part)

    def fit(self, size: QSize, grown: float, scale: float) -> None:
        """For a page of that size whose design is `grown` times as large, and its letters."""
        side, gap = round(32 * grown), round(24 * grown)
        self._body.setContentsMargins(side, 0, 0, 0)
        self._columns.set_room(gap, side)
        self._columns.setMaximumWidth(round(WIDEST * grown) + side)
        low = size.height() < LOW
        self._leave_room(grown, 0.5 if low else 1.0)
        for label in self._page.findChildren(QLabel, EXPLAINS):
            label.setHidden(low)
        needed = self._columns.needed() + side
        self._columns.set_two(size.width() >= max(TWO_COLUMNS_FROM * scale, needed))

    def _leave_room(self, grown: float, share: float) -> None:
        """Between the parts; on a low page a share of it, so that Ready stands without a scroll."""
        side = round(32 * grown)
        high = [round(pixels * grown * share) for pixels in (20, 14, 10, 18, 20)]
        self._left.setContentsMargins(0, 0, 0, high[0])
        self._head.setContentsMargins(side, high[1], side, high[2])
        self._panel.setContentsMargins(24, high[3], 24, high[4])
        self._left.setSpacing(round(10 * share))
        self._panel.setSpacing(round(6 * share))


def rhythm_panel(
    page: QWidget, words: Sequence[tuple[str, str]], parts: Sequence[QWidget]
) -> QFrame:
    """The panel at the right: words, each of a kind, and below them the parts; the first grows."""
    panel = of_kind(QFrame(page), "panel")
    column = QVBoxLayout(panel)
    for text, kind in words:
        label = of_kind(QLabel(text, panel), kind)
        label.setWordWrap(True)
        if kind == "muted":
            label.setObjectName(EXPLAINS)
        column.addWidget(label)
    column.addSpacing(6)
    for place, part in enumerate(parts):
        column.addWidget(part, int(not place))
        column.addSpacing(4)
    return panel
