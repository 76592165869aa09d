import numpy as np

from limis.imaging.likeness import Likeness


def test_what_was_learned_in_one_slice_is_told_of_another():
    inside = np.zeros((20, 20), bool)
    inside[5:12, 5:12] = True
    grey = np.where(inside, 0.8, 0.2).astype(np.float32)
    likeness = Likeness.of(grey, inside, ~inside)
    other = likeness(np.array([[0.8, 0.2, 0.5]], np.float32))
    assert other.dtype == np.float32
    assert other[0, 0] > 0.95
    assert other[0, 1] < 0.05
    assert abs(other[0, 2] - 0.5) < 0.2


def test_without_a_thing_or_surroundings_nothing_can_be_said():
    grey, none = np.linspace(0, 1, 64, dtype=np.float32).reshape(8, 8), np.zeros((8, 8), bool)
    assert (Likeness.of(grey, none, ~none)(grey) == 0.5).all()
    assert (Likeness.of(grey, ~none, none)(grey) == 0.5).all()


def test_the_brightest_and_the_darkest_have_levels_too():
    half = np.arange(64).reshape(8, 8) < 32
    grey = np.where(half, 1.0, 0.0).astype(np.float32)
    told = Likeness.of(grey, half, ~half)(grey)
    assert told[half].min() > 0.9
    assert told[~half].max() < 0.1
