"""How likely a pixel belongs to a structure, once a person has said that its mask is wrong thereabouts.

Saying so is evidence: what lies just outside a border where "something is missing" is inside far more often than a
segmenter, asked about any border, would say. A logistic regression weighs the segmenter's doubt, the looks of the
pixel and its place against each other, and leaves a mask as it is where they speak for it.

Source: fitted as ``python -m limis.eval.fitting`` does on simulated corrections of training subjects' pictures: first
masks from text and from careless boxes, five turns of a speaker who names the largest error, each sentence weighing the
same, all turns of three rounds together. The first levels are those that gained most Dice there, on average and in the
median; more cautious ones cost less often and gain less.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit

__all__ = ["EXCESS", "FEATURES", "MISSING", "Evidence", "Judgement", "features_of"]

#: What is weighed, in the order of `Judgement.weights`.
FEATURES = ("pushed", "fresh", "likeness", "distance", "distance squared", "meant", "size", "constant")
_UNSURE, _ALIKE = 0.02, 0.05
_USUAL_RADIUS = 30


@dataclass(frozen=True, eq=False)
class Evidence:
    """What is known of some pixels; all arrays have one shape.

    Attributes:
        pushed: float32 in 0…1, what the segmenter says of a mask whose border was pushed the way that was meant; 0.5
            where it was not asked.
        fresh: float32 in 0…1, what it says of the box alone.
        likeness: float32 in 0…1, how much a pixel looks like the structure.
        distance: float32, from the border, as a share of the structure's radius.
        meant: float32 in 0…1, how much the pixel lies where it was said.
        radius: The structure's, in pixels: a large one's border is off by a smaller share of it.
    """

    pushed: NDArray[np.float32]
    fresh: NDArray[np.float32]
    likeness: NDArray[np.float32]
    distance: NDArray[np.float32]
    meant: NDArray[np.float32]
    radius: float


@dataclass(frozen=True)
class Judgement:
    """A fitted regression, and the probabilities at which a mask is changed.

    Attributes:
        weights: One per feature.
        levels: Probabilities of being inside at which something changes; bolder ones follow for where nothing passes
            the first although a person has said that something is wrong.
    """

    weights: tuple[float, ...]
    levels: tuple[float, ...]

    def inside(self, evidence: Evidence) -> NDArray[np.float32]:
        """How likely each pixel is inside: float32 in 0…1, of the evidence's shape.

        Example:
            >>> sure = [np.full(1, v, np.float32) for v in (0.9, 0.9, 0.9, 0.3, 1.0)]
            >>> bool(MISSING.inside(Evidence(*sure, radius=20))[0] > 0.6)
            True
        """
        return expit(features_of(evidence) @ np.array(self.weights, np.float32))


def features_of(evidence: Evidence) -> NDArray[np.float32]:
    """The features, as a last axis."""
    far = evidence.distance
    columns = (
        _log_odds(evidence.pushed, _UNSURE),
        _log_odds(evidence.fresh, _UNSURE),
        _log_odds(evidence.likeness, _ALIKE),
        far,
        far * far,
        evidence.meant,
        np.full_like(far, np.log(evidence.radius / _USUAL_RADIUS)),
        np.ones_like(far),
    )
    return np.stack(columns, axis=-1).astype(np.float32)


def _log_odds(probability: NDArray[np.float32], edge: float) -> NDArray[np.float32]:
    return logit(np.clip(probability, edge, 1 - edge))


#: Pixels outside a mask, where something is missing.
MISSING = Judgement((0.184, 0.185, 0.497, 0.125, -0.649, 0.73, -0.198, -1.755), (0.37, 0.3, 0.22))

#: Pixels inside a mask, where there is too much. What the segmenter says of a pushed border tells nothing here, nor
#: does the size.
EXCESS = Judgement((0.0, 0.17, 0.685, 3.73, -2.209, -0.27, 0.0, -0.936), (0.31, 0.37, 0.43))
