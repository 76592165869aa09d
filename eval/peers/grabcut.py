"""GrabCut, as OpenCV carries it out: two mixtures of colours and a cut between them.

Source: Rother, Kolmogorov, Blake, "GrabCut: interactive foreground extraction using iterated graph cuts",
SIGGRAPH 2004.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from limis.eval.peers.seeds import INSIDE, OUTSIDE, Seeds, sow, stretch
from limis.extras import require
from limis.protocols import EngineInfo, Prediction, PromptKind, View, ViewPrompt

__all__ = ["GrabCut", "open_segmenter"]

_ROUNDS = 5
_SURROUNDINGS = 0.5


class GrabCut:
    """Parts what is in a box from what surrounds it, by colour; points and scribbles are sure.

    Where neither point nor scribble says what is inside, the middle of the box is taken to be
    (`limis.eval.peers.seeds.sow`). The colours of the outside are those within half a box's length around the box;
    where nothing surrounds it, as in one that fills the view, the whole box is the answer.

    Raises:
        MissingExtraError: OpenCV is not installed.
    """

    accepts: frozenset[PromptKind] = frozenset({"box", "points", "scribbles"})
    info = EngineInfo("grabcut", "segmenter", "", "no weights", "cpu")

    def __init__(self) -> None:
        self._cv2: Any = require("cv2", "eval")

    def encode(self, view: View) -> NDArray[np.float32]:
        """The view's pixels; see `limis.protocols.Segmenter`."""
        return view.pixels

    def predict(self, encoding: NDArray[np.float32], prompts: Sequence[ViewPrompt]) -> list[Prediction]:
        """Cut each prompt out; see `limis.protocols.Segmenter`."""
        size = (encoding.shape[0], encoding.shape[1])
        seeds = [sow(prompt, size, _SURROUNDINGS) for prompt in prompts]
        return [Prediction(one.paste(self._cut(encoding, one), size), 1.0) for one in seeds]

    def _cut(self, pixels: NDArray[np.float32], seeds: Seeds) -> NDArray[np.float32]:
        """1 inside, of the part's shape."""
        cv2, (seen, known) = self._cv2, seeds.shrink(pixels)
        if not (known == OUTSIDE).any() or not (known != OUTSIDE).any():
            return (seeds.known != OUTSIDE).astype(np.float32)
        colours = np.round(np.clip(seen, 0, 1) * 255).astype(np.uint8)
        colours = np.ascontiguousarray(np.broadcast_to(colours, (*known.shape, 3)))
        marks = np.full(known.shape, cv2.GC_PR_FGD, np.uint8)
        marks[known == OUTSIDE], marks[known == INSIDE] = cv2.GC_BGD, cv2.GC_FGD
        cv2.setRNGSeed(0)
        cv2.grabCut(colours, marks, None, np.zeros((1, 65)), np.zeros((1, 65)), _ROUNDS, cv2.GC_INIT_WITH_MASK)
        return stretch(np.isin(marks, (cv2.GC_FGD, cv2.GC_PR_FGD)).astype(np.float32), seeds.known.shape)


def open_segmenter(location: str, device: str = "auto") -> GrabCut:
    """Open it; OpenCV runs on the CPU."""
    return GrabCut()
