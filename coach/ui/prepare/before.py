"""Before you start: the questions, and the areas to avoid."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from coach.library.checks import FoundChecks
from coach.massage.avoid import Avoid
from coach.massage.cautions import Caution
from coach.massage.checks import Answered, cautions_of
from coach.ui.prepare.checks import ChecksLine
from coach.ui.style import of_kind
from coach.ui.theme import Theme

if TYPE_CHECKING:
    from coach.ui.avoid_painter import AvoidDialog

WORDS_BESIDE = 2.0
"""Of the button's width, what it and some words beside it need."""


class Before(QWidget):
    """`changed()`: another client, another answer, other areas. `settled()`: by a person, today."""

    changed = Signal()
    settled = Signal()

    def __init__(self, theme: Theme, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._scale = theme, 1.0
        self._known: frozenset[Caution] = frozenset()
        self._avoid: Avoid = ()
        self._found = FoundChecks(())
        self.dialog: AvoidDialog | None = None
        """The last one that was opened."""
        self.checks = ChecksLine(language, self)
        self.checks.changed.connect(self.changed)
        self.checks.answered.connect(self.settled)
        self.paint = of_kind(QPushButton(self), "chip")
        self.paint.clicked.connect(self._on_paint_clicked)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(10)
        self._row.addWidget(self.checks, 1)
        self._row.addWidget(self.paint)
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other where there is room for some words of the questions."""
        super().resizeEvent(event)
        needed = (
            WORDS_BESIDE * self.paint.sizeHint().width() + self.checks.minimumSizeHint().width()
        )
        directions = QBoxLayout.Direction
        wide = self.width() >= needed
        self._row.setDirection(directions.LeftToRight if wide else directions.TopToBottom)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the wider of the two: they can stand below each other."""
        both = (self.checks.minimumSizeHint(), self.paint.minimumSizeHint())
        return QSize(max(each.width() for each in both), max(each.height() for each in both))

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.checks.set_theme(theme)

    def set_text_scale(self, scale: float) -> None:
        """Write larger or smaller, 1 to 2."""
        self._scale = scale
        self.checks.set_text_scale(scale)

    def set_checks(self, found: FoundChecks) -> None:
        """What is to be asked."""
        self._found = found
        self.checks.set_checks(found)

    def set_client(
        self,
        cautions: Iterable[Caution] = (),
        avoid: Avoid = (),
        previous: Sequence[Answered] = (),
        since: date | None = None,
        today: date | None = None,
        given: Sequence[Answered] = (),
    ) -> None:
        """Another client: what is known of them, and their answers, before and today."""
        self._known, self._avoid = frozenset(cautions), avoid
        self.checks.set_client(previous, since, today, given)
        self._show()

    def take_record(
        self, cautions: Iterable[Caution], avoid: Avoid, previous: Sequence[Answered]
    ) -> None:
        """The same client, whose record was changed."""
        self._known, self._avoid = frozenset(cautions), avoid
        self.checks.take_record(previous)
        self._show()

    def cautions(self) -> frozenset[Caution]:
        """What is known of the client, with today's answers."""
        return cautions_of(self._found.checks, self.answers(), self._known)

    def answers(self) -> tuple[Answered, ...]:
        """Those that hold for a session now."""
        return self.checks.answers()

    def avoid(self) -> Avoid:
        """The areas to avoid."""
        return self._avoid

    @property
    def refusal(self) -> str | None:
        """Why there is no massage today; None where nothing speaks against it."""
        return self.checks.sentence() if self.checks.verdict().stops else None

    @property
    def change(self) -> QPushButton:
        """The way to the answers, beside what they say."""
        return self.checks.ask

    @property
    def may_be_unchanged(self) -> bool:
        """Whether this client was asked before, and not everything again today."""
        return not self.checks.same.isHidden()

    def confirm_unchanged(self) -> None:
        """What was not asked today is as the last time."""
        self.checks.confirm_unchanged()

    def buttons(self) -> list[QPushButton]:
        """All that has the keys, in order."""
        return [*self.checks.buttons(), self.paint]

    def _show(self) -> None:
        text = self.tr("Areas to avoid ✓") if self._avoid else self.tr("Areas to avoid…")
        self.paint.setText(text)
        self.paint.setAccessibleName(
            self.tr("Areas to avoid: painted") if self._avoid else self.tr("Paint areas to avoid")
        )

    def _on_paint_clicked(self) -> None:
        from coach.ui.avoid_painter import AvoidDialog  # noqa: PLC0415 -- not before it is wanted

        self.dialog = AvoidDialog(self._avoid, self._theme, self)
        self.dialog.set_text_scale(self._scale)
        self.dialog.accepted.connect(self._on_dialog_accepted)
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.open()

    def _on_dialog_accepted(self) -> None:
        if self.dialog is not None:
            self._avoid = self.dialog.patches()
            self._show()
            self.changed.emit()
            self.settled.emit()
