"""When a concept counts as there: scores blended and thresholds set on subjects that trained nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from limis.eval.absence import Atlas
from limis.eval.calibrate import Calibration, calibrate
from limis.eval.overlap import dice
from limis.grounders.embedded import EmbeddedGrounder
from limis.models.weights import WeightSet, open_set
from limis.progress import silent
from limis.protocols import Query, View
from limis.training.pack import write_manifest
from limis.training.samples import Sample

__all__ = ["Witness", "best_level", "calibrate_set", "question", "set_levels", "set_score"]

_ABSENT_PER_IMAGE = 12
_RIDGE = 1e-2
_LEVELS = (0.2, 0.3, 0.1, 0.05)
_LEVEL_MUST_GAIN = 0.015
_PICTURES_PER_LEVEL = 16


@dataclass(frozen=True)
class Witness:
    """One question about one image, and its answer.

    Attributes:
        subject: Patient, unique across datasets.
        concept: What was asked for.
        present: Whether it is there; False only where it surely is not.
        evidence: As `limis.grounders.embedded.evidence_of` gives it.
    """

    subject: str
    concept: str
    present: bool
    evidence: tuple[float, float]


def calibrate_set(name: str, folder: Path, samples: Sequence[Sample], *, seed: int = 0) -> Calibration:
    """Set the score weights and thresholds of a packed set.

    Args:
        name: Of the set.
        folder: The folder that holds the sets.
        samples: Pictures of subjects that trained nothing.
        seed: Of the draws.

    Returns:
        The thresholds and what they are worth on unseen subjects. The manifest is rewritten.
    """
    weights = open_set(name, folder)
    witnesses = question(weights, samples, seed)
    present = np.array([w.present for w in witnesses])
    evidence = np.array([w.evidence for w in witnesses])
    blend = set_score(evidence, present)
    scores = expit(evidence @ blend[:2] + blend[2])
    outcome = calibrate(
        scores, present, [w.concept for w in witnesses], [w.subject for w in witnesses], specificity=0.965, seed=seed
    )
    _rewrite(weights, blend, outcome)
    open_set.cache_clear()
    return outcome


def question(weights: WeightSet, samples: Sequence[Sample], seed: int) -> list[Witness]:
    """Ask a set for what is in each picture and for a dozen things that surely are not.

    Half of these are things that the set knows in the same kind of imaging, where there are so many.
    """
    grounder = EmbeddedGrounder(weights)
    rng = np.random.default_rng(seed)
    atlas = Atlas({(s.dataset, key, s.modality) for s in samples for key in s.masks})
    witnesses: list[Witness] = []
    for sample in samples:
        there = sorted(key for key in sample.masks if key in weights.learned)
        absent = [c for c in atlas.absent(sample.dataset) if c in weights.learned]
        alike = [c for c in absent if sample.modality in weights.learned[c].subjects]
        others = [c for c in absent if c not in alike]
        picked = [group[i] for group in (alike, others) for i in _draw(rng, len(group), _ABSENT_PER_IMAGE // 2)]
        view = View((sample.image / 255).astype(np.float32), sample.modality)
        if there or picked:
            found = grounder.evidence(view, [*there, *picked])
            for n, concept in enumerate([*there, *picked]):
                told = (float(found[n, 0]), float(found[n, 1]))
                witnesses.append(Witness(f"{sample.dataset}/{sample.subject}", concept, n < len(there), told))
    return witnesses


def set_score(evidence: NDArray[np.float64], present: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Fit the two weights and the bias of the score by ridge logistic regression, both answers counting equally.

    Args:
        evidence: Shape ``(n, 2)``.
        present: bool, shape ``(n,)``.

    Returns:
        Shape ``(3,)``: weight of the image's logit, weight of the pixels' logit, bias.

    Source: Newton's method for logistic regression (iteratively reweighted least squares).
    """
    design = np.c_[evidence, np.ones(len(evidence))]
    weight = np.where(present, 0.5 / max(1, present.sum()), 0.5 / max(1, (~present).sum()))
    ridge = np.diag([_RIDGE, _RIDGE, 0.0])
    blend = np.array([0.5, 0.5, 0.0])
    for _ in range(50):
        guess = expit(design @ blend)
        slope: NDArray[np.float64] = design.T @ (weight * (present - guess)) - ridge @ blend
        curve: NDArray[np.float64] = (
            design * (weight * np.maximum(guess * (1 - guess), 1e-4))[:, None]
        ).T @ design + ridge
        step = np.linalg.solve(curve, slope).astype(np.float64)
        blend = blend + np.clip(step, -1, 1)
        if np.abs(step).max() < 1e-6:
            break
    return blend


