from __future__ import annotations

import numpy as np

from limis.geometry import Geometry
from limis.render.slices import telling_slices
from limis.types import Image, Mask


def test_a_picture_is_its_own_only_slice(picture: Image) -> None:
    (only,) = telling_slices(picture.geometry, [])
    assert only.frame.plane is None
    assert only.k == 0


def test_the_largest_cross_section_is_shown_in_every_plane() -> None:
    geometry = Geometry((9, 7, 5), np.diag([-1.0, -2.0, 3.0, 1.0]))
    data = np.zeros(geometry.shape, bool)
    data[1:8, 3, 3] = True
    data[4, 1:6, 3] = True
    data[4, 3, 1:5] = True
    for telling in telling_slices(geometry, [Mask(data, geometry)]):
        areas = np.count_nonzero(telling.frame.stack(data), axis=(1, 2))
        assert areas[telling.k] == areas.max()


def test_a_small_structure_counts_as_much_as_a_large_one() -> None:
    geometry = Geometry((20, 20, 6), np.diag([-1.0, -1.0, 3.0, 1.0]))
    large, small = np.zeros(geometry.shape, bool), np.zeros(geometry.shape, bool)
    large[2:18, 2:18, 0:4] = True
    large[2:18, 2:17, 3] = True
    small[0, 0, 3] = True
    axial = telling_slices(geometry, [Mask(large, geometry), Mask(small, geometry)])[0]
    assert axial.k == 3


def test_planes_that_would_be_a_bare_line_are_left_out() -> None:
    tellings = telling_slices(Geometry((8, 9, 1), np.diag([-1.0, -1.0, 5.0, 1.0])), [])
    assert [telling.frame.plane for telling in tellings] == ["axial"]


def test_even_a_single_voxel_has_a_slice() -> None:
    assert len(telling_slices(Geometry((1, 1, 1), np.eye(4)), [])) == 1
