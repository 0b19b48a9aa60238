"""What is settled with the client beside the massage itself: oil, questions, keep or lead.

The first screen is painted without these: to load and to make them takes as long as a fifth of it.
"""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from coach.breath.lead import Lead
from coach.library.client_record import ClientRecord
from coach.massage.checks import Answered
from coach.session.events import Pacing
from coach.session.prepared import Hands, Prepared
from coach.ui.prepare.before import Before
from coach.ui.prepare.choice import Restored
from coach.ui.prepare.lead import LeadChoice
from coach.ui.prepare.oil import OilPanel
from coach.ui.theme import Theme


class Details(QObject):
    """`oil`, `before` and `lead` are the widgets. `changed()`: another client or answer."""

    changed = Signal()

    def __init__(self, theme: Theme, language: str, page: QWidget) -> None:
        super().__init__(page)
        self._record: ClientRecord | None = None
        self._today: date | None = None
        self.oil = OilPanel(language, page)
        self.before = Before(theme, language, page)
        self.lead = LeadChoice(theme, page)
        self.before.changed.connect(self._on_before_changed)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        for part in (self.oil, self.before, self.lead):
            part.set_theme(theme)

    def set_text_scale(self, scale: float) -> None:
        """Write larger or smaller, 1 to 2."""
        for part in (self.oil, self.before, self.lead):
            part.set_text_scale(scale)

    def restore(self, last: Restored) -> None:
        """Take up the last settings."""
        self.oil.restore(last.oil)
        self.lead.restore(last.lead_goal_bpm, last.lead_minutes, last.lead_on)

    def show_pace(self, rate_bpm: float, minutes: float, pacing: Pacing) -> None:
        """What a lead goes by."""
        self.lead.set_rate(rate_bpm)
        self.lead.set_minutes(minutes)
        self.lead.set_pacing(pacing)

    def set_client(
        self,
        record: ClientRecord | None,
        previous: Sequence[Answered],
        today: date | None,
        given: Sequence[Answered] = (),
    ) -> None:
        """Whoever was chosen: what is known of them, and their answers, before and today."""
        self._record, self._today = record, today
        last = None if record is None else record.last
        self.before.set_client(
            () if record is None else record.cautions,
            () if record is None else record.avoid,
            previous,
            None if last is None else last.on,
            today,
            given,
        )

    def take_record(self, record: ClientRecord, previous: Sequence[Answered], today: date) -> None:
        """The same client, whose record was changed."""
        self._record, self._today = record, today
        self.before.take_record(record.cautions, record.avoid, previous)

    def prepared(self) -> Prepared:
        """What is settled with the client as it stands here."""
        return Prepared(
            blend=self.oil.blend(),
            answers=self.before.answers(),
            avoid=self.before.avoid(),
            hands=Hands.BOTH if self._record is None else self._record.hands,
        )

    def led(self) -> Lead | None:
        """Where to; None to keep the client's rhythm."""
        return self.lead.lead()

    def _on_before_changed(self) -> None:
        """What is known and was answered speaks for or against an oil."""
        age = None
        if self._record is not None and self._today is not None:
            age = self._record.age_at(self._today)
        self.oil.set_client(self.before.cautions(), age)
        self.changed.emit()
