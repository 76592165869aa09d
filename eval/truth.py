"""Where the truth of a question lies, and how it is brought onto the image's grid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow

from limis.errors import ReadError, say
from limis.eval.overlap import Inside
from limis.geometry import Geometry

__all__ = ["Nowhere", "PictureTruth", "Truth", "TruthSource", "VolumeTruth", "read_labels"]

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
    """Masks of a picture, in files of its size; non-zero is inside.

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
        labels: A NIfTI label map; another grid than the image's is resampled to it, nearest neighbour.
        values: Values of what is asked for.
        sides: Side → values.
    """

    labels: Path
    values: tuple[int, ...]
    sides: tuple[tuple[str, tuple[int, ...]], ...] = ()

    def read(self, geometry: Geometry) -> Truth:
        """Read the label map; see `TruthSource`."""
        marks = read_labels(self.labels, geometry)
        return Truth(np.isin(marks, self.values), {side: np.isin(marks, values) for side, values in self.sides})


@dataclass(frozen=True)
class Nowhere:
    """The truth of something that is not in the image."""

    def read(self, geometry: Geometry) -> Truth:
        """An empty mask."""
        return Truth(np.zeros(geometry.shape, np.bool_))


def read_labels(path: Path, geometry: Geometry | None = None) -> NDArray[np.int32]:
    """Read a NIfTI label map.

    Args:
        path: The file.
        geometry: Grid to bring it to, through both affines; None leaves it as stored.

    Returns:
        int32, shape of the grid; 0 where the label map does not reach.

    Raises:
        ReadError: The file is not a label map, or the grid has no affine and another shape.
    """
    try:
        loaded = _nibabel.load(path)
        marks: NDArray[np.int32] = np.round(np.asarray(loaded.dataobj)).astype(np.int32)
    except (OSError, ValueError, _nibabel.filebasedimages.ImageFileError) as error:
        raise _unfit(path, "a NIfTI label map", str(error)) from error
    if geometry is None or (marks.shape == geometry.shape and _agrees(loaded.affine, geometry)):
        return marks
    if geometry.affine_ras is None or marks.ndim != 3:
        raise _unfit(path, f"shape {geometry.shape}", f"shape {marks.shape}")
    step = np.linalg.inv(np.asarray(loaded.affine, np.float64)) @ geometry.affine_ras
    return _ndimage.affine_transform(marks, step[:3, :3], step[:3, 3], output_shape=geometry.shape, order=0)


def _agrees(affine: NDArray[np.float64], geometry: Geometry) -> bool:
    return geometry.affine_ras is None or bool(np.allclose(affine, geometry.affine_ras, atol=1e-2))


def _read_mask(path: Path, geometry: Geometry) -> Inside:
    try:
        with Pillow.open(path) as picture:
            inside = np.asarray(picture.convert("L")) > 0
    except OSError as error:
        raise _unfit(path, "a mask picture", str(error)) from error
    if inside.shape != geometry.shape:
        raise _unfit(path, f"a mask of its image's shape {geometry.shape}", f"shape {inside.shape}")
    return inside


def _unfit(path: Path, expected: str, got: str) -> ReadError:
    return ReadError(
        say(f"cannot use the truth {path.name}", expected=expected, got=got, next_step="Correct the data set")
    )