def set_levels(name: str, folder: Path, samples: Sequence[Sample], *, seed: int = 0) -> dict[str, float]:
    """Set the heat from which a pixel belongs to each concept, on training pictures.

    How hot a thing gets depends on how thin it is, which a network shows on the pictures it learned from too.

    Args:
        name: Of the set.
        folder: The folder that holds the sets.
        samples: Training pictures.
        seed: Of the draws.

    Returns:
        Concept → level. The manifest is rewritten.
    """
    weights = open_set(name, folder)
    grounder = EmbeddedGrounder(weights)
    rng = np.random.default_rng(seed)
    levels: dict[str, float] = {}
    for concept in weights.learned:
        shown = [s for s in samples if concept in s.masks]
        picked = [shown[i] for i in _draw(rng, len(shown), _PICTURES_PER_LEVEL)]
        levels[concept] = best_level([(_heat(grounder, s, concept), s.masks[concept]) for s in picked])
    manifest: dict[str, Any] = json.loads((weights.folder / "set.json").read_text(encoding="utf-8"))
    for concept, level in levels.items():
        manifest["concepts"][concept]["level"] = level
    write_manifest(weights.folder, manifest)
    open_set.cache_clear()
    return levels


def best_level(cases: Sequence[tuple[NDArray[np.float32], NDArray[np.bool_]]]) -> float:
    """The level with the best mean Dice; the usual one unless another is clearly better.

    The usual level lies below one half, because on subjects that trained nothing heat is fainter than it should be.

    Args:
        cases: Heat and truth of each picture, of the same shape.
    """
    if not cases:
        return _LEVELS[0]
    means = {level: float(np.mean([dice(heat > level, truth) for heat, truth in cases])) for level in _LEVELS}
    best = max(means, key=lambda level: means[level])
    return best if means[best] > means[_LEVELS[0]] + _LEVEL_MUST_GAIN else _LEVELS[0]


def _draw(rng: np.random.Generator, among: int, most: int) -> list[int]:
    return [int(n) for n in rng.permutation(among)[:most]]


def _heat(grounder: EmbeddedGrounder, sample: Sample, concept: str) -> NDArray[np.float32]:
    view = View((sample.image / 255).astype(np.float32), sample.modality)
    ((seen,),) = grounder.ground([view], [Query(concept, concept)], silent)
    return np.zeros(sample.image.shape[:2], np.float32) if seen.heat is None else seen.heat


def _rewrite(weights: WeightSet, blend: NDArray[np.float64], outcome: Calibration) -> None:
    manifest: dict[str, Any] = json.loads((weights.folder / "set.json").read_text(encoding="utf-8"))
    manifest["grounder"]["score"] = [round(float(v), 5) for v in blend]
    concepts: Mapping[str, dict[str, Any]] = manifest["concepts"]
    for concept, row in concepts.items():
        row["threshold"] = round(outcome.thresholds.of(concept), 4)
    manifest["presence"] = {
        "sensitivity": round(outcome.unseen.sensitivity, 4),
        "specificity": round(outcome.unseen.specificity, 4),
    }
    write_manifest(weights.folder, manifest)
