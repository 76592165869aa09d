"""The images that are made in code."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import ndimage

from limis.eval.bench.cells import draw_cells
from limis.eval.phantom import make_phantom


@pytest.mark.parametrize(("rows", "columns"), [(3, 4), (5, 6)])
def test_as_many_nuclei_are_drawn_as_asked_for(rows: int, columns: int) -> None:
    image = draw_cells(rows, columns)
    _, count = ndimage.label(ndimage.gaussian_filter(image.data[..., 1].astype(float), 1) < 130)
    assert count == rows * columns
    assert np.array_equal(image.data, draw_cells(rows, columns).data)


@pytest.mark.parametrize("slices", [1, 7, 50])
def test_every_part_of_the_phantom_keeps_its_share_of_the_slices(slices: int) -> None:
    """The left kidney, brighter than the muscle around it, reaches through two thirds of the torso."""
    image = make_phantom(slices=slices, thickness_mm=6.0)
    assert image.geometry.shape == (112, 88, slices)
    assert image.geometry.spacing_mm == pytest.approx((3.2, 3.2, 6.0))
    inside = image.data[34:40, 55:62].mean(axis=(0, 1)) > 110
    assert inside.mean() == pytest.approx(1.0 if slices == 1 else 0.62, abs=0.1)
