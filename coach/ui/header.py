"""The pages by their names, at the head of each: small tabs, and beside them the settings."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QSpacerItem, QWidget

from coach.ui.style import of_kind

PREPARE = "prepare"
LIBRARY = "library"
GUIDE = "guide"


GAP, LEAST_GAP = 24, 8
"""Pixels between the tabs, and where letters twice as large leave no room for so many."""


class PageTabs(QWidget):
    """`page_requested(str)`: PREPARE, LIBRARY or GUIDE, when it is not the one it stands on."""

    page_requested = Signal(str)
    settings_requested = Signal()

    def __init__(self, here: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._here = here
        self.tabs: dict[str, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(LEAST_GAP // 2)
        names = (
            (PREPARE, self.tr("Prepare")),
            (LIBRARY, self.tr("Library")),
            (GUIDE, self.tr("Guide")),
        )
        for number, (page, name) in enumerate(names, start=1):
            tab = of_kind(QPushButton(name, self), "tab")
            tab.setCheckable(True)
            tab.setChecked(page == here)
            tab.setToolTip(self.tr("Ctrl+{n}").replace("{n}", str(number)))
            tab.clicked.connect(lambda _checked, page=page: self._on_tab_clicked(page))
            shortcut = QShortcut(QKeySequence(f"Ctrl+{number}"), self)
            shortcut.activated.connect(tab.click)
            row.addWidget(tab)
            row.addSpacerItem(_gap())
            self.tabs[page] = tab
        self.settings = of_kind(QPushButton(self.tr("Settings"), self), "tab")
        self.settings.setToolTip(self.tr("Ctrl+{n}").replace("{n}", ","))
        self.settings.clicked.connect(self.settings_requested)
        shortcut = QShortcut(QKeySequence("Ctrl+,"), self)
        shortcut.activated.connect(self.settings_requested)
        row.addWidget(self.settings)

    def _on_tab_clicked(self, page: str) -> None:
        self.tabs[page].setChecked(page == self._here)
        self.tabs[self._here].setChecked(True)
        if page != self._here:
            self.page_requested.emit(page)


def _gap() -> QSpacerItem:
    policy = QSizePolicy.Policy
    return QSpacerItem(GAP - LEAST_GAP, 0, policy.Maximum, policy.Minimum)
