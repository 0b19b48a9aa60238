"""PulseAudio's own library: which outputs there are, and how much of ours is yet to be heard.

Qt tells neither. The library is loaded wherever Qt's sound is. The layouts below are those of
`pulse/introspect.h`, unchanged since PulseAudio 0.9.
"""

import ctypes
import os
import threading
import time
from collections.abc import Callable
from typing import Any

_NO_AUTOSPAWN, _READY, _RUNNING, _SINKS = 1, 4, 0, 1
_POLL_S, _GIVE_UP_S = 0.000_3, 2.0


class _SinkInput(ctypes.Structure):
    """The beginning of `pa_sink_input_info`."""

    _fields_ = (
        ("index", ctypes.c_uint32),
        ("name", ctypes.c_char_p),
        ("owner_module", ctypes.c_uint32),
        ("client", ctypes.c_uint32),
        ("sink", ctypes.c_uint32),
        ("sample_spec", ctypes.c_uint32 * 3),
        ("channel_map", ctypes.c_uint32 * 33),
        ("volume", ctypes.c_uint32 * 33),
        ("buffer_usec", ctypes.c_uint64),
        ("sink_usec", ctypes.c_uint64),
    )


class _Sink(ctypes.Structure):
    """The beginning of `pa_sink_info`."""

    _fields_ = (("name", ctypes.c_char_p), ("index", ctypes.c_uint32))


_Pointer, _Int, _Uint32 = ctypes.c_void_p, ctypes.c_int, ctypes.c_uint32
_OnStream = ctypes.CFUNCTYPE(None, _Pointer, ctypes.POINTER(_SinkInput), _Int, _Pointer)
_OnSink = ctypes.CFUNCTYPE(None, _Pointer, ctypes.POINTER(_Sink), _Int, _Pointer)
_OnEvent = ctypes.CFUNCTYPE(None, _Pointer, _Int, _Uint32, _Pointer)


class SoundServer:
    """A connection to the sound server. Raises OSError, at any call, where there is none."""

    def __init__(self, stirred: threading.Event) -> None:
        """`stirred` is set when an output comes or goes."""
        self._lib = ctypes.CDLL("libpulse.so.0")
        for name in (
            "threaded_mainloop_new",
            "threaded_mainloop_get_api",
            "context_new",
            "context_subscribe",
            "context_get_sink_input_info_list",
            "context_get_sink_info_list",
        ):
            getattr(self._lib, f"pa_{name}").restype = ctypes.c_void_p
        self._prefix = f"QtmPulseStream-{os.getpid()}-".encode()
        self._streams: dict[int, int] = {}
        self._sinks: set[str] = set()
        self._on_stream = _OnStream(self._take_stream)
        self._on_sink = _OnSink(self._take_sink)
        self._on_event = _OnEvent(lambda *_: stirred.set())
        self._loop = _Pointer(self._lib.pa_threaded_mainloop_new())
        api = _Pointer(self._lib.pa_threaded_mainloop_get_api(self._loop))
        self._context = _Pointer(self._lib.pa_context_new(api, b"coach"))
        self._lib.pa_context_connect(self._context, None, _NO_AUTOSPAWN, None)
        self._lib.pa_threaded_mainloop_start(self._loop)
        if not self._wait(lambda: self._state() >= _READY) or self._state() != _READY:
            self.close()
            raise OSError("no sound server")
        self._locked("context_set_subscribe_callback", self._context, self._on_event, None)
        self._ask("context_subscribe", _SINKS, None)

    def streams_us(self) -> dict[int, int]:
        """Our own streams, by number: what is yet to be heard of each, in microseconds."""
        self._streams = {}
        self._ask("context_get_sink_input_info_list", self._on_stream)
        return self._streams

    def outputs(self) -> set[str]:
        """The outputs that there are, by the ids that Qt gives them."""
        self._sinks = set()
        self._ask("context_get_sink_info_list", self._on_sink)
        return self._sinks

    def close(self) -> None:
        """Disconnect."""
        self._locked("context_disconnect", self._context)
        self._lib.pa_threaded_mainloop_stop(self._loop)
        self._lib.pa_context_unref(self._context)
        self._lib.pa_threaded_mainloop_free(self._loop)

    def _ask(self, name: str, *values: object) -> None:
        """Ask, and wait until all is answered."""
        number = self._locked(name, self._context, *values, None)
        if number == 0:
            raise OSError("the sound server is gone")
        asked = _Pointer(number)
        done = self._wait(lambda: self._locked("operation_get_state", asked) != _RUNNING)
        self._locked("operation_unref", asked)
        if not done or self._state() != _READY:
            raise OSError("the sound server is gone")

    def _take_stream(self, _context: object, found: Any, end: int, _data: object) -> None:
        if end == 0 and (found.contents.name or b"").startswith(self._prefix):
            late_us = found.contents.buffer_usec + found.contents.sink_usec
            self._streams[found.contents.index] = late_us

    def _take_sink(self, _context: object, found: Any, end: int, _data: object) -> None:
        if end == 0:
            self._sinks.add(found.contents.name.decode(errors="replace"))

    def _state(self) -> int:
        return self._locked("context_get_state", self._context)

    def _locked(self, name: str, *values: object) -> int:
        self._lib.pa_threaded_mainloop_lock(self._loop)
        try:
            return int(getattr(self._lib, f"pa_{name}")(*values) or 0)
        finally:
            self._lib.pa_threaded_mainloop_unlock(self._loop)

    @staticmethod
    def _wait(condition: Callable[[], bool]) -> bool:
        end = time.monotonic() + _GIVE_UP_S
        while not condition():
            if time.monotonic() > end:
                return False
            time.sleep(_POLL_S)
        return True
