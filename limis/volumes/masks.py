"""Boxes turned into masks, slice by slice, each slice told what its neighbour became."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import cast

import numpy as np
from numpy.typing import NDArray

from limis.imaging.boxes import Corners
from limis.progress import Progress
from limis.protocols import Preparer, Propagator, Segmenter, ViewPrompt
from limis.types import Box, Mask
from limis.volumes.carrying import Carrier
from limis.volumes.evidence import Evidence, ViewBox, smooth_across
from limis.volumes.stack import Stack
from limis.volumes.tracks import Track

__all__ = ["segment_tracks"]

_HEAT_SHARE = 0.35
_NEIGHBOUR_SHARE = 0.3
_INSIDE = 127
_AHEAD = 8
"""Slices that are encoded together by a segmenter that can."""

_CANDIDATES = 3
"""Slices that a mask may be carried from: the engine is surest of one of them."""
_FURTHER = 0.15
_SHRUNK, _GROWN = 0.25, 1.15
_LAID = 16
"""Slices that are laid out together: neighbours in a line of memory where the grid counts slices last."""

#: A slice and the boxes in it; none where the grounder saw nothing.
_Slice = tuple[int, list[ViewBox]]


def segment_tracks(
    stack: Stack, segmenter: Segmenter, evidence: Evidence, tracks: Sequence[Track], progress: Progress
) -> Mask:
    """Segment every track.

    Each track starts at a key slice and goes outwards both ways. A segmenter that can `propagate` carries its mask on
    by itself, from that slice, of the largest few, whose outline it is surest of. For any other it is the largest
    slice, and the answer of one slice is part of the previous mask of the next, and the grounder's heat, where there
    is some, too. A grounder that gives boxes alone may have missed slices: into those between its boxes, and a few
    beyond its last one as long as the thing goes on, the neighbour's mask is carried (`limis.volumes.carrying`).

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
    courses = [_course(track, stack.count if evidence.heat is None else None) for track in tracks]
    total, done = sum(map(len, courses)), 0
    for number, course in enumerate(courses, start=1):
        progress("outlining", done, total)
        (key, boxes), *walks = _walks(course, outline.key_of(course))
        first = outline.add(key, boxes, None, number)
        done += 1
        for walk in walks:
            if isinstance(segmenter, Propagator):
                outline.carry(key, first, walk, number, progress)
            else:
                outline.follow(
                    key, first, walk, number, lambda n, before=done: progress("outlining", before + n, total)
                )
            done += len(walk)
    progress("outlining", total, total)
    return outline.mask(progress)


def _course(track: Track, count: int | None) -> list[_Slice]:
    """The slices that a track is looked for in, upwards.

    Args:
        track: Where the grounder saw it.
        count: How many slices there are, where it may be in others, too: those between, and a few at either end.
    """
    seen = track.by_slice()
    if count is None:
        return list(seen.items())
    first, last = min(seen), max(seen)
    reach = max(1, round(_FURTHER * (last - first + 1)))
    return [(k, seen.get(k, [])) for k in range(max(0, first - reach), min(count, last + reach + 1))]


def _walks(course: list[_Slice], key: int) -> tuple[_Slice, list[_Slice], list[_Slice]]:
    """The slice at a place in a course, those above it upwards, and those below it downwards."""
    return course[key], course[key + 1 :], course[:key][::-1]


def _area(boxes: Sequence[ViewBox]) -> float:
    return sum(box.area for box in boxes)


def _goes_on(before: NDArray[np.float32], now: NDArray[np.float32]) -> bool:
    """Whether what one slice became follows from its neighbour's mask: it neither vanishes nor leaks."""
    was, shared = int((before > 0.5).sum()), int(((now > 0.5) & (before > 0.5)).sum())
    return shared > 0 and _SHRUNK * was <= int((now > 0.5).sum()) <= _GROWN * was


