"""A small disk of its own, that can be filled up and made read-only."""

import os
import subprocess
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

_BALLAST = "ballast"


class Disk:
    """A file system in memory, mounted at `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def fill(self, left: int) -> None:
        """Leave *left* bytes free."""
        size = 2**16
        with (self.folder / _BALLAST).open("wb") as file:
            free = _free(self.folder)
            for _ in range(max(0, free - left) // size):
                file.write(bytes(size))

    def clear(self) -> None:
        """Take away what `fill` has put there."""
        (self.folder / _BALLAST).unlink()

    def allow_writing(self, *, allowed: bool) -> None:
        """Mount the disk anew, to be written or only to be read."""
        _mount("-o", f"remount,{'rw' if allowed else 'ro'}", str(self.folder))


@contextmanager
def disk_at(folder: Path, megabytes: int) -> Generator[Disk]:
    """Mount a disk of *megabytes* at *folder* for the block; skip the test where that is not allowed."""
    folder.mkdir()
    try:
        _mount("-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder))
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("a disk cannot be mounted here")
    try:
        yield Disk(folder)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)  # noqa: S603, S607 - our own folder


def _free(folder: Path) -> int:
    status = os.statvfs(folder)
    return status.f_bavail * status.f_frsize


def _mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True, capture_output=True)  # noqa: S603, S607 - our own folder
