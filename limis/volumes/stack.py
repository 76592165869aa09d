"""An image laid out as the two-dimensional views that engines look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from limis.geometry import PLANES, Plane, ViewFrame
from limis.imaging.heat import resize
from limis.imaging.window import Window, to_view
from limis.protocols import View, sight_of
from limis.types import Image

__all__ = ["Stack", "main_plane", "planes_worth_asking"]

_SQUARE = 1.1
_ISOTROPIC = 1.6
_SLIVER = 0.25
_LONGEST_SIDE = 2048
_ALL_PLANES_BELOW = 400


@dataclass(frozen=True, eq=False)
class Stack:
    """The slices of an image in one plane, windowed, with square pixels.

    Attributes:
        image: The image.
        frame: How its slices are laid out; a picture has one.
        window: Turns intensities into 0…1.
        modality: Kind of imaging, stated or guessed.
        neighbours: Whether views show a slice between its neighbours; see `limis.protocols.Sight`.
    """

    image: Image
    frame: ViewFrame
    window: Window
    modality: str | None
    neighbours: bool = False

    def shown_to(self, engine: object) -> Stack:
        """The same slices, shown as an engine wants them."""
        return replace(self, neighbours=sight_of(engine).neighbours)

    @property
    def count(self) -> int:
        """Number of slices."""
        return self.frame.count

    @property
    def size(self) -> tuple[int, int]:
        """Height and width of a view in (square) pixels; what is larger than any engine looks at is made smaller."""
        _, rows, columns = self.frame.shape
        down, across = _relative(self.frame.spacing_mm or (1.0, 1.0))
        if max(down, across) <= _SQUARE:
            down = across = 1.0
        shrink = min(1.0, _LONGEST_SIDE / max(rows * down, columns * across))
        return max(1, round(rows * down * shrink)), max(1, round(columns * across * shrink))

    def view(self, k: int) -> View:
        """Slice `k` as an engine sees it."""
        pixels = to_view(self._values(k), self.window)
        return View(self._squared(pixels), self.modality, self.frame.plane)

    def _values(self, k: int) -> NDArray[Any]:
        """Slice `k`, or three of them as colours."""
        if not self.neighbours or self.image.is_colour or self.count == 1:
            return self.frame.take(self.image.data, k)
        three = (max(k - 1, 0), k, min(k + 1, self.count - 1))
        return np.stack([self.frame.take(self.image.data, n) for n in three], axis=-1)

    def views(self) -> Iterator[View]:
        """All slices in order, made one at a time."""
        return (self.view(k) for k in range(self.count))

    def to_slice(self, values: NDArray[np.float32]) -> NDArray[np.float32]:
        """Bring a map of a view ``(height, width)`` back to the slice's own pixels."""
        rows, columns = self.frame.shape[1:]
        return values if values.shape == (rows, columns) else resize(values[..., None], (rows, columns))[..., 0]

    def nearest(self, labels: NDArray[np.integer]) -> NDArray[np.integer]:
        """Bring labels of a view ``(height, width)`` back to the slice's own pixels."""
        rows, columns = self.frame.shape[1:]
        if labels.shape == (rows, columns):
            return labels
        down = (np.arange(rows) + 0.5) * labels.shape[0] / rows
        across = (np.arange(columns) + 0.5) * labels.shape[1] / columns
        return labels[down.astype(int)[:, None], across.astype(int)]

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
    """The plane whose slices are cut: across the coarsest axis, axial where none is coarser; None for a picture.

    A plane whose slices are slivers, as two of the three of a single slice are, is only cut when all are.
    """
    if image.is_picture:
        return None
    steps: dict[Plane, float] = {plane: _step(image, plane) for plane in _planes_with_area(image)}
    if max(_relative(tuple(_step(image, plane) for plane in PLANES))) < _ISOTROPIC:
        return next(iter(steps))
    return max(steps, key=steps.__getitem__)


def planes_worth_asking(image: Image) -> tuple[Plane | None, ...]:
    """The main plane first, then the others where voxels are nearly cubes and slices few enough."""
    main = main_plane(image)
    if main is None or sum(image.geometry.shape) > _ALL_PLANES_BELOW:
        return (main,)
    if max(_relative(tuple(_step(image, plane) for plane in PLANES))) >= _ISOTROPIC:
        return (main,)
    return (main, *(plane for plane in _planes_with_area(image) if plane != main))


def _planes_with_area(image: Image) -> tuple[Plane, ...]:
    """The planes of a volume whose slices are no slivers, axial first; all of them where every one is."""
    wide: list[Plane] = []
    for plane in PLANES:
        frame = image.geometry.view(plane)
        down, across = frame.spacing_mm or (1.0, 1.0)
        height, width = frame.shape[1] * down, frame.shape[2] * across
        if min(height, width) >= _SLIVER * max(height, width):
            wide.append(plane)
    return tuple(wide) or PLANES


def _step(image: Image, plane: Plane) -> float:
    """Millimetres from slice to slice, rounded so that a rotated affine leads to the same choices."""
    steps = image.geometry.view(plane).steps_mm
    return float(f"{steps[0]:.4g}") if steps is not None else 1.0


def _relative(steps: tuple[float, ...]) -> tuple[float, ...]:
    """Steps as multiples of the finest, rounded so that a rotated affine leads to the same choices."""
    return tuple(round(step / min(steps), 4) for step in steps)
