"""The Ready page: armed. The first tap on a breath in starts, or a countdown does."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFont, QHideEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from coach.breath.lead import curve
from coach.library.settings import Keys
from coach.live.clock import NowMs
from coach.massage.plan import lay
from coach.massage.protocol import spoken
from coach.ui import words
from coach.ui.keys.actions import Action
from coach.ui.keys.reader import KeyReader
from coach.ui.keys.situations import IN_READY
from coach.ui.language import SOURCE
from coach.ui.page import Page
from coach.ui.plan_curve import PlanCurve
from coach.ui.prepare.big_text import BigText
from coach.ui.prepare.choice import Choice
from coach.ui.prepare.countdown import CountdownChips
from coach.ui.prepare.ring import CountdownRing
from coach.ui.style import of_kind
from coach.ui.theme import Theme

TICK_MS = 100


class ReadyPage(Page):
    """`now_ms` answers milliseconds of any origin. It starts once, then waits for `begin`."""

    start_requested = Signal(bool)
    """True: by a tap on a breath in. False: by the countdown."""
    cancel_requested = Signal()
    settings_requested = Signal()

    def __init__(self, theme: Theme, now_ms: NowMs, language: str = SOURCE) -> None:
        super().__init__(theme)
        self.setAccessibleName(self.tr("Ready. Tap when the client breathes in"))
        self._language = language
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleDescription(self.tr("Space, T, a pedal, or a click anywhere"))
        self._now_ms = now_ms
        self.keys = KeyReader(self, lambda: IN_READY, now_ms)
        self.keys.acted.connect(self._on_keys_acted)
        self._choice: Choice | None = None
        self._ends_ms: int | None = None
        self._length_ms = 1
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        self._stage = BigText(0.04, QFont.Weight.Bold, left, self)
        self._total = BigText(0.04, QFont.Weight.DemiBold, right, self)
        self._words = BigText(0.08, QFont.Weight.Bold, left, self)
        self._keys = BigText(0.025, QFont.Weight.Normal, left, self)
        self._cautions = of_kind(QLabel(self), "question")
        self._cautions.setWordWrap(True)
        self._cautions.setTextFormat(Qt.TextFormat.PlainText)
        self._by_itself = BigText(0.03, QFont.Weight.DemiBold, left, self)
        self._figures = BigText(0.13, QFont.Weight.Bold, left, self)
        self._ring = CountdownRing(theme, self)
        self.plan = PlanCurve(theme, self)
        self.back = of_kind(QPushButton(self.tr("Back (Esc)"), self), "chip")
        self.chips = CountdownChips(self)
        self.stop = of_kind(QPushButton(self.tr("Stop"), self), "chip")
        self.stop.setAccessibleName(self.tr("Stop the countdown"))
        self.chips.chosen.connect(self._count_from)
        self.stop.clicked.connect(self._on_stop_clicked)
        self.back.clicked.connect(self._on_back_clicked)
        self._lay_out()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._ring.set_theme(theme)
        self.plan.set_theme(theme)
        super().set_theme(theme)
        self._show()

    def set_text_scale(self, scale: float) -> None:
        """Write the buttons and the small words larger or smaller, 1 to 2."""
        for part in (self._keys, self._by_itself):
            part.set_text_scale(scale)
        self._column.setStretchFactor(self._keys, round(6 * scale))
        self._count.setStretchFactor(self._by_itself, round(2 * scale))
        super().set_text_scale(scale)

    def set_keys(self, keys: Keys) -> None:
        """Other keys."""
        self.keys.set_keys(keys)

    def begin(self, choice: Choice) -> None:
        """Arm it, and count down from the choice's seconds."""
        self._choice = choice
        stages = choice.plan_ms or lay(choice.protocol.stage, round(choice.minutes * 60_000))
        rates = choice.rate_plan
        if rates is None and choice.lead is not None:
            rates = curve(choice.lead, choice.pattern.rate_bpm)
        self.plan.show_plan(rates, stages)
        self._cautions.setText(choice.cautions)
        self._cautions.setVisible(bool(choice.cautions))
        self.chips.choose(choice.countdown_s)
        self._count_from(choice.countdown_s)
        self.setFocus()

    def tick(self) -> None:
        """Time passed: show what is left, and start when nothing is."""
        if self._ends_ms is not None and self._now_ms() >= self._ends_ms:
            self._start(tapped=False)
        else:
            self._show()

    def figures(self) -> str:
        """The countdown as shown; empty while none runs."""
        return self._figures.text() if self._ends_ms is not None else ""

    def words(self) -> tuple[str, str, str]:
        """The large words, the stage with where to stand, and the length, as shown."""
        return self._words.text(), self._stage.text(), self._total.text()

    def cautions(self) -> str:
        """What it says of the questions."""
        return self._cautions.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A breath key starts on press; Esc goes back."""
        if not self.keys.press(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """A key that has a double or long meaning acts after it was let go."""
        if not self.keys.release(event):
            super().keyReleaseEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click anywhere beside the buttons is a tap."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._start(tapped=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing starts behind another page."""
        super().hideEvent(event)
        self.keys.forget()
        self._disarm()

    def _fit(self, _grown: float, scale: float) -> None:
        self.plan.set_text_scale(scale)

    def _count_from(self, seconds: int) -> None:
        self._length_ms = seconds * 1000
        self._ends_ms = self._now_ms() + self._length_ms
        self._timer.start()
        self.setFocus()
        self._show()

    def _start(self, *, tapped: bool) -> None:
        if self._choice is None:
            return
        self._disarm()
        self.start_requested.emit(tapped)

    def _disarm(self) -> None:
        self._choice = None
        self._ends_ms = None
        self._timer.stop()

    def _show(self) -> None:
        if self._choice is None:
            return
        theme, stage = self._theme, self._choice.protocol.stage[0]
        self._stage.show_text(
            f"{spoken(stage.name, self._language)} · {words.stand(stage.stand)}", theme.text
        )
        minutes = self.tr("%1 min").replace("%1", f"{round(self._choice.minutes, 1):g}")
        client = (self._choice.client,) if self._choice.client else ()
        self._total.show_text(" · ".join((*client, minutes)), theme.muted)
        self._words.show_text(self.tr("Tap when the client breathes in"), theme.inhale)
        self._keys.show_text(self.tr("Space, T, a pedal, or a click anywhere"), theme.muted)
        self.stop.setEnabled(self._ends_ms is not None)
        if self._ends_ms is None:
            self._by_itself.show_text(self.tr("The countdown is stopped."), theme.muted)
            self._figures.show_text("", theme.text)
            self._ring.show_left(None)
            return
        left_ms = max(0, self._ends_ms - self._now_ms())
        self._by_itself.show_text(self.tr("or it starts by itself in"), theme.muted)
        seconds = -(-left_ms // 1000)
        self._figures.show_text(str(seconds), theme.text, self._about(seconds))
        self._ring.show_left(left_ms / self._length_ms)

    def _about(self, seconds: int) -> str:
        """What a screen reader is told of the countdown: tens of seconds."""
        if seconds <= 10:
            return self.tr("less than 10 seconds")
        return self.tr("about %1 seconds").replace("%1", str(-(-seconds // 10) * 10))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(24)
        head.addWidget(self._stage, 3)
        head.addWidget(self._total, 2)
        self._count = count = QVBoxLayout()
        count.setSpacing(0)
        count.addStretch(1)
        count.addWidget(self._by_itself, 2)
        count.addWidget(self._figures, 9)
        count.addStretch(1)
        middle = QHBoxLayout()
        middle.setSpacing(48)
        middle.addWidget(self._ring, 2)
        middle.addLayout(count, 3)
        middle.addWidget(self.plan, 4)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self.back)
        foot.addStretch()
        foot.addWidget(self.chips)
        foot.addWidget(self.stop)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(36, 24, 36, 24)
        column.setSpacing(16)
        column.addLayout(head, 9)
        column.addWidget(self._words, 34)
        column.addWidget(self._keys, 6)
        column.addWidget(self._cautions)
        column.addLayout(middle, 42)
        column.addLayout(foot)

    def _on_keys_acted(self, action: Action) -> None:
        if action is Action.TAP:
            self._start(tapped=True)
        elif action is Action.BACK_OUT:
            self._on_back_clicked()
        elif action is Action.SETTINGS:
            self._on_stop_clicked()  # nothing starts behind the dialog
            self.settings_requested.emit()

    def _on_stop_clicked(self) -> None:
        self._ends_ms = None
        self._timer.stop()
        self.chips.clear()
        self.setFocus()
        self._show()

    def _on_back_clicked(self) -> None:
        self._disarm()
        self.cancel_requested.emit()
