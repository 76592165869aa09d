"""NIfTI-1 and NIfTI-2 files, plain and gzipped.

Read by hand from the header on, so that what a header declares is checked against the file and the memory
budget before anything is taken. Source: the NIfTI-1 standard (nifti1.h) and NIfTI-2 (nifti2.h).
"""

from __future__ import annotations

import gzip
import hashlib
import math
import struct
import zlib
from contextlib import closing
from pathlib import Path
from typing import Any, BinaryIO, cast

import nibabel
import numpy as np
from nibabel.spatialimages import HeaderDataError
from nibabel.wrapstruct import WrapStructError
from numpy.typing import NDArray

from limis.errors import ReadError
from limis.io.budget import BYTES_A_VOXEL, check_budget, human_bytes, read_at_most
from limis.io.intensities import grey_if_equal, rescaled, settled
from limis.io.nifti_affine import geometry_of
from limis.io.options import ReadOptions, reject_unused, unreadable
from limis.types import Image, Source

__all__ = ["parse_header", "read"]

_GZIP = b"\x1f\x8b"
_BEST_GZIP_RATIO = 1032
_HEADER_BYTES = 540
_CHUNK, _SLACK = 2**20, 2**24
_FURTHER = ("time points", "components", "values of dimension 6", "values of dimension 7")


def read(path: Path, options: ReadOptions) -> Image:
    """Read a NIfTI file as a volume on its own grid.

    Args:
        path: A ``.nii`` or ``.nii.gz`` file, whatever its name.
        options: `frame` picks among time points or components, the first running fastest.

    Returns:
        A volume; a two-dimensional file is a volume of one slice.

    Raises:
        ReadError: A damaged or truncated file, one beyond the budget, or more than one frame and none chosen.
        GeometryError: An affine that makes no sense.
    """
    reject_unused(path, options, "series", "orientation", "spacing_mm")
    try:
        with closing(_opened(path)) as file:
            header, stored_header = parse_header(file.read(_HEADER_BYTES), path)
            shape, frames = _split_shape(header, path)
            _check_declared(header, path, options)
            geometry, notes = geometry_of(header, shape, path)
            frame = _chosen_frame(frames, options, path)
            raw = _frame_values(file, header, shape, frame, path, options)
    except (EOFError, OSError, zlib.error, struct.error) as error:
        raise _damaged(path, str(error)) from error
    data, more = _real_values(raw, header, path)
    kind = options.modality
    source = Source(path, "nifti", _sha256(path), (*notes, *more), header=stored_header)
    return Image(data, geometry, kind, "HU" if kind == "CT" else "1", source)


def parse_header(head: bytes, path: Path) -> tuple[Any, bytes]:
    """Read a header.

    Args:
        head: The file's first 540 bytes, unpacked; fewer will do for NIfTI-1.
        path: The file, for messages.

    Returns:
        nibabel's header, and its bytes as stored.

    Raises:
        ReadError: Not a header, or one of a pair of files.
    """
    is_two = head[4:6] == b"n+" or head[4:6] == b"ni"
    kind = nibabel.Nifti2Header if is_two else nibabel.Nifti1Header
    stored = head[: 540 if is_two else 348]
    try:
        header: Any = kind(stored, check=False)
        item = int(header.get_data_dtype().itemsize)
        vox_offset = float(header["vox_offset"])
    except (HeaderDataError, WrapStructError, ValueError, TypeError, KeyError) as error:
        raise _damaged(path, f"a header that makes no sense ({error})") from error
    if b"ni" in (head[344:346], head[4:6]):
        raise unreadable(
            path, "image and header in one file", "one of a .hdr and .img pair", "Convert the pair to .nii.gz"
        )
    _settle_sizes(header)
    if item == 0:
        raise _damaged(path, "a header that names no type of value")
    if not len(stored) <= vox_offset < 2**40:
        raise _damaged(path, f"a header that puts the image at byte {vox_offset:g}")
    return header, stored


def _settle_sizes(header: Any) -> None:
    """Read the sizes as other readers do: they have no sign, and a handedness that is not -1 is 1.

    Source: nifti1.h, "QUATERNION REPRESENTATION OF ROTATION MATRIX", on pixdim[0]; nibabel repairs the same.
    """
    sizes = np.asarray(header["pixdim"]).copy()
    sizes[1:4] = np.abs(sizes[1:4])
    sizes[0] = -1 if sizes[0] == -1 else 1
    header["pixdim"] = sizes


