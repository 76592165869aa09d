"""A segmenter that is told what a prompt means that gives nothing a name, where a grounder sees what it may mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from limis.imaging.boxes import corners_of
from limis.protocols import Adviser, EngineInfo, Hint, Prediction, PromptKind, Segmenter, Survey, View, ViewPrompt
from limis.segmenters.crops import densely
from limis.segmenters.together import mean_of

__all__ = ["AdvisedSegmenter"]

_AGREED, _LESS_SURE = 0.5, 0.1
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

    A box alone, strokes or points alone may mean many things. Where the adviser sees something known fill the box, or
    spots in the middle of something known, the segmenter is asked twice as if that had been named: with the adviser's
    heat and without. Of strokes and points it is asked as well by the box of what they lie in, and what it said alone
    counts like every other answer, since a spot tells little. Where box or strokes told it of another thing than its
    adviser, or advice makes it unsure, they count alone, as all other prompts do.

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
        hint = _hint(encoding, prompt)
        if hint is None:
            return own
        answers = self._segmenter.predict(encoding.inner, _as_hinted(prompt, hint))
        if not _is_taken(mean_of(answers), own, prompt):
            return own
        return mean_of(answers if prompt.box_xyxy else [own, *answers])


def _hint(encoding: _Encoding, prompt: ViewPrompt) -> Hint | None:
    """What a prompt may mean that says where something is, in one way, and nothing else."""
    strokes = len(prompt.points_xy) + len(prompt.scribbles)
    if prompt.concept is not None or prompt.prior is not None or bool(strokes) == (prompt.box_xyxy is not None):
        return None
    if prompt.box_xyxy is not None:
        return encoding.survey.hint(prompt.box_xyxy)
    spots = [(point[None], positive) for point, positive in zip(prompt.points_xy, prompt.positive, strict=True)]
    spots += [(densely(stroke, 1.0), positive) for stroke, positive in prompt.scribbles]
    inside, outside = (
        np.concatenate([np.zeros((0, 2)), *(at for at, positive in spots if positive == wanted)])
        for wanted in (True, False)
    )
    return encoding.survey.meant(inside, outside)


def _as_hinted(prompt: ViewPrompt, hint: Hint) -> list[ViewPrompt]:
    """The prompt as if its thing had been named, with heat and without; of strokes and points the box of it, too."""
    asked = [prompt] if prompt.box_xyxy else [prompt, _boxed(prompt, hint)]
    named = [replace(one, concept=hint.concept) for one in asked]
    return [told for one in named for told in (one, replace(one, prior=hint.heat))]


def _boxed(prompt: ViewPrompt, hint: Hint) -> ViewPrompt:
    """The box of what is warm, and what is said to lie outside."""
    outside = ~prompt.positive
    return ViewPrompt(
        corners_of(hint.heat > _INSIDE),
        prompt.points_xy[outside],
        prompt.positive[outside],
        tuple((stroke, inside) for stroke, inside in prompt.scribbles if not inside),
    )


def _is_taken(hinted: Prediction, own: Prediction, prompt: ViewPrompt) -> bool:
    """Whether advice is followed: where it tells of the same thing, or where points alone tell too little to object.

    By strokes and points it must not make the segmenter clearly less sure.
    """
    is_sure = prompt.box_xyxy is not None or hinted.score >= own.score - _LESS_SURE
    tells_little = prompt.box_xyxy is None and not prompt.scribbles
    return is_sure and (tells_little or _agreement(own, hinted) >= _AGREED)


def _agreement(one: Prediction, other: Prediction) -> float:
    """Dice of two masks; 0 where both are empty."""
    inside, also = one.probability > _INSIDE, other.probability > _INSIDE
    return 2 * int((inside & also).sum()) / max(1, int(inside.sum()) + int(also.sum()))
