"""One writer per folder: a lock that other processes and threads respect."""

from __future__ import annotations

import os
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from limis.errors import InputError, say
from limis.io.filelock import release, try_lock
from limis.progress import Progress, silent

__all__ = ["LOCK_NAME", "locked"]

LOCK_NAME = ".limis.lock"
_POLL_S = 0.1


@contextmanager
def locked(folder: Path, progress: Progress = silent, wait_s: float = 60.0) -> Generator[None]:
    """Hold a folder for oneself.

    The lock is a file that disappears with its holder; a holder that crashes loses it at once.

    Args:
        folder: An existing folder.
        progress: Called while another holder is waited for; may raise to give up.
        wait_s: How long to wait.

    Yields:
        Nothing; the folder is held until the block ends.

    Raises:
        InputError: Another holder did not finish in time.
    """
    path = folder / LOCK_NAME
    deadline = time.monotonic() + wait_s
    while (handle := _try_to_lock(path)) is None:
        if time.monotonic() >= deadline:
            raise _busy(folder)
        progress("waiting for another run that writes into this folder", 0, 0)
        time.sleep(_POLL_S)
    try:
        yield
    finally:
        release(handle, path)


def _busy(folder: Path) -> InputError:
    return InputError(
        say(
            f"cannot write to {folder}",
            expected="a folder of one's own",
            got="another run of limis that is still writing into it",
            next_step="Wait for it, or choose another folder with -o",
        )
    )


def _try_to_lock(path: Path) -> int | None:
    """An open handle that holds the lock; None while someone else does."""
    handle = os.open(path, os.O_CREAT | os.O_RDWR, 0o666)
    try:
        if try_lock(handle) and _is_still_there(handle, path):
            return handle
    except BaseException:
        os.close(handle)
        raise
    os.close(handle)
    return None


def _is_still_there(handle: int, path: Path) -> bool:
    """Whether the locked file is the one that others will find: its last holder may just have removed it."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False
