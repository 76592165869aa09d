"""Where what people said is kept: a folder that only they can open."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Mapping
from pathlib import Path

from limis.errors import StoreWriteError, say

__all__ = ["cannot_write", "make_private_file", "make_private_folder", "user_data_folder"]

_ONLY_MINE = 0o700
_NOT_A_FOLDER_OF_MINE = 0o077


def user_data_folder(
    home: str | None = None, *, environ: Mapping[str, str] | None = None, platform: str = sys.platform
) -> Path:
    """The folder in which limis keeps things for a user.

    Args:
        home: As `limis.config.Config.home` says it, which the variable LIMIS_HOME sets; None for the platform's.
        environ: Default the process environment.
        platform: As `sys.platform` names it.

    Returns:
        Its path; nothing is made.

    Raises:
        StoreWriteError: The user has no home folder.

    Source: XDG Base Directory Specification 0.8 (a relative path is to be ignored); Apple, File System
    Programming Guide; Microsoft, Known Folders (LOCALAPPDATA, which does not roam).

    Example:
        >>> str(user_data_folder(environ={"XDG_DATA_HOME": "/data"}, platform="linux"))
        '/data/limis'
    """
    environ = os.environ if environ is None else environ
    if home is not None:
        return Path(home).expanduser().absolute()
    try:
        if platform == "darwin":
            return Path.home() / "Library" / "Application Support" / "limis"
        if platform == "win32":
            local = environ.get("LOCALAPPDATA")
            return (Path(local) if local else Path.home() / "AppData" / "Local") / "limis"
        stated = Path(environ.get("XDG_DATA_HOME") or ".")
        return (stated if stated.is_absolute() else Path.home() / ".local" / "share") / "limis"
    except RuntimeError as error:
        raise StoreWriteError(
            say("nowhere to keep sessions", expected="a home folder", got=str(error), next_step="Set LIMIS_HOME")
        ) from error


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
