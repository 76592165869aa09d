"""A segmenter that is told what a box holds that nobody gave a name, where a grounder sees something fill it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from limis.protocols import Adviser, EngineInfo, Hint, Prediction, PromptKind, Segmenter, Survey, View, ViewPrompt

__all__ = ["AdvisedSegmenter"]

_AGREED = 0.5
_INSIDE = 0.5


@dataclass(eq=False)
class _Encoding:
    """What the segmenter made of a view, and, once a box asks for it, what the adviser sees there."""

    view: View
    inner: Any
    adviser: Adviser

    @cached_property
    def survey(self) -> Survey:
        return self.adviser.survey(self.view)


class AdvisedSegmenter:
    """A segmenter and who advises it.

    A box alone, without a name, may mean many things. Where the adviser sees something known fill it, the segmenter is
    asked twice as if that had been named: with the adviser's heat and without, and both answers count alike. Where they
    tell of another thing than the segmenter alone, that counts, as it does for all other prompts and boxes.

    Args:
        segmenter: Takes names and previous masks.
        adviser: Sees what a view shows.
    """

    def __init__(self, segmenter: Segmenter, adviser: Adviser) -> None:
        self._segmenter, self._adviser = segmenter, adviser
        self.accepts: frozenset[PromptKind] = segmenter.accepts

    @property
    def alone(self) -> Segmenter:
        """The segmenter that is advised; see `limis.protocols.Advised`."""
        return self._segmenter

    @property
    def info(self) -> EngineInfo:
        """That of the segmenter."""
        return self._segmenter.info

    def encode(self, view: View) -> _Encoding:
        """Do the work that does not depend on prompts; see `limis.protocols.Segmenter`."""
        return _Encoding(view, self._segmenter.encode(view), self._adviser)

    def predict(self, encoding: _Encoding, prompts: Sequence[ViewPrompt]) -> list[Prediction]:
        """Segment each prompt in an encoded view; see `limis.protocols.Segmenter`."""
        return [self._one(encoding, prompt) for prompt in prompts]

    def _one(self, encoding: _Encoding, prompt: ViewPrompt) -> Prediction:
        (own,) = self._segmenter.predict(encoding.inner, [prompt])
        hint = encoding.survey.hint(prompt.box_xyxy) if prompt.box_xyxy and _is_bare(prompt) else None
        if hint is None:
            return own
        hinted = _mean(self._segmenter.predict(encoding.inner, _as_hinted(prompt, hint)))
        return hinted if _agreement(own, hinted) >= _AGREED else own


def _is_bare(prompt: ViewPrompt) -> bool:
    """Whether a box is all that is said."""
    strokes = len(prompt.points_xy) + len(prompt.scribbles)
    return prompt.concept is None and prompt.prior is None and not strokes


def _as_hinted(prompt: ViewPrompt, hint: Hint) -> list[ViewPrompt]:
    named = replace(prompt, concept=hint.concept)
    return [named, replace(named, prior=hint.heat)]


def _agreement(one: Prediction, other: Prediction) -> float:
    """Dice of two masks; 0 where both are empty."""
    inside, also = one.probability > _INSIDE, other.probability > _INSIDE
    return 2 * int((inside & also).sum()) / max(1, int(inside.sum()) + int(also.sum()))


def _mean(answers: Sequence[Prediction]) -> Prediction:
    first, second = answers
    both = (first.probability + second.probability) / np.float32(2)
    return Prediction(both, (first.score + second.score) / 2)