class _Outline:
    """A mask in the making: per pixel of the views the highest probability so far and the instance it belongs to."""

    def __init__(
        self, stack: Stack, segmenter: Segmenter, evidence: Evidence, instances: int, progress: Progress
    ) -> None:
        self._plain, self._stack, self._segmenter = stack, stack.shown_to(segmenter), segmenter
        self._evidence, self._progress = evidence, progress
        self._best = np.zeros((stack.count, *stack.size), np.uint8)
        self._instances = np.zeros((stack.count, *stack.size), np.min_scalar_type(instances))
        self._encoded: tuple[int, object] | None = None

    def key_of(self, course: Sequence[_Slice]) -> int:
        """The place in a course to start at."""
        places = sorted(range(len(course)), key=lambda n: (-_area(course[n][1]), n))
        if not isinstance(self._segmenter, Propagator):
            return places[0]
        best = [n for n in places[:_CANDIDATES] if course[n][1]]
        if len(best) == 1:
            return best[0]
        self._prepare([course[n][0] for n in best])
        return max(best, key=lambda n: self._sureness(*course[n]))

    def _sureness(self, k: int, boxes: Sequence[ViewBox]) -> float:
        """How good the segmenter thinks its outlines in slice `k` are."""
        answers = self._segmenter.predict(self._encoding(k), self._prompts(boxes, None))
        return float(np.mean([answer.score for answer in answers]))

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
        answers = self._segmenter.predict(self._encoding(k), self._prompts(boxes, prior))
        return np.maximum.reduce([answer.probability for answer in answers])

    def _prompts(self, boxes: Sequence[ViewBox], prior: NDArray[np.float32] | None) -> list[ViewPrompt]:
        concept = self._evidence.query.concept
        return [ViewPrompt(box.xyxy, prior=prior, concept=concept) for box in boxes]

    def follow(
        self,
        key: int,
        first: NDArray[np.float32],
        walk: Sequence[_Slice],
        number: int,
        tell: Callable[[int], None],
    ) -> None:
        """Segment slice after slice, each told what the one before became; None became of one where it was lost."""
        carrier = cache(lambda: Carrier(self._plain, self._fill, key, first))
        at, previous = key, cast("NDArray[np.float32] | None", first)
        for n, (k, boxes) in enumerate(walk):
            tell(n)
            if n % _AHEAD == 0:
                self._prepare([k for k, _ in walk[n : n + _AHEAD]])
            if boxes:
                previous = self.add(k, boxes, previous, number)
            elif previous is not None:
                previous = self._hand_over(carrier(), previous, at, k, number)
            at = k

    def _hand_over(
        self, carrier: Carrier, previous: NDArray[np.float32], at: int, k: int, number: int
    ) -> NDArray[np.float32] | None:
        """Segment slice `k`, which shows no box, by its neighbour's mask; None where the thing ends."""
        inside, here = carrier.carry(previous, at, k)
        if not _goes_on(here, inside):
            return None
        self._keep(k, (inside * 255).astype(np.uint8), number)
        return inside

    def _fill(self, k: int, corners: Corners) -> NDArray[np.float32]:
        return self._asked(k, [ViewBox(k, corners, 1.0)], None)

    def carry(
        self, key: int, first: NDArray[np.float32], walk: Sequence[_Slice], number: int, progress: Progress
    ) -> None:
        """Let the segmenter carry the key slice's mask on; beyond the last box as long as the thing goes on."""
        if not walk or not isinstance(self._segmenter, Propagator):
            return
        views = [self._stack.view(k) for k in (key, *(k for k, _ in walk))]
        last = max((n for n, (_, boxes) in enumerate(walk) if boxes), default=-1)
        previous = first
        for n, inside in enumerate(self._segmenter.propagate(views, first, progress)):
            if n > last and not _goes_on(previous, inside):
                break
            self._keep(walk[n][0], (inside * 255).astype(np.uint8), number)
            previous = inside

    def mask(self, progress: Progress) -> Mask:
        """What is more likely inside than not, on the image's grid; neighbouring slices of a volume agree."""
        if self._stack.count > 1:
            smooth_across(self._stack, self._best, progress)
        frame, geometry = self._stack.frame, self._stack.image.geometry
        numbers, data = np.zeros(geometry.shape, np.int32), np.zeros(geometry.shape, np.bool_)
        inside = np.zeros((_LAID, *frame.shape[1:]), self._instances.dtype)
        for start in range(0, frame.count, _LAID):
            progress("laying out", start, frame.count)
            inside[:] = 0
            for k in range(start, min(start + _LAID, frame.count)):
                if self._best[k].max() > _INSIDE:
                    sure = self._stack.to_slice(self._best[k].astype(np.float32)) > _INSIDE
                    np.copyto(inside[k - start], self._stack.nearest(self._instances[k]), where=sure)
            box = Box.around(inside > 0)
            if box is not None:
                some, rows, columns = box.slices
                for grid in (numbers, data):
                    frame.stack(grid)[start : start + _LAID][some, rows, columns] = inside[some, rows, columns]
        progress("laying out", frame.count, frame.count)
        return Mask(data, geometry, numbers)

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
