"""The command line."""

import argparse
import math
import sys
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import NoReturn

from coach import __version__
from coach.breath.pattern import MAX_RATE_BPM, MIN_RATE_BPM
from coach.massage.protocol import ProtocolError, spoken

FASTEST = 1000.0


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"coach: {message}\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; answers with its exit status."""
    options = _parser().parse_args(argv)
    if options.command == "sessions":
        return _list_sessions()
    if options.command == "protocols":
        return _check_protocol(options.file) if options.action else _list_protocols()
    from coach.display import missing_library  # noqa: PLC0415 -- what needs no window loads no Qt

    try:
        from coach.choosing import Start  # noqa: PLC0415 -- as above
        from coach.run import run  # noqa: PLC0415
    except ImportError as error:
        print(f"coach: {missing_library(error)}", file=sys.stderr)
        return 2
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


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="coach",
        description="A coach for a back massage at the client's own breathing rhythm.",
        epilog="Without a command, the Prepare page opens.",
    )
    parser.add_argument("--version", action="version", version=f"coach {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    start = commands.add_parser("start", help="go straight into a running session")
    start.add_argument("--protocol", metavar="NAME", help="id or name, as 'coach protocols' lists")
    start.add_argument("--minutes", type=_number, metavar="N", help="length of the massage")
    start.add_argument(
        "--rate", type=_rate, metavar="BPM", help="breaths per minute to begin with, 4 to 24"
    )
    start.add_argument(
        "--speed",
        type=_speed,
        default=1.0,
        metavar="N",
        help="a rehearsal, N times as fast; not saved unless --save",
    )
    start.add_argument("--save", action="store_true", help="save a rehearsal too")

    commands.add_parser("sessions", help="list the saved sessions")

    protocols = commands.add_parser("protocols", help="list the protocols, or check a file")
    actions = protocols.add_subparsers(dest="action", metavar="ACTION")
    check = actions.add_parser("check", help="say what is wrong with a protocol file")
    check.add_argument("file", type=Path, metavar="FILE")
    return parser


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


def _speed(text: str) -> float:
    value = _number(text)
    if not 0.1 <= value <= FASTEST:
        raise argparse.ArgumentTypeError(f"{text} is not between 0.1 and {FASTEST:g}")
    return value


def _list_sessions() -> int:
    from coach.library.errors import LibraryError  # noqa: PLC0415 -- a start without it is faster
    from coach.library.folder import data_folder  # noqa: PLC0415
    from coach.library.store import Store  # noqa: PLC0415

    try:
        store = Store(data_folder())
        try:
            rows = store.sessions()
        finally:
            store.close()
    except LibraryError as error:
        print(f"coach: {error}", file=sys.stderr)
        return 1
    for row in rows:
        head = row.heading
        zone = timezone(timedelta(seconds=head.utc_offset_s))
        when = datetime.fromisoformat(head.started_at).astimezone(zone)
        length_s = (row.heartbeat_ms if row.ended_ms is None else row.ended_ms) // 1000
        marks = {"open": "  not ended", "interrupted": "  interrupted"}.get(row.status, "")
        if head.speed != 1.0:
            marks += f"  rehearsal at {head.speed:g} times"
        print(
            f"{row.id:>5}  {when:%Y-%m-%d %H:%M}  {length_s // 60:>3}:{length_s % 60:02}  "
            f"{head.protocol_name}  {head.client or '-'}{marks}"
        )
    if not rows:
        print("No sessions yet.")
    return 0


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
