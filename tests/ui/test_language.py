"""A translation is found by the system's language."""

import subprocess
from pathlib import Path

import PySide6
import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from coach.ui.language import speak

TS = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS><TS version="2.1" language="de_DE"><context><name>words</name>
<message><source>Paused.</source><translation>Pause.</translation></message>
</context></TS>
"""


@pytest.fixture
def german(tmp_path):
    (tmp_path / "coach_de.ts").write_text(TS, encoding="utf-8")
    release = Path(PySide6.__file__).parent / "lrelease"
    made = subprocess.run([release, "coach_de.ts"], cwd=tmp_path, capture_output=True, check=False)
    if made.returncode != 0:
        pytest.skip(f"Qt's lrelease does not run here: {made.stderr.decode()}")
    return tmp_path


@pytest.fixture
def translators(qapp):
    before = qapp.findChildren(QTranslator)
    yield
    for made in qapp.findChildren(QTranslator):
        if made not in before:
            qapp.removeTranslator(made)


def test_the_system_language_is_spoken(qapp, german, translators):
    assert speak(qapp, german, QLocale("de_AT")) == "de"
    assert QCoreApplication.translate("words", "Paused.") == "Pause."


def test_another_language_is_spoken_in_english(qapp, german, translators):
    assert speak(qapp, german, QLocale("fi_FI")) == "en"
    assert QCoreApplication.translate("words", "Paused.") == "Paused."
