"""Where what people said is kept: a folder that only they can open."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from limis.errors import StoreWriteError, say

__all__ = ["cannot_write", "make_private_file", "make_private_folder"]

_ONLY_MINE = 0o700
_NOT_A_FOLDER_OF_MINE = 0o077


def make_private_folder(folder: Path) -> None:
    """Make a folder that only its owner can open; one that is there already is closed to others.

    Raises:
        StoreWriteError: It cannot be made or closed.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True, mode=_ONLY_MINE)
        folder.mkdir(exist_ok=True, mode=_ONLY_MINE)
        if os.name == "posix" and stat.S_IMODE(folder.stat().st_mode) & _NOT_A_FOLDER_OF_MINE:
            folder.chmod(_ONLY_MINE)
    except OSError as error:
        raise cannot_write(folder, error) from error


def make_private_file(path: Path) -> None:
    """Make an empty file that only its owner can read.

    Raises:
        StoreWriteError: It cannot be made, or is there already.
    """
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError as error:
        raise cannot_write(path, error) from error


def cannot_write(path: Path, error: Exception) -> StoreWriteError:
    """Word that something cannot be kept."""
    return StoreWriteError(
        say(
            f"cannot keep sessions in {path}",
            expected="a disk with room that may be written to",
            got=str(error),
            next_step="Make room, or set LIMIS_HOME to another folder, or use --no-history",
        )
    )
