"""Label maps that lie in folders: a mask a structure, or a picture a slice."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow

from limis.config import default_budget_bytes
from limis.errors import ReadError, say
from limis.io.dicom_files import list_members, read_header
from limis.io.dicom_grid import arrange
from limis.io.dicom_slices import Slice, slices_of

__all__ = ["dicom_beside", "masks_in", "pictures_in", "read_pictures"]

Affine = NDArray[np.float64]


def masks_in(folder: Path) -> list[Path]:
    """The masks of a folder, one a structure; the n-th of them is value n of the label map they make.

    Args:
        folder: Holds ``<structure>.nii.gz`` or ``<structure>.nii``.

    Returns:
        The files, by name; hidden ones are left out.
    """
    return [path for path in sorted(folder.glob("*.nii*")) if not path.name.startswith(".")]


def pictures_in(folder: Path) -> list[Path]:
    """The slices of a folder, in the order of their names."""
    return [path for path in sorted(folder.glob("*.png")) if not path.name.startswith(".")]


def dicom_beside(folder: Path) -> Path:
    """The DICOM folder that a folder of labelled slices was drawn on: its neighbour, the in-phase half of a pair."""
    beside = folder.parent / "DICOM_anon"
    return beside / "InPhase" if (beside / "InPhase").is_dir() else beside


def read_pictures(folder: Path) -> tuple[NDArray[np.int32], Affine]:
    """Stack labelled slices as the DICOM slices beside them lie.

    The n-th picture belongs to the n-th DICOM file, both by name; where that lies is for its header to say.

    Args:
        folder: Holds a grey PNG per slice; its neighbour is as `dicom_beside` says.

    Returns:
        int32 grey values with axes column, row, slice, and their affine to RAS millimetres.

    Raises:
        ReadError: Pictures or DICOM files are missing, damaged, or do not fit each other.
    """
    pictures, slices = pictures_in(folder), _slices(dicom_beside(folder))
    if len(pictures) != len(slices):
        raise _unfit(folder, f"a picture for each of {len(slices)} DICOM slices", f"{len(pictures)} pictures")
    of_slice = {item.member.name: picture for item, picture in zip(slices, pictures, strict=True)}
    ordered, geometry, _ = arrange(folder, slices, None)
    marks = np.stack([_read_picture(of_slice[item.member.name]).T for item in ordered], axis=2)
    if geometry.affine_ras is None or marks.shape != geometry.shape:
        raise _unfit(folder, f"pictures that make up the shape {geometry.shape}", f"shape {marks.shape}")
    return marks, geometry.affine_ras


def _slices(folder: Path) -> Sequence[Slice]:
    budget = default_budget_bytes()
    members = sorted(list_members(folder, budget), key=lambda member: member.name) if folder.is_dir() else []
    headers = [(member, read_header(folder, member, budget)) for member in members]
    slices = [item for member, header in headers if header is not None for item in slices_of(member, header)]
    if not slices or not all(item.is_placed for item in slices):
        raise _unfit(folder, "DICOM slices that are placed in the patient", f"{len(slices)} slices")
    return slices


def _read_picture(path: Path) -> NDArray[np.int32]:
    try:
        with Pillow.open(path) as picture:
            return np.asarray(picture.convert("L"), np.int32)
    except (OSError, ValueError) as error:
        raise _unfit(path, "a grey picture", str(error)) from error


def _unfit(path: Path, expected: str, got: str) -> ReadError:
    return ReadError(say(f"cannot use the truth {path}", expected=expected, got=got, next_step="Correct the data set"))
