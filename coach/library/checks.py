"""Finds the checks to ask before starting: those that come with the program, and the user's own."""

from pathlib import Path

import msgspec

from coach.assets import asset_folder
from coach.library.own_files import BrokenFile, read_text
from coach.massage.checks import MOST_ASKED, Check, parse_checks
from coach.massage.data_file import DataError


class FoundChecks(msgspec.Struct, frozen=True):
    """The checks in the order of asking, and the files that were left out."""

    checks: tuple[Check, ...]
    broken: tuple[BrokenFile, ...] = ()


def find_checks(folder: Path) -> FoundChecks:
    """The shipped checks, then the user's from `<folder>/checks`, each by file name.

    A user's check with the id of a shipped one takes its place; a file with one that another of
    the user's files has already is left out, and so is one that would make more than MOST_ASKED.
    Raises FileNotFoundError where the installation lacks its own.
    """
    shipped = [c for p in sorted(asset_folder("checks").glob("*.toml")) for c in read_checks(p)]
    found = {check.id: check for check in shipped}
    homes: dict[str, Path] = {}
    broken = []
    for path in sorted((folder / "checks").glob("*.toml")):
        try:
            new = {check.id: check for check in read_checks(path)}
        except DataError as error:
            broken.append(BrokenFile(path, str(error)))
            continue
        twice = next((check_id for check_id in new if check_id in homes), None)
        if twice is not None:
            problem = f"id: '{twice}' is used by {homes[twice].name} already"
            broken.append(BrokenFile(path, problem))
        elif len(found | new) > MOST_ASKED:
            problem = f"with it there are more than {MOST_ASKED} questions"
            broken.append(BrokenFile(path, problem))
        else:
            homes |= dict.fromkeys(new, path)
            found |= new
    return FoundChecks(tuple(found.values()), tuple(broken))


def read_checks(path: Path) -> tuple[Check, ...]:
    """The checks in a file. Raises DataError, also where the file cannot be read."""
    return parse_checks(read_text(path))
