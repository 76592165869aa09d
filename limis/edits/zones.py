"""Where a person means that a mask is wrong: a weight per pixel of a slice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from limis.edits.directions import Aim
from limis.geometry import ViewFrame

__all__ = ["Cone", "cone_of"]

_NARROW, _WIDE = 0.55, 0.15
_FACES = 0.5


@dataclass(frozen=True, eq=False)
class Cone:
    """A direction as seen from the middle of a structure, wide for a wide structure and narrow for a narrow one.

    All vectors are in the order slice, row, column.

    Attributes:
        centre: The structure's centroid, in voxels.
        spread: Standard deviation of its voxels along each axis, in voxels.
        towards: Unit vectors, in mm or pixels; none for everywhere.
    """

    centre: NDArray[np.float64]
    spread: NDArray[np.float64]
    towards: tuple[NDArray[np.float64], ...]

    def weight(self, k: int, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> NDArray[np.float32]:
        """How much each pixel of some rows and columns of slice `k` is meant: float32 in 0…1."""
        if not self.towards:
            return np.ones((len(rows), len(columns)), np.float32)
        away = (k - self.centre[0]) / self.spread[0]
        down = ((rows - self.centre[1]) / self.spread[1])[:, None]
        right = ((columns - self.centre[2]) / self.spread[2])[None]
        length = np.sqrt(away * away + down * down + right * right) + 1e-6
        along = np.max([away * way[0] + down * way[1] + right * way[2] for way in self.towards], axis=0)
        share = np.clip((along / length - _WIDE) / (_NARROW - _WIDE), 0, 1)
        return (share * share * (3 - 2 * share)).astype(np.float32)

    @property
    def across(self) -> int:
        """+1 or -1 where the direction points to later or earlier slices, 0 where it lies in them."""
        ways = [way[0] for way in self.towards if abs(way[0]) > _FACES]
        return int(np.sign(ways[0])) if ways else 0


def cone_of(aim: Aim | None, laid: NDArray[np.bool_], frame: ViewFrame, steps: Sequence[float]) -> Cone:
    """The cone of an aim.

    Args:
        aim: The direction; None for everywhere.
        laid: The structure as slices, ``(slices, rows, columns)``, not empty.
        frame: How they are laid out.
        steps: Length of a voxel along slices, rows and columns.
    """
    profiles = [laid.sum(axis=axes, dtype=np.float64) for axes in ((1, 2), (0, 2), (0, 1))]
    centre, spread = np.zeros(3), np.ones(3)
    for axis, profile in enumerate(profiles):
        index = np.arange(len(profile))
        centre[axis] = (index * profile).sum() / profile.sum()
        spread[axis] = max(0.5, float(((index - centre[axis]) ** 2 * profile).sum() / profile.sum()) ** 0.5)
    ways: list[NDArray[np.float64]] = []
    for heading in () if aim is None else aim.headings:
        turned = [
            -heading.gradient[a] if flip else heading.gradient[a]
            for a, flip in zip(frame.order, frame.flips, strict=True)
        ]
        vector = np.array([*([0.0] * (3 - len(turned))), *turned]) / np.asarray(steps)
        ways.append(vector / np.linalg.norm(vector))
    return Cone(centre, spread, tuple(ways))
