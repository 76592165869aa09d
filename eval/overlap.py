"""How much two masks agree, voxel by voxel: Dice, IoU and the error in volume.

Conventions for empty masks (Source: Maier-Hein et al., "Metrics reloaded", Nature Methods 21, 2024, on empty
references): an overlap is *undefined*, NaN, where both masks are empty, because there was nothing to agree
on (whether that was noticed is `limis.eval.detection`'s business), and 0 where exactly one is.

Masks are bool or integers, where any value but 0 is inside. Numbers with a fraction are refused: whether 0.3 is
inside is not for a metric to say.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from limis.errors import GeometryError, say

__all__ = ["comparable", "dice", "iou", "span", "volume_error"]

Inside = NDArray[np.bool_]


def dice(predicted: Inside, reference: Inside) -> float:
    """Twice the overlap over the sum of both sizes.

    Args:
        predicted: bool, any shape.
        reference: bool, the same shape.

    Returns:
        0…1; NaN when both are empty, 0 when one is.

    Raises:
        GeometryError: Shapes differ, or something is no mask.

    Source: Dice, Ecology 26(3), 1945.

    Example:
        >>> dice(np.array([True, True, False]), np.array([False, True, False]))
        0.6666666666666666
    """
    predicted, reference = comparable(predicted, reference)
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
        GeometryError: Shapes differ, or something is no mask.

    Source: Jaccard, New Phytologist 11(2), 1912.
    """
    predicted, reference = comparable(predicted, reference)
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
        GeometryError: Shapes differ, or something is no mask.
    """
    predicted, reference = comparable(predicted, reference)
    ours, theirs = int(predicted.sum()), int(reference.sum())
    if theirs:
        return (ours - theirs) / theirs
    return math.inf if ours else math.nan


def comparable(predicted: Inside, reference: Inside) -> tuple[Inside, Inside]:
    """Make sure that two masks can be compared.

    Args:
        predicted: bool or integers, any shape.
        reference: bool or integers, the same shape.

    Returns:
        Both as bool; where they are that already, themselves.

    Raises:
        GeometryError: Shapes differ, or something is no mask.
    """
    if predicted.shape != reference.shape:
        raise _unlike(f"the reference's shape {reference.shape}", f"a prediction of shape {predicted.shape}")
    kinds = {mask.dtype for mask in (predicted, reference) if mask.dtype.kind not in "bui"}
    if kinds:
        raise _unlike("bool or integers, 0 outside", " and ".join(sorted(str(kind) for kind in kinds)))
    return predicted.astype(np.bool_, copy=False), reference.astype(np.bool_, copy=False)


def span(inside: Inside) -> tuple[slice, ...]:
    """The part of the grid where anything is inside; a single voxel where nothing is."""
    if not inside.any():
        return (slice(0, 1),) * inside.ndim
    spans = [np.flatnonzero(inside.any(axis=tuple(set(range(inside.ndim)) - {a}))) for a in range(inside.ndim)]
    return tuple(slice(int(s[0]), int(s[-1]) + 1) for s in spans)


def _unlike(expected: str, got: str) -> GeometryError:
    return GeometryError(
        say(
            "two masks that cannot be compared",
            expected=expected,
            got=got,
            next_step="Put both on one grid, as masks, first",
        )
    )
