"""The pad to tap on each breath in, with the last intervals on it."""

from PySide6.QtCore import QEasingCurve, QRectF, QSize, Qt, QVariantAnimation, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from coach.ui.access.spoken import Pressable
from coach.ui.theme import Theme, font

BOXES = 5
ENOUGH = 3
"""Intervals, of four breaths."""
PULSE_MS = 600


class TapPad(QWidget, Pressable):
    """Says when it was clicked, on press; the page reads the keys. Shows what it is told."""

    tapped = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._scale = 1.0
        self._seconds: tuple[float, ...] = ()
        self._started = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(self.tr("Tap each time they breathe in"))
        self.pulse = QVariantAnimation(self)
        self.pulse.setStartValue(1.0)
        self.pulse.setEndValue(0.0)
        self.pulse.setDuration(PULSE_MS)
        self.pulse.setEasingCurve(QEasingCurve.Type.OutQuad)
        self.pulse.valueChanged.connect(self.update)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def set_text_scale(self, scale: float) -> None:
        """Write larger or smaller."""
        self._scale = scale
        self.updateGeometry()
        self.update()

    def show_taps(self, started: bool, periods_ms: list[float]) -> None:
        """Whether a first tap came, and the length of the breaths since, oldest first."""
        self._started = started
        self._seconds = tuple(period / 1000.0 for period in periods_ms[-BOXES:])
        self.setAccessibleDescription(self._caption())
        self.update()

    def spoken_value(self) -> str:
        """The intervals."""
        seconds = ", ".join(f"{s:.1f}" for s in self._seconds)
        return self.tr("%1 s").replace("%1", seconds) if seconds else ""

    def press_by_reader(self) -> None:
        """A tap."""
        self.tapped.emit()

    def seconds(self) -> tuple[float, ...]:
        """The intervals shown."""
        return self._seconds

    def sizeHint(self) -> QSize:
        """Room for a thumb, and for the intervals."""
        return QSize(round(320 * self._scale), round(140 * self._scale))

    def minimumSizeHint(self) -> QSize:
        """The least at which the intervals can be read."""
        return QSize(round(230 * self._scale), round(84 * self._scale))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """On press: a breath does not wait for a release."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.tapped.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A second quick press is a press; whether it counts is not the pad's to say."""
        self.mousePressEvent(event)

    def paintEvent(self, _: QPaintEvent) -> None:
        """The ground, brighter for a moment after a tap; the boxes; the ring of the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        caption = 24 * self._scale
        room = self.height() - caption
        wide = min(self.width() * 0.15, room * 0.56, 84 * self._scale)
        apart = wide * 0.2
        left = (self.width() - BOXES * wide - (BOXES - 1) * apart) / 2
        top = (room - wide * 1.12) * 0.58
        for index in range(BOXES):
            box = QRectF(left + index * (wide + apart), top, wide, wide * 1.12)
            self._paint_box(painter, index, box)
        painter.setFont(font(15 * self._scale))
        painter.setPen(QColor(self._theme.muted))
        under = QRectF(0, top + wide * 1.12, self.width(), self.height() - top - wide * 1.12)
        painter.drawText(under, Qt.AlignmentFlag.AlignCenter, self._caption())

    def _caption(self) -> str:
        if not self._started:
            return self.tr("Tap on a breath in")
        if len(self._seconds) < ENOUGH:
            return self.tr("Tap on the next breath in")
        return self.tr("Enough; tap on to be surer")

    def _paint_ground(self, painter: QPainter) -> None:
        edge = 3.0 if self.hasFocus() else 2.0
        area = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        glow = self._glow()
        ground = QColor(self._theme.ground)
        warm = QColor(self._theme.inhale)
        warm.setAlphaF(0.22 * glow)
        painter.setPen(
            QPen(QColor(self._theme.inhale if self.hasFocus() else self._theme.line), edge)
        )
        painter.setBrush(ground)
        painter.drawRoundedRect(area, 16, 16)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(warm)
        painter.drawRoundedRect(area, 16, 16)

    def _paint_box(self, painter: QPainter, index: int, box: QRectF) -> None:
        theme = self._theme
        corner = box.width() * 0.2
        filled = index < len(self._seconds)
        due = self._started and index == len(self._seconds)
        edged = due or theme.outlined
        edge = QPen(QColor(theme.inhale if due else theme.line), 2)
        painter.setPen(edge if edged else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.inhale if filled else theme.raised))
        painter.drawRoundedRect(box, corner, corner)
        if not filled:
            return
        text = f"{self._seconds[index]:.1f}"
        made = font(min(19 * self._scale, box.width() * 0.38), QFont.Weight.DemiBold)
        wide = QFontMetricsF(made).horizontalAdvance(text)
        if wide > box.width() * 0.9:
            made.setPixelSize(max(1, int(made.pixelSize() * box.width() * 0.9 / wide)))
        painter.setFont(made)
        painter.setPen(QColor(theme.on_accent))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _glow(self) -> float:
        if self.pulse.state() is not QVariantAnimation.State.Running:
            return 0.0
        return float(self.pulse.currentValue())
