"""Where image and segmenter say that a mask may be wrong, and the points that tell the segmenter so."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

__all__ = ["likeness", "points_in"]

_ndimage = cast("Any", ndimage)
_BINS = 32


def likeness(grey: NDArray[np.float32], inside: NDArray[np.bool_], near: NDArray[np.bool_]) -> NDArray[np.float32]:
    """How much more a pixel looks like the inside of a structure than like what surrounds it.

    Args:
        grey: 0…1, shape ``(rows, columns)``, smoothed a little.
        inside: The structure; its inside should be sure.
        near: What surrounds it.

    Returns:
        float32 in 0…1; 0.5 where nothing can be said.
    """
    level = np.clip((grey * _BINS).astype(np.int32), 0, _BINS - 1)
    if not inside.any() or not near.any():
        return np.full(grey.shape, 0.5, np.float32)
    shares = [np.bincount(level[part], minlength=_BINS) / part.sum() for part in (inside, near)]
    own, other = (_ndimage.gaussian_filter1d(share, 1.2, mode="nearest") + 1e-3 for share in shares)
    return (own / (own + other)).astype(np.float32)[level]


def points_in(score: NDArray[np.float32], count: int, apart: float, least: float) -> list[tuple[int, int]]:
    """The best places of a map, some distance apart.

    Args:
        score: 0 where no point may be.
        count: Most points.
        apart: Pixels between two of them, at least.
        least: Share of the best place's score that another one needs.

    Returns:
        ``(row, column)`` each, best first.
    """
    left = score.copy()
    rows, columns = np.ogrid[: score.shape[0], : score.shape[1]]
    found: list[tuple[int, int]] = []
    floor = least * float(score.max(initial=0))
    while len(found) < count:
        row, column = (int(v) for v in np.unravel_index(int(left.argmax()), left.shape))
        if left[row, column] <= max(floor, 1e-6):
            break
        found.append((row, column))
        left[(rows - row) ** 2 + (columns - column) ** 2 < apart**2] = 0
    return found
