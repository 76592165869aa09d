from __future__ import annotations

import math

import numpy as np
import pytest

from limis.errors import InputError
from limis.eval.statistics import mean_of_groups


def test_groups_count_equally_however_many_cases_they_have() -> None:
    estimate = mean_of_groups([1.0] * 9 + [0.0], ["large"] * 9 + ["small"], list(range(10)))
    assert estimate.mean == 0.5
    assert (estimate.cases, estimate.groups, estimate.clusters) == (10, 2, 10)


def test_the_interval_is_that_of_the_mean_of_independent_patients() -> None:
    values = np.random.default_rng(3).normal(0.7, 0.1, 400).tolist()
    estimate = mean_of_groups(values, [0] * 400, list(range(400)))
    half = 1.96 * 0.1 / math.sqrt(400)
    assert estimate.high - estimate.low == pytest.approx(2 * half, rel=0.15)
    assert estimate.low < estimate.mean < estimate.high


def test_repeating_a_patients_cases_does_not_narrow_the_interval() -> None:
    values = np.random.default_rng(4).normal(0.7, 0.1, 40).tolist()
    once = mean_of_groups(values, [0] * 40, list(range(40)))
    often = mean_of_groups(values * 10, [0] * 400, list(range(40)) * 10)
    assert often.high - often.low == pytest.approx(once.high - once.low)


def test_a_group_of_one_patient_is_not_taken_for_certain() -> None:
    estimate = mean_of_groups([1.0, 1.0, 1.0, 0.0], ["a", "a", "a", "b"], [1, 2, 3, 4])
    assert (estimate.low, estimate.mean, estimate.high) == (0.5, 0.5, 1.0)


def test_the_same_seed_gives_the_same_interval() -> None:
    case = ([0.1, 0.5, 0.9, 0.4], [0, 0, 1, 1], [1, 2, 3, 4])
    assert mean_of_groups(*case, seed=5) == mean_of_groups(*case, seed=5)


def test_one_patient_has_a_mean_but_no_interval() -> None:
    estimate = mean_of_groups([0.25, 0.75], [0, 0], ["p", "p"])
    assert estimate.mean == 0.5
    assert math.isnan(estimate.low)


def test_nothing_has_no_mean() -> None:
    assert math.isnan(mean_of_groups([], [], []).mean)


def test_undefined_values_are_refused() -> None:
    with pytest.raises(InputError, match="cannot be averaged"):
        mean_of_groups([math.nan], [0], [0])
