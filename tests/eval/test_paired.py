from __future__ import annotations

import itertools
import math

import numpy as np
import pytest

from limis.errors import InputError
from limis.eval.paired import difference, holm


def by_hand(values: list[float]) -> float:
    """The two-sided p-value from every way to choose the signs."""
    ranks = np.argsort(np.argsort(np.abs(values))) + 1
    middle = ranks.sum() / 2
    seen = abs(ranks[np.array(values) > 0].sum() - middle)
    sums = [sum(chosen) for chosen in itertools.product(*[(0, int(rank)) for rank in ranks])]
    return float(np.mean([abs(each - middle) >= seen for each in sums]))


def test_p_is_the_share_of_signs_that_are_as_extreme() -> None:
    changes = [0.31, -0.02, 0.17, 0.08, -0.11, 0.23, 0.05, 0.29]
    found = difference([0.0] * 8, changes, ["a"] * 8, list(range(8)))
    assert found.p == pytest.approx(by_hand(changes))


def test_p_is_exact_where_differences_are_alike() -> None:
    """Found or not found: every difference is 1. Of six signs all are alike in 2 of 64 ways, of three in 2 of 8."""
    for changed, p in ((6, 2 / 64), (3, 2 / 8), (1, 1), (0, 1)):
        after = [1.0] * changed + [0.0] * (7 - changed)
        assert difference([0.0] * 7, after, ["a"] * 7, list(range(7))).p == pytest.approx(p)


def test_differences_that_are_alike_but_for_rounding_are_ranked_alike() -> None:
    first, second = [0.7, 0.4, 0.1, 0.2, 0.3, 0.6], [0.8, 0.5, 0.2, 0.3, 0.4, 0.5]
    assert len({after - before for before, after in zip(first, second, strict=True)}) > 2
    assert difference(first, second, ["a"] * 6, list(range(6))).p == pytest.approx(14 / 64)


def test_a_patient_counts_once_however_many_cases_there_are() -> None:
    first, second = [0.5] * 6, [0.6, 0.4, 0.9, 0.7, 0.3, 0.8]
    once = difference(first, second, ["a"] * 6, list(range(6)))
    often = difference(first * 5, second * 5, ["a"] * 30, list(range(6)) * 5)
    assert often.p == once.p
    assert often.median == pytest.approx(once.median)
    assert (often.mean.low, often.mean.high) == pytest.approx((once.mean.low, once.mean.high))


def test_ties_are_counted_and_left_out_of_the_ranking() -> None:
    changes = [0.3, 0.1, 0.2, 0.5, 0.4, 0.6]
    plain = difference([0.0] * 6, changes, ["a"] * 6, list(range(6)))
    tied = difference([0.1 + 0.2, *[0.0] * 6], [0.3, *changes], ["a"] * 7, list(range(7)))
    assert (plain.ties, tied.ties) == (0, 1)
    assert plain.p == pytest.approx(2 / 2**6)
    assert tied.p == pytest.approx(plain.p, abs=0.005)


def test_equal_engines_do_not_differ() -> None:
    same = difference([0.4] * 9, [0.4] * 9, ["a"] * 9, list(range(9)))
    assert (same.p, same.ties, same.median, same.mean.mean) == (1, 9, 0, 0)


def test_a_few_patients_are_not_tested() -> None:
    few = difference([0.0] * 5, [1.0] * 5, ["a"] * 5, list(range(5)))
    assert math.isnan(few.p)
    assert few.mean.mean == few.median == 1


def test_the_mean_weighs_groups_equally_and_the_median_patients() -> None:
    found = difference([0.0] * 4, [1.0, 1.0, 1.0, 0.0], ["large"] * 3 + ["small"], list(range(4)))
    assert found.mean.mean == 0.5
    assert found.median == 1


def test_swapping_the_engines_turns_the_sign_and_leaves_p() -> None:
    draw = np.random.default_rng(0)
    first, second = draw.random(40).tolist(), draw.random(40).tolist()
    there = difference(first, second, ["a"] * 40, list(range(40)))
    back = difference(second, first, ["a"] * 40, list(range(40)))
    assert back.p == there.p
    assert (back.mean.mean, back.median) == pytest.approx((-there.mean.mean, -there.median))


def test_equal_engines_are_called_different_as_often_as_the_level_says() -> None:
    draw = np.random.default_rng(7)
    alarms = [
        difference([0.0] * 20, draw.normal(0, 1, 20).tolist(), ["a"] * 20, list(range(20)), resamples=1).p < 0.05
        for _ in range(250)
    ]
    assert 0.02 < np.mean(alarms) < 0.09


def test_holm_multiplies_the_smallest_by_all_and_never_falls() -> None:
    assert holm([0.04, 0.01, 0.03]) == pytest.approx([0.06, 0.03, 0.06])
    assert holm([0.5, 0.9]) == [1, 1]
    assert holm([]) == []


def test_tests_that_were_not_made_do_not_count() -> None:
    adjusted = holm([math.nan, 0.02, math.nan, 0.01])
    assert math.isnan(adjusted[0])
    assert adjusted[1::2] == pytest.approx([0.02, 0.02])


def test_nothing_has_no_difference() -> None:
    nothing = difference([], [], [], [])
    assert math.isnan(nothing.mean.mean)
    assert math.isnan(nothing.median)
    assert math.isnan(nothing.p)


def test_undefined_values_are_refused() -> None:
    with pytest.raises(InputError, match="cannot be averaged"):
        difference([math.nan], [0.5], ["a"], ["p"])
