"""A data file's TOML text → typed data, and what is wrong with it in words a writer understands."""

from typing import Any, TypeVar

import msgspec
import tomli

T = TypeVar("T")


class DataError(ValueError):
    """A data file that cannot be used: where (a line or a key) and why."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}" if where else reason)
        self.where = where
        self.reason = reason


def decode(toml: str, kind: type[T], newest: int) -> T:
    """The data in the text of a TOML file; `newest` is the form that is read. Raises DataError."""
    data = tables(toml)
    version = data.get("format")
    if isinstance(version, int) and version > newest:
        raise DataError("format", f"{version} is newer than this program reads ({newest})")
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        raise complaint(str(error)) from None


def tables(toml: str) -> dict[str, Any]:
    """The tables of a TOML text. Raises DataError."""
    try:
        return tomli.loads(toml)
    except tomli.TOMLDecodeError as error:
        reason, _, where = str(error).rpartition(" (at ")
        raise DataError(where.rstrip(")"), reason or str(error)) from None
    except (ValueError, RecursionError):  # an endless number, or thousands of brackets
        raise DataError("", "a number or a nesting is too long to read") from None


def complaint(message: str) -> DataError:
    """Msgspec's message with the key first: "stage[0].name: is missing"."""
    reason, _, place = message.partition(" - at `")
    if place.startswith("key` in `"):
        reason = "its keys are languages, such as en"
    where = place.removeprefix("key` in `").rstrip("`").removeprefix("$").removeprefix(".")
    for known, said in (("missing required", "is missing"), ("contains unknown", "is unknown")):
        beginning = f"Object {known} field `"
        if reason.startswith(beginning):
            key = reason.removeprefix(beginning).rstrip("`")
            return DataError(f"{where}.{key}" if where else key, said)
    return DataError(where or "file", reason)
