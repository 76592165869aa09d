from types import SimpleNamespace

import numpy as np
import phantoms
import pytest

from limis.geometry import Geometry
from limis.imaging.window import Window
from limis.protocols import Sight
from limis.types import Image
from limis.volumes.stack import Stack, main_plane, planes_worth_asking


def image(shape, spacing):
    return Image(phantoms.numbered(shape), Geometry(shape, phantoms.oblique_affine(spacing=spacing)))


def test_slices_are_cut_across_the_coarsest_axis():
    assert main_plane(image((7, 5, 3), (0.7, 1.1, 3.0))) == "axial"
    assert main_plane(image((7, 5, 3), (0.7, 5.0, 0.9))) == "coronal"
    assert main_plane(image((7, 5, 3), (5.0, 0.8, 0.9))) == "sagittal"


def test_nearly_cubic_voxels_are_asked_in_all_planes():
    assert planes_worth_asking(image((7, 5, 3), (1.0, 1.1, 1.2))) == ("axial", "coronal", "sagittal")
    assert planes_worth_asking(image((7, 5, 3), (1.0, 1.0, 5.0))) == ("axial",)


def test_a_slab_is_not_asked_in_planes_that_show_less_than_a_quarter_of_their_length():
    assert planes_worth_asking(image((117, 91, 20), (3.0, 3.0, 3.0))) == ("axial",)
    assert planes_worth_asking(image((60, 50, 20), (3.0, 3.0, 3.0))) == ("axial", "coronal", "sagittal")


def test_an_engine_may_be_shown_a_slice_between_its_neighbours():
    volume = image((7, 5, 3), (1.0, 1.0, 4.0))
    plain = Stack(volume, volume.geometry.view("axial"), Window.between(0, 105), None)
    between = plain.shown_to(SimpleNamespace(sight=Sight(neighbours=True)))
    for k, three in enumerate(((0, 0, 1), (0, 1, 2), (1, 2, 2))):
        expected = np.stack([plain.view(n).pixels for n in three], axis=-1)
        np.testing.assert_array_equal(between.view(k).pixels, expected)
    assert plain.shown_to(object()).view(1).pixels.ndim == 2
    picture = Image(np.zeros((30, 40), np.uint8), Geometry((30, 40)))
    assert Stack(picture, picture.geometry.view(), Window.between(0, 9), None, neighbours=True).view(0).size == (30, 40)


def test_a_picture_has_one_view():
    picture = Image(np.zeros((30, 40), np.uint8), Geometry((30, 40)))
    assert main_plane(picture) is None
    assert planes_worth_asking(picture) == (None,)


def test_views_have_square_pixels_and_maps_come_back_to_the_slice():
    volume = image((8, 6, 4), (1.0, 2.0, 4.0))
    stack = Stack(volume, volume.geometry.view("axial"), Window.between(0, 200), "MRI")
    rows, columns = stack.frame.shape[1:]
    assert stack.view(0).size == stack.size
    assert stack.size[0] / rows == pytest.approx(2 * stack.size[1] / columns)
    assert stack.to_slice(np.ones(stack.size, np.float32)).shape == (rows, columns)


def test_views_are_windowed_between_0_and_1():
    volume = image((8, 6, 4), (1.0, 1.0, 4.0))
    stack = Stack(volume, volume.geometry.view("axial"), Window.between(10, 50), "MRI")
    pixels = np.stack([view.pixels for view in stack.views()])
    assert pixels.dtype == np.float32
    assert (pixels.min(), pixels.max()) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("shape", "plane"), [((64, 64, 1), "axial"), ((64, 1, 64), "coronal"), ((1, 64, 64), "sagittal")]
)
def test_a_single_slice_is_looked_at_flat(shape, plane):
    assert planes_worth_asking(image(shape, (1.0, 1.0, 1.0))) == (plane,)


def test_two_equally_coarse_axes_give_the_same_plane_in_all_48_orientations():
    array, affine = phantoms.numbered((30, 5, 4)), phantoms.oblique_affine(spacing=(0.7, 5.0, 5.0))
    planes = {main_plane(Image(a, Geometry(a.shape, m))) for a, m in phantoms.reorientations(array, affine)}
    assert planes == {"axial"}


def test_a_header_that_lies_about_spacing_makes_no_giant_view():
    volume = image((40, 20, 3), (0.001, 5.0, 6.0))
    assert max(Stack(volume, volume.geometry.view("axial"), Window.between(0, 200), "MRI").size) <= 2048
