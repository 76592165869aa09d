"""An image laid out as the two-dimensional views that engines look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from limis.geometry import Plane, ViewFrame
from limis.imaging.heat import resize
from limis.imaging.window import Window, to_view
from limis.protocols import View
from limis.types import Image

__all__ = ["Stack", "main_plane", "planes_worth_asking"]

_SQUARE = 1.1
_ISOTROPIC = 1.6
_ALL_PLANES_BELOW = 400


@dataclass(frozen=True, eq=False)
class Stack:
    """The slices of an image in one plane, windowed, with square pixels.

    Attributes:
        image: The image.
        frame: How its slices are laid out; a picture has one.
        window: Turns intensities into 0…1.
        modality: Kind of imaging, stated or guessed.
    """

    image: Image
    frame: ViewFrame
    window: Window
    modality: str | None

    @property
    def count(self) -> int:
        """Number of slices."""
        return self.frame.count

    @property
    def size(self) -> tuple[int, int]:
        """Height and width of a view in (square) pixels."""
        _, rows, columns = self.frame.shape
        spacing = self.frame.spacing_mm
        if spacing is None or max(spacing) / min(spacing) <= _SQUARE:
            return rows, columns
        finest = min(spacing)
        return max(1, round(rows * spacing[0] / finest)), max(1, round(columns * spacing[1] / finest))

    def view(self, k: int) -> View:
        """Slice `k` as an engine sees it."""
        pixels = to_view(self.frame.take(self.image.data, k), self.window)
        return View(self._squared(pixels), self.modality, self.frame.plane)

    def views(self) -> Iterator[View]:
        """All slices in order, made one at a time."""
        return (self.view(k) for k in range(self.count))

    def to_slice(self, values: NDArray[np.float32]) -> NDArray[np.float32]:
        """Bring a map of a view ``(height, width)`` back to the slice's own pixels."""
        rows, columns = self.frame.shape[1:]
        return values if values.shape == (rows, columns) else resize(values[..., None], (rows, columns))[..., 0]

    def to_view(self, values: NDArray[np.float32]) -> NDArray[np.float32]:
        """Bring a map of a slice's own pixels to a view: the inverse of `to_slice`."""
        return self._squared(values)

    def _squared(self, pixels: NDArray[np.float32]) -> NDArray[np.float32]:
        if pixels.shape[:2] == self.size:
            return np.ascontiguousarray(pixels, np.float32)
        layered = pixels if pixels.ndim == 3 else pixels[..., None]
        squared = resize(layered, self.size)
        return squared if pixels.ndim == 3 else squared[..., 0]


def main_plane(image: Image) -> Plane | None:
    """The plane whose slices are cut: across the coarsest axis, axial where none is coarser; None for a picture."""
    geometry = image.geometry
    if geometry.is_picture:
        return None
    spacing = geometry.spacing_mm or (1.0, 1.0, 1.0)
    if max(spacing) / min(spacing) < _ISOTROPIC:
        return "axial"
    coarsest = int(np.argmax(spacing))
    planes: tuple[Plane, ...] = ("axial", "coronal", "sagittal")
    return next(plane for plane in planes if geometry.axis_of_plane(plane) == coarsest)


def planes_worth_asking(image: Image) -> tuple[Plane | None, ...]:
    """The main plane first, then the others where voxels are nearly cubes and slices few enough."""
    main = main_plane(image)
    spacing = image.geometry.spacing_mm or (1.0, 1.0, 1.0)
    if main is None or max(spacing) / min(spacing) >= _ISOTROPIC or sum(image.geometry.shape) > _ALL_PLANES_BELOW:
        return (main,)
    planes: tuple[Plane, ...] = ("axial", "coronal", "sagittal")
    return (main, *(plane for plane in planes if plane != main))
