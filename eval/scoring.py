"""From an answer and the truth to a row of numbers."""

from __future__ import annotations

import math
from dataclasses import replace

from limis.eval.cases import Answer, Ask, Row
from limis.eval.detection import box_iou, hull, swapped
from limis.eval.instances import match_instances, pieces
from limis.eval.overlap import Inside, dice, iou, volume_error
from limis.eval.surface import assd_mm, hd_percentile_mm, nsd, surface_distances
from limis.eval.truth import Truth
from limis.geometry import Geometry
from limis.types import Box

__all__ = ["AT_IOU", "TOLERANCE_MM", "score", "surface_dice", "unjudged", "unread"]

#: Tolerance of NSD.
TOLERANCE_MM = 2.0
#: Least IoU of two pieces that count as one, for F1.
AT_IOU = 0.5


def score(ask: Ask, answer: Answer, truth: Truth, geometry: Geometry, engine: str) -> Row:
    """Measure one answer.

    All masks of an answer count together, so ``both`` is scored as the union of left and right. Its box is the
    one around the boxes of all its instances, against the tightest box around the truth.

    Args:
        ask: What was asked.
        answer: What came back.
        truth: What is there.
        geometry: The image's grid.
        engine: Name of the model set.

    Returns:
        The row; numbers rounded to 6 digits.
    """
    inside = answer.union(geometry.shape)
    boxes = [box for box in answer.boxes if len(box.lower_ijk) == geometry.ndim]
    found = bool(inside.any())
    around = (hull(boxes) or Box.around(inside)) if found else None
    near, far_mm, average_mm = _surface(inside, truth.inside, geometry)
    return replace(
        unread(ask, answer.failed, engine),
        found=found,
        score=round(answer.score, 6),
        dice=_plain(dice(inside, truth.inside)),
        iou=_plain(iou(inside, truth.inside)),
        box_iou=_plain(box_iou(around, Box.around(truth.inside))),
        volume_error=_plain(volume_error(inside, truth.inside)),
        nsd=near,
        hd95_mm=far_mm,
        assd_mm=average_mm,
        swapped=swapped(answer.by_side(), truth.sides),
        voxels=int(inside.sum()),
        truth_voxels=int(truth.inside.sum()),
        seconds=round(answer.seconds, 3),
        reason=answer.reason,
        steps=answer.steps,
        f1=_plain(match_instances(pieces(inside), pieces(truth.inside), at_iou=AT_IOU).f1),
        ml=None if geometry.voxel_volume_ml is None else _plain(geometry.voxel_volume_ml * int(inside.sum())),
    )


def unread(ask: Ask, failed: str, engine: str) -> Row:
    """The row of an image that the product could not even read: an empty answer, whose truth was not looked at.

    Args:
        ask: What would have been asked.
        failed: The error.
        engine: Name of the model set.

    Returns:
        A row with Dice, IoU, F1 and box IoU of 0 where the thing is there, undefined where it is not.
    """
    nothing = 0.0 if ask.expected else None
    return Row(
        protocol=ask.protocol,
        engine=engine,
        dataset=ask.dataset,
        subject=ask.subject,
        image=ask.name,
        modality=ask.modality,
        concept=ask.concept,
        side=ask.side,
        expected=ask.expected,
        same_kind=ask.same_kind,
        in_view=ask.in_view,
        found=False,
        score=0.0,
        dice=nothing,
        iou=nothing,
        box_iou=nothing,
        volume_error=None,
        nsd=None,
        hd95_mm=None,
        assd_mm=None,
        swapped=None,
        voxels=0,
        truth_voxels=0,
        seconds=0.0,
        reason="",
        failed=failed,
        f1=nothing,
    )


def unjudged(ask: Ask, failed: str, engine: str) -> Row:
    """The row of a question whose truth cannot be read: that is the data's fault, so nothing is measured.

    Args:
        ask: What would have been asked.
        failed: The error.
        engine: Name of the model set.

    Returns:
        A row with every number undefined; it counts as a failure.
    """
    return replace(unread(ask, failed, engine), dice=None, iou=None, box_iou=None, f1=None)


def surface_dice(inside: Inside, truth: Inside, geometry: Geometry) -> float | None:
    """NSD at `TOLERANCE_MM`; None without a scale, or where there is nothing at all."""
    if geometry.spacing_mm is None:
        return None
    return _plain(nsd(surface_distances(inside, truth, geometry.spacing_mm), TOLERANCE_MM))


def _surface(inside: Inside, truth: Inside, geometry: Geometry) -> tuple[float | None, float | None, float | None]:
    """NSD, HD95 and ASSD; None without a scale."""
    if geometry.spacing_mm is None:
        return None, None, None
    distances = surface_distances(inside, truth, geometry.spacing_mm)
    near = nsd(distances, TOLERANCE_MM)
    return _plain(near), _plain(hd_percentile_mm(distances)), _plain(assd_mm(distances))


def _plain(value: float) -> float | None:
    return round(value, 6) if math.isfinite(value) else None
