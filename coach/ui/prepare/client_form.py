"""The fields of a client's record: who they are, what speaks against what, what they like."""

from collections.abc import Sequence
from datetime import date

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from coach.library.client_record import (
    FIRST_YEAR,
    LONGEST_NAME,
    LONGEST_NOTES,
    ClientRecord,
    Pregnant,
)
from coach.massage.cautions import Caution
from coach.massage.checks import MOST_WEEKS, Check
from coach.massage.protocol import spoken
from coach.session.prepared import Hands
from coach.ui.prepare import client_words
from coach.ui.settings.controls import Chips
from coach.ui.style import of_kind

NOTES_HIGH = 110


class _Notes(QPlainTextEdit):
    """Tab leaves it; Ctrl+Enter is the dialog's, to save."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter alone is a new line."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)


class ClientForm(QWidget):
    """`show_record` fills it; `record` is what came of it."""

    def __init__(self, language: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._language = language
        self._late = ""
        self._this_year = 0
        self._step, self._hands = 0, Hands.BOTH
        self.client = self._line(self.tr("Name or initials"), LONGEST_NAME)
        self.birth_year = self._line(self.tr("Birth year"), 4)
        self.cautions = {each: self._box(each) for each in Caution}
        self.cautions[Caution.PREGNANCY].toggled.connect(self._show_weeks)
        self.weeks = self._line(self.tr("Weeks of the pregnancy"), 2)
        self._advice = of_kind(QLabel(self), "muted")
        self._advice.setWordWrap(True)
        self._advice.setTextFormat(Qt.TextFormat.PlainText)
        self.pressure = Chips(client_words.pressure_steps())
        self.pressure.call(self.tr("Pressure"), "")
        self.pressure.chosen.connect(self._on_pressure_chosen)
        self.hands = Chips(client_words.hands())
        self.hands.call(self.tr("Hands"), "")
        self.hands.chosen.connect(self._on_hands_chosen)
        self.notes = _Notes(self)
        self.notes.setTabChangesFocus(True)
        self.notes.setAccessibleName(self.tr("Notes"))
        self.notes.setMinimumHeight(NOTES_HIGH)
        self._lay_out()
        self._show_weeks()

    def set_checks(self, checks: Sequence[Check]) -> None:
        """The advice for a pregnancy stands in its check."""
        for check in checks:
            if check.caution is Caution.PREGNANCY and check.late is not None:
                self._late = spoken(check.late.advice, self._language)
        self._show_weeks()

    def show_record(self, record: ClientRecord, today: date) -> None:
        """Fill the fields."""
        self._this_year = today.year
        self.client.setText(record.name)
        year, pregnant = record.birth_year, record.pregnant
        weeks = None if pregnant is None else pregnant.weeks_at(today)
        self.birth_year.setText("" if year is None else str(year))
        for caution, box in self.cautions.items():
            box.setChecked(caution in record.cautions)
        self.weeks.setText("" if weeks is None else str(weeks))
        self._on_pressure_chosen(record.pressure_step)
        self._on_hands_chosen(record.hands)
        self.notes.setPlainText(record.notes)

    def record(self, before: ClientRecord, today: date) -> ClientRecord:
        """The record as it was before, with what stands here. There must be no problem."""
        year, weeks = self.birth_year.text().strip(), self.weeks.text().strip()
        pregnant = self.cautions[Caution.PREGNANCY].isChecked()
        return msgspec.structs.replace(
            before,
            name=self.client.text().strip(),
            birth_year=int(year) if year else None,
            cautions=tuple(each for each, box in self.cautions.items() if box.isChecked()),
            pregnant=_pregnant(before.pregnant, int(weeks), today) if pregnant and weeks else None,
            pressure_step=self._step,
            hands=self._hands,
            notes=self.notes.toPlainText().strip(),
        )

    def problem(self) -> tuple[QWidget, str] | None:
        """The first field that cannot be kept so, and why."""
        if not self.client.text().strip():
            return self.client, self.tr("A record needs a name, or initials.")
        year = self.birth_year.text().strip()
        if year and not _is_within(year, FIRST_YEAR, self._this_year):
            said = self.tr("The birth year is a year from {first} to {last}, or empty.")
            said = said.replace("{first}", str(FIRST_YEAR))
            return self.birth_year, said.replace("{last}", str(self._this_year))
        weeks = self.weeks.text().strip()
        pregnant = self.cautions[Caution.PREGNANCY].isChecked()
        if pregnant and weeks and not _is_within(weeks, 1, MOST_WEEKS):
            said = self.tr("The weeks are a number from 1 to {most}, or empty.")
            return self.weeks, said.replace("{most}", str(MOST_WEEKS))
        if len(self.notes.toPlainText()) > LONGEST_NOTES:
            said = self.tr("The notes are longer than {most} letters.")
            return self.notes, said.replace("{most}", str(LONGEST_NOTES))
        return None

    def advice(self) -> str:
        """What is said of lying face down; empty without a pregnancy."""
        return "" if self._advice.isHidden() else self._advice.text()

    def _line(self, name: str, longest: int) -> QLineEdit:
        made = QLineEdit(self)
        made.setMaxLength(longest)
        made.setAccessibleName(name)
        return made

    def _box(self, caution: Caution) -> QCheckBox:
        return QCheckBox(client_words.caution(caution), self)

    def _show_weeks(self) -> None:
        pregnant = self.cautions[Caution.PREGNANCY].isChecked()
        self._weeks_row.setVisible(pregnant)
        self._advice.setText(self._late)
        self._advice.setVisible(pregnant and bool(self._late))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        who = QGridLayout()
        who.setHorizontalSpacing(14)
        who.setColumnStretch(0, 3)
        who.setColumnStretch(1, 1)
        for at, field in enumerate((self.client, self.birth_year)):
            who.addWidget(self._heading(field.accessibleName(), field), 0, at)
            who.addWidget(field, 1, at)
        column.addLayout(who)
        column.addSpacing(8)
        column.addWidget(self._heading(self.tr("Cautions")))
        grid = QGridLayout()
        grid.setVerticalSpacing(0)
        for index, box in enumerate(self.cautions.values()):
            grid.addWidget(box, *divmod(index, 2))
        column.addLayout(grid)
        self._weeks_row = QWidget(self)
        row = QHBoxLayout(self._weeks_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(of_kind(QLabel(self.weeks.accessibleName(), self), "body"))
        row.addWidget(self.weeks)
        row.addStretch()
        self.weeks.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        column.addWidget(self._weeks_row)
        column.addWidget(self._advice)
        for heading, part in (
            (self.tr("Pressure"), self.pressure),
            (self.tr("Hands"), self.hands),
            (self.tr("Notes"), self.notes),
        ):
            column.addSpacing(8)
            column.addWidget(self._heading(heading))
            column.addWidget(part)
        column.addStretch(1)

    def _heading(self, text: str, field: QWidget | None = None) -> QLabel:
        label = of_kind(QLabel(text, self), "heading")
        if field is not None:
            label.setBuddy(field)
        return label

    def _on_pressure_chosen(self, step: int) -> None:
        self._step = step
        self.pressure.show_value(step)

    def _on_hands_chosen(self, hands: Hands) -> None:
        self._hands = hands
        self.hands.show_value(hands)


def _is_within(text: str, least: int, most: int) -> bool:
    return text.isascii() and text.isdigit() and least <= int(text) <= most


def _pregnant(before: Pregnant | None, weeks: int, today: date) -> Pregnant:
    return (before or Pregnant(weeks, today)).said_again(weeks, today)
