"""Images of the scene as it may be chosen: themes, pairs, less light, at a glance.

Written anew and compared as in `test_session_images.py`.
"""

import pytest
from PySide6.QtGui import QImage

from coach.ui.pairs import with_pair
from coach.ui.session.scene import Scene
from coach.ui.theme import CONTRAST, DARK, LIGHT, load_fonts
from tests.helpers.situations import moment_of
from tests.visual.test_session_images import check

LOOKS = {
    "glance-in": (DARK, 100, True, "in"),
    "glance-out": (DARK, 100, True, "out"),
    "glance-resting": (DARK, 100, True, "resting"),
    "glance-coming": (DARK, 100, True, "coming"),
    "glance-contrast": (CONTRAST, 100, True, "trapezius"),
    "contrast-in": (CONTRAST, 100, False, "kneading"),
    "contrast-out": (CONTRAST, 100, False, "out"),
    "contrast-paused": (CONTRAST, 100, False, "slept"),
    "gold-blue-out": (with_pair(DARK, "gold-blue"), 100, False, "out"),
    "pink-green-in": (with_pair(DARK, "pink-green"), 100, False, "in"),
    "light-50-dark": (DARK, 50, False, "in"),
    "light-25-dark": (DARK, 25, False, "out"),
    "light-10-dark": (DARK, 10, False, "in"),
    "light-50-light": (LIGHT, 50, False, "kneading"),
    "avoid-dark": (DARK, 100, False, "avoid"),
}


@pytest.mark.parametrize("name", LOOKS)
def test_every_look(qtbot, tmp_path, name):
    theme, light, glance, situation = LOOKS[name]
    load_fonts()
    scene = Scene(theme)
    qtbot.addWidget(scene)
    scene.resize(1280, 720)
    scene.begin(language="en", turn_degrees=0, rehearsal_speed=None)
    scene.set_light(light)
    scene.set_glance(glance)
    scene.show()
    scene.show_moment(moment_of(situation))
    image = scene.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    check(image, f"look-{name}", tmp_path)
