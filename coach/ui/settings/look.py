"""Settings of what the pages look like."""

from coach.ui.pairs import pairs_in
from coach.ui.settings.controls import Chips, Switch
from coach.ui.settings.part import Part
from coach.ui.settings.swatches import Swatches
from coach.ui.theme import Theme

TEXT_SCALES = (1.0, 1.25, 1.5, 1.75, 2.0)
LIGHTS = (100, 50, 25, 10)


class LookPart(Part):
    """Themes, colours, motion, sizes, light."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("look", self.tr("Look"))
        self.swatches = Swatches(pairs_in(theme))
        self._add_colours()
        self._add_text_and_motion()
        self._add_session_page()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self.swatches.show_pairs(pairs_in(theme))

    def _add_colours(self) -> None:
        self.add_row(
            self.tr("Theme"),
            self.tr("Dark for a dim room, light for a bright one."),
            Chips(
                (
                    ("dark", self.tr("Dark")),
                    ("light", self.tr("Light")),
                    ("contrast", self.tr("High contrast")),
                    ("system", self.tr("As the system")),
                )
            ),
            self.tr("colours, colors, night, day, mode, black, white"),
            field="look.theme",
        )
        self.add_row(
            self.tr("Colours of in and out"),
            self.tr("All can be told apart with any colour vision; arrow and word say it too."),
            self.swatches,
            self.tr("colors, colour-blind, color blind, inhale, exhale, breath, palette"),
            field="look.colours",
        )

    def _add_text_and_motion(self) -> None:
        self.add_row(
            self.tr("Text size"),
            self.tr("Of all smaller text. What is read from afar is large already."),
            Chips([(scale, f"{scale:.0%}".replace("%", " %")) for scale in TEXT_SCALES]),
            self.tr("font, letters, larger, bigger, zoom, scale, eyes"),
            field="look.text_scale",
        )
        self.add_row(
            self.tr("Motion"),
            self.tr("Gentle leaves out what only decorates; with none, things change in steps."),
            Chips(
                (
                    ("system", self.tr("As the system")),
                    ("full", self.tr("Full")),
                    ("gentle", self.tr("Gentle")),
                    ("none", self.tr("None")),
                )
            ),
            self.tr("animation, reduce, dizzy, still, movement"),
            field="look.motion",
        )

    def _add_session_page(self) -> None:
        self.add_row(
            self.tr("Light of the Session page"),
            self.tr("Less light, and warmer, for a dark room. Below 50 % only what matters stays."),
            Chips([(light, f"{light} %") for light in LIGHTS]),
            self.tr("brightness, dim, dark, lamp, glare"),
            field="look.light",
        )
        self.add_row(
            self.tr("Glance layout"),
            self.tr("The Session page with the breath, the cue and the time alone, for afar."),
            Switch(),
            self.tr("large, big, simple, far, distance, wall, focus"),
            field="look.glance",
        )
