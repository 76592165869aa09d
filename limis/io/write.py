"""Masks and label maps go back on the grid they came from: NIfTI with the input's own header, PNG for pictures."""

from __future__ import annotations

import gzip
import io
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow

from limis.errors import GeometryError, InputError, say
from limis.geometry import Geometry
from limis.io.atomic import write_bytes
from limis.types import Box, Image, Mask

__all__ = ["mask_suffix", "write_label_map", "write_mask"]

_GZIP_LEVEL = 4
_MOST_LABELS = 65535


def mask_suffix(like: Image) -> str:
    """The suffix of mask files for an image: ``".png"`` for a picture, else ``".nii.gz"``."""
    return ".png" if like.is_picture else ".nii.gz"


def write_mask(mask: Mask, path: Path, like: Image) -> None:
    """Write a mask, whole or not at all: uint8 0/1 in NIfTI, 0/255 in PNG.

    Args:
        mask: On the image's grid.
        path: Ends in `mask_suffix`.
        like: The image it belongs to; a NIfTI image's shape, affine and header codes are kept as they were.

    Raises:
        GeometryError: The mask is on another grid.
        InputError: A suffix that does not fit the image.
    """
    if not mask.geometry.same_grid(like.geometry):
        raise _other_grid(mask.geometry, like.geometry)
    values = _in_file_order(mask.data, np.uint8)
    _write(values * np.uint8(255) if like.is_picture else values, path, like)


def write_label_map(labels: NDArray[np.integer[Any]], path: Path, like: Image) -> None:
    """Write a label map, whole or not at all: uint8, or uint16 where there are more than 255 labels.

    Args:
        labels: Whole numbers from 0, the spatial shape of the image.
        path: Ends in `mask_suffix`.
        like: The image it belongs to.

    Raises:
        GeometryError: The labels are on another grid.
        InputError: Labels below 0 or above 65535, or a suffix that does not fit the image.
    """
    if labels.shape != like.geometry.shape:
        raise _other_grid(labels, like.geometry)
    low, high = int(labels.min()), int(labels.max())
    if low < 0 or high > _MOST_LABELS:
        raise InputError(
            say("cannot write labels", expected="0 to 65535", got=f"{low} to {high}", next_step="Renumber them")
        )
    _write(_in_file_order(labels, np.uint8 if high < 256 else np.uint16), path, like)


def _in_file_order(values: NDArray[Any], kind: type[np.uint8 | np.uint16]) -> NDArray[Any]:
    """Values as a type, laid out as NIfTI writes them; only the box around them is copied."""
    laid = np.zeros(values.shape, kind, order="F")
    box = Box.around(values != 0)
    if box is not None:
        laid[box.slices] = values[box.slices]
    return laid


def _other_grid(got: Geometry | NDArray[Any], expected: Geometry) -> GeometryError:
    return GeometryError(
        say(
            "cannot write what is not on the image's grid",
            expected=f"shape {expected.shape} in the same place",
            got=f"shape {got.shape}",
            next_step="Put it on the image's grid first",
        )
    )


def _write(values: NDArray[Any], path: Path, like: Image) -> None:
    """Write values as the file type that fits the image."""
    allowed = (".png",) if like.is_picture else (".nii.gz", ".nii")
    if not path.name.endswith(allowed):
        raise InputError(
            say(f"cannot write {path.name}", expected=" or ".join(allowed), got=path.suffix, next_step="Rename it")
        )
    if like.is_picture:
        content = io.BytesIO()
        Pillow.fromarray(values).save(content, format="PNG")
        write_bytes(path, content.getvalue())
        return
    from limis.io.nifti_bytes import nifti_bytes

    plain = nifti_bytes(values, like)
    write_bytes(path, gzip.compress(plain, _GZIP_LEVEL, mtime=0) if path.name.endswith(".gz") else plain)
