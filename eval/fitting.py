"""Fitting what the corrector makes of evidence: simulated corrections of training subjects, two regressions.

``python -m limis.eval.fitting DATA/index.jsonl`` prints the constants of `limis.edits.posterior`. The speaker corrects
masks that begin with a sentence, a careless box or a truth that was spoiled more or less, with the constants as they
are now; pixels that a sentence could have changed are samples. Running it again after its own constants were put in
place fits the masks that they lead to: a judgement that is fitted on first masks alone is too bold once the first error
is gone. What each level gains is told by how good masks were before: the better, the more a bold one harms.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from limis.commands import Excess, Missing
from limis.edits.asking import Answer, Question
from limis.edits.corrector import Corrector
from limis.edits.directions import Surroundings
from limis.edits.posterior import EXCESS, FEATURES, MISSING, features_of
from limis.edits.shapes import ExactShape, apply_shape
from limis.eval.cases import Ask
from limis.eval.data import Plan, read_data
from limis.eval.overlap import Inside
from limis.eval.product import Product, open_product
from limis.eval.protocols.language import LANGUAGE, careless_mask, spoiled_mask
from limis.eval.speaker import Speaker
from limis.imaging.window import window_for
from limis.types import Image, Mask
from limis.volumes.stack import Stack

__all__ = ["Sample", "best_level", "fit_weights", "samples_of"]

_TURNS = 5
_PER_PAIR = 3
_RIDGE = 3e-3
_STEPS = 15
_LEVELS = tuple(n / 100 for n in range(16, 62, 2))
_SPOILED = (0.65, 0.85, 0.93)
_MOST = 2000
"""Pixels that are drawn of a sentence's, to keep memory bounded."""

_BINS = (0.0, 0.7, 0.85, 0.93, 1.0)
_WORSE = 0.005


@dataclass(frozen=True, eq=False)
class Sample:
    """One sentence, and the pixels that it could have changed.

    Attributes:
        adds: Whether something was missing.
        features: float32, a row per pixel, as `limis.edits.posterior.features_of` gives them.
        inside: bool, the truth at these pixels.
        shared: Pixels that mask and truth share.
        sizes: Pixels of the mask and of the truth together.
        each: How many pixels each of them stands for.
    """

    adds: bool
    features: NDArray[np.float32]
    inside: NDArray[np.bool_]
    shared: int
    sizes: int
    each: float = 1.0

    @property
    def before(self) -> float:
        """Dice before."""
        return 2 * self.shared / self.sizes

    def gain(self, weights: NDArray[np.float64], level: float) -> float:
        """By how much Dice changes when what passes a level is changed."""
        probability = expit(self.features @ weights)
        changed = probability > level if self.adds else probability < level
        each = self.each if self.adds else -self.each
        shared = self.shared + each * int((changed & self.inside).sum())
        return 2 * shared / max(1, self.sizes + each * int(changed.sum())) - self.before


def fit_weights(samples: Sequence[Sample]) -> NDArray[np.float64]:
    """Logistic regression by Newton's method; every sample weighs the same, and a little ridge keeps it finite.

    Args:
        samples: Of one kind.

    Returns:
        float64, a weight per feature.
    """
    features = np.concatenate([s.features for s in samples]).astype(np.float64)
    inside = np.concatenate([s.inside for s in samples]).astype(np.float64)
    share = np.concatenate([np.full(len(s.inside), 1 / len(s.inside)) for s in samples])
    scale: NDArray[np.float64] = np.maximum(features.std(axis=0), 1e-6)
    scale[-1] = 1
    scaled: NDArray[np.float64] = features / scale
    ridge: NDArray[np.float64] = _RIDGE * np.eye(len(scale), dtype=np.float64)
    weights: NDArray[np.float64] = np.zeros(len(scale), np.float64)
    for _ in range(_STEPS):
        chance: NDArray[np.float64] = expit(scaled @ weights)
        bend: NDArray[np.float64] = (scaled * (share * chance * (1 - chance))[:, None]).T @ scaled + ridge
        slope: NDArray[np.float64] = scaled.T @ (share * (inside - chance)) - _RIDGE * weights
        weights = np.asarray(weights + np.linalg.solve(bend, slope), np.float64)
    return np.asarray(weights / scale, np.float64)


