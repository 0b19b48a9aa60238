"""Two columns, each with a scroll of its own, so that the right one stays in sight; or one."""

from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from coach.ui.prepare.scroll import QuietScroll

LEFT, RIGHT = 62, 38
"""Shares of the width."""
BAR = 14
"""Pixels of a scroll bar's width."""


class Columns(QWidget):
    """`left` and `right` beside each other, or the right one below the left."""

    def __init__(self, left: QWidget, right: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._left, self._right = left, right
        self._two = True
        self.content = QWidget(self)
        self.beside = QWidget(self)
        self._stack = QVBoxLayout(self.content)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(left, 1)
        self._beside = QVBoxLayout(self.beside)
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.addWidget(right)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._scrolls = QuietScroll(self.content, self), QuietScroll(self.beside, self)
        for scroll, share in zip(self._scrolls, (LEFT, RIGHT), strict=True):
            self._row.addWidget(scroll, share)

    def set_room(self, gap: int, edge: int) -> None:
        """Pixels between the two, and at the right and below them."""
        self._row.setSpacing(0)
        self._stack.setSpacing(gap)
        self._stack.setContentsMargins(0, 0, gap, edge // 2)
        self._beside.setContentsMargins(0, 0, edge, edge // 2)

    def show_top(self) -> None:
        """Scroll to the beginning of the left one."""
        self._scrolls[0].verticalScrollBar().setValue(0)

    def bring(self, part: QWidget) -> None:
        """Scroll to a part of the left one."""
        self._scrolls[0].ensureWidgetVisible(part)

    def needed(self) -> int:
        """Pixels of width that two columns need beside each other, with their scroll bars."""
        whole = 0
        rooms = (self._stack.contentsMargins().right(), self._beside.contentsMargins().right())
        parts = zip((self._left, self._right), rooms, self._scrolls, strict=True)
        for part, room, scroll in parts:
            least = part.minimumSizeHint().width() + room + BAR
            scroll.setMinimumWidth(least if self._two else 0)
            whole += least
        return whole

    def set_two(self, two: bool) -> None:
        """Beside each other, or one below the other; who has the keys keeps them."""
        if two is self._two:
            return
        self._two = two
        self.needed()
        focused = QApplication.focusWidget()
        (self._beside if two else self._stack).addWidget(self._right)
        self._scrolls[1].setVisible(two)
        if focused is not None and self._right.isAncestorOf(focused):
            focused.setFocus()
