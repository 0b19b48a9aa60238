"""The command line."""

import argparse
import gc
import importlib
import math
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from coach import __version__
from coach.breath.pattern import MAX_RATE_BPM, MIN_RATE_BPM
from coach.massage.protocol import ProtocolError, spoken

FASTEST = 1000.0
_MOST_DIGITS = 15
SEARCH = "_mod_uses_pyside"
"""A name of PySide6's own, and so perhaps not there one day."""


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"coach: {message}\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; answers with its exit status."""
    arguments = sys.argv[1:] if argv is None else argv
    nothing = argparse.Namespace(command=None)  # the window alone need not wait for the parser
    options = _parser().parse_args(arguments) if arguments else nothing
    without_window = {
        **dict.fromkeys(("sessions", "export", "import"), _saved),
        **dict.fromkeys(("report", "sheet"), _printed),
        "protocols": _protocols,
    }
    if options.command in without_window:
        return without_window[options.command](options)
    gc.disable()  # until the first screen is painted there is nothing to collect
    from coach.display import missing_library  # noqa: PLC0415 -- what needs no window loads no Qt

    try:
        from coach.choosing import Replay, Start  # noqa: PLC0415 -- as above

        _spare_a_search()
        from coach.run import run  # noqa: PLC0415
    except ImportError as error:
        print(f"coach: {missing_library(error)}", file=sys.stderr)
        return 2
    if options.command == "replay":
        return run(Replay(options.id))
    if options.command != "start":
        return run(None)
    return run(
        Start(
            protocol=options.protocol,
            minutes=options.minutes,
            rate_bpm=options.rate,
            speed=options.speed,
            save=options.save or options.speed == 1.0,
        )
    )


def _spare_a_search() -> None:
    """A twentieth of the start: PySide6 reads the source of each module that is imported after it,
    in search of its own name, for features by module (`from __feature__ import`) that are not used
    here.
    """
    importlib.import_module("PySide6.QtCore")
    feature = importlib.import_module("shibokensupport.feature")
    if hasattr(feature, SEARCH):
        setattr(feature, SEARCH, lambda _module: False)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="coach",
        description="A coach for a back massage at the client's own breathing rhythm.",
        epilog="Without a command, the Prepare page opens.",
    )
    parser.add_argument("--version", action="version", version=f"coach {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    start = commands.add_parser("start", help="go straight into a running session")
    _add_start(start)
    start.add_argument(
        "--speed",
        type=_speed,
        default=1.0,
        metavar="N",
        help="a rehearsal, N times as fast; not saved unless --save",
    )
    start.add_argument("--save", action="store_true", help="save a rehearsal too")

    replay = commands.add_parser("replay", help="see a saved session again")
    replay.add_argument("id", type=_id, metavar="ID", help="as 'coach sessions' lists it")

    sessions = commands.add_parser("sessions", help="list the saved sessions")
    sessions.add_argument("--json", action="store_true", help="all of them, with their figures")

    export = commands.add_parser("export", help="write a saved session as one JSON document")
    export.add_argument("id", type=_id, metavar="ID", help="as 'coach sessions' lists it")
    export.add_argument("-o", "--output", type=Path, metavar="FILE", help="not to the screen")

    imports = commands.add_parser("import", help="read such a document into the library")
    imports.add_argument("file", type=Path, metavar="FILE")

    report = commands.add_parser("report", help="write a saved session's report as a PDF")
    report.add_argument("id", type=_id, metavar="ID", help="as 'coach sessions' lists it")
    sheet = commands.add_parser("sheet", help="write the sheet of a massage to come as a PDF")
    _add_start(sheet)
    sheet.add_argument("--client", default="", metavar="NAME", help="name or initials")
    for printed in (report, sheet):
        printed.add_argument("-o", "--output", type=Path, metavar="FILE", required=True)
        printed.add_argument("--paper", choices=("A4", "Letter"), help="else as chosen last")

    protocols = commands.add_parser("protocols", help="list the protocols, or check a file")
    actions = protocols.add_subparsers(dest="action", metavar="ACTION")
    check = actions.add_parser("check", help="say what is wrong with a protocol file")
    check.add_argument("file", type=Path, metavar="FILE")
    return parser


def _add_start(parser: argparse.ArgumentParser) -> None:
    """What a massage is prepared with; else as last time."""
    parser.add_argument("--protocol", metavar="NAME", help="id or name, as 'coach protocols' lists")
    parser.add_argument("--minutes", type=_number, metavar="N", help="length of the massage")
    parser.add_argument(
        "--rate", type=_rate, metavar="BPM", help="breaths per minute to begin with, 4 to 24"
    )


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise argparse.ArgumentTypeError(f"'{text}' is not a number")
    return value


def _rate(text: str) -> float:
    value = _number(text)
    if not MIN_RATE_BPM <= value <= MAX_RATE_BPM:
        raise argparse.ArgumentTypeError(
            f"{text} is not between {MIN_RATE_BPM:g} and {MAX_RATE_BPM:g} breaths per minute"
        )
    return value


def _id(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS):
        raise argparse.ArgumentTypeError(f"'{text}' is not the number of a session")
    return int(text)


def _speed(text: str) -> float:
    value = _number(text)
    if not 0.1 <= value <= FASTEST:
        raise argparse.ArgumentTypeError(f"{text} is not between 0.1 and {FASTEST:g}")
    return value


def _saved(options: argparse.Namespace) -> int:
    from coach import saved  # noqa: PLC0415 -- a start without it is faster

    if options.command == "export":
        return saved.export(options.id, options.output)
    if options.command == "import":
        return saved.import_file(options.file)
    return saved.list_sessions(as_json=options.json)


def _printed(options: argparse.Namespace) -> int:
    from coach.display import missing_library  # noqa: PLC0415 -- as above

    try:
        from coach import printed  # noqa: PLC0415 -- as above
        from coach.choosing import Start  # noqa: PLC0415
    except ImportError as error:
        print(f"coach: {missing_library(error)}", file=sys.stderr)
        return 2
    if options.command == "report":
        return printed.report(options.id, options.output, options.paper)
    start = Start(options.protocol, options.minutes, options.rate)
    return printed.sheet(start, options.client, options.output, options.paper)


def _protocols(options: argparse.Namespace) -> int:
    return _check_protocol(options.file) if options.action else _list_protocols()


def _list_protocols() -> int:
    from coach.library.errors import LibraryError  # noqa: PLC0415
    from coach.library.folder import data_folder  # noqa: PLC0415
    from coach.library.protocols import find_protocols  # noqa: PLC0415

    try:
        files = find_protocols(data_folder())
    except LibraryError as error:
        print(f"coach: {error}", file=sys.stderr)
        return 1
    for file in files:
        if file.protocol is None:
            print(f"(broken)  {file.path}: {file.problem}")
            continue
        minutes = file.protocol.minutes
        print(
            f"{file.protocol.id}  {spoken(file.protocol.name)}, "
            f"{minutes.least:g} to {minutes.most:g} min  {file.path}"
        )
    return 0


def _check_protocol(path: Path) -> int:
    from coach.library.protocols import read_protocol  # noqa: PLC0415

    try:
        protocol = read_protocol(path)
    except (ProtocolError, OSError) as error:
        print(f"coach: {path}: {error}", file=sys.stderr)
        return 1
    print(f"{path}: '{spoken(protocol.name)}' is sound, {len(protocol.stage)} stages.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
