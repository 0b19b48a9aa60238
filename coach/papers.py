"""What is printed: a sheet for the massage to come, a session's report, a page of the Guide."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from coach.library.settings import Settings
from coach.library.store import SessionRow
from coach.live.clock import today
from coach.session.events import AnyEvent
from coach.ui.prepare.choice import Choice

if TYPE_CHECKING:
    from coach.ui.printing.document import Print
    from coach.ui.printing.pictures import Picture
    from coach.ui.printing.preview import Preview


class Papers(QObject):
    """Opens the preview over a page; what lays out and draws is loaded when it is wanted first.

    `changed()`: the settings have another paper to remember.
    """

    changed = Signal()

    def __init__(
        self, over: QWidget, settings: Settings, language: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent or over)
        self._over, self._settings, self._language = over, settings, language

    def show_sheet(
        self, choice: Choice, *, cautions: Sequence[str] = (), left: str = ""
    ) -> "Preview":
        """The sheet of a massage as it was prepared.

        `cautions` are what is known of the client, in words; `left` is what the last visit left.
        """
        from coach.ui.printing.sheet import sheet_of  # noqa: PLC0415 -- slow, and seldom wanted

        return self.show(sheet_of(choice, self._language, today(), cautions=cautions, left=left))

    def show_report(
        self, row: SessionRow, events: Sequence[AnyEvent], *, under_way: bool = False
    ) -> "Preview":
        """A saved session's report. Raises IllegalEventError where the events make no session."""
        from coach.ui.printing.report import report_of  # noqa: PLC0415 -- as above

        return self.show(report_of(row, events, self._language, today(), under_way=under_way))

    def show_html(
        self, html: str, title: str, pictures: "Mapping[str, Picture] | None" = None
    ) -> "Preview":
        """Any document, such as the Guide's; `<img src="picture:NAME">` is `pictures[NAME]`."""
        from coach.ui.printing.document import Print  # noqa: PLC0415 -- as above

        return self.show(Print(title, html, today(), pictures or {}))

    def show(self, asked: "Print") -> "Preview":
        """The preview, which is open when this returns."""
        from coach.ui.printing.preview import Preview  # noqa: PLC0415 -- as above

        preview = Preview(asked, self._settings.paper, self._over)
        preview.paper_chosen.connect(self._on_preview_paper_chosen)
        preview.open_over()
        return preview

    def _on_preview_paper_chosen(self, name: str) -> None:
        self._settings.paper = "Letter" if name == "Letter" else "A4"
        self.changed.emit()
