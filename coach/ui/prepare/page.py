"""The Prepare page: what is to be done, for whom, how long, and at which breath."""

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QWidget

from coach.breath.pattern import BreathPattern
from coach.library.client_record import ClientRecord
from coach.library.settings import Keys, Settings
from coach.live.clock import NowMs
from coach.massage.checks import Answered
from coach.massage.protocol import Protocol, spoken
from coach.session.prepared import Prepared
from coach.ui.access.spoken import announce
from coach.ui.header import PREPARE, PageTabs
from coach.ui.keys.actions import Action
from coach.ui.keys.reader import KeyReader
from coach.ui.keys.situations import IN_PREPARE
from coach.ui.language import SOURCE
from coach.ui.page import Page
from coach.ui.prepare.arrangement import Arrangement, rhythm_panel
from coach.ui.prepare.cards import ProtocolCards
from coach.ui.prepare.choice import Choice, Length, ProtocolCard, Restored
from coach.ui.prepare.client import ClientChooser
from coach.ui.prepare.ears import Ears
from coach.ui.prepare.length import LengthChooser
from coach.ui.prepare.notice import Notice
from coach.ui.prepare.pacing import PacingCards
from coach.ui.prepare.rhythm import RhythmPanel
from coach.ui.recovery import RecoveryPanel
from coach.ui.style import of_kind, turn_kind
from coach.ui.theme import DARK, Theme

if TYPE_CHECKING:
    from coach.ui.prepare.before import Before
    from coach.ui.prepare.details import Details
    from coach.ui.prepare.lead import LeadChoice
    from coach.ui.prepare.oil import OilPanel

ROOM = (108, 52, 76)
"""Pixels of height that the details will need, so that nothing moves when they come."""


