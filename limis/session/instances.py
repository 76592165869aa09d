"""The instances of a mask, numbered and boxed."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from limis.types import Box, Mask

__all__ = ["boxed"]

_ndimage = cast("Any", ndimage)


def boxed(mask: Mask) -> tuple[Mask | None, tuple[Box, ...]]:
    """Number the instances that a mask still has from 1, and put a box around each.

    Args:
        mask: Perhaps a part of a larger one, with some instances gone.

    Returns:
        The mask, None when it is empty; the tightest box around every instance, in the order of their numbers.
    """
    around = Box.around(mask.data)
    if around is None:
        return None, ()
    inside, own = mask.data[around.slices], mask.instances
    numbers = inside.astype(np.int32) if own is None else np.where(inside, own[around.slices], 0)
    found: list[tuple[slice, ...] | None] = _ndimage.find_objects(numbers)
    there = [n for n, box in enumerate(found, start=1) if box is not None]
    boxes = tuple(_shifted(box, around) for box in found if box is not None)
    if own is None or (len(there) == len(found) and _are_all(numbers, own, around)):
        return mask, boxes
    renumbered = np.zeros(len(found) + 1, np.int32)
    renumbered[there] = np.arange(1, len(there) + 1)
    kept = np.zeros(own.shape, np.int32)
    kept[around.slices] = renumbered[numbers]
    return Mask(mask.data, mask.geometry, kept), boxes


def _are_all(numbers: NDArray[np.int32], own: NDArray[np.int32], around: Box) -> bool:
    """Whether instances are the same within a box, and none lie beside it."""
    return np.array_equal(numbers, own[around.slices]) and np.count_nonzero(own) == np.count_nonzero(numbers)


def _shifted(box: tuple[slice, ...], around: Box) -> Box:
    """A box within another, as a box on the grid."""
    starts = around.lower_ijk
    lower = tuple(first + side.start for first, side in zip(starts, box, strict=True))
    return Box(lower, tuple(first + side.stop for first, side in zip(starts, box, strict=True)))
