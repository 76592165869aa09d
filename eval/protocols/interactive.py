"""A box, then five clicks into the middle of the largest error, as interactive segmentation is ranked.

``interactive`` does so in pictures; ``interactive-volumes`` in whole volumes, the way that a segmenter of single slices
can: the box is that of the slice where the thing is largest, with the first and last slice; its mask is carried to all
others as the product does it. A click changes what it lies on, and that is carried on to the neighbours until it fades.

Source: CVPR 2025, "Foundation Models for Interactive 3D Biomedical Image Segmentation", evaluation rules: Dice and NSD
after the box and after each of five clicks; NSD at 2 mm, and 0 where Dice is 0.2 or less.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

import numpy as np

from limis.eval.cases import Answer, Ask, Step
from limis.eval.clicks import next_click
from limis.eval.overlap import Inside, dice
from limis.eval.product import Product
from limis.eval.protocols.protocol import Protocol, picture_asks
from limis.eval.protocols.slices import GridBox, Layer, Prompt, Slices, box_around, volume_asks
from limis.eval.scoring import surface_dice
from limis.eval.truth import Truth
from limis.eval.turns import CLICKS
from limis.types import Image, Point

__all__ = ["INTERACTIVE", "INTERACTIVE_VOLUMES", "Draft", "answer_interactively"]

_ndimage: Any = import_module("scipy.ndimage")

_LOW_DICE = 0.2
_INSIDE = 0.5
_NEAR, _FADED = 2, 0.1


def answer_interactively(product: Product, ask: Ask, image: Image, truth: Truth) -> Answer:
    """Give a box, then clicks.

    Args:
        product: What is measured.
        ask: The question.
        image: A picture or a volume.
        truth: What the box is drawn around and the clicks are chosen by.

    Returns:
        The last mask, and a step for the box and for each click. A mask without any error gets no further clicks.
    """
    draft = Draft(Slices(product, image, ask.modality, ask.concept))
    laid = draft.slices.laid(truth.inside)
    draft.start(laid)
    steps = [_step(draft, "start", "box", truth, image, 0.0)]
    for _ in range(CLICKS):
        click = next_click(draft.mask(), laid)
        if click is None:
            break
        before = draft.slices.seconds
        draft.click(click)
        at = ", ".join(f"{n:g}" for n in click.ijk)
        steps.append(
            _step(draft, "click", f"{'inside' if click.positive else 'outside'} at {at}", truth, image, before)
        )
    return Answer(masks=((None, draft.on_grid()),), seconds=draft.slices.seconds, steps=tuple(steps))


def _step(draft: Draft, op: str, text: str, truth: Truth, image: Image, before: float) -> Step:
    inside = draft.on_grid()
    overlap = dice(inside, truth.inside)
    near = surface_dice(inside, truth.inside, image.geometry)
    judged = 0.0 if near is not None and overlap <= _LOW_DICE else near
    return Step(op, text, round(overlap, 6), True, round(draft.slices.seconds - before, 3), nsd=judged)


class Draft:
    """A mask in the making: what the segmenter last said of each slice, and every click so far.

    Args:
        slices: The image.
    """

    def __init__(self, slices: Slices) -> None:
        self.slices = slices
        self._said: dict[int, Layer] = {}
        self._clicks: dict[int, list[Point]] = {}
        self._key, self._ends = 0, (0, 0)
        self._box: GridBox | None = None

    def start(self, truth: Inside) -> None:
        """Draw the box where the thing is largest, and carry its mask on to the first and the last slice.

        Args:
            truth: bool ``(slices, rows, columns)``; of it only the box and the two ends are told.
        """
        shown = np.flatnonzero(truth.any(axis=(1, 2)))
        if not shown.size:
            return
        self._key = int(truth.sum(axis=(1, 2)).argmax())
        self._box = box_around(truth[self._key])
        self._said[self._key] = self.slices.ask(self._key, Prompt(self._box)).probability
        self._ends = int(shown[0]), int(shown[-1])
        carrier = self.slices.carrier(self._key, self._said[self._key])
        for walk in (range(self._key + 1, self._ends[1] + 1), range(self._key - 1, self._ends[0] - 1, -1)):
            at, said = self._key, self._said[self._key]
            for k in walk:
                said, _ = carrier.carry(said, at, k)
                self._said[k], at = said, k

    def click(self, click: Point) -> None:
        """Say of one voxel ``(slice, row, column)`` whether it is inside."""
        k, row, column = (int(n) for n in click.ijk)
        own = self._layer(k)
        before = own > _INSIDE
        self._clicks.setdefault(k, []).append(Point((row, column), click.positive))
        box, prior = self._box, own if before.any() else None
        if k != self._key and before.any():
            box = self._box_around(before, click)
        answer = self.slices.ask(k, Prompt(box, self._clicks[k], prior=prior)).probability
        changed = (answer > _INSIDE) ^ before
        if self.slices.stack.count > 1 and before.any():
            changed = _touched(changed, row, column)
            answer = np.where(_ndimage.binary_dilation(changed, iterations=_NEAR), answer, own)
        self._said[k] = answer
        for step in (1, -1):
            self._carry_on(k, step, changed)

    def _box_around(self, inside: Inside, click: Point) -> GridBox | None:
        """The box around a slice's mask and a click that adds to it."""
        inside = inside.copy()
        inside[tuple(int(n) for n in click.ijk[1:])] |= click.positive
        return box_around(self._in_slice(inside))

    def mask(self) -> Inside:
        """What is inside, bool ``(slices, rows, columns)``."""
        inside = np.zeros(self.slices.stack.frame.shape, np.bool_)
        for k, said in self._said.items():
            inside[k] = self.slices.inside(said)
        return inside

    def on_grid(self) -> Inside:
        """The mask on the image's grid."""
        return self.slices.stack.frame.unstack(self.mask())

    def _carry_on(self, k: int, step: int, changed: Inside) -> None:
        """Carry a slice's mask to neighbour after neighbour, and change them only where it changed, until it fades."""
        carrier = self.slices.carrier(k, self._said[k])
        least = _FADED * int(changed.sum())
        at, to = k, k + step
        while self._may_change(to) and int(changed.sum()) > least:
            own = self._layer(to)
            carried, _ = carrier.carry(self._said[at], at, to)
            there = carrier.moved(changed.astype(np.float32), at, to) > _INSIDE
            self._said[to] = np.where(_ndimage.binary_dilation(there, iterations=_NEAR), carried, own)
            changed = (self._said[to] > _INSIDE) ^ (own > _INSIDE)
            at, to = to, to + step

    def _may_change(self, k: int) -> bool:
        """Whether a slice lies within the ends that were told, and nobody clicked into it."""
        return self._ends[0] <= k <= self._ends[1] and k not in self._clicks

    def _layer(self, k: int) -> Layer:
        """What was said of a slice; nothing inside where nothing was."""
        return self._said.get(k, np.zeros(self.slices.stack.size, np.float32))

    def _in_slice(self, inside: Inside) -> Inside:
        return self.slices.inside(inside.astype(np.float32))


def _touched(changed: Inside, row: int, column: int) -> Inside:
    """The connected pieces of a change that a click lies on, or beside."""
    pieces, _ = _ndimage.label(changed, structure=np.ones((3, 3)))
    near = pieces[max(0, row - _NEAR) : row + _NEAR + 1, max(0, column - _NEAR) : column + _NEAR + 1]
    return np.isin(pieces, near[near > 0])


#: A box and five clicks.
INTERACTIVE = Protocol(
    "interactive",
    "a true box, then five clicks into the largest errors, pictures",
    picture_asks("interactive"),
    answer_interactively,
    speaks=False,
)

#: The same in whole volumes.
INTERACTIVE_VOLUMES = Protocol(
    "interactive-volumes",
    "a true box, then five clicks into the largest errors, whole volumes",
    volume_asks("interactive-volumes"),
    answer_interactively,
    speaks=False,
)
