"""A copy of an image that is small enough to be looked at in a browser. Masks are never made from it.

Display grids have three axes always. A volume keeps its own, in larger steps where it has too many voxels. A picture
becomes one slice whose first axis is the column and whose second the row; shown with the first axis to the right
and the second down, as its affine says, it stands as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import prod
from typing import Any

import nibabel
import numpy as np
from numpy.typing import NDArray

from limis.geometry import Geometry
from limis.report.labels import painting_order
from limis.types import Box, Image, Structure

__all__ = ["MOST_VOXELS", "DisplayGrid", "display_bytes", "paint"]

MOST_VOXELS = 2**24
_RGB = np.dtype([("R", "u1"), ("G", "u1"), ("B", "u1")])
_INT16 = np.iinfo(np.int16)


@dataclass(frozen=True, eq=False)
class DisplayGrid:
    """Where the voxels of a display copy lie.

    Attributes:
        geometry: The image's own grid.
        step: Image voxels per display voxel, along the display's axes.
    """

    geometry: Geometry
    step: tuple[int, int, int]

    @classmethod
    def of(cls, geometry: Geometry, most_voxels: int = MOST_VOXELS) -> DisplayGrid:
        """The finest grid with at most so many voxels, as even in millimetres as can be."""
        grid = cls(geometry, (1, 1, 1))
        spacing = grid._spacing
        step, shape = [1, 1, 1], grid.shape
        while prod(n // s for n, s in zip(shape, step, strict=True)) > most_voxels:
            wide = [axis for axis in range(3) if shape[axis] // (step[axis] + 1) >= 1]
            step[min(wide, key=lambda axis: (step[axis] + 1) * spacing[axis])] += 1
        return cls(geometry, (step[0], step[1], step[2]))

    @property
    def shape(self) -> tuple[int, int, int]:
        """Voxels along each axis of the display."""
        own = self.geometry.shape
        a, b, c = (own[1], own[0], 1) if self.geometry.is_picture else (own[0], own[1], own[2])
        return a // self.step[0], b // self.step[1], c // self.step[2]

    @property
    def _spacing(self) -> tuple[float, float, float]:
        stated = self.geometry.spacing_mm or (1.0,) * self.geometry.ndim
        return (stated[1], stated[0], 1.0) if self.geometry.is_picture else (stated[0], stated[1], stated[2])

    @cached_property
    def affine_ras(self) -> NDArray[np.float64]:
        """Display voxel to millimetres; for pictures and stacks only a way to lay them out."""
        fine = self._fine_affine()
        coarse = np.diag([*self.step, 1]).astype(np.float64)
        coarse[:3, 3] = [(s - 1) / 2 for s in self.step]
        return fine @ coarse

    def _fine_affine(self) -> NDArray[np.float64]:
        if self.geometry.affine_ras is not None:
            return np.array(self.geometry.affine_ras)
        a, b, c = self._spacing
        if self.geometry.is_picture:
            affine = np.diag([a, -b, c, 1.0])
            affine[1, 3] = b * (self.geometry.shape[0] - 1)
            return affine
        affine = np.zeros((4, 4))
        affine[2, 0], affine[1, 1], affine[0, 2], affine[3, 3] = a, -b, -c, 1
        return affine

    def laid(self, array: NDArray[Any]) -> NDArray[Any]:
        """An array of the image with three spatial axes in the display's order, not copied."""
        return np.swapaxes(array, 0, 1)[:, :, None] if self.geometry.is_picture else array

    def whole(self) -> Box:
        """The box of everything."""
        return Box((0, 0, 0), self.shape)

    def box(self, box: Box) -> Box | None:
        """The smallest box of the display that holds what a box of the image holds; None where the rim is cut off."""
        low, high = box.lower_ijk, box.upper_ijk
        if self.geometry.is_picture:
            low, high = (low[1], low[0], 0), (high[1], high[0], 1)
        lower = tuple(a // s for a, s in zip(low, self.step, strict=True))
        ends = zip(high, self.step, self.shape, strict=True)
        upper = tuple(min(-(-a // s), n) for a, s, n in ends)
        return Box(lower, upper) if all(a < b for a, b in zip(lower, upper, strict=True)) else None

    def mean(self, values: NDArray[Any]) -> NDArray[np.float32]:
        """Values of the image averaged over every display voxel; float32, with the channels last that there were."""
        laid = self.laid(values)
        total = np.zeros((*self.shape, *laid.shape[3:]), np.float32)
        for offset in product(*(range(s) for s in self.step)):
            total += laid[self._every(offset)]
        return total / np.float32(prod(self.step))

    def sample(self, inside: NDArray[np.bool_], box: Box) -> NDArray[np.bool_]:
        """A mask of the image on a box of the display, at the middle of every voxel; what lies between shows, too."""
        part = tuple(slice(low, high) for low, high in zip(box.lower_ijk, box.upper_ijk, strict=True))
        laid = self.laid(inside)
        middle = laid[self._every(tuple(s // 2 for s in self.step))]
        if prod(self.step) == 1 or middle.any():
            return middle[part]
        found = np.zeros(box.shape, np.bool_)
        for offset in product(*(range(s) for s in self.step)):
            found |= laid[self._every(offset)][part]
        return found

    def _every(self, offset: Sequence[int]) -> tuple[slice, ...]:
        ends = zip(offset, self.step, self.shape, strict=True)
        return tuple(slice(start, start + (n - 1) * s + 1, s) for start, s, n in ends)


def display_bytes(image: Image, grid: DisplayGrid) -> bytes:
    """A NIfTI file to be looked at: int16 or uint8 with its scale, or RGB. Its name and header tell nothing else."""
    values, slope, offset = _stored(image, grid)
    made: Any = nibabel.Nifti1Image(values, grid.affine_ras)
    made.header.set_slope_inter(slope, offset)
    made.header.set_xyzt_units("mm")
    return made.to_bytes()


def _stored(image: Image, grid: DisplayGrid) -> tuple[NDArray[Any], float, float]:
    """Values as they are stored, and how to get what they mean: ``slope * stored + offset``."""
    fine = prod(grid.step) == 1
    laid = grid.laid(image.data) if fine else grid.mean(image.data)
    if image.is_colour:
        rgb = np.ascontiguousarray(np.rint(laid).astype(np.uint8))
        return rgb.view(_RGB)[..., 0], 1, 0
    if image.data.dtype == np.uint8:
        return np.rint(laid).astype(np.uint8), 1, 0
    low, high = float(laid.min()), float(laid.max())
    if image.data.dtype.kind in "iu" and _INT16.min <= low and high <= _INT16.max:
        return np.rint(laid).astype(np.int16), 1, 0
    slope = (high - low) / (_INT16.max - _INT16.min) or 1.0
    offset = low - slope * _INT16.min
    return np.rint((laid - offset) / slope).clip(_INT16.min, _INT16.max).astype(np.int16), slope, offset


def paint(
    structures: Sequence[Structure], labels: Mapping[str, int], grid: DisplayGrid, box: Box
) -> NDArray[np.uint16]:
    """All structures as one map of labels on a box of the display.

    Args:
        structures: Those without a mask are left out.
        labels: Structure name → number.
        grid: The display's.
        box: On that grid.

    Returns:
        uint16, 0 where nothing is. Where structures overlap a part wins over its whole, else the later one.
    """
    map_ = np.zeros(box.shape, np.uint16)
    for position in painting_order(structures):
        structure = structures[position]
        if structure.mask is not None:
            map_[grid.sample(structure.mask.data, box)] = labels[structure.name]
    return map_
