from __future__ import annotations

import numpy as np
import pytest
from scipy.special import expit

from limis.eval.fitting import Sample, best_level, fit_weights


def drawn(weights: list[float], count: int, *, adds: bool = True) -> Sample:
    rng = np.random.default_rng(4)
    features = np.stack([rng.normal(0, 1, count), np.ones(count)], axis=-1).astype(np.float32)
    inside = rng.random(count) < expit(features @ np.array(weights))
    return Sample(adds, features, inside, shared=count, sizes=3 * count)


def test_the_weights_that_made_the_data_are_found_again() -> None:
    assert fit_weights([drawn([1.5, -0.5], 60_000)] * 50) == pytest.approx([1.5, -0.5], abs=0.05)


def test_a_sample_counts_the_same_however_many_pixels_it_has() -> None:
    """One of a thousand pixels half of which are inside, one of ten all of which are: a chance of three quarters."""
    ones = [np.ones((n, 1), np.float32) for n in (1000, 10)]
    first = Sample(True, ones[0], np.arange(1000) < 500, 1, 2)
    second = Sample(True, ones[1], np.ones(10, bool), 1, 2)
    (weight,) = fit_weights([first, second] * 200)
    assert expit(weight) == pytest.approx(0.75, abs=0.01)


@pytest.mark.parametrize(("adds", "after"), [(True, 2 * (50 + 6) / (130 + 8)), (False, 2 * (50 - 2) / (130 - 4))])
def test_the_gain_is_that_of_dice(adds: bool, after: float) -> None:
    """Of twelve pixels, six inside of the eight that pass when adding, two inside of the four when taking away."""
    features = np.array([[1.0]] * 8 + [[-1.0]] * 4, np.float32)
    inside = np.array([True] * 6 + [False] * 2 + [True] * 2 + [False] * 2)
    sample = Sample(adds, features, inside, shared=50, sizes=130)
    assert sample.gain(np.array([5.0]), 0.5) == pytest.approx(after - 100 / 130)


def test_the_best_level_is_below_one_half_where_dice_is_low() -> None:
    """Adding a pixel pays from half of Dice on."""
    sample = drawn([2.0, 0.0], 20_000)
    poor = Sample(True, sample.features, sample.inside, shared=1000, sizes=20_000)
    assert best_level([poor], np.array([2.0, 0.0])) < 0.45


def test_what_each_pixel_stands_for_counts() -> None:
    """A tenth of the pixels, each for ten, gains what all of them do."""
    whole = drawn([1.5, -0.5], 200_000)
    tenth = Sample(True, whole.features[::10], whole.inside[::10], whole.shared, whole.sizes, each=10)
    weights = np.array([1.5, -0.5])
    assert tenth.gain(weights, 0.4) == pytest.approx(whole.gain(weights, 0.4), abs=0.003)
    assert tenth.before == whole.before == 2 / 3
