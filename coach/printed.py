"""What the command line prints: a session's report and a session sheet, each as a PDF."""

import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import msgspec
from PySide6.QtCore import QLocale
from PySide6.QtGui import QGuiApplication

from coach.assets import asset_folder
from coach.choosing import BadStartError, Start, choice_of
from coach.library import settings as settings_file
from coach.library.errors import LibraryError
from coach.library.folder import data_folder
from coach.library.protocols import find_protocols
from coach.library.store import Store
from coach.library.told import is_under_way
from coach.live.clock import today
from coach.ui import theme as themes
from coach.ui.language import speak
from coach.ui.printing.document import Print
from coach.ui.printing.paper import paper_of
from coach.ui.printing.pdf import to_pdf
from coach.ui.printing.report import report_of
from coach.ui.printing.sheet import sheet_of

Made = Callable[[str, date], Print]
"""From the language and today."""


def report(session_id: int, path: Path, paper: str | None) -> int:
    """Writes a saved session's report; answers with the exit status, as all here do."""

    def made(language: str, today: date) -> Print:
        store = Store(data_folder())
        try:
            row, events = store.session(session_id), store.events(session_id)
            under_way = is_under_way(store, row)
        finally:
            store.close()
        return report_of(row, events, language, today, under_way=under_way)

    return _write(made, path, paper)


def sheet(start: Start, client: str, path: Path, paper: str | None) -> int:
    """Writes the sheet of a massage to come, prepared as `coach start` would."""

    def made(language: str, today: date) -> Print:
        settings, _ = settings_file.load(data_folder())
        choice = choice_of(start, find_protocols(data_folder()), settings)
        return sheet_of(msgspec.structs.replace(choice, client=client), language, today)

    return _write(made, path, paper)


def _write(made: Made, path: Path, paper: str | None) -> int:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QGuiApplication(sys.argv[:1])
    themes.load_fonts()
    language = speak(application, asset_folder("i18n"), QLocale())
    try:
        settings, _ = settings_file.load(data_folder())
        chosen = paper_of(paper or settings.paper, QLocale())
        pages = to_pdf(made(language, today()), chosen, path)
    except (LibraryError, BadStartError, ValueError) as error:
        print(f"coach: {error}", file=sys.stderr)
        return 1
    print(f"{path}: {pages} page{'s' if pages > 1 else ''}, {chosen.name}.")
    return 0
