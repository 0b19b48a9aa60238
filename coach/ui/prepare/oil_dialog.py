"""The dialog of the oil: base, volume, strength and essential oils; the drops, live."""

from itertools import pairwise

import msgspec
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from coach.massage.blend import Mix, OilWish, Share, find, mix
from coach.massage.oil import Effect, Recipient, Shelf
from coach.massage.protocol import spoken
from coach.ui import oil_words
from coach.ui.access.spoken import announce
from coach.ui.prepare.oil_row import OilRow
from coach.ui.settings.controls import Chips, Level
from coach.ui.settings.sheet import dialog_sheet
from coach.ui.style import growth, of_kind
from coach.ui.theme import Theme

SIZE = (980, 720)
"""Pixels, at a growth of 1."""
OF_THE_WINDOW = 0.94
TWO_COLUMNS_FROM = 760
"""Pixels of width, times the text's scale."""
STEP_ML = 5.0


class OilDialog(QDialog):
    """Ask `wish` when it is accepted. What was not touched stays as it was wished before."""

    def __init__(
        self,
        shelf: Shelf,
        recipient: Recipient,
        limit: float,
        wish: OilWish,
        language: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Oil"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        of_kind(self, "page")
        self._shelf, self._recipient, self._limit = shelf, recipient, limit
        self._language = language
        self._wish = wish
        self._scale = 1.0
        self._oils_touched = False
        self.base = self._make_base()
        self.volume = Level(
            shelf.limits.ml.least, shelf.limits.ml.most, STEP_ML, oil_words.millilitres
        )
        self.strength = self._make_strength()
        self.rows = self._make_rows()
        self.said = of_kind(QLabel(self), "title")
        self.troubles = of_kind(QLabel(self), "body")
        self.limits = of_kind(QLabel(self), "body")
        self.ok = of_kind(QPushButton(self.tr("OK"), self), "primary")
        self.cancel = QPushButton(self.tr("Cancel"), self)
        self._lay_out()
        self._join()
        self._show()
        self._order_tabs()

    def wish(self) -> OilWish:
        """What is chosen now."""
        if not self._oils_touched:
            return self._wish
        taken = [(row.oil, parts) for row in self.rows if (parts := row.parts()) is not None]
        kinds = [oil.effect.kind for oil, _ in taken]
        effect = self._wish.effect
        if effect not in kinds:
            effect = kinds[0] if kinds else Effect.NONE
        shares = tuple(Share(oil.id, parts) for oil, parts in taken)
        return OilWish(effect, self._wish.base, self._wish.ml, self._wish.percent, shares)

    def mixed(self) -> Mix:
        """What it comes to now."""
        return mix(self.wish(), self._shelf, self._recipient, self._limit)

    def dress(self, theme: Theme, scale: float) -> None:
        """Colours, and letters 1 to 2 times as large; as large as its window allows."""
        parent = self.parentWidget()
        room = self.screen().availableSize() if parent is None else parent.window().size()
        grown = growth(room)
        self._scale = scale * grown
        self.setStyleSheet(dialog_sheet(theme, self._scale))
        wide, high = (round(side * self._scale) for side in SIZE)
        most = QSize(round(room.width() * OF_THE_WINDOW), round(room.height() * OF_THE_WINDOW))
        self.resize(QSize(wide, high).boundedTo(most))
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow one has one column."""
        super().resizeEvent(event)
        self._arrange()

    def _make_base(self) -> Chips:
        chips = Chips(
            [(oil.id, oil_words.name_of(oil, self._language)) for oil in self._shelf.bases]
        )
        chips.call(self.tr("Base oil"), "")
        for oil in self._shelf.bases:
            chips.chips[oil.id].setEnabled(not oil.is_avoided(self._recipient))
        return chips

    def _make_strength(self) -> Chips:
        """The strengths that have a name, the overall limit, and one that was wished."""
        names: dict[float, str] = {}
        for strength in self._shelf.limits.strength:
            if strength.percent <= self._limit:
                names[strength.percent] = spoken(strength.name, self._language)
        names.setdefault(self._limit, self.tr("Strongest"))
        if self._wish.percent is not None and self._wish.percent <= self._limit:
            names.setdefault(self._wish.percent, self.tr("As before"))
        chips = Chips(
            [
                (number, f"{name}, {oil_words.percent(number)}")
                for number, name in sorted(names.items())
            ]
        )
        chips.call(self.tr("How strong"), "")
        return chips

    def _make_rows(self) -> list[OilRow]:
        """The oils of the effect, then all others."""
        kind = self._wish.effect
        oils = sorted(self._shelf.essentials, key=lambda oil: oil.effect.kind is not kind)
        rows = [OilRow(oil, self._recipient, self._language) for oil in oils]
        taken = {portion.oil.id: portion.parts for portion in self._first_mix().portions}
        for row in rows:
            row.take(taken.get(row.oil.id))
        return rows

    def _first_mix(self) -> Mix:
        return mix(self._wish, self._shelf, self._recipient, self._limit)

    def _join(self) -> None:
        self.base.chosen.connect(self._on_base_chosen)
        self.volume.chosen.connect(self._on_volume_chosen)
        self.strength.chosen.connect(self._on_strength_chosen)
        for row in self.rows:
            row.changed.connect(self._on_row_changed)
        self.ok.setDefault(True)
        self.ok.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)

    def _show(self) -> None:
        mixed = self.mixed()
        suggested = self._shelf.limits.suggested(self._recipient)
        wished = suggested.percent if self._wish.percent is None else self._wish.percent
        self.base.show_value(None if mixed.base is None else mixed.base.id)
        self.volume.show_value(self._wish.ml)
        self.strength.show_value(min(wished, self._limit))
        portions = {portion.oil.id: portion for portion in mixed.portions}
        for row in self.rows:
            row.show_portion(portions.get(row.oil.id))
        self.said.setText(oil_words.mixture(mixed, self._language))
        announce(self, self.said.text())
        troubles = oil_words.troubles(mixed, self._language)
        self.troubles.setText("\n".join(troubles))
        self.troubles.setVisible(bool(troubles))
        lines = []
        for bound in mixed.bounds:
            lines += [oil_words.limit(bound, self._language), oil_words.source(bound.source)]
        self.limits.setText("\n".join(lines) or self.tr("No essential oil, no limit."))

    def _lay_out(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        left.setSpacing(8)
        right.setSpacing(8)
        for heading, parts in self._left_parts():
            left.addWidget(self._heading(heading))
            for part in parts:
                left.addWidget(part)
            left.addSpacing(14)
        left.addStretch(1)
        kinds: set[Effect] = set()
        for row in self.rows:
            kind = row.oil.effect.kind
            if kind not in kinds:
                kinds.add(kind)
                right.addWidget(self._heading(oil_words.effect(kind)))
            right.addWidget(row)
        right.addStretch(1)
        inside = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._columns.setContentsMargins(24, 18, 24, 12)
        self._columns.setSpacing(36)
        self._columns.addLayout(left, 45)
        self._columns.addLayout(right, 55)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addWidget(self._foot())

    def _left_parts(self) -> tuple[tuple[str, tuple[QWidget, ...]], ...]:
        suggested = self._shelf.limits.suggested(self._recipient)
        why = self.tr("Suggested: {n}. {reason}")
        why = why.replace("{n}", oil_words.percent(suggested.percent))
        why = why.replace("{reason}", spoken(suggested.reason, self._language))
        self.suggestion = self._text(f"{why} {oil_words.source(suggested.source)}", "muted")
        warned = [
            f"{oil_words.name_of(f.oil, self._language)}."
            f" {oil_words.warning(f.caution, self._language)} {oil_words.source(f.caution.source)}"
            for f in find(self._shelf.bases, self._recipient)
        ]
        self.base_warnings = self._text("\n".join(warned), "body")
        self.volume.call(self.tr("How much base oil"), "")
        return (
            (self.tr("Base oil"), (self.base, self.base_warnings)),
            (self.tr("How much"), (self.volume,)),
            (self.tr("How strong"), (self.strength, self.suggestion)),
            (self.tr("The weakest limit"), (self.limits,)),
        )

    def _foot(self) -> QFrame:
        foot = of_kind(QFrame(self), "side")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.said)
        words.addWidget(self.troubles)
        for label in (self.said, self.troubles, self.limits):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(foot)
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(self.cancel)
        row.addWidget(self.ok)
        return foot

    def _heading(self, text: str) -> QLabel:
        label = of_kind(QLabel(text, self), "heading")
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        return label

    def _text(self, text: str, kind: str) -> QLabel:
        label = of_kind(QLabel(text, self), kind)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setVisible(bool(text))
        return label

    def _order_tabs(self) -> None:
        """Down the left column, down the oils, then to the end; it begins at the base oil."""
        order: list[QWidget] = [*self.base.chips.values(), self.volume.slider]
        order += self.strength.chips.values()
        for row in self.rows:
            order += [row.box, row.fewer, row.more]
        order += [self.ok, self.cancel]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
        first = self.base.chips.get(self._chosen_base())
        (first or self.volume.slider).setFocus()

    def _chosen_base(self) -> object:
        base = self.mixed().base
        return None if base is None else base.id

    def _arrange(self) -> None:
        beside = self.width() >= TWO_COLUMNS_FROM * self._scale
        directions = QBoxLayout.Direction
        self._columns.setDirection(directions.LeftToRight if beside else directions.TopToBottom)

    def _on_base_chosen(self, value: object) -> None:
        self._wish = msgspec.structs.replace(self._wish, base=value)
        self._show()

    def _on_volume_chosen(self, value: object) -> None:
        self._wish = msgspec.structs.replace(self._wish, ml=value)
        self._show()

    def _on_strength_chosen(self, value: object) -> None:
        """The suggested one follows the client."""
        suggested = self._shelf.limits.suggested(self._recipient).percent
        wished = None if value == suggested else value
        self._wish = msgspec.structs.replace(self._wish, percent=wished)
        self._show()

    def _on_row_changed(self) -> None:
        self._oils_touched = True
        self._show()
