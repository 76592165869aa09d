from __future__ import annotations

import math

import numpy as np
import pytest

from limis.errors import GeometryError
from limis.eval.instances import Matches, match_instances, pieces


def test_numbers_of_instances_do_not_matter_but_their_places_do() -> None:
    truth = np.array([[5, 5, 0, 9], [5, 5, 0, 9], [0, 0, 0, 9]])
    found = np.array([[2, 2, 0, 0], [2, 2, 0, 0], [0, 0, 0, 7]])
    assert match_instances(found, truth) == Matches(1, 2, 2)
    assert match_instances(found, truth, at_iou=1 / 3) == Matches(2, 2, 2)
    assert match_instances(found, truth).f1 == pytest.approx(0.5)


def test_two_halves_are_one_match_at_most() -> None:
    truth, halves = np.ones((2, 4), np.int32), np.array([[1, 1, 2, 2]] * 2)
    assert match_instances(halves, truth, at_iou=0.5) == Matches(1, 2, 1)
    assert match_instances(halves, truth, at_iou=0.51) == Matches(0, 2, 1)


def test_one_mask_over_everything_finds_no_single_nucleus() -> None:
    truth = pieces(np.kron(np.eye(4, dtype=np.bool_)[::2], np.ones((1, 3), np.bool_)))
    assert truth.max() == 2
    assert match_instances(np.ones_like(truth), truth).f1 == 0


def test_a_low_threshold_matches_as_many_as_it_can() -> None:
    """The best single pair (1, 1) would leave 2 and 2 alone; crosswise both are found."""
    found, truth = np.array([1, 1, 1, 1, 2, 2, 2]), np.array([2, 2, 1, 1, 1, 1, 1])
    assert match_instances(found, truth, at_iou=0.25) == Matches(2, 2, 2)
    assert match_instances(found, truth, at_iou=0.45) == Matches(2, 2, 2)


def test_empty_sides_follow_the_stated_conventions() -> None:
    nothing, something = np.zeros((3, 5), np.int32), np.eye(3, 5, dtype=np.int32)
    assert math.isnan(match_instances(nothing, nothing).f1)
    assert match_instances(nothing, something).f1 == match_instances(something, nothing).f1 == 0
    assert math.isnan(match_instances(nothing, something).precision)
    assert match_instances(nothing, something).recall == 0


def test_pieces_that_meet_at_a_corner_are_one() -> None:
    assert pieces(np.eye(3, dtype=np.bool_)).max() == 1
    assert pieces(np.array([True, False, True])).tolist() == [1, 0, 2]


def test_probabilities_are_no_instances() -> None:
    with pytest.raises(GeometryError, match="cannot be compared"):
        match_instances(np.full((2, 2), 0.5), np.ones((2, 2), np.int32))  # type: ignore[arg-type]
