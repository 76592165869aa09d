"""Encoded pixels become values. Source: DICOM PS3.3 C.7.6.3 (Image Pixel), PS3.5 section 8 and annex A."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset
from pydicom.pixels.processing import apply_color_lut
from pydicom.pixels.utils import iter_pixels
from pydicom.uid import UID, JPEG2000TransferSyntaxes

from limis.io.dicom_jpeg import offer
from limis.io.options import unreadable

__all__ = ["decoded", "stored_range"]

_J2K_SIZE = b"\xff\x4f\xff\x51"
_SEARCH_BYTES = 4096


def decoded(path: Path, name: str, dataset: Dataset, frames: Sequence[int]) -> Iterator[NDArray[Any]]:
    """Decode frames of a file, in the order asked for.

    Args:
        path: The folder, archive or file, for messages.
        name: The file, for messages.
        dataset: Header and encoded pixels.
        frames: Which frames, from 0.

    Yields:
        Stored values, shape ``(rows, columns)``, or RGB uint8 ``(rows, columns, 3)``.

    Raises:
        ReadError: Pixels that are missing, of another size than declared, or in an encoding no decoder is
            installed for.
    """
    if "PixelData" not in dataset and "FloatPixelData" not in dataset and "DoubleFloatPixelData" not in dataset:
        raise unreadable(path, "pixels", f"none in {name}", "Check the download")
    _check_codestream(path, name, dataset)
    offer()
    try:
        for values in iter_pixels(dataset, indices=list(frames)):
            yield _as_rgb(values, dataset)
    except (RuntimeError, NotImplementedError) as error:
        syntax = UID(str(dataset.file_meta.TransferSyntaxUID))
        reason = " ".join(str(error).split())
        lacks_decoder = "missing dependencies" in reason
        raise unreadable(
            path,
            "pixels in an encoding that can be read",
            f"{syntax.name} in {name} ({reason[:300]})",
            "Run: pip install python-gdcm" if lacks_decoder else "Check the file, or convert it to uncompressed DICOM",
        ) from error


def _check_codestream(path: Path, name: str, dataset: Dataset) -> None:
    """Refuse a JPEG 2000 stream that is larger than the header says. Source: ISO 15444-1 A.5.1, the SIZ marker."""
    if dataset.file_meta.TransferSyntaxUID not in JPEG2000TransferSyntaxes:
        return
    head = cast(bytes, dataset.PixelData)[:_SEARCH_BYTES]
    start = head.find(_J2K_SIZE)
    if start < 0 or len(head) < start + 24:
        return
    width, height, left, top = struct.unpack(">4I", head[start + 8 : start + 24])
    if (height - top, width - left) != (dataset.Rows, dataset.Columns):
        got = f"{width - left} x {height - top} in {name}"
        raise unreadable(path, f"{dataset.Columns} x {dataset.Rows} pixels, as its header says", got, "Check the file")


def _as_rgb(values: NDArray[Any], dataset: Dataset) -> NDArray[Any]:
    """Colour as uint8 RGB, grey as it is."""
    if dataset.PhotometricInterpretation == "PALETTE COLOR":
        values = apply_color_lut(values, dataset)[..., :3]
    if values.ndim == 3 and values.dtype.itemsize > 1:
        largest = 65535 if dataset.PhotometricInterpretation == "PALETTE COLOR" else 2 ** int(dataset.BitsStored) - 1
        values = np.round(values.astype(np.float64) * 255 / largest).astype(np.uint8)
    return values


def stored_range(header: Dataset) -> tuple[int, int]:
    """The smallest and largest value that can be stored. Source: DICOM PS3.3 C.7.6.3.1."""
    bits = int(header.BitsStored)
    return (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1) if int(header.PixelRepresentation) else (0, 2**bits - 1)
