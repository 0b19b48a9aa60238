"""The panel with the rarer controls, above the bar."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from coach.breath.lead import Standing
from coach.breath.pattern import MAX_INHALE_SHARE, MAX_PAUSE_SHARE, MIN_INHALE_SHARE
from coach.session import commands as cmd
from coach.session.events import Pacing
from coach.session.moment import Moment
from coach.ui import words
from coach.ui.keys.actions import Action
from coach.ui.session.bar import chip
from coach.ui.session.flow import FlowLayout
from coach.ui.style import of_kind

_SHARE_STEP = 0.05
_WIDEST = 900
_SWITCHES = (Action.LEAD, Action.QUIET, Action.BREATH_SOUND, Action.GLANCE, Action.LEGEND)


class Stepper(QWidget):
    """A value with a button to either side; `stepped(int)` is -1 or +1."""

    stepped = Signal(int)

    def __init__(self, label: str, less: str, more: str) -> None:
        super().__init__()
        self.value = QLabel()
        self.value.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.label = label
        of_kind(self.value, "body")
        self.less, self.more = chip("−", less), chip("+", more)
        self.less.clicked.connect(lambda: self.stepped.emit(-1))
        self.more.clicked.connect(lambda: self.stepped.emit(1))
        name = of_kind(QLabel(label), "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 12, 0)
        for widget in (name, self.less, self.value, self.more):
            row.addWidget(widget)

    def show_value(self, text: str) -> None:
        """The value as it stands."""
        if text != self.value.text():
            self.value.setText(text)
            self.value.setAccessibleName(f"{self.label}: {text}")


class MorePanel(QFrame):
    """Shares, pacing, pressure and single acts. `acted(Action)` for what a key does as well."""

    command_requested = Signal(object)
    acted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        of_kind(self, "notice")
        self._moment: Moment | None = None
        self.inhale = Stepper(
            self.tr("Breath in"), self.tr("Shorter breath in"), self.tr("Longer breath in")
        )
        self.rest = Stepper(
            self.tr("Pause after out"), self.tr("Shorter pause"), self.tr("Longer pause")
        )
        self.pressure = Stepper(
            self.tr("Pressure"), self.tr("Less pressure"), self.tr("More pressure")
        )
        self.inhale.stepped.connect(self._on_inhale_stepped)
        self.rest.stepped.connect(self._on_rest_stepped)
        self.pressure.stepped.connect(self._on_pressure_stepped)
        self.pacings = {value: self._pacing(value) for value in Pacing}
        self._group = QButtonGroup(self)
        for button in self.pacings.values():
            self._group.addButton(button)
        self.buttons = {
            action: self._act(label, action)
            for action, label in (
                (Action.UNDO, self.tr("Undo")),
                (Action.STAY_LONGER, self.tr("One minute more")),
                (Action.OIL, self.tr("Oil")),
                (Action.TURN, self.tr("Turn the back")),
                (Action.LEAD, self.tr("Lead slower")),
                (Action.QUIET, self.tr("Quiet")),
                (Action.BREATH_SOUND, self.tr("Breath sound")),
                (Action.GLANCE, self.tr("Glance")),
                (Action.LEGEND, self.tr("Keys")),
                (Action.DIM, self.tr("Light")),
                (Action.FULL_SCREEN, self.tr("Full screen")),
                (Action.SETTINGS, self.tr("Settings")),
                (Action.END, self.tr("End session")),
            )
        }
        self._states = dict.fromkeys(_SWITCHES, False)
        for action in _SWITCHES:
            self.buttons[action].setCheckable(True)
        self._fill()
        self.buttons[Action.LEAD].hide()
        self.hide()

    def show_moment(self, moment: Moment) -> None:
        """The values as they stand; only while it is open."""
        self._show_lead(moment)
        if not self.isVisible():
            self._moment = moment
            return
        self._moment = moment
        self.inhale.show_value(f"{round(moment.inhale_share * 100)} %")
        self.rest.show_value(f"{round(moment.pause_share * 100)} %")
        self.pressure.show_value(f"{moment.pressure_step:+d}" if moment.pressure_step else "0")
        if not self.pacings[moment.pacing].isChecked():
            self.pacings[moment.pacing].setChecked(True)

    def _show_lead(self, moment: Moment) -> None:
        """A switch where the session leads, or was to."""
        led = moment.lead
        on = led is not None and led.standing is not Standing.STOPPED
        if on is not self._states[Action.LEAD]:
            self.show_state(Action.LEAD, on)
        if self.buttons[Action.LEAD].isHidden() is not (led is None):
            self.buttons[Action.LEAD].setVisible(led is not None)

    def show_state(self, action: Action, on: bool) -> None:
        """Whether LEAD, QUIET, BREATH_SOUND, GLANCE or LEGEND is on."""
        self._states[action] = on
        self.buttons[action].setChecked(on)

    def show_light(self, percent: int) -> None:
        """Of the page's full light."""
        text = self.tr("Light {n} %").replace("{n}", str(percent))
        self.buttons[Action.DIM].setText(text)
        self.buttons[Action.DIM].setAccessibleName(text)

    def place(self, room_width: int, room_height: int, margin: int) -> None:
        """At the lower right of the room, as large as it needs and the room allows."""
        width = min(_WIDEST, room_width - 2 * margin)
        if self._body.heightForWidth(width - 24) > room_height / 2:
            width = room_width - 2 * margin
        inner = self._body.heightForWidth(width - 24)
        height = min(inner + 24, room_height - 2 * margin)
        self.setGeometry(room_width - margin - width, room_height - margin - height, width, height)

    def _fill(self) -> None:
        self._body = QWidget()
        flow = FlowLayout(self._body, gap=10)
        flow.setContentsMargins(8, 8, 8, 8)
        for widget in (
            *self.pacings.values(),
            self.inhale,
            self.rest,
            self.pressure,
            *self.buttons.values(),
        ):
            flow.addWidget(widget)
        scroll = QScrollArea()
        scroll.setWidget(self._body)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.viewport().setAutoFillBackground(False)
        self._body.setAutoFillBackground(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.addWidget(scroll)

    def _act(self, label: str, action: Action) -> QPushButton:
        button = chip(label, label)
        button.clicked.connect(lambda: self._on_button_clicked(action))
        return button

    def _pacing(self, value: Pacing) -> QPushButton:
        button = chip(words.pacing(value), words.pacing(value))
        button.setCheckable(True)
        button.setAutoExclusive(True)
        button.clicked.connect(lambda: self.command_requested.emit(cmd.SetPacing(value)))
        return button

    def _on_button_clicked(self, action: Action) -> None:
        """A switch shows what is so, not what was asked for."""
        if action in self._states:
            self.show_state(action, self._states[action])
        self.acted.emit(action)

    def _on_inhale_stepped(self, step: int) -> None:
        self._with_moment(
            lambda m: cmd.SetTempo(
                inhale_share=_stepped(m.inhale_share, step, MIN_INHALE_SHARE, MAX_INHALE_SHARE)
            )
        )

    def _on_rest_stepped(self, step: int) -> None:
        self._with_moment(
            lambda m: cmd.SetTempo(pause_share=_stepped(m.pause_share, step, 0.0, MAX_PAUSE_SHARE))
        )

    def _on_pressure_stepped(self, step: int) -> None:
        self.command_requested.emit(cmd.ChangePressure(step))

    def _with_moment(self, made: Callable[[Moment], cmd.Command]) -> None:
        if self._moment is not None:
            self.command_requested.emit(made(self._moment))


def _stepped(share: float, step: int, least: float, most: float) -> float:
    place = round(share / _SHARE_STEP + step * 0.501)
    return min(most, max(least, round(place * _SHARE_STEP, 2)))
