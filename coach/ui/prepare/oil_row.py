"""One essential oil in the dialog: taken or not, its parts, its drops, and all there is to say."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from coach.massage.blend import Portion, find
from coach.massage.oil import EssentialOil, Recipient
from coach.massage.protocol import spoken
from coach.ui import oil_words
from coach.ui.prepare.oil_basis import worded
from coach.ui.style import of_kind

MOST_PARTS = 9


class OilRow(QFrame):
    """An oil that the client must avoid cannot be taken; why stands below it."""

    changed = Signal()
    """By a person."""

    def __init__(self, oil: EssentialOil, recipient: Recipient, language: str) -> None:
        super().__init__()
        of_kind(self, "row")
        self.oil = oil
        self._language = language
        self._parts = 1
        self._said: list[QLabel] = []
        name = oil_words.name_of(oil, language)
        self.box = QCheckBox(name, self)
        self._is_avoided = oil.is_avoided(recipient)
        self.box.setEnabled(not self._is_avoided)
        self.box.clicked.connect(self._on_box_clicked)
        self._drops = of_kind(QLabel(self), "amount")
        self.fewer = self._step("−", self.tr("A part less of {oil}"), -1)
        self.more = self._step("+", self.tr("A part more of {oil}"), 1)
        self._count = of_kind(QLabel(self), "muted")
        self._lay_out(recipient)
        self._show_parts()

    def take(self, parts: int | None) -> None:
        """With so many parts; None: not."""
        self.box.setChecked(parts is not None and self.box.isEnabled())
        self._parts = parts or 1
        self._show_parts()

    def offer(self, *, room: bool) -> None:
        """Whether there is room for it, where it is not taken yet."""
        self.box.setEnabled(not self._is_avoided and (room or self.box.isChecked()))

    def parts(self) -> int | None:
        """So many, where it is taken."""
        return self._parts if self.box.isChecked() else None

    def show_portion(self, portion: Portion | None) -> None:
        """The drops of it as they are now."""
        self._drops.setText("" if portion is None else oil_words.drops(portion.drops))

    def words(self) -> str:
        """All that is said below it, a line each."""
        return "\n".join(label.text() for label in self._said)

    def _step(self, sign: str, name: str, step: int) -> QPushButton:
        button = of_kind(QPushButton(sign, self), "chip")
        button.setAccessibleName(name.replace("{oil}", spoken(self.oil.name, self._language)))
        button.clicked.connect(lambda: self._on_step_clicked(step))
        return button

    def _lay_out(self, recipient: Recipient) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.box)
        head.addStretch(1)
        for part in (self.fewer, self._count, self.more):
            head.addWidget(part)
        head.addSpacing(10)
        head.addWidget(self._drops)
        self._drops.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 10)
        column.setSpacing(2)
        column.addLayout(head)
        for text, kind in self._lines(recipient):
            label = worded(text, kind, self)
            self._said.append(label)
            column.addWidget(label)
        self.box.setAccessibleDescription(self.words())

    def _lines(self, recipient: Recipient) -> list[tuple[str, str]]:
        """What speaks against it, its own limit, what else is good to know; each with its source,
        as words and their kind.
        """
        lines = [(self.oil.latin, "muted")] if self.oil.latin else []
        for finding in find((self.oil,), recipient):
            lines.append((oil_words.warning(finding.caution, self._language), "body"))
            lines.append((oil_words.source(finding.caution.source), "muted"))
        if self.oil.limit is not None:
            most = self.tr("At most {n}.").replace("{n}", oil_words.percent(self.oil.limit.percent))
            why = spoken(self.oil.limit.reason, self._language)
            lines.append((f"{most} {why} {oil_words.source(self.oil.limit.source)}", "muted"))
        return lines + [
            (f"{spoken(note.text, self._language)} {oil_words.source(note.source)}", "muted")
            for note in self.oil.note
        ]

    def _show_parts(self) -> None:
        taken = self.box.isChecked()
        one = self.tr("1 part")
        many = self.tr("{n} parts").replace("{n}", str(self._parts))
        self._count.setText(one if self._parts == 1 else many)
        for part in (self.fewer, self._count, self.more):
            part.setVisible(taken)
        self.fewer.setEnabled(self._parts > 1)
        self.more.setEnabled(self._parts < MOST_PARTS)

    def _on_box_clicked(self) -> None:
        self._show_parts()
        self.changed.emit()

    def _on_step_clicked(self, step: int) -> None:
        self._parts = min(MOST_PARTS, max(1, self._parts + step))
        self._show_parts()
        self.changed.emit()
