from __future__ import annotations

import math

import numpy as np
import pytest

from limis.eval.detection import Presence, box_iou, hull, presence, swapped
from limis.types import Box


def test_half_open_boxes_that_touch_do_not_overlap() -> None:
    assert box_iou(Box((0, 0), (2, 3)), Box((2, 0), (4, 3))) == 0
    assert box_iou(Box((0, 0, 0), (2, 2, 2)), Box((1, 0, 0), (3, 2, 2))) == pytest.approx(1 / 3)


def test_missing_boxes_follow_the_stated_conventions() -> None:
    assert math.isnan(box_iou(None, None))
    assert box_iou(None, Box((0, 0), (1, 1))) == box_iou(Box((0, 0), (1, 1)), None) == 0


def test_the_hull_holds_every_box() -> None:
    assert hull([Box((1, 5), (2, 6)), Box((0, 7), (1, 9))]) == Box((0, 5), (2, 9))
    assert hull([]) is None


def test_presence_counts_both_kinds_of_mistake() -> None:
    found, expected = [True, True, False, True, False], [True, True, True, False, False]
    assert presence(found, expected) == Presence(pytest.approx(2 / 3), 0.5, 3, 2)
    assert math.isnan(presence([True], [True]).specificity)


def test_a_mask_nearer_to_the_other_side_is_a_swap() -> None:
    left, right = np.eye(4, 5, dtype=np.bool_), np.eye(4, 5, k=1, dtype=np.bool_)
    truth = {"left": left, "right": right}
    assert swapped({"left": right}, truth) is True
    assert swapped({"left": left, "right": right}, truth) is False
    assert swapped({"left": left | right}, truth) is False


def test_a_mask_that_touches_neither_side_tells_nothing_of_swaps() -> None:
    left, right = np.eye(4, 5, dtype=np.bool_), np.eye(4, 5, k=1, dtype=np.bool_)
    beside = np.eye(4, 5, k=-2, dtype=np.bool_)
    truth = {"left": left, "right": right}
    assert swapped({"left": beside}, truth) is None
    assert swapped({"left": beside, "right": right}, truth) is False


def test_a_swap_needs_both_sides_of_the_truth_to_be_judged() -> None:
    mask = np.ones((2, 3), np.bool_)
    assert swapped({"left": mask}, {"left": mask}) is None
    assert swapped({}, {"left": mask, "right": ~mask}) is None
