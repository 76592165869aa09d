"""The true box, so that only the segmenter is measured; and boxes that are drawn less carefully."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

import numpy as np

from limis.eval.cases import Ask
from limis.eval.overlap import Inside
from limis.eval.protocols.protocol import Protocol
from limis.eval.protocols.slices import GridBox, Outliner, Prompt, Slices, box_around, in_pictures, in_volumes
from limis.protocols import Prediction

__all__ = ["BOX", "BOX_EACH", "BOX_NAMED", "BOX_NAMED_VOLUMES", "BOX_VOLUMES", "box_off_by", "boxes_of", "careless_box"]

_ndimage: Any = import_module("scipy.ndimage")


def _whole(slices: Slices, k: int, _ask: Ask, truth: Inside) -> Sequence[Prediction]:
    """Give one box: the tightest around everything that is inside."""
    return [slices.ask(k, Prompt(box_around(truth)))]


def _named(slices: Slices, k: int, ask: Ask, truth: Inside) -> Sequence[Prediction]:
    """Give the same box, and what is in it."""
    return [slices.ask(k, Prompt(box_around(truth), concept=ask.concept))]


def _each(slices: Slices, k: int, _ask: Ask, truth: Inside) -> Sequence[Prediction]:
    """Give a box for every connected piece."""
    return [slices.ask(k, Prompt(box)) for box in boxes_of(truth)]


def boxes_of(inside: Inside) -> list[GridBox]:
    """The tightest box around each connected piece (8-connected) of a mask of one slice."""
    pieces, count = _ndimage.label(inside, structure=np.ones((3, 3)))
    places: list[tuple[slice, slice]] = _ndimage.find_objects(pieces, count)
    return [((down.start, across.start), (down.stop, across.stop)) for down, across in places]


def careless_box(truth: Inside, share: float, seed: str) -> GridBox | None:
    """The box around a mask, every side of it off by up to a share of its size, the same for the same seed.

    Args:
        truth: bool, a slice.
        share: 0…1, of the box's height and width.
        seed: Of the draw.

    Source: Roy et al., "SAM.MD", arXiv 2304.05396, 2023: boxes with jitter.
    """
    around = box_around(truth)
    if around is None:
        return None
    off = np.random.default_rng(list(seed.encode())).uniform(-share, share, (2, 2))
    lower, upper = np.array(around)
    top, left = np.clip(lower + off[0] * (upper - lower), 0, np.array(truth.shape) - 1).tolist()
    bottom, right = np.clip(upper + off[1] * (upper - lower), (top + 1, left + 1), truth.shape).tolist()
    return (top, left), (bottom, right)


def _off_by(share: float) -> Outliner:
    def outline(slices: Slices, k: int, ask: Ask, truth: Inside) -> Sequence[Prediction]:
        return [slices.ask(k, Prompt(careless_box(truth, share, f"{ask.seed}/{k}")))]

    return outline


def box_off_by(percent: int) -> tuple[Protocol, Protocol]:
    """Protocols in pictures and in volumes whose box is up to some percent of its size off on every side."""
    name, summary = f"box-off-{percent}", f"a box whose sides are up to {percent} % of its size off"
    outline = _off_by(percent / 100)
    return in_pictures(name, summary, outline), in_volumes(name, summary, outline)


#: One box around the union of a mask's pieces.
BOX = in_pictures("box", "the true box around everything", _whole)

#: The same, where the segmenter is told what the thing is called, as it is when a sentence asked for it.
BOX_NAMED = in_pictures("box-named", "the true box around everything, and the concept", _named)

#: A box around each piece; reported apart, it knows more of the truth.
BOX_EACH = in_pictures("box-each", "a true box around each piece", _each)

#: The true box of every slice, and what is in it.
BOX_NAMED_VOLUMES = in_volumes("box-named", "the true box around everything, and the concept", _named)

#: The true box of every slice.
BOX_VOLUMES = in_volumes("box", "the true box around everything", _whole)
