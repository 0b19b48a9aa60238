"""Finds and reads oils: those that come with the program, and the user's own."""

from pathlib import Path

import msgspec

from coach.assets import asset_folder
from coach.library.own_files import BrokenFile, DataFile, gather, read_text
from coach.massage.oil import AnyOil, BaseOil, EssentialOil, Shelf, parse_limits, parse_oil

LIMITS = "limits.toml"


class FoundOils(msgspec.Struct, frozen=True):
    """The oils that can be used, and the files that cannot."""

    shelf: Shelf
    broken: tuple[BrokenFile, ...] = ()


def find_oils(folder: Path) -> FoundOils:
    """The shipped oils and the user's from `<folder>/oils`, by their order, then by id.

    A user's file with the id of a shipped one takes its place. Raises FileNotFoundError where the
    installation lacks its own oils, DataError where its own limits are damaged.
    """
    own = asset_folder("oils")
    shipped = [path for path in own.glob("*.toml") if path.name != LIMITS]
    files: list[DataFile[AnyOil]] = gather(shipped, (folder / "oils").glob("*.toml"), parse_oil)
    oils = sorted(
        (file.content for file in files if file.content is not None),
        key=lambda oil: (oil.order, oil.id),
    )
    shelf = Shelf(
        limits=parse_limits(read_text(own / LIMITS)),
        bases=tuple(oil for oil in oils if isinstance(oil, BaseOil)),
        essentials=tuple(oil for oil in oils if isinstance(oil, EssentialOil)),
    )
    broken = (BrokenFile(f.path, f.problem) for f in files if f.problem is not None)
    return FoundOils(shelf, tuple(broken))
