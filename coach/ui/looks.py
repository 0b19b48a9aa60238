"""From what the user chose, and what the system wishes, to a theme and a motion."""

from coach.library.settings import Look
from coach.ui.motion import Motion
from coach.ui.pairs import with_pair
from coach.ui.system import SystemWish
from coach.ui.theme import THEMES, Theme


def theme_for(look: Look, system: SystemWish) -> Theme:
    """The theme in its pair of colours, at full light."""
    name = system.theme if look.theme == "system" else look.theme
    return with_pair(THEMES[name], look.colours)


def motion_for(look: Look, system: SystemWish) -> Motion:
    """How much moves."""
    return system.motion if look.motion == "system" else Motion(look.motion)
