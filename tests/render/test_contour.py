from __future__ import annotations

import numpy as np
import pytest

from limis.render.contour import cover, paint


def test_a_mask_keeps_its_area_when_it_is_enlarged() -> None:
    mask = np.zeros((12, 20), bool)
    mask[3:9, 5:15] = True
    coverage = cover(mask, (120, 200))
    assert abs(coverage.inside.sum() / 100 / mask.sum() - 1) < 0.05


def test_the_line_lies_inside_and_the_halo_outside() -> None:
    mask = np.zeros((40, 40), bool)
    mask[10:30, 10:30] = True
    coverage = cover(mask, (80, 80))
    assert (coverage.line <= coverage.inside + 1e-6).all()
    assert (coverage.halo <= 1 - coverage.inside + 1e-6).all()
    rows, columns = coverage.place
    assert coverage.line[40 - rows.start, 40 - columns.start] == 0
    assert coverage.line[25 - rows.start : 55 - rows.start, 20 - columns.start].min() > 0.5


@pytest.mark.parametrize("length", [1, 900])
def test_a_speck_and_a_hairline_are_still_seen_where_a_picture_is_made_smaller(length: int) -> None:
    mask = np.zeros((1000, 1000), bool)
    mask[500, 50 : 50 + length] = True
    assert cover(mask, (200, 200)).line.max() > 0.2


@pytest.mark.parametrize("size", [(40, 60), (33, 77), (400, 600), (10, 9)])
def test_a_mask_covers_the_same_place_whatever_lies_around_it(size: tuple[int, int]) -> None:
    mask = np.zeros((20, 30), bool)
    mask[4:9, 12:20] = True
    canvas = np.zeros((*size, 3), np.float32)
    paint(canvas, cover(mask, size), (255, 255, 255))
    rows, columns = np.nonzero(canvas[..., 0] > 0.2)
    height, width = size[0] / 20, size[1] / 30
    assert abs(rows.min() - 4 * height) <= 2
    assert abs(rows.max() + 1 - 9 * height) <= 2
    assert abs(columns.min() - 12 * width) <= 2
    assert abs(columns.max() + 1 - 20 * width) <= 2


def test_an_outline_leaves_the_inside_as_it_was() -> None:
    mask = np.zeros((40, 40), bool)
    mask[10:30, 10:30] = True
    canvas = np.zeros((80, 80, 3), np.float32)
    paint(canvas, cover(mask, (80, 80)), (255, 255, 255), filled=False)
    assert canvas[40, 40].max() == 0
    assert canvas[25:55, 20].min() > 0.5


def test_paint_leaves_everything_else_as_it_was() -> None:
    mask = np.zeros((20, 20), bool)
    mask[5:10, 5:10] = True
    canvas = np.full((20, 20, 3), 0.5, np.float32)
    paint(canvas, cover(mask, (20, 20)), (255, 0, 0))
    assert canvas[7, 7, 0] > 0.5 > canvas[7, 7, 1]
    assert (canvas[15:, 15:] == 0.5).all()
