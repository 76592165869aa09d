"""Where a thing that somebody insists on is likeliest in a volume: one place, however faint it is there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage
from scipy.special import expit, logit

from limis.measure.sides import Midline
from limis.types import Box
from limis.volumes.evidence import Evidence, boxes_in
from limis.volumes.stack import Stack

__all__ = ["likeliest"]

_ndimage = cast("Any", ndimage)
_SURE = 255
_FAINTEST = 1.5


def likeliest(evidence: Evidence, stack: Stack, midline: Midline | None) -> Evidence:
    """Keep of what was seen the one place that is likeliest, as warm as if it was sure.

    Args:
        evidence: What was seen of something that is insisted on.
        stack: The main one.
        midline: Of a thing of which a body has a left and a right one: there is a place on either side; else None.

    Returns:
        The evidence with boxes, and with heat where there is some, at that place alone; not present where nothing at
        all speaks for any.
    """
    if evidence.heat is None:
        return _best_boxes(evidence)
    place = np.zeros_like(evidence.heat)
    for part in _parts(evidence.heat, stack, midline):
        np.maximum(place, _hottest(evidence.heat, part), out=place)
    boxes = boxes_in(place)
    doubt = f"the likeliest place, because you insist: the models do not see it (score {evidence.score:.2f})"
    remark = "; ".join(part for part in (doubt if boxes else "", evidence.remark) if part)
    return replace(evidence, present=bool(boxes), heat=place, boxes=boxes, remark=remark)


def _best_boxes(evidence: Evidence) -> Evidence:
    """The boxes of the best one's slice and of those around it that are nearly as good."""
    if not evidence.boxes:
        return replace(evidence, present=False)
    best = max(box.score for box in evidence.boxes)
    kept = [box for box in evidence.boxes if logit_of(box.score) >= logit_of(best) - _FAINTEST]
    return replace(evidence, boxes=kept)


def logit_of(score: float) -> float:
    """Log-odds of a score, kept finite."""
    return float(logit(np.clip(score, 1e-6, 1 - 1e-6)))


def _parts(heat: NDArray[np.uint8], stack: Stack, midline: Midline | None) -> Sequence[NDArray[np.bool_] | None]:
    """The halves of the body, bool ``(slices, height, width)`` each; None for all of the image."""
    if midline is None:
        return (None,)
    shape = stack.image.geometry.shape
    line = midline.to_left(np.arange(shape[midline.axis])) > 0
    whole = np.broadcast_to(line.reshape([-1 if a == midline.axis else 1 for a in range(len(shape))]), shape)
    laid = stack.frame.stack(whole)
    left = np.stack([stack.to_view(laid[k].astype(np.float32)) > 0.5 for k in range(len(heat))])
    return left, ~left


def _hottest(heat: NDArray[np.uint8], part: NDArray[np.bool_] | None) -> NDArray[np.uint8]:
    """The connected place around the steadily warmest spot of a part, raised to the heat of something sure."""
    place = np.zeros_like(heat)
    seen = heat if part is None else heat * part
    steady = _steady(seen)
    steady = steady if steady.any() else seen
    spot = np.unravel_index(int(steady.argmax()), steady.shape)
    if not steady[spot]:
        return place
    level = logit_of(float(steady[spot]) / _SURE) - _FAINTEST
    box = cast("Box", Box.around(seen > expit(level) * _SURE))
    near = seen[box.slices]
    pieces, _ = _ndimage.label(near > expit(level) * _SURE)
    raised = (expit(logit(np.clip(np.arange(_SURE + 1) / _SURE, 1e-6, 1 - 1e-6)) - level) * _SURE).astype(np.uint8)
    own = pieces[tuple(int(at) - low for at, low in zip(spot, box.lower_ijk, strict=True))]
    place[box.slices] = raised[near] * (pieces == own)
    return place


def _steady(heat: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """How warm all of a block of two voxels along each axis is: a single warm voxel is no place."""
    for axis in (axis for axis, length in enumerate(heat.shape) if length > 1):
        laid = np.moveaxis(heat, axis, 0)
        heat = np.moveaxis(np.minimum(laid[:-1], laid[1:]), 0, axis)
    return heat
