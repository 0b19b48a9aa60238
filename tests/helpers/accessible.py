"""What a screen reader finds, and what the Tab key comes to: the accessible tree as plain data."""

from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

Role = QAccessible.Role
Text = QAccessible.Text

STATES = ("focusable", "focused", "checked", "checkable", "disabled", "selected", "editable")
HOLDERS = frozenset(
    {Role.Client, Role.Pane, Role.Grouping, Role.Window, Role.LayeredPane, Role.Border, Role.Dialog}
)
"""Roles that only hold others: they need no name, unless the widget paints something itself."""
PRESSED = frozenset(
    {
        *(Role.Button, Role.CheckBox, Role.RadioButton, Role.Slider, Role.ComboBox, Role.SpinBox),
        *(Role.EditableText, Role.ButtonMenu, Role.Link, Role.PageTab, Role.Dial),
    }
)
_OF_QT = frozenset({Role.ScrollBar, Role.Separator})


@dataclass
class Node:
    """One thing that a screen reader can come to."""

    role: QAccessible.Role
    name: str
    value: str
    description: str
    number: tuple[float, float, float] | None
    """Now, least, most."""
    actions: tuple[str, ...]
    states: frozenset[str]
    seen: bool
    widget: QObject | None
    children: list["Node"] = field(default_factory=list)

    def all(self):
        """This and everything in it that is there for a screen reader."""
        if self.seen:
            yield self
            for child in self.children:
                yield from child.all()

    def find(self, name: str) -> "Node":
        """The one of this name. Raises ValueError where there is none, or more."""
        (found,) = [node for node in self.all() if node.name == name]
        return found

    def names(self) -> list[str]:
        """All names, in order."""
        return [node.name for node in self.all() if node.name]

    def text(self, depth: int = 0) -> str:
        """A line each, what lies in it further in."""
        if not self.seen:
            return ""
        said = [self.role.name]
        said += [f'"{self.name}"'.replace("\n", " / ")] if self.name else []
        said += [f"= {self.value}"] if self.value not in ("", self.name) else []
        if self.number is not None:
            said.append("({:g} of {:g} to {:g})".format(*self.number))
        said += [f"[{' '.join(sorted(self.states))}]"] if self.states else []
        said += [f"– {self.description}"] if self.description else []
        lines = ["  " * depth + " ".join(said)]
        lines += [text for child in self.children if (text := child.text(depth + 1))]
        return "\n".join(lines)


def tree(widget: QWidget) -> Node:
    """The widget and all in it, as a screen reader would read it now."""
    return _node(QAccessible.queryAccessibleInterface(widget))


def _node(face) -> Node:
    state, number, action = face.state(), face.valueInterface(), face.actionInterface()
    return Node(
        role=face.role(),
        name=_name(face),
        value=face.text(Text.Value),
        description=face.text(Text.Description),
        number=None if number is None else _number(number),
        actions=() if action is None else tuple(action.actionNames()),
        states=frozenset(name for name in STATES if getattr(state, name)),
        seen=not state.invisible,
        widget=face.object(),
        children=[_node(face.child(index)) for index in range(face.childCount())],
    )


def _name(face) -> str:
    """Its own, or that of the label that is its buddy."""
    labels = [
        other.text(Text.Name)
        for other, kind in face.relations()
        if kind & QAccessible.RelationFlag.Label
    ]
    return face.text(Text.Name) or " ".join(labels)


def _number(number) -> tuple[float, float, float]:
    values = (number.currentValue(), number.minimumValue(), number.maximumValue())
    return tuple(float(value) for value in values)


def paints_itself(widget: QObject | None) -> bool:
    """Whether it is a widget of ours that has a paintEvent of its own."""
    kinds = () if widget is None else type(widget).__mro__
    return any("paintEvent" in vars(k) for k in kinds if k.__module__.startswith("coach."))


def nameless(root: Node) -> list[str]:
    """What can be pressed or read, and has no name; there may be nothing in it."""
    return [_told(node) for node in root.all() if not node.name.strip() and _says_something(node)]


def _says_something(node: Node) -> bool:
    if node.role in HOLDERS:
        return paints_itself(node.widget) and not node.children
    empty_label = node.role is Role.StaticText and not paints_itself(node.widget)
    return node.role not in _OF_QT and not empty_label


def roleless(root: Node) -> list[str]:
    """What paints itself, holds nothing, and yet is to a reader only something that holds."""
    return [
        _told(node)
        for node in root.all()
        if node.role in HOLDERS and not node.children and paints_itself(node.widget)
    ]


def _told(node: Node) -> str:
    return f"{type(node.widget).__name__} {node.name}".strip()


def twins(root: Node) -> list[str]:
    """Names that two controls beside each other share."""
    found = []
    for node in root.all():
        names = [child.name for child in node.children if child.seen and child.role in PRESSED]
        found += sorted({name for name in names if names.count(name) > 1})
    return found


def tab_round(page: QWidget, most: int = 120) -> list[QWidget]:
    """What the Tab key comes to, from what has the focus on until it is there again."""
    visited: list[QWidget] = []
    while (focused := QApplication.focusWidget()) not in visited:
        assert focused is not None, f"the focus is lost after {visited[-1:]}"
        assert len(visited) < most, "Tab never comes round"
        visited.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert focused is visited[0], f"Tab goes round without {visited[0]}"
    return [widget for widget in visited if page is widget or page.isAncestorOf(widget)]


def reached_by_tab(page: QWidget) -> list[QWidget]:
    """What the Tab key must come to; of buttons that exclude each other, the one that is on."""
    wants = Qt.FocusPolicy.TabFocus
    return [
        widget
        for widget in page.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & wants
        and widget.focusProxy() is None
        and not _by_arrows(widget)
    ]


def _by_arrows(widget: QWidget) -> bool:
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    if group is None or not group.exclusive() or group.checkedButton() is None:
        return False
    return not widget.isChecked()


def called(widget: QWidget) -> str:
    """What a reader calls it, for a test's words."""
    return QAccessible.queryAccessibleInterface(widget).text(Text.Name)
