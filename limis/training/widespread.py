"""Presence of what may be anywhere: nerves, vessels, bones.

No data set tells that they are absent from an image, so a network that learns presence never sees one without them and
finds them in everything. What taught them is one kind of imaging or two; in all others a set has never seen them. So
their presence is learned once more, from the summaries that the finished network gives of its training pictures: those
that show them against those of other kinds of imaging, and those in which their labeller saw none.

Source: ridge logistic regression, both answers counting equally.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np
import torch
from numpy.typing import NDArray
from scipy import optimize
from scipy.special import expit

from limis.eval.absence import WIDESPREAD
from limis.eval.calibrate import fit_thresholds
from limis.grounders.embedded import EmbeddedGrounder
from limis.models.weights import WeightSet, open_set
from limis.protocols import View
from limis.training.export import export_ask
from limis.training.pack import write_manifest
from limis.training.samples import Sample
from limis.training.unpack import read_network

__all__ = ["fit_presence", "fit_widespread"]

_LEAST = 5
_RIDGE = 1e-2
_SPECIFICITY = 0.96
_optimize = cast("Any", optimize)

Floats = NDArray[np.float64]


def fit_widespread(name: str, folder: Path, samples: Sequence[Sample], unseen: Sequence[Sample]) -> list[str]:
    """Learn the presence of widespread things once more, and set their thresholds.

    Args:
        name: Of a packed set whose thresholds are set.
        folder: The folder that holds the sets.
        samples: Training pictures.
        unseen: Pictures of subjects that trained nothing, for the thresholds.

    Returns:
        What was learned again: things that at least five training pictures show, and five do not. The graph that holds
        their vectors and the manifest are rewritten.
    """
    weights = open_set(name, folder)
    told = {c: np.array([_shows(weights, s, c) for s in samples]) for c in sorted(WIDESPREAD & set(weights.learned))}
    again = [c for c, shown in told.items() if min((shown == 1).sum(), (shown == 0).sum()) >= _LEAST]
    if not again:
        return []
    summaries, network = _summaries(weights, samples), read_network(weights, "grounder")
    keys, state = cast("list[str]", network["keys"]), cast("dict[str, torch.Tensor]", network["state"])
    for concept in again:
        sure = told[concept] >= 0
        vector, bias = fit_presence(summaries[sure], told[concept][sure] == 1)
        state["presence"][keys.index(concept)] = torch.from_numpy(vector)
        state["presence_bias"][keys.index(concept)] = bias
    export_ask(network, weights.folder)
    _rewrite(weights.folder, {})
    _set_thresholds(open_set(name, folder), again, unseen)
    return again


def fit_presence(summaries: Floats, shown: NDArray[np.bool_]) -> tuple[Floats, float]:
    """Learn what tells pictures that show a thing from others.

    Args:
        summaries: Shape ``(n, c)``.
        shown: bool, shape ``(n,)``; both answers are there.

    Returns:
        A vector ``(c,)`` and a bias: their logit is above 0 where the thing is likely there.

    Example:
        >>> vector, bias = fit_presence(np.array([[1.0], [2.0], [8.0], [9.0]]), np.array([False, False, True, True]))
        >>> bool(vector[0] * 8 + bias > 0 > vector[0] * 2 + bias)
        True
    """
    middle, spread = summaries.mean(0), summaries.std(0) + 0.05
    design = np.c_[(summaries - middle) / spread, np.ones(len(summaries))]
    sign: Floats = np.where(shown, 1.0, -1.0)
    count = int(shown.sum())
    weight: Floats = np.where(shown, 0.5 / count, 0.5 / (shown.size - count))

    def loss(blend: Floats) -> tuple[float, Floats]:
        margin = sign * (design @ blend)
        pull: Floats = weight * sign * expit(-margin)
        slope: Floats = 2 * _RIDGE * np.r_[blend[:-1], 0] - design.T @ pull
        return float(weight @ np.logaddexp(0, -margin) + _RIDGE * (blend[:-1] ** 2).sum()), slope

    best: Floats = _optimize.minimize(loss, np.zeros(design.shape[1]), jac=True, method="L-BFGS-B").x
    vector = best[:-1] / spread
    return vector, float(best[-1] - vector @ middle)


def _summaries(weights: WeightSet, samples: Sequence[Sample]) -> Floats:
    grounder = EmbeddedGrounder(weights)
    return np.stack([grounder.summary(_view(sample)) for sample in samples]).astype(np.float64)


def _shows(weights: WeightSet, sample: Sample, concept: str) -> int:
    """1 for a picture that shows a thing, 0 for one that the set cannot see it in, -1 where nobody says."""
    if concept in sample.masks:
        return 1
    elsewhere = sample.modality not in weights.learned[concept].subjects
    return 0 if elsewhere or concept in sample.labelled else -1


def _set_thresholds(weights: WeightSet, concepts: Sequence[str], samples: Sequence[Sample]) -> None:
    """Set each thing's own threshold between what shows it and what does not."""
    grounder, blend = EmbeddedGrounder(weights), np.asarray(weights.grounder["score"], np.float64)
    evidence = np.stack([grounder.evidence(_view(sample), concepts) for sample in samples])
    scores = expit(evidence @ blend[:2] + blend[2])
    thresholds: dict[str, float] = {}
    for n, concept in enumerate(concepts):
        shown = np.array([_shows(weights, sample, concept) for sample in samples])
        asked = shown >= 0
        subjects = [f"{s.dataset}/{s.subject}" for s, counts in zip(samples, asked, strict=True) if counts]
        one = [concept] * len(subjects)
        fitted = fit_thresholds(scores[asked, n], shown[asked] == 1, one, subjects, specificity=_SPECIFICITY)
        thresholds[concept] = round(fitted.overall, 4)
    _rewrite(weights.folder, thresholds)


def _rewrite(folder: Path, thresholds: Mapping[str, float]) -> None:
    manifest: dict[str, Any] = json.loads((folder / "set.json").read_text(encoding="utf-8"))
    for concept, threshold in thresholds.items():
        manifest["concepts"][concept]["threshold"] = threshold
    write_manifest(folder, manifest)
    open_set.cache_clear()


def _view(sample: Sample) -> View:
    return View((sample.image / 255).astype(np.float32), sample.modality)
