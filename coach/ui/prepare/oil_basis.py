"""The left of the oil's dialog: base oil, how much, how strong, and the limit that this meets."""

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from coach.massage.blend import Mix, OilWish, find
from coach.massage.oil import Recipient, Shelf
from coach.massage.protocol import spoken
from coach.ui import oil_words
from coach.ui.settings.controls import Chips, Level
from coach.ui.style import of_kind

STEP_ML = 5.0


class OilBasis(QWidget):
    """Everything of a wish but its essential oils. Show a mix before it is seen."""

    changed = Signal()
    """By a person: the wish is another."""

    def __init__(
        self, shelf: Shelf, recipient: Recipient, limit: float, wish: OilWish, language: str
    ) -> None:
        super().__init__()
        self._shelf, self._recipient, self._limit = shelf, recipient, limit
        self._language = language
        self.wish = wish
        self._suggested = shelf.limits.suggested(recipient)
        self.base = self._make_base()
        volume = shelf.limits.ml
        self.volume = Level(volume.least, volume.most, STEP_ML, oil_words.millilitres)
        self.volume.call(self.tr("How much base oil"), "")
        self.strength = self._make_strength()
        self._about = worded("", "muted", self)
        self.suggestion = worded(self._reason(), "muted", self)
        self.limits = worded("", "body", self)
        self._sources = worded("", "muted", self)
        self.warnings = self._warn()
        self._lay_out()
        self.base.chosen.connect(self._on_base_chosen)
        self.volume.chosen.connect(self._on_volume_chosen)
        self.strength.chosen.connect(self._on_strength_chosen)

    def show_mix(self, mixed: Mix) -> None:
        """What is chosen, and the limits that it meets."""
        percent = self._suggested.percent if self.wish.percent is None else self.wish.percent
        self.base.show_value(None if mixed.base is None else mixed.base.id)
        self.volume.show_value(self.wish.ml)
        self.strength.show_value(min(percent, self._limit))
        about = []
        if mixed.base is not None and mixed.base.about is not None:
            about.append(spoken(mixed.base.about, self._language))
        if mixed.base is not None and mixed.base.latin:
            about.append(mixed.base.latin)
        say(self._about, " ".join(about))
        limits = [oil_words.limit(bound, self._language) for bound in mixed.bounds]
        say(self.limits, "\n".join(limits) or self.tr("Without essential oil there is none."))
        say(self._sources, "\n".join(oil_words.source(bound.source) for bound in mixed.bounds))

    def controls(self) -> list[QWidget]:
        """All that has the keys, in order."""
        return [*self.base.chips.values(), self.volume.slider, *self.strength.chips.values()]

    def _make_base(self) -> Chips:
        bases = self._shelf.bases
        chips = Chips([(oil.id, oil_words.name_of(oil, self._language)) for oil in bases])
        chips.call(self.tr("Base oil"), "")
        for oil in bases:
            chips.chips[oil.id].setEnabled(not oil.is_avoided(self._recipient))
        return chips

    def _make_strength(self) -> Chips:
        """The strengths that have a name, the overall limit, and one that was wished."""
        names: dict[float, str] = {}
        for strength in self._shelf.limits.strength:
            if strength.percent <= self._limit:
                names[strength.percent] = spoken(strength.name, self._language)
        names.setdefault(self._limit, self.tr("Strongest"))
        if self.wish.percent is not None and self.wish.percent <= self._limit:
            names.setdefault(self.wish.percent, self.tr("As before"))
        chips = Chips(
            [(number, f"{names[number]}, {oil_words.percent(number)}") for number in sorted(names)]
        )
        chips.call(self.tr("How strong"), "")
        return chips

    def _reason(self) -> str:
        said = self.tr("Suggested: {n}.").replace("{n}", oil_words.percent(self._suggested.percent))
        why = spoken(self._suggested.reason, self._language)
        return f"{said} {why} {oil_words.source(self._suggested.source)}"

    def _warn(self) -> list[QLabel]:
        labels = []
        for finding in find(self._shelf.bases, self._recipient):
            name = oil_words.name_of(finding.oil, self._language)
            said = oil_words.warning(finding.caution, self._language)
            labels.append(worded(f"{name}. {said}", "body", self))
            labels.append(worded(oil_words.source(finding.caution.source), "muted", self))
        return labels

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        parts: tuple[tuple[str, tuple[QWidget, ...]], ...] = (
            (self.tr("Base oil"), (self.base, self._about, *self.warnings)),
            (self.tr("How much"), (self.volume,)),
            (self.tr("How strong"), (self.strength, self.suggestion)),
            (self.tr("The weakest limit"), (self.limits, self._sources)),
        )
        for text, widgets in parts:
            column.addWidget(heading(text, self))
            for widget in widgets:
                column.addWidget(widget)
            column.addSpacing(12)
        column.addStretch(1)

    def _on_base_chosen(self, value: object) -> None:
        self._change(base=value)

    def _on_volume_chosen(self, value: object) -> None:
        self._change(ml=value)

    def _on_strength_chosen(self, value: object) -> None:
        """The suggested one follows the next client."""
        self._change(percent=None if value == self._suggested.percent else value)

    def _change(self, **values: object) -> None:
        self.wish = msgspec.structs.replace(self.wish, **values)
        self.changed.emit()


def heading(text: str, parent: QWidget) -> QLabel:
    """What stands above a group, no higher than it must be."""
    label = of_kind(QLabel(text, parent), "heading")
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    return label


def worded(text: str, kind: str, parent: QWidget) -> QLabel:
    """Words of any length."""
    label = of_kind(QLabel(parent), kind)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    say(label, text)
    return label


def say(label: QLabel, text: str) -> None:
    """Other words, a figure kept beside its %; without any there is no label."""
    label.setText(text.replace(" %", "\N{NO-BREAK SPACE}%"))
    label.setVisible(bool(text))
