"""One of some sounds, each with a button to listen to it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from coach.ui.session.flow import FlowLayout
from coach.ui.settings import words
from coach.ui.settings.controls import Control, Switch, check_only
from coach.ui.style import LEAST_HEIGHT, of_kind


class Listening(Control):
    """The value is a sound's id; an id that is not among them shows none chosen."""

    listened = Signal(str)
    """To this one."""

    def __init__(self) -> None:
        super().__init__()
        self.chips: dict[str, QPushButton] = {}
        self.buttons: dict[str, QPushButton] = {}
        self._shown = ""
        self._group = QButtonGroup(self)
        self._pairs: list[QWidget] = []
        self._flow = FlowLayout(self, gap=10)
        self._flow.setContentsMargins(0, 0, 0, 0)

    def set_sounds(self, sounds: Sequence[tuple[str, str]]) -> None:
        """Other ids and names; what is chosen stays chosen where it is among them."""
        for pair in self._pairs:
            self._flow.removeWidget(pair)
            pair.setParent(None)
            pair.deleteLater()
        self._pairs, self.chips, self.buttons = [], {}, {}
        for sound, name in sounds:
            self._add(sound, name)
        self.call(self.accessibleName(), self.accessibleDescription())
        self.show_value(self._shown)

    def show_value(self, value: object) -> None:
        """An id."""
        self._shown = str(value)
        check_only(self.chips, self._shown, self._group)

    def call(self, label: str, explanation: str) -> None:
        """A chip says what it is one of."""
        super().call(label, explanation)
        for chip in self.chips.values():
            chip.setAccessibleName(f"{label}: {chip.text()}")
            chip.setAccessibleDescription(chip.toolTip())

    def _add(self, sound: str, name: str) -> None:
        pair = QWidget(self)
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        chip = of_kind(QPushButton(name, pair), "chip")
        chip.setCheckable(True)
        chip.clicked.connect(lambda: self._on_chip_clicked(sound))
        chip.setToolTip(words.heard(sound))
        self._group.addButton(chip)
        button = listen_button(self.tr("Listen to {name}").replace("{name}", name), pair)
        button.clicked.connect(lambda: self.listened.emit(sound))
        row.addWidget(chip)
        row.addWidget(button)
        self._flow.addWidget(pair)
        pair.show()
        self._pairs.append(pair)
        self.chips[sound], self.buttons[sound] = chip, button

    def _on_chip_clicked(self, sound: str) -> None:
        self._shown = sound
        self.chosen.emit(sound)


class ListenSwitch(Control):
    """On or off for several sounds together, each with a button to listen to it."""

    listened = Signal(str)
    """To this one."""

    def __init__(self) -> None:
        super().__init__()
        self.switch = Switch()
        self.switch.chosen.connect(self.chosen)
        self.buttons: dict[str, QPushButton] = {}
        self._flow = FlowLayout(self, gap=8)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self._flow.addWidget(self.switch)

    def set_sounds(self, sounds: Sequence[tuple[str, str]]) -> None:
        """Other ids and names."""
        for button in self.buttons.values():
            self._flow.removeWidget(button)
            button.setParent(None)
            button.deleteLater()
        self.buttons = {}
        for sound, name in sounds:
            button = listen_button(self.tr("Listen to {name}").replace("{name}", name), self)
            button.setText(f"▶ {name}")
            button.clicked.connect(lambda _checked, sound=sound: self.listened.emit(sound))
            self._flow.addWidget(button)
            button.show()
            self.buttons[sound] = button

    def show_value(self, value: object) -> None:
        """True or False."""
        self.switch.show_value(value)

    def call(self, label: str, explanation: str) -> None:
        """The box itself has the name."""
        super().call(label, explanation)
        self.switch.call(label, explanation)


def listen_button(name: str, parent: QWidget) -> QPushButton:
    """A small triangle."""
    button = of_kind(QPushButton("▶", parent), "link")
    button.setMinimumWidth(LEAST_HEIGHT)
    button.setAccessibleName(name)
    button.setToolTip(name)
    return button
