"""How many of several things were found, one by one: F1 at an IoU, as for nuclei, lesions or nodules.

Each instance of the truth is matched with at most one of the prediction and the other way round, such that as many
pairs as possible overlap by at least the threshold, and among these ways the one with the largest sum of IoU is
taken. Above 0.5 there is only one way.

Conventions: nothing predicted where nothing is there is *undefined*, NaN; either alone gives 0.

Source: Kirillov et al., "Panoptic segmentation", CVPR 2019 (F1 at an IoU above 0.5 is its recognition quality);
Maier-Hein et al., "Metrics reloaded", Nature Methods 21, 2024 (matching below 0.5).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from limis.eval.overlap import Inside, comparable, span

__all__ = ["Matches", "match_instances", "pieces"]

Labels = NDArray[np.integer[Any]]
_ndimage: Any = import_module("scipy.ndimage")
_optimize: Any = import_module("scipy.optimize")


@dataclass(frozen=True)
class Matches:
    """How instances of a prediction and of the truth were matched.

    Attributes:
        matched: Pairs that overlap enough.
        predicted: Instances of the prediction.
        reference: Instances of the truth.
    """

    matched: int
    predicted: int
    reference: int

    @property
    def f1(self) -> float:
        """Twice the matched over all instances of both, 0…1; NaN when there are none, 0 when one has none."""
        total = self.predicted + self.reference
        return 2 * self.matched / total if total else math.nan

    @property
    def precision(self) -> float:
        """Share of predicted instances that are there; NaN when none were predicted."""
        return self.matched / self.predicted if self.predicted else math.nan

    @property
    def recall(self) -> float:
        """Share of true instances that were found; NaN when there are none."""
        return self.matched / self.reference if self.reference else math.nan


def match_instances(predicted: Labels, reference: Labels, *, at_iou: float = 0.5) -> Matches:
    """Match instances that overlap by at least `at_iou`.

    Args:
        predicted: Integers, any shape: 0 outside, else the number of the instance; numbers need not follow each other.
        reference: The same of the truth.
        at_iou: Least intersection over union of a match, above 0.

    Returns:
        Counts, from which F1, precision and recall are read.

    Raises:
        GeometryError: Shapes differ, or something is no label map.

    Example:
        >>> match_instances(np.array([1, 1, 0, 2]), np.array([7, 7, 0, 0])).f1
        0.6666666666666666
    """
    comparable(predicted, reference)  # type: ignore[arg-type]
    overlap = _iou(predicted, reference)
    enough = overlap >= at_iou - 1e-12
    worth = enough * (1 + overlap / (1 + min(overlap.shape)))
    pairs = _optimize.linear_sum_assignment(worth, maximize=True)
    return Matches(int(enough[pairs].sum()), *overlap.shape)


def pieces(inside: Inside) -> NDArray[np.int32]:
    """Number a mask's connected pieces, for truth that does not tell its instances apart.

    Args:
        inside: bool, any shape.

    Returns:
        int32, the same shape: 0 outside, else the number of the piece. Voxels that meet at a corner are connected.
    """
    numbered, where = np.zeros(inside.shape, np.int32), span(inside)
    _ndimage.label(inside[where], structure=np.ones((3,) * inside.ndim), output=numbered[where])
    return numbered


def _iou(predicted: Labels, reference: Labels) -> NDArray[np.float64]:
    """Intersection over union of every predicted instance with every true one."""
    either = (predicted != 0) | (reference != 0)
    (ours, mine), (theirs, yours) = (_numbered(labels[either]) for labels in (predicted, reference))
    shared = np.bincount(mine * (theirs + 1) + yours, minlength=(ours + 1) * (theirs + 1))
    shared = shared.reshape(ours + 1, theirs + 1)
    union = shared.sum(axis=1)[1:, None] + shared.sum(axis=0)[None, 1:] - shared[1:, 1:]
    return shared[1:, 1:] / union


def _numbered(labels: Labels) -> tuple[int, NDArray[np.int64]]:
    """How many instances there are, and each voxel's from 1 on; 0 outside."""
    found = np.unique(labels[labels != 0])
    return found.size, np.where(labels != 0, np.searchsorted(found, labels) + 1, 0)
