"""The best places of a map, some distance apart: points that tell a segmenter where a mask may be wrong."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["points_in"]


def points_in(score: NDArray[np.float32], count: int, apart: float, least: float) -> list[tuple[int, int]]:
    """The best places of a map, some distance apart.

    Args:
        score: 0 where no point may be.
        count: Most points.
        apart: Pixels between two of them, at least.
        least: Share of the best place's score that another one needs.

    Returns:
        ``(row, column)`` each, best first.

    Example:
        >>> score = np.zeros((9, 9), np.float32)
        >>> score[4, 4], score[4, 5], score[0, 8], score[8, 0] = 1, 0.9, 0.6, 0.1
        >>> points_in(score, count=3, apart=3, least=0.5)
        [(4, 4), (0, 8)]
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
