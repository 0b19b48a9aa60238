"""The language of the interface: the system's, where there is a translation, else English."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

SOURCE = "en"


def speak(application: QCoreApplication, folder: Path, locale: QLocale) -> str:
    """Translate the interface as far as `folder` has `coach_<language>.qm` for the locale.

    Answers with the language's code, by which a protocol's own texts are chosen.
    """
    translator = QTranslator(application)
    if not translator.load(locale, "coach", "_", str(folder)):
        return SOURCE
    application.installTranslator(translator)
    return QLocale(translator.language()).name().split("_")[0] or SOURCE
