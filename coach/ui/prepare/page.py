"""The Prepare page: what is to be done, for whom, how long, and at which breath."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from coach.breath.pattern import BreathPattern
from coach.library.settings import Keys, Settings
from coach.live.clock import NowMs
from coach.massage.protocol import spoken
from coach.ui.header import PREPARE, PageTabs
from coach.ui.keys.actions import Action
from coach.ui.keys.reader import KeyReader
from coach.ui.keys.situations import IN_PREPARE
from coach.ui.language import SOURCE
from coach.ui.prepare.cards import ProtocolCards
from coach.ui.prepare.choice import Choice, ProtocolCard, Restored
from coach.ui.prepare.columns import Columns
from coach.ui.prepare.countdown import CountdownChips
from coach.ui.prepare.ears import Ears
from coach.ui.prepare.length import LengthChooser
from coach.ui.prepare.notice import Notice
from coach.ui.prepare.pacing import PacingCards
from coach.ui.prepare.rhythm import RhythmPanel
from coach.ui.recovery import RecoveryPanel
from coach.ui.style import growth, of_kind, style_sheet
from coach.ui.theme import DARK, Theme

TWO_COLUMNS_FROM = 960
"""Pixels of width, times the text's scale."""
WIDEST = 1480
LOW = 760
"""Pixels of height below which the parts stand closer."""
LONGEST_NAME = 80


