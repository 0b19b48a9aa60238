"""Disks that fill up or refuse writing."""

import os
import subprocess

import pytest


def _mount(*words: str) -> None:
    done = subprocess.run(["mount", *words], check=False, capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"cannot mount a disk here: {done.stderr.strip()}")


@pytest.fixture
def tiny_disk(tmp_path):
    """A folder on a disk of 400 kB."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root can mount a tiny disk")
    disk = tmp_path / "disk"
    disk.mkdir()
    _mount("-t", "tmpfs", "-o", "size=400k", "tmpfs", str(disk))
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


class Door:
    """A folder that can be shut against writing, and opened again."""

    def __init__(self, folder, is_mount):
        self.folder = folder
        self._is_mount = is_mount

    def shut(self):
        if self._is_mount:
            _mount("-o", "remount,ro", str(self.folder))
        else:
            self.folder.chmod(0o500)

    def open(self):
        if self._is_mount:
            _mount("-o", "remount,rw", str(self.folder))
        else:
            self.folder.chmod(0o700)


@pytest.fixture
def door(request, tmp_path):
    """A folder that can be made read-only: a disk of its own for root, whom rights do not stop."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        yield Door(request.getfixturevalue("tiny_disk"), is_mount=True)
        return
    if os.name != "posix":
        pytest.skip("rights of folders are tested on POSIX systems")
    folder = tmp_path / "door"
    folder.mkdir()
    door = Door(folder, is_mount=False)
    yield door
    door.open()
