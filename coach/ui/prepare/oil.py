"""Effect and oil: three cards, the blend in a line, and what speaks against it for this client."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from coach.library.oils import FoundOils
from coach.massage.blend import Mix, OilWish, Share, mix
from coach.massage.cautions import Caution
from coach.massage.oil import USUAL_PERCENT, Effect, Recipient, Shelf
from coach.massage.oils import Blend
from coach.massage.protocol import spoken
from coach.ui import oil_words
from coach.ui.prepare.card import Card
from coach.ui.style import of_kind
from coach.ui.theme import DARK, Theme

NAMED = 3
"""So many oils of an effect are named on its card."""


class OilPanel(QWidget):
    """Call `set_shelf` first: without oils there is no blend, and nothing to change."""

    changed = Signal()
    """By a person: the wish is another."""

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._theme: Theme = DARK
        self._scale = 1.0
        self._shelf: Shelf | None = None
        self._problems: list[str] = []
        self._limit = USUAL_PERCENT
        self._recipient = Recipient()
        self._wish = OilWish()
        self._oils: dict[Effect, tuple[Share, ...]] = {}
        """What was chosen for each effect, so that a look at another does not undo it."""
        self._group = QButtonGroup(self)
        self._cards = self._make_cards()
        self._group.idClicked.connect(self._on_group_id_clicked)
        self._line = of_kind(QLabel(self), "body")
        self._amount = of_kind(QLabel(self), "amount")
        self.change = of_kind(QPushButton(self.tr("Change…"), self), "link")
        self.change.setAccessibleName(self.tr("Change the oil"))
        self.change.clicked.connect(self._on_change_clicked)
        self._said = of_kind(QLabel(self), "body")
        self._broken = of_kind(QLabel(self), "muted")
        self._lay_out()
        self._show()

    def set_theme(self, theme: Theme) -> None:
        """The dialog's colours from its next opening on."""
        self._theme = theme

    def set_text_scale(self, scale: float) -> None:
        """The dialog's letters from its next opening on, 1 to 2."""
        self._scale = scale

    def set_shelf(self, found: FoundOils) -> None:
        """The oils to choose from, and the files that cannot be used."""
        self._shelf = found.shelf
        pattern = self.tr("%1 cannot be used. %2")
        self._problems = [
            pattern.replace("%1", f"oils/{file.path.name}").replace("%2", file.problem)
            for file in found.broken
        ]
        self._show()

    def set_limit(self, percent: float) -> None:
        """The overall limit of the settings."""
        self._limit = percent
        self._show()

    def set_client(self, cautions: frozenset[Caution], age: int | None) -> None:
        """Whom the oil is for; None is an age that is not known."""
        self._recipient = Recipient(cautions, age)
        self._show()

    def restore(self, wish: OilWish) -> None:
        """What was chosen the last time. Oils that are gone or to be avoided now are named."""
        self._wish = wish
        self._oils[wish.effect] = wish.oils
        self._cards[wish.effect].setChecked(True)
        self._show()

    def wish(self) -> OilWish:
        """What is chosen, to be remembered."""
        return self._wish

    def mixed(self) -> Mix | None:
        """What the wish comes to; None before there are oils."""
        if self._shelf is None:
            return None
        return mix(self._wish, self._shelf, self._recipient, self._limit)

    def blend(self) -> Blend | None:
        """What is to be mixed; None where there is no base oil that the client can have."""
        mixed = self.mixed()
        return None if mixed is None else mixed.blend()

    def buttons(self) -> list[QWidget]:
        """All that has the keys, in order."""
        return [*self._cards.values(), self.change]

    def line(self) -> str:
        """The blend as it stands there, and the drops."""
        parts = (self._line.text(), self._amount.text())
        return ": ".join(part for part in parts if part)

    def said(self) -> str:
        """What speaks against it, a line each; empty where nothing does."""
        return self._said.text()

    def problems(self) -> str:
        """The files that cannot be used, a line each."""
        return self._broken.text()

    def _make_cards(self) -> dict[Effect, Card]:
        cards = {each: Card(oil_words.effect(each), "", self, compact=True) for each in Effect}
        for index, card in enumerate(cards.values()):
            self._group.addButton(card, index)
        cards[Effect.NONE].say(self.tr("Base oil alone"))
        cards[Effect.NONE].setChecked(True)
        return cards

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(14)
        for card in self._cards.values():
            row.addWidget(card, 1)
        frame = of_kind(QFrame(self), "quiet")
        inside = QHBoxLayout(frame)
        inside.setContentsMargins(14, 0, 4, 0)
        inside.setSpacing(12)
        inside.addWidget(self._line, 1)
        inside.addWidget(self._amount)
        inside.addWidget(self.change)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(frame)
        for label in (self._line, self._said, self._broken):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._amount.setTextFormat(Qt.TextFormat.PlainText)
        column.addWidget(self._said)
        column.addWidget(self._broken)
        column.addStretch(1)

    def _show(self) -> None:
        mixed = self.mixed()
        self.change.setEnabled(mixed is not None)
        self._broken.setText("\n".join(self._problems))
        self._broken.setVisible(bool(self._problems))
        if self._shelf is None or mixed is None:
            self._said.hide()
            return
        for effect in (Effect.RELAXING, Effect.STIMULATING):
            self._cards[effect].say(self._names(self._shelf, effect))
        self._line.setText(self._sentence(mixed))
        self._amount.setText(self._drops(mixed))
        lines = oil_words.troubles(mixed, self._language)
        lines += oil_words.warnings(mixed.findings, self._language)
        self._said.setText("\n".join(lines))
        self._said.setVisible(bool(lines))

    def _names(self, shelf: Shelf, effect: Effect) -> str:
        names = [spoken(oil.name, self._language) for oil in shelf.of(effect)]
        said = ", ".join(names[:NAMED]) + ("…" if len(names) > NAMED else "")
        return said[:1].upper() + said[1:]

    def _sentence(self, mixed: Mix) -> str:
        """Such as "Lavender in 30 ml sweet almond at 2 %"; of several oils each with its drops."""
        if mixed.base is None:
            return self.tr("No oil")
        if not mixed.portions:
            return oil_words.mixture(mixed, self._language)
        names = [spoken(portion.oil.name, self._language) for portion in mixed.portions]
        if len(names) > 1:
            names = [
                f"{name} {portion.drops or oil_words.drops(0)}"
                for name, portion in zip(names, mixed.portions, strict=True)
            ]
        base = oil_words.base(mixed.base, mixed.ml, self._language)
        said = oil_words.oils_in(", ".join(names), base, mixed.aimed)
        return said[:1].upper() + said[1:]

    def _drops(self, mixed: Mix) -> str:
        if mixed.base is None or not mixed.portions:
            return ""
        return oil_words.drops(sum(portion.drops for portion in mixed.portions))

    def _take(self, wish: OilWish) -> None:
        if wish == self._wish:
            return
        self.restore(wish)
        self.changed.emit()

    def _on_group_id_clicked(self, index: int) -> None:
        effect = list(self._cards)[index]
        wish = self._wish
        self._take(OilWish(effect, wish.base, wish.ml, wish.percent, self._oils.get(effect, ())))

    def _on_change_clicked(self) -> None:
        from coach.ui.prepare.oil_dialog import OilDialog  # noqa: PLC0415 -- not before it is asked

        if self._shelf is None:
            return
        dialog = OilDialog(
            self._shelf, self._recipient, self._limit, self._wish, self._language, self
        )
        dialog.set_theme(self._theme)
        dialog.set_text_scale(self._scale)
        dialog.accepted.connect(lambda: self._take(dialog.wish()))
        dialog.open()
