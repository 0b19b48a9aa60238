"""The fields of one cue: what the card says, how hard, and which way."""

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from coach.massage.drafts import in_words
from coach.massage.protocol import Cue, spoken
from coach.massage.strokes import Direction
from coach.ui.editor import terms
from coach.ui.editor.fields import Field
from coach.ui.editor.form import Form
from coach.ui.settings.choices import Choices
from coach.ui.settings.controls import Chips
from coach.ui.style import of_kind

LONGEST_CUE = 60


class CueForm(QFrame):
    """`changed(Cue, str)`: the cue as a person wants it, and which of its fields was changed."""

    changed = Signal(object, str)

    def __init__(self, form: Form, title: str, key: str, *, with_direction: bool) -> None:
        """Its fields join those of the form; `key` is the cue's, such as "inhale"."""
        super().__init__()
        of_kind(self, "cue")
        self._language = form.draft.language
        self._cue: Cue | None = None
        words, self.text = form.words(
            self.tr("Words"),
            f"{key}.text",
            self._on_text_edited,
            placeholder=self.tr("Short: what the hands do"),
            longest=LONGEST_CUE,
        )
        self.pressure = Chips([(n, str(n)) for n in range(1, 6)])
        pressure = Field(self.tr("Pressure"), self.pressure, f"{key}.pressure")
        self.direction = Choices()
        self.direction.set_options(terms.directions())
        direction = Field(self.tr("Direction"), self.direction, f"{key}.direction")
        if not with_direction:
            direction.hide()
        self.pressure.chosen.connect(self._on_pressure_chosen)
        self.direction.chosen.connect(self._on_direction_chosen)
        heading = of_kind(QLabel(title), "heading")
        heading.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(12)
        column.addWidget(heading)
        for field in (words, pressure, direction):
            form.fields.append(field)
            column.addWidget(field)
        for control, name in (
            (self.text, words),
            (self.pressure, pressure),
            (self.direction, direction),
        ):
            said = f"{title}: {name.label.text()}"
            if isinstance(control, Chips | Choices):
                control.call(said, "")
            else:
                control.setAccessibleName(said)

    def show_cue(self, cue: Cue) -> None:
        """The cue as it is now."""
        self._cue = cue
        self.text.show_words(spoken(cue.text, self._language))
        self.pressure.show_value(cue.pressure)
        self.direction.show_value(cue.direction)

    def _on_text_edited(self, words: str) -> None:
        if self._cue is not None:
            text = in_words(self._cue.text, self._language, words)
            self.changed.emit(replace(self._cue, text=text), "text")

    def _on_pressure_chosen(self, pressure: int) -> None:
        if self._cue is not None:
            self.changed.emit(replace(self._cue, pressure=pressure), "pressure")

    def _on_direction_chosen(self, direction: Direction | None) -> None:
        if self._cue is not None:
            self.changed.emit(replace(self._cue, direction=direction), "direction")
