"""A JACK server of one's own: `jackd -d dummy` needs no sound card and no kernel module."""

import os
import subprocess
from pathlib import Path

from tests.helpers.screen import wait_until


class JackServer:
    """Found by who has `environment`; nothing of it outlives `close`."""

    def __init__(self, folder: Path) -> None:
        name = f"coach-{os.getpid()}"
        self.environment = {"JACK_DEFAULT_SERVER": name, "JACK_NO_START_SERVER": "1"}
        self._log = folder / "jack.log"
        command = ["jackd", "-n", name, "-r", "-d", "dummy", "-r", "48000", "-p", "128"]
        with self._log.open("w") as file:
            self._server = subprocess.Popen(command, stdout=file, stderr=file)
        wait_until(self._is_up, 10.0, "jackd")

    def __enter__(self) -> "JackServer":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._server.terminate()
        self._server.wait(timeout=10)

    def _is_up(self) -> bool:
        """Whether a client can be opened."""
        assert self._server.poll() is None, self._log.read_text()
        environment = os.environ | self.environment
        asked = subprocess.run(["jack_lsp"], env=environment, capture_output=True, check=False)
        return asked.returncode == 0
