"""Masks that are wrong in a known way and by a known amount, to begin a conversation with."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from limis.eval.compass import Way
from limis.eval.overlap import Inside, dice

__all__ = ["DICE", "KINDS", "Scene", "wrong_mask"]

_ndimage: Any = import_module("scipy.ndimage")
Values = NDArray[np.float64]

#: What every wrong mask's Dice comes as near to as its kind allows, unless another is asked for.
DICE = 0.65
_TOO_GOOD = 0.92
_SKIN = 1.5


class Scene:
    """A truth and where it lies.

    Args:
        truth: bool, not empty.
        steps: The length of a voxel along each axis, in mm (1 without scale).
        ways: Directions that have names here.
        others: Other things in the image; what is part of the truth is no other thing.
        dice: What a wrong mask's Dice is to come near to.
    """

    def __init__(
        self,
        truth: Inside,
        steps: Values,
        ways: Sequence[Way],
        others: Sequence[Inside] = (),
        dice: float = DICE,
    ) -> None:
        self.truth, self.steps, self.ways, self.others, self.dice = truth, steps, ways, others, dice

    @property
    def kept(self) -> int:
        """How many voxels a part of the truth has whose Dice is right: ``2 n / (n + T) = dice``."""
        return round(self.dice * int(self.truth.sum()) / (2 - self.dice))

    @property
    def added(self) -> int:
        """How many voxels have to be added to the truth for its Dice to be right: ``2 T / (2 T + n) = dice``."""
        return round(2 * int(self.truth.sum()) * (1 - self.dice) / self.dice)

    def depth(self) -> Values:
        """How far inside each voxel lies, in mm."""
        padded = _ndimage.distance_transform_edt(np.pad(self.truth, 1), sampling=self.steps)
        return padded[(slice(1, -1),) * self.truth.ndim]

    def from_spot(self, spot: NDArray[np.int64]) -> Values:
        """How far each voxel is from one, in mm."""
        offsets = np.ogrid[tuple(slice(-int(a), n - int(a)) for a, n in zip(spot, self.truth.shape, strict=True))]
        return np.sqrt(sum((np.asarray(o, float) * s) ** 2 for o, s in zip(offsets, self.steps, strict=True)))


def wrong_mask(scene: Scene, draw: Random) -> tuple[str, Inside] | None:
    """Spoil a truth in one way, drawn from those that are possible with it.

    Args:
        scene: The truth.
        draw: The same state gives the same mask.

    Returns:
        The kind (see `KINDS`) and the mask; None where nothing can be done, as with a single voxel.
    """
    too_good = max(_TOO_GOOD, (1 + scene.dice) / 2)
    for kind in draw.sample(sorted(KINDS), len(KINDS)):
        mask = KINDS[kind](scene, draw)
        if mask is not None and mask.any() and 0 < dice(mask, scene.truth) < too_good:
            return kind, mask
    return None


def _eroded(scene: Scene, _draw: Random) -> Inside | None:
    return _highest(scene.depth(), scene.truth, scene.kept)


def _dilated(scene: Scene, _draw: Random) -> Inside | None:
    away = _ndimage.distance_transform_edt(~scene.truth, sampling=scene.steps)
    return _with(scene.truth, _highest(-away, ~scene.truth, scene.added))


def _shifted(scene: Scene, draw: Random) -> Inside | None:
    """Moved in a direction, by as many voxels as it takes; what leaves the image is lost."""
    way = draw.choice(scene.ways)
    axis = int(np.abs(way.vector).argmax())
    sign = 1 if way.vector[axis] > 0 else -1
    low, high = 1, scene.truth.shape[axis] - 1
    while low < high:
        middle = (low + high) // 2
        far_enough = dice(_rolled(scene.truth, axis, sign * middle), scene.truth) <= scene.dice
        low, high = (low, middle) if far_enough else (middle + 1, high)
    return _rolled(scene.truth, axis, sign * low) if high >= 1 else None


def _cut(scene: Scene, draw: Random) -> Inside | None:
    """One end missing."""
    along = _along(scene.truth.shape, draw.choice(scene.ways).vector * scene.steps)
    return _highest(-along, scene.truth, scene.kept)


def _bump(scene: Scene, draw: Random) -> Inside | None:
    """A round piece attached at a point of the border."""
    border = np.argwhere(scene.truth & ~_ndimage.binary_erosion(scene.truth))
    near = scene.from_spot(border[draw.randrange(len(border))])
    return _with(scene.truth, _highest(-near, ~scene.truth, scene.added))


def _hole(scene: Scene, _draw: Random) -> Inside | None:
    """A round hole in the middle that leaves the border standing."""
    depth = scene.depth()
    allowed = depth > _SKIN * float(scene.steps.max())
    if not allowed.any():
        return None
    middle = np.array(np.unravel_index(int(depth.argmax()), depth.shape))
    gone = _highest(-scene.from_spot(middle), allowed, int(scene.truth.sum()) - scene.kept, rest=True)
    return None if gone is None else scene.truth & ~gone


def _confused(scene: Scene, draw: Random) -> Inside | None:
    """With the nearest piece of another structure."""
    others = [other & ~scene.truth for other in scene.others if other.any()]
    if not others:
        return None
    other = draw.choice(others)
    away = _ndimage.distance_transform_edt(~scene.truth, sampling=scene.steps)
    return _with(scene.truth, _highest(-away, other, scene.added, rest=True))


#: Each way of being wrong; None where it is not possible.
KINDS: Mapping[str, Callable[[Scene, Random], Inside | None]] = {
    "bump": _bump,
    "confused": _confused,
    "cut": _cut,
    "dilated": _dilated,
    "eroded": _eroded,
    "hole": _hole,
    "shifted": _shifted,
}


def _highest(values: Values, among: Inside, count: int, *, rest: bool = False) -> Inside | None:
    """The voxels with the highest values, of equals the first; None where there are too few, unless all will do."""
    spots = np.flatnonzero(among)
    if not 0 < count < len(spots):
        return among if rest and spots.size and count else None
    chosen = spots[np.argsort(-values.ravel()[spots], kind="stable")[:count]]
    inside = np.zeros(among.size, np.bool_)
    inside[chosen] = True
    return inside.reshape(among.shape)


def _with(truth: Inside, more: Inside | None) -> Inside | None:
    return None if more is None else truth | more


def _along(shape: tuple[int, ...], vector: Values) -> Values:
    """How far along a direction each voxel lies."""
    grids = np.ogrid[tuple(slice(n) for n in shape)]
    return np.broadcast_to(sum(np.asarray(g, float) * v for g, v in zip(grids, vector, strict=True)), shape)


def _rolled(mask: Inside, axis: int, by: int) -> Inside:
    moved = np.zeros_like(mask)
    ahead, behind = slice(max(0, by), mask.shape[axis] + min(0, by)), slice(max(0, -by), mask.shape[axis] - max(0, by))
    target: list[slice] = [slice(None)] * mask.ndim
    source: list[slice] = [slice(None)] * mask.ndim
    target[axis], source[axis] = ahead, behind
    moved[tuple(target)] = mask[tuple(source)]
    return moved
