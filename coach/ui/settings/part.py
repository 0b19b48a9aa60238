"""A part of the settings: a titled group of rows, each a label, a line that explains, a control."""

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from coach.library.search import folded
from coach.library.settings import PartName, Settings, is_usual, reset, take_back
from coach.ui.settings.controls import Control
from coach.ui.style import of_kind
from coach.ui.theme import Theme

BESIDE_FROM = 560
"""Pixels of width, times the text's scale, from which a control stands beside its label."""


class Row(QFrame):
    """What one setting is called, what it does, and its control: beside it where there is room.

    `words` are others that a person may search by; `wide`: the control stands below in any case.
    """

    def __init__(
        self, label: str, explanation: str, control: QWidget, words: str = "", *, wide: bool = False
    ) -> None:
        super().__init__()
        of_kind(self, "row")
        self.control = control
        self._wide = wide
        self._scale = 1.0
        self.label = of_kind(QLabel(label, self), "body")
        self.explanation = of_kind(QLabel(explanation, self), "muted")
        self._searched = folded(f"{label} {explanation} {words}")
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.setContentsMargins(0, 12, 0, 12)
        self._box.setSpacing(8)
        text = QVBoxLayout()
        text.setSpacing(2)
        text.addStretch()
        for shown in (self.label, self.explanation):
            shown.setWordWrap(True)
            shown.setTextFormat(Qt.TextFormat.PlainText)
            text.addWidget(shown)
        text.addStretch()
        self.explanation.setVisible(bool(explanation))
        self._box.addLayout(text, 40)
        self._box.addWidget(control, 60)
        if isinstance(control, Control):
            control.call(label, explanation)
        elif not control.accessibleName():
            control.setAccessibleName(label)
            control.setAccessibleDescription(explanation)

    def explain(self, text: str) -> None:
        """Another line of explanation; empty takes it away."""
        self.explanation.setText(text)
        self.explanation.setVisible(bool(text))

    def matches(self, wanted: list[str], title: str) -> bool:
        """Whether each of the folded words occurs in what the row or its part says."""
        searched = f"{self._searched} {folded(title)}"
        return all(word in searched for word in wanted)

    def set_text_scale(self, scale: float) -> None:
        """Larger text leaves less room beside it."""
        self._scale = scale
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow row has its control below."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        beside = not self._wide and self.width() >= BESIDE_FROM * self._scale
        directions = QBoxLayout.Direction
        self._box.setDirection(directions.LeftToRight if beside else directions.TopToBottom)
        self._box.setSpacing(28 if beside else 8)


class Part(QWidget):
    """Rows that show some of the settings and change them at once.

    A row made by `add_row` with a `field`, such as "look.theme", is shown and written by itself.
    What has a control of another kind overrides `show_settings`, and after changing `settings`
    emits `changed`.
    """

    changed = Signal()
    """The settings were changed, by a person."""

    def __init__(self, name: PartName, title: str) -> None:
        super().__init__()
        self.name = name
        self.title = title
        self.settings = Settings()
        self.rows: list[Row] = []
        self._fields: dict[str, Control] = {}
        self._before: Settings | None = None
        """The settings before they were reset, as long as that can be undone."""
        self.heading = of_kind(QLabel(title), "figure")
        self.reset_button = of_kind(QPushButton(), "link")
        self.reset_button.clicked.connect(self._on_reset_button_clicked)
        self.changed.connect(self.forget_reset)
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.reset_button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(head)

    def add_row(
        self,
        label: str,
        explanation: str,
        control: QWidget,
        words: str = "",
        *,
        field: str | None = None,
        wide: bool = False,
    ) -> Row:
        """One more row, below the others. With a `field` the control must be a Control."""
        row = Row(label, explanation, control, words, wide=wide)
        self.rows.append(row)
        self._column.addWidget(row)
        if field is not None:
            assert isinstance(control, Control)  # noqa: S101 -- by whoever writes a part
            self._fields[field] = control
            control.chosen.connect(lambda value: self._on_control_chosen(field, value))
        return row

    def add_widget(self, widget: QWidget) -> None:
        """Something that is no setting, below the rows so far; a search does not touch it."""
        self._column.addWidget(widget)
        self._column.addSpacing(12)

    def show_settings(self, settings: Settings) -> None:
        """Show these, and change these from now on."""
        self.settings = settings
        for field, control in self._fields.items():
            holder, name = _place(settings, field)
            control.show_value(getattr(holder, name))
        self._show_reset()
        self.order_tabs()

    def order_tabs(self) -> None:
        """Tab goes down the rows; a control that was made late would else come last of all."""
        inside = [each for row in self.rows for each in row.findChildren(QWidget)]
        wanted = [each for each in inside if each.focusPolicy() is not Qt.FocusPolicy.NoFocus]
        here = [each for each in wanted if each.window() is self.window()]
        for before, after in pairwise([self.reset_button, *here]):
            QWidget.setTabOrder(before, after)

    def leave(self) -> None:
        """The dialog is closed."""
        self.forget_reset()

    def forget_reset(self) -> None:
        """A reset can be undone only until something else was changed or the dialog was closed."""
        self._before = None
        self._show_reset()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours; for parts that paint."""

    def set_text_scale(self, scale: float) -> None:
        """Write larger or smaller, 1 to 2 and more on a large page."""
        for row in self.rows:
            row.set_text_scale(scale)

    def search(self, wanted: list[str]) -> bool:
        """Leave only the rows that have all of the folded words; False where none is left."""
        found = False
        for row in self.rows:
            fits = row.matches(wanted, self.title)
            row.setVisible(fits)
            found = found or fits
        return found

    def _on_control_chosen(self, field: str, value: object) -> None:
        holder, name = _place(self.settings, field)
        setattr(holder, name, value)
        self.changed.emit()

    def _on_reset_button_clicked(self) -> None:
        before = None
        if self._before is None:
            before = reset(self.settings, self.name)
        else:
            take_back(self.settings, self.name, self._before)
        self.show_settings(self.settings)
        self.changed.emit()
        self._before = before
        self._show_reset()

    def _show_reset(self) -> None:
        """Not to be seen where it would change nothing."""
        undoes = self._before is not None
        self.reset_button.setText(self.tr("Undo the reset") if undoes else self.tr("Reset"))
        pattern = self.tr("Undo the reset: {part}") if undoes else self.tr("Reset: {part}")
        self.reset_button.setAccessibleName(pattern.replace("{part}", self.title))
        self.reset_button.setEnabled(undoes or not is_usual(self.settings, self.name))


def _place(settings: Settings, field: str) -> tuple[object, str]:
    """The struct that holds a field such as "look.theme", and the field's own name."""
    part, _, name = field.rpartition(".")
    return (getattr(settings, part) if part else settings), name
