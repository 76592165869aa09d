"""Moving the border of a mask: growing, shrinking, smoothing, filling what it encloses.

Every function takes a bool array of two or three axes, leaves it as it is and gives a new one. The edges of the array
are no border: what ends there is taken to go on beyond.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from limis.edits.amounts import Reach
from limis.edits.directions import Aim
from limis.edits.distances import centres_to, distance_to, sweep_to, widened
from limis.progress import Progress, silent
from limis.types import Box

__all__ = ["cavities", "core_of", "grow", "shrink", "smooth"]

_ndimage = cast("Any", ndimage)
_SLACK = 1e-4
_TRUNCATE = 4.0
_BLUR = 1.5
_FACES = 0.1
_BINS, _FEW = 4096, 2**21


def grow(
    inside: NDArray[np.bool_],
    reach: Reach,
    aim: Aim | None = None,
    corner: Sequence[int] | None = None,
    progress: Progress = silent,
) -> NDArray[np.bool_]:
    """Move the border outwards.

    Without an aim the border moves by the same distance everywhere; with one only the border that faces there moves:
    by the whole distance where it faces it squarely, less where it slants, not at all on the other side.

    Args:
        inside: The structure.
        reach: How far.
        aim: Which side; ``center`` grows into what the structure encloses.
        corner: Index on the grid of the first voxel of `inside`.
        progress: Called at least twice a second.
    """
    wanted = None if reach.share is None else max(1, round(reach.share * int(inside.sum())))
    limit = reach.distance
    while True:
        added, complete = _shell(inside, reach, limit, aim, corner, wanted, progress, outwards=True)
        if complete:
            return inside | added
        limit *= 2


def shrink(
    inside: NDArray[np.bool_],
    reach: Reach,
    aim: Aim | None = None,
    corner: Sequence[int] | None = None,
    progress: Progress = silent,
) -> NDArray[np.bool_]:
    """Move the border inwards; arguments as in `grow`. What is thinner than the distance vanishes."""
    wanted = None if reach.share is None else max(1, round(reach.share * int(inside.sum())))
    limit = reach.distance
    while True:
        taken, complete = _shell(inside, reach, limit, aim, corner, wanted, progress, outwards=False)
        if complete:
            return inside & ~taken
        limit *= 2


def _shell(
    inside: NDArray[np.bool_],
    reach: Reach,
    limit: float,
    aim: Aim | None,
    corner: Sequence[int] | None,
    wanted: int | None,
    progress: Progress,
    *,
    outwards: bool,
) -> tuple[NDArray[np.bool_], bool]:
    """The voxels that a moving border passes, and whether they are all that were wanted."""
    shell = np.zeros(inside.shape, bool)
    box = Box.around(inside)
    if box is None:
        return shell, True
    crop = widened(box.slices, inside.shape, reach.steps, limit if outwards else 0.0)
    part = inside[crop]
    field = _field(part, reach.steps, limit, aim, _first(crop, corner), progress, outwards=outwards)
    field[part if outwards else ~part] = np.inf
    if aim is not None and aim.core == "center":
        field[~cavities(part) if outwards else ~_around_cavities(part, progress)] = np.inf
    if wanted is None:
        shell[crop] = field <= reach.distance * (1 + _SLACK)
        return shell, True
    reached = int(np.isfinite(field).sum())
    everything = part.size - int(part.sum()) if outwards else int(part.sum())
    whole = crop == tuple(slice(0, n) for n in inside.shape) or not outwards
    is_all = (whole and reached == everything) or limit > 2 * float(np.dot(inside.shape, reach.steps))
    if reached < wanted and not is_all:
        return shell, False
    progress("moving the border", 1, 2)
    shell[crop] = _nearest(field, part, min(wanted, reached))
    return shell, True


def _nearest(field: NDArray[np.float32], part: NDArray[np.bool_], count: int) -> NDArray[np.bool_]:
    """The voxels with the smallest values, exactly as many as are wanted; ties go to the smoother outline."""
    chosen = np.zeros(field.shape, bool)
    if count:
        candidates = np.flatnonzero(np.isfinite(field))
        blurred = _ndimage.uniform_filter(part.astype(np.float32), 5)
        sign = -1 if not part.flat[candidates[0]] else 1
        order = np.lexsort((sign * blurred.flat[candidates], field.flat[candidates]))
        chosen.flat[candidates[order[:count]]] = True
    return chosen


def _first(crop: tuple[slice, ...], corner: Sequence[int] | None) -> tuple[int, ...]:
    """Index on the grid of the first voxel of a crop."""
    return tuple(s.start + c for s, c in zip(crop, corner or (0,) * len(crop), strict=True))


def _field(
    part: NDArray[np.bool_],
    steps: Sequence[float],
    limit: float,
    aim: Aim | None,
    corner: Sequence[int],
    progress: Progress,
    *,
    outwards: bool,
) -> NDArray[np.float32]:
    """How far the border has to move to pass each voxel."""
    target = part if outwards else ~part
    if aim is None or aim.core is not None:
        return distance_to(target, steps, limit, progress)
    field = np.full(part.shape, np.inf, np.float32)
    for heading in aim.headings:
        here = heading.part(part.shape, corner)
        way = _way(heading.step, steps)
        start = target[here] & _facing(part[here], heading.step, steps)
        swept = sweep_to(start, way if outwards else -way, limit, progress)
        np.minimum(field[here], swept, out=field[here])
    return field


def _facing(part: NDArray[np.bool_], step: NDArray[np.float64], steps: Sequence[float]) -> NDArray[np.bool_]:
    """Where the border faces a direction, on either side of it.

    Along an axis of the grid that is the border itself; across the grid the staircase of voxels is smoothed away, or
    every step of it would face there.
    """
    if np.count_nonzero(np.abs(step) > 1e-3 * np.abs(step).max()) < 2:
        return np.ones(part.shape, bool)
    sigmas = [_BLUR if n > 1 else 0 for n in part.shape]
    blurred = _ndimage.gaussian_filter(part.astype(np.float32), sigmas, mode="nearest")
    along, squared = np.zeros(part.shape, np.float32), np.zeros(part.shape, np.float32)
    for axis in (a for a, n in enumerate(part.shape) if n > 1):
        slope = np.gradient(blurred, axis=axis)
        along -= slope * np.float32(step[axis])
        squared += (slope / np.float32(steps[axis])) ** 2
    return along > _FACES * np.sqrt(squared)


def _way(step: NDArray[np.float64], steps: Sequence[float]) -> NDArray[np.float64]:
    """Voxels to go per unit of distance, which may be counted in voxels instead of mm."""
    return step / np.linalg.norm(step) if set(steps) == {1.0} else step


def cavities(inside: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """What a mask encloses on all sides. What reaches the edge of the array is open."""
    holes = np.zeros(inside.shape, bool)
    box = Box.around(inside)
    if box is None:
        return holes
    part = inside[box.slices]
    wide = tuple(1 if n > 1 else 0 for n in inside.shape)
    outside = np.pad(~part, [(w, w) for w in wide], constant_values=True)
    labels, _ = _ndimage.label(outside)
    open_air = labels.flat[0]
    inner = tuple(slice(1, -1) if w else slice(None) for w in wide)
    holes[box.slices] = (labels[inner] != open_air) & ~part
    return holes


def _around_cavities(part: NDArray[np.bool_], progress: Progress) -> NDArray[np.bool_]:
    """Inside, and nearer to a cavity than to the outer border."""
    holes = cavities(part)
    if not holes.any():
        return np.zeros(part.shape, bool)
    to_hole = _depth(~holes, progress)
    to_outside = _depth(np.pad(part | holes, 1), progress)[(slice(1, -1),) * part.ndim]
    return part & (to_hole <= to_outside)


def _depth(inside: NDArray[np.bool_], progress: Progress, steps: Sequence[float] | None = None) -> NDArray[Any]:
    """How far the centre of every voxel inside lies from that of the nearest one outside."""
    if inside.ndim == 3:
        return centres_to(~inside, steps or (1.0,) * 3, progress)
    return _ndimage.distance_transform_edt(inside, sampling=steps).astype(np.float32)


def smooth(
    inside: NDArray[np.bool_], sigma: float, steps: Sequence[float], progress: Progress = silent
) -> NDArray[np.bool_]:
    """Take out details that are smaller than a length, and keep the volume.

    The mask is blurred, and the threshold is the one that leaves as many voxels inside as before.

    Args:
        inside: The structure.
        sigma: Of the Gaussian, in the unit of `steps`; no more than the longest side of the image counts.
        steps: Length of a voxel along each axis.
        progress: Called at least twice a second.
    """
    result = np.zeros(inside.shape, bool)
    box = Box.around(inside)
    if box is None:
        return result
    sigma = min(sigma, max(step * n for step, n in zip(steps, inside.shape, strict=True)))
    crop = widened(box.slices, inside.shape, steps, _TRUNCATE * sigma)
    blurred = inside[crop].astype(np.float32)
    for axis, step in enumerate(steps):
        if inside.shape[axis] > 1:
            _blur(blurred, sigma / step, axis, progress)
    level = _largest(blurred, int(inside[crop].sum()), progress)
    result[crop] = blurred >= level if level > 0 else blurred > 0
    return result


def _largest(values: NDArray[np.float32], count: int, progress: Progress) -> float:
    """The value that many of an array's reach: sorted into bins until the one with it is small."""
    rest, left = np.ravel(values), count
    while rest.size > _FEW and (low := float(rest.min())) < (high := float(rest.max())):
        scale = np.float32(_BINS / (high - low))
        chunks = [rest[start : start + _FEW] for start in range(0, rest.size, _FEW)]
        sizes, bins = np.zeros(_BINS + 2, np.int64), list[NDArray[np.int16]]()
        for chunk in chunks:
            progress("smoothing", 1, 1)
            bins.append(((chunk - np.float32(low)) * scale).astype(np.int16))
            sizes += np.bincount(bins[-1], minlength=_BINS + 2)
        above = np.cumsum(sizes[::-1])[::-1]
        at = int(np.flatnonzero(above >= left)[-1])
        left -= int(above[at] - sizes[at])
        found = np.concatenate([chunk[own == at] for chunk, own in zip(chunks, bins, strict=True)])
        if found.size == rest.size:
            break
        rest = found
    return float(np.partition(rest, rest.size - left)[rest.size - left])


