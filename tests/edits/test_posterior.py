from dataclasses import replace

import numpy as np
import pytest

from limis.edits.posterior import EXCESS, FEATURES, MISSING, Evidence, features_of


def evidence(**more):
    """One pixel of which nothing speaks for or against."""
    plain = {"pushed": 0.5, "fresh": 0.5, "likeness": 0.5, "distance": 0.2, "meant": 1.0} | more
    return Evidence(**{name: np.array([value], np.float32) for name, value in plain.items()}, radius=30.0)


@pytest.mark.parametrize("judgement", [MISSING, EXCESS])
def test_a_weight_for_every_feature_and_bolder_levels_later(judgement):
    assert len(judgement.weights) == len(FEATURES) == features_of(evidence()).shape[-1]
    bolder = judgement.levels if judgement is EXCESS else judgement.levels[::-1]
    assert list(bolder) == sorted(bolder)


@pytest.mark.parametrize("judgement", [MISSING, EXCESS])
@pytest.mark.parametrize("name", ["fresh", "likeness"])
def test_what_speaks_for_the_structure_makes_it_likelier(judgement, name):
    low, high = (judgement.inside(evidence(**{name: value}))[0] for value in (0.2, 0.8))
    assert low < high


def test_deep_inside_is_kept_and_where_it_was_said_is_changed_first():
    deep, shallow = (EXCESS.inside(evidence(distance=value))[0] for value in (0.6, 0.05))
    assert shallow < deep
    assert MISSING.inside(evidence(meant=1.0))[0] > MISSING.inside(evidence(meant=0.1))[0]
    assert EXCESS.inside(evidence(meant=1.0))[0] < EXCESS.inside(evidence(meant=0.1))[0]


def test_a_large_structure_lacks_a_smaller_share():
    small, large = (MISSING.inside(replace(evidence(), radius=radius))[0] for radius in (10.0, 100.0))
    assert large < small


def test_certainty_of_an_engine_is_never_infinite():
    for value in (0.0, 1.0):
        assert np.isfinite(features_of(evidence(pushed=value, fresh=value, likeness=value))).all()
