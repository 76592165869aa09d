"""Instances in the order that a choice counts them: largest first, leftmost first, or by their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from limis.commands import Which
from limis.edits.pieces import pieces_of
from limis.geometry import Geometry
from limis.types import Mask

__all__ = ["Numbers", "count_of", "ids_of", "numbers_of", "ranked", "taken"]

_ndimage = cast("Any", ndimage)
_PATIENT = {"leftmost": "L", "rightmost": "R", "uppermost": "H", "lowermost": "F"}

Numbers = NDArray[np.int32]
"""A number per voxel, 0 outside."""


def numbers_of(mask: Mask) -> Numbers:
    """The instances of a mask as they are counted: its own, or its connected pieces where it has none."""
    return pieces_of(mask.data).labels if mask.instances is None else np.where(mask.data, mask.instances, 0)


def ids_of(numbers: Numbers) -> tuple[int, ...]:
    """The numbers there are, in order."""
    return tuple(int(n) for n in np.flatnonzero(np.bincount(numbers.ravel())[1:]) + 1)


def count_of(mask: Mask) -> int:
    """How many instances a mask has."""
    return len(ids_of(numbers_of(mask)))


def ranked(numbers: Numbers, ids: Sequence[int], which: Which | None, geometry: Geometry) -> list[float]:
    """How far in front each instance stands, less is further: by size, by where its centre lies, by its number.

    Args:
        numbers: The instances.
        ids: Those that are asked about.
        which: The order; None for that of the numbers.
        geometry: Of the numbers. A place is one in the patient, in a picture where that is unknown one in the picture.

    Example:
        >>> ranked(np.array([[1, 0, 2, 2]], np.int32), [1, 2], "largest", Geometry((1, 4)))
        [-1.0, -2.0]
    """
    if which is None:
        return [float(n) for n in ids]
    if which in ("largest", "smallest"):
        sizes = np.bincount(numbers.ravel())
        return [float(sizes[n]) * (1 if which == "smallest" else -1) for n in ids]
    centres = _ndimage.center_of_mass(numbers > 0, numbers, list(ids))
    return [_behind(np.asarray(centre), _PATIENT[which], geometry) for centre in centres]


def _behind(centre_ijk: NDArray[np.float64], letter: str, geometry: Geometry) -> float:
    """How far back a place lies when looked at from a side of the patient."""
    if geometry.is_picture:
        fallback = {"L": (1, -1), "R": (1, 1), "H": (0, -1), "F": (0, 1)}[letter]
        axis, sign = geometry.orientation.direction_of(letter) or fallback
        return -sign * float(centre_ijk[axis])
    axis, sign = {"L": (0, -1), "R": (0, 1), "H": (2, 1), "F": (2, -1)}[letter]
    return -sign * float(geometry.to_ras_mm(centre_ijk)[axis])


def taken(places: Sequence[float], nth: int | None, count: int | None) -> list[int]:
    """Which of several a choice takes.

    Args:
        places: As `ranked` gives them.
        nth: The place that is meant, from 1; None for the first.
        count: How many from the first on; None for one.

    Returns:
        Indices into `places`, those in front first; none where there are not as many as `nth`.

    Example:
        >>> taken([-5.0, -9.0, -7.0], 2, None), taken([-5.0, -9.0, -7.0], None, 2)
        ([2], [1, 2])
    """
    order = sorted(range(len(places)), key=lambda at: places[at])
    return order[:count] if count is not None else order[(nth or 1) - 1 :][:1]
