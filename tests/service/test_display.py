import nibabel
import numpy as np
import phantoms
import pytest

from limis.geometry import Geometry
from limis.service.display import DisplayGrid, display_bytes, paint
from limis.types import Box, Image


def shown(image, most_voxels=2**24):
    grid = DisplayGrid.of(image.geometry, most_voxels)
    return grid, nibabel.Nifti1Image.from_bytes(display_bytes(image, grid))


def test_a_volume_that_is_small_enough_is_shown_as_it_is(volume):
    grid, file = shown(volume)
    assert grid.step == (1, 1, 1)
    assert np.array_equal(np.asarray(file.dataobj), volume.data)
    assert np.allclose(file.affine, volume.geometry.affine_ras, atol=1e-5)


def test_larger_steps_leave_everything_where_it_is():
    geometry = Geometry((16, 12, 9), phantoms.oblique_affine())
    along = geometry.to_ras_mm(np.moveaxis(np.indices(geometry.shape), 0, -1))[..., 0]
    grid, file = shown(Image(along.astype(np.float32), geometry), most_voxels=500)
    assert np.prod(grid.shape) <= 500
    assert grid.step[2] == 1  # the voxels are longest there
    there = Geometry(grid.shape, grid.affine_ras).to_ras_mm(np.moveaxis(np.indices(grid.shape), 0, -1))[..., 0]
    assert np.allclose(np.asarray(file.dataobj), there, atol=1e-2)


def test_a_picture_stands_as_it_is_with_x_to_the_right_and_y_up(picture):
    _, file = shown(picture)
    values = np.asarray(file.dataobj)
    assert values.shape == (40, 30, 1)
    upright = nibabel.as_closest_canonical(file)
    assert np.array_equal(np.asarray(upright.dataobj)[:, ::-1, 0].T, picture.data)


def test_colours_stay_colours():
    data = np.random.default_rng(0).integers(0, 255, (6, 4, 3)).astype(np.uint8)
    _, file = shown(Image(data, Geometry((6, 4))))
    values = np.asarray(file.dataobj)[..., 0]
    assert np.array_equal(np.stack([values[c] for c in "RGB"], -1).swapaxes(0, 1), data)


def test_what_does_not_fit_into_16_bits_is_scaled():
    data = np.linspace(-1e6, 3e6, 4 * 5 * 6).reshape(4, 5, 6).astype(np.float32)
    _, file = shown(Image(data, Geometry((4, 5, 6), np.eye(4))))
    assert file.get_data_dtype() == np.int16
    assert np.allclose(np.asarray(file.dataobj), data, atol=100)


def test_pages_are_laid_out_as_they_are():
    data = np.arange(4 * 5 * 6, dtype=np.uint8).reshape(4, 5, 6)
    _, file = shown(Image(data, Geometry((4, 5, 6), spacing_mm=(3.0, 1.0, 2.0))))
    assert nibabel.aff2axcodes(file.affine) == ("S", "P", "L")


def test_labels_lie_where_the_image_does_and_thin_things_show(found):
    geometry = Geometry((16, 16, 16), np.eye(4))
    block, line = np.zeros(geometry.shape, bool), np.zeros(geometry.shape, bool)
    block[4:12, 4:12, 4:12] = True
    line[0, 0, :] = True
    structures = [found("liver", block, geometry), found("vessel", line, geometry)]
    grid = DisplayGrid.of(geometry, 512)
    map_ = paint(structures, {"liver": 3, "vessel": 7}, grid, grid.whole())
    assert map_.shape == (8, 8, 8)
    assert np.array_equal(np.argwhere(map_ == 3).min(0), (2, 2, 2))
    assert (map_[0, 0] == 7).all()
    part = grid.box(Box((5, 5, 5), (6, 13, 16)))
    assert (part.lower_ijk, part.upper_ijk) == ((2, 2, 2), (3, 7, 8))
    assert np.array_equal(paint(structures, {"liver": 3, "vessel": 7}, grid, part), map_[part.slices])


@pytest.mark.parametrize("most", [1, 7, 100])
def test_even_the_smallest_display_has_voxels(most):
    grid = DisplayGrid.of(Geometry((7, 5, 3), np.eye(4)), most)
    assert min(grid.shape) >= 1
