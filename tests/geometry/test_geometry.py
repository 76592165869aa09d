import nibabel
import numpy as np
import pytest
from phantoms import SHAPE, SPACING, numbered, oblique_affine, reorientations

from limis.errors import GeometryError
from limis.geometry import PLANES, Geometry, PictureOrientation


def test_spacing_and_volume_follow_from_an_oblique_affine():
    grid = Geometry(SHAPE, oblique_affine())
    assert grid.spacing_mm == pytest.approx(SPACING)
    assert grid.voxel_volume_ml == pytest.approx(0.7 * 1.1 * 3.0 / 1000)
    assert (grid.is_picture, grid.pixel_area_mm2, grid.axis_codes) == (False, None, "LAS")


def test_voxels_go_to_the_patient_and_back():
    grid = Geometry(SHAPE, oblique_affine())
    points = np.array([[0, 0, 0], [6, 4, 2], [1.5, 2.25, 0.5]])
    assert np.allclose(grid.to_ras_mm([0, 0, 0]), (3, -20, 50))
    assert np.allclose(grid.to_ijk(grid.to_ras_mm(points)), points)
    assert np.linalg.norm(grid.direction_ras(2)) == pytest.approx(1)


def test_affine_is_a_read_only_copy():
    affine = oblique_affine()
    grid = Geometry(SHAPE, affine)
    affine[0, 0] = 99
    assert grid.affine_ras is not None
    assert grid.affine_ras[0, 0] != 99
    assert not grid.affine_ras.flags.writeable


@pytest.mark.parametrize("angles", [(0, 0, 0), (12, -17, 23), (30, 30, 0), (0, 0, 40)])
def test_axis_codes_agree_with_nibabel(angles):
    for array, affine in reorientations(numbered(), oblique_affine(angles)):
        assert Geometry(array.shape, affine).axis_codes == "".join(nibabel.aff2axcodes(affine))


@pytest.mark.parametrize("angles", [(0, 0, 0), (12, -17, 23), (45, 0, 0), (45, 45, 0), (44.9, 0, 30)])
def test_the_same_anatomy_gives_the_same_slices_in_all_48_orientations(angles):
    reference = Geometry(SHAPE, oblique_affine(angles))
    expected = {plane: reference.view(plane).stack(numbered()) for plane in PLANES}
    for array, affine in reorientations(numbered(), oblique_affine(angles)):
        grid = Geometry(array.shape, affine)
        for plane in PLANES:
            frame = grid.view(plane)
            assert np.array_equal(frame.stack(array), expected[plane])
            assert frame.spacing_mm == pytest.approx(reference.view(plane).spacing_mm)


def test_slice_numbers_are_those_of_the_same_anatomy_in_all_48_orientations():
    for array, affine in reorientations(numbered(), oblique_affine()):
        grid = Geometry(array.shape, affine)
        for plane in PLANES:
            axis, frame = grid.axis_of_plane(plane), grid.view(plane)
            for k in range(frame.count):
                index = grid.slice_index(plane, k + 1)
                assert grid.slice_number(plane, index) == k + 1
                assert sorted(np.take(array, index, axis).ravel()) == sorted(frame.take(array, k).ravel())


def test_slices_count_from_inferior_from_posterior_and_from_the_left():
    grid = Geometry((4, 5, 6), np.eye(4))
    assert [grid.slice_number(plane, 0) for plane in PLANES] == [1, 1, 1]
    grid = Geometry((4, 5, 6), np.diag([-1.0, -1.0, -1.0, 1.0]))
    assert [grid.slice_number(plane, 0) for plane in PLANES] == [6, 5, 4]


@pytest.mark.parametrize(("number", "index"), [(0, -1), (7, 6)])
def test_slices_outside_the_image_are_refused(number, index):
    grid = Geometry((4, 5, 6), np.eye(4))
    with pytest.raises(GeometryError, match="no such slice"):
        grid.slice_index("axial", number)
    with pytest.raises(GeometryError, match="no such slice"):
        grid.slice_number("axial", index)


