"""Watches our stream in the sound server: when it is heard, and whether its output is gone.

Qt tells when the server took a frame, not when it is heard; between the two lie the server's
buffer, whose filling wanders, and all that is behind it, a wireless earpiece's delay included. And
Qt 6.11 notices an output that is plugged in, but not one that is pulled out, whose streams the
server moves to another. Where nobody answers (another system; PipeWire's server answers 0 for the
delay), `Pace` reckons with USUAL_MS.
"""

import threading
from collections import deque
from collections.abc import Callable

from coach.live.clock import NowNs
from coach.sound.server import SoundServer

USUAL_MS = 21.0
"""Qt asks other systems for a buffer of 1,024 frames."""
EACH_S = 0.2
_SLOWEST_NS = 4_000_000
"""An answer that took longer says little about when it was true."""


class Watch:
    """Asks in a thread of its own; `answers` are (ns, the frame that was heard then)."""

    def __init__(
        self,
        device_id: str,
        taken: Callable[[], int],
        rate_hz: int,
        now_ns: NowNs,
        gone: Callable[[], None],
    ) -> None:
        """`taken` says how many frames the server took. `gone` is called, in that thread, once the
        server no longer has the output. Neither is called after `stop`.
        """
        self.answers: deque[tuple[float, float]] = deque(maxlen=50)
        self._device_id, self._taken, self._gone = device_id, taken, gone
        self._rate_hz, self._now_ns = rate_hz, now_ns
        self._stream: int | None = None
        self._stopped = False
        self._stirred = threading.Event()
        self._lock = threading.Lock()
        threading.Thread(target=self._run, name="sound watch", daemon=True).start()

    def stop(self) -> None:
        """Ask no more; does not wait for an answer under way."""
        with self._lock:
            self._stopped = True
        self._stirred.set()

    def _run(self) -> None:
        try:
            server = SoundServer(self._stirred)
        except OSError:
            return
        known = False
        try:
            known = self._device_id in server.outputs()
            while not self._stopped:
                stirred = self._stirred.wait(EACH_S)
                self._stirred.clear()
                if known and stirred and self._device_id not in server.outputs():
                    break
                self._ask(server)
        except OSError:  # the server itself is gone
            pass
        finally:
            server.close()
        with self._lock:
            if known and not self._stopped:
                self._gone()

    def _ask(self, server: SoundServer) -> None:
        before, began_ns = self._frames(), self._now_ns()
        found = server.streams_us()
        took_ns, after = self._now_ns() - began_ns, self._frames()
        if found and self._stream not in found:
            self._stream = max(found)  # the latest one opened
        late_us = found.get(self._stream or 0, 0)
        if late_us and before and before == after and took_ns < _SLOWEST_NS:
            heard = before - late_us * self._rate_hz / 1e6
            self.answers.append((began_ns + took_ns / 2.0, heard))

    def _frames(self) -> int:
        with self._lock:
            return 0 if self._stopped else self._taken()
