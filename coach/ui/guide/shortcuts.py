"""The keys as the user has them, for the Guide's page of shortcuts and for its texts."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from coach.ui.guide.document import Group, Keys, Shortcut
from coach.ui.keys import names
from coach.ui.keys.actions import Action
from coach.ui.keys.table import KeyTable

translate = QCoreApplication.translate


def keys_in_words(table: KeyTable) -> Keys:
    """For each action its first key; without one what it is called, and that there is none."""
    found = {}
    for action in Action:
        slots = table.keys_of(action)
        none = translate("guide", "“{name}” (it has no key yet)")
        name = none.replace("{name}", names.name(action))
        found[action.value] = names.slot(slots[0]) if slots else name
    return found


def groups(table: KeyTable) -> list[Group]:
    """All keys: those of the table, then those that a page has for itself."""
    return [
        Group(translate("guide", "Massage"), [_shortcut(table, action) for action in Action]),
        Group(translate("guide", "Pages"), list(_of_the_pages())),
        Group(translate("guide", "Library"), list(_of_the_library())),
        Group(translate("guide", "Guide"), list(_of_the_guide())),
    ]


def _shortcut(table: KeyTable, action: Action) -> Shortcut:
    slots = table.keys_of(action)
    keys = translate("guide", " or ").join(names.slot(slot) for slot in slots)
    return Shortcut(keys or "–", names.name(action), names.meaning(action))


def _of_the_pages() -> Iterator[Shortcut]:
    yield Shortcut("Ctrl+1", translate("guide", "Prepare"), translate("guide", "The first page."))
    yield Shortcut(
        "Ctrl+2", translate("guide", "Library"), translate("guide", "The saved sessions.")
    )
    yield Shortcut("Ctrl+3", translate("guide", "Guide"), translate("guide", "This page."))


def _of_the_library() -> Iterator[Shortcut]:
    told = (
        ("Space", translate("guide", "Play, pause"), translate("guide", "Enter does it as well.")),
        (
            "1 2 4 8",
            translate("guide", "Speed"),
            translate("guide", "So many times as fast."),
        ),
        (", .", translate("guide", "Breath"), translate("guide", "A breath back, or on.")),
        ("← →", translate("guide", "Stage"), translate("guide", "A stage back, or on.")),
        (
            "Home End",
            translate("guide", "Ends"),
            translate("guide", "To the start, or to the end."),
        ),
        ("F", translate("guide", "Large"), translate("guide", "The replay large; Esc: small.")),
        ("F2", translate("guide", "Rename"), translate("guide", "The client of a session.")),
        (
            "Delete",
            translate("guide", "Delete a session"),
            translate("guide", "Ctrl+Z brings it back."),
        ),
        ("Ctrl+F", translate("guide", "Search"), translate("guide", "By client or protocol.")),
        ("Ctrl+P", translate("guide", "Report"), translate("guide", "To paper or PDF.")),
    )
    yield from (Shortcut(*each) for each in told)


def _of_the_guide() -> Iterator[Shortcut]:
    told = (
        (
            "Ctrl+F",
            translate("guide", "Search the Guide"),
            translate("guide", "Enter opens what is chosen, Esc clears."),
        ),
        (
            "↑ ↓",
            translate("guide", "Choose"),
            translate("guide", "In the contents, and while you type."),
        ),
        (
            "Ctrl+P",
            translate("guide", "Print"),
            translate("guide", "The page that is shown, to paper or PDF."),
        ),
        (
            "Ctrl+Z",
            translate("guide", "Undo"),
            translate("guide", "Brings back a question of yours that was deleted."),
        ),
    )
    yield from (Shortcut(*each) for each in told)
