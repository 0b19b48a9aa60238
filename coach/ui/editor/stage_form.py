"""The fields of one stage."""

from msgspec.structs import replace
from PySide6.QtWidgets import QWidget

from coach.massage import plan
from coach.massage.drafts import in_words
from coach.massage.protocol import Cue, Plain, Protocol, Stage, spoken
from coach.massage.strokes import WITH_CADENCE, StrokeKind
from coach.ui.editor import terms
from coach.ui.editor.cue_form import CueForm
from coach.ui.editor.draft import Draft
from coach.ui.editor.fields import Field
from coach.ui.editor.form import Form
from coach.ui.settings.choices import Choices
from coach.ui.settings.controls import Chips, Switch

LONGEST_NAME = 60
LEAST_HZ, MOST_HZ = 0.2, 12.0
MOST_STAIRS = 6
USUAL_EVERY = 4


class StageForm(Form):
    """Shows and changes the chosen stage."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        name, self.name = self.words(
            self.tr("Name of the stage"), "name", self._take_name, longest=LONGEST_NAME
        )
        aim, self.aim = self.words(
            self.tr("Aim"), "aim", self._take_aim, placeholder=self.tr("What it is for")
        )
        self.add(name)
        self.add(aim)
        self._add_length()
        self.stroke = self._choices(self.tr("Stroke"), "stroke", terms.strokes())
        self.cadence_field, self.cadence = self.number(
            self.tr("Small strokes a second"),
            "cadence",
            (0.0, MOST_HZ, 0.5),
            self._take_cadence,
            note=self.tr("Within the breath, where the hands press. 0: none."),
        )
        self.add(self.cadence_field)
        self._add_cues()
        self.hand = self._choices(self.tr("Hand"), "hand", terms.hands())
        self.stand = self._choices(self.tr("Where to stand"), "stand", terms.stands())
        self.works = self._choices(self.tr("How long on one place"), "works", terms.works())
        self.stairs = Chips([(n, str(n)) for n in range(1, MOST_STAIRS + 1)])
        self.stairs_field = self.add(
            Field(self.tr("Breaths for one stroke when the breath is fast"), self.stairs, "stairs")
        )
        self.stairs.chosen.connect(self._on_stairs_chosen)
        self._add_plain()
        self.sound = self._choices(self.tr("Sound of the breath"), "sound", terms.sounds())
        self.optional = Switch()
        self.add(Field(self.tr("Can be left out in Prepare"), self.optional, "optional"))
        self.optional.chosen.connect(self._on_optional_chosen)
        source, self.source = self.words(
            self.tr("Where its facts come from"),
            "source",
            self._take_source,
            placeholder=self.tr("Author, work, year; or our choice"),
            longest=1000,
        )
        self.add(source)
        self.column.addStretch(1)

    def show_draft(self) -> None:
        """The chosen stage as it is now."""
        stage, language = self.draft.stage, self.draft.language
        if stage is None:
            return
        self.name.show_words(spoken(stage.name, language))
        self.aim.show_words(spoken(stage.aim, language))
        self.least.show_number(stage.least_min)
        self.share.show_number(stage.share)
        self.share_field.explain(self._length(self.draft.protocol, self.draft.index))
        self.stroke.show_value(stage.kind)
        self.cadence.set_least(LEAST_HZ if stage.kind is StrokeKind.VIBRATION else 0.0)
        self.cadence.show_number(stage.cadence_hz)
        self.cadence_field.setVisible(stage.kind in WITH_CADENCE)
        self.inhale.show_cue(stage.inhale)
        self.exhale.show_cue(stage.exhale)
        self.hand.show_value(stage.hand)
        self.stand.show_value(stage.stand)
        self.works.show_value(stage.works)
        self.stairs.show_value(stage.stairs)
        self.stairs.setEnabled(not stage.presses_out)
        self.stairs_field.explain(
            self.tr("A stroke pressed on the breath out is never spread.")
            if stage.presses_out
            else self.tr("A long stroke climbs a part on each breath in.")
        )
        self._show_plain(stage)
        self.sound.show_value(stage.sound)
        self.optional.show_value(stage.optional)
        self.source.show_words(stage.source)

    def _add_length(self) -> None:
        least, self.least = self.number(
            self.tr("At least, min"), "least_min", (0.1, 120.0, 0.5), self._take_least
        )
        self.share_field, self.share = self.number(
            self.tr("Share of the time"), "share", (0.0, 1000.0, 1.0), self._take_share
        )
        self.column.addLayout(self.beside(least, self.share_field))

    def _add_cues(self) -> None:
        self.inhale = CueForm(self, self.tr("Breath in"), "inhale", with_direction=True)
        self.exhale = CueForm(self, self.tr("Breath out"), "exhale", with_direction=True)
        for key, form in (("inhale", self.inhale), ("exhale", self.exhale)):
            self.column.addWidget(form)
            form.changed.connect(lambda cue, part, key=key: self._take_cue(key, cue, part))

    def _add_plain(self) -> None:
        self.tires = Switch()
        self.add(
            Field(
                self.tr("Plain breaths"),
                self.tires,
                "plain",
                note=self.tr("Now and then one without the stroke, because it tires."),
            )
        )
        self.every_field, self.every = self.number(
            self.tr("Every so many breaths"), "plain.every", (2, 20, 1), self._take_every
        )
        self.add(self.every_field)
        self.plain_inhale = CueForm(
            self, self.tr("Plain breath in"), "plain.inhale", with_direction=False
        )
        self.plain_exhale = CueForm(
            self, self.tr("Plain breath out"), "plain.exhale", with_direction=False
        )
        for key, form in (("inhale", self.plain_inhale), ("exhale", self.plain_exhale)):
            self.column.addWidget(form)
            form.changed.connect(lambda cue, part, key=key: self._take_plain(key, cue, part))
        self.tires.chosen.connect(self._on_tires_chosen)

    def _show_plain(self, stage: Stage) -> None:
        self.tires.show_value(stage.plain is not None)
        parts: tuple[QWidget, ...] = (self.every_field, self.plain_inhale, self.plain_exhale)
        for part in parts:
            part.setVisible(stage.plain is not None)
        if stage.plain is not None:
            self.every.show_number(stage.plain.every)
            self.plain_inhale.show_cue(stage.plain.inhale)
            self.plain_exhale.show_cue(stage.plain.exhale)

    def _choices(self, label: str, key: str, options: list[tuple[object, str]]) -> Choices:
        made = Choices()
        made.set_options(options)
        self.add(Field(label, made, key))
        made.chosen.connect(lambda value: self._on_choice_chosen(key, value))
        return made

    def _length(self, protocol: Protocol, index: int) -> str:
        """How long it lasts in a massage of the usual length."""
        try:
            ends = plan.lay(protocol.stage, round(protocol.minutes.usual * 60_000))
        except ValueError:
            return ""
        lasts_ms = ends[index] - (ends[index - 1] if index else 0)
        said = self.tr("{n} of {all} min")
        said = said.replace("{n}", f"{round(lasts_ms / 60_000, 1):g}")
        return said.replace("{all}", f"{protocol.minutes.usual:g}")

    def _change(self, field: str, **parts: object) -> None:
        if self.draft.stage is not None:
            stage = replace(self.draft.stage, **parts)
            self.draft.change_stage(stage, self.tr("Change the stage"), field=field)

    def _take_name(self, words: str) -> None:
        if self.draft.stage is not None:
            name = in_words(self.draft.stage.name, self.draft.language, words)
            self._change("name", name=name)

    def _take_aim(self, words: str) -> None:
        if self.draft.stage is not None:
            self._change("aim", aim=in_words(self.draft.stage.aim, self.draft.language, words))

    def _take_least(self, minutes: float) -> None:
        self._change("least", least_min=minutes)

    def _take_share(self, share: float) -> None:
        self._change("share", share=share)

    def _take_cadence(self, cadence_hz: float) -> None:
        self._change("cadence", cadence=cadence_hz or None)

    def _take_source(self, words: str) -> None:
        self._change("source", source=words)

    def _take_cue(self, key: str, cue: Cue, part: str) -> None:
        self._change(f"{key}.{part}" if part == "text" else "", **{key: cue})

    def _take_plain(self, key: str, cue: Cue, part: str) -> None:
        if self.draft.stage is not None and self.draft.stage.plain is not None:
            plain = replace(self.draft.stage.plain, **{key: cue})
            self._change(f"plain.{key}.{part}" if part == "text" else "", plain=plain)

    def _take_every(self, breaths: float) -> None:
        if self.draft.stage is not None and self.draft.stage.plain is not None:
            plain = replace(self.draft.stage.plain, every=round(breaths))
            self._change("every", plain=plain)

    def _on_choice_chosen(self, key: str, value: object) -> None:
        parts: dict[str, object] = {key: value}
        if key == "stroke" and value not in WITH_CADENCE:
            parts["cadence"] = None
        self._change("", **parts)

    def _on_stairs_chosen(self, stairs: int) -> None:
        self._change("", stairs=stairs)

    def _on_optional_chosen(self, on: bool) -> None:
        self._change("", optional=on)

    def _on_tires_chosen(self, on: bool) -> None:
        if self.draft.stage is None:
            return
        inhale, exhale = self.draft.stage.inhale, self.draft.stage.exhale
        plain = Plain(
            USUAL_EVERY, Cue(inhale.text, inhale.pressure), Cue(exhale.text, exhale.pressure)
        )
        self._change("", plain=plain if on else None)