class PreparePage(Page):
    """Call `set_protocols` first, then `restore`. `now_ms` answers milliseconds of any origin.

    Space, T and PageDown tap, and Enter is Ready, wherever nothing else needs them.
    """

    ready_requested = Signal(object)
    """A Choice."""
    theme_toggle_requested = Signal()
    ears_changed = Signal(str, bool)
    """What is to be heard: a field of the settings, such as "sound.tone_on", and its value."""
    settings_requested = Signal(str)
    """At a part of them, such as "sound"; empty where no one is meant."""
    sheet_requested = Signal(object)
    """A Choice, to be printed before the massage."""

    def __init__(self, theme: Theme, now_ms: NowMs, language: str = SOURCE) -> None:
        super().__init__(theme)
        self.setAccessibleName(self.tr("Prepare"))
        self._language = language
        self._now_ms = now_ms
        self.tabs = PageTabs(PREPARE, self)
        self.recovery = RecoveryPanel(self)
        self.notice = Notice(self)
        self.cards = ProtocolCards(language, self)
        self.length = LengthChooser(theme, language, self)
        self.pacing = PacingCards(self)
        self.client = ClientChooser(self)
        self.ears = Ears(self)
        self.rhythm = RhythmPanel(theme, self)
        self.ready = of_kind(QPushButton(self.tr("Ready   (Enter)"), self), "primary")
        self.sheet = of_kind(QPushButton(self.tr("Session sheet…"), self), "link")
        self._record: ClientRecord | None = None
        self._last: Restored | None = None
        self._rooms = tuple(QWidget(self) for _ in ROOM)
        self.theme_button = of_kind(QPushButton(self), "link")
        self._offer = of_kind(QLabel(self), "muted")
        self._last_id = ""  # the protocol of the last settings
        self._lay_out()
        self.cards.chosen.connect(self._show_protocol)
        self.rhythm.pad.tapped.connect(self._on_pad_tapped)
        self.client.field.textEdited.connect(self._watch_clicks)
        self.client.field.textChanged.connect(self._show_offer)
        self.ready.clicked.connect(self._on_ready_clicked)
        self.sheet.clicked.connect(self._on_sheet_clicked)
        for part in (self.length, self.rhythm, self.pacing):
            part.changed.connect(self._show_pace)
        self.theme_button.clicked.connect(self.theme_toggle_requested)
        self.ears.changed.connect(self.ears_changed)
        self.ears.settings_requested.connect(lambda: self.settings_requested.emit("sound"))
        self.tabs.settings_requested.connect(lambda: self.settings_requested.emit(""))
        find = QShortcut(QKeySequence.StandardKey.Find, self)
        find.activated.connect(self._on_find_activated)
        self.keys = KeyReader(self, lambda: IN_PREPARE, now_ms)
        self.keys.acted.connect(self._on_keys_acted)
        self.set_theme(theme)
        self._show_protocol()

    @cached_property
    def details(self) -> "Details":
        """Oil, questions and lead: made when they are first asked for, after the first paint."""
        from coach.ui.prepare.details import Details  # noqa: PLC0415 -- as it says

        made = Details(self._theme, self._language, self)
        self._arrangement.fill(self._rooms, (made.oil, made.before, made.lead))
        self._rooms = ()
        if self._last is not None:
            made.restore(self._last)
        made.changed.connect(self._on_details_changed)
        self.__dict__["details"] = made  # so that what follows finds it
        self._show_protocol()
        self._grow()
        return made

    @property
    def oil(self) -> "OilPanel":
        """Effect and oil."""
        return self.details.oil

    @property
    def before(self) -> "Before":
        """The questions and the areas to avoid."""
        return self.details.before

    @property
    def lead(self) -> "LeadChoice":
        """Keep or lead."""
        return self.details.lead

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self.length.strip.set_theme(theme)
        self.rhythm.set_theme(theme)
        if self._has_details:
            self.details.set_theme(theme)
        dark = theme.name == DARK.name
        self.theme_button.setText(self.tr("Light") if dark else self.tr("Dark"))
        self.theme_button.setAccessibleName(
            self.tr("Light colours") if dark else self.tr("Dark colours")
        )
        super().set_theme(theme)

    def set_protocols(self, cards: Sequence[ProtocolCard]) -> None:
        """What there is to choose from."""
        self.cards.set_cards(cards)
        self._show_protocol()

    def restore(self, last: Restored) -> None:
        """Take up the last settings. A protocol that is gone leaves the first, and its length."""
        self.rhythm.restore(last.pattern)
        self.pacing.choose(last.pacing)
        self._last = last
        if self._has_details:
            self.details.restore(last)
        self._show_pace()
        if not last.client or last.client != self.client.name():
            self.client.set_name(last.client)
            self.set_client(None)
        self._last_id = ""
        for protocol_id, length in last.others.items():
            self.length.restore(protocol_id, length)
        if not self.cards.choose(last.protocol_id):
            self._show_offer()
            return
        self.length.restore(last.protocol_id, Length(last.minutes, last.skipped))
        self._show_protocol()
        record = self._record
        if record is None or record.last is not None:  # else there was no last time
            self._last_id = last.protocol_id
        self._show_offer()

    def set_client(
        self,
        record: ClientRecord | None,
        previous: Sequence[Answered] = (),
        today: date | None = None,
        given: Sequence[Answered] = (),
    ) -> None:
        """Whoever was chosen: what is known of them, their answers that still count, and those
        that they gave today.
        """
        self._record = record
        self._last_id = ""
        if self._has_details or record is not None:
            self.details.set_client(record, previous, today, given)
        self._show_offer()

    def take_record(self, record: ClientRecord, previous: Sequence[Answered], today: date) -> None:
        """The same client, whose record was changed; what was set here stays."""
        self._record = record
        self.details.take_record(record, previous, today)

    def choice(self) -> Choice | None:
        """The session as it stands here; None where no protocol can be used."""
        protocol = self.cards.protocol()
        if protocol is None:
            return None
        skipped = self.length.skipped()
        record, prepared = self._record, self.details.prepared()
        return Choice(
            protocol=protocol.without(frozenset(skipped)),
            skipped=skipped,
            minutes=self.length.minutes(),
            pattern=self.rhythm.pattern(),
            pacing=self.pacing.pacing(),
            client=self.client.name(),
            pressure_step=0 if record is None else record.pressure_step,
            prepared=None if prepared == Prepared() else prepared,
            lead=self.details.led(),
            oil=self.details.oil.wish(),
            client_token=None if record is None else record.token,
            cautions=self.before.checks.at_ready(),
        )

    def show_ears(self, settings: Settings) -> None:
        """What is to be heard, as it is set now."""
        self.ears.show_settings(settings)

    def show_notice(self, text: str | None) -> None:
        """Say something at the top until it is closed; None takes it away."""
        self.notice.say(text)
        if text is not None:
            self._arrangement.show_top()

    def put_first(self, offer: QWidget) -> None:
        """Something above all else, until it is answered."""
        self._arrangement.put_first(offer)

    def offer(self) -> str:
        """What Enter is said to make ready; empty where there are no last settings."""
        return self._offer.text()

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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click on a button finds a name that was only typed; Ready says so first."""
        if event.type() == QEvent.Type.MouseButtonPress and watched is not self.ready:
            self.client.settle()
        return super().eventFilter(watched, event)

    def _watch_clicks(self) -> None:
        for button in self.findChildren(QAbstractButton):
            button.installEventFilter(self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """To the pad. A focus proxy would cut the round of Tab short where it passes the window."""
        self.rhythm.pad.setFocus(event.reason())

    def _enter(self, event: QKeyEvent) -> None:
        """On a button Enter presses it, and leaves the name's field; with Ctrl it is Ready."""
        held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        focused = self.focusWidget()
        if event.isAutoRepeat():
            return
        if focused is self.client.field and not held:
            self.rhythm.pad.setFocus()
        elif isinstance(focused, QAbstractButton) and not held:
            focused.click()
        else:
            self._on_ready_clicked()

    def _leave_keys_to_the_pad(self) -> None:
        """A click on a button does not take Space from the pad; Tab still reaches it."""
        for button in self.findChildren(QAbstractButton):
            if button.window() is self.window():  # not in a dialog over the page
                button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _show_protocol(self) -> None:
        protocol = self.cards.protocol()
        self.ready.setEnabled(protocol is not None)
        self.sheet.setEnabled(protocol is not None)
        self.length.setVisible(protocol is not None)
        if protocol is not None:
            self.length.set_protocol(protocol)
            self.rhythm.suggest(
                BreathPattern(protocol.rate_bpm, protocol.inhale_share, protocol.pause_share)
            )
        self._show_pace()
        self._order_tabs()
        self._leave_keys_to_the_pad()

    def _show_offer(self) -> None:
        """Nothing where the protocol chosen is not that of the last time: Enter starts another."""
        protocol = self.cards.protocol()
        refused = self._has_details and self.before.refusal is not None
        offers = protocol is not None and protocol.id == self._last_id and not refused
        self._offer.setText(self._sentence(protocol) if protocol is not None and offers else "")

    @property
    def _has_details(self) -> bool:
        return "details" in self.__dict__

    def _show_pace(self) -> None:
        if self._has_details:
            rate = self.rhythm.pattern().rate_bpm
            self.details.show_pace(rate, self.length.minutes(), self.pacing.pacing())
        self._show_offer()

    def _sentence(self, protocol: Protocol) -> str:
        """As it stands here, which is not in everything as the last session was."""
        text = self.tr("Press Enter for %1, %2 min, %3 breaths / min.")
        text = text.replace("%2", f"{self.length.minutes():g}")
        text = text.replace("%3", f"{self.rhythm.pattern().rate_bpm:.1f}")
        client = self.client.name() or self.tr("no client")
        return text.replace("%1", f"{spoken(protocol.name, self._language)}, {client}")

    def _fit(self, grown: float, scale: float) -> None:
        """A narrow page has one column."""
        self.length.strip.set_text_scale(scale)
        self.rhythm.set_text_scale(scale)
        if self._has_details:
            self.details.set_text_scale(scale)
        for room, pixels in zip(self._rooms, ROOM, strict=False):
            room.setFixedHeight(round(pixels * scale))
        self._arrangement.fit(self.size(), grown, scale)

    def _lay_out(self) -> None:
        oil, before, lead = self._rooms
        self.length.put_beside(self.sheet)
        self._offer.setWordWrap(True)
        self._offer.setTextFormat(Qt.TextFormat.PlainText)
        panel = rhythm_panel(
            self,
            (
                (self.tr("Find the client's breath"), "heading"),
                (self.tr("Tap each time they breathe in"), "title"),
                (self.tr("Space, T, a pedal or a click, four times."), "muted"),
            ),
            (
                self.rhythm,
                lead,
                self.ready,
            ),
        )
        self._arrangement = Arrangement(
            self,
            (self.tabs, self._offer, self.theme_button),
            (self.recovery, self.notice),
            (
                (self.tr("Client"), self.client),
                (self.tr("Protocol"), self.cards),
                (self.tr("Length"), self.length),
                (self.tr("Effect and oil"), oil),
                (self.tr("Before you start"), before),
                (self.tr("Pacing"), self.pacing),
                (self.tr("Sound"), self.ears),
            ),
            panel,
        )

    def _order_tabs(self) -> None:
        """The pad first; then the right column, the head, and down the left column."""
        rhythm = self.rhythm
        order: list[QWidget] = [rhythm.pad, rhythm.start_over, rhythm.rate, rhythm.inhale]
        details = self.details if self._has_details else None
        order += [rhythm.pause, *(details.lead.buttons() if details else ())]
        order += [self.ready, self.theme_button]
        order += [*self.tabs.tabs.values(), self.tabs.settings]
        order += [self.recovery.go_on, self.recovery.keep, self.notice.close_button]
        order += [*self.client.buttons(), *self.cards.buttons(), self.length.slider]
        order += [*self.length.switches().values(), self.sheet]
        order += [*details.oil.buttons(), *details.before.buttons()] if details else []
        order += [*self.pacing.buttons(), *self.ears.buttons()]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _on_keys_acted(self, action: Action) -> None:
        if action is Action.TAP:
            self._on_pad_tapped()
        elif action is Action.CONFIRM:
            self._on_ready_clicked()

    def _on_pad_tapped(self) -> None:
        self.rhythm.tap(self._now_ms())

    def _on_find_activated(self) -> None:
        """To the client's name, as in the Library to what is looked for."""
        self.client.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.client.field.selectAll()

    def _on_details_changed(self) -> None:
        """Ready says what it takes for granted, and that there is none today."""
        refusal, same = self.before.refusal, self.before.may_be_unchanged
        text = self.tr("Nothing new: Ready   (Enter)") if same else self.tr("Ready   (Enter)")
        self.ready.setText(text if refusal is None else self.tr("Not today"))
        self.ready.setAccessibleDescription(refusal or "")
        self._show_offer()
        turn_kind(self.ready, "primary" if refusal is None else "refused")
        if refusal is None and self.focusWidget() is self.before.change:
            self.rhythm.pad.setFocus()  # Enter is Ready again

    def _show_refusal(self, refusal: str) -> None:
        """Where it stands with its reason, and the keys to what changes the answer."""
        for part in (self.before.checks, self.before.change):
            self._arrangement.bring(part)
        self.before.change.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, refusal)

    def _on_sheet_clicked(self) -> None:
        self.client.settle()
        choice = self.choice()
        if choice is not None:
            self.sheet_requested.emit(choice)

    def _on_ready_clicked(self) -> None:
        """Not where an answer speaks against it; what was not asked again is as it was."""
        unseen = self.client.settle()
        if unseen:
            self.show_notice(unseen)
            return
        refusal = self.before.refusal
        if refusal is not None:
            self._show_refusal(refusal)
            return
        self.before.confirm_unchanged()
        choice = self.choice()
        if choice is not None:
            self.ready_requested.emit(choice)
