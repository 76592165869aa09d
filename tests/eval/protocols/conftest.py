"""A segmenter that does exactly what it is told, on what is bright."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import ndimage

from limis.eval.product import Product
from limis.protocols import EngineInfo, Prediction, PromptKind, View, ViewPrompt


@dataclass
class Flood:
    """Begins with what is bright of the earlier mask, or of the box.

    Of the bright things that a box alone touches it takes a `share` of the columns and a `height` of the rows, as far
    as they lie in it, until somebody clicks. It adds the bright thing around each click inside, and takes away the one
    around each click outside.
    """

    accepts: frozenset[PromptKind] = frozenset({"box", "points", "scribbles", "mask"})
    share: float = 1.0
    height: float = 1.0
    encoded: int = 0
    prompts: list[ViewPrompt] = field(default_factory=list)
    info = EngineInfo("flood", "segmenter", "0", "CC0", "cpu")

    def encode(self, view: View) -> View:
        self.encoded += 1
        return view

    def predict(self, encoding: View, prompts: Sequence[ViewPrompt]) -> list[Prediction]:
        self.prompts += prompts
        return [Prediction(self._mask(encoding, prompt).astype(np.float32), 1.0) for prompt in prompts]

    def _mask(self, view: View, prompt: ViewPrompt) -> NDArray[np.bool_]:
        bright = view.pixels > 0.5
        inside = self._begun(view, prompt) & bright
        things, _ = ndimage.label(bright)
        clicks = [(xy, bool(positive)) for xy, positive in zip(prompt.points_xy, prompt.positive, strict=True)]
        clicks += [(xy, positive) for stroke, positive in prompt.scribbles for xy in stroke]
        for (x, y), positive in clicks:
            thing = things[round(float(y)), round(float(x))]
            inside = inside | (things == thing) & bright if positive else inside & (things != thing)
        return inside

    def _begun(self, view: View, prompt: ViewPrompt) -> NDArray[np.bool_]:
        if prompt.prior is not None:
            return prompt.prior > 0.5
        inside = np.zeros(view.size, np.bool_)
        if prompt.box_xyxy is not None:
            left, top, right, bottom = (round(v) for v in prompt.box_xyxy)
            inside[top:bottom, left:right] = True
            if any(len(earlier.points_xy) for earlier in self.prompts):
                return inside
            things, _ = ndimage.label(view.pixels > 0.5)
            rows, columns = np.nonzero(np.isin(things, np.unique(things[inside & (things > 0)])))
            if rows.size:
                inside[rows.min() + round((np.ptp(rows) + 1) * self.height) :] = False
                inside[:, columns.min() + round((np.ptp(columns) + 1) * self.share) :] = False
        return inside


@pytest.fixture
def flood() -> Flood:
    return Flood()


@pytest.fixture
def with_segmenter(product_that: Callable[..., Product]) -> Callable[[Any], Product]:
    """Makes a product around a segmenter."""
    return lambda segmenter: replace(product_that(lambda *_: []), segmenter=segmenter)
