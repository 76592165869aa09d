"""The midline that two opposite lungs show by themselves, and a lung's veto against one that it cannot have.

On a film the image shows its midline by its halves mirroring each other, which they do not where one lung is opaque,
and do by chance about the middle of a single lung on a film cropped to one half. The lungs' own outlines say more:
two that lie side by side and mirror each other are a pair, and one outline that the plane parts into
halves that do not is one lung, not two that touch.
"""

from __future__ import annotations

from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from limis.measure.sides import Midline
from limis.types import Mask

__all__ = ["lungs_midline"]

_ndimage = cast(Any, ndimage)
_BOTH_SHARE = 0.9
_SMALLER = 0.5
_SHARED_ROWS = 0.75
_SHARED_COLUMNS = 0.15
_LEAST_GAP = 0.05
_LEAST_WIDTH = 0.8
_OFF_CENTRE = 0.12
_LEAST_MIRRORED = 0.45
_CROSSED = 0.1

Inside = NDArray[np.bool_]


def lungs_midline(lungs: Mask, plane: Midline | None) -> Midline | None:
    """Find the plane between two lungs of a picture, or judge the one that the image shows.

    Args:
        lungs: All that was outlined as lung.
        plane: The midline as the image shows it (`limis.measure.sides.midline`), if it does.

    Returns:
        Of a picture whose left is known or assumed: the plane between the lungs where two are there, either side of
        it; else `plane`, but None ("side unknown") where it runs through a single lung. Of anything else: `plane`.
    """
    towards_left = lungs.geometry.orientation.direction_of("L") if lungs.geometry.is_picture else None
    if towards_left is None:
        return plane
    axis, sign = towards_left
    inside = np.moveaxis(lungs.data, axis, -1)
    between = _between(inside)
    if between is not None:
        position, match = between
        return Midline(axis, position, sign, match)
    return None if plane is None or _runs_through_one(inside, plane.position) else plane


def _between(inside: Inside) -> tuple[float, float] | None:
    """The middle of the gap between two opposite lungs, and how well they mirror each other; None without two."""
    labels, sizes = _pieces(inside)
    if sizes.size < 2:
        return None
    first, second = np.argsort(sizes)[::-1][:2]
    if sizes[second] < _SMALLER * sizes[first] or sizes[first] + sizes[second] < _BOTH_SHARE * sizes.sum():
        return None
    one, other = labels == first + 1, labels == second + 1
    (top, bottom), (low, high) = _extent(one | other, 1), _extent(one | other, 0)
    centred = abs((low + high) / 2 / inside.shape[1] - 0.5) <= _OFF_CENTRE
    if high - low < _LEAST_WIDTH * (bottom - top) or not centred or not _side_by_side(one, other):
        return None
    if _mean_column(one) > _mean_column(other):
        one, other = other, one
    shared = one.any(1) & other.any(1)
    end, start = inside.shape[1] - 1 - one[shared, ::-1].argmax(1), other[shared].argmax(1)
    match = _mirrored(one | other, (low + high - 1) / 2)
    if np.median(start - end - 1) < _LEAST_GAP * (high - low) or match < _LEAST_MIRRORED:
        return None
    return float(np.median(start + end)) / 2, match


def _side_by_side(one: Inside, other: Inside) -> bool:
    """Whether two pieces lie in the same rows and in different columns."""
    return _shared(one, other, 1) >= _SHARED_ROWS and _shared(one, other, 0) <= _SHARED_COLUMNS


def _runs_through_one(inside: Inside, position: float) -> bool:
    """Whether a plane parts one lung: all that was outlined, or a large piece of it, without the shape of two."""
    labels, sizes = _pieces(inside)
    large = np.flatnonzero(sizes >= _SMALLER * sizes.max(initial=0)) + 1
    return any(_is_parted(part, position) for part in (inside, *(labels == number for number in large)))


def _is_parted(part: Inside, position: float) -> bool:
    if not part.any():
        return False
    beyond = float(part[:, np.arange(part.shape[1]) > position].sum()) / float(part.sum())
    (top, bottom), (low, high) = _extent(part, 1), _extent(part, 0)
    is_pair = high - low >= _LEAST_WIDTH * (bottom - top) and _mirrored(part, position) >= _LEAST_MIRRORED
    return min(beyond, 1 - beyond) > _CROSSED and not is_pair


def _pieces(inside: Inside) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Connected pieces, numbered from 1, and the size of each."""
    labels, count = _ndimage.label(inside, structure=np.ones((3, 3), bool))
    return labels, np.bincount(labels.ravel(), minlength=count + 1)[1:]


def _extent(inside: Inside, axis: int) -> tuple[int, int]:
    """First and one past the last index of what is not empty when looked at along `axis`."""
    shown = np.flatnonzero(inside.any(axis))
    return int(shown[0]), int(shown[-1]) + 1


def _shared(one: Inside, other: Inside, axis: int) -> float:
    """How much of the shorter of two extents the other covers; below 0 where they lie apart."""
    (a, b), (c, d) = _extent(one, axis), _extent(other, axis)
    return (min(b, d) - max(a, c)) / min(b - a, d - c)


def _mean_column(inside: Inside) -> float:
    return float(np.nonzero(inside)[1].mean())


def _mirrored(inside: Inside, position: float) -> float:
    """Intersection over union of a mask and its mirror image about a column, 0…1."""
    rows, columns = np.nonzero(inside)
    opposite = np.rint(2 * position).astype(np.int64) - columns
    there = (opposite >= 0) & (opposite < inside.shape[1])
    both = int(inside[rows[there], opposite[there]].sum())
    return both / (2 * rows.size - both)