def _opened(path: Path) -> BinaryIO:
    """The file as plain bytes."""
    with path.open("rb") as file:
        zipped = file.read(2) == _GZIP
    return cast(BinaryIO, gzip.open(path, "rb")) if zipped else path.open("rb")


def _split_shape(header: Any, path: Path) -> tuple[tuple[int, int, int], tuple[int, ...]]:
    """The spatial shape, and the lengths of the dimensions beyond it."""
    try:
        dims = tuple(int(n) for n in header.get_data_shape())
    except HeaderDataError as error:
        raise _damaged(path, f"dimensions that make no sense ({error})") from error
    if not dims or min(dims) < 1:
        raise _damaged(path, f"dimensions {dims}")
    padded = dims + (1,) * (3 - len(dims))
    return (padded[0], padded[1], padded[2]), padded[3:]


def _check_declared(header: Any, path: Path, options: ReadOptions) -> None:
    """Refuse what cannot be in the file, and what would not fit into memory."""
    dims = [int(n) for n in header.get_data_shape()]
    item = int(header.get_data_dtype().itemsize)
    declared = math.prod(dims) * item
    size = path.stat().st_size
    with path.open("rb") as file:
        most = size * _BEST_GZIP_RATIO if file.read(2) == _GZIP else size
    one_frame = math.prod(dims[:3])
    check_budget(path, one_frame * max(item + 4, BYTES_A_VOXEL), options.budget_bytes)
    if int(float(header["vox_offset"])) + declared > most:
        raise _damaged(path, f"{human_bytes(size)} where the header declares {human_bytes(declared)}")


def _chosen_frame(frames: tuple[int, ...], options: ReadOptions, path: Path) -> int:
    """Which frame to read, from 0."""
    count = math.prod(frames)
    if options.frame is None and count > 1:
        named = [f"{n} {name}" for n, name in zip(frames, _FURTHER, strict=False) if n > 1]
        raise unreadable(
            path, "one volume", f"a volume with {' x '.join(named)}", f"Pick one with --frame 1 to --frame {count}"
        )
    if options.frame is not None and not 1 <= options.frame <= count:
        raise unreadable(path, f"a frame from 1 to {count}", f"--frame {options.frame}", "Pick one of those")
    return (options.frame or 1) - 1


def _frame_values(
    file: BinaryIO, header: Any, shape: tuple[int, int, int], frame: int, path: Path, options: ReadOptions
) -> NDArray[Any]:
    """The stored values of one frame."""
    dtype = cast("np.dtype[Any]", header.get_data_dtype())
    count = math.prod(shape) * dtype.itemsize
    file.seek(int(float(header["vox_offset"])) + frame * count)
    content = read_at_most(file, count, options.progress)
    if len(content) < count:
        raise _damaged(path, f"a file that ends {human_bytes(count - len(content))} early")
    if isinstance(file, gzip.GzipFile):
        _check_to_the_end(file, header, path)
    return np.frombuffer(content, dtype).reshape(shape, order="F")


def _check_to_the_end(file: gzip.GzipFile, header: Any, path: Path) -> None:
    """Unpack what follows, and keep nothing of it: only at its end does gzip compare the checksum."""
    declared = int(float(header["vox_offset"])) + math.prod(int(n) for n in header.get_data_shape()) * int(
        header.get_data_dtype().itemsize
    )
    while file.read(_CHUNK):
        if file.tell() > declared + _SLACK:
            raise _damaged(path, f"more than the {human_bytes(declared)} that the header declares")


def _real_values(raw: NDArray[Any], header: Any, path: Path) -> tuple[NDArray[Any], list[str]]:
    """Values as they are meant: colour on a last axis, the scale applied, everything finite."""
    if raw.dtype.names is not None:
        return grey_if_equal(np.stack([raw[name] for name in ("R", "G", "B")], axis=-1)), []
    values, notes = settled(path, raw)
    slope, intercept = float(header["scl_slope"]), float(header["scl_inter"])
    if slope == 0 or not math.isfinite(slope):
        slope, intercept = 1.0, 0.0
    if not math.isfinite(intercept):
        notes.append(f"the header's scale, {slope:g} x + {intercept:g}, makes no sense and was left out")
        slope, intercept = 1.0, 0.0
    if (slope, intercept) != (1.0, 0.0):
        values, more = settled(path, rescaled(values, slope, intercept))
        notes += more
    return values, notes


def _sha256(path: Path) -> str:
    """The hash of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _damaged(path: Path, got: str) -> ReadError:
    return unreadable(path, "a whole NIfTI file", got, "Check the download, or convert it again")
