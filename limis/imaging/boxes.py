"""The box around a mask in a view, in the order in which prompts give it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["Corners", "corners_of"]

#: Left, top, right and bottom, half-open, in pixels of a view (`limis.protocols.ViewPrompt`).
Corners = tuple[float, float, float, float]


def corners_of(inside: NDArray[np.bool_]) -> Corners | None:
    """The box around a mask.

    Args:
        inside: bool, ``(height, width)``.

    Returns:
        Left, top, right and bottom, half-open; None around nothing.

    Example:
        >>> inside = np.zeros((5, 8), bool)
        >>> inside[2:4, 1:6] = True
        >>> corners_of(inside)
        (1.0, 2.0, 6.0, 4.0)
    """
    rows, columns = np.flatnonzero(inside.any(axis=1)), np.flatnonzero(inside.any(axis=0))
    if not rows.size:
        return None
    return float(columns[0]), float(rows[0]), float(columns[-1] + 1), float(rows[-1] + 1)