class PreparePage(QWidget):
    """Call `set_protocols` first, then `restore`. `now_ms` answers milliseconds of any origin.

    Space, T and PageDown tap wherever nothing else needs them; Enter is Ready.
    """

    ready_requested = Signal(object)
    """A Choice."""
    theme_toggle_requested = Signal()
    ears_changed = Signal(str, bool)
    """What is to be heard: a field of the settings, such as "sound.tone_on", and its value."""
    settings_requested = Signal(str)
    """At a part of them, such as "sound"; empty where no one is meant."""

    def __init__(self, theme: Theme, now_ms: NowMs, language: str = SOURCE) -> None:
        super().__init__()
        self._language = language
        of_kind(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Prepare"))
        self._theme = theme
        self._now_ms = now_ms
        self._scale = 1.0
        self.tabs = PageTabs(PREPARE, self)
        self.recovery = RecoveryPanel(self)
        self.notice = Notice(self)
        self.cards = ProtocolCards(language, self)
        self.length = LengthChooser(theme, language, self)
        self.pacing = PacingCards(self)
        self.client = QLineEdit(self)
        self.client.setMaxLength(LONGEST_NAME)
        self.client.setPlaceholderText(self.tr("Name or initials, if you like"))
        self.client.setAccessibleName(self.tr("Client"))
        self.ears = Ears(self)
        self.rhythm = RhythmPanel(theme, self)
        self.countdown = CountdownChips(self)
        self.countdown.choose(60)
        self.ready = of_kind(QPushButton(self.tr("Ready   (Enter)"), self), "primary")
        self.theme_button = of_kind(QPushButton(self), "link")
        self._last_time = of_kind(QLabel(self), "muted")
        self._lay_out()
        self.cards.chosen.connect(self._show_protocol)
        self.rhythm.pad.tapped.connect(self._on_pad_tapped)
        self.ready.clicked.connect(self._on_ready_clicked)
        self.theme_button.clicked.connect(self.theme_toggle_requested)
        self.ears.changed.connect(self.ears_changed)
        self.ears.settings_requested.connect(lambda: self.settings_requested.emit("sound"))
        self.tabs.settings_requested.connect(lambda: self.settings_requested.emit(""))
        self.keys = KeyReader(self, lambda: IN_PREPARE, now_ms)
        self.keys.acted.connect(self._on_keys_acted)
        self.set_theme(theme)
        self._show_protocol()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.length.strip.set_theme(theme)
        self.rhythm.set_theme(theme)
        dark = theme.name == DARK.name
        self.theme_button.setText(self.tr("Light") if dark else self.tr("Dark"))
        self.theme_button.setAccessibleName(
            self.tr("Light colours") if dark else self.tr("Dark colours")
        )
        self._grow()

    def set_text_scale(self, scale: float) -> None:
        """Write larger or smaller, 1 to 2; the application's style sheet has the same scale."""
        self._scale = scale
        self._grow()

    def set_protocols(self, cards: Sequence[ProtocolCard]) -> None:
        """What there is to choose from."""
        self.cards.set_cards(cards)
        self._show_protocol()

    def restore(self, last: Restored) -> None:
        """Take up the last settings. A protocol that is gone leaves the first, and its length."""
        self.rhythm.restore(last.pattern)
        self.pacing.choose(last.pacing)
        self.client.setText(last.client)
        self.countdown.choose(last.countdown_s)
        if not self.cards.choose(last.protocol_id):
            return
        self.length.restore(last.protocol_id, last.minutes, last.skipped)
        self._show_protocol()
        self._last_time.setText(self._sentence())

    def choice(self) -> Choice | None:
        """The session as it stands here; None where no protocol can be used."""
        protocol = self.cards.protocol()
        if protocol is None:
            return None
        skipped = self.length.skipped()
        return Choice(
            protocol=protocol.without(frozenset(skipped)),
            skipped=skipped,
            minutes=self.length.minutes(),
            pattern=self.rhythm.pattern(),
            pacing=self.pacing.pacing(),
            client=self.client.text().strip(),
            countdown_s=self.countdown.seconds() or 60,
        )

    def show_ears(self, settings: Settings) -> None:
        """What is to be heard, as it is set now."""
        self.ears.show_settings(settings)

    def show_notice(self, text: str | None) -> None:
        """Say something at the top until it is closed; None takes it away."""
        self.notice.say(text)

    def last_time(self) -> str:
        """What is said of the last settings; empty where there are none."""
        return self._last_time.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that no focused control wanted."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(event)
        elif not self.keys.press(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """A key that has a double or long meaning acts after it was let go."""
        if not self.keys.release(event):
            super().keyReleaseEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """A key that is held comes up on another page."""
        super().hideEvent(event)
        self.keys.forget()

    def set_keys(self, keys: Keys) -> None:
        """Other keys."""
        self.keys.set_keys(keys)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """To the pad. A focus proxy would cut the round of Tab short where it passes the window."""
        self.rhythm.pad.setFocus(event.reason())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A larger page has larger letters; a narrow one has one column."""
        super().resizeEvent(event)
        self._grow()

    def showEvent(self, event: QShowEvent) -> None:
        """Only now its letters are known."""
        super().showEvent(event)
        self._grow()

    def _enter(self, event: QKeyEvent) -> None:
        """In the name's field Enter only leaves the field; with Ctrl it is Ready there too."""
        held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.isAutoRepeat():
            return
        if self.client.hasFocus() and not held:
            self.rhythm.pad.setFocus()
        else:
            self._on_ready_clicked()

    def _leave_keys_to_the_pad(self) -> None:
        """A click on a button does not take Space from the pad; Tab still reaches it."""
        for button in self.findChildren(QAbstractButton):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _show_protocol(self) -> None:
        protocol = self.cards.protocol()
        self.ready.setEnabled(protocol is not None)
        self.length.setVisible(protocol is not None)
        if protocol is not None:
            self.length.set_protocol(protocol)
            self.rhythm.suggest(
                BreathPattern(protocol.rate_bpm, protocol.inhale_share, protocol.pause_share)
            )
        self._order_tabs()
        self._leave_keys_to_the_pad()

    def _sentence(self) -> str:
        choice = self.choice()
        if choice is None:
            return ""
        text = self.tr("Last time: %1, %2 min, %3 breaths / min. Press Enter for the same again.")
        text = text.replace("%2", f"{choice.minutes:g}")
        text = text.replace("%3", f"{choice.pattern.rate_bpm:.1f}")
        parts = (spoken(choice.protocol.name, self._language), choice.client)
        return text.replace("%1", ", ".join(part for part in parts if part))

    def _grow(self) -> None:
        grown = growth(self.size())
        scale = self._scale * grown
        sheet = style_sheet(self._theme, scale) if grown > 1.0 else ""
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)
        self.length.strip.set_text_scale(scale)
        self.rhythm.set_text_scale(scale)
        side, gap = round(32 * grown), round(24 * grown)
        self._whole.setContentsMargins(side, 0, 0, 0)
        self._columns.set_room(gap, side)
        self._columns.setMaximumWidth(round(WIDEST * grown) + side)
        self._leave_room(grown, 0.5 if self.height() < LOW else 1.0)
        needed = self._columns.needed() + side
        self._columns.set_two(self.width() >= max(TWO_COLUMNS_FROM * scale, needed))

    def _leave_room(self, grown: float, share: float) -> None:
        """Between the parts; on a low page a share of it, so that Ready stands without a scroll."""
        side = round(32 * grown)
        high = [round(pixels * grown * share) for pixels in (20, 14, 10, 18, 20)]
        self._left.setContentsMargins(0, 0, 0, high[0])
        self._head.setContentsMargins(side, high[1], side, high[2])
        self._panel_column.setContentsMargins(24, high[3], 24, high[4])
        self._left.setSpacing(round(10 * share))
        self._panel_column.setSpacing(round(6 * share))

    def _lay_out(self) -> None:
        left = QWidget(self)
        self._left = self._lay_out_left(left)
        self._columns = Columns(left, self._lay_out_right(), self)
        self._whole = QHBoxLayout()
        self._whole.addWidget(self._columns)
        self._lay_out_head()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addLayout(self._whole, 1)

    def _lay_out_head(self) -> None:
        self._head = QHBoxLayout()
        self._head.setSpacing(24)
        self._head.addWidget(self.tabs)
        self._last_time.setWordWrap(True)
        self._last_time.setTextFormat(Qt.TextFormat.PlainText)
        self._head.addWidget(self._last_time, 1)
        self._head.addWidget(self.theme_button)

    def _lay_out_left(self, left: QWidget) -> QVBoxLayout:
        column = QVBoxLayout(left)
        column.addWidget(self.recovery)
        column.addWidget(self.notice)
        parts: tuple[tuple[str, QWidget], ...] = (
            (self.tr("Client"), self.client),
            (self.tr("Protocol"), self.cards),
            (self.tr("Length"), self.length),
            (self.tr("Pacing"), self.pacing),
            (self.tr("Sound"), self.ears),
        )
        for index, (heading, part) in enumerate(parts):
            if index:
                column.addStretch(1)
            column.addWidget(of_kind(QLabel(heading, self), "heading"))
            column.addWidget(part)
        column.addStretch(3)
        return column

    def _lay_out_right(self) -> QFrame:
        panel = of_kind(QFrame(self), "panel")
        self._panel_column = column = QVBoxLayout(panel)
        lines = (
            (self.tr("Find the client's breath"), "heading"),
            (self.tr("Tap each time they breathe in"), "title"),
            (self.tr("Space, T, a pedal or a click, four times."), "muted"),
        )
        for text, kind in lines:
            label = of_kind(QLabel(text, panel), kind)
            label.setWordWrap(True)
            column.addWidget(label)
        column.addSpacing(6)
        column.addWidget(self.rhythm, 1)
        without = of_kind(QLabel(self.tr("Without a pedal, start by itself after"), panel), "muted")
        without.setWordWrap(True)
        column.addWidget(without)
        column.addWidget(self.countdown)
        column.addSpacing(10)
        column.addWidget(self.ready)
        return panel

    def _order_tabs(self) -> None:
        """The pad first; then down the left column, the sliders, the countdown, Ready."""
        rhythm = self.rhythm
        order: list[QWidget] = [rhythm.pad, rhythm.start_over, rhythm.rate, rhythm.inhale]
        order += [rhythm.pause, *self.countdown.buttons(), self.ready, self.theme_button]
        order += [*self.tabs.tabs.values(), self.tabs.settings]
        order += [self.recovery.go_on, self.recovery.keep, self.notice.close_button]
        order += [*self.cards.buttons(), self.length.slider, *self.length.switches().values()]
        order += [*self.pacing.buttons(), self.client]
        order += self.ears.buttons()
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _on_keys_acted(self, action: Action) -> None:
        if action is Action.TAP:
            self._on_pad_tapped()
        elif action is Action.CONFIRM:
            self._on_ready_clicked()

    def _on_pad_tapped(self) -> None:
        self.rhythm.tap(self._now_ms())

    def _on_ready_clicked(self) -> None:
        choice = self.choice()
        if choice is not None:
            self.ready_requested.emit(choice)
