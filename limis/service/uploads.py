"""What clients send: kept in private folders under names of our own, and thrown away when nobody needs it."""

from __future__ import annotations

import re
import secrets
import shutil
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from limis.errors import InputError, ReadError, say
from limis.io.budget import human_bytes
from limis.session.home import make_private_file, make_private_folder

__all__ = ["Part", "Upload", "Uploads", "called"]

_ID = re.compile(r"[0-9a-f]{24}")
_MOST_FILES = 5000
_LONGEST_NAME = 100


def called(path: Path | None) -> str:
    """What an image is called: its file or folder by name, files that were sent by their number; "" without a path."""
    if path is None or not _ID.fullmatch(path.name):
        return "" if path is None else path.name
    return f"{len(list(path.iterdir()))} files" if path.is_dir() else "files that were sent"


class Upload:
    """One image on its way in: a file, or the files of a series.

    Attributes:
        id: What `Uploads.find` takes.
        folder: Where its files lie.
    """

    def __init__(self, folder: Path, take: Callable[[int], None]) -> None:
        self.id, self.folder = folder.name, folder
        self._take, self._names = take, {path.name for path in folder.iterdir()}

    def begin(self, name: str) -> Part:
        """A file of it, to be written to.

        Args:
            name: What the client calls it; only letters, digits, dots and dashes of its last part are kept.

        Raises:
            InputError: There are too many files.
        """
        if len(self._names) >= _MOST_FILES:
            raise _too_much(f"at most {_MOST_FILES} files", "more")
        plain = _plain(name)
        while plain in self._names or (self.folder / plain).exists():
            plain = f"{len(self._names)}_{plain}"[:_LONGEST_NAME]
        self._names.add(plain)
        return Part(self.folder / plain, self._take)

    @property
    def path(self) -> Path:
        """What is to be opened: the file, or the folder of a series.

        Raises:
            ReadError: There is nothing in it.
        """
        files = sorted(self.folder.iterdir())
        if not files:
            raise ReadError(
                say("nothing was uploaded", expected="a file", got="none", next_step="Send the image, or its series")
            )
        return files[0] if len(files) == 1 else self.folder


class Part:
    """A file of an upload that is being written, no longer than there is room for; gone again where it was not whole.

    Args:
        path: Where it shall be; there is nothing yet.
        take: Takes room for so many bytes, or says that there is none.
    """

    def __init__(self, path: Path, take: Callable[[int], None]) -> None:
        make_private_file(path)
        self._file: BinaryIO = path.open("wb")
        self._path, self._take = path, take

    def __enter__(self) -> Part:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._file.close()
        if kind is not None:
            self._path.unlink(missing_ok=True)

    def write(self, chunk: bytes) -> None:
        """Add bytes.

        Raises:
            InputError: There is no room for them.
        """
        self._take(len(chunk))
        self._file.write(chunk)


class Uploads:
    """The folder of what clients have sent.

    Args:
        folder: Made for its owner only when the first upload comes.
        most_bytes: All of it together.
    """

    def __init__(self, folder: Path, most_bytes: int = 2**34) -> None:
        self.folder, self._most = folder, most_bytes
        self._guard = threading.Lock()
        self._held: int | None = None

    def begin(self) -> Upload:
        """A new upload.

        Raises:
            StoreWriteError: Nothing may be written there.
        """
        make_private_folder(self.folder)
        folder = self.folder / secrets.token_hex(12)
        make_private_folder(folder)
        return Upload(folder, self._take)

    def find(self, name: str) -> Path:
        """What is to be opened of an upload.

        Raises:
            ReadError: There is no upload of that name, or nothing in it.
        """
        return self.again(name).path

    def again(self, name: str) -> Upload:
        """An upload that has begun, to add to it.

        Raises:
            ReadError: There is no upload of that name.
        """
        folder = self.folder / name
        if not _ID.fullmatch(name) or not folder.is_dir():
            raise ReadError(
                say(
                    "there is no such upload",
                    expected="the name that an upload was given",
                    got=repr(name[:40]),
                    next_step="Upload the image again",
                )
            )
        return Upload(folder, self._take)

    def drop(self, name: str) -> None:
        """Throw an upload away; nothing happens where there is none."""
        if _ID.fullmatch(name):
            shutil.rmtree(self.folder / name, ignore_errors=True)
            with self._guard:
                self._held = None

    def sweep(self, needed: Iterable[Path], older_than_s: float) -> None:
        """Throw away what is older than that and what nobody needs.

        Args:
            needed: Images of sessions; what they lie in stays.
            older_than_s: Seconds.
        """
        kept = {path.name for place in needed for path in (place, *place.parents)}
        for folder in self.folder.iterdir() if self.folder.is_dir() else ():
            with suppress(OSError):
                if folder.name not in kept and time.time() - folder.stat().st_mtime > older_than_s:
                    self.drop(folder.name)

    def _take(self, count: int) -> None:
        """Take room for bytes.

        Raises:
            InputError: There is none, here or on the disk.
        """
        with self._guard:
            if self._held is None:
                self._held = sum(path.stat().st_size for path in self.folder.rglob("*") if path.is_file())
            if self._held + count > self._most or count > shutil.disk_usage(self.folder).free // 2:
                raise _too_much(f"at most {human_bytes(self._most)} together, and half of the disk's room", "more")
            self._held += count


def _plain(name: str) -> str:
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = re.sub(r"[^A-Za-z0-9._-]+", "_", last).strip("._-")
    return kept[-_LONGEST_NAME:].lstrip("._-") or "file"


def _too_much(expected: str, got: str) -> InputError:
    return InputError(
        say("that is too much to upload", expected=expected, got=got, next_step="Send less, or make room on the server")
    )
