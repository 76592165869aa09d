"""Asking a segmenter about one slice again: with what is outlined already, pushed the way that is said to be wrong."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from limis.edits.distances import distance_to
from limis.edits.posterior import EXCESS, MISSING, Evidence, Judgement
from limis.edits.spots import points_in
from limis.imaging.boxes import Corners, corners_of
from limis.imaging.likeness import Likeness
from limis.imaging.window import to_view
from limis.protocols import Segmenter, ViewPrompt
from limis.volumes.stack import Stack

__all__ = ["Answer", "Asker", "Question"]

_ndimage = cast("Any", ndimage)
_PRIOR_BLUR = 1.5
_GREY_BLUR = 1.0
_MARGIN = 0.06
_TURN = 0.15
_PUSH = 0.25
_SURROUNDINGS = 0.6
_POINTS, _APART, _LEAST = 3, 0.2, 0.5


@dataclass(frozen=True, eq=False)
class Question:
    """What is asked of one slice.

    Attributes:
        k: The slice.
        window: Rows and columns that are looked at.
        inside: bool, what is outlined so far, in the window.
        weight: float32 in 0…1, how much each pixel of the window is meant.
        towards: Down and right, the direction that is meant in this slice; zeros for none.
        band: How far from the border the error may reach, in mm (pixels without scale).
        radius: Of a disc or ball as large as the structure, in mm (pixels).
        end: How far the slice lies from where the structure ends in the direction that is meant, in mm (pixels);
            infinite where that direction lies in the slice.
        adds: Whether something is missing; else there is too much.
        concept: What the structure is called, a name of the vocabulary; None when unknown.
    """

    k: int
    window: tuple[slice, slice]
    inside: NDArray[np.bool_]
    weight: NDArray[np.float32]
    towards: tuple[float, float]
    band: float
    radius: float
    end: float
    adds: bool
    concept: str | None = None

    @property
    def judgement(self) -> Judgement:
        """How evidence is weighed."""
        return MISSING if self.adds else EXCESS


@dataclass(frozen=True, eq=False)
class Answer:
    """What comes of it.

    Attributes:
        probability: float32 in 0…1, how likely a pixel is inside; in the window, and meant where `zone` is.
        zone: bool, where the mask may change.
        likeness: float32 in 0…1, how much a pixel looks like the structure.
        doubt: How sure it is that something is wrong there at all, for comparing slices.
        evidence: What the probability follows from, at the pixels of `zone`, in their order.
    """

    probability: NDArray[np.float32]
    zone: NDArray[np.bool_]
    likeness: NDArray[np.float32]
    doubt: float
    evidence: Evidence | None = None


class Asker:
    """A segmenter and the slices it has encoded.

    Args:
        stack: The image as slices.
        segmenter: The engine.
        kept: Slices whose encodings are kept, the latest used.
    """

    def __init__(self, stack: Stack, segmenter: Segmenter, kept: int = 24) -> None:
        self.stack, self._segmenter, self._kept = stack, segmenter, kept
        self._shown = stack.shown_to(segmenter)
        self._encodings: OrderedDict[int, Any] = OrderedDict()

    def ask(self, question: Question, *, anywhere: bool = False) -> Answer:
        """Ask about a slice: how likely is each pixel inside, given that the mask is wrong where it is said to be?

        Args:
            question: What is asked.
            anywhere: Whether nobody said where: then only the one most doubtful place is meant.
        """
        spacing = self.stack.frame.spacing_mm or (1.0, 1.0)
        reach = max(question.band, _SURROUNDINGS * question.radius)
        ring = distance_to(question.inside, spacing, reach)
        far = ring if question.adds else distance_to(~question.inside, spacing, question.band)
        far = np.minimum(far, question.end)
        own = ~question.inside if question.adds else question.inside
        zone = own & (far <= question.band) & (question.weight > 0)
        near = (ring > 0) & (ring <= _SURROUNDINGS * question.radius)
        grey = self.grey(question)
        like = Likeness.of(grey, question.inside, near)(grey)
        probability = question.inside.astype(np.float32)
        if not zone.any():
            return Answer(probability, zone, like, 0.0)
        evidence = self._evidence(question, zone, far, like)
        probability[zone] = question.judgement.inside(evidence)
        wrong = np.where(zone, probability if question.adds else 1 - probability, 0).astype(np.float32)
        if anywhere:
            level = question.judgement.levels[0]
            zone = _one_place(wrong, level if question.adds else 1 - level, zone)
        return Answer(probability, zone, like, float((wrong * zone).sum()), evidence)

    def _evidence(
        self, question: Question, zone: NDArray[np.bool_], far: NDArray[np.float32], like: NDArray[np.float32]
    ) -> Evidence:
        """Ask without any border and, where something is missing, with one pushed the way that is meant."""
        count = int(zone.sum())
        return Evidence(
            self._pushed(question, zone, far, like)[zone] if question.adds else np.full(count, 0.5, np.float32),
            self.predict(question, _box(question), [], has_prior=False)[zone],
            like[zone],
            (far / question.radius).astype(np.float32)[zone],
            question.weight[zone],
            question.radius / float(np.mean(self.stack.frame.spacing_mm or (1.0, 1.0))),
        )

    def _pushed(
        self, question: Question, zone: NDArray[np.bool_], far: NDArray[np.float32], like: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """Ask with what is missing put in as far as it may well be; with points, too, where masks mean nothing."""
        crossed = zone & (far <= _PUSH * question.radius * question.weight)
        there = replace(question, inside=question.inside | crossed)
        spots: list[tuple[int, int]] = []
        if "mask" not in self._segmenter.accepts:
            score = np.where(crossed, question.weight * like, 0).astype(np.float32)
            spots = points_in(score, _POINTS, _APART * max(crossed.shape), _LEAST)
        return self.predict(there, _box(there), spots)

    def predict(
        self,
        question: Question,
        box: Corners,
        points: list[tuple[int, int]],
        *,
        has_prior: bool = True,
    ) -> NDArray[np.float32]:
        """One answer of the segmenter, in the window.

        Args:
            question: The slice and what is outlined in it.
            box: Left, top, right, bottom in pixels of the slice.
            points: Row and column in the window; positive where something is missing, else negative.
            has_prior: Whether the mask is told as well.
        """
        rows, columns = self.stack.frame.shape[1:]
        height, width = self.stack.size
        down, across = height / rows, width / columns
        accepts = self._segmenter.accepts
        whole = np.zeros((rows, columns), np.float32)
        whole[question.window] = _soft(question.inside)
        corner = np.array([question.window[0].start, question.window[1].start])
        spots = (np.array(points, np.float32).reshape(-1, 2) + corner + 0.5) * (down, across) - 0.5
        left, top, right, bottom = box
        prompt = ViewPrompt(
            (left * across, top * down, right * across, bottom * down),
            spots[:, ::-1].astype(np.float32) if "points" in accepts else np.zeros((0, 2), np.float32),
            np.full(len(spots) if "points" in accepts else 0, question.adds),
            prior=self.stack.to_view(whole) if has_prior and "mask" in accepts else None,
            concept=question.concept if "concept" in accepts else None,
        )
        (answer,) = self._segmenter.predict(self._encoding(question.k), [prompt])
        return self.stack.to_slice(answer.probability)[question.window]

    def fill(self, k: int, box: Corners, concept: str | None = None) -> NDArray[np.float32]:
        """What fills a box of a slice: a probability of its view's size.

        Args:
            k: The slice.
            box: Left, top, right, bottom in pixels of the view.
            concept: What the structure is called; None when unknown.
        """
        told = concept if "concept" in self._segmenter.accepts else None
        (answer,) = self._segmenter.predict(self._encoding(k), [ViewPrompt(box, concept=told)])
        return answer.probability

    def grey(self, question: Question) -> NDArray[np.float32]:
        """The window of a slice as it is seen, without colour, a little blurred."""
        values = self.stack.frame.take(self.stack.image.data, question.k)[question.window]
        seen = to_view(values, self.stack.window)
        return _ndimage.gaussian_filter(seen.mean(axis=2) if seen.ndim == 3 else seen, _GREY_BLUR)

    def _encoding(self, k: int) -> Any:
        if k not in self._encodings:
            self._encodings[k] = self._segmenter.encode(self._shown.view(k))
            while len(self._encodings) > self._kept:
                self._encodings.popitem(last=False)
        self._encodings.move_to_end(k)
        return self._encodings[k]


def _soft(inside: NDArray[np.bool_]) -> NDArray[np.float32]:
    """A mask with a soft border; one that would vanish by it stays hard."""
    blurred = _ndimage.gaussian_filter(inside.astype(np.float32), _PRIOR_BLUR)
    return blurred if (blurred > 0.5).any() else inside.astype(np.float32)


def _one_place(wrong: NDArray[np.float32], level: float, zone: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The connected part of a zone where most is wrong."""
    hot = zone & (wrong > level)
    pieces, count = _ndimage.label(hot if hot.any() else zone)
    sums = _ndimage.sum(wrong, pieces, np.arange(1, count + 1))
    return pieces == int(np.argmax(sums)) + 1


def _box(question: Question) -> Corners:
    """The box to ask with: wider on the side where something is missing, tighter where there is too much."""
    left, top, right, bottom = cast("Corners", corners_of(question.inside))
    height, width = bottom - top, right - left
    margin = _MARGIN * max(height, width)
    down, across = question.towards
    sign = _TURN if question.adds else -_TURN
    sides = (
        left - (-sign * across * width if across < 0 else margin),
        top - (-sign * down * height if down < 0 else margin),
        right + (sign * across * width if across > 0 else margin),
        bottom + (sign * down * height if down > 0 else margin),
    )
    dy, dx = question.window[0].start, question.window[1].start
    return sides[0] + dx, sides[1] + dy, sides[2] + dx, sides[3] + dy
