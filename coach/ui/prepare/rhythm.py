"""The client's rhythm: taken by taps, adjusted by sliders."""

from functools import partial

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from coach.breath import taps
from coach.breath.pattern import (
    MAX_INHALE_SHARE,
    MAX_PAUSE_SHARE,
    MAX_RATE_BPM,
    MIN_INHALE_SHARE,
    MIN_RATE_BPM,
    RATE_STEP_BPM,
    BreathPattern,
)
from coach.ui.prepare.slider import StepSlider
from coach.ui.prepare.tap_pad import TapPad
from coach.ui.style import of_kind
from coach.ui.theme import Theme

SHARE_STEP = 0.01
STEADY = 0.10
"""Intervals that vary by less than this share of their mean: a hand's own error is 2 to 3 %."""
VARIES_A_LITTLE = 0.25


class RhythmPanel(QWidget):
    """Taps give a rate to 0.1; the slider overrules it by 0.5; starting over takes it back."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._series = taps.TapSeries()
        self._set = BreathPattern()
        self._is_clients = False
        self._by_hand = False
        self.pad = TapPad(theme, self)
        self._figure = of_kind(QLabel(self), "rate")
        self._words = of_kind(QLabel(self), "muted")
        self._words.setWordWrap(True)
        self.start_over = of_kind(QPushButton(self.tr("Start over"), self), "link")
        self.start_over.clicked.connect(self._on_start_over_clicked)
        self.rate = StepSlider(MIN_RATE_BPM, MAX_RATE_BPM, RATE_STEP_BPM, self)
        self.rate.setAccessibleName(self.tr("Breaths per minute"))
        self._inhale_text = of_kind(QLabel(self), "muted")
        self._pause_text = of_kind(QLabel(self), "muted")
        for label in (self._inhale_text, self._pause_text):
            label.setWordWrap(True)
        self.inhale = StepSlider(MIN_INHALE_SHARE, MAX_INHALE_SHARE, SHARE_STEP, self)
        self.inhale.setAccessibleName(self.tr("Breath in, share of the breath"))
        self.pause = StepSlider(0.0, MAX_PAUSE_SHARE, SHARE_STEP, self)
        self.pause.setAccessibleName(self.tr("Pause after the breath out, share of the breath"))
        parts = {"rate_bpm": self.rate, "inhale_share": self.inhale, "pause_share": self.pause}
        for part, slider in parts.items():
            slider.moved.connect(partial(self._on_slider_moved, part))
        self._lay_out()
        self._show()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self.pad.set_theme(theme)

    def set_text_scale(self, scale: float) -> None:
        """Write larger or smaller."""
        self.pad.set_text_scale(scale)

    def pattern(self) -> BreathPattern:
        """The breath to start with: by the taps where they speak, else as set."""
        tapped = taps.rate_bpm(self._series)
        return BreathPattern(
            rate_bpm=self._set.rate_bpm if tapped is None or self._by_hand else tapped,
            inhale_share=self._set.inhale_share,
            pause_share=self._set.pause_share,
        )

    @property
    def is_tapped(self) -> bool:
        """Whether the rate is that of the taps."""
        return taps.rate_bpm(self._series) is not None and not self._by_hand

    def suggest(self, pattern: BreathPattern) -> None:
        """A protocol's own breath, taken unless the client's is known."""
        if not self._is_clients:
            self._set = pattern
            self._show()

    def restore(self, pattern: BreathPattern) -> None:
        """The client's breath as of the last time; taps of another client are forgotten."""
        self._set, self._is_clients = pattern, True
        self._series, self._by_hand = taps.TapSeries(), False
        self._show()

    def tap(self, t_ms: int) -> None:
        """The client breathes in at `t_ms`. A doubled tap changes nothing."""
        period_ms = taps.usual_period_ms(self._series)
        if taps.is_double(self._series, t_ms, period_ms):
            return
        between = taps.breaths_since(self._series, t_ms, period_ms)
        if len(self._series.times_ms) == 1:
            between = int(t_ms - self._series.times_ms[0] < taps.SERIES_GAP_MS)
        if between == 0:
            self._set = self.pattern()
        self._series = taps.with_tap(self._series, t_ms, between)
        self._by_hand = False
        self._is_clients = True
        self.pad.pulse.stop()
        self.pad.pulse.start()
        self._show()
        self.changed.emit()

    def rate_text(self) -> str:
        """Breaths/min as shown."""
        return self._figure.text()

    def words(self) -> str:
        """What stands beside the rate."""
        return self._words.text()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._figure)
        row.addWidget(self._words, 1)
        row.addWidget(self.start_over, 0, Qt.AlignmentFlag.AlignVCenter)
        shares = QGridLayout()
        shares.setHorizontalSpacing(24)
        shares.setVerticalSpacing(0)
        shares.addWidget(self._inhale_text, 0, 0)
        shares.addWidget(self._pause_text, 0, 1)
        shares.addWidget(self.inhale, 1, 0)
        shares.addWidget(self.pause, 1, 1)
        for column in (0, 1):
            shares.setColumnStretch(column, 1)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(4)
        stack.addWidget(self.pad, 3)
        stack.addLayout(row)
        stack.addWidget(self.rate)
        stack.addLayout(shares)

    def _show(self) -> None:
        pattern = self.pattern()
        self._figure.setText(f"{pattern.rate_bpm:.1f}")
        self._words.setText(self._steadiness())
        self.start_over.setEnabled(bool(self._series.times_ms))
        self.pad.show_taps(bool(self._series.times_ms), self._series.periods_ms)
        self.rate.show_number(pattern.rate_bpm)
        self.inhale.show_number(pattern.inhale_share)
        self.pause.show_number(pattern.pause_share)
        shares = (
            (self._inhale_text, self.tr("In %1 %, %2 s"), pattern.inhale_share),
            (self._pause_text, self.tr("Pause %1 %, %2 s"), pattern.pause_share),
        )
        for label, text, share in shares:
            seconds = share * pattern.period_ms / 1000.0
            label.setText(text.replace("%1", f"{share:.0%}"[:-1]).replace("%2", f"{seconds:.1f}"))

    def _steadiness(self) -> str:
        if not self._series.times_ms:
            return self.tr("breaths / min")
        if self._by_hand:
            return self.tr("breaths / min, set by hand")
        variation = taps.variation(self._series)
        if variation is None:
            return self.tr("breaths / min, tap on")
        if variation < STEADY:
            return self.tr("breaths / min, steady")
        if variation < VARIES_A_LITTLE:
            return self.tr("breaths / min, varies a little")
        return self.tr("breaths / min, varies, tap on")

    def _on_slider_moved(self, part: str, number: float) -> None:
        self._by_hand = self._by_hand or part == "rate_bpm"
        self._is_clients = True
        self._set = msgspec.structs.replace(self._set, **{part: round(number, 2)})
        self._show()
        self.changed.emit()

    def _on_start_over_clicked(self) -> None:
        self._series = taps.TapSeries()
        self._by_hand = False
        self.pad.setFocus()
        self._show()
        self.changed.emit()
