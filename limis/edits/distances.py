"""How far voxels lie from a border: in all directions, or straight along one.

A border runs halfway between the centres of two voxels, so that a block of n voxels is n steps long.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from limis.progress import Progress, silent

__all__ = ["centres_to", "distance_to", "moved_by", "sweep_to", "widened"]

_ndimage = cast("Any", ndimage)
_NEARLY_CUBES = 1.1
_SUBSTEPS = 3
_BLOCK = 2**20
_BEYOND = 1.001
_STEP = "measuring distances"


def distance_to(
    target: NDArray[np.bool_], steps: Sequence[float], limit: float, progress: Progress = silent
) -> NDArray[np.float32]:
    """How far every voxel lies from a set of voxels.

    Args:
        target: bool, any number of axes.
        steps: Length of a voxel along each axis.
        limit: Distances beyond this one may be given as infinite.
        progress: Called per slice, or per step from slice to slice.

    Returns:
        float32: 0 in the set; else the Euclidean distance from the voxel's centre to the border, in the unit of
        `steps`. Axes along which voxels are much longer are measured to the voxel's face, as a slice is as thick as
        its spacing.
    """
    if not target.any():
        return np.full(target.shape, np.inf, np.float32)
    finest = min(step for step, n in zip(steps, target.shape, strict=True) if n > 1 or max(target.shape) == 1)
    fine = [a for a, step in enumerate(steps) if step <= _NEARLY_CUBES * finest and target.shape[a] > 1]
    coarse = sorted((a for a in range(target.ndim) if a not in fine), key=lambda a: steps[a])
    if len(fine) == 1:
        coarse, fine = [*fine, *coarse], []
    squared = _all_ways(target, steps, limit, progress) if len(fine) == 3 else _within(target, fine, steps, progress)
    for axis in coarse:
        squared = _across(squared, axis, steps[axis], limit, progress)
    return np.sqrt(squared)


def centres_to(target: NDArray[np.bool_], steps: Sequence[float], progress: Progress = silent) -> NDArray[np.float32]:
    """How far the centre of every voxel of a volume lies from the centre of the nearest one of a set.

    Args:
        target: bool, three axes; not empty.
        steps: Length of a voxel along each axis.
        progress: Called per slice, and per step from slice to slice.
    """
    far = np.empty(target.shape, np.float32)
    for columns, block in _centres(target, steps, np.inf, progress):
        far[:, columns] = block
    return far


def _all_ways(
    target: NDArray[np.bool_], steps: Sequence[float], limit: float, progress: Progress
) -> NDArray[np.float32]:
    """Squared distance from centre to border where all voxels are nearly cubes."""
    half = float(np.prod(steps)) ** (1 / 3) / 2
    squared = np.empty(target.shape, np.float32)
    for columns, far in _centres(target, steps, _BEYOND * limit + half, progress):
        near = np.maximum(far - half, 0)
        near[near > _BEYOND * limit] = np.inf
        squared[:, columns] = near**2
    return squared


def _centres(
    target: NDArray[np.bool_], steps: Sequence[float], limit: float, progress: Progress
) -> Iterator[tuple[slice, NDArray[np.float64]]]:
    """Distances from centre to centre, a few columns of every slice after the other; wrong where beyond a limit.

    They are measured within slices and then across them, as far as that can matter: in the end what one call for the
    whole volume gives, but never long without a sign of life.
    """
    flat = np.full(target.shape, np.inf)
    slices, columns = target.shape[:2]
    for k, there in enumerate(target):
        progress(_STEP, k, 2 * slices)
        if there.any():
            flat[k] = _ndimage.distance_transform_edt(~there, sampling=steps[1:]) ** 2
    width = max(1, _BLOCK * columns // max(1, target.size))
    for start in range(0, columns, width):
        here = np.ascontiguousarray(flat[:, start : start + width])
        best = here.copy()
        for n in range(1, min(slices, int(min(limit / steps[0], slices)) + 2)):
            progress(_STEP, slices + slices * start // columns, 2 * slices)
            gap = (n * steps[0]) ** 2
            if gap >= best.max():
                break
            np.minimum(best[n:], here[:-n] + gap, out=best[n:])
            np.minimum(best[:-n], here[n:] + gap, out=best[:-n])
        yield slice(start, start + width), np.sqrt(best, out=best)


def _within(
    target: NDArray[np.bool_], fine: Sequence[int], steps: Sequence[float], progress: Progress
) -> NDArray[np.float32]:
    """Squared distance along some axes only, whose voxels are nearly cubes."""
    if not fine:
        return np.where(target, 0, np.inf).astype(np.float32)
    order = [a for a in range(target.ndim) if a not in fine] + list(fine)
    turned = np.transpose(target, order)
    squared = np.full(turned.shape, np.inf, np.float32)
    sampling = [steps[a] for a in fine]
    half = float(np.prod(sampling)) ** (1 / len(fine)) / 2
    for index in np.ndindex(turned.shape[: target.ndim - len(fine)]):
        progress(_STEP, index[0] if index else 0, len(turned))
        if turned[index].any():
            far = _ndimage.distance_transform_edt(~turned[index], sampling=sampling)
            squared[index] = np.maximum(far - half, 0, out=far) ** 2
    return np.transpose(squared, np.argsort(order))


def _across(
    squared: NDArray[np.float32], axis: int, step: float, limit: float, progress: Progress
) -> NDArray[np.float32]:
    """Let voxels that are some steps apart along an axis see each other's squared distances."""
    best = squared.copy()
    there, best_there = np.moveaxis(squared, axis, 0), np.moveaxis(best, axis, 0)
    last = min(len(there), int(limit / step + 1.5))
    for n in range(1, last):
        progress(_STEP, n, last)
        gap = np.float32(((n - 0.5) * step) ** 2)
        np.minimum(best_there[n:], there[:-n] + gap, out=best_there[n:])
        np.minimum(best_there[:-n], there[n:] + gap, out=best_there[:-n])
    return best