@pytest.mark.parametrize(
    ("affine", "reason"),
    [
        (np.full((4, 4), np.nan), "not finite"),
        (np.diag([1.0, 0.0, 1.0, 1.0]), "voxel sizes"),
        (np.diag([1.0, 1e9, 1.0, 1.0]), "voxel sizes"),
        (np.array([[1.0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 0], [0, 0, 0, 1]]), "voxel sizes|one plane"),
        (np.array([[1.0, 1, 0, 0], [0, 0, 1, 0], [1, 1, 0, 0], [0, 0, 0, 1]]), "one plane"),
        (np.diag([1.0, 1.0, 1.0, 2.0]), "last row"),
        (np.eye(3), "shape"),
    ],
)
def test_affines_that_make_no_sense_are_refused(affine, reason):
    with pytest.raises(GeometryError, match=reason):
        Geometry(SHAPE, affine)


@pytest.mark.parametrize("shape", [(), (4,), (4, 0), (4, 5, 6, 7), (-1, 4)])
def test_shapes_that_make_no_sense_are_refused(shape):
    with pytest.raises(GeometryError):
        Geometry(shape)


@pytest.mark.parametrize("spacing", [(0, 1), (-1, 1), (np.nan, 1), (1,), (1, 1, 1)])
def test_spacings_that_make_no_sense_are_refused(spacing):
    with pytest.raises(GeometryError):
        Geometry((4, 5), None, spacing)


def test_a_picture_without_scale_has_no_millimetres():
    grid = Geometry((4, 5))
    assert (grid.is_picture, grid.spacing_mm, grid.pixel_area_mm2, grid.voxel_volume_ml) == (True, None, None, None)
    assert grid.axis_codes is None
    with pytest.raises(GeometryError, match="a picture"):
        grid.to_ras_mm([0, 0, 0])
    with pytest.raises(GeometryError, match="its own only slice"):
        grid.view("axial")


def test_a_picture_with_scale_has_an_area():
    assert Geometry((4, 5), None, (0.5, 2.0)).pixel_area_mm2 == 1.0


def test_a_stack_has_a_volume_but_no_directions():
    grid = Geometry((3, 4, 5), None, (10.0, 1.0, 1.0))
    assert (grid.is_picture, grid.voxel_volume_ml, grid.has_patient_axes) == (False, 0.01, False)
    frame = grid.view("axial")
    pages = numbered((3, 4, 5))
    assert np.array_equal(frame.stack(pages), pages)
    assert (frame.edges.left, frame.edges.top) == (None, None)
    with pytest.raises(GeometryError, match="neither"):
        Geometry((3, 4, 5))


def test_an_assumed_affine_shows_no_letters():
    grid = Geometry(SHAPE, oblique_affine(), affine_status="assumed")
    assert not grid.has_patient_axes
    assert grid.view("axial").edges.left is None


def test_a_picture_is_assumed_to_show_the_left_on_the_right_only_where_that_is_the_custom():
    assert Geometry((4, 5)).assuming("X-ray").orientation == PictureOrientation("L", None, "assumed")
    assert Geometry((4, 5)).assuming("ultrasound").orientation == PictureOrientation.unknown()
    stated = PictureOrientation.parse("R\\F")
    assert Geometry((4, 5), None, None, stated).assuming("X-ray").orientation == stated


def test_grids_are_the_same_within_a_tolerance():
    grid = Geometry(SHAPE, oblique_affine())
    moved = oblique_affine()
    moved[0, 3] += 0.01
    assert grid.same_grid(Geometry(SHAPE, oblique_affine()))
    assert not grid.same_grid(Geometry(SHAPE, moved))
    assert grid.same_grid(Geometry(SHAPE, moved), tolerance_mm=0.02)
    assert not grid.same_grid(Geometry((7, 5, 4), oblique_affine()))
    assert not Geometry((4, 5)).same_grid(Geometry((4, 5), None, (1, 1)))
    assert Geometry((4, 5), None, (1, 1)).same_grid(Geometry((4, 5), None, (1, 1)))
