"""The instances of a mask, numbered and boxed."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
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
    if not mask.data.any():
        return None, ()
    numbers = mask.data.astype(np.int32) if mask.instances is None else np.where(mask.data, mask.instances, 0)
    found: list[tuple[slice, ...] | None] = _ndimage.find_objects(numbers)
    there = [n for n, box in enumerate(found, start=1) if box is not None]
    boxes = tuple(_box(box) for box in found if box is not None)
    if mask.instances is None or (len(there) == len(found) and np.array_equal(numbers, mask.instances)):
        return mask, boxes
    renumbered = np.zeros(len(found) + 1, np.int32)
    renumbered[there] = np.arange(1, len(there) + 1)
    return Mask(mask.data, mask.geometry, renumbered[numbers]), boxes


def _box(slices: tuple[slice, ...]) -> Box:
    return Box(tuple(s.start for s in slices), tuple(s.stop for s in slices))
