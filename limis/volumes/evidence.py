"""What a grounder saw in a whole image: slices asked in batches, planes averaged, evidence kept small."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from limis.imaging.boxes import Corners
from limis.imaging.heat import boxes_from_heat
from limis.progress import Progress, silent
from limis.protocols import Grounder, Grounding, Query
from limis.types import Box
from limis.volumes.stack import Stack

__all__ = ["Evidence", "Packed", "ViewBox", "boxes_in", "gather", "smooth_across"]

_BATCH = 8
_STEADY_MM = 6.0
_SMOOTH_MM = 1.2
_MOST_STEADY, _MOST_SMOOTH = 3, 0.8
_ROWS_AT_ONCE = 32


@dataclass(frozen=True)
class ViewBox:
    """A box in one slice.

    Attributes:
        k: The slice.
        xyxy: Half-open pixels of the view.
        score: 0…1.
    """

    k: int
    xyxy: Corners
    score: float

    @property
    def area(self) -> float:
        """Square pixels."""
        left, top, right, bottom = self.xyxy
        return (right - left) * (bottom - top)


@dataclass(eq=False)
class Evidence:
    """What was seen of one query.

    Attributes:
        query: What was looked for.
        score: 0…1: that it is there at all.
        present: The verdict.
        boxes: In the views of the main stack.
        heat: uint8 (255 = sure), ``(slices, height, width)`` in views of the main stack; None from engines
            that give only boxes.
        remark: What a reader of the answer should know; else empty.
    """

    query: Query
    score: float
    present: bool
    boxes: list[ViewBox]
    heat: NDArray[np.uint8] | None
    remark: str = ""


@dataclass(frozen=True, eq=False)
class Packed:
    """Evidence that is kept for later: most heat is cold and packs well.

    Attributes:
        evidence: Without its heat and its boxes.
        heat: The heat, compressed.
        shape: Of the heat.
    """

    evidence: Evidence
    heat: bytes
    shape: tuple[int, ...]

    @classmethod
    def of(cls, evidence: Evidence) -> Packed:
        """Pack evidence that has heat.

        Raises:
            ValueError: Evidence without heat.
        """
        if evidence.heat is None:
            raise ValueError("evidence without heat")
        packed = zlib.compress(np.ascontiguousarray(evidence.heat).tobytes(), 1)
        return cls(replace(evidence, heat=None, boxes=[]), packed, evidence.heat.shape)

    def unpacked(self) -> Evidence:
        """The evidence with its heat, read-only, and without boxes."""
        return replace(self.evidence, heat=np.frombuffer(zlib.decompress(self.heat), np.uint8).reshape(self.shape))


def gather(stacks: Sequence[Stack], grounder: Grounder, queries: Sequence[Query], progress: Progress) -> list[Evidence]:
    """Look for queries in every slice of an image.

    Args:
        stacks: The image in the planes to ask, the main one first.
        grounder: The engine.
        queries: What to look for.
        progress: Called per view, and per slice or less when boxes are drawn.

    Returns:
        One `Evidence` per query.
    """
    main = _look(stacks[0], grounder, queries, progress)
    if len(stacks) > 1 and all(e.heat is not None for e in main):
        others = [_look(stack, grounder, queries, progress) for stack in stacks[1:]]
        main = [_across_planes(stacks, [seen[q] for seen in (main, *others)]) for q in range(len(queries))]
    if len(stacks) > 1 or stacks[0].count > 1:
        for evidence in main:
            if evidence.present and evidence.heat is not None:
                smooth_across(stacks[0], evidence.heat, progress)
                evidence.boxes = boxes_in(evidence.heat, progress)
    return main


def _step_mm(stack: Stack) -> float:
    return stack.frame.steps_mm[0] if stack.frame.steps_mm and stack.count > 1 else _STEADY_MM


def _look(stack: Stack, grounder: Grounder, queries: Sequence[Query], progress: Progress) -> list[Evidence]:
    views, slices = stack.shown_to(grounder).views(), 0
    scores: list[list[Grounding]] = [[] for _ in queries]
    heats: list[NDArray[np.uint8] | None] = [None for _ in queries]
    while batch := list(islice(views, _BATCH)):
        progress("looking", slices, stack.count)
        for k, found in enumerate(grounder.ground(batch, queries, _within(progress, slices, stack.count)), slices):
            for q, grounding in enumerate(found):
                heats[q] = _laid(heats[q], k, stack.count, grounding.heat)
                scores[q].append(_without_heat(grounding))
        slices += len(batch)
    progress("looking", stack.count, stack.count)
    need = min(stack.count, max(1, min(_MOST_STEADY, round(_STEADY_MM / _step_mm(stack)))))
    return [_collect(query, seen, heat, need) for query, seen, heat in zip(queries, scores, heats, strict=True)]


def _laid(
    whole: NDArray[np.uint8] | None, k: int, count: int, heat: NDArray[np.float32] | None
) -> NDArray[np.uint8] | None:
    """Put the heat of slice `k`, where there is any, into the heat of all slices."""
    if heat is None:
        return whole
    whole = np.zeros((count, *heat.shape), np.uint8) if whole is None else whole
    whole[k] = heat * 255
    return whole


def _within(progress: Progress, start: int, whole: int) -> Progress:
    def tell(step: str, done: int, total: int) -> None:
        progress(step, min(whole, start + done), whole)

    return tell


def _without_heat(grounding: Grounding) -> Grounding:
    return Grounding(
        grounding.score, grounding.present, grounding.boxes_xyxy, grounding.scores, remark=grounding.remark
    )


def _collect(query: Query, seen: Sequence[Grounding], heat: NDArray[np.uint8] | None, need: int) -> Evidence:
    """A thing is in a volume when it is in `need` slices: one thin slice alone may be mistaken."""
    best = sorted((g.score for g in seen), reverse=True)[:need]
    present = sum(g.present for g in seen) >= need
    boxes = [
        ViewBox(k, (float(b[0]), float(b[1]), float(b[2]), float(b[3])), float(s))
        for k, grounding in enumerate(seen)
        for b, s in zip(grounding.boxes_xyxy, grounding.scores, strict=True)
    ]
    remark = next((g.remark for g in sorted(seen, key=lambda g: -g.score) if g.remark), "")
    return Evidence(query, float(np.mean(best)), present, boxes, heat, remark)


def _across_planes(stacks: Sequence[Stack], seen: Sequence[Evidence]) -> Evidence:
    """Average the heat of several planes on the grid, and lay it out in the main plane again."""
    total = np.zeros(stacks[0].image.geometry.shape, np.float32)
    for stack, evidence in zip(stacks, seen, strict=True):
        laid = stack.frame.stack(total)
        for k, heat in enumerate(() if evidence.heat is None else evidence.heat):
            laid[k] += stack.to_slice(heat.astype(np.float32)) / len(stacks)
    main = stacks[0].frame.stack(total)
    heat = np.stack([stacks[0].to_view(main[k]) for k in range(stacks[0].count)]).astype(np.uint8)
    votes = sum(evidence.present for evidence in seen)
    score = float(np.mean([evidence.score for evidence in seen]))
    return Evidence(seen[0].query, score, votes * 2 > len(seen), [], heat, seen[0].remark)


def smooth_across(stack: Stack, heat: NDArray[np.uint8], progress: Progress) -> None:
    """Let neighbouring slices agree over a millimetre or so, and less than a slice, in place.

    Args:
        stack: The slices.
        heat: ``(slices, height, width)`` in its views.
        progress: Called for some rows at a time.
    """
    sigma = min(_MOST_SMOOTH, _SMOOTH_MM / _step_mm(stack))
    box = Box.around(heat.max(axis=0) > 0)
    if box is None:
        return
    warm = heat[:, *box.slices]
    rows = warm.shape[1]
    for top in range(0, rows, _ROWS_AT_ONCE):
        progress("smoothing", top, rows)
        some = warm[:, top : top + _ROWS_AT_ONCE]
        some[:] = cast("Any", ndimage).gaussian_filter1d(some, sigma, axis=0, output=np.uint8, mode="nearest")


def boxes_in(heat: NDArray[np.uint8], progress: Progress = silent) -> list[ViewBox]:
    """Box the pieces of a heat map, slice by slice."""
    found: list[ViewBox] = []
    for k, plane in enumerate(heat):
        progress("boxing", k, len(heat))
        if plane.max() > 127:
            boxes, scores = boxes_from_heat(plane.astype(np.float32) / 255)
            found += [
                ViewBox(k, (float(b[0]), float(b[1]), float(b[2]), float(b[3])), float(s))
                for b, s in zip(boxes, scores, strict=True)
            ]
    return found
