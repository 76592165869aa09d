"""What is worked out once per mask: the box around it, how many voxels, and digests."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from limis.session.boxes import bounds_within, corners_of, hull
from limis.session.layers import narrow
from limis.types import Box, Mask

__all__ = ["ONES", "Facts", "bits_digest", "facts_of", "shared_box"]

ONES = "ones"
"""Says that every voxel of a mask is of instance 1."""


@dataclass(frozen=True)
class Facts:
    """What is worked out once per mask."""

    box: Box | None
    digest: str
    voxels: int
    numbers_box: Box | None
    numbers_digest: str

    @property
    def key(self) -> str:
        """sha256 of bits and instances."""
        return hashlib.sha256(f"{self.digest} {self.numbers_digest}".encode()).hexdigest()


_facts: WeakKeyDictionary[Mask, Facts] = WeakKeyDictionary()


def bits_digest(mask: Mask) -> str:
    """sha256 of the voxels of a mask, worked out once per mask.

    It covers the shape of the grid, the box around the voxels and the bits in it, and nothing else: neither
    where the grid lies, nor instances, nor how the array is laid out in memory.
    """
    return facts_of(mask).digest


def shared_box(*masks: Mask | None) -> Box | None:
    """The tightest box around all voxels of some masks of one grid; None when there are none."""
    return hull(*(facts_of(mask).box for mask in masks if mask is not None))


def facts_of(mask: Mask, within: Box | None = None) -> Facts:
    """What is known of a mask; `within` is a box outside of which it is known to be empty."""
    known = _facts.get(mask)
    if known is None:
        box = bounds_within(mask.data, within)
        crop = mask.data[box.slices] if box is not None else np.zeros(0, np.bool_)
        digest = _digest(mask.geometry.shape, box, np.packbits(np.ascontiguousarray(crop)))
        numbers = _numbers_facts(mask, box, within)
        known = _facts[mask] = Facts(box, digest, int(np.count_nonzero(crop)), *numbers)
    return known


def _numbers_facts(mask: Mask, bits_box: Box | None, within: Box | None) -> tuple[Box | None, str]:
    """The box around a mask's instances, and their digest or the word that says all."""
    if mask.instances is None:
        return None, "none"
    box = bounds_within(mask.instances, within)
    if box == bits_box and (box is None or np.array_equal(mask.instances[box.slices], mask.data[box.slices])):
        return box, ONES
    return box, "zeros" if box is None else _digest(mask.geometry.shape, box, narrow(mask.instances[box.slices]))


def _digest(shape: tuple[int, ...], box: Box | None, values: NDArray[Any]) -> str:
    """sha256 of values in a box of a grid; the same however the array lies in memory."""
    sha = hashlib.sha256(json.dumps([shape, corners_of(box), values.dtype.name]).encode())
    sha.update(np.ascontiguousarray(values).data)
    return sha.hexdigest()
