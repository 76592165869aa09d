"""The lock file: which files a model consisted of when it was first fetched, held against it ever after.

``models.lock.json`` lies in the user's data folder: name → where from, which commit, where it lies, sha256 per file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, cast
from uuid import uuid4

from limis.config import resolve_config, user_data_folder
from limis.errors import WeightsError, say

__all__ = ["Locked", "check", "digests", "lock_file", "locked", "write_lock"]

_NAME = "models.lock.json"


@dataclass(frozen=True)
class Locked:
    """What the lock file says of a model.

    Attributes:
        hub: Where it came from.
        commit: Which commit it was.
        folder: Where it was put.
        files: Name within the folder → sha256.
    """

    hub: str
    commit: str
    folder: str
    files: Mapping[str, str]

    @property
    def is_here(self) -> bool:
        """Whether all its files are where they were put; what is in them is not looked at."""
        return bool(self.files) and all((Path(self.folder) / name).is_file() for name in self.files)

    @property
    def size_mb(self) -> float:
        """Megabytes of those of its files that are where they were put."""
        paths = [Path(self.folder) / name for name in self.files]
        return sum(path.stat().st_size for path in paths if path.is_file()) / 1e6


def lock_file() -> Path:
    """Where the lock file is, or will be."""
    return user_data_folder(resolve_config().home) / _NAME


def locked(name: str) -> Locked | None:
    """What was locked under a name; None when it was never fetched.

    Raises:
        WeightsError: The lock file cannot be read.
    """
    rows = _rows()
    try:
        return Locked(**rows[name]) if name in rows else None
    except TypeError as error:
        raise _unreadable(error) from error


def write_lock(name: str, entry: Locked) -> None:
    """Lock a model; what was locked under its name is forgotten.

    Raises:
        WeightsError: The lock file cannot be read or written.
    """
    path, rows = lock_file(), {**_rows(), name: asdict(entry)}
    part = path.with_name(f".{_NAME}.{uuid4().hex}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(rows, indent=2, sort_keys=True) + "\n", encoding="utf-8")
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise WeightsError(
            say(
                f"cannot write {path}",
                expected="a folder that may be written to",
                got=str(error),
                next_step="Make room, or set LIMIS_HOME to another folder",
            )
        ) from error


def check(name: str, entry: Locked, folder: Path) -> None:
    """Hold the files in a folder against what was locked.

    Raises:
        WeightsError: A file is missing or another one; the message names it.
    """
    for file, expected in entry.files.items():
        path = folder / file
        got = _sha256(path) if path.is_file() else "no file"
        if got != expected:
            raise WeightsError(
                say(
                    f"{path} is not the file that was fetched for {name}",
                    expected=f"sha256 {expected}",
                    got=got,
                    next_step=f"`limis models pull {name}` fetches it again",
                )
            )


def digests(folder: Path, files: Iterable[str]) -> dict[str, str]:
    """File → sha256."""
    return {file: _sha256(folder / file) for file in files}


def _rows() -> dict[str, Any]:
    try:
        rows: Any = json.loads(lock_file().read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise _unreadable(error) from error
    if not isinstance(rows, dict):
        raise _unreadable(TypeError("not an object"))
    return cast("dict[str, Any]", rows)


def _unreadable(error: Exception) -> WeightsError:
    return WeightsError(
        say(
            f"cannot read {lock_file()}",
            expected="JSON as limis wrote it",
            got=f"{type(error).__name__}: {error}",
            next_step="Mend it, or remove it: the next opening of each model then writes down what it is",
        )
    )


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
