"""Records a monitor and notes when what is recorded is heard: `pulse_recorder.py SINK FILE`.

PulseAudio itself tells, for a stream that records a monitor, how much it has queued so far and how
far the sink's clock is behind that: so which frame is heard at the server's own time. Asked many
times a second; the answers lie on a line whose slope is the rate, and their median is taken.
Until SIGTERM. Writes 32-bit floats, two channels, to FILE, and pairs of nanoseconds
(CLOCK_BOOTTIME) and frames, as 64-bit floats, beside it.
"""

import ctypes as c
import signal
import sys
import time
from array import array
from pathlib import Path

RATE_HZ = 48_000
FRAME_BYTES = 8
_PIECE_BYTES = 4_800 * FRAME_BYTES
_EACH_S = 0.004
_FLOAT32_LE, _ANY = 5, 0xFFFFFFFF
_ADJUST_LATENCY = 0x2000
_CONTEXT_READY, _STREAM_READY, _RUNNING = 4, 2, 0


class _Spec(c.Structure):
    _fields_ = (("format", c.c_int), ("rate", c.c_uint32), ("channels", c.c_uint8))


class _Attributes(c.Structure):
    _fields_ = tuple(
        (name, c.c_uint32) for name in ("maxlength", "tlength", "prebuf", "minreq", "fragsize")
    )


class _Timing(c.Structure):
    _fields_ = (
        ("seconds", c.c_long),
        ("microseconds", c.c_long),
        ("synchronized", c.c_int),
        ("sink_usec", c.c_uint64),
        ("source_usec", c.c_uint64),
        ("transport_usec", c.c_uint64),
        ("playing", c.c_int),
        ("write_index_corrupt", c.c_int),
        ("write_index", c.c_int64),
    )


class _Pulse:
    """The library's calls that are needed, each under its lock."""

    def __init__(self) -> None:
        self._lib = c.CDLL("libpulse.so.0")
        for name in ("threaded_mainloop_new", "threaded_mainloop_get_api", "context_new",
                     "stream_new", "stream_update_timing_info"):  # fmt: skip
            getattr(self._lib, f"pa_{name}").restype = c.c_void_p
        self._lib.pa_stream_get_timing_info.restype = c.POINTER(_Timing)
        self._loop = c.c_void_p(self._lib.pa_threaded_mainloop_new())

    def __getattr__(self, name):
        call = getattr(self._lib, f"pa_{name}")

        def locked(*values):
            self._lib.pa_threaded_mainloop_lock(self._loop)
            try:
                return call(*values)
            finally:
                self._lib.pa_threaded_mainloop_unlock(self._loop)

        return locked

    def connect(self):
        api = c.c_void_p(self._lib.pa_threaded_mainloop_get_api(self._loop))
        context = c.c_void_p(self._lib.pa_context_new(api, b"recorder"))
        self._lib.pa_threaded_mainloop_start(self._loop)
        self.context_connect(context, None, 0, None)
        _until(lambda: self.context_get_state(context) == _CONTEXT_READY)
        return context


def _until(condition):
    end = time.monotonic() + 10.0
    while not condition():
        if time.monotonic() > end:
            sys.exit("pulseaudio does not answer")
        time.sleep(0.000_2)


def _open(pulse, sink):
    spec = _Spec(_FLOAT32_LE, RATE_HZ, 2)
    stream = c.c_void_p(pulse.stream_new(pulse.connect(), b"recorder", c.byref(spec), None))
    attributes = _Attributes(_ANY, _ANY, _ANY, _ANY, _PIECE_BYTES)
    source = f"{sink}.monitor".encode()
    pulse.stream_connect_record(stream, source, c.byref(attributes), _ADJUST_LATENCY)
    _until(lambda: pulse.stream_get_state(stream) == _STREAM_READY)
    return stream


def _read(pulse, stream, file):
    """What has arrived; a gap is silence."""
    data, size = c.c_void_p(), c.c_size_t()
    while True:
        pulse.stream_peek(stream, c.byref(data), c.byref(size))
        if not size.value:
            return
        file.write(c.string_at(data, size.value) if data.value else bytes(size.value))
        pulse.stream_drop(stream)


def _heard(pulse, stream):
    """(nanoseconds, the frame that was heard then); None where the server did not know."""
    number = pulse.stream_update_timing_info(stream, None, None)
    if not number:
        return None  # the sink is gone
    asked = c.c_void_p(number)
    _until(lambda: pulse.operation_get_state(asked) != _RUNNING)
    pulse.operation_unref(asked)
    timing = pulse.stream_get_timing_info(stream).contents
    if timing.write_index_corrupt or not timing.synchronized or not timing.write_index:
        return None
    boot_less_wall_ns = time.clock_gettime_ns(time.CLOCK_BOOTTIME) - time.time_ns()
    then_ns = (timing.seconds * 1_000_000 + timing.microseconds) * 1_000 + boot_less_wall_ns
    ahead_usec = timing.source_usec - timing.sink_usec
    return float(then_ns), timing.write_index / FRAME_BYTES + ahead_usec * RATE_HZ / 1e6


def record(sink: str, path: Path) -> None:
    asked = []
    signal.signal(signal.SIGTERM, lambda *_: asked.append(True))
    pulse = _Pulse()
    stream = _open(pulse, sink)
    heard = array("d")
    with path.open("wb") as file:
        while not asked:
            time.sleep(_EACH_S)
            if pulse.stream_get_state(stream) != _STREAM_READY:
                continue
            _read(pulse, stream, file)
            file.flush()
            if pair := _heard(pulse, stream):
                heard.extend(pair)
    path.with_suffix(".heard").write_bytes(heard.tobytes())


if __name__ == "__main__":
    record(sys.argv[1], Path(sys.argv[2]))
