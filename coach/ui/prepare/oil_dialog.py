"""The dialog of the oil: base, volume, strength and essential oils; the drops, live."""

from itertools import pairwise

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from coach.massage.blend import MOST_OILS, Mix, OilWish, Share, mix
from coach.massage.oil import Effect, Recipient, Shelf
from coach.ui import oil_words
from coach.ui.access.spoken import announce
from coach.ui.page_dialog import PageDialog
from coach.ui.prepare.oil_basis import OilBasis, heading, say, worded
from coach.ui.prepare.oil_row import OilRow
from coach.ui.style import of_kind

SIZE = (980, 720)
"""Pixels, at a text scale of 1."""
TWO_COLUMNS_FROM = 760
"""Pixels of width, times the text's scale."""


class OilDialog(PageDialog):
    """Ask `wish` when it is accepted. Essential oils that nobody touched stay as they were wished,
    so that one which only this client must avoid is there again for the next.
    """

    def __init__(
        self,
        shelf: Shelf,
        recipient: Recipient,
        limit: float,
        wish: OilWish,
        language: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(SIZE, parent)
        self.name(self.tr("Oil"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._shelf, self._recipient, self._limit = shelf, recipient, limit
        self._language = language
        self._oils_touched = False
        self.basis = OilBasis(shelf, recipient, limit, wish, language)
        self.rows = self._make_rows()
        self.said = worded("", "title", self)
        self.troubles = worded("", "body", self)
        self.ok = of_kind(QPushButton(self.tr("OK"), self), "primary")
        self.cancel = QPushButton(self.tr("Cancel"), self)
        self._lay_out()
        self.basis.changed.connect(self._show)
        for row in self.rows:
            row.changed.connect(self._on_row_changed)
        self.ok.setDefault(True)
        self.ok.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        self._show()
        self._order_tabs()

    def wish(self) -> OilWish:
        """What is chosen now. The effect is that of the oils."""
        wish = self.basis.wish
        if not self._oils_touched:
            return wish
        taken = [(row.oil, parts) for row in self.rows if (parts := row.parts()) is not None]
        kinds = [oil.effect.kind for oil, _ in taken]
        effect = wish.effect
        if effect not in kinds:
            effect = kinds[0] if kinds else Effect.NONE
        shares = tuple(Share(oil.id, parts) for oil, parts in taken)
        return msgspec.structs.replace(wish, effect=effect, oils=shares)

    def mixed(self) -> Mix:
        """What it comes to now."""
        return mix(self.wish(), self._shelf, self._recipient, self._limit)

    def set_text_scale(self, scale: float) -> None:
        """The larger its letters, the larger it is."""
        self._size = round(SIZE[0] * scale), round(SIZE[1] * scale)
        super().set_text_scale(scale)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow one has one column."""
        super().resizeEvent(event)
        self._arrange()

    def _make_rows(self) -> list[OilRow]:
        """The oils of the effect, then all others."""
        kinds = sorted(Effect, key=lambda kind: kind is not self.basis.wish.effect)
        oils = [oil for kind in kinds for oil in self._shelf.of(kind)]
        rows = [OilRow(oil, self._recipient, self._language) for oil in oils]
        taken = {portion.oil.id: portion.parts for portion in self.mixed().portions}
        for row in rows:
            row.take(taken.get(row.oil.id))
        return rows

    def _show(self) -> None:
        mixed = self.mixed()
        self.basis.show_mix(mixed)
        portions = {portion.oil.id: portion for portion in mixed.portions}
        room = sum(row.parts() is not None for row in self.rows) < MOST_OILS
        for row in self.rows:
            row.show_portion(portions.get(row.oil.id))
            row.offer(room=room)
        say(self.said, oil_words.mixture(mixed, self._language))
        troubles = oil_words.troubles(mixed, self._language)
        if not room:
            said = self.tr("A blend has no more than {n} essential oils.")
            troubles.append(said.replace("{n}", str(MOST_OILS)))
        say(self.troubles, "\n".join(troubles))
        announce(self, self.said.text())

    def _lay_out(self) -> None:
        inside = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._columns.setContentsMargins(24, 18, 24, 12)
        self._columns.setSpacing(36)
        self._columns.addWidget(self.basis, 45)
        self._columns.addLayout(self._lay_out_rows(), 55)
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

    def _lay_out_rows(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        headed: set[Effect] = set()
        for row in self.rows:
            kind = row.oil.effect.kind
            if kind not in headed:
                headed.add(kind)
                column.addWidget(heading(oil_words.effect(kind), self))
            column.addWidget(row)
        column.addStretch(1)
        return column

    def _foot(self) -> QFrame:
        foot = of_kind(QFrame(self), "side")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.said)
        words.addWidget(self.troubles)
        row = QHBoxLayout(foot)
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(self.cancel)
        row.addWidget(self.ok)
        return foot

    def _order_tabs(self) -> None:
        """Down the left column, down the oils, then to the end; it begins at the base oil."""
        order = self.basis.controls()
        for row in self.rows:
            order += [row.box, row.fewer, row.more]
        order += [self.ok, self.cancel]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
        base = self.mixed().base
        first = None if base is None else self.basis.base.chips.get(base.id)
        (first or self.basis.volume.slider).setFocus()

    def _arrange(self) -> None:
        beside = self.width() >= TWO_COLUMNS_FROM * self.grown_scale()
        directions = QBoxLayout.Direction
        self._columns.setDirection(directions.LeftToRight if beside else directions.TopToBottom)

    def _on_row_changed(self) -> None:
        self._oils_touched = True
        self._show()
