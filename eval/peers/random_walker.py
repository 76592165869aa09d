"""The random walker, as scikit-image carries it out: whose seeds does a walk from here reach first?

Source: Grady, "Random walks for image segmentation", IEEE Transactions on Pattern Analysis and Machine Intelligence
28 (11), 2006.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from skimage import segmentation

from limis.eval.peers.seeds import INSIDE, OUTSIDE, UNKNOWN, sow, stretch
from limis.protocols import EngineInfo, Prediction, PromptKind, View, ViewPrompt

__all__ = ["RandomWalker", "open_segmenter"]

_BETA = 130.0

_segmentation = cast("Any", segmentation)


class RandomWalker:
    """Parts what is in a box from its surroundings by where walks across small differences lead.

    Where neither point nor scribble says what is inside, the middle of the box is taken to be
    (`limis.eval.peers.seeds.sow`); where everything looks alike, the whole box is the answer.
    """

    accepts: frozenset[PromptKind] = frozenset({"box", "points", "scribbles"})
    info = EngineInfo("random-walker", "segmenter", "", "no weights", "cpu")

    def encode(self, view: View) -> NDArray[np.float32]:
        """The view's pixels; see `limis.protocols.Segmenter`."""
        return view.pixels

    def predict(self, encoding: NDArray[np.float32], prompts: Sequence[ViewPrompt]) -> list[Prediction]:
        """Walk from each pixel of each prompt; see `limis.protocols.Segmenter`."""
        size = (encoding.shape[0], encoding.shape[1])
        return [Prediction(self._outline(encoding, prompt, size), 1.0) for prompt in prompts]

    def _outline(self, pixels: NDArray[np.float32], prompt: ViewPrompt, size: tuple[int, int]) -> NDArray[np.float32]:
        seeds = sow(prompt, size, 0.0)
        return seeds.paste(_walk(*seeds.shrink(pixels), seeds.known), size)


def _walk(seen: NDArray[np.float32], marks: NDArray[np.uint8], known: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Probability of being inside, of the shape of `known`; 1 wherever nothing can be told from anything."""
    inside = (known != OUTSIDE).astype(np.float32)
    if np.ptp(seen) > 0 and all((marks == mark).any() for mark in (UNKNOWN, INSIDE, OUTSIDE)):
        inside = stretch(_reached(seen, marks), known.shape)
    return np.where(known == UNKNOWN, inside, known == INSIDE).clip(0, 1).astype(np.float32)


def _reached(seen: NDArray[np.float32], marks: NDArray[np.uint8]) -> NDArray[np.float32]:
    layers = seen if seen.ndim == 3 else seen[..., None]
    inside, _ = _segmentation.random_walker(
        layers.astype(np.float64),
        marks.astype(int),
        beta=_BETA,
        mode="bf",
        prob_tol=np.inf,
        return_full_prob=True,
        channel_axis=-1,
    )
    return inside.astype(np.float32)


def open_segmenter(location: str, device: str = "auto") -> RandomWalker:
    """Open it; there is nothing to load."""
    return RandomWalker()
