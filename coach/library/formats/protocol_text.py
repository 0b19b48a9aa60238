"""A protocol as the TOML text that a person would write; a person's own text stays as it can."""

import re
from collections.abc import Mapping, MutableMapping
from typing import Any

import msgspec
import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Array, Item, Table
from tomlkit.toml_document import TOMLDocument

from coach.massage.protocol import Protocol, ProtocolError, Stage, needed_format, parse

_ORDER = {
    name: place
    for place, name in enumerate(
        ("format", "id", "name", "summary", "aim", "source", "minutes", "rate_bpm", "inhale_share",
         "pause_share", "stand", "stroke", "hand", "cadence", "share", "least_min", "stairs",
         "works", "optional", "sound", "text", "pressure", "direction", "path", "left_path",
         "every", "inhale", "exhale", "plain", "least", "usual", "most", "stage")
    )
}  # fmt: skip
_TABLES = {"inhale", "exhale", "plain"}
"""Keys of a stage that are tables of their own; `plain` has its cues in a line each."""
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
"""Control characters but tab and line feed (TOML 1.0, "Comment")."""
LONGEST_PATH = 200
"""Characters; a longer one has a line for each point."""
_USUAL = {
    field.encode_name: msgspec.to_builtins(field.default)
    for struct in (Protocol, Stage)
    for field in msgspec.structs.fields(struct)
    if field.default is not msgspec.NODEFAULT
}


def written(protocol: Protocol, before: str = "") -> str:
    """The protocol's text; `before` is the text that it replaces, whose comments are kept.

    What is answered reads again as the same protocol, in the oldest format that it needs. Raises
    ProtocolError where no text could.
    """
    protocol = msgspec.structs.replace(protocol, format=needed_format(protocol))
    wanted = msgspec.json.decode(msgspec.json.encode(protocol))
    text = _changed(before, wanted) if before else None
    if text is not None and _reads_as(text, protocol):
        return text
    fresh: str = _head(before) + tomlkit.dumps(_document(wanted))
    if parse(fresh) != protocol:
        raise ProtocolError("file", "cannot be written")
    return fresh


def _reads_as(text: str, protocol: Protocol) -> bool:
    try:
        return parse(text) == protocol
    except ProtocolError:
        return False


def _changed(before: str, wanted: Mapping[str, Any]) -> str | None:
    """The text before with only what is other now changed; None where it cannot be done so."""
    try:
        document = tomlkit.parse(before)
        stages = document.get("stage")
        if not isinstance(stages, AoT):
            return None
        _update(document, {key: wanted[key] for key in wanted if key != "stage"}, {"stage"})
        old = {table.get("id"): table for table in stages}
        for stage in wanted["stage"]:
            if stage["id"] in old:
                _update(old[stage["id"]], stage)
        if [stage["id"] for stage in wanted["stage"]] == list(old):
            same: str = document.as_string()
            return same
        made = tomlkit.aot()
        for stage in wanted["stage"]:
            made.append(old.get(stage["id"]) or _table(stage))
        document["stage"] = made
        text = re.sub(r"\n{3,}", "\n\n", document.as_string())
    except (TOMLKitError, ValueError, TypeError, KeyError, AttributeError, IndexError):
        return None
    return text


def _update(
    table: MutableMapping[str, Any], wanted: Mapping[str, Any], kept: set[str] | None = None
) -> None:
    for key in list(table):
        if key in wanted or key in (kept or ()):
            continue
        if key not in _USUAL or _plain(table[key]) != _USUAL[key]:
            del table[key]
    for key in sorted(wanted, key=_place):
        value = wanted[key]
        if key not in table:
            table[key] = _item(key, value)
        elif isinstance(value, Mapping) and isinstance(table[key], MutableMapping):
            _update(table[key], value)
        elif _plain(table[key]) != value:
            new, old = _item(key, value), table[key]
            if isinstance(old, Item):
                new.trivia.comment, new.trivia.comment_ws = (
                    old.trivia.comment,
                    old.trivia.comment_ws,
                )
            table[key] = new


def _plain(value: Any) -> Any:
    return value.unwrap() if isinstance(value, Item) else value


def _head(before: str) -> str:
    """The comments that a text begins with, without what TOML allows in none."""
    lines = []
    for line in _FORBIDDEN.sub("", before).split("\n"):
        if line.strip() and not line.lstrip().startswith("#"):
            break
        lines.append(line)
    head = "\n".join(lines).strip()
    return f"{head}\n\n" if head else ""


def _document(wanted: Mapping[str, Any]) -> TOMLDocument:
    document = tomlkit.document()
    for key in sorted(wanted, key=_place):
        if key != "stage":
            document.add(key, _item(key, wanted[key]))
    stages = tomlkit.aot()
    for stage in wanted["stage"]:
        stages.append(_table(stage))
    document.add(tomlkit.nl())
    document.add("stage", stages)
    return document


def _table(values: Mapping[str, Any]) -> Table:
    """A stage, or a part of it, an empty line after each."""
    table = tomlkit.table()
    for key in sorted(values, key=_place):
        if key in _TABLES and "path" not in values:
            table.add(tomlkit.nl())
        table.add(key, _item(key, values[key]))
    return table


def _item(key: str, value: Any) -> Item:
    if key in _TABLES and "text" in value and "path" not in value:
        return _inline(value)
    if key in _TABLES:
        made = tomlkit.table()
        for name in sorted(value, key=_place):
            made.add(name, _item(name, value[name]))
        return made
    if isinstance(value, Mapping):
        return _inline(value)
    if key in ("path", "left_path"):
        return _path(value)
    made_item: Item = tomlkit.item(_number(value))
    return made_item


def _inline(value: Mapping[str, Any]) -> Item:
    """In one line, with the spaces that a person puts."""
    parts = (
        f"{tomlkit.key(name).as_string()} = {_item(name, value[name]).as_string()}"
        for name in sorted(value, key=_place)
    )
    made = tomlkit.parse("made = { " + ", ".join(parts) + " }").item("made")
    assert isinstance(made, Item)  # noqa: S101 -- a table in one line is one
    return made


def _path(points: list[list[float]]) -> Array:
    made = tomlkit.array()
    for point in points:
        made.append([float(number) for number in point])
    return made.multiline(len(made.as_string()) > LONGEST_PATH)


def _number(value: Any) -> Any:
    """A whole number as a person writes it."""
    whole = isinstance(value, float) and value.is_integer()
    return int(value) if whole else value


def _place(key: str) -> tuple[int, str]:
    return _ORDER.get(key, len(_ORDER)), key
