"""The true box, so that only the segmenter is measured."""

from __future__ import annotations

import time
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import numpy as np

from limis.eval.cases import Answer, Ask
from limis.eval.overlap import Inside
from limis.eval.product import Product
from limis.eval.protocols.protocol import Protocol, picture_asks
from limis.eval.truth import Truth
from limis.imaging.window import window_for
from limis.protocols import ViewPrompt
from limis.types import Box, Image
from limis.volumes.stack import Stack

__all__ = ["BOX", "BOX_EACH", "answer_box", "answer_boxes", "boxes_of", "on_view"]

_ndimage: Any = import_module("scipy.ndimage")


def answer_box(product: Product, ask: Ask, image: Image, truth: Truth) -> Answer:
    """Give the segmenter one box: the tightest around everything that is inside.

    Args:
        product: What is measured.
        ask: The question.
        image: A picture.
        truth: The mask that the box is drawn around.

    Returns:
        The segmenter's mask.
    """
    whole = Box.around(truth.inside)
    return _segment(product, ask, image, [] if whole is None else [whole])


def answer_boxes(product: Product, ask: Ask, image: Image, truth: Truth) -> Answer:
    """Give the segmenter a box for every connected piece (8-connected); the masks together are the answer."""
    return _segment(product, ask, image, boxes_of(truth.inside))


def boxes_of(inside: Inside) -> list[Box]:
    """The tightest box around each connected piece (8-connected) of a picture's mask."""
    pieces, count = _ndimage.label(inside, structure=np.ones((3, 3)))
    places: list[tuple[slice, slice]] = _ndimage.find_objects(pieces, count)
    return [Box(tuple(s.start for s in place), tuple(s.stop for s in place)) for place in places]


def _segment(product: Product, ask: Ask, image: Image, boxes: Sequence[Box]) -> Answer:
    stack = Stack(image, image.geometry.view(), window_for(image, ask.modality), ask.modality)
    started = time.perf_counter()
    encoding = product.segmenter.encode(stack.view(0))
    prompts = [ViewPrompt(box_xyxy=on_view(box, image.geometry.shape, stack.size)) for box in boxes]
    predictions = product.segmenter.predict(encoding, prompts) if prompts else []
    seconds = time.perf_counter() - started
    inside: Inside = np.zeros(image.geometry.shape, np.bool_)
    for prediction in predictions:
        inside |= stack.to_slice(prediction.probability) > 0.5
    score = float(np.mean([p.score for p in predictions])) if predictions else 0.0
    return Answer(masks=((None, inside),), score=score, seconds=seconds)


def on_view(box: Box, shape: tuple[int, ...], size: tuple[int, int]) -> tuple[float, float, float, float]:
    """A picture's box in the pixels of its view, which are square where the picture's are not.

    Args:
        box: On the picture's grid.
        shape: Of that grid.
        size: Height and width of the view.
    """
    (top, left), (bottom, right) = box.lower_ijk, box.upper_ijk
    down, across = (seen / own for seen, own in zip(size, shape, strict=True))
    return left * across, top * down, right * across, bottom * down


#: One box around the union of a mask's pieces.
BOX = Protocol("box", "the true box around everything, pictures", picture_asks("box"), answer_box, speaks=False)

#: A box around each piece; reported apart, it knows more of the truth.
BOX_EACH = Protocol(
    "box-each", "a true box around each piece, pictures", picture_asks("box-each"), answer_boxes, speaks=False
)
