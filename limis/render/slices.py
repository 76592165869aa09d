"""Which slices tell most about a result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from limis.geometry import PLANES, Geometry
from limis.types import Mask
from limis.viewframe import ViewFrame

__all__ = ["Part", "Telling", "telling_near", "telling_slices", "zoomed"]


Part = tuple[slice, slice]
"""Rows and columns of a slice, laid out for reading."""

_FEWEST = 4
"""Rows, and columns, that are shown at least."""


@dataclass(frozen=True)
class Telling:
    """One slice worth showing.

    Attributes:
        frame: How slices of its plane are laid out.
        k: Which of them, from 0 in the frame's own direction.
        part: The rows and columns that are shown; None for all.
    """

    frame: ViewFrame
    k: int
    part: Part | None = None

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns that are shown."""
        rows, columns = self.frame.shape[1:]
        return (rows, columns) if self.part is None else (_length(self.part[0]), _length(self.part[1]))

    def take(self, array: NDArray[Any]) -> NDArray[Any]:
        """What is shown of an array on the grid, laid out for reading; further axes come last."""
        whole = self.frame.take(array, self.k)
        return whole if self.part is None else whole[self.part]


def telling_near(geometry: Geometry, masks: Sequence[Mask], zoom: float, active: Mask | None) -> tuple[Telling, ...]:
    """As `telling_slices`; somebody who has zoomed in looks at the active structure, where there is one."""
    return telling_slices(geometry, [active] if zoom > 1 and active is not None else masks)


def zoomed(telling: Telling, zoom: float, mask: Mask | None = None) -> Telling:
    """Show a part of a slice, so many times larger.

    Args:
        telling: The slice.
        zoom: 1 or less shows all of it.
        mask: What the part is around, where it is on the slice; else the middle.

    Returns:
        The slice with its part, which has the proportions of the whole and lies within it.

    Example:
        >>> frame = Geometry((40, 60)).view()
        >>> zoomed(Telling(frame, 0), 2).part
        (slice(10, 30, None), slice(15, 45, None))
    """
    if zoom <= 1:
        return telling
    inside = None if mask is None else telling.frame.take(mask.data, telling.k)
    seen = [np.flatnonzero(inside.any(axis=1 - axis)) for axis in (0, 1)] if inside is not None else []
    middles = [(int(at[0]) + int(at[-1]) + 1) / 2 for at in seen if at.size] or [n / 2 for n in telling.frame.shape[1:]]
    rows, columns = (
        _around(middle, length, zoom) for middle, length in zip(middles, telling.frame.shape[1:], strict=True)
    )
    return replace(telling, part=(rows, columns))


def _around(middle: float, length: int, zoom: float) -> slice:
    """As much of a side as a zoom shows, around a place and within the side."""
    shown = min(length, max(_FEWEST, round(length / zoom)))
    start = min(max(0, round(middle - shown / 2)), length - shown)
    return slice(start, start + shown)


def _length(part: slice) -> int:
    return part.stop - part.start


def telling_slices(geometry: Geometry, masks: Sequence[Mask]) -> tuple[Telling, ...]:
    """Choose the slice of each plane in which the structures show their largest cross-sections.

    Every structure counts alike, whatever its size: a slice's worth is the sum over structures of its
    cross-section there, as a share of that structure's largest.

    Args:
        geometry: The image's grid.
        masks: Of what was found, on that grid; without any, the middle slices are taken.

    Returns:
        One entry for a picture; for a volume axial, coronal and sagittal, without planes that would be a bare line.
    """
    if geometry.is_picture:
        return (Telling(geometry.view(), 0),)
    frames = [geometry.view(plane) for plane in PLANES]
    wide = [frame for frame in frames if min(frame.shape[1:]) > 1]
    return tuple(Telling(frame, _best_slice(frame, masks)) for frame in wide or frames[:1])


def _best_slice(frame: ViewFrame, masks: Sequence[Mask]) -> int:
    """The slice with the largest sum of relative cross-sections; the middle one without structures."""
    worth = np.zeros(frame.count)
    for mask in masks:
        areas = np.count_nonzero(frame.stack(mask.data), axis=(1, 2))
        worth += areas / max(1, int(areas.max()))
    if not worth.any():
        return frame.count // 2
    best = np.flatnonzero(worth >= worth.max() - 1e-9)
    return int(best[len(best) // 2])
