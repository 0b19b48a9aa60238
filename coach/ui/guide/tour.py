"""The tour of five steps: a card over the real pages, and the offer of it to who is new."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from coach.ui.access.spoken import Role, Spoken, announce
from coach.ui.session.flow import FlowLayout
from coach.ui.style import growth, of_kind, style_sheet
from coach.ui.theme import Theme

_WIDE = 600
_MARGIN = 28
_AROUND = 10
"""Pixels between what is shown and the line around it."""
_ROUND = 16
_VEIL = 165
"""Of 255: how much of the page's ground lies over all else."""


class Step(NamedTuple):
    """What is told; `show` brings up its page and answers with what it tells of, if anything."""

    title: str
    text: str
    show: Callable[[], QWidget | None]


class TourOffer(QFrame, Spoken):
    """A quiet line for who is new; it takes no focus. `answered(bool)`: they want the tour."""

    spoken_role = Role.Grouping
    answered = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        of_kind(self, "notice")
        text = self.tr("New here? A tour of five steps shows how a massage goes.")
        self.setAccessibleName(text)
        said = of_kind(QLabel(text, self), "body")
        said.setWordWrap(True)
        self.take = of_kind(QPushButton(self.tr("Take the tour"), self), "link")
        self.decline = of_kind(QPushButton(self.tr("No, thanks"), self), "link")
        self.take.clicked.connect(lambda: self._answer(True))
        self.decline.clicked.connect(lambda: self._answer(False))
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 4, 14, 4)
        row.addWidget(said, 1)
        for button in (self.take, self.decline):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves Space to the tap pad
            row.addWidget(button)

    def _answer(self, wanted: bool) -> None:
        self.hide()
        self.answered.emit(wanted)


