"""Whether two engines differ, case by case: differences with intervals, and signed-rank tests over patients.

Cases of one patient are not independent, so what is tested is one number a patient: the mean over that patient's
cases of the difference. The effect is told twice: as the mean over groups (as everywhere, `limis.eval.statistics`)
and as the median over patients.

Conventions: two-sided; patients without any difference (*ties*) are left out of the ranking, as Wilcoxon did, and
counted; where nobody differs p is 1. Below `LEAST` patients no two-sided test can reach 0.05, so none is made and p is
undefined: that depends on the design alone, not on what came out.

Source: Wilcoxon, Biometrics Bulletin 1(6), 1945; Holm, Scand J Statist 6(2), 1979.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from limis.eval.statistics import Estimate, mean_of_groups

__all__ = ["LEAST", "Difference", "difference", "holm"]

#: Fewest patients for a test: 2 / 2**5 is above 0.05, 2 / 2**6 is not.
LEAST = 6
#: So few patients that every way to draw the signs of their differences is gone through: exact with ties, too.
_ENUMERATED = 13
_DIGITS = 12

Floats = NDArray[np.float64]
_stats: Any = import_module("scipy.stats")


@dataclass(frozen=True)
class Difference:
    """How much a second engine differs from a first.

    Attributes:
        mean: Mean over groups of the mean over cases of the difference, with its interval over patients.
        median: Median over patients of their mean difference; NaN without cases.
        median_low: Lower end of its interval; NaN with fewer than two patients.
        median_high: Upper end of its interval.
        ties: Patients whose mean difference is 0.
        p: Of the signed-rank test; NaN where none is made.
    """

    mean: Estimate
    median: float
    median_low: float
    median_high: float
    ties: int
    p: float


def difference(
    first: Sequence[float],
    second: Sequence[float],
    groups: Sequence[Hashable],
    patients: Sequence[Hashable],
    *,
    resamples: int = 2000,
    seed: int = 0,
    level: float = 0.95,
) -> Difference:
    """Compare two engines over the same cases.

    Args:
        first: The first engine's value in each case, finite.
        second: The second engine's in the same cases.
        groups: The group of each case.
        patients: The patient of each case, unique across datasets.
        resamples: How often patients are drawn for intervals.
        seed: Of the draw.
        level: Of the intervals.

    Returns:
        Second minus first: above 0 the second is larger.

    Raises:
        InputError: Lengths differ, or a value is not finite.

    Example:
        >>> found = difference([0.5] * 6, [0.6, 0.7, 0.8, 0.9, 1.0, 0.55], ["liver"] * 6, range(6))
        >>> round(found.mean.mean, 3), found.p
        (0.258, 0.03125)
    """
    changes = [after - before for before, after in zip(first, second, strict=True)]
    mean = mean_of_groups(changes, groups, patients, resamples=resamples, seed=seed, level=level)
    per_patient = _per_patient(changes, patients)
    median, low, high = _median(per_patient, resamples, seed, level)
    return Difference(mean, median, low, high, int((per_patient == 0).sum()), _signed_rank(per_patient))


def holm(p_values: Sequence[float]) -> list[float]:
    """Adjust p-values for how many there are, so that the chance of any false alarm stays below the level.

    Args:
        p_values: Of one family of tests; NaN where no test was made, which stays NaN and does not count.

    Returns:
        Adjusted values, in the same order, 0…1.

    Example:
        >>> holm([0.01, 0.04, math.nan, 0.03])
        [0.03, 0.06, nan, 0.06]
    """
    made = sorted((p, place) for place, p in enumerate(p_values) if not math.isnan(p))
    adjusted, largest = [math.nan] * len(p_values), 0.0
    for rank, (p, place) in enumerate(made):
        largest = max(largest, min(1.0, p * (len(made) - rank)))
        adjusted[place] = largest
    return adjusted


def _per_patient(changes: Sequence[float], patients: Sequence[Hashable]) -> Floats:
    """Each patient's mean; what is alike but for rounding is alike, or equal answers would be ranked apart."""
    mine: dict[Hashable, list[float]] = {}
    for change, patient in zip(changes, patients, strict=True):
        mine.setdefault(patient, []).append(change)
    means = np.array([np.mean(values) for values in mine.values()], np.float64)
    return np.round(means, _DIGITS)


def _median(values: Floats, resamples: int, seed: int, level: float) -> tuple[float, float, float]:
    if values.size < 2:
        return (float(values[0]) if values.size else math.nan), math.nan, math.nan
    drawn = np.random.default_rng(seed).choice(values, (resamples, values.size))
    low, high = np.quantile(np.median(drawn, axis=1), [(1 - level) / 2, (1 + level) / 2])
    return float(np.median(values)), float(low), float(high)


def _signed_rank(values: Floats) -> float:
    if values.size < LEAST:
        return math.nan
    changed = values[values != 0]
    if changed.size < 2:  # both ways to draw one sign are as extreme
        return 1.0
    every_sign = _stats.PermutationMethod(n_resamples=2**_ENUMERATED)
    return float(_stats.wilcoxon(changed, method=every_sign if changed.size <= _ENUMERATED else "auto").pvalue)
