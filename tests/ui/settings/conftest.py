from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from coach.library.settings import Settings
from coach.ui.settings.dialog import SettingsDialog
from coach.ui.settings.keys import KeysPart
from coach.ui.settings.look import LookPart
from coach.ui.settings.session import SessionPart
from coach.ui.settings.sound import SoundPart
from coach.ui.settings.voice import VoicePart
from coach.ui.theme import DARK, load_fonts

TONES = ("air", "waves", "wind", "tone", "bowl", "choir")
CUES = ("wood", "bell", "drop", "harp")
CHIMES = ("before_stage", "stage", "end")
OUTPUTS = (("hda", "Built-in speakers"), ("usb", "Earpiece"))


class Shown:
    """The dialog over a window, its parts and what it said of changes."""

    def __init__(self, qtbot, settings, width=1280, height=800, scale=1.0, theme=DARK):
        load_fonts()
        self.settings = settings
        self.window = QWidget()
        qtbot.addWidget(self.window, before_close_func=lambda _, kept=self.window: None)
        self.window.resize(width, height)
        self.window.show()
        self.look, self.sound, self.voice = LookPart(theme), SoundPart(), VoicePart()
        self.session = SessionPart(Path("/home/zoë/.local/share/breath-massage-coach"))
        self.keys = KeysPart()
        self.parts = (self.look, self.sound, self.voice, self.keys, self.session)
        self.dialog = SettingsDialog(settings, self.parts, theme, self.window)
        self.sound.set_sounds(TONES, CUES, CHIMES)
        self.sound.set_outputs(OUTPUTS)
        self.voice.set_voices([("speechd", "Speech Dispatcher")], [("a", "Anna"), ("b", "Ben")])
        self.dialog.set_text_scale(scale)
        self.changes = []
        self.dialog.changed.connect(self.changes.append)
        self.dialog.open_at()
        qtbot.waitExposed(self.dialog)
        self.settle()

    def settle(self):
        for _ in range(4):
            QApplication.processEvents()

    def row(self, label):
        """Of the parts but the keys, which name the commands."""
        parts = [part for part in self.parts if part is not self.keys]
        (found,) = [row for part in parts for row in part.rows if row.label.text() == label]
        return found

    def seen(self):
        """The labels of the rows that are shown."""
        self.settle()
        return [row.label.text() for part in self.parts for row in part.rows if row.isVisible()]


@pytest.fixture
def shown(qtbot):
    def make(settings=None, **how):
        return Shown(qtbot, Settings() if settings is None else settings, **how)

    return make