class Tour(QWidget):
    """Lies over the whole window. Enter presses what has the focus, Esc leaves.

    `finished()`: it was gone through, or skipped.
    """

    finished = Signal()

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme, self._scale = theme, 1.0
        self._steps: Sequence[Step] = ()
        self._at = 0
        self._target: QWidget | None = None
        self._placing = QTimer(self, singleShot=True, interval=0)
        """The page below is laid out first."""
        self._placing.timeout.connect(self._place)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.card = of_kind(QFrame(self), "panel")
        self._count = of_kind(QLabel(self.card), "heading")
        self._title = of_kind(QLabel(self.card), "figure")
        self._text = of_kind(QLabel(self.card), "body")
        for label in (self._title, self._text):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.skip = of_kind(QPushButton(self.tr("Skip"), self.card), "link")
        self.back = of_kind(QPushButton(self.tr("Back"), self.card), "chip")
        self.next = of_kind(QPushButton(self.card), "primary")
        self._lay_out()
        self.skip.clicked.connect(self.end)
        self.back.clicked.connect(self._on_back_clicked)
        self.next.clicked.connect(self._on_next_clicked)
        window.installEventFilter(self)
        self.hide()

    def wear(self, theme: Theme, scale: float) -> None:
        """These colours, and letters 1 to 2 times as large."""
        self._theme, self._scale = theme, scale

    def begin(self, steps: Sequence[Step]) -> None:
        """From the first step."""
        self._steps = steps
        self.show()
        self.raise_()
        self._go(0)

    def end(self) -> None:
        """Leave it, done or not."""
        self.hide()
        self.finished.emit()

    def at(self) -> int:
        """Which step is shown, from 0."""
        return self._at

    def words(self) -> str:
        """What is said now."""
        return f"{self._title.text()}. {self._text.text()}"

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window has another size."""
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._placing.start()
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays in the card."""
        order = [each for each in self._buttons() if each.isEnabled()]
        here = next((place for place, each in enumerate(order) if each.hasFocus()), 0)
        order[(here + (1 if forward else -1)) % len(order)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Nothing of it reaches the page below."""
        enter = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        elif event.key() in enter:
            next((each for each in self._buttons() if each.hasFocus()), self.next).click()
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A veil over all but what is told of."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QPainterPath()
        veil.addRect(QRectF(self.rect()))
        hole = self._hole()
        if hole is not None:
            clear = QPainterPath()
            clear.addRoundedRect(QRectF(hole), _ROUND, _ROUND)
            veil = veil.subtracted(clear)
        colour = QColor(self._theme.ground)
        colour.setAlpha(_VEIL)
        painter.fillPath(veil, colour)
        if hole is not None:
            painter.setPen(QPen(QColor(self._theme.accent), 3))
            painter.drawRoundedRect(QRectF(hole), _ROUND, _ROUND)

    def _lay_out(self) -> None:
        row = QWidget(self.card)
        flow = FlowLayout(row)
        flow.setContentsMargins(0, 0, 0, 0)
        for button in self._buttons():
            flow.addWidget(button)
        self._column = column = QVBoxLayout(self.card)
        column.setContentsMargins(28, 22, 28, 20)
        column.setSpacing(10)
        for part in (self._count, self._title, self._text):
            column.addWidget(part)
        column.addSpacing(6)
        column.addWidget(row)

    def _buttons(self) -> tuple[QPushButton, ...]:
        return self.next, self.back, self.skip

    def _go(self, at: int) -> None:
        self._at = at
        step = self._steps[at]
        self._target = step.show()
        count = self.tr("{n} of {all}").replace("{n}", str(at + 1))
        self._count.setText(count.replace("{all}", str(len(self._steps))))
        self._title.setText(step.title)
        self._text.setText(step.text)
        last = at == len(self._steps) - 1
        self.next.setText(self.tr("Done") if last else self.tr("Next"))
        self.back.setEnabled(at > 0)
        self.card.setAccessibleName(self.words())
        self.raise_()
        self._place()
        self._placing.start()
        self.next.setFocus()
        announce(self.card, self.words())

    def _place(self) -> None:
        """Over the window; the card where it hides least of what it tells of."""
        self._bring_into_view()
        window = self.window()
        self.setGeometry(window.rect())
        scale = self._scale * growth(window.size())
        sheet = style_sheet(self._theme, scale)
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)
        wide = min(round(_WIDE * scale), self.width() - 2 * _MARGIN)
        high = self._column.totalHeightForWidth(wide)
        self.card.resize(wide, min(high, self.height() - 2 * _MARGIN))
        self.card.move(self._free_place(self.card.size().width(), self.card.size().height()))
        self.update()

    def _free_place(self, wide: int, high: int) -> QPoint:
        """The middle below or above, or a side: that which covers least."""
        left, right = _MARGIN, self.width() - wide - _MARGIN
        top, bottom = _MARGIN, self.height() - high - _MARGIN
        middle = (self.width() - wide) // 2
        places = [(middle, bottom), (middle, top)]
        places += [(left, (top + bottom) // 2), (right, (top + bottom) // 2)]
        hole = self._hole()
        if hole is None:
            return QPoint(*places[0])
        covered = [hole.intersected(QRect(x, y, wide, high)) for x, y in places]
        areas = [max(0, part.width()) * max(0, part.height()) for part in covered]
        return QPoint(*places[areas.index(min(areas))])

    def _hole(self) -> QRect | None:
        target = self._target
        if target is None or not target.isVisible():
            return None
        corner = target.mapTo(self.window(), QPoint())
        around = QRect(corner, target.size()).adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND)
        seen = around.intersected(self.rect().adjusted(2, 2, -2, -2))
        return None if seen.isEmpty() else seen

    def _bring_into_view(self) -> None:
        """In letters twice as large a page is longer than its window."""
        around = self._target
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None and self._target is not None:
            around.ensureWidgetVisible(self._target, 0, _AROUND)

    def _on_back_clicked(self) -> None:
        self._go(max(0, self._at - 1))

    def _on_next_clicked(self) -> None:
        if self._at + 1 < len(self._steps):
            self._go(self._at + 1)
        else:
            self.end()
