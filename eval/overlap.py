"""How much two masks agree, voxel by voxel: Dice, IoU and the error in volume.

Conventions for empty masks (Source: Maier-Hein et al., "Metrics reloaded", Nature Methods 21, 2024, on empty
references): an overlap is *undefined*, NaN, where both masks are empty, because there was nothing to agree
on (whether that was noticed is `limis.eval.detection`'s business), and 0 where exactly one is.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from limis.errors import GeometryError, say

__all__ = ["dice", "iou", "same_shape", "volume_error"]

Inside = NDArray[np.bool_]


def dice(predicted: Inside, reference: Inside) -> float:
    """Twice the overlap over the sum of both sizes.

    Args:
        predicted: bool, any shape.
        reference: bool, the same shape.

    Returns:
        0…1; NaN when both are empty, 0 when one is.

    Raises:
        GeometryError: Shapes differ.

    Source: Dice, Ecology 26(3), 1945.

    Example:
        >>> dice(np.array([True, True, False]), np.array([False, True, False]))
        0.6666666666666666
    """
    same_shape(predicted, reference)
    total = int(predicted.sum()) + int(reference.sum())
    return 2 * int((predicted & reference).sum()) / total if total else math.nan


def iou(predicted: Inside, reference: Inside) -> float:
    """Intersection over union.

    Args:
        predicted: bool, any shape.
        reference: bool, the same shape.

    Returns:
        0…1; NaN when both are empty, 0 when one is.

    Raises:
        GeometryError: Shapes differ.

    Source: Jaccard, New Phytologist 11(2), 1912.
    """
    same_shape(predicted, reference)
    union = int((predicted | reference).sum())
    return int((predicted & reference).sum()) / union if union else math.nan


def volume_error(predicted: Inside, reference: Inside) -> float:
    """How much too large a mask is, relative to the reference; spacing cancels out.

    Args:
        predicted: bool, any shape.
        reference: bool, the same shape.

    Returns:
        ``(V_predicted - V_reference) / V_reference``: -1 for an empty prediction, 0 for the right size; NaN
        when both are empty, infinite when only the reference is.

    Raises:
        GeometryError: Shapes differ.
    """
    same_shape(predicted, reference)
    ours, theirs = int(predicted.sum()), int(reference.sum())
    if theirs:
        return (ours - theirs) / theirs
    return math.inf if ours else math.nan


def same_shape(predicted: Inside, reference: Inside) -> None:
    """Refuse two masks that do not lie on one grid.

    Raises:
        GeometryError: Shapes differ.
    """
    if predicted.shape != reference.shape:
        raise GeometryError(
            say(
                "two masks that cannot be compared",
                expected=f"the reference's shape {reference.shape}",
                got=f"a prediction of shape {predicted.shape}",
                next_step="Put both on one grid first",
            )
        )
