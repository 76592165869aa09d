"""Boxes turned into masks, slice by slice, each slice told what its neighbour became."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from limis.progress import Progress
from limis.protocols import Segmenter, ViewPrompt
from limis.types import Box, Mask
from limis.volumes.evidence import Evidence, ViewBox
from limis.volumes.stack import Stack
from limis.volumes.tracks import Track

__all__ = ["box_on_grid", "segment_tracks"]

_HEAT_SHARE = 0.5
_NEIGHBOUR_SHARE = 0.3


def segment_tracks(
    stack: Stack, segmenter: Segmenter, evidence: Evidence, tracks: Sequence[Track], progress: Progress
) -> Mask:
    """Segment every track.

    Each track starts at the slice where it is largest and goes outwards both ways; the answer of one slice is
    part of the previous mask of the next. Where the grounder gave heat, it is part of it too.

    Args:
        stack: The slices.
        segmenter: The engine.
        evidence: What the grounder saw.
        tracks: What to segment; the position in the list + 1 becomes the instance number.
        progress: Called per slice.

    Returns:
        A mask on the image's grid, with instances.
    """
    best = np.zeros(stack.frame.shape, np.uint8)
    instances = np.zeros(stack.frame.shape, np.int32)
    total, done = sum(len(track.by_slice()) for track in tracks), 0
    encodings: dict[int, object] = {}
    for number, track in enumerate(tracks, start=1):
        first: NDArray[np.float32] | None = None
        for walk in _walks(track):
            previous = first
            for k, boxes in walk:
                progress("outlining", done, total)
                done = min(total, done + 1)
                if stack.count == 1 and k not in encodings:
                    encodings[k] = segmenter.encode(stack.view(k))
                encoding = encodings.get(k) or segmenter.encode(stack.view(k))
                inside = _one_slice(segmenter, encoding, evidence, boxes, previous)
                previous = inside
                first = inside if first is None else first
                _keep(best[k], instances[k], (stack.to_slice(inside) * 255).astype(np.uint8), number)
    progress("outlining", total, total)
    data = np.ascontiguousarray(stack.frame.unstack(best > 127))
    numbers = np.where(best > 127, instances, 0).astype(np.int32)
    return Mask(data, stack.image.geometry, np.ascontiguousarray(stack.frame.unstack(numbers)))


def box_on_grid(stack: Stack, track: Track) -> Box:
    """The box around a track, on the image's grid."""
    height, width = stack.size
    _, rows, columns = stack.frame.shape
    down, across = rows / height, columns / width
    ks = [box.k for box in track.boxes]
    edges = np.array([box.xyxy for box in track.boxes])
    top, left = int(edges[:, 1].min() * down), int(edges[:, 0].min() * across)
    bottom = min(rows, max(top + 1, round(float(edges[:, 3].max()) * down)))
    right = min(columns, max(left + 1, round(float(edges[:, 2].max()) * across)))
    return Box(*stack.frame.box_to_ijk((min(ks), top, left), (max(ks) + 1, bottom, right)))


def _walks(track: Track) -> tuple[list[tuple[int, list[ViewBox]]], list[tuple[int, list[ViewBox]]]]:
    """The slices of a track from its largest upwards, and from below that downwards."""
    slices = list(track.by_slice().items())
    key = max(range(len(slices)), key=lambda n: sum(box.area for box in slices[n][1]))
    return slices[key:], slices[:key][::-1]


def _one_slice(
    segmenter: Segmenter,
    encoding: object,
    evidence: Evidence,
    boxes: Sequence[ViewBox],
    previous: NDArray[np.float32] | None,
) -> NDArray[np.float32]:
    heat = None if evidence.heat is None else evidence.heat[boxes[0].k].astype(np.float32) / 255
    prior = heat
    if previous is not None:
        prior = previous if heat is None else (1 - _NEIGHBOUR_SHARE) * heat + _NEIGHBOUR_SHARE * previous
    wanted = prior if "mask" in segmenter.accepts else None
    answers = segmenter.predict(encoding, [ViewPrompt(box.xyxy, prior=wanted) for box in boxes])
    inside = np.maximum.reduce([answer.probability for answer in answers])
    return inside if heat is None else (1 - _HEAT_SHARE) * inside + _HEAT_SHARE * heat


def _keep(best: NDArray[np.uint8], instances: NDArray[np.int32], inside: NDArray[np.uint8], number: int) -> None:
    better = inside > best
    best[better] = inside[better]
    instances[better] = number
