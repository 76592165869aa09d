"""Another contrast shows the same things in other grey values."""

import numpy as np
import pytest

from limis.training.augment import cut
from limis.training.contrasts import another_contrast, look_at
from limis.training.samples import Sample


@pytest.fixture
def section():
    """A body with a textured organ in the dark; the organ is labelled."""
    rng = np.random.default_rng(0)
    picture = np.zeros((40, 56), np.uint8)
    picture[6:34, 8:48] = 90
    organ = np.zeros(picture.shape, bool)
    organ[12:24, 14:30] = True
    picture[organ] = 140
    picture[6:34, 8:48] += rng.integers(0, 12, (28, 40), dtype=np.uint8)
    return Sample("d", "train", "s", "CT", picture, {"liver": organ})


def test_structures_keep_their_places_and_change_their_grey(section):
    organ = section.masks["liver"]
    ring = np.zeros_like(organ)
    ring[10:26, 12:32] = True
    ring &= ~organ
    inside, steps = [], []
    for seed in range(12):
        made = another_contrast(section.image, section.masks, np.random.default_rng(seed)).astype(float)
        inside.append(made[organ].mean())
        steps.append(abs(made[organ].mean() - made[ring].mean()))
    assert np.ptp(inside) > 80
    assert np.median(steps) > 25


def test_air_stays_dark_mostly(section):
    air = section.image == 0
    air[4:36, 6:50] = False
    dark = [another_contrast(section.image, section.masks, np.random.default_rng(n))[air].mean() < 8 for n in range(40)]
    assert 24 <= sum(dark) < 40


def test_only_sections_with_labels_are_given_another_contrast(section):
    rng = np.random.default_rng(0)
    assert look_at(section, 1.0, rng) is not section.image
    assert look_at(section, 0.0, rng) is section.image
    for other in (
        Sample("d", "train", "s", "X-ray", section.image, section.masks),
        Sample("d", "train", "s", "CT", section.image, {}),
        Sample("d", "train", "s", "CT", np.dstack([section.image] * 3), section.masks),
    ):
        assert look_at(other, 1.0, rng) is other.image


def test_a_cut_stays_in_the_picture():
    rng = np.random.default_rng(0)
    for _ in range(50):
        rows, columns = cut((30, 7), rng)
        assert 12 <= rows.stop - rows.start <= 30
        assert 3 <= columns.stop - columns.start <= 7
        assert rows.start >= 0
        assert rows.stop <= 30
        assert columns.start >= 0
        assert columns.stop <= 7
