"""The strip of stages: each as long as it lasts, its name and minutes below it."""

from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from coach.massage.plan import Plan
from coach.ui.access.spoken import Spoken
from coach.ui.theme import Theme, font

BAR = 10.0
GAP = 6.0


class StageStrip(QWidget, Spoken):
    """Names that do not fit beside each other go to further rows."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._scale = 1.0
        self._names: tuple[str, ...] = ()
        self._plan: Plan = ()
        self._placed: tuple[object, list[tuple[int, float]]] = (None, [])
        """A layout asks for the same width many times."""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def set_text_scale(self, scale: float) -> None:
        """Write the names larger or smaller."""
        self._scale = scale
        self.updateGeometry()
        self.update()

    def set_plan(self, names: tuple[str, ...], plan: Plan) -> None:
        """Stages in order, and the time in milliseconds at which each ends."""
        self._names, self._plan = names, plan
        self.setAccessibleName(", ".join(self._labels()))
        self.updateGeometry()
        self.update()

    def plan(self) -> Plan:
        """What is shown."""
        return self._plan

    def sizeHint(self) -> QSize:
        """Wide enough to read."""
        return QSize(560, self.heightForWidth(560))

    def minimumSizeHint(self) -> QSize:
        """The longest name."""
        widest = max(
            (self._metrics().horizontalAdvance(text) for text in self._labels()), default=0
        )
        return QSize(round(widest) + 1, round(BAR))

    def heightForWidth(self, width: int) -> int:
        """The bar and as many rows of names as the width asks for."""
        rows = 1 + max((row for row, _ in self._places(width)), default=0)
        return round(BAR + GAP + rows * self._row_height())

    def paintEvent(self, _: QPaintEvent) -> None:
        """The bar and the names."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(15 * self._scale))
        row_height = self._row_height()
        parts = self._parts(self.width())
        labels = zip(self._labels(), self._places(self.width()), parts, strict=True)
        for text, (row, x), part in labels:
            top = BAR + GAP + row * row_height
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent))
            painter.drawRoundedRect(part, BAR / 2, BAR / 2)
            wide = painter.fontMetrics().horizontalAdvance(text) + 2
            painter.setPen(QColor(theme.muted))
            painter.drawText(QRectF(x, top, wide, row_height), Qt.AlignmentFlag.AlignVCenter, text)

    def _labels(self) -> list[str]:
        lengths = [late - early for early, late in pairwise((0, *self._plan))]
        return [f"{name} {minutes_text(ms)}" for name, ms in zip(self._names, lengths, strict=True)]

    def _metrics(self) -> QFontMetricsF:
        return QFontMetricsF(font(15 * self._scale))

    def _row_height(self) -> float:
        return self._metrics().height() + 2

    def _parts(self, width: int) -> list[QRectF]:
        total = self._plan[-1] if self._plan else 1
        ends = [(0 if not end else end / total * (width + GAP)) for end in (0, *self._plan)]
        return [QRectF(left, 0, right - left - GAP, BAR) for left, right in pairwise(ends)]

    def _places(self, width: int) -> list[tuple[int, float]]:
        """Row and left edge of each name: under its part, in the first row that has room."""
        key = (width, self._scale, self._names, self._plan)
        if self._placed[0] != key:
            self._placed = (key, self._lay_names(width))
        return self._placed[1]

    def _lay_names(self, width: int) -> list[tuple[int, float]]:
        metrics = self._metrics()
        filled: list[float] = []
        places = []
        for text, part in zip(self._labels(), self._parts(width), strict=True):
            wide = metrics.horizontalAdvance(text)
            x = max(0.0, min(part.left(), width - wide - 1))
            row = next((i for i, right in enumerate(filled) if right <= x), len(filled))
            filled[row : row + 1] = [x + wide + 14 * self._scale]
            places.append((row, x))
        return places


def minutes_text(length_ms: int) -> str:
    """Minutes to the half: 9, 9½, ½."""
    halves = max(1, round(length_ms / 30_000))
    whole = str(halves // 2) if halves >= 2 else ""
    half = QCoreApplication.translate("StageStrip", "½") if halves % 2 else ""
    return whole + half
