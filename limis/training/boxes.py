"""True boxes of labelled pictures, and how many of them a grounder finds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from limis.eval.detection import box_iou
from limis.eval.instances import pieces
from limis.progress import silent
from limis.prompts.vocabulary import vocabulary
from limis.protocols import Grounding, Query, View
from limis.training.samples import Sample, concept_of
from limis.types import Box

__all__ = ["box_recall", "boxes_of", "queries_of"]

_WHOLE = frozenset({"vessel", "duct", "tissue", "fluid", "region"})
_SPECK = 0.02
_ndimage: Any = import_module("scipy.ndimage")


class _Grounds(Protocol):
    def ground(self, views: Sequence[View], queries: Sequence[Query], progress: Any) -> list[list[Grounding]]: ...


def boxes_of(masks: Mapping[str, NDArray[np.bool_]], concept: str) -> list[Box]:
    """Draw the boxes of a concept: one around each piece, or one around the whole of what branches or spreads.

    Args:
        masks: Key → bool ``(h, w)``; where sides are known, a left and a right one never share a box.
        concept: A concept that has a key among them.

    Returns:
        At least one box, unless no pixel is inside. Specks, below 2 % of the largest piece, have none.

    Example:
        >>> nuclei = np.array([[1, 1, 0, 0], [0, 0, 0, 1]], bool)
        >>> [(box.lower_ijk, box.upper_ijk) for box in boxes_of({"nucleus": nuclei}, "nucleus")]
        [((0, 0), (1, 2)), ((1, 3), (2, 4))]
    """
    sided = [mask for key, mask in masks.items() if key != concept and concept_of(key) == concept]
    whole = concept in vocabulary() and vocabulary().get(concept).kind in _WHOLE
    return [box for mask in sided or [masks[concept]] for box in _around(mask, whole=whole)]


def _around(mask: NDArray[np.bool_], *, whole: bool) -> list[Box]:
    numbered = mask.astype(np.int32) if whole else pieces(mask)
    sizes = np.bincount(numbered.ravel())[1:]
    spans: list[tuple[slice, slice]] = _ndimage.find_objects(numbered)
    return [
        Box((int(y.start), int(x.start)), (int(y.stop), int(x.stop)))
        for (y, x), size in zip(spans, sizes, strict=True)
        if size >= _SPECK * sizes.max()
    ]


def queries_of(sample: Sample) -> list[Query]:
    """Ask for all that a picture is known to show."""
    return [Query(concept, concept.replace("_", " ")) for concept in sorted({concept_of(key) for key in sample.masks})]


def box_recall(grounder: _Grounds, samples: Sequence[Sample], at_iou: float = 0.5) -> float:
    """Measure how many true boxes a grounder finds, of what is there.

    Where n boxes are true, its n best answers count, if its threshold lets them pass.

    Args:
        grounder: What is asked for each concept that a picture shows, all concepts of a picture at once.
        samples: Pictures.
        at_iou: How much a true box and an answer have to overlap.

    Returns:
        Share of true boxes, 0…1; NaN when there are none.
    """
    found: list[bool] = []
    for sample in samples:
        queries, view = queries_of(sample), View((sample.image / 255).astype(np.float32), sample.modality)
        groundings = grounder.ground([view], queries, silent)[0] if queries else []
        for query, grounding in zip(queries, groundings, strict=True):
            truth = boxes_of(sample.masks, query.concept or "")
            answers = [_box(corners) for corners in grounding.boxes_xyxy[: len(truth)]]
            found += [any(box_iou(answer, box) >= at_iou for answer in answers) for box in truth]
    return float(np.mean(found)) if found else float("nan")


def _box(corners: NDArray[np.float32]) -> Box:
    left, top, right, bottom = (round(float(v)) for v in corners)
    return Box((top, left), (max(bottom, top + 1), max(right, left + 1)))
