"""One process per session: a lock that its holder loses by ending, however it ends."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path

from limis.errors import SessionBusyError, say
from limis.io.filelock import release, try_lock
from limis.session.home import cannot_write

__all__ = ["Lease"]

_PATIENCE_S = 0.5
_POLL_S = 0.05


class Lease:
    """The right to write to a session, until `release` or the end of the process.

    The operating system holds the lock, so a holder that was killed leaves nothing that has to be cleaned up.
    The file says which process holds it.

    Args:
        path: The lock's file; made private, removed on release.
        session: The session's id, for the message.

    Raises:
        SessionBusyError: Somebody else holds it.
        StoreWriteError: The file cannot be made.
    """

    def __init__(self, path: Path, session: str) -> None:
        self._path = path
        deadline = time.monotonic() + _PATIENCE_S
        while (handle := _try(path)) is None:
            if time.monotonic() >= deadline:
                raise _busy(session, _holder(path))
            time.sleep(_POLL_S)
        self._handle: int | None = handle
        os.ftruncate(handle, 0)
        os.write(handle, f"{os.getpid()}\n".encode())

    def release(self) -> None:
        """Give the session back; nothing happens the second time."""
        handle, self._handle = self._handle, None
        if handle is not None:
            release(handle, self._path)


def _try(path: Path) -> int | None:
    """An open handle that holds the lock; None while someone else does."""
    try:
        handle = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    except OSError as error:
        raise cannot_write(path, error) from error
    if try_lock(handle) and _is_still_there(handle, path):
        return handle
    os.close(handle)
    return None


def _is_still_there(handle: int, path: Path) -> bool:
    """Whether the locked file is the one that others will find: its last holder may just have removed it."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


def _holder(path: Path) -> str:
    """Who holds a lock, in words."""
    with suppress(OSError, ValueError):
        number = int(path.read_text(encoding="ascii"))
        return "this process" if number == os.getpid() else f"process {number}"
    return "another process"


def _busy(session: str, holder: str) -> SessionBusyError:
    return SessionBusyError(
        say(
            f"session {session} is open",
            expected="a session that nobody else has open",
            got=f"{holder} that has it",
            next_step="Close it there first; `limis sessions show` can look at it meanwhile",
        )
    )