def sweep_to(
    target: NDArray[np.bool_], step: NDArray[np.float64], limit: float, progress: Progress = silent
) -> NDArray[np.float32]:
    """How far a set of voxels has to be moved in one direction until it covers a voxel.

    Args:
        target: bool, any number of axes.
        step: Voxels along each axis per unit of distance.
        limit: How far to go.
        progress: Called per voxel on the way.

    Returns:
        float32: 0 in the set, infinite where it never comes.
    """
    field = np.where(target, 0, np.inf).astype(np.float32)
    count = max(1, int(np.ceil(limit * float(np.abs(step).max()) * _SUBSTEPS)))
    last = tuple(0 for _ in step)
    for distance in np.arange(1, count + 1) * (limit / count):
        # Just before a border is reached counts as reached, whatever way the axis runs.
        offset = tuple(int(np.sign(v) * np.floor(abs(v) + 0.5 + 1e-6)) for v in distance * step)
        if offset != last:
            progress("moving the border", round(distance / limit * count), count)
            last = offset
            here, there = moved_by(target.shape, offset)
            reached = target[there] & np.isinf(field[here])
            field[here][reached] = distance
    return field


def moved_by(shape: Sequence[int], offset: Sequence[int]) -> tuple[tuple[slice, ...], tuple[slice, ...]]:
    """Where voxels land that move by an offset, and where they come from, both within an array."""
    here = tuple(slice(max(0, o), max(0, n + min(0, o))) for o, n in zip(offset, shape, strict=True))
    there = tuple(slice(max(0, -o), max(0, n - max(0, o))) for o, n in zip(offset, shape, strict=True))
    return here, there


def widened(
    box: Sequence[slice], shape: Sequence[int], steps: Sequence[float], margin: float, extra: int = 1
) -> tuple[slice, ...]:
    """A box made wider on all sides by a distance and some voxels, and cut to an array."""
    voxels = [int(np.ceil(margin / step)) + extra for step in steps]
    return tuple(slice(max(0, b.start - v), min(n, b.stop + v)) for b, n, v in zip(box, shape, voxels, strict=True))
