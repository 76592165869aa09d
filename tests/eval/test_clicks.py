from __future__ import annotations

import numpy as np
import pytest

from limis.errors import GeometryError
from limis.eval.clicks import next_click, random_clicks
from limis.types import Point


def square(*place: slice, shape: tuple[int, ...] = (20, 24)) -> np.ndarray:
    inside = np.zeros(shape, np.bool_)
    inside[place] = True
    return inside


def test_the_first_click_is_the_most_interior_point_of_the_largest_piece() -> None:
    truth = square(slice(2, 9), slice(3, 10)) | square(slice(12, 17), slice(14, 19))
    assert next_click(np.zeros_like(truth), truth) == Point((5.0, 6.0))


def test_what_is_missing_is_clicked_inside_and_what_is_too_much_outside() -> None:
    truth = square(slice(2, 12), slice(2, 12))
    bitten, grown = truth & ~square(slice(2, 7), slice(2, 7)), truth | square(slice(13, 16), slice(13, 16))
    assert next_click(bitten, truth) == Point((4.0, 4.0), positive=True)
    assert next_click(grown, truth) == Point((14.0, 14.0), positive=False)
    assert next_click(truth, truth) is None


def test_the_edge_of_the_image_is_an_edge_of_the_error() -> None:
    """Of a band along the upper edge, five rows thick, the middle is its third row."""
    assert next_click(np.zeros((20, 24), bool), square(slice(0, 5), slice(0, 24))) == Point((2.0, 11.0))


def test_pieces_that_touch_at_a_corner_are_one_error() -> None:
    truth = square(slice(0, 3), slice(0, 3)) | square(slice(3, 6), slice(3, 6)) | square(slice(10, 13), slice(10, 14))
    assert next_click(np.zeros_like(truth), truth) in (Point((1.0, 1.0)), Point((4.0, 4.0)))


def test_it_works_in_volumes() -> None:
    truth = square(slice(1, 6), slice(1, 8), slice(1, 4), shape=(7, 9, 5))
    click = next_click(np.zeros_like(truth), truth)
    assert click == Point((3.0, 4.0, 2.0))


def test_random_clicks_lie_inside_and_repeat_for_a_seed() -> None:
    truth = square(slice(2, 5), slice(3, 6))
    clicks = random_clicks(truth, 5, "a")
    assert len(set(clicks)) == 5
    assert all(truth[tuple(int(n) for n in click.ijk)] and click.positive for click in clicks)
    assert clicks == random_clicks(truth, 5, "a") != random_clicks(truth, 5, "b")
    assert len(random_clicks(truth, 50, "a")) == 9


def test_masks_of_two_grids_are_refused() -> None:
    with pytest.raises(GeometryError):
        next_click(np.zeros((3, 3), bool), np.zeros((3, 4), bool))


def test_a_picture_that_lies_as_one_slice_is_clicked_in_the_middle_as_well() -> None:
    """A slice that is all there is has no edge before and behind it, or every voxel would be an edge."""
    truth = np.zeros((30, 30), bool)
    truth[4:25, 4:9] = truth[20:25, 4:25] = True
    truth[4:12, 4:12] = True
    flat = next_click(np.zeros_like(truth), truth)
    laid = next_click(np.zeros_like(truth)[None], truth[None])
    assert flat is not None
    assert laid is not None
    assert laid.ijk == (0.0, *flat.ijk)
