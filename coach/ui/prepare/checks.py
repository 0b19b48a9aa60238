"""The checks on Prepare: one line that says how they stand, and the way to the questions."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from coach.library.checks import FoundChecks
from coach.massage.checks import (
    Answered,
    Check,
    Verdict,
    standing,
    unchanged,
    verdict_of,
)
from coach.ui import words
from coach.ui.access.spoken import Role, Spoken, announce
from coach.ui.prepare import check_words
from coach.ui.style import of_kind, turn_kind
from coach.ui.theme import DARK, Theme

if TYPE_CHECKING:
    from coach.ui.prepare.checks_dialog import ChecksDialog


class ChecksLine(QFrame, Spoken):
    """Call `set_checks` once, and `set_client` for each client. A stop is never hidden.

    `changed()`: answers or verdict are others now. `answered()`: by a person, today.
    """

    spoken_role = Role.Grouping
    changed = Signal()
    answered = Signal()

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        of_kind(self, "quiet")
        self._language = language
        self._theme, self._scale = DARK, 1.0
        self._checks: tuple[Check, ...] = ()
        self._previous: tuple[Answered, ...] = ()
        self._given: tuple[Answered, ...] = ()
        self._since: date | None = None
        self._today: date | None = None
        self._confirmed = False
        self._dialog: ChecksDialog | None = None
        self._headline = of_kind(QLabel(self), "body")
        self._details = of_kind(QLabel(self), "muted")
        self._broken = of_kind(QLabel(self), "muted")
        for label in (self._headline, self._details, self._broken):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._broken.hide()
        self.same = of_kind(QPushButton(self.tr("Nothing changed"), self), "chip")
        self.same.clicked.connect(self.confirm_unchanged)
        self.ask = of_kind(QPushButton(self), "chip")
        self.ask.clicked.connect(self.open)
        self._lay_out()
        self._show()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        if self._dialog is not None:
            self._dialog.set_theme(theme)

    def set_text_scale(self, scale: float) -> None:
        """Write larger or smaller, 1 to 2."""
        self._scale = scale
        if self._dialog is not None:
            self._dialog.set_text_scale(scale)

    def set_checks(self, found: FoundChecks) -> None:
        """What is to be asked; files that cannot be used are named."""
        self._checks = found.checks
        pattern = self.tr("%1 is left out. %2")
        problems = [
            pattern.replace("%1", str(each.path)).replace("%2", each.problem)
            for each in found.broken
        ]
        self._broken.setText("\n".join(problems))
        self._broken.setVisible(bool(problems))
        self._change()

    def set_client(
        self,
        previous: Sequence[Answered] = (),
        since: date | None = None,
        today: date | None = None,
        given: Sequence[Answered] = (),
    ) -> None:
        """Another client, the answers from before that still count, the last visit's day, and what
        was answered today.
        """
        self._previous, self._since, self._today = tuple(previous), since, today
        self._given, self._confirmed = tuple(given), False
        if self._dialog is not None:
            self._dialog.reject()
        self._change()

    def take_record(self, previous: Sequence[Answered]) -> None:
        """The same client, whose record was changed: in a caution it has the last word."""
        known = {each.check: each for each in previous}
        about = {check.id for check in self._checks if check.caution is not None}
        self._previous = tuple(previous)
        self._given = tuple(
            known.get(each.check, each) if each.check in about else each for each in self._given
        )
        self._change()

    def answers(self) -> tuple[Answered, ...]:
        """What holds for a session now."""
        hold = unchanged if self._confirmed else standing
        return hold(self._checks, self._previous, self._given)

    def verdict(self) -> Verdict:
        """What follows from the answers."""
        return verdict_of(self._checks, self.answers())

    def sentence(self) -> str:
        """How the checks stand, as it is said here."""
        return self._headline.text()

    def at_ready(self) -> str:
        """What Ready says of them; empty where there is nothing to mind."""
        return check_words.at_ready(self.verdict(), self._language)

    def details(self) -> str:
        """Why, or what to do."""
        return self._details.text()

    def problems(self) -> str:
        """The files that are left out, a line each."""
        return self._broken.text()

    def confirm_unchanged(self) -> None:
        """Whatever was not asked today is as the last time. Of a new client it says nothing."""
        if not self._confirmed:
            self._confirmed = True
            self._change()

    def open(self) -> None:
        """Ask the questions."""
        from coach.ui.prepare.checks_dialog import ChecksDialog  # noqa: PLC0415 -- asked for late

        if self._dialog is None:
            self._dialog = ChecksDialog(self._language, self)
            self._dialog.given_changed.connect(self._on_dialog_given_changed)
        self._dialog.set_theme(self._theme)
        self._dialog.set_text_scale(self._scale)
        given = self.answers() if self._confirmed else self._given
        self._dialog.begin(self._checks, self._previous, given)
        self._dialog.open()

    def dialog(self) -> "ChecksDialog | None":
        """The questions; None before they were first asked."""
        return self._dialog

    def buttons(self) -> list[QPushButton]:
        """In the order of Tab."""
        return [self.same, self.ask]

    def _change(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        verdict = self.verdict()
        stops, left = verdict.stops, len(verdict.unanswered)
        again = () if stops else self._may_be_confirmed(verdict)
        headline = check_words.headline(verdict, self._language)
        details = check_words.details(verdict, self._language)
        if again:
            question, what = self._since_last_time(again)
            details = [*details, f"{question} {what}"] if details else [what]
            headline = headline if verdict.findings else question
        if details and left > len(again) and not stops:
            details.append(check_words.still_to_answer(left - len(again)))
        self._headline.setText(headline)
        self._details.setText("\n".join(details))
        self._details.setVisible(bool(details))
        turn_kind(self, "stop" if stops else "quiet")
        turn_kind(self._headline, "stopped" if stops else "body")
        self.same.setVisible(bool(again))
        self._show_ask(begun=bool(verdict.findings) or not left)
        if self.accessibleName() != headline:
            self.setAccessibleName(headline)
            announce(self, headline)

    def _show_ask(self, *, begun: bool) -> None:
        self.ask.setText(self.tr("Change…") if begun else self.tr("Ask…"))
        changes = self.tr("Change the answers before you start")
        asks = self.tr("Ask the questions before you start")
        self.ask.setAccessibleName(changes if begun else asks)
        self.ask.setEnabled(bool(self._checks))

    def _may_be_confirmed(self, verdict: Verdict) -> tuple[Check, ...]:
        """What was answered the last time, and not yet today."""
        same = {each.check for each in unchanged(self._checks, self._previous, self._given)}
        return tuple(check for check in verdict.unanswered if check.id in same)

    def _since_last_time(self, again: Sequence[Check]) -> tuple[str, str]:
        """The question, and what may have changed, all in a row."""
        question = self.tr("Since last time, is any of this new?")
        if self._since is not None:
            question = self.tr("Since {day}, is any of this new?")
            question = question.replace("{day}", words.day(self._since, self._today or self._since))
        what = check_words.named(again, self._language)
        return question, f"{what[:1].upper()}{what[1:]}."

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._headline, 1)
        head.addWidget(self.same)
        head.addWidget(self.ask)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 6, 12, 6)
        column.setSpacing(2)
        column.addLayout(head)
        for label in (self._details, self._broken):
            label.setContentsMargins(0, 0, 8, 6)
            column.addWidget(label)

    def _on_dialog_given_changed(self, given: tuple[Answered, ...]) -> None:
        self._given, self._confirmed = given, False
        self._change()
        self.answered.emit()
