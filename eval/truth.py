"""Where the truth of a question lies, and how it is brought onto the image's grid.

A mask of a picture is a picture (not black is inside; in a JPEG, whose blacks are never quite black, half or more)
or an array in ``.npy`` (more than a half is inside). A label map is NIfTI, an array in ``.npz`` or ``.npy``, a folder
of masks, or a folder of labelled slices.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow

from limis.errors import ReadError, say
from limis.eval.folders import Affine, masks_in, pictures_in, read_pictures
from limis.eval.inner import ARRAYS, inner, read_array
from limis.eval.overlap import Inside
from limis.geometry import Geometry

__all__ = ["Nowhere", "PictureTruth", "Truth", "TruthSource", "VolumeTruth", "read_labels"]

_HALF, _WHITE = 0.5, 255
_nibabel: Any = import_module("nibabel")
_ndimage: Any = import_module("scipy.ndimage")


@dataclass(frozen=True, eq=False)
class Truth:
    """What is really there.

    Attributes:
        inside: bool, the image's spatial shape; empty for something absent.
        sides: ``"left"`` and ``"right"`` → bool, where the data say which is which; to catch swaps.
    """

    inside: Inside
    sides: Mapping[str, Inside] = field(default_factory=dict[str, Inside])


class TruthSource(Protocol):
    """Something that knows where a truth lies."""

    def read(self, geometry: Geometry) -> Truth:
        """Read it onto the image's grid.

        Raises:
            ReadError: It is missing or does not fit the image.
        """
        ...


@dataclass(frozen=True)
class PictureTruth:
    """Masks of a picture, in files of its size.

    Attributes:
        mask: The mask of what is asked for.
        sides: Side → mask, for a concept whose sides are labelled apart in this picture.
    """

    mask: Path
    sides: tuple[tuple[str, Path], ...] = ()

    def read(self, geometry: Geometry) -> Truth:
        """Read the masks; see `TruthSource`."""
        sides = {side: _read_mask(path, geometry) for side, path in self.sides}
        return Truth(_read_mask(self.mask, geometry), sides)


@dataclass(frozen=True)
class VolumeTruth:
    """Values of a label map.

    Attributes:
        labels: As `read_labels` takes it; another grid than the image's is resampled to it, nearest neighbour.
        values: Values of what is asked for.
        sides: Side → values.
    """

    labels: Path
    values: tuple[int, ...]
    sides: tuple[tuple[str, tuple[int, ...]], ...] = ()

    def read(self, geometry: Geometry) -> Truth:
        """Read the label map; see `TruthSource`."""
        wanted = {*self.values, *(value for _, values in self.sides for value in values)}
        marks = read_labels(self.labels, geometry, wanted)
        return Truth(np.isin(marks, self.values), {side: np.isin(marks, values) for side, values in self.sides})


@dataclass(frozen=True)
class Nowhere:
    """The truth of something that is not in the image."""

    def read(self, geometry: Geometry) -> Truth:
        """An empty mask."""
        return Truth(np.zeros(geometry.shape, np.bool_))


def read_labels(
    path: Path, geometry: Geometry | None = None, wanted: Collection[int] | None = None
) -> NDArray[np.int32]:
    """Read a label map.

    Args:
        path: A NIfTI file; ``x.npz/member`` or ``x.npy``; a folder as `limis.eval.folders.masks_in` or
            `limis.eval.folders.read_pictures` takes it.
        geometry: Grid to bring it to, through both affines; None leaves it as stored.
        wanted: Values that matter: the other masks of a folder are not read. None reads all.

    Returns:
        int32, shape of the grid; 0 where the label map does not reach.

    Raises:
        ReadError: It is no label map, or the grid has no affine and another shape.
    """
    marks, affine = _stored(path, wanted)
    if geometry is None or (marks.shape == geometry.shape and (affine is None or _agrees(affine, geometry))):
        return marks
    if geometry.affine_ras is None or affine is None or marks.ndim != 3:
        raise _unfit(path, f"shape {geometry.shape}", f"shape {marks.shape}")
    step = np.linalg.inv(affine) @ geometry.affine_ras
    return _ndimage.affine_transform(marks, step[:3, :3], step[:3, 3], output_shape=geometry.shape, order=0)


def _stored(path: Path, wanted: Collection[int] | None) -> tuple[NDArray[np.int32], Affine | None]:
    """A label map as it lies in its file or folder, and its affine where it has one."""
    if inner(path)[0].suffix in ARRAYS:
        return _whole_numbers(path, read_array(path)), None
    if not path.is_dir():
        return _read_nifti(path)
    return read_pictures(path) if pictures_in(path) else _read_masks(path, wanted)


def _read_nifti(path: Path) -> tuple[NDArray[np.int32], Affine]:
    try:
        loaded = _nibabel.load(path)
        values: NDArray[Any] = np.asarray(loaded.dataobj)
    except (OSError, ValueError, EOFError, zlib.error, _nibabel.filebasedimages.ImageFileError) as error:
        raise _unfit(path, "a NIfTI label map", str(error)) from error
    while values.ndim > 3 and values.shape[-1] == 1:
        values = values[..., 0]
    return _whole_numbers(path, values), np.asarray(loaded.affine, np.float64)


def _read_masks(folder: Path, wanted: Collection[int] | None) -> tuple[NDArray[np.int32], Affine]:
    """One label map of many masks; where they overlap the later name wins."""
    masks = [(value, path) for value, path in enumerate(masks_in(folder), 1) if wanted is None or value in wanted]
    if not masks:
        raise _unfit(folder, "a folder of masks or of labelled slices", "none of them")
    marks, affine = _read_nifti(masks[0][1])
    marks = np.zeros_like(marks)
    for value, path in masks:
        mask, _ = _read_nifti(path)
        if mask.shape != marks.shape:
            raise _unfit(path, f"a mask of shape {marks.shape}", f"shape {mask.shape}")
        marks[mask > 0] = value
    return marks, affine


def _whole_numbers(path: Path, values: NDArray[Any]) -> NDArray[np.int32]:
    return np.round(_numbers(path, values)).astype(np.int32)


def _numbers(path: Path, values: NDArray[Any]) -> NDArray[Any]:
    if values.dtype.kind not in "biuf" or not np.isfinite(values).all():
        raise _unfit(path, "labels that are numbers", f"{values.dtype.name} with values that are not")
    return values


def _agrees(affine: NDArray[np.float64], geometry: Geometry) -> bool:
    return geometry.affine_ras is None or bool(np.allclose(affine, geometry.affine_ras, atol=1e-2))


def _read_mask(path: Path, geometry: Geometry) -> Inside:
    inside = _numbers(path, read_array(path)) > _HALF if path.suffix in ARRAYS else _read_picture(path)
    if inside.shape != geometry.shape:
        raise _unfit(path, f"a mask of its image's shape {geometry.shape}", f"shape {inside.shape}")
    return inside


def _read_picture(path: Path) -> Inside:
    try:
        with Pillow.open(path) as picture:
            if picture.format == "JPEG":
                return np.asarray(picture.convert("L")) > _WHITE * _HALF
            is_grey = len(picture.getbands()) == 1 and picture.mode != "P"
            values = np.asarray(picture if is_grey else picture.convert("RGB"))
            return np.asarray(values > 0 if is_grey else values.any(axis=-1))
    except (OSError, ValueError, Pillow.DecompressionBombError) as error:
        raise _unfit(path, "a mask picture", str(error)) from error


def _unfit(path: Path, expected: str, got: str) -> ReadError:
    return ReadError(say(f"cannot use the truth {path}", expected=expected, got=got, next_step="Correct the data set"))
