"""A desktop's settings portal on a session bus of its own."""

import importlib
import shutil
import subprocess
import threading

import pytest

SERVICE = "org.freedesktop.portal.Desktop"
PATH = "/org/freedesktop/portal/desktop"
INTERFACE = "org.freedesktop.portal.Settings"
NOT_FOUND = "org.freedesktop.portal.Error.NotFound"


class Desktop:
    """`address` is the bus's; `settings` are D-Bus variants ("b", False) by namespace and key."""

    def __init__(self, settings):
        self.jeepney = pytest.importorskip("jeepney", reason="jeepney comes with wakepy on Linux")
        if shutil.which("dbus-daemon") is None:
            pytest.skip("dbus-daemon is not installed")
        self.settings = settings
        self._daemon = subprocess.Popen(
            ["dbus-daemon", "--session", "--print-address", "--nofork", "--nosyslog"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.address = self._daemon.stdout.readline().strip()
        self._connection = self._connected()
        self._connection.send_and_get_reply(
            self.jeepney.bus_messages.message_bus.RequestName(SERVICE)
        )
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def change(self, namespace, key, value):
        """Another value, told to all who listen."""
        self.settings[namespace, key] = value
        here = self.jeepney.DBusAddress(PATH, SERVICE, INTERFACE)
        body = (namespace, key, value)
        self._connection.send(self.jeepney.new_signal(here, "SettingChanged", "ssv", body))

    def close(self):
        """The bus goes, and with it the portal."""
        self._daemon.terminate()
        self._daemon.wait()
        self._daemon.stdout.close()
        self._thread.join()
        self._connection.close()

    def _connected(self):
        blocking = importlib.import_module("jeepney.io.blocking")
        return blocking.open_dbus_connection(bus=self.address)

    def _serve(self):
        while True:
            try:
                message = self._connection.receive()
                if message.header.message_type is self.jeepney.MessageType.method_call:
                    self._connection.send(self._answer(message))
            except OSError:  # the bus is gone
                return

    def _answer(self, call):
        """`Read` wraps its value twice, as the portal always did."""
        value = self.settings.get(call.body)
        if value is None:
            return self.jeepney.new_error(call, NOT_FOUND)
        return self.jeepney.new_method_return(call, "v", (("v", value),))
