"""Pairs of colours for in and out, each shown as it will look: arrow and word in their colours."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QButtonGroup, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from coach.ui.session.flow import FlowLayout
from coach.ui.settings import words
from coach.ui.settings.controls import Control, check_only
from coach.ui.style import of_kind

Pairs = Mapping[str, tuple[str, str]]
"""By id: the colours of in and of out, as #rrggbb."""


class Swatches(Control):
    """The value is a pair's id."""

    def __init__(self, pairs: Pairs) -> None:
        super().__init__()
        self.swatches: dict[str, Swatch] = {}
        self._group = QButtonGroup(self)
        flow = FlowLayout(self, gap=10)
        flow.setContentsMargins(0, 0, 0, 0)
        for name in pairs:
            swatch = Swatch(words.pair(name), self)
            swatch.clicked.connect(lambda _checked, name=name: self.chosen.emit(name))
            self._group.addButton(swatch)
            flow.addWidget(swatch)
            self.swatches[name] = swatch
        self.show_pairs(pairs)

    def show_pairs(self, pairs: Pairs) -> None:
        """The colours that the pairs have in the theme in use."""
        for name, swatch in self.swatches.items():
            swatch.show_colours(*pairs[name])

    def show_value(self, value: object) -> None:
        """A pair's id."""
        check_only(self.swatches, str(value), self._group)

    def call(self, label: str, explanation: str) -> None:
        """A swatch says what it is one of."""
        super().call(label, explanation)
        for swatch in self.swatches.values():
            swatch.setAccessibleName(f"{label}: {swatch.name}")
            swatch.setAccessibleDescription(explanation)


class Swatch(QPushButton):
    """One pair."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.name = name
        self.setCheckable(True)
        of_kind(self, "card")
        self._colours = of_kind(QLabel(self), "title")
        self._colours.setTextFormat(Qt.TextFormat.RichText)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 8, 16, 10)
        self._column.setSpacing(2)
        for label in (self._colours, of_kind(QLabel(name, self), "muted")):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._column.addWidget(label)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_colours(self, inhale: str, exhale: str) -> None:
        """Colours as #rrggbb."""
        arrows = ((inhale, self.tr("↑ In")), (exhale, self.tr("↓ Out")))
        self._colours.setText(
            "&nbsp;&nbsp;&nbsp;".join(
                f'<span style="color:{colour}">{text}</span>' for colour, text in arrows
            )
        )

    def colours(self) -> str:
        """Arrow and word of each, as marked up."""
        return self._colours.text()

    def sizeHint(self) -> QSize:
        """As large as its words."""
        return self._column.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As large as its words."""
        return self._column.minimumSize()
