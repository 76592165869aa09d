from __future__ import annotations

import math

import numpy as np
import pytest

from limis.errors import GeometryError
from limis.eval.overlap import dice, iou, volume_error


def box(shape: tuple[int, ...], *place: slice) -> np.ndarray:
    inside = np.zeros(shape, np.bool_)
    inside[place] = True
    return inside


def test_half_shifted_boxes_share_half_of_each() -> None:
    ours = box((7, 5, 3), slice(0, 4), slice(0, 2), slice(0, 3))
    theirs = box((7, 5, 3), slice(2, 6), slice(0, 2), slice(0, 3))
    assert dice(ours, theirs) == pytest.approx(0.5)
    assert iou(ours, theirs) == pytest.approx(1 / 3)
    assert volume_error(ours, theirs) == 0


def test_a_mask_twice_too_large_has_a_volume_error_of_one() -> None:
    assert volume_error(box((7, 5), slice(0, 4)), box((7, 5), slice(0, 2))) == pytest.approx(1)


def test_an_overlap_of_nothing_with_nothing_is_undefined() -> None:
    nothing = np.zeros((7, 5), np.bool_)
    assert all(math.isnan(metric(nothing, nothing)) for metric in (dice, iou, volume_error))


def test_one_empty_mask_gives_no_overlap() -> None:
    nothing, something = np.zeros((7, 5), np.bool_), box((7, 5), slice(0, 2))
    assert dice(nothing, something) == dice(something, nothing) == iou(nothing, something) == 0
    assert volume_error(nothing, something) == -1
    assert volume_error(something, nothing) == math.inf


def test_masks_of_different_grids_are_refused() -> None:
    with pytest.raises(GeometryError, match="cannot be compared"):
        dice(np.zeros((7, 5), np.bool_), np.zeros((5, 7), np.bool_))


def test_masks_of_any_integers_count_as_what_is_not_zero() -> None:
    ours, theirs = box((7, 5), slice(0, 4)), box((7, 5), slice(2, 6))
    for kind, value in ((np.uint8, 255), (np.int16, -3), (np.uint8, 1)):
        written = ours.astype(kind) * kind(value)
        assert dice(written, theirs) == dice(theirs, written) == pytest.approx(0.5)
        assert volume_error(written, theirs) == 0


def test_probabilities_are_no_mask() -> None:
    with pytest.raises(GeometryError, match="float64"):
        dice(np.full((7, 5), 0.3), box((7, 5), slice(0, 4)))  # type: ignore[arg-type]
