"""The door for files: told by how they start, given to what reads their format."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from limis.config import resolve_config
from limis.errors import GeometryError, ReadError, parts_of, say
from limis.geometry import PictureOrientation
from limis.imaging.kinds import as_kind
from limis.io.options import ReadOptions, unreadable
from limis.io.signatures import Format, format_of
from limis.progress import Progress, silent
from limis.types import Image

__all__ = ["load"]

_HEAD_BYTES = 4096
_KNOWN = "NIfTI (.nii, .nii.gz), DICOM (file, series folder or .zip), PNG, JPEG, TIFF or BMP"


_OTHERS = {
    b"%PDF": "a PDF",
    b"GIF8": "a GIF",
    b"RIFF": "a WebP picture or a film",
    b"\x00\x00\x00\x0cjP  ": "a JPEG 2000 file",
    b"\x1f\x8b": "a gzip file with no NIfTI in it",
    b"\x89HDF": "an HDF5 file",
    b"NRRD": "an NRRD file",
    b"ObjectType": "a MetaImage file",
    b"BZh": "a bzip2 archive",
    b"Rar!": "a RAR archive",
    b"7z\xbc\xaf": "a 7-Zip archive",
}
"""What files of other kinds start with."""


def load(
    path: str | os.PathLike[str],
    *,
    series: str | None = None,
    frame: int | None = None,
    modality: str | None = None,
    orientation: str | PictureOrientation | None = None,
    spacing: float | Sequence[float] | None = None,
    budget_bytes: int | None = None,
    progress: Progress = silent,
) -> Image:
    r"""Read an image from a file, a folder with a DICOM series, or a zip archive of one.

    The format is told by content, not by name.

    Args:
        path: Where it is.
        series: UID of the series to take where a folder holds several.
        frame: Which time point, echo, page or cine frame to take, from 1.
        modality: Kind of imaging; wins over the header.
        orientation: A picture's Patient Orientation, e.g. ``"L\P"``; wins over the header.
        spacing: Millimetres: of a picture ``(row, column)`` or one number for both; of pages that form a volume
            ``(page, row, column)``.
        budget_bytes: Memory that reading may take; default what is configured (``LIMIS_BUDGET_BYTES``), else half of
            the machine's, at most 8 GiB.
        progress: Called at least twice a second.

    Returns:
        The image on its own grid.

    Raises:
        ReadError: The file cannot be read as what it claims to be; the message says why and what to do.
        GeometryError: Its grid makes no sense.
        InputError: An option that does not fit this image.
    """
    options = ReadOptions(
        series=series,
        frame=frame,
        modality=None if modality is None else as_kind(modality),
        orientation=PictureOrientation.parse(orientation) if isinstance(orientation, str) else orientation,
        spacing_mm=_spacing(spacing),
        budget_bytes=resolve_config().budget_bytes if budget_bytes is None else budget_bytes,
        progress=progress,
    )
    where = Path(path)
    try:
        # Headers of nonsense overflow; what comes of them is checked, so numpy need not warn as well.
        with np.errstate(all="ignore"):
            return _dispatch(where, options)
    except ReadError:
        raise
    except GeometryError as error:
        parts = parts_of(error)
        raise GeometryError(say(f"cannot read {where}: {parts.pop('what')}", **parts)) from error
    except PermissionError as error:
        raise unreadable(where, "a file you may read", "no permission", "Check its owner and mode") from error
    except OSError as error:
        raise unreadable(where, "a readable file", error.strerror or str(error), "Check the path") from error
    except MemoryError as error:
        raise unreadable(where, "an image that fits into memory", "too little of it", "Crop the image") from error


def _spacing(spacing: float | Sequence[float] | None) -> tuple[float, ...] | None:
    if spacing is None:
        return None
    return (float(spacing),) if isinstance(spacing, int | float) else tuple(float(s) for s in spacing)


def _dispatch(path: Path, options: ReadOptions) -> Image:
    """Give the path to the format that recognises it."""
    if not path.exists():
        raise unreadable(path, "a file or folder", "nothing of that name", "Check the spelling")
    if path.is_dir():
        return _reader("dicom")(path, options)
    if not path.is_file():
        raise unreadable(path, "a file or folder", "a device or pipe", "Save the image to a file first")
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    if not head:
        raise unreadable(path, _KNOWN, "0 bytes", "Check the download")
    form = format_of(head)
    if form is None:
        raise unreadable(path, _KNOWN, _looks_like(head, path), "Convert it to one of these")
    return _reader(form)(path, options)


def _reader(form: Format) -> Callable[[Path, ReadOptions], Image]:
    """What reads a format, imported when the first file of it comes: that takes longer than to read a picture."""
    if form == "nifti":
        from limis.io.nifti import read
    elif form == "dicom":
        from limis.io.dicom import read
    else:
        from limis.io.pictures import read
    return read


def _looks_like(head: bytes, path: Path) -> str:
    """What a file nobody recognises seems to be."""
    for start, name in _OTHERS.items():
        if head.startswith(start):
            return name
    if head[4:8] == b"ftyp":
        return "a HEIC picture or a film"
    printable = sum(32 <= b < 127 or b in b"\t\r\n" for b in head[:512]) / len(head[:512])
    return "text" if printable > 0.95 else f"an unknown {path.suffix or 'binary'} file"
