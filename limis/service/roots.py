"""The folders that clients may open files in, and nothing beside them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from limis.errors import InputError, ReadError, say

__all__ = ["Entry", "Roots"]

_LONGEST = 4096
_MOST_FILES = 50_000
_MOST_LISTED = 2000
_IMAGES = (".nii", ".nii.gz", ".dcm", ".ima", ".zip", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp")


@dataclass(frozen=True)
class Entry:
    """A file or folder that a client may see.

    Attributes:
        name: Without its folders.
        path: What `Roots.find` takes.
        is_folder: Whether it is a folder; one that holds a DICOM series can be opened as an image.
    """

    name: str
    path: str
    is_folder: bool


class Roots:
    """The only files and folders that a client's words can reach.

    What lies inside is told by where it really is, after every link: a link that leads out is not followed.

    Args:
        places: Folders, or single files. None at all allows nothing.

    Raises:
        InputError: One of them is not there.

    Example:
        >>> Roots([]).holds(Path("/etc/passwd"))
        False
    """

    def __init__(self, places: Iterable[str | os.PathLike[str]] = ()) -> None:
        self.places = tuple(_real(Path(place)) for place in places)

    def holds(self, path: Path) -> bool:
        """Whether a path really lies inside."""
        try:
            path.resolve(strict=True)
        except (OSError, ValueError, RuntimeError):
            return False
        return self.covers(path)

    def covers(self, path: Path) -> bool:
        """Whether a path would lie inside, were it there."""
        real = path.resolve()
        return any(real == place or place in real.parents for place in self.places)

    def find(self, said: str) -> Path:
        """The file or folder that a client names: from a root, or with its whole path.

        Args:
            said: As the client wrote it.

        Returns:
            Where it really is.

        Raises:
            ReadError: There is no such file inside. What lies outside and what does not exist are told alike.
        """
        if said and "\0" not in said and len(said) <= _LONGEST:
            for path in self._candidates(Path(said)):
                if self.holds(path):
                    real = path.resolve()
                    self._check_inside(real)
                    return real
        raise _not_here(said)

    def list(self, said: str = "") -> Sequence[Entry]:
        """What lies in a folder; the roots themselves where none is named.

        Left out are hidden files, and names that are no text: nobody could say them.

        Raises:
            ReadError: There is no such folder inside.
        """
        if not said:
            return [Entry(place.name, str(place), place.is_dir()) for place in self.places]
        folder = next((p for p in self._candidates(Path(said)) if "\0" not in said and self.holds(p)), None)
        if folder is None or not folder.is_dir():
            raise _not_here(said)
        found = (Entry(path.name, str(path), path.is_dir()) for path in sorted(folder.resolve().iterdir()))
        shown = (e for e in found if not e.name.startswith(".") and _is_text(e.name) and self.holds(Path(e.path)))
        kept = [e for e in shown if e.is_folder or "." not in e.name or e.name.lower().endswith(_IMAGES)]
        return kept[:_MOST_LISTED]

    def _candidates(self, path: Path) -> Iterator[Path]:
        if path.is_absolute():
            yield path
            return
        for place in self.places:
            if place.is_dir():
                yield place / path
            elif path == Path(place.name):
                yield place

    def _check_inside(self, folder: Path) -> None:
        """Refuse a folder with a link in it that leads out: its reader would follow it."""
        count = 0
        for where, folders, files in os.walk(folder) if folder.is_dir() else ():
            for name in (*folders, *files):
                count += 1
                entry = Path(where) / name
                if count > _MOST_FILES or (entry.is_symlink() and not self.holds(entry)):
                    raise _not_here(folder.name)


def _is_text(name: str) -> bool:
    """Whether a file's name is made of whole characters."""
    return name.encode("utf-8", "ignore").decode("utf-8") == name


def _real(place: Path) -> Path:
    try:
        return place.expanduser().resolve(strict=True)
    except (OSError, RuntimeError) as error:
        raise InputError(
            say(f"cannot serve {place}", expected="a folder or file", got=str(error), next_step="Check the path")
        ) from error


def _not_here(said: str) -> ReadError:
    return ReadError(
        say(
            "nothing of that name can be opened here",
            expected="a file or folder under what this server was told to serve",
            got=repr(said[:80].replace("\0", "?")),
            next_step="Upload it, or start the server with its folder",
        )
    )
