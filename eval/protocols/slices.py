"""Prompts given straight to the segmenter, slice by slice; a picture is its own only slice.

Everything here is laid out as slices are read: ``(slice, row, column)``, or ``(row, column)`` within one.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from limis.errors import PromptError, say
from limis.eval.cases import Answer, Ask
from limis.eval.data import Data, Plan
from limis.eval.overlap import Inside
from limis.eval.product import Product
from limis.eval.protocols.protocol import Protocol, picture_asks
from limis.eval.protocols.volumes import plan_volumes
from limis.eval.truth import Truth
from limis.imaging.boxes import Corners
from limis.protocols import Prediction, ViewPrompt
from limis.types import Box, Image, Point, Scribble
from limis.volumes.carrying import Carrier
from limis.volumes.stack import Stack, main_plane

__all__ = [
    "GridBox",
    "Layer",
    "Outliner",
    "Prompt",
    "Slices",
    "box_around",
    "in_pictures",
    "in_volumes",
    "slice_by_slice",
    "volume_asks",
]

Layer = NDArray[np.float32]
Outliner = Callable[["Slices", int, Ask, Inside], Sequence[Prediction]]
"""Asks about one slice, given its number, the question and its truth; the answers together are its mask."""

#: First and last corner of a box, half-open, in rows and columns of a slice.
GridBox = tuple[tuple[float, float], tuple[float, float]]

_KEPT = 32


@dataclass(frozen=True, eq=False)
class Prompt:
    """What a segmenter is told about one slice.

    Attributes:
        box: First and last corner, half-open, in rows and columns.
        points: Clicks, in rows and columns.
        scribbles: Strokes, in rows and columns.
        prior: Its earlier answer, float32 in 0…1, of the view's size.
        concept: What the thing is called; None where that is not told.
    """

    box: GridBox | None = None
    points: Sequence[Point] = ()
    scribbles: Sequence[Scribble] = ()
    prior: Layer | None = None
    concept: str | None = None


class Slices:
    """The slices of an image as the segmenter sees them; those used last stay encoded.

    Args:
        product: Whose segmenter it is.
        image: A picture, or a volume, which is cut along its main plane.
        modality: Kind of imaging.
        concept: What is to be outlined; it is shown in the window in which a sentence has it outlined.

    Attributes:
        stack: The slices.
        seconds: How long the segmenter has worked.
    """

    def __init__(self, product: Product, image: Image, modality: str, concept: str) -> None:
        frame, window = image.geometry.view(main_plane(image)), product.window(image, modality, concept)
        self._plain = Stack(image, frame, window, modality)
        self.stack = self._plain.shown_to(product.segmenter)
        self.seconds = 0.0
        self._segmenter = product.segmenter
        self._encodings: OrderedDict[int, Any] = OrderedDict()

    def laid(self, inside: Inside) -> Inside:
        """A mask on the image's grid as ``(slices, rows, columns)``, without copying."""
        return self.stack.frame.stack(inside)

    def ask(self, k: int, prompt: Prompt) -> Prediction:
        """Have the segmenter answer about one slice.

        Raises:
            PromptError: It understands nothing of the prompt, or that says nothing.
        """
        return self._timed(k, self._on_view(prompt))

    def carrier(self, key: int, inside: Layer) -> Carrier:
        """Who carries what is known of a slice on to others, as the product does; boxes are asked of the segmenter.

        Args:
            key: The slice.
            inside: What the segmenter said there.
        """
        return Carrier(self._plain, lambda k, box: self._timed(k, ViewPrompt(box)).probability, key, inside)

    def _timed(self, k: int, prompt: ViewPrompt) -> Prediction:
        started = time.perf_counter()
        (answer,) = self._segmenter.predict(self._encoding(k), [prompt])
        self.seconds += time.perf_counter() - started
        return answer

    def inside(self, probability: Layer) -> Inside:
        """What of a view is more likely inside than not, in the slice's own rows and columns."""
        return self.stack.to_slice(probability) > 0.5

    def _encoding(self, k: int) -> Any:
        if k not in self._encodings:
            self._encodings[k] = self._segmenter.encode(self.stack.view(k))
            while len(self._encodings) > _KEPT:
                self._encodings.popitem(last=False)
        self._encodings.move_to_end(k)
        return self._encodings[k]

    def _on_view(self, prompt: Prompt) -> ViewPrompt:
        """The same in the view's pixels, which are square where the slice's are not, as far as it is understood."""
        accepts = self._segmenter.accepts
        points = prompt.points if "points" in accepts else ()
        strokes = prompt.scribbles if "scribbles" in accepts else ()
        box = prompt.box if "box" in accepts else None
        if box is None and not points and not strokes:
            raise PromptError(
                say(
                    "the segmenter cannot be asked this way",
                    expected=f"a prompt of its kinds: {', '.join(sorted(accepts))}",
                    got="nothing of these",
                    next_step="Choose another protocol for it",
                )
            )
        return ViewPrompt(
            None if box is None else self._box_xyxy(box),
            self._xy(np.array([point.ijk for point in points]).reshape(-1, 2)),
            np.array([point.positive for point in points], np.bool_),
            tuple((self._xy(stroke.points_ijk), stroke.positive) for stroke in strokes),
            prompt.prior if "mask" in accepts else None,
            prompt.concept if "concept" in accepts else None,
        )

    def _scale(self) -> NDArray[np.float64]:
        return np.array(self.stack.size) / self.stack.frame.shape[1:]

    def _box_xyxy(self, box: GridBox) -> Corners:
        (top, left), (bottom, right) = np.array(box) * self._scale()
        return float(left), float(top), float(right), float(bottom)

    def _xy(self, spots: NDArray[Any]) -> Layer:
        """Centres of pixels in rows and columns to x and y."""
        return ((np.asarray(spots, np.float64) + 0.5) * self._scale() - 0.5)[:, ::-1].astype(np.float32)