def best_level(samples: Sequence[Sample], weights: NDArray[np.float64]) -> float:
    """The probability at which changing a mask gains most Dice on average."""
    return max(_LEVELS, key=lambda level: float(np.mean([s.gain(weights, level) for s in samples])))


def samples_of(product: Product, ask: Ask) -> Iterator[Sample]:
    """Correct first masks in words, and give what each sentence could have changed.

    Args:
        product: Whose engines find and draw.
        ask: A question about a picture.
    """
    image = product.load(ask.image, ask.modality)
    truth = ask.truth.read(image.geometry).inside
    found = product.ask(image, ask.sentence).result.masks.values()
    spoiled = (spoiled_mask(ask, image.geometry, truth, near) for near in _SPOILED)
    drawn = (careless_mask(product, ask, image, truth), *(each[1] for each in spoiled if each is not None))
    for first in (*[mask.data for mask in found][:1], *drawn):
        if (first & truth).any():
            yield from _corrected(product, ask, image, truth, Mask(first, image.geometry))


def _corrected(product: Product, ask: Ask, image: Image, truth: Inside, mask: Mask) -> Iterator[Sample]:
    """What each sentence about one mask could have changed."""
    heard: list[tuple[Question, Answer]] = []
    stack = Stack(image, image.geometry.view(), window_for(image, ask.modality), ask.modality)
    corrector = Corrector(stack, product.segmenter, heed=lambda question, answer: heard.append((question, answer)))
    speaker = Speaker(image.geometry, f"{ask.dataset}/{ask.name}/{ask.concept}/{ask.side}")
    for turn in range(_TURNS):
        said = speaker.say(mask.data, truth, turn)
        if said is None:
            return
        if isinstance(said.command, ExactShape):
            mask = apply_shape(said.command, mask, image).mask
            continue
        if not isinstance(said.command, Missing | Excess):
            return
        heard.clear()
        new = corrector.correct(said.command, mask, around=Surroundings(concept=ask.concept)).mask
        shared, sizes = int((mask.data & truth).sum()), mask.voxels + int(truth.sum())
        for question, answer in heard:
            if answer.evidence is not None:
                inside = truth[question.window][answer.zone]
                sample = Sample(question.adds, features_of(answer.evidence), inside, shared, sizes)
                yield _thinned(sample, f"{ask.seed}/{turn}")
        mask = new


def _thinned(sample: Sample, seed: str) -> Sample:
    """A sample with some of its pixels, where there are many."""
    count = len(sample.inside)
    if count <= _MOST:
        return sample
    chosen = np.random.default_rng(list(seed.encode())).choice(count, _MOST, replace=False)
    return replace(sample, features=sample.features[chosen], inside=sample.inside[chosen], each=count / _MOST)


def main(index: Path, models: str = "embedded", limit: str = str(_PER_PAIR)) -> None:
    """Fit on the training subjects of an index, `limit` cases per pair of dataset and concept; print the constants."""
    product = open_product(models, device="cpu", tell_modality=True)
    asks = LANGUAGE["words-box"].plan(read_data(index, "train"), Plan(limit=int(limit)))
    samples = [sample for ask in asks for sample in samples_of(product, ask)]
    for name, adds in (("MISSING", True), ("EXCESS", False)):
        own = [sample for sample in samples if sample.adds is adds]
        weights = fit_weights(own)
        level = best_level(own, weights)
        told = ", ".join(f"{word} {weight:.3f}" for word, weight in zip(FEATURES, weights, strict=True))
        gain = np.mean([sample.gain(weights, level) for sample in own])
        sys.stdout.write(f"{name} ({len(own)} sentences): {told}; level {level}, mean gain {gain:+.4f}\n")
        sys.stdout.writelines(_by_quality(own, np.array((MISSING if adds else EXCESS).weights)))


def _by_quality(samples: Sequence[Sample], weights: NDArray[np.float64]) -> Iterator[str]:
    """What each level gains with the present weights, and how many sentences make it worse, by Dice before."""
    for low, high in pairwise(_BINS):
        among = [sample for sample in samples if low <= sample.before < high]
        for level in _LEVELS if among else ():
            gains = np.array([sample.gain(weights, level) for sample in among])
            worse = float((gains < -_WORSE).mean())
            told = f"level {level}, gain {gains.mean():+.4f}, worse {worse:.0%}"
            yield f"  Dice {low} to {high} ({len(among)}): {told}\n"


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:4])
