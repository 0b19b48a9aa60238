"""The user's data folder, and files in it that only their owner can read."""

import os
from contextlib import suppress
from pathlib import Path

from coach.library.errors import of_the_world

NAME = "breath-massage-coach"


def wanted_folder() -> Path:
    """Where the data is to lie, made or not: `COACH_HOME`, or the system's place for it."""
    home = os.environ.get("COACH_HOME")
    if not home:
        import platformdirs  # noqa: PLC0415 -- a start that knows its folder is faster

        return platformdirs.user_data_path(NAME, appauthor=False).absolute()
    return Path(home).expanduser().absolute()


def data_folder() -> Path:
    """The wanted folder, made where it is missing. Raises LibraryError where it cannot be."""
    return private_folder(wanted_folder())


def private_folder(folder: Path) -> Path:
    """The folder, made with mode 0700 where it is missing. Raises LibraryError."""
    with of_the_world(folder.parent):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def private_file(path: Path) -> None:
    """Makes an empty file with mode 0600 where there is none; one that is there is not opened.

    Raises OSError.
    """
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def write_file(path: Path, data: bytes) -> None:
    """Replaces a file whole or not at all, readable by its owner only. Raises LibraryError."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    with of_the_world(path):
        try:
            part.unlink(missing_ok=True)
            descriptor = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        except BaseException:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise
