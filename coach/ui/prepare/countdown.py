"""After how many seconds the session starts without a pedal: three chips."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from coach.ui.prepare.choice import COUNTDOWNS_S
from coach.ui.style import of_kind


class CountdownChips(QWidget):
    """One of 30, 60 and 120 s, or none while `clear` holds."""

    chosen = Signal(int)
    """Seconds, by a person; also when the chip was chosen already."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self.chosen)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        for seconds in COUNTDOWNS_S:
            text = self.tr("%1 s").replace("%1", str(seconds))
            chip = of_kind(QPushButton(text, self), "chip")
            chip.setCheckable(True)
            chip.setAutoExclusive(True)
            chip.setAccessibleName(self.tr("Start after %1").replace("%1", text))
            self._group.addButton(chip, seconds)
            row.addWidget(chip)

    def seconds(self) -> int | None:
        """The chosen one."""
        return self._group.checkedId() if self._group.checkedId() > 0 else None

    def choose(self, seconds: int) -> None:
        """Choose the nearest that there is."""
        nearest = min(COUNTDOWNS_S, key=lambda each: abs(each - seconds))
        self._group.button(nearest).setChecked(True)

    def clear(self) -> None:
        """Choose none."""
        self._group.setExclusive(False)
        for button in self._group.buttons():
            button.setChecked(False)
        self._group.setExclusive(True)

    def buttons(self) -> list[QPushButton]:
        """The chips, in order."""
        return [b for b in self._group.buttons() if isinstance(b, QPushButton)]
