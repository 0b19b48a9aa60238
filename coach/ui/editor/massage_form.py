"""The fields of the massage as a whole: name, length, the breathing that it starts with."""

from msgspec.structs import replace

from coach.breath.pattern import (
    MAX_INHALE_SHARE,
    MAX_PAUSE_SHARE,
    MAX_RATE_BPM,
    MIN_INHALE_SHARE,
    MIN_RATE_BPM,
    RATE_STEP_BPM,
)
from coach.massage.drafts import in_words
from coach.massage.protocol import MOST_MINUTES, spoken
from coach.ui.editor.draft import Draft
from coach.ui.editor.fields import Field
from coach.ui.editor.form import Form
from coach.ui.settings.controls import Level

LONGEST_NAME, LONGEST_SOURCE = 80, 1000
SHARE_STEP = 0.05


class MassageForm(Form):
    """Shows and changes what is not a stage's."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        name, self.name = self.words(
            self.tr("Name of the massage"), "name", self._take_name, longest=LONGEST_NAME
        )
        summary, self.summary = self.words(
            self.tr("In a sentence"),
            "summary",
            self._take_summary,
            placeholder=self.tr("What is done, for whom"),
        )
        self.add(name)
        self.add(summary)
        bounds = (0.0, MOST_MINUTES, 1.0)
        least, self.least = self.number(
            self.tr("Least, min"), "minutes.least", bounds, self._take_least, above=True
        )
        usual, self.usual = self.number(
            self.tr("Usual, min"), "minutes.usual", bounds, self._take_usual, above=True
        )
        most, self.most = self.number(
            self.tr("Most, min"), "minutes.most", bounds, self._take_most, above=True
        )
        least.keys = ("minutes", "minutes.least", "stage")
        self.column.addLayout(self.beside(least, usual, most))
        self.rate = Level(
            MIN_RATE_BPM,
            MAX_RATE_BPM,
            RATE_STEP_BPM,
            lambda n: self.tr("%1 / min").replace("%1", f"{n:g}"),
        )
        self.inhale = Level(MIN_INHALE_SHARE, MAX_INHALE_SHARE, SHARE_STEP, _percent)
        self.pause = Level(0.0, MAX_PAUSE_SHARE, SHARE_STEP, _percent)
        self.add(
            Field(
                self.tr("Breaths a minute to start with"),
                self.rate,
                "rate_bpm",
                note=self.tr("Until the client's own rhythm is tapped."),
            )
        )
        self.add(Field(self.tr("Of a breath, breathing in"), self.inhale, "inhale_share"))
        self.add(Field(self.tr("Of a breath, pausing after the out"), self.pause, "pause_share"))
        source, self.source = self.words(
            self.tr("Where its facts come from"),
            "source",
            self._take_source,
            placeholder=self.tr("Author, work, year; or our choice"),
            longest=LONGEST_SOURCE,
        )
        self.add(source)
        self.column.addStretch(1)
        self.rate.chosen.connect(self._on_rate_chosen)
        self.inhale.chosen.connect(self._on_inhale_chosen)
        self.pause.chosen.connect(self._on_pause_chosen)

    def show_draft(self) -> None:
        """The draft as it is now."""
        protocol, language = self.draft.protocol, self.draft.language
        self.name.show_words(spoken(protocol.name, language))
        self.summary.show_words(spoken(protocol.summary, language))
        self.least.show_number(protocol.minutes.least)
        self.usual.show_number(protocol.minutes.usual)
        self.most.show_number(protocol.minutes.most)
        self.rate.show_value(protocol.rate_bpm)
        self.inhale.show_value(protocol.inhale_share)
        self.pause.show_value(protocol.pause_share)
        self.source.show_words(protocol.source)

    def _change(self, field: str, **parts: object) -> None:
        protocol = replace(self.draft.protocol, **parts)
        self.draft.change(protocol, self.tr("Change the massage"), field=field)

    def _take_name(self, words: str) -> None:
        name = in_words(self.draft.protocol.name, self.draft.language, words)
        self._change("name", name=name)

    def _take_summary(self, words: str) -> None:
        summary = in_words(self.draft.protocol.summary, self.draft.language, words)
        self._change("summary", summary=summary)

    def _take_minutes(self, field: str, **parts: float) -> None:
        self._change(field, minutes=replace(self.draft.protocol.minutes, **parts))

    def _take_least(self, minutes: float) -> None:
        self._take_minutes("least", least=minutes)

    def _take_usual(self, minutes: float) -> None:
        self._take_minutes("usual", usual=minutes)

    def _take_most(self, minutes: float) -> None:
        self._take_minutes("most", most=minutes)

    def _take_source(self, words: str) -> None:
        self._change("source", source=words)

    def _on_rate_chosen(self, rate_bpm: float) -> None:
        self._change("rate", rate_bpm=rate_bpm)

    def _on_inhale_chosen(self, share: float) -> None:
        self._change("inhale", inhale_share=share)

    def _on_pause_chosen(self, share: float) -> None:
        self._change("pause", pause_share=share)


def _percent(share: float) -> str:
    return f"{round(share * 100)} %"
