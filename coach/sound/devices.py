"""The outputs that there are, and the one to sound on."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtMultimedia import QAudioDevice, QMediaDevices

from coach.sound.outputs import OutputName


class Devices(QObject):
    """Watches the system's outputs; `changed` when one comes or goes, or another is the default."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._media = QMediaDevices(self)
        self._media.audioOutputsChanged.connect(self._on_media_changed)
        self._gone: set[str] = set()

    def names(self) -> tuple[OutputName, ...]:
        """What the user may choose from."""
        return tuple(
            OutputName(id_of(device), device.description(), device.isDefault())
            for device in self._all()
        )

    def forget(self, device_id: str) -> None:
        """That one is gone, which Qt does not notice before another comes or goes."""
        self._gone.add(device_id)

    def find(self, device_id: str) -> QAudioDevice | None:
        """The output with that id, or the system's own for none; None where it is not there.

        One that was chosen is never replaced by another: an earpiece that is away must not make
        the room hear what was meant for one ear.
        """
        if not device_id:
            return next((each for each in self._all() if each.isDefault()), None)
        return next((each for each in self._all() if id_of(each) == device_id), None)

    def _all(self) -> list[QAudioDevice]:
        outputs = QMediaDevices.audioOutputs()
        return [each for each in outputs if id_of(each) not in self._gone]

    def _on_media_changed(self) -> None:
        self._gone.clear()
        self.changed.emit()


def id_of(device: QAudioDevice) -> str:
    """Qt's id of an output, as the settings keep it."""
    return bytes(device.id().data()).decode(errors="replace")
