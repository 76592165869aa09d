"""Whether the right thing was found at all: boxes, presence, and left taken for right."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from limis.eval.overlap import Inside
from limis.types import Box

__all__ = ["Presence", "box_iou", "hull", "presence", "swapped"]


def box_iou(predicted: Box | None, reference: Box | None) -> float:
    """Intersection over union of two half-open boxes, in voxels.

    Args:
        predicted: A box; None when nothing was found.
        reference: A box of as many axes; None when there is nothing to be found.

    Returns:
        0…1; NaN when both are None, 0 when one is.

    Example:
        >>> box_iou(Box((0, 0), (2, 2)), Box((0, 1), (2, 3)))
        0.3333333333333333
    """
    if predicted is None or reference is None:
        return math.nan if predicted is reference else 0.0
    lower = np.maximum(predicted.lower_ijk, reference.lower_ijk)
    upper = np.minimum(predicted.upper_ijk, reference.upper_ijk)
    shared = int(np.prod(np.maximum(upper - lower, 0)))
    return shared / (math.prod(predicted.shape) + math.prod(reference.shape) - shared)


def hull(boxes: Iterable[Box]) -> Box | None:
    """The smallest box around some boxes; None around none."""
    kept = list(boxes)
    if not kept:
        return None
    lower = np.min([box.lower_ijk for box in kept], axis=0)
    upper = np.max([box.upper_ijk for box in kept], axis=0)
    return Box(tuple(int(v) for v in lower), tuple(int(v) for v in upper))


@dataclass(frozen=True)
class Presence:
    """How well an engine tells what is there from what is not.

    Attributes:
        sensitivity: Share of present things that were found; NaN when none were asked for.
        specificity: Share of absent things that were not found; NaN when none were asked for.
        present: How many present things were asked for.
        absent: How many absent things were asked for.
    """

    sensitivity: float
    specificity: float
    present: int
    absent: int


def presence(found: Iterable[bool], expected: Iterable[bool]) -> Presence:
    """Count what was found against what is there.

    Args:
        found: For each question, whether a mask came back.
        expected: For each question, whether the thing is there.

    Example:
        >>> presence([True, False, False], [True, True, False])
        Presence(sensitivity=0.5, specificity=1.0, present=2, absent=1)
    """
    pairs = list(zip(found, expected, strict=True))
    hits = [was for was, there in pairs if there]
    alarms = [was for was, there in pairs if not there]
    return Presence(
        sensitivity=sum(hits) / len(hits) if hits else math.nan,
        specificity=1 - sum(alarms) / len(alarms) if alarms else math.nan,
        present=len(hits),
        absent=len(alarms),
    )


def swapped(predicted: Mapping[str, Inside], reference: Mapping[str, Inside]) -> bool | None:
    """Whether a mask called by one side lies on the other.

    Args:
        predicted: Side (``"left"``, ``"right"``) → mask that was given for it.
        reference: Side → the truth.

    Returns:
        True if any predicted mask shares more voxels with the opposite side's truth than with its own; None
        when no predicted side can be compared with both, because the truth has no sides or the mask touches neither.
    """
    if not {"left", "right"} <= reference.keys():
        return None
    truth = reference["left"] | reference["right"]
    judged = [side for side, mask in predicted.items() if (mask & truth).any()]
    if not judged:
        return None
    return any(_nearer_to_the_other(predicted[side], side, reference) for side in judged)


def _nearer_to_the_other(mask: Inside, side: str, reference: Mapping[str, Inside]) -> bool:
    other = "right" if side == "left" else "left"
    return int((mask & reference[other]).sum()) > int((mask & reference[side]).sum())
