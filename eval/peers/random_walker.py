"""The random walker, as scikit-image carries it out: whose seeds does a walk from here reach first?

Source: Grady, "Random walks for image segmentation", IEEE Transactions on Pattern Analysis and Machine Intelligence
28 (11), 2006.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from skimage import segmentation, transform

from limis.eval.peers.seeds import INSIDE, OUTSIDE, UNKNOWN, Seeds, box_of, sow
from limis.protocols import EngineInfo, Prediction, PromptKind, View, ViewPrompt

__all__ = ["RandomWalker", "open_segmenter"]

_CORE = 0.3
_LONGEST = 192
_BETA = 130.0

_segmentation, _transform = cast("Any", segmentation), cast("Any", transform)


class RandomWalker:
    """Parts what is in a box from its surroundings by where walks across small differences lead.

    It needs seeds inside. Where no point or scribble says what is inside, an ellipse in the middle of the box, of
    three tenths of its width and height, is taken to be. Boxes longer than 192 pixels are looked at that small.
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
        if prompt.box_xyxy is not None and not (seeds.known == INSIDE).any():
            _sow_core(seeds, box_of(prompt, size))
        return seeds.paste(_walk(pixels[seeds.place], seeds.known), size)


def _sow_core(seeds: Seeds, box: tuple[slice, slice]) -> None:
    """Take the middle of the box for inside, where nothing else is said of it."""
    distances: list[NDArray[np.float64]] = []
    for side, part in zip(box, seeds.place, strict=True):
        middle, half = (side.start + side.stop - 1) / 2, _CORE * (side.stop - side.start) / 2
        distances.append((np.arange(part.start, part.stop, dtype=np.float64) - middle) / max(half, 0.75))
    core = distances[0][:, None] ** 2 + distances[1][None] ** 2 <= 1
    seeds.known[core & (seeds.known == UNKNOWN)] = INSIDE


def _walk(pixels: NDArray[np.float32], known: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Probability of being inside, of the part's shape; 1 wherever nothing can be told from anything."""
    whole, small = known.shape, _shrunk(known.shape)
    seen, marks = (pixels, known) if small == whole else (_transform.resize(pixels, small), _thinned(known, small))
    inside = (known != OUTSIDE).astype(np.float32)
    if np.ptp(seen) > 0 and all((marks == mark).any() for mark in (UNKNOWN, INSIDE, OUTSIDE)):
        inside = _reached(seen, marks)
        inside = inside if small == whole else _transform.resize(inside, whole)
    inside = np.where(known == UNKNOWN, inside, known == INSIDE)
    return np.clip(inside, 0, 1).astype(np.float32)


def _reached(seen: NDArray[np.float32], marks: NDArray[np.uint8]) -> NDArray[np.float64]:
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
    return inside


def _shrunk(shape: tuple[int, ...]) -> tuple[int, int]:
    scale = min(1.0, _LONGEST / max(shape))
    return max(3, round(shape[0] * scale)), max(3, round(shape[1] * scale))


def _thinned(known: NDArray[np.uint8], small: tuple[int, int]) -> NDArray[np.uint8]:
    """Seeds of a smaller part: a pixel is sown where any pixel that it stands for is."""
    marks = np.full(small, UNKNOWN, np.uint8)
    for mark in (INSIDE, OUTSIDE):
        rows, columns = np.nonzero(known == mark)
        marks[rows * small[0] // known.shape[0], columns * small[1] // known.shape[1]] = mark
    return marks


def open_segmenter(location: str, device: str = "auto") -> RandomWalker:
    """Open it; there is nothing to load."""
    return RandomWalker()
