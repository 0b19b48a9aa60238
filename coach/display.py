"""Whether there is a display, and one clear sentence where there is none. No Qt in here."""

import os
import re
import sys
from collections.abc import Mapping

_PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
_OF_THE_WINDOW = tuple(n for n in _PACKAGES if n.startswith(("libxcb", "libxkbcommon-x11")))
NO_DISPLAY = "No display: connect one, or set DISPLAY or WAYLAND_DISPLAY."


def missing_library(error: ImportError) -> str:
    """The sentence for a library that Qt could not load; raises `error` where it is another."""
    found = re.search(r"(lib[\w.+-]+\.so(?:\.\d+)*)", str(error))
    if found is None:
        raise error
    return _to_install([found.group(1)])


def platforms(environment: Mapping[str, str]) -> str | None:
    """What to set QT_QPA_PLATFORM to; None where it stays as it is.

    With "offscreen" at the end Qt falls through to it instead of aborting: an offscreen that
    nobody asked for means that there is no display.
    """
    asked = environment.get("QT_QPA_PLATFORM", "")
    if sys.platform != "linux" or "offscreen" in asked or "minimal" in asked:
        return None
    by_name = "wayland;xcb" if environment.get("WAYLAND_DISPLAY") else "xcb;wayland"
    return f"{asked or by_name};offscreen"


def why_none(environment: Mapping[str, str] = os.environ) -> str:
    """The sentence for a Qt that found no display."""
    if environment.get("DISPLAY"):
        missing = [name for name in _OF_THE_WINDOW if not _loads(name)]
        if missing:
            return _to_install(missing)
    return NO_DISPLAY


def _loads(name: str) -> bool:
    import ctypes  # noqa: PLC0415 -- only where there is no display

    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _to_install(names: list[str]) -> str:
    packages = [_PACKAGES.get(name, name) for name in names]
    command = f"On Debian: apt install {' '.join(packages)}"
    return f"A system library is missing: {', '.join(names)}. {command}"
