"""Means with intervals, by resampling patients.

Several cases of one patient say little more than one, so whole patients (*clusters*) are drawn, with
replacement. The mean is taken in two steps: over the cases of each group (a dataset's concept and side), then
over groups, so that large datasets do not drown small ones. Patients are drawn from all datasets together: a
dataset with a single patient is then in some draws and not in others, instead of being taken for certain.

Source: Field and Welsh, "Bootstrapping clustered data", J R Stat Soc B 69(3), 2007; percentile interval: Efron
and Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from limis.errors import InputError, say

__all__ = ["Estimate", "mean_of_groups"]

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Estimate:
    """A mean and how sure it is.

    Attributes:
        mean: Mean over groups of the mean over cases; NaN without cases.
        low: Lower end of the interval; NaN with fewer than two clusters.
        high: Upper end of the interval; NaN with fewer than two clusters.
        cases: Number of cases.
        groups: Number of groups.
        clusters: Number of patients.
    """

    mean: float
    low: float
    high: float
    cases: int
    groups: int
    clusters: int


def mean_of_groups(
    values: Sequence[float],
    groups: Sequence[Hashable],
    clusters: Sequence[Hashable],
    *,
    resamples: int = 2000,
    seed: int = 0,
    level: float = 0.95,
) -> Estimate:
    """Take the mean over groups, with a bootstrap interval over patients.

    A resample in which a group has no patient leaves that group out of its mean.

    Args:
        values: One per case, finite.
        groups: The group of each case; all the same for a plain mean.
        clusters: The patient of each case, unique across datasets.
        resamples: How often patients are drawn.
        seed: Of the draw; the same seed gives the same interval.
        level: Of the interval.

    Returns:
        Mean, interval and counts.

    Raises:
        InputError: Lengths differ, or a value is not finite.

    Example:
        >>> mean_of_groups([1.0, 0.0, 0.5], ["a", "a", "b"], [1, 2, 3]).mean
        0.5
    """
    _check(values, groups, clusters)
    if not values:
        return Estimate(math.nan, math.nan, math.nan, 0, 0, 0)
    group_of, cluster_of = _numbered(groups), _numbered(clusters)
    sums, counts = _tables(np.asarray(values, np.float64), group_of, cluster_of)
    mean = float((sums.sum(axis=0) / counts.sum(axis=0)).mean())
    n_clusters, n_groups = sums.shape
    if n_clusters < 2:
        return Estimate(mean, math.nan, math.nan, len(values), n_groups, n_clusters)
    means = _means(_draws(n_clusters, resamples, seed), sums, counts)
    low, high = np.quantile(means, [(1 - level) / 2, (1 + level) / 2])
    return Estimate(mean, float(low), float(high), len(values), n_groups, n_clusters)


def _check(values: Sequence[float], *labels: Sequence[Hashable]) -> None:
    if any(len(each) != len(values) for each in labels) or not np.isfinite(np.asarray(values, np.float64)).all():
        raise InputError(
            say(
                "cases that cannot be averaged",
                expected="finite values, and one group and cluster for each",
                got=f"{len(values)} values with {[len(each) for each in labels]} labels",
                next_step="Leave out undefined values and say how many there were",
            )
        )


def _numbered(labels: Sequence[Hashable]) -> NDArray[np.int64]:
    numbers: dict[Hashable, int] = {}
    return np.array([numbers.setdefault(label, len(numbers)) for label in labels], np.int64)


def _tables(values: Floats, group_of: NDArray[np.int64], cluster_of: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Sum of values and number of cases, clusters x groups."""
    sums = np.zeros((int(cluster_of.max()) + 1, int(group_of.max()) + 1))
    counts = np.zeros_like(sums)
    np.add.at(sums, (cluster_of, group_of), values)
    np.add.at(counts, (cluster_of, group_of), 1.0)
    return sums, counts


@lru_cache(maxsize=8)
def _draws(clusters: int, resamples: int, seed: int) -> Floats:
    """How often each cluster is drawn, resamples x clusters; every metric over the same patients draws alike."""
    even = np.full(clusters, 1 / clusters)
    drawn = np.random.default_rng(seed).multinomial(clusters, even, resamples).astype(np.float64)
    drawn.setflags(write=False)
    return drawn


def _means(draws: Floats, sums: Floats, counts: Floats) -> Floats:
    """The mean over groups in each resample.

    Args:
        draws: How often each cluster was drawn, resamples x clusters.
        sums: Clusters x groups.
        counts: Clusters x groups.
    """
    seen = draws @ counts
    per_group = np.divide(draws @ sums, seen, out=np.zeros_like(seen), where=seen > 0)
    drawn = np.count_nonzero(seen, axis=1)
    return per_group.sum(axis=1)[drawn > 0] / drawn[drawn > 0]
