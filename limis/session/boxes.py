"""Boxes around what is not 0, on the grid of an array."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from limis.types import Box

__all__ = ["bounds", "bounds_within", "corners_of", "hull", "read_corners", "shifted"]


def bounds(array: NDArray[np.bool_] | NDArray[np.int32]) -> Box | None:
    """The tightest box around what is not 0; like `Box.around`, several times faster on volumes."""
    order = sorted(range(array.ndim), key=lambda axis: -abs(array.strides[axis]))
    rest = (array.view(np.uint8) if array.dtype == np.bool_ else array).transpose(order)
    spans: dict[int, tuple[int, int]] = {}
    for axis in order:
        there = np.flatnonzero(rest if rest.ndim == 1 else np.bitwise_or.reduce(_rows(rest), axis=1))
        if not there.size:
            return None
        spans[axis] = int(there[0]), int(there[-1]) + 1
        if rest.ndim > 1:
            rest = np.bitwise_or.reduce(rest[slice(*spans[axis])], axis=0)
    return Box(tuple(spans[a][0] for a in range(array.ndim)), tuple(spans[a][1] for a in range(array.ndim)))


def bounds_within(array: NDArray[Any], within: Box | None) -> Box | None:
    """The same, of an array that is known to be 0 outside a box."""
    return bounds(array) if within is None else shifted(bounds(array[within.slices]), within)


def hull(*boxes: Box | None) -> Box | None:
    """The tightest box around boxes; None when there are none."""
    there = [box for box in boxes if box is not None]
    if not there:
        return None
    axes = range(len(there[0].lower_ijk))
    return Box(
        tuple(min(box.lower_ijk[a] for box in there) for a in axes),
        tuple(max(box.upper_ijk[a] for box in there) for a in axes),
    )


def shifted(box: Box | None, region: Box) -> Box | None:
    """A box within a region, as a box on the region's grid."""
    if box is None:
        return None
    low, high = (
        tuple(a + b for a, b in zip(region.lower_ijk, ends, strict=True)) for ends in (box.lower_ijk, box.upper_ijk)
    )
    return Box(low, high)


def corners_of(box: Box | None) -> list[list[int]] | None:
    """A box as JSON values."""
    return None if box is None else [list(box.lower_ijk), list(box.upper_ijk)]


def read_corners(corners: Any) -> Box | None:
    """A box from what `corners_of` gave; raises `TypeError` or `ValueError` for anything else."""
    if corners is None:
        return None
    lower, upper = (tuple(int(v) for v in corner) for corner in corners)
    if min(lower) < 0:
        raise ValueError(f"a box from {lower}")
    return Box(lower, upper)


def _rows(array: NDArray[Any]) -> NDArray[Any]:
    """An array as one row per index of its first axis, in words as wide as its layout allows."""
    rows = array.reshape(array.shape[0], -1)
    return rows.view(np.uint64) if rows.flags.c_contiguous and rows[0].nbytes % 8 == 0 else rows
