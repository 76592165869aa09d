import numpy as np
import pytest
from phantoms import SHAPE, numbered, oblique_affine, reorientations

from limis.errors import GeometryError
from limis.geometry import Geometry
from limis.measure.border import touches_border
from limis.measure.diameters import diameters_of
from limis.measure.intensity import intensity_of
from limis.measure.volumes import Size, size_of
from limis.types import Image, Mask


def test_a_volume_is_measured_in_millilitres():
    mask = Mask(numbered() < 10, Geometry(SHAPE, oblique_affine()))
    assert size_of(mask) == Size(10, pytest.approx(10 * 0.7 * 1.1 * 3 / 1000), None, None)


def test_a_picture_is_measured_in_pixels_and_in_millimetres_where_scale_is_known():
    inside = numbered((4, 6)) < 10
    assert size_of(Mask(inside, Geometry((4, 6)))) == Size(10, None, 10, None)
    assert size_of(Mask(inside, Geometry((4, 6), None, (0.5, 0.2)))) == Size(10, None, 10, pytest.approx(1.0))


def test_an_empty_mask_measures_nothing():
    empty = Mask(np.zeros(SHAPE, bool), Geometry(SHAPE, oblique_affine()))
    assert size_of(empty).volume_ml == 0
    assert diameters_of(empty) is None
    assert intensity_of(Image(numbered(), empty.geometry), empty) is None
    assert not touches_border(empty)


def test_a_rectangle_s_longest_diameter_is_that_between_pixel_edges():
    inside = np.zeros((20, 30, 4), bool)
    inside[3:13, 5:7, 2] = True
    found = diameters_of(Mask(inside, Geometry(inside.shape, np.diag([2.0, 3.0, 5.0, 1.0]))))
    assert found is not None
    # ten voxels of 2 mm, ends a voxel of 3 mm apart
    assert found.longest_mm == pytest.approx(np.hypot(20, 3))
    assert found.slice_index == 2


def test_one_voxel_is_one_voxel_long():
    inside = np.zeros(SHAPE, bool)
    inside[3, 2, 1] = True
    found = diameters_of(Mask(inside, Geometry(SHAPE, np.diag([2.0, 3.0, 5.0, 1.0]))))
    assert found is not None
    assert (found.longest_mm, found.perpendicular_mm) == pytest.approx((3, 2))


def test_an_ellipse_has_its_two_axes():
    x, y = np.meshgrid(np.arange(120) - 60, np.arange(120) - 60, indexing="ij")
    turned = (x + y) / np.sqrt(2), (x - y) / np.sqrt(2)
    inside = ((turned[0] / 50) ** 2 + (turned[1] / 20) ** 2 < 1)[:, :, None]
    found = diameters_of(Mask(inside, Geometry(inside.shape, np.diag([0.5, 0.5, 1.0, 1.0]))))
    assert found is not None
    assert found.longest_mm == pytest.approx(50, abs=0.7)
    assert found.perpendicular_mm == pytest.approx(20, abs=0.7)


def test_diameters_are_the_same_in_all_48_orientations():
    inside = np.random.default_rng(0).random(SHAPE) > 0.4
    expected = diameters_of(Mask(inside, Geometry(SHAPE, oblique_affine())))
    assert expected is not None
    for array, affine in reorientations(inside, oblique_affine()):
        found = diameters_of(Mask(np.ascontiguousarray(array), Geometry(array.shape, affine)))
        assert found is not None
        assert (found.longest_mm, found.slice_index) == (pytest.approx(expected.longest_mm), expected.slice_index)


def test_pieces_are_measured_apart():
    inside = np.zeros((30, 30), bool)
    inside[2:5, 2:5] = inside[20:26, 20:22] = True
    found = diameters_of(Mask(inside, Geometry((30, 30), None, (1.0, 1.0))))
    assert found is not None
    assert found.longest_mm == pytest.approx(np.hypot(6, 1))
    assert all(19 < row < 26 for row, _ in found.ends)


def test_a_picture_without_scale_has_no_diameter_in_millimetres():
    assert diameters_of(Mask(np.ones((4, 5), bool), Geometry((4, 5)))) is None


def test_intensities_are_those_under_the_mask():
    image = Image(numbered(), Geometry(SHAPE, oblique_affine()), "CT", "HU")
    found = intensity_of(image, Mask(numbered() < 4, image.geometry))
    assert found is not None
    assert (found.mean, found.min, found.max, found.unit) == (1.5, 0, 3, "HU")
    assert found.sd == pytest.approx(np.sqrt(1.25))


def test_colour_is_measured_as_luma():
    image = Image(np.full((4, 5, 3), (100, 200, 50), np.uint8), Geometry((4, 5)))
    found = intensity_of(image, Mask(np.ones((4, 5), bool), image.geometry))
    assert found is not None
    assert (found.mean, found.unit) == (pytest.approx(153), "luma")


def test_a_mask_of_another_grid_is_refused():
    with pytest.raises(GeometryError, match="another grid"):
        intensity_of(Image(numbered((4, 5)), Geometry((4, 5))), Mask(np.ones((5, 4), bool), Geometry((5, 4))))


@pytest.mark.parametrize(
    ("voxel", "touches"), [((3, 2, 1), False), ((0, 2, 1), True), ((3, 4, 1), True), ((3, 2, 2), True)]
)
def test_a_mask_at_the_edge_is_cut_off(voxel, touches):
    inside = np.zeros(SHAPE, bool)
    inside[voxel] = True
    assert touches_border(Mask(inside, Geometry(SHAPE, oblique_affine()))) is touches


def test_the_only_slice_is_no_edge():
    inside = np.zeros((7, 5, 1), bool)
    inside[3, 2, 0] = True
    assert not touches_border(Mask(inside, Geometry((7, 5, 1), oblique_affine())))
