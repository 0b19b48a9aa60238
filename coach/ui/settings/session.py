"""Settings of a session and its oil, and where sessions are kept."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from coach.massage.oil import MOST_PERCENT, USUAL_PERCENT
from coach.ui.prepare.choice import COUNTDOWNS_S
from coach.ui.settings.controls import Chips
from coach.ui.settings.part import Part
from coach.ui.style import of_kind

OIL_LIMITS = (2.0, USUAL_PERCENT, MOST_PERCENT)


class SessionPart(Part):
    """The countdown, the most essential oil, and the data folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__("session", self.tr("Session"))
        self._folder = folder
        seconds = self.tr("{n} s")
        self.countdown = Chips([(n, seconds.replace("{n}", str(n))) for n in COUNTDOWNS_S])
        self.add_row(
            self.tr("Countdown"),
            self.tr("Without a pedal, a session starts by itself after so long."),
            self.countdown,
            self.tr("start, ready, seconds, wait"),
            field="countdown_s",
        )
        percent = self.tr("{n} %").replace(" ", "\N{NO-BREAK SPACE}")
        self.oil_limit = Chips([(n, percent.replace("{n}", f"{n:g}")) for n in OIL_LIMITS])
        self.add_row(
            self.tr("Most essential oil"),
            self.tr(
                "No blend is stronger, and for some clients and oils less is the most. More is not"
                " better: essential oils are very concentrated. 2.5 % is usual, 3 % the most."
            ),
            self.oil_limit,
            self.tr("oil, blend, drops, strength, percent, safety, limit"),
            field="oil_limit",
        )
        self.open_button = QPushButton(self.tr("Open folder"))
        self.open_button.clicked.connect(self._on_open_button_clicked)
        self.add_row(
            self.tr("Data folder"),
            self.tr("Sessions, settings, your own protocols and oils are kept here, nowhere else."),
            self._place(),
            self.tr("files, directory, backup, privacy, path"),
        )

    def _place(self) -> QWidget:
        held = QWidget()
        path = of_kind(QLabel(_breakable(str(self._folder)), held), "body")
        path.setAccessibleName(str(self._folder))
        path.setWordWrap(True)
        path.setTextFormat(Qt.TextFormat.PlainText)
        path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(path)
        column.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignLeft)
        return held

    def _on_open_button_clicked(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))


def _breakable(path: str) -> str:
    """A path has no spaces to break its line at."""
    return path.replace("/", "/\u200b").replace("\\", "\\\u200b")
