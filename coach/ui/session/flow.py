"""A layout that sets its parts in rows, as many as the width needs."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Rows from left to right; what wants to expand takes what a row has to spare.

    A row without such a part keeps to the left; parts are centred in their row's height. A part
    that is too wide for a row has one of its own, and there its height for that width.
    """

    def __init__(self, parent: QWidget, gap: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setSpacing(gap)

    def addItem(self, item: QLayoutItem) -> None:
        """Take one more part."""
        self._items.append(item)

    def count(self) -> int:
        """How many parts."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The part at an index, None beyond the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give a part away."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Only as wide as it is given."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all rows."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        """The least size."""
        return self.minimumSize()

    def row_width(self) -> int:
        """What all parts would take beside each other."""
        shown = [item.sizeHint().width() for item in self._items if not item.isEmpty()]
        margins = self.contentsMargins()
        return (
            sum(shown) + self.spacing() * max(0, len(shown) - 1) + margins.left() + margins.right()
        )

    def minimumSize(self) -> QSize:
        """The widest part's."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def setGeometry(self, rect: QRect) -> None:
        """Put each part in its place."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        room = rect.marginsRemoved(self.contentsMargins())
        y = room.top()
        for row in self._rows(room.width()):
            high = max(_height(item, room.width()) for item in row)
            if move:
                self._place(row, QRect(room.left(), y, room.width(), high))
            y += high + self.spacing()
        margins = self.contentsMargins()
        return y - self.spacing() - rect.top() + margins.bottom()

    def _rows(self, width: int) -> list[list[QLayoutItem]]:
        rows: list[list[QLayoutItem]] = []
        used = 0
        for item in self._items:
            if item.isEmpty():
                continue
            wide = item.sizeHint().width()
            if rows and used + self.spacing() + wide <= width:
                rows[-1].append(item)
                used += self.spacing() + wide
            else:
                rows.append([item])
                used = wide
        return rows

    def _place(self, row: list[QLayoutItem], room: QRect) -> None:
        taken = sum(item.sizeHint().width() for item in row) + self.spacing() * (len(row) - 1)
        spare = max(0, room.width() - taken)
        wants = [i for i in row if i.expandingDirections() & Qt.Orientation.Horizontal]
        extra: dict[int, int] = {}
        for place, item in enumerate(wants):
            most = item.maximumSize().width() - item.sizeHint().width()
            extra[id(item)] = min(most, spare // (len(wants) - place))
            spare -= extra[id(item)]
        x = room.left()
        for item in row:
            size = item.sizeHint()
            size.setWidth(min(size.width() + extra.get(id(item), 0), room.width()))
            size.setHeight(_height(item, room.width()))
            top = room.top() + (room.height() - size.height()) // 2
            item.setGeometry(QRect(QPoint(x, top), size))
            x += size.width() + self.spacing()


def _height(item: QLayoutItem, width: int) -> int:
    """What a part takes in a row so wide."""
    size = item.sizeHint()
    if size.width() > width and item.hasHeightForWidth():
        return item.heightForWidth(width)
    return size.height()
