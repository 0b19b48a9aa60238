"""Keep the client's rhythm, or ease from it to a slower one: how far, and over how long."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from coach.breath.lead import SUGGESTED_MIN, Lead, curve, highest_goal, suggested_goal
from coach.breath.pattern import MIN_RATE_BPM, RATE_STEP_BPM, START_RATE_BPM
from coach.session.events import Pacing
from coach.ui.plan_curve import PlanCurve
from coach.ui.prepare.card import Card
from coach.ui.prepare.slider import StepSlider
from coach.ui.style import of_kind
from coach.ui.theme import Theme

MINUTES_STEP = 5
MOST_MINUTES = 60
_CURVE_HEIGHT = 64


class LeadChoice(QWidget):
    """Tell it the client's rate and the length by `set_rate` and `set_minutes`, as they change.

    A goal or a time set by hand stays, within what the rate and the length leave; where the client
    cannot be led, Lead is disabled and says why, and comes back by itself.
    """

    changed = Signal()
    """By a person."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rate, self._length = START_RATE_BPM, float(MOST_MINUTES)
        self._pacing = Pacing.STEADY
        self._on = False
        self._goal: float | None = None
        self._minutes = SUGGESTED_MIN
        keeps = self.tr("Stay at the client's rhythm.")
        self.keep = Card(self.tr("Keep"), keeps, self, compact=True)
        self.slower = Card(self.tr("Lead slower"), "", self, compact=True)
        self._group = QButtonGroup(self)
        for card in (self.keep, self.slower):
            self._group.addButton(card)
        self._group.buttonClicked.connect(self._on_group_button_clicked)
        self._goal_text = of_kind(QLabel(self), "muted")
        self._minutes_text = of_kind(QLabel(self), "muted")
        self.goal = StepSlider(MIN_RATE_BPM, MIN_RATE_BPM, RATE_STEP_BPM, self)
        self.goal.setAccessibleName(self.tr("Goal, breaths per minute"))
        self.goal.moved.connect(self._on_goal_moved)
        self.minutes = StepSlider(MINUTES_STEP, MOST_MINUTES, MINUTES_STEP, self)
        self.minutes.setAccessibleName(self.tr("Minutes to get there"))
        self.minutes.moved.connect(self._on_minutes_moved)
        self.curve = PlanCurve(theme, self)
        self._lay_out()
        self.set_text_scale(1.0)
        self._show()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self.curve.set_theme(theme)

    def set_text_scale(self, scale: float) -> None:
        """Write larger or smaller."""
        self.curve.set_text_scale(scale)
        self.curve.setFixedHeight(round(_CURVE_HEIGHT * scale))

    def set_rate(self, bpm: float) -> None:
        """The client's rate."""
        if bpm != self._rate:
            self._rate = bpm
            self._show()

    def set_minutes(self, minutes: float) -> None:
        """The length of the massage."""
        if minutes != self._length:
            self._length = minutes
            self._show()

    def set_pacing(self, pacing: Pacing) -> None:
        """With the practitioner's taps nothing runs ahead of the client to lead them."""
        if pacing is not self._pacing:
            self._pacing = pacing
            self._show()

    def lead(self) -> Lead | None:
        """What was chosen; None to keep the rhythm, also where the client cannot be led."""
        goal = self._goal_now()
        if not self._on or goal is None:
            return None
        return Lead(goal, self._minutes_now() * 60_000)

    def restore(self, goal_bpm: float | None, minutes: int, on: bool) -> None:
        """What was chosen the last time; no goal is as suggested. Nobody is told."""
        self._goal, self._minutes, self._on = goal_bpm, minutes, on
        self._show()

    def buttons(self) -> list[QWidget]:
        """All that takes the keys, in the order of Tab."""
        return [self.keep, self.slower, self.goal, self.minutes]

    def reason(self) -> str:
        """Why the client cannot be led; empty where they can."""
        if self._pacing is Pacing.TAPS:
            return self.tr("Only at a steady pace: with your taps the client leads.")
        if highest_goal(self._rate) is None:
            text = self.tr("The client breathes at {rate} already: no slower.")
            return text.replace("{rate}", f"{self._rate:.1f}")
        return ""

    def _goal_now(self) -> float | None:
        """The goal in force: always below the client's rate."""
        highest = highest_goal(self._rate)
        if highest is None or self.reason():
            return None
        return suggested_goal(self._rate) if self._goal is None else min(self._goal, highest)

    def _most_minutes(self) -> int:
        whole = int(min(MOST_MINUTES, self._length) // MINUTES_STEP) * MINUTES_STEP
        return max(MINUTES_STEP, whole)

    def _minutes_now(self) -> int:
        return min(self._most_minutes(), max(MINUTES_STEP, self._minutes))

    def _show(self) -> None:
        goal, lead = self._goal_now(), self.lead()
        self.slower.setEnabled(goal is not None)
        (self.keep if lead is None else self.slower).setChecked(True)
        self.slower.say(self.reason() if goal is None else self._sentence(goal))
        self._set.setVisible(lead is not None)
        if lead is None:
            return
        self.goal.set_range(MIN_RATE_BPM, highest_goal(self._rate) or MIN_RATE_BPM, RATE_STEP_BPM)
        self.goal.show_number(lead.goal_bpm)
        self.minutes.set_range(MINUTES_STEP, self._most_minutes(), MINUTES_STEP)
        self.minutes.show_number(self._minutes_now())
        to = self.tr("Down to {goal} / min").replace("{goal}", f"{lead.goal_bpm:g}")
        self._goal_text.setText(to)
        over = self.tr("Over {minutes} min").replace("{minutes}", str(self._minutes_now()))
        self._minutes_text.setText(over)
        self.curve.show_plan(curve(lead, self._rate), (round(self._length * 60_000),))

    def _sentence(self, goal: float) -> str:
        text = self.tr("From {rate} to {goal} over {minutes} min, as they follow.")
        text = text.replace("{rate}", f"{self._rate:.1f}").replace("{goal}", f"{goal:g}")
        return text.replace("{minutes}", str(self._minutes_now()))

    def _lay_out(self) -> None:
        cards = QHBoxLayout()
        cards.setSpacing(10)
        cards.addWidget(self.keep, 2)
        cards.addWidget(self.slower, 3)
        self._set = QWidget(self)
        grid = QGridLayout(self._set)
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(0)
        pairs = ((self._goal_text, self.goal), (self._minutes_text, self.minutes))
        for place, (text, slider) in enumerate(pairs):
            text.setWordWrap(True)
            grid.addWidget(text, 0, place)
            grid.addWidget(slider, 1, place)
            grid.setColumnStretch(place, 1)
        grid.addWidget(self.curve, 2, 0, 1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(cards)
        column.addWidget(self._set)
        column.addStretch(1)

    def _on_group_button_clicked(self) -> None:
        self._on = self.slower.isChecked()
        self._show()
        self.changed.emit()

    def _on_goal_moved(self, bpm: float) -> None:
        self._goal = None if bpm == suggested_goal(self._rate) else bpm
        self._show()
        self.changed.emit()

    def _on_minutes_moved(self, minutes: float) -> None:
        self._minutes = round(minutes)
        self._show()
        self.changed.emit()
