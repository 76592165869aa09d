"""Whether a mask is cut off by the edge of its image."""

from __future__ import annotations

from limis.types import Mask

__all__ = ["touches_border"]


def touches_border(mask: Mask) -> bool:
    """Whether a mask reaches the first or last voxel of any axis that is longer than one voxel."""
    for axis, length in enumerate(mask.geometry.shape):
        if length > 1 and (mask.data.take(0, axis).any() or mask.data.take(-1, axis).any()):
            return True
    return False
