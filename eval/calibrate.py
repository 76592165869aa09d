"""Thresholds of presence: from which score on a thing counts as being there.

Each concept gets its own threshold, pulled towards one for all where it has few examples, so that of the things
surely absent only a given share is taken for present. How well that does is told by cross-fitting: each
subject is judged by thresholds that never saw it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from limis.errors import InputError, say
from limis.eval.detection import Presence, presence

__all__ = ["Calibration", "Thresholds", "calibrate", "cross_fit", "fit_thresholds"]

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
_EDGE = 1e-6
_STEP = 0.005
_STRICTEST = 0.995


@dataclass(frozen=True)
class Thresholds:
    """From which score on a thing counts as there.

    Attributes:
        overall: For concepts without examples of their own.
        by_concept: For the others.
    """

    overall: float
    by_concept: Mapping[str, float]

    def of(self, concept: str) -> float:
        """The threshold of a concept."""
        return self.by_concept.get(concept, self.overall)

    def judge(self, scores: ArrayLike, concepts: Sequence[str]) -> Bools:
        """Whether each score counts as there; bool, shape ``(n,)``."""
        return np.asarray(scores, np.float64) >= np.array([self.of(concept) for concept in concepts])


@dataclass(frozen=True, eq=False)
class Calibration:
    """Thresholds, and what they are worth on subjects they have not seen.

    Attributes:
        thresholds: Fitted on all subjects.
        aim: Specificity that they were fitted to; stricter than what was asked for where that was needed.
        unseen: Sensitivity and specificity by cross-fitting, over all cases.
        unseen_over_concepts: The same, averaged over concepts, each counting once.
    """

    thresholds: Thresholds
    aim: float
    unseen: Presence
    unseen_over_concepts: Presence


def calibrate(
    scores: ArrayLike,
    present: ArrayLike,
    concepts: Sequence[str],
    subjects: Sequence[str],
    *,
    specificity: float = 0.96,
    folds: int = 5,
    pull: float = 20.0,
    seed: int = 0,
) -> Calibration:
    """Choose thresholds that keep a specificity on unseen subjects, with the best sensitivity.

    Thresholds are fitted to ever stricter aims until the cross-fitted specificity is reached.

    Args:
        scores: 0…1, shape ``(n,)``, one per (image, concept).
        present: bool, shape ``(n,)``; False only where the concept is surely absent.
        concepts: The concept of each score.
        subjects: The patient of each score, unique across datasets.
        specificity: Wanted share of absent things that are not taken for present.
        folds: Of cross-fitting.
        pull: Absent subjects that a concept must have for its own threshold to count as much as the overall one.
        seed: Of the folds.

    Returns:
        Thresholds and their cross-fitted worth. Where no aim reaches the specificity, the strictest is taken:
        `Calibration.unseen` says so.

    Raises:
        InputError: Lengths differ, scores lie outside 0…1, or nothing is absent.
    """
    values, there = _checked(scores, present, concepts, subjects)

    def at(aim: float) -> Calibration:
        verdicts = cross_fit(values, there, concepts, subjects, specificity=aim, folds=folds, pull=pull, seed=seed)
        thresholds = fit_thresholds(values, there, concepts, subjects, specificity=aim, pull=pull)
        unseen = presence(verdicts.tolist(), there.tolist())
        return Calibration(thresholds, aim, unseen, _over_concepts(verdicts, there, concepts))

    for aim in np.arange(specificity, _STRICTEST, _STEP).tolist():
        calibration = at(aim)
        if calibration.unseen.specificity >= specificity:
            return calibration
    return at(_STRICTEST)


def cross_fit(
    scores: ArrayLike,
    present: ArrayLike,
    concepts: Sequence[str],
    subjects: Sequence[str],
    *,
    specificity: float,
    folds: int = 5,
    pull: float = 20.0,
    seed: int = 0,
) -> Bools:
    """Judge every subject by thresholds fitted on others; arguments as in `calibrate`.

    Returns:
        bool, shape ``(n,)``: whether each thing is taken for present.

    Raises:
        InputError: As `calibrate`, or some fold has nothing absent to be fitted on.
    """
    values, there = _checked(scores, present, concepts, subjects)
    fold_of = _folds(subjects, folds, seed)
    verdicts = np.zeros(values.shape, np.bool_)
    for fold in np.unique(fold_of):
        rest: list[int] = np.flatnonzero(fold_of != fold).tolist()
        held: list[int] = np.flatnonzero(fold_of == fold).tolist()
        thresholds = fit_thresholds(
            values[rest],
            there[rest],
            [concepts[n] for n in rest],
            [subjects[n] for n in rest],
            specificity=specificity,
            pull=pull,
        )
        verdicts[held] = thresholds.judge(values[held], [concepts[n] for n in held])
    return verdicts


def fit_thresholds(
    scores: ArrayLike,
    present: ArrayLike,
    concepts: Sequence[str],
    subjects: Sequence[str],
    *,
    specificity: float,
    pull: float = 20.0,
) -> Thresholds:
    """Fit thresholds to a specificity; arguments as in `calibrate`.

    A concept's own threshold reaches the specificity on its absent cases and lies, in logits, halfway between
    the highest score it turns down and the lowest present score it lets through. It is then moved towards the
    overall one by ``pull / (pull + absent subjects)``.

    Raises:
        InputError: As `calibrate`.
    """
    values, there = _checked(scores, present, concepts, subjects)
    names = np.array(concepts)
    overall = _halfway(values, there, specificity)
    by_concept: dict[str, float] = {}
    for name in sorted(set(concepts)):
        mine = names == name
        absent = {subject for subject, counts in zip(subjects, mine & ~there, strict=True) if counts}
        if absent:
            own = _halfway(values[mine], there[mine], specificity)
            share = len(absent) / (len(absent) + pull)
            by_concept[name] = _score(share * _logit(own) + (1 - share) * _logit(overall))
    return Thresholds(overall, by_concept)


def _halfway(scores: Floats, present: Bools, specificity: float) -> float:
    """The middle, in logits, between the absent scores that must be turned down and the next present one.

    Where no present score is higher, the lowest threshold that turns them down.
    """
    absent = np.sort(scores[~present])
    turned_down = float(absent[int(np.ceil(specificity * absent.size - 1e-9)) - 1])
    let_through = scores[present & (scores > turned_down)]
    if not let_through.size:
        return float(np.nextafter(turned_down, 1))
    return _score((_logit(turned_down) + _logit(float(let_through.min()))) / 2)


def _logit(score: float) -> float:
    kept = min(max(score, _EDGE), 1 - _EDGE)
    return float(np.log(kept / (1 - kept)))


def _score(logit: float) -> float:
    return float(1 / (1 + np.exp(-logit)))


def _folds(subjects: Sequence[str], folds: int, seed: int) -> NDArray[np.int64]:
    names = sorted(set(subjects))
    order = np.random.default_rng(seed).permutation(len(names))
    fold_of = {name: int(place) % folds for name, place in zip(names, order, strict=True)}
    return np.array([fold_of[subject] for subject in subjects], np.int64)


def _over_concepts(verdicts: Bools, there: Bools, concepts: Sequence[str]) -> Presence:
    names = np.array(concepts)
    parts = [presence(verdicts[names == n].tolist(), there[names == n].tolist()) for n in sorted(set(concepts))]
    hits = [part.sensitivity for part in parts if part.present]
    passed = [part.specificity for part in parts if part.absent]
    return Presence(
        float(np.mean(hits)) if hits else float("nan"),
        float(np.mean(passed)) if passed else float("nan"),
        len(hits),
        len(passed),
    )


def _checked(
    scores: ArrayLike, present: ArrayLike, concepts: Sequence[str], subjects: Sequence[str]
) -> tuple[Floats, Bools]:
    values, there = np.asarray(scores, np.float64), np.asarray(present, np.bool_)
    lengths = {values.size, there.size, len(concepts), len(subjects)}
    if len(lengths) > 1 or not ((values >= 0) & (values <= 1)).all() or there.all():
        raise InputError(
            say(
                "scores that cannot be calibrated",
                expected="scores in 0…1, each with truth, concept and subject, some of them absent",
                got=f"lengths {sorted(lengths)}, {int((~there).sum())} absent",
                next_step="Ask for things that are surely absent too",
            )
        )
    return values, there
