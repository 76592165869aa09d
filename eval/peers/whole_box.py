"""The whole box as the mask: the bar that any segmenter has to clear."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from limis.eval.peers.seeds import box_of
from limis.protocols import EngineInfo, Prediction, PromptKind, View, ViewPrompt

__all__ = ["WholeBox", "open_segmenter"]


class WholeBox:
    """Fills every box, whatever the image shows.

    Example:
        >>> size = WholeBox().encode(View(np.zeros((4, 5), np.float32)))
        >>> WholeBox().predict(size, [ViewPrompt(box_xyxy=(1, 1, 4, 3))])[0].probability.sum().item()
        6.0
    """

    accepts: frozenset[PromptKind] = frozenset({"box"})
    info = EngineInfo("whole-box", "segmenter", "", "no weights", "cpu")

    def encode(self, view: View) -> tuple[int, int]:
        """Remember the view's size; see `limis.protocols.Segmenter`."""
        return view.size

    def predict(self, encoding: tuple[int, int], prompts: Sequence[ViewPrompt]) -> list[Prediction]:
        """Fill each prompt's box; see `limis.protocols.Segmenter`."""
        return [self._fill(encoding, prompt) for prompt in prompts]

    def _fill(self, size: tuple[int, int], prompt: ViewPrompt) -> Prediction:
        inside = np.zeros(size, np.float32)
        inside[box_of(prompt, size)] = 1
        return Prediction(inside, 1.0)


def open_segmenter(location: str, device: str = "auto") -> WholeBox:
    """Open it; there is nothing to load."""
    return WholeBox()
