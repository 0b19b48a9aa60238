"""What the forms share: fields that show the draft, change it, and say what is wrong with it."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QGridLayout,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from coach.ui.editor.draft import Draft
from coach.ui.editor.fields import Field, Number, Words
from coach.ui.editor.problems import Problem
from coach.ui.settings.controls import Control


class Form(QWidget):
    """Fields below each other. `wrong_changed()`: a number became readable, or no longer is."""

    wrong_changed = Signal()

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self.draft = draft
        self.fields: list[Field] = []
        self._numbers: list[Number] = []
        self._wrong: dict[Field, str] = {}
        self._said: dict[Field, str] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(2, 2, 14, 20)
        self.column.setSpacing(18)

    @property
    def wrong(self) -> str:
        """What is wrong with the first number shown that cannot be read; empty where all can."""
        shown = (said for field, said in self._wrong.items() if not field.isHidden())
        return next(filter(None, shown), "")

    def add(self, field: Field) -> Field:
        """One more field, below the others."""
        self.fields.append(field)
        self.column.addWidget(field)
        return field

    def beside(self, *fields: Field) -> QGridLayout:
        """Fields beside each other, their controls at one height whatever is said of one."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        for place, field in enumerate(fields):
            self.fields.append(field)
            grid.addWidget(field.head, 0, place, Qt.AlignmentFlag.AlignBottom)
            grid.addWidget(field, 1, place, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(place, 1)
        return grid

    def words(
        self,
        label: str,
        key: str,
        take: Callable[[str], None],
        *,
        placeholder: str = "",
        note: str = "",
        longest: int = 300,
    ) -> tuple[Field, Words]:
        """A field for a line of text."""
        line = Words(placeholder, longest)
        line.edited.connect(take)
        line.left.connect(self.draft.settle)
        return Field(label, line, key, note=note), line

    def number(
        self,
        label: str,
        key: str,
        bounds: tuple[float, float, float],
        take: Callable[[float], None],
        *,
        note: str = "",
        above: bool = False,
    ) -> tuple[Field, Number]:
        """A field for a number; `bounds`: the least, the most, and a step."""
        line = Number(*bounds, above=above)
        field = Field(label, line, key, note=note)
        self._numbers.append(line)
        line.edited.connect(take)
        line.left.connect(self.draft.settle)
        line.wrong.connect(lambda said: self._on_line_wrong(field, said))
        return field, line

    def order(self) -> list[QWidget]:
        """As Tab goes."""
        return [widget for field in self.fields for widget in reached(field.control)]

    def forget(self) -> None:
        """What was typed and cannot be read is not kept for what is shown next."""
        for line in self._numbers:
            line.forget()

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Each at its field; a path's has none."""
        problems = tuple(problems)
        for field in self.fields:
            met = (p.words for p in problems if p.key in field.keys)
            self._said[field] = next(met, "")
            self._say(field)

    def _say(self, field: Field) -> None:
        field.say(self._wrong.get(field) or self._said.get(field, ""))

    def _on_line_wrong(self, field: Field, said: str) -> None:
        if said != self._wrong.get(field, ""):
            self._wrong[field] = said
            self._say(field)
            self.wrong_changed.emit()


def reached(widget: QWidget) -> list[QWidget]:
    """The widget, or those in it, that take the keys."""
    if isinstance(widget, Control):
        inside = widget.findChildren(QWidget)
        return [each for each in inside if isinstance(each, QAbstractButton | QComboBox | QSlider)]
    return [widget]
