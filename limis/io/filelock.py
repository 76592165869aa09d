"""Locks of the operating system on small files: they end with the process that holds them, however it ends."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

__all__ = ["release", "try_lock"]

if sys.platform == "win32":
    import msvcrt

    _FAR = 2**30  # a locked byte cannot be read by others; what the file says before it can

    def try_lock(handle: int) -> bool:
        """Lock an open file unless somebody else has; say whether it worked."""
        os.lseek(handle, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        os.lseek(handle, 0, os.SEEK_SET)
        return True

    def release(handle: int, path: Path) -> None:
        """Give a lock back, and remove its file."""
        os.close(handle)
        with suppress(OSError):
            path.unlink()

else:
    import fcntl

    def try_lock(handle: int) -> bool:
        """Lock an open file unless somebody else has; say whether it worked."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def release(handle: int, path: Path) -> None:
        """Give a lock back, and remove its file."""
        with suppress(OSError):
            path.unlink()
        os.close(handle)
