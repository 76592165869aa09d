"""Boxes turned into masks, slice by slice, each slice told what its neighbour became."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from limis.progress import Progress
from limis.protocols import Preparer, Propagator, Segmenter, ViewPrompt
from limis.types import Box, Mask
from limis.volumes.evidence import Evidence, ViewBox
from limis.volumes.stack import Stack
from limis.volumes.tracks import Track

__all__ = ["segment_tracks"]

_HEAT_SHARE = 0.35
_NEIGHBOUR_SHARE = 0.3
_INSIDE = 127
_AHEAD = 8
"""Slices that are encoded together by a segmenter that can."""

#: A slice and the boxes in it.
_Slice = tuple[int, list[ViewBox]]


def segment_tracks(
    stack: Stack, segmenter: Segmenter, evidence: Evidence, tracks: Sequence[Track], progress: Progress
) -> Mask:
    """Segment every track.

    Each track starts at the slice where it is largest and goes outwards both ways: a segmenter that can `propagate`
    carries its mask on by itself; for any other the answer of one slice is part of the previous mask of the next,
    and the grounder's heat, where there is some, too.

    Args:
        stack: The slices.
        segmenter: The engine.
        evidence: What the grounder saw.
        tracks: What to segment; the position in the list + 1 becomes the instance number.
        progress: Called per slice.

    Returns:
        A mask on the image's grid, with instances.
    """
    outline = _Outline(stack, segmenter, evidence, len(tracks), progress)
    total, done = sum(len(track.by_slice()) for track in tracks), 0
    for number, track in enumerate(tracks, start=1):
        progress("outlining", done, total)
        (key, boxes), *walks = _walks(track)
        first = outline.add(key, boxes, None, number)
        done += 1
        for walk in walks:
            if isinstance(segmenter, Propagator):
                outline.carry(key, first, [k for k, _ in walk], number, progress)
            else:
                outline.follow(first, walk, number, lambda n, before=done: progress("outlining", before + n, total))
            done += len(walk)
    progress("outlining", total, total)
    return outline.mask(progress)


def _walks(track: Track) -> tuple[_Slice, list[_Slice], list[_Slice]]:
    """The slice where a track is largest, the slices above it upwards, and those below it downwards."""
    slices = list(track.by_slice().items())
    key = max(range(len(slices)), key=lambda n: sum(box.area for box in slices[n][1]))
    return slices[key], slices[key + 1 :], slices[:key][::-1]


class _Outline:
    """A mask in the making: per pixel of the views the highest probability so far and the instance it belongs to."""

    def __init__(
        self, stack: Stack, segmenter: Segmenter, evidence: Evidence, instances: int, progress: Progress
    ) -> None:
        self._stack, self._segmenter, self._evidence, self._progress = stack, segmenter, evidence, progress
        self._best = np.zeros((stack.count, *stack.size), np.uint8)
        self._instances = np.zeros((stack.count, *stack.size), np.min_scalar_type(instances))
        self._encoded: tuple[int, object] | None = None

    def add(
        self, k: int, boxes: Sequence[ViewBox], previous: NDArray[np.float32] | None, number: int
    ) -> NDArray[np.float32]:
        """Segment boxes of slice `k` as one instance, and return its probability there."""
        heat = None if self._evidence.heat is None else self._evidence.heat[k].astype(np.float32) / 255
        inside = np.mean([self._asked(k, boxes, prior) for prior in self._priors(heat, previous)], axis=0)
        inside = inside if heat is None else (1 - _HEAT_SHARE) * inside + _HEAT_SHARE * heat
        self._keep(k, (inside * 255).astype(np.uint8), number)
        return inside

    def _priors(
        self, heat: NDArray[np.float32] | None, previous: NDArray[np.float32] | None
    ) -> list[NDArray[np.float32] | None]:
        """What the segmenter is shown beside a box; of a picture it is asked twice, with the heat and without."""
        if "mask" not in self._segmenter.accepts:
            return [None]
        if heat is None:
            return [previous]
        return [_prior(heat, previous)] if self._stack.count > 1 else [None, heat]

    def _asked(self, k: int, boxes: Sequence[ViewBox], prior: NDArray[np.float32] | None) -> NDArray[np.float32]:
        """The segmenter's probability in slice `k`, the highest of all boxes."""
        concept = self._evidence.query.concept
        prompts = [ViewPrompt(box.xyxy, prior=prior, concept=concept) for box in boxes]
        answers = self._segmenter.predict(self._encoding(k), prompts)
        return np.maximum.reduce([answer.probability for answer in answers])

    def follow(
        self, previous: NDArray[np.float32], walk: Sequence[_Slice], number: int, tell: Callable[[int], None]
    ) -> None:
        """Segment slice after slice, each told what the one before became."""
        for n, (k, boxes) in enumerate(walk):
            tell(n)
            if n % _AHEAD == 0:
                self._prepare([k for k, _ in walk[n : n + _AHEAD]])
            previous = self.add(k, boxes, previous, number)

    def carry(
        self, key: int, first: NDArray[np.float32], slices: Sequence[int], number: int, progress: Progress
    ) -> None:
        """Let the segmenter carry the key slice's mask through `slices` by itself."""
        if slices and isinstance(self._segmenter, Propagator):
            views = [self._stack.view(k) for k in (key, *slices)]
            for k, inside in zip(slices, self._segmenter.propagate(views, first, progress), strict=True):
                self._keep(k, (inside * 255).astype(np.uint8), number)

    def mask(self, progress: Progress) -> Mask:
        """What is more likely inside than not, on the image's grid."""
        frame, geometry = self._stack.frame, self._stack.image.geometry
        inside = np.zeros(frame.shape, self._instances.dtype)
        for k, best in enumerate(self._best):
            progress("laying out", k, frame.count)
            if best.max() > _INSIDE:
                sure = self._stack.to_slice(best.astype(np.float32)) > _INSIDE
                np.copyto(inside[k], self._stack.nearest(self._instances[k]), where=sure)
        numbers = np.zeros(geometry.shape, np.int32)
        box = Box.around(inside > 0)
        if box is not None:
            frame.stack(numbers)[box.slices] = inside[box.slices]
        progress("laying out", frame.count, frame.count)
        return Mask(numbers > 0, geometry, numbers)

    def _encoding(self, k: int) -> object:
        """The slice, encoded; the last one is kept, because several things of one slice come one after another."""
        if self._encoded is None or self._encoded[0] != k:
            self._prepare([k])
            self._encoded = k, self._segmenter.encode(self._stack.view(k))
        return self._encoded[1]

    def _prepare(self, slices: Sequence[int]) -> None:
        if isinstance(self._segmenter, Preparer):
            self._segmenter.prepare([self._stack.view(k) for k in slices], self._progress)

    def _keep(self, k: int, inside: NDArray[np.uint8], number: int) -> None:
        np.copyto(self._instances[k], number, where=inside > self._best[k])
        np.maximum(inside, self._best[k], out=self._best[k])


def _prior(heat: NDArray[np.float32], previous: NDArray[np.float32] | None) -> NDArray[np.float32]:
    """The heat, with a share of what the neighbouring slice became."""
    if previous is None:
        return heat
    return (heat + np.float32(_NEIGHBOUR_SHARE) * (previous - heat)).astype(np.float32)
