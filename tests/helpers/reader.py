"""A screen reader's ears: a bus of assistive technology, and what a program says on it."""

import importlib.util
import shutil
import subprocess
import time
from pathlib import Path

LAUNCHERS = tuple(
    map(Path, ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher"))
)
ACCESSIBLE = "org.a11y.atspi.Accessible"
EVENTS = "org.a11y.atspi.Event.Object"
ROOT = "/org/a11y/atspi/accessible/root"
REGISTRY = "org.a11y.atspi.Registry"
STARTED_S = 10.0


def missing() -> list[str]:
    """What this machine lacks for it."""
    lacking = [] if shutil.which("dbus-daemon") else ["dbus-daemon"]
    lacking += [] if any(path.exists() for path in LAUNCHERS) else ["at-spi2-core"]
    return lacking + ([] if importlib.util.find_spec("jeepney") else ["jeepney"])


class ScreenReader:
    """Two buses of its own, so that it hears nothing but what runs in its `environment`."""

    def __init__(self, environment: dict[str, str], folder: Path) -> None:
        from jeepney.io.blocking import open_dbus_connection  # noqa: PLC0415 -- may be missing

        self._open = open_dbus_connection
        self._bus = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--print-address"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        address = self._bus.stdout.readline().strip()
        self.environment = {
            **environment,
            "DBUS_SESSION_BUS_ADDRESS": address,
            "XDG_RUNTIME_DIR": str(folder),
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        }
        launcher = next(path for path in LAUNCHERS if path.exists())
        self._launcher = subprocess.Popen(
            [launcher, "--launch-immediately"],
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._session = self._open(bus=address)
        self._ears = self._open(bus=self._accessibility_bus())
        self._listen()

    def close(self) -> None:
        """All that was started for it."""
        for connection in (self._ears, self._session):
            connection.close()
        for process in (self._launcher, self._bus):
            process.terminate()
            process.wait(timeout=10)
        self._bus.stdout.close()

    def names(self) -> list[tuple[str, str]]:
        """(role, name) of all that can be seen now, in order."""
        found: list[tuple[str, str]] = []
        for owner, path in self._call(REGISTRY, ROOT, ACCESSIBLE, "GetChildren")[0]:
            self._collect(owner, path, found)
        return found

    def heard(self, seconds: float) -> list[tuple[float, str, str]]:
        """(time in s, kind, words) of announcements and changed names within so many seconds."""
        from jeepney import HeaderFields  # noqa: PLC0415 -- may be missing

        end, found = time.monotonic() + seconds, []
        while (left := end - time.monotonic()) > 0:
            try:
                message = self._ears.receive(timeout=left)
            except TimeoutError:
                break
            kind = message.header.fields.get(HeaderFields.member)
            if kind in ("Announcement", "PropertyChange"):
                detail, _, _, (_, words), _ = message.body
                found.append((time.monotonic(), detail or kind, words))
        return found

    def _accessibility_bus(self) -> str:
        end = time.monotonic() + STARTED_S
        while True:
            try:
                return self._ask(
                    self._session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress"
                )[0]
            except RuntimeError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.05)

    def _listen(self) -> None:
        rule = f"type='signal',interface='{EVENTS}'"
        bus = "org.freedesktop.DBus"
        self._call(bus, "/org/freedesktop/DBus", bus, "AddMatch", "s", (rule,))
        for event in ("object:announcement", "object:property-change"):
            self._call(
                REGISTRY,
                "/org/a11y/atspi/registry",
                REGISTRY,
                "RegisterEvent",
                "sass",
                (event, [], ""),
            )

    def _collect(self, owner: str, path: str, found: list[tuple[str, str]]) -> None:
        properties = "org.freedesktop.DBus.Properties"
        words = self._call(owner, path, properties, "Get", "ss", (ACCESSIBLE, "Name"))[0][1]
        low, _high = self._call(owner, path, ACCESSIBLE, "GetState")[0]
        showing = low >> 25 & 1  # ATSPI_STATE_SHOWING
        role = self._call(owner, path, ACCESSIBLE, "GetRoleName")[0]
        if role != "application" and not showing:
            return
        found.append((role, words))
        for child in self._call(owner, path, ACCESSIBLE, "GetChildren")[0]:
            self._collect(*child, found)

    def _call(self, *what):
        return self._ask(self._ears, *what)

    def _ask(self, connection, owner, path, interface, method, signature=None, body=()):
        from jeepney import DBusAddress, MessageType, new_method_call  # noqa: PLC0415

        address = DBusAddress(path, bus_name=owner, interface=interface)
        message = new_method_call(address, method, signature, body)
        reply = connection.send_and_get_reply(message, timeout=10)
        if reply.header.message_type is MessageType.error:
            raise RuntimeError(f"{method}: {reply.body}")
        return reply.body
