"""The questions before the start, all on one page, gone through with one key each."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from coach.massage.checks import Answered, Check, Means, Verdict, standing, to_ask, verdict_of
from coach.ui.access.spoken import announce
from coach.ui.page_dialog import PageDialog
from coach.ui.prepare import check_words
from coach.ui.prepare.question import Question
from coach.ui.prepare.scroll import QuietScroll
from coach.ui.style import of_kind, turn_kind

SIZE = (900, 800)
_NO = (Qt.Key.Key_N, Qt.Key.Key_Right)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ChecksDialog(PageDialog):
    """N, → or Enter: no. Y: yes. ↑ ↓: another question. A: no to all the rest, or nothing changed.

    `given_changed(object)`: today's answers so far, a tuple of Answered; each is kept at once.
    """

    given_changed = Signal(object)

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(SIZE, parent)
        self.name(self.tr("Before you start"))
        self._language = language
        self._previous: tuple[Answered, ...] = ()
        self._checks: tuple[Check, ...] = ()
        self.questions: list[Question] = []
        self._asked = 0
        self._headline = QLabel(self)
        self._details = of_kind(QLabel(self), "muted")
        for label in (self._headline, self._details):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._progress = of_kind(QLabel(self), "heading")
        self.rest = of_kind(QPushButton(self), "chip")
        self.rest.clicked.connect(self.give_the_rest)
        self.done_button = of_kind(QPushButton(self.tr("Done"), self), "play")
        self.done_button.clicked.connect(self.accept)
        for button in (self.rest, self.done_button):
            button.setAutoDefault(False)
        self._lay_out()

    def begin(
        self,
        checks: Sequence[Check],
        previous: Sequence[Answered],
        given: Sequence[Answered],
    ) -> None:
        """Ask these of a client with those answers from before, and these of today."""
        self._checks, self._previous = tuple(checks), tuple(previous)
        first = to_ask(checks, previous)
        self._asked = len(first)
        before = {each.check: each for each in previous}
        today = {each.check: each for each in (*standing_noes(checks, previous), *given)}
        for old in self.questions:
            old.setParent(None)
            old.deleteLater()
        self.questions = []
        for check in (*first, *(each for each in checks if each not in first)):
            question = Question(check, self._language, self._list)
            question.show_answer(today.get(check.id), before.get(check.id))
            question.answered.connect(self._on_question_answered)
            question.entered.connect(self._on_question_entered)
            self._column.insertWidget(len(self.questions), question)
            self.questions.append(question)
        self._show()

    def given(self) -> tuple[Answered, ...]:
        """Today's answers so far."""
        held = {each.check: each for each in standing_noes(self._checks, self._previous)}
        found = (question.answer() for question in self.questions)
        return tuple(each for each in found if each is not None and held.get(each.check) != each)

    def give_the_rest(self) -> None:
        """Whatever has no answer has that of the last time, else no."""
        before = {each.check: each for each in self._previous}
        for question in self.questions:
            if question.answer() is None:
                known = before.get(question.check.id)
                question.give(yes=known is not None and known.yes)
        self._go_on()

    def verdict_text(self) -> str:
        """What the answers say so far."""
        return self._headline.text()

    def progress_text(self) -> str:
        """How many of the questions have an answer."""
        return self._progress.text()

    def showEvent(self, event: QShowEvent) -> None:
        """A red flag has the keys, to be corrected; else the first question without an answer."""
        super().showEvent(event)
        if event.spontaneous():
            return
        stops = [finding.check for finding in self._verdict().of(Means.STOP)]
        flagged = next((each for each in self.questions if each.check in stops), None)
        if flagged is None:
            self._go_on()
        else:
            flagged.yes.setFocus(Qt.FocusReason.TabFocusReason)  # Enter alone clears no flag

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One key for each answer; held down it answers only once."""
        key, at = event.key(), self._current()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Left):
            self._move(-1)
        elif key == Qt.Key.Key_Down:
            self._move(1)
        elif event.isAutoRepeat():
            event.accept()
        elif key == Qt.Key.Key_A or (key in _ENTER and self.rest.hasFocus()):
            self.give_the_rest()
        elif key in _ENTER and at is None:
            self.accept()
        elif at is None or not self._answered_by(key, at):
            super().keyPressEvent(event)

    def _answered_by(self, key: int, at: Question) -> bool:
        """Whether the key is an answer: Enter is the one that has the keys, first of all the no."""
        if key in _ENTER and at.weeks.hasFocus():
            self._go_on(at)
        elif key in _ENTER:
            self._give(at, yes=at.yes.hasFocus())
        elif key in _NO or key == Qt.Key.Key_Y:
            self._give(at, yes=key == Qt.Key.Key_Y)
        else:
            return False
        return True

    def _give(self, question: Question, *, yes: bool) -> None:
        question.give(yes=yes)
        if question.wants_weeks():
            question.weeks.setFocus(Qt.FocusReason.TabFocusReason)
            question.weeks.selectAll()
        else:
            self._go_on(question)

    def _go_on(self, after: Question | None = None) -> None:
        """To the next question without an answer, else to the end."""
        start = 0 if after is None else self.questions.index(after) + 1
        ahead = self.questions[start:] + self.questions[:start]
        for question in ahead:
            if question.answer() is None:
                question.take_keys()
                return
        self.done_button.setFocus(Qt.FocusReason.TabFocusReason)
        self._mark(None)
        announce(self, f"{self._headline.text()} {self._details.text()}")

    def _move(self, step: int) -> None:
        at = self._current()
        index = len(self.questions) if at is None else self.questions.index(at)
        index += step
        if 0 <= index < len(self.questions):
            self.questions[index].take_keys()
        elif index >= len(self.questions):
            self.done_button.setFocus(Qt.FocusReason.TabFocusReason)
            self._mark(None)

    def _current(self) -> Question | None:
        """The question that has the keys."""
        return next((each for each in self.questions if each.has_keys()), None)

    def _mark(self, asked: Question | None) -> None:
        for question in self.questions:
            question.show_asked(now=question is asked)
        if asked is not None:
            self._scroll.ensureWidgetVisible(asked, 0, asked.height() * 2)

    def _verdict(self) -> Verdict:
        return verdict_of(self._checks, standing(self._checks, self._previous, self.given()))

    def _show(self) -> None:
        verdict = self._verdict()
        keys = self.tr("Enter or N: no · Y: yes · ↑ ↓: another question")
        silent = bool(verdict.unanswered) and not verdict.findings
        said = check_words.headline(verdict, self._language)
        self._headline.setText(keys if silent else said)
        kind = "stopped" if verdict.stops else "muted" if silent else "title"
        turn_kind(self._headline, kind)
        told = check_words.details(verdict, self._language)
        self._details.setText("\n".join(told))
        self._details.setVisible(bool(told))
        asked = self.questions[: self._asked]
        answered = sum(question.answer() is not None for question in asked)
        said = self.tr("{n} of {all}")
        said = said.replace("{n}", str(answered)).replace("{all}", str(len(asked)))
        self._progress.setText(said)
        self._show_rest()

    def _show_rest(self) -> None:
        """What it does with the questions that have no answer yet."""
        known = {each.check for each in self._previous}
        left = {each.check.id for each in self.questions if each.answer() is None}
        if not known & left:
            self.rest.setText(self.tr("No to all the rest (A)"))
        elif left <= known:
            self.rest.setText(self.tr("Nothing changed (A)"))
        else:
            self.rest.setText(self.tr("No, or as last time (A)"))
        self.rest.setEnabled(bool(left))

    def _lay_out(self) -> None:
        self._list = QWidget(self)
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(12, 4, 12, 4)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self._scroll = QuietScroll(self._list, self)
        answers = QHBoxLayout()
        answers.setSpacing(14)
        answers.addWidget(self._progress, 1)
        answers.addWidget(self.rest)
        answers.addWidget(self.done_button)
        foot = QVBoxLayout()
        foot.setContentsMargins(26, 10, 24, 16)
        foot.setSpacing(6)
        foot.addWidget(self._headline)
        foot.addWidget(self._details)
        foot.addLayout(answers)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 12, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._scroll, 1)
        whole.addLayout(foot)

    def _on_question_answered(self) -> None:
        self._show()
        self.given_changed.emit(self.given())

    def _on_question_entered(self) -> None:
        self._mark(self._current())


def standing_noes(checks: Sequence[Check], previous: Sequence[Answered]) -> tuple[Answered, ...]:
    """What need not be asked again."""
    return tuple(each for each in standing(checks, previous, ()) if not each.yes)