def _blur(values: NDArray[np.float32], sigma: float, axis: int, progress: Progress) -> None:
    """Blur an array in place along one axis, one slice of lines after the other."""
    lines = np.moveaxis(values, axis, -1)
    slices = lines if lines.ndim == 3 else [lines]
    far = _weights(lines.shape[-1], sigma) if 2 * _TRUNCATE * sigma > lines.shape[-1] else None
    for n, part in enumerate(slices):
        progress("smoothing", axis * len(slices) + n, values.ndim * len(slices))
        if far is None:
            _ndimage.gaussian_filter1d(part, sigma, output=part, mode="nearest", truncate=_TRUNCATE)
        else:
            part[...] = part.astype(np.float64) @ far


def _weights(length: int, sigma: float) -> NDArray[np.float64]:
    """What every voxel of a line gives to every other: less work than a filter that is longer than the line."""
    return _ndimage.gaussian_filter1d(np.eye(length), sigma, axis=0, mode="nearest", truncate=_TRUNCATE).T


def core_of(inside: NDArray[np.bool_], steps: Sequence[float], progress: Progress = silent) -> NDArray[np.bool_]:
    """The inner part of a mask: deeper than half of its deepest point."""
    core = np.zeros(inside.shape, bool)
    box = Box.around(inside)
    if box is None:
        return core
    crop = widened(box.slices, inside.shape, steps, 0.0)
    sampling = [step if n > 1 else 1e6 for step, n in zip(steps, inside.shape, strict=True)]
    depth = _depth(np.pad(inside[crop], 1), progress, sampling)[(slice(1, -1),) * inside.ndim]
    core[crop] = depth > depth.max() / 2
    return core