def box_around(inside: Inside) -> GridBox | None:
    """The tightest box around a mask of one slice; None around nothing."""
    box = Box.around(inside)
    if box is None:
        return None
    (top, left), (bottom, right) = box.lower_ijk, box.upper_ijk
    return (top, left), (bottom, right)


def slice_by_slice(outline: Outliner) -> Callable[[Product, Ask, Image, Truth], Answer]:
    """Have every slice that shows the truth outlined by itself.

    Args:
        outline: Asks the segmenter about one slice.

    Returns:
        As `Protocol.answer`; its seconds are those of the segmenter.
    """

    def answer(product: Product, ask: Ask, image: Image, truth: Truth) -> Answer:
        slices = Slices(product, image, ask.modality, ask.concept)
        inside: Inside = np.zeros(image.geometry.shape, np.bool_)
        laid, seen = slices.laid(inside), slices.laid(truth.inside)
        scores: list[float] = []
        for k in np.flatnonzero(seen.any(axis=(1, 2))).tolist():
            for one in outline(slices, k, ask, seen[k]):
                laid[k] |= slices.inside(one.probability)
                scores.append(one.score)
        mean = float(np.mean(scores)) if scores else 0.0
        return Answer(masks=((None, inside),), score=mean, seconds=slices.seconds)

    return answer


def in_pictures(name: str, summary: str, outline: Outliner) -> Protocol:
    """A protocol that prompts pictures."""
    return Protocol(name, f"{summary}, pictures", picture_asks(name), slice_by_slice(outline), speaks=False)


def in_volumes(name: str, summary: str, outline: Outliner) -> Protocol:
    """The same in whole volumes: every slice of the main plane that shows the truth is prompted by itself."""
    named = f"{name}-volumes"
    summary = f"{summary}, every slice of a volume by itself"
    return Protocol(named, summary, volume_asks(named), slice_by_slice(outline), speaks=False)


def volume_asks(name: str) -> Callable[[Data, Plan], list[Ask]]:
    """A plan that asks for every labelled structure of every volume, without a sentence."""

    def plan(data: Data, plan: Plan) -> list[Ask]:
        return [replace(ask, protocol=name, sentence="") for ask in plan_volumes(data, plan)]

    return plan
