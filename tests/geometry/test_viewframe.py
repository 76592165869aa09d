import numpy as np
import pytest
from phantoms import SHAPE, numbered, oblique_affine, reorientations

from limis.errors import GeometryError
from limis.geometry import PLANES, Geometry, PictureOrientation


def test_slices_are_laid_out_the_radiological_way():
    x, y, z = np.meshgrid(*[np.arange(n) for n in (4, 5, 6)], indexing="ij")
    grid = Geometry((4, 5, 6), np.eye(4))

    def corners(plane, values):
        piece = grid.view(plane).take(values, 0)
        return int(piece[0, 0]), int(piece[0, -1]), int(piece[-1, 0])

    # top left, top right, bottom left: x grows to the right, y to anterior, z to superior
    assert (corners("axial", x), corners("axial", y)) == ((3, 0, 3), (4, 4, 0))
    assert (corners("coronal", x), corners("coronal", z)) == ((3, 0, 3), (5, 5, 0))
    assert (corners("sagittal", y), corners("sagittal", z)) == ((4, 0, 4), (5, 5, 0))


def test_edges_are_lettered():
    edges = Geometry(SHAPE, oblique_affine()).view("axial").edges
    assert (edges.top, edges.bottom, edges.left, edges.right) == ("A", "P", "R", "L")
    edges = Geometry(SHAPE, oblique_affine()).view("sagittal").edges
    assert (edges.top, edges.left) == ("S", "A")
    edges = Geometry((4, 5), None, None, PictureOrientation.parse("L\\F")).view().edges
    assert (edges.top, edges.left) == ("H", "R")


def test_stacking_copies_nothing_and_can_be_undone():
    for array, affine in reorientations(numbered(), oblique_affine()):
        for plane in PLANES:
            frame = Geometry(array.shape, affine).view(plane)
            assert np.shares_memory(frame.stack(array), array)
            assert np.array_equal(frame.unstack(frame.stack(array)), array)


def test_colour_stays_on_the_last_axis():
    colour = np.stack([numbered()] * 3, axis=-1)
    frame = Geometry(SHAPE, oblique_affine()).view("coronal")
    assert frame.stack(colour).shape == (*frame.shape, 3)
    assert np.array_equal(frame.unstack(frame.stack(colour)), colour)


def test_a_slice_that_is_put_is_the_slice_that_is_taken():
    for plane in PLANES:
        frame = Geometry(SHAPE, oblique_affine()).view(plane)
        array = np.zeros(SHAPE, bool)
        piece = np.zeros(frame.shape[1:], bool)
        piece[0, 1] = True
        frame.put(array, 1, piece)
        assert np.array_equal(frame.take(array, 1), piece)
        assert array.sum() == 1


def test_coordinates_name_the_same_voxel_in_view_and_array():
    for array, affine in reorientations(numbered(), oblique_affine()):
        for plane in PLANES:
            frame = Geometry(array.shape, affine).view(plane)
            i, j, k = frame.to_ijk([1, 0, 2]).astype(int)
            assert array[i, j, k] == frame.stack(array)[1, 0, 2]
            assert frame.from_ijk([i, j, k]).tolist() == [1, 0, 2]


def test_boxes_hold_the_same_voxels_in_view_and_array():
    for array, affine in reorientations(numbered(), oblique_affine()):
        frame = Geometry(array.shape, affine).view("axial")
        lower, upper = frame.box_to_ijk((0, 1, 2), (2, 3, 5))
        inside = array[tuple(slice(a, b) for a, b in zip(lower, upper, strict=True))]
        assert set(inside.ravel()) == set(frame.stack(array)[0:2, 1:3, 2:5].ravel())
        assert frame.box_from_ijk(lower, upper) == ((0, 1, 2), (2, 3, 5))


def test_a_picture_is_its_own_only_slice():
    frame = Geometry((4, 5), None, (0.5, 0.7)).view()
    picture = numbered((4, 5))
    assert (frame.count, frame.axis, frame.spacing_mm) == (1, None, (0.5, 0.7))
    assert np.array_equal(frame.stack(picture)[0], picture)
    assert np.array_equal(frame.unstack(frame.stack(picture)), picture)
    assert frame.to_ijk([0, 2, 3]).tolist() == [2, 3]
    assert frame.from_ijk([2, 3]).tolist() == [0, 2, 3]
    assert frame.box_to_ijk((0, 1, 2), (1, 3, 4)) == ((1, 2), (3, 4))


def test_an_array_of_another_grid_is_refused():
    with pytest.raises(GeometryError, match="not on this grid"):
        Geometry(SHAPE, oblique_affine()).view("axial").stack(np.zeros((5, 7, 3)))
