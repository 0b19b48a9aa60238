"""What the command line prints: a session's report and a session sheet, each as a PDF."""

import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import msgspec
from PySide6.QtCore import QLocale
from PySide6.QtGui import QGuiApplication

from coach.assets import asset_folder
from coach.choosing import BadStartError, Start, choice_of, settled
from coach.clients import ClientBook
from coach.library import settings as settings_file
from coach.library.checks import find_checks
from coach.library.client_record import ClientRecord, previous_answers
from coach.library.errors import LibraryError
from coach.library.folder import data_folder
from coach.library.oils import find_oils
from coach.library.protocols import find_protocols
from coach.library.search import folded
from coach.library.settings import Settings
from coach.library.store import Store
from coach.library.told import is_under_way
from coach.live.clock import today
from coach.massage.blend import mix
from coach.massage.cautions import Caution
from coach.massage.checks import Check, cautions_of, standing, verdict_of
from coach.massage.oil import Recipient
from coach.session.prepared import Prepared
from coach.ui import theme as themes
from coach.ui.language import speak
from coach.ui.prepare import check_words, client_words
from coach.ui.prepare.choice import Choice
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
    """Writes the sheet of a massage to come, prepared as `coach start` would.

    For a client by what their record says; not where that speaks against a massage, or where the
    name is not one client's alone.
    """

    def made(language: str, today: date) -> Print:
        folder = data_folder()
        settings, _ = settings_file.load(folder)
        choice = settled(choice_of(start, find_protocols(folder), settings), settings)
        choice = msgspec.structs.replace(choice, client=client)
        checks = find_checks(folder).checks
        record = _record(ClientBook(folder, checks, None), client) if client.strip() else None
        if record is None:
            return sheet_of(choice, language, today)
        return _sheet_for(record, choice, checks, settings, language, today)

    return _write(made, path, paper)


def _record(book: ClientBook, name: str) -> ClientRecord | None:
    """Of whoever is named so. Raises BadStartError where that is not sure."""
    problems: list[str] = []
    book.failed.connect(problems.append)
    book.refresh()
    found = book.named(name)
    if found is None and any(folded(each.name) == folded(name) for each in book.known):
        raise BadStartError(f"more than one client is named '{name}'; choose one on Prepare")
    if found is None and problems:
        raise BadStartError(" ".join(problems))
    return found


def _sheet_for(
    record: ClientRecord,
    choice: Choice,
    checks: Sequence[Check],
    settings: Settings,
    language: str,
    today: date,
) -> Print:
    """As Prepare has it for this client. Raises BadStartError where they are not to be massaged."""
    answers = standing(checks, previous_answers(record, checks, today), ())
    verdict = verdict_of(checks, answers)
    if verdict.stops:
        raise BadStartError(check_words.headline(verdict, language))
    cautions = cautions_of(checks, answers, record.cautions)
    recipient = Recipient(cautions, record.age_at(today))
    mixed = mix(record.oil, find_oils(data_folder()).shelf, recipient, settings.oil_limit)
    choice = msgspec.structs.replace(
        choice,
        client=record.name,
        pressure_step=record.pressure_step,
        prepared=Prepared(mixed.blend(), answers, record.avoid, record.hands),
    )
    known = [client_words.caution(each) for each in Caution if each in cautions]
    left = "" if record.last is None else client_words.last_time(record.last, today)
    return sheet_of(choice, language, today, cautions=known, left=left)


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
