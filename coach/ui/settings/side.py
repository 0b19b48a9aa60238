"""The names of the parts, below each other: one is chosen, or none while a search is on."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget

from coach.ui.settings.controls import check_only
from coach.ui.style import of_kind


class SideList(QWidget):
    """`chosen(str)`: the name of the part, by a person."""

    chosen = Signal(str)

    def __init__(self, parts: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Parts"))
        self.buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for name, title in parts:
            button = of_kind(QPushButton(title, self), "side")
            button.setCheckable(True)
            button.clicked.connect(lambda _checked, name=name: self.chosen.emit(name))
            self._group.addButton(button)
            column.addWidget(button)
            self.buttons[name] = button

    def show_chosen(self, name: str | None) -> None:
        """Mark this one; None marks none."""
        check_only(self.buttons, name, self._group)
