"""The longest diameter of a mask in an axial slice, and the one at right angles to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from limis.types import Box, Mask
from limis.viewframe import ViewFrame

__all__ = ["Diameters", "diameters_of"]

_HALF_STEPS = np.array([(-0.5, 0.0), (0.5, 0.0), (0.0, -0.5), (0.0, 0.5)])
_TOUCHING = np.ones((3, 3), bool)
_ndimage = cast(Any, ndimage)


@dataclass(frozen=True)
class Diameters:
    """Two diameters in one slice.

    Attributes:
        longest_mm: Largest distance between two points of the outline of one piece in one axial slice.
        perpendicular_mm: Extent of the same piece at right angles to it.
        slice_index: The slice, from 0, counted as in the axial view; 0 in a picture.
        ends: The two ends of the longest one as ``(row, column)`` in that view.
    """

    longest_mm: float
    perpendicular_mm: float
    slice_index: int
    ends: tuple[tuple[float, float], tuple[float, float]]


def diameters_of(mask: Mask) -> Diameters | None:
    """Measure a mask as lesions are measured: the longest diameter in an axial slice.

    The outline runs through the middles of pixel edges, so that n pixels in a row are n pixels long.

    Args:
        mask: A volume, a stack, or a picture with scale.

    Returns:
        The diameters of the largest piece; None for an empty mask or a picture without scale.

    Source: the longest diameter of RECIST 1.1 (Eisenhauer et al. 2009) and its perpendicular (WHO 1979).
    """
    frame = mask.geometry.view(None if mask.geometry.is_picture else "axial")
    if frame.spacing_mm is None:
        return None
    spacing = np.array(frame.spacing_mm)
    best: Diameters | None = None
    for k, corner, piece in _pieces(mask, frame):
        bound = float(np.linalg.norm(np.array(piece.shape) * spacing))
        if best is None or bound > best.longest_mm:
            found = _measure(piece, corner, spacing, k)
            best = found if best is None or found.longest_mm > best.longest_mm else best
    return best


def _pieces(mask: Mask, frame: ViewFrame) -> Iterator[tuple[int, tuple[int, int], NDArray[np.bool_]]]:
    """Connected pieces of each slice: slice, upper left corner, and the piece cut out."""
    around = Box.around(mask.data)
    if around is None:
        return
    (first, top, left), upper = frame.box_from_ijk(around.lower_ijk, around.upper_ijk)
    some, rows, columns = Box((first, top, left), upper).slices
    for k, inside in enumerate(np.ascontiguousarray(frame.stack(mask.data)[some, rows, columns]), start=first):
        labels, _ = _ndimage.label(inside, structure=_TOUCHING)
        for number, box in enumerate(_ndimage.find_objects(labels), start=1):
            yield k, (top + box[0].start, left + box[1].start), labels[box] == number


def _measure(piece: NDArray[np.bool_], corner: tuple[int, int], spacing: NDArray[np.float64], k: int) -> Diameters:
    """The diameters of one piece."""
    outline = _hull(piece, spacing)
    between = np.linalg.norm(outline[:, None] - outline[None], axis=-1)
    first, last = (int(n) for n in np.unravel_index(int(between.argmax()), between.shape))
    along = (outline[last] - outline[first]) / between[first, last]
    across = outline @ np.array([-along[1], along[0]])
    ends = outline[[first, last]] / spacing + np.array(corner)
    return Diameters(
        longest_mm=float(between[first, last]),
        perpendicular_mm=float(np.ptp(across)),
        slice_index=k,
        ends=((float(ends[0, 0]), float(ends[0, 1])), (float(ends[1, 0]), float(ends[1, 1]))),
    )


def _hull(piece: NDArray[np.bool_], spacing: NDArray[np.float64]) -> NDArray[np.float64]:
    """The convex hull of a piece's outline, mm: only the ends of each row can lie on it."""
    rows = np.flatnonzero(piece.any(axis=1))
    first = piece[rows].argmax(axis=1)
    last = piece.shape[1] - 1 - piece[rows, ::-1].argmax(axis=1)
    pixels = np.stack([np.tile(rows, 2), np.concatenate([first, last])], axis=1)
    points = (pixels[:, None] + _HALF_STEPS).reshape(-1, 2) * spacing
    from scipy.spatial import ConvexHull

    return points[cast(Any, ConvexHull(points)).vertices]
