"""Through a random filter a picture looks another way and shows the same."""

import numpy as np
import pytest
import torch

from limis.training.filters import filter_some, through_a_filter


@pytest.fixture
def disc():
    """A bright disc on darker ground, grey, ``(3, 48, 64)``."""
    down, across = np.mgrid[:48, :64]
    inside = np.hypot(down - 24, across - 30) < 12
    grey = np.where(inside, 0.6, 0.35) + np.random.default_rng(0).normal(0, 0.02, inside.shape)
    return torch.from_numpy(grey.astype(np.float32)).expand(3, -1, -1)


def test_what_comes_out_is_a_picture_of_the_same_kind(disc):
    for seed in range(20):
        seen = through_a_filter(disc, np.random.default_rng(seed))
        assert seen.shape == disc.shape
        assert seen.isfinite().all()
        assert seen.min() >= 0
        assert seen.max() <= 1
        assert (seen == seen[:1]).all(), "a grey picture gets no colour"
        assert abs(float(seen.mean() - disc.mean())) < 0.08


def test_colours_change_apart_from_each_other(disc):
    stained = disc * torch.tensor([0.9, 0.4, 0.7])[:, None, None]
    assert any(through_a_filter(stained, np.random.default_rng(n)).std(0).mean() > 0.05 for n in range(10))


def test_the_disc_is_brighter_or_darker_and_where_it_was(disc):
    inside = disc[0] > 0.475
    steps = []
    for seed in range(40):
        seen = through_a_filter(disc, np.random.default_rng(seed))[0]
        steps.append(float(seen[inside].mean() - seen[~inside].mean()))
    assert min(steps) < -0.02, "its contrast is never turned round"
    assert max(steps) > 0.1
    assert np.median(np.abs(steps)) > 0.05, "it can hardly be told from its ground"


def test_now_and_then_means_as_often_as_is_said(disc):
    rng = np.random.default_rng(0)
    assert filter_some(disc, 0.0, rng) is disc
    changed = [filter_some(disc, 0.3, rng) is not disc for _ in range(100)]
    assert 15 < sum(changed) < 45


def test_a_picture_of_one_brightness_stays_as_it_is():
    flat = torch.full((3, 8, 8), 0.4)
    assert through_a_filter(flat, np.random.default_rng(0)) is flat
