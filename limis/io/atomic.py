"""Files appear whole or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO
from uuid import uuid4

__all__ = ["open_atomic", "sync_folder", "write_bytes", "write_json", "write_text"]


@contextmanager
def open_atomic(path: Path) -> Generator[BinaryIO]:
    """Open a file that takes its name only when it is complete.

    What is written goes to a temporary file in the same folder, is flushed to disk, and replaces `path` in
    one step. Whatever interrupts the block, Ctrl-C included, leaves `path` as it was and nothing beside it.

    Args:
        path: Where the file shall be; its folder is made.

    Yields:
        A binary file to write to.

    Raises:
        OSError: The folder cannot be written to.

    Source: POSIX ``rename`` is atomic; ``fsync`` before it, so that a power cut cannot leave an empty file.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name[:100]}.{uuid4().hex}.part")
    handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    with open_atomic(path) as file:
        file.write(content)


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 text whole or not at all; what is no Unicode, as in some file names, becomes a question mark."""
    write_bytes(path, text.encode("utf-8", "replace"))


def write_json(path: Path, value: Any) -> None:
    """Write a value as indented JSON, whole or not at all.

    Raises:
        ValueError: The value holds NaN or infinity, which JSON has no word for.
    """
    write_text(path, json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False) + "\n")


def sync_folder(folder: Path) -> None:
    """Make the new name itself durable, where the system lets a folder be opened."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
