"""The controls below the scene: what a practitioner may touch in a session."""

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from coach.breath.lead import Led
from coach.breath.pattern import MAX_RATE_BPM, MIN_RATE_BPM, RATE_STEP_BPM
from coach.session import commands as cmd
from coach.session.events import Pacing
from coach.session.moment import Moment
from coach.session.state import Status
from coach.ui import words
from coach.ui.access import phrases
from coach.ui.access.spoken import Spoken
from coach.ui.keys.actions import COMMANDS, Action
from coach.ui.keys.under_way import is_answering
from coach.ui.session.flow import FlowLayout
from coach.ui.slider import PressSlider
from coach.ui.style import of_kind
from coach.ui.theme import font

_SLIDER_WIDTH = 130
_SLIDER_MOST = 420
_RATE_PIXELS = 24
LEAST_TARGET = 44
_GAP = 16
"""Pixels between two texts of two lines."""


def chip(label: str, name: str) -> QPushButton:
    """A rounded button that a click leaves without the keyboard's focus."""
    button = of_kind(QPushButton(label), "chip")
    button.setAccessibleName(name)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setMinimumSize(LEAST_TARGET, LEAST_TARGET)
    return button


class TempoSlider(PressSlider):
    """Half breaths a minute; as wide as it may be."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setRange(round(MIN_RATE_BPM / RATE_STEP_BPM), round(MAX_RATE_BPM / RATE_STEP_BPM))
        self.setPageStep(2)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(_SLIDER_MOST)

    def number_at(self, value: int) -> float:
        """Breaths a minute."""
        return value * RATE_STEP_BPM

    def sizeHint(self) -> QSize:
        """Room for a finger."""
        return QSize(_SLIDER_WIDTH, max(LEAST_TARGET, super().sizeHint().height()))


class TapAge(QLabel, Spoken):
    """How old the last tap is. A reader is told roughly, and to the second when it asks."""

    def show_age(self, age_ms: int | None) -> None:
        """None: no tap yet."""
        self.setText(words.tap_age(age_ms))
        called = phrases.tap_age(age_ms)
        if called != self.accessibleName():
            self.setAccessibleName(called)

    def spoken_value(self) -> str:
        """As it is shown."""
        return self.text().replace("\n", " ")


class LeadLine(QLabel, Spoken):
    """What the lead to a slower breath does; hidden where nothing leads."""

    def show_lead(self, led: Led | None, rate_bpm: float, *, rests: bool) -> None:
        """None: nothing leads. `rests`: held or paused."""
        if led is not None:
            text = words.lead(led, rate_bpm, rests=rests)
            if text != self.text():
                self.setText(text)
                self.setAccessibleName(text.replace("\n", " "))

    def keep_room(self, led: Led) -> None:
        """As wide as the longest that it may say, so that nothing beside it moves."""
        self.ensurePolished()
        lines = [line for text in words.leads(led) for line in text.split("\n")]
        self.setMinimumWidth(max(map(self.fontMetrics().horizontalAdvance, lines)) + _GAP)


class ControlBar(QFrame):
    """Sends commands; shows the tempo, and how old the last tap is.

    `more_toggled(bool)` asks for the panel with the rarer controls; `end_requested()` after the
    last stage; `done_requested()` leaves after the end; `parts_changed()`: other controls are
    shown, so that it may need another height.
    """

    command_requested = Signal(object)
    more_toggled = Signal(bool)
    end_requested = Signal()
    done_requested = Signal()
    parts_changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self._shown: tuple[object, ...] = ()
        self.pause = self._command(self.tr("Pause"), Action.PAUSE)
        self.hold = self._command(self.tr("Hold"), Action.HOLD)
        self.mark = self._command(self.tr("Tense here"), Action.MARK)
        self.next = self._command(self.tr("Next stage →"), Action.NEXT_STAGE)
        self.softened = self._command(self.tr("Softened"), Action.SOFTENED)
        self.not_softened = self._command(self.tr("Not softened"), Action.NOT_SOFTENED)
        self.end = chip(self.tr("End session"), self.tr("End session"))
        self.end.clicked.connect(self.end_requested)
        self.done = of_kind(QPushButton(self.tr("Done")), "primary")
        self.done.setAccessibleName(self.tr("Done, back to Prepare"))
        self.done.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.done.clicked.connect(self.done_requested)
        self.more = chip(self.tr("More"), self.tr("More controls"))
        self.more.setCheckable(True)
        self.more.toggled.connect(self.more_toggled)
        self.rate = QLabel()
        self.unit = of_kind(QLabel(self.tr("/min")), "muted")
        self.age = of_kind(TapAge(), "muted")
        self.lead = of_kind(LeadLine(), "muted")
        self.slider = TempoSlider()
        self.slider.setAccessibleName(self.tr("Tempo, breaths a minute"))
        self.slider.valueChanged.connect(self._on_slider_value_changed)
        self._tempo = QWidget()
        tempo = QHBoxLayout(self._tempo)
        tempo.setContentsMargins(14, 0, 4, 0)
        tempo.setSpacing(5)
        tempo.addWidget(self.rate, 0, Qt.AlignmentFlag.AlignBaseline)
        tempo.addWidget(self.unit, 0, Qt.AlignmentFlag.AlignBaseline)
        space = QWidget()
        space.setMouseTracking(True)
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        flow = FlowLayout(self, gap=10)
        for widget in (
            self.pause,
            self.hold,
            self.mark,
            self._tempo,
            self.slider,
            self.lead,
            self.age,
            space,
            self.softened,
            self.not_softened,
            self.more,
            self.next,
            self.end,
            self.done,
        ):
            flow.addWidget(widget)
        self._answers = (self.softened, self.not_softened)
        self._working = (
            *(self.pause, self.hold, self.mark, self._tempo, self.slider, self.age),
            self.next,
        )
        for button in (*self._answers, self.end, self.done, self.lead):
            button.hide()

    def set_letters(self, height: int, scale: float) -> None:
        """Letters and margins for a page so many pixels high."""
        self.rate.setFont(font(_RATE_PIXELS * scale, QFont.Weight.Bold))
        self.rate.setMinimumWidth(self.rate.fontMetrics().horizontalAdvance("88.8"))
        self.age.ensurePolished()
        self.age.setMinimumWidth(self.age.fontMetrics().horizontalAdvance("888 s ago"))
        side, pad = round(height * 0.032), max(8, round(height * 0.02))
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(side, pad, side, pad)
            layout.invalidate()

    def show_moment(self, moment: Moment) -> None:
        """What the controls say; nothing is touched while it stays the same."""
        self._show_parts(moment)
        age_s = None if moment.tap_age_ms is None else moment.tap_age_ms // 1000
        stands = None if moment.lead is None else moment.lead.standing
        shown = (
            *(round(moment.rate_bpm, 1), age_s, moment.status, moment.resting, stands),
            self.slider.isSliderDown(),
        )
        if shown == self._shown:
            return
        self._shown = shown
        self.rate.setText(f"{moment.rate_bpm:.1f}")
        self.age.show_age(moment.tap_age_ms)
        rests = moment.status is not Status.RUNNING
        self.lead.show_lead(moment.lead, moment.rate_bpm, rests=rests)
        paused = moment.status is Status.PAUSED
        _call(self.pause, self.tr("Go on") if paused else self.tr("Pause"))
        _call(self.hold, self.tr("Go on") if moment.status is Status.HELD else self.tr("Hold"))
        if paused:
            self._let_go(self.hold)
        self.hold.setEnabled(not paused)
        if not self.slider.isSliderDown():
            with QSignalBlocker(self.slider):
                self.slider.setValue(round(moment.rate_bpm / RATE_STEP_BPM))

    def _show_parts(self, moment: Moment) -> None:
        """The answers while a tense area is in work; after the massage only what is left to do."""
        over = moment.status is Status.ENDED
        wanted: dict[QWidget, bool] = dict.fromkeys(self._answers, is_answering(moment))
        wanted |= dict.fromkeys(self._working, not over and not moment.finished)
        leads = moment.lead is not None and moment.pacing is Pacing.STEADY
        wanted[self.lead] = leads and not over and not moment.finished
        wanted[self.more] = not over
        wanted[self.end] = moment.finished and not over
        wanted[self.done] = over
        changed = [part for part, shown in wanted.items() if part.isHidden() is shown]
        if self.lead in changed and moment.lead is not None:
            self.lead.keep_room(moment.lead)
        for part in changed:
            if not wanted[part]:
                self._let_go(part)
            part.setVisible(wanted[part])
        if changed:
            self.parts_changed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A line between the scene and the controls."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().window())
        painter.setPen(self.palette().mid().color())
        painter.drawLine(0, 0, self.width(), 0)

    def _let_go(self, part: QWidget) -> None:
        """Of the focus, to the page: it would go to a neighbour, and Space is no tap there."""
        page = self.parentWidget()
        if part.hasFocus() and page is not None:
            page.setFocus()

    def _command(self, label: str, action: Action) -> QPushButton:
        button = chip(label, label)
        command = COMMANDS[action]
        button.clicked.connect(lambda: self.command_requested.emit(command))
        return button

    def _on_slider_value_changed(self, value: int) -> None:
        self.command_requested.emit(cmd.SetTempo(rate_bpm=value * RATE_STEP_BPM))


def _call(button: QPushButton, label: str) -> None:
    """The words on it, and its name."""
    button.setText(label)
    button.setAccessibleName(label)
