"""Several answers to one prompt, taken together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from limis.protocols import Prediction

__all__ = ["mean_of"]


def mean_of(answers: Sequence[Prediction]) -> Prediction:
    """The mean of one or more answers of the same size, and of their scores."""
    if len(answers) == 1:
        return answers[0]
    together = answers[0].probability.copy()
    for answer in answers[1:]:
        together += answer.probability
    together /= np.float32(len(answers))
    return Prediction(together, sum(answer.score for answer in answers) / len(answers))
