"""What the lines and bands of a timeline are, as far as it has them; in as many rows as needed."""

from PySide6.QtWidgets import QLabel, QWidget

from coach.ui.library.course import Course
from coach.ui.session.flow import FlowLayout
from coach.ui.style import of_kind
from coach.ui.theme import Theme

_APART = 16
"""Pixels after each part, beyond the layout's own."""


class ChartLegend(QWidget):
    """Shown with a course."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self._head, self._paced, self._planned, self._waited, self._stopped = (
            self._part() for _ in range(5)
        )
        self._head.setText(f"<b>{self.tr('Breaths / min')}</b>")
        self.set_theme(theme)
        self.show_course(None)

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self._paced.setText(_key("━━", self.tr("as paced"), theme.accent))
        self._planned.setText(_key("╍╍", self.tr("as planned"), theme.muted))
        self._waited.setText(_key("▃▃", self.tr("the lead waited"), theme.muted))
        self._stopped.setText(_key("▌▃▃", self.tr("the lead was stopped"), theme.text))

    def show_course(self, course: Course | None) -> None:
        """Of another session; None for none."""
        self.setVisible(course is not None)
        if course is not None:
            self._planned.setVisible(bool(course.plan))
            self._waited.setVisible(any(not wait.stopped for wait in course.waits))
            self._stopped.setVisible(any(wait.stopped for wait in course.waits))

    def _part(self) -> QLabel:
        made = of_kind(QLabel(self), "muted")
        made.setContentsMargins(0, 0, _APART, 0)
        self._flow.addWidget(made)
        return made


def _key(sign: str, said: str, colour: str) -> str:
    return f'<span style="color:{colour}">{sign}</span>&nbsp; {said}'
