"""How long: a slider of minutes, the stages laid over them, and those that can be left out."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from coach.massage.plan import lay
from coach.massage.protocol import Protocol, spoken
from coach.ui.prepare.choice import Length
from coach.ui.prepare.slider import StepSlider
from coach.ui.prepare.strip import StageStrip
from coach.ui.session.flow import FlowLayout
from coach.ui.style import of_kind
from coach.ui.theme import Theme


class LengthChooser(QWidget):
    """Minutes and optional stages of one protocol; it remembers them for each."""

    changed = Signal()

    def __init__(self, theme: Theme, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._protocol: Protocol | None = None
        self._minutes: dict[str, float] = {}
        self._skipped: dict[str, frozenset[str]] = {}
        self._figure = of_kind(QLabel(self), "figure")
        self._range = of_kind(QLabel(self), "muted")
        self.slider = StepSlider(0, 1, 1, self)
        self.slider.setAccessibleName(self.tr("Length in minutes"))
        self.slider.moved.connect(self._on_slider_moved)
        self.strip = StageStrip(theme, self)
        self._switches: dict[str, QCheckBox] = {}
        self._link: QWidget | None = None
        foot = QWidget(self)
        self._foot = FlowLayout(foot, gap=20)
        self._foot.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(self._figure)
        row.addWidget(self.slider, 1)
        row.addWidget(self._range)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.strip)
        column.addWidget(foot)

    def put_beside(self, link: QWidget) -> None:
        """Something about the plan, after its switches."""
        self._link = link
        self._foot.addWidget(link)

    def set_protocol(self, protocol: Protocol) -> None:
        """Show this protocol's range, with the length chosen for it before, else its usual."""
        self._protocol = protocol
        length = protocol.minutes
        self.slider.set_range(length.least, length.most, 1)
        self._range.setText(f"{length.least:g}\N{EN DASH}{length.most:g}")
        self._show_switches(protocol)
        self._show()

    def restore(self, protocol_id: str, last: Length) -> None:
        """What was chosen for a protocol the last time."""
        if last.minutes is not None:
            self._minutes[protocol_id] = last.minutes
        self._skipped[protocol_id] = frozenset(last.skipped)

    def minutes(self) -> float:
        """The length chosen, within the protocol's range; 0 before there is a protocol."""
        if self._protocol is None:
            return 0.0
        length = self._protocol.minutes
        wanted = self._minutes.get(self._protocol.id, length.usual)
        return min(length.most, max(length.least, wanted))

    def skipped(self) -> tuple[str, ...]:
        """Ids of the stages left out, in the protocol's order."""
        return tuple(id_ for id_, switch in self._switches.items() if not switch.isChecked())

    def switches(self) -> dict[str, QCheckBox]:
        """The switch of each optional stage, by the stage's id."""
        return dict(self._switches)

    def _show_switches(self, protocol: Protocol) -> None:
        for old in self._switches.values():
            self._foot.removeWidget(old)
            old.setParent(None)
            old.deleteLater()
        left_out = self._skipped.get(protocol.id, frozenset())
        self._switches = {}
        for stage in (stage for stage in protocol.stage if stage.optional):
            switch = QCheckBox(
                self.tr("With %1").replace("%1", spoken(stage.name, self._language)), self
            )
            switch.setChecked(stage.id not in left_out)
            switch.toggled.connect(self._on_switch_toggled)
            self._foot.addWidget(switch)
            self._switches[stage.id] = switch
        if self._link is not None:  # after them
            self._foot.removeWidget(self._link)
            self._foot.addWidget(self._link)

    def _show(self) -> None:
        if self._protocol is None:
            return
        minutes = self.minutes()
        stages = self._protocol.without(frozenset(self.skipped())).stage
        self.slider.show_number(minutes)
        self._figure.setText(self.tr("%1 min").replace("%1", f"{minutes:g}"))
        names = tuple(spoken(stage.name, self._language) for stage in stages)
        self.strip.set_plan(names, lay(stages, round(minutes * 60_000)))

    def _on_slider_moved(self, minutes: float) -> None:
        if self._protocol is None:
            return
        self._minutes[self._protocol.id] = minutes
        self._show()
        self.changed.emit()

    def _on_switch_toggled(self) -> None:
        if self._protocol is None:
            return
        self._skipped[self._protocol.id] = frozenset(self.skipped())
        self._show()
        self.changed.emit()
