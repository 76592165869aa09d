"""Keeping and removing pieces and halves of a mask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from limis.commands import Direction, Which
from limis.edits.borders import core_of
from limis.edits.directions import Aim
from limis.progress import Progress, silent
from limis.types import Box

__all__ = ["Pieces", "half", "islands", "pieces_of", "way_of"]

_ndimage = cast("Any", ndimage)
_ISLAND = 0.1
_WAYS: dict[Which, Direction] = {
    "leftmost": "left",
    "rightmost": "right",
    "uppermost": "superior",
    "lowermost": "inferior",
}


@dataclass(frozen=True, eq=False)
class Pieces:
    """The connected pieces of a mask; voxels that touch at a corner are connected.

    Attributes:
        labels: int32, 0 outside, 1… per piece.
        sizes: Voxels per piece.
    """

    labels: NDArray[np.int32]
    sizes: NDArray[np.int64]

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.sizes)

    def chosen(self, which: Which, aim: Aim | None) -> NDArray[np.bool_]:
        """One piece: by size, or by how far its centre lies in a direction.

        Args:
            which: The piece.
            aim: For leftmost, rightmost, uppermost, lowermost: that direction.
        """
        if which in ("largest", "smallest") or aim is None:
            best = int(np.argmin(self.sizes) if which == "smallest" else np.argmax(self.sizes))
        else:
            box = _box(self.labels > 0)
            position = aim.headings[0].position(box)
            best = int(np.argmax(_ndimage.mean(position, self.labels[box], np.arange(1, self.count + 1))))
        return self.labels == best + 1


def pieces_of(inside: NDArray[np.bool_]) -> Pieces:
    """Take a mask apart into its connected pieces."""
    labels, box = np.zeros(inside.shape, np.int32), _box(inside)
    labels[box], count = _ndimage.label(inside[box], structure=np.ones((3,) * inside.ndim, bool))
    sizes = np.bincount(labels[box].ravel(), minlength=count + 1)[1:]
    return Pieces(labels, sizes.astype(np.int64))


def way_of(which: Which) -> Direction | None:
    """The direction that a choice looks along; None for one by size."""
    return _WAYS.get(which)


def islands(pieces: Pieces) -> NDArray[np.bool_]:
    """Everything that hangs together with less than a tenth of the largest piece."""
    small = np.concatenate([[False], pieces.sizes < _ISLAND * pieces.sizes.max(initial=0)])
    return small[pieces.labels]


def half(
    inside: NDArray[np.bool_],
    aim: Aim,
    steps: Sequence[float],
    corner: Sequence[int],
    progress: Progress = silent,
) -> NDArray[np.bool_]:
    """The part of a mask that lies beyond its centroid in a direction, in every one of several.

    Args:
        inside: The structure.
        aim: The direction; ``center`` is the part deeper than half of the deepest point, ``border`` the rest.
        steps: Length of a voxel along each axis.
        corner: Index on the grid of the first voxel of `inside`.
        progress: Called at least twice a second.
    """
    if aim.core is not None:
        core = core_of(inside, steps, progress)
        return core if aim.core == "center" else inside & ~core
    beyond = np.zeros(inside.shape, bool)
    for group in aim.singles:
        whole = inside[group[0].part(inside.shape, corner)]
        if not whole.any():
            continue
        box = _box(whole)
        part = whole[box]
        both = part.copy()
        either = np.zeros(part.shape, bool)
        for heading in group:
            progress("dividing", 0, 0)
            position = heading.position(box)
            further = part & (position > position[part].mean())
            both &= further
            either |= further
        beyond[group[0].part(inside.shape, corner)][box] |= both if both.any() else either
    return beyond


def _box(inside: NDArray[np.bool_]) -> tuple[slice, ...]:
    """Where a mask is; all of an empty one."""
    box = Box.around(inside)
    return tuple(slice(0, n) for n in inside.shape) if box is None else box.slices
