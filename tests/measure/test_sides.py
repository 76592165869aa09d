import numpy as np
import pytest
from phantoms import body, reorientations
from scipy.spatial.transform import Rotation

from limis.geometry import Geometry, PictureOrientation
from limis.measure.sides import Midline, midline, side_of, split_sides
from limis.types import Image, Mask


def ct(data, affine):
    return Image(data, Geometry(data.shape, affine), "CT", "HU")


def right_half_mm(image):
    """RAS x of the midline, mm."""
    plane = midline(image)
    assert plane is not None
    index = [0.0, 0.0, 0.0]
    index[plane.axis] = plane.position
    return image.geometry.to_ras_mm(index)


def test_the_midline_of_a_body_is_its_middle_not_the_scanner_s():
    data, affine = body()
    assert right_half_mm(ct(data, affine))[0] == pytest.approx(30, abs=4)


def test_sides_are_the_same_in_all_48_orientations():
    data, affine = body()
    liver = data == 110
    for array, turned in reorientations(data, affine):
        image = ct(array, turned)
        plane = midline(image)
        assert plane is not None
        assert right_half_mm(image)[0] == pytest.approx(30, abs=4)
        kidneys = split_sides(Mask(array == 60, image.geometry), plane)
        assert image.geometry.to_ras_mm(np.argwhere(kidneys["left"].data)).max(axis=0)[0] < 30
        assert kidneys["left"].voxels == pytest.approx(kidneys["right"].voxels, rel=0.1)
        assert side_of(Mask(array == 110, image.geometry), plane) == "right"
    assert liver.any()


def test_a_rotated_affine_over_the_same_voxels_gives_the_same_sides():
    data, affine = body()
    straight = midline(ct(data, affine))
    turn = np.eye(4)
    turn[:3, :3] = Rotation.from_euler("xyz", (15, -10, 25), degrees=True).as_matrix()
    assert midline(ct(data, turn @ affine)) == straight


def test_a_lying_affine_swaps_the_sides_and_nothing_else():
    data, affine = body()
    true, lying = midline(ct(data, affine)), midline(ct(data, affine @ np.diag([-1, 1, 1, 1])))
    assert true is not None
    assert lying is not None
    assert (true.position, true.left_sign) == (lying.position, -lying.left_sign)


@pytest.mark.parametrize("part", [np.s_[:45], np.s_[45:], np.s_[:55], np.s_[35:]])
def test_half_a_body_has_no_midline(part):
    data, affine = body()
    assert midline(ct(data[part], affine)) is None
    padded = np.full_like(data, -1000)
    padded[part] = data[part]
    assert midline(ct(padded, affine)) is None


def test_a_view_of_the_middle_of_a_body_has_the_midline():
    data, affine = body()
    plane = midline(ct(data[25:65], affine))
    assert plane is not None
    assert plane.position + 25 == pytest.approx(44.5, abs=1)


def test_a_small_block_has_no_midline():
    noise = np.random.default_rng(0).random((35, 50, 36)).astype(np.float32)
    noise += noise[::-1]
    assert midline(Image(noise, Geometry(noise.shape, np.eye(4)), "MRI")) is None


@pytest.mark.parametrize("values", [np.zeros((60, 60, 4)), np.random.default_rng(0).random((60, 60, 4))])
def test_emptiness_and_noise_have_no_midline(values):
    assert midline(Image(values, Geometry(values.shape, np.diag([4.0, 4.0, 4.0, 1.0])))) is None


def test_an_image_without_patient_axes_has_no_midline():
    data, affine = body()
    assert midline(Image(data, Geometry(data.shape, affine, affine_status="assumed"))) is None
    assert midline(Image(data, Geometry(data.shape, None, (4.0, 4.0, 5.0)))) is None


def film(right=None, flipped=False):
    """An axial section as a picture, patient's right on the left unless flipped."""
    data, affine = body()
    section = Geometry(data.shape, affine).view("axial").take(data, 6)
    values = np.clip((section[:, ::-1] if flipped else section) + 1000, 0, 1300).astype(np.uint16)
    orientation = PictureOrientation() if right is None else PictureOrientation(right, None, "known")
    return Image(values, Geometry(values.shape, None, None, orientation))


def test_a_picture_s_sides_follow_its_letters():
    shown = film("L")
    plane = midline(shown)
    assert plane is not None
    assert (plane.axis, plane.left_sign, plane.position) == (1, 1, pytest.approx(44.5, abs=1))
    assert side_of(Mask(shown.data == 1110, shown.geometry), plane) == "right"
    turned = film("R", flipped=True)
    plane = midline(turned)
    assert plane is not None
    assert side_of(Mask(turned.data == 1110, turned.geometry), plane) == "right"


def test_a_picture_whose_left_runs_downwards_has_its_midline_across_the_rows():
    upright = film("L")
    lying = Image(upright.data.T, Geometry(upright.data.T.shape, None, None, PictureOrientation.parse("P\\L")))
    plane = midline(lying)
    assert plane is not None
    assert (plane.axis, plane.left_sign) == (0, 1)


def test_a_picture_without_letters_has_no_midline():
    assert midline(film()) is None


def test_half_a_picture_has_no_midline():
    whole = film("L")
    half = whole.data[:, :45]
    assert midline(Image(half, Geometry(half.shape, None, None, whole.geometry.orientation))) is None


PLANE = Midline(axis=1, position=9.5, left_sign=1, match=1.0)


def mask(*columns):
    """A picture's mask, 6 rows of which are filled between each pair of columns."""
    inside = np.zeros((10, 20), bool)
    for start, stop in columns:
        inside[2:8, start:stop] = True
    return Mask(inside, Geometry((10, 20)))


def test_opposite_pieces_go_to_opposite_sides():
    parts = split_sides(mask((1, 5), (14, 18)), PLANE)
    assert parts["right"].data[:, :10].sum() == parts["left"].data[:, 10:].sum() == 24


def test_a_piece_goes_whole_to_the_side_of_its_middle():
    parts = split_sides(mask((1, 11)), PLANE)
    assert list(parts) == ["right"]
    assert parts["right"].voxels == 60


def test_pieces_that_touch_across_the_midline_are_cut_there():
    parts = split_sides(mask((3, 18)), PLANE)
    assert (parts["right"].voxels, parts["left"].voxels) == (7 * 6, 8 * 6)
    assert not (parts["right"].data & parts["left"].data).any()


def test_sides_that_hold_nothing_are_left_out():
    assert split_sides(mask(), PLANE) == {}
    assert side_of(mask(), PLANE) is None


def test_a_thing_on_both_sides_is_on_no_side():
    assert side_of(mask((5, 15)), PLANE) is None
    assert side_of(mask((5, 9)), PLANE) == "right"


def test_instances_stay_with_their_side():
    both = mask((1, 5), (14, 18))
    instances = np.zeros((10, 20), np.int32)
    instances[2:8, 1:5], instances[2:8, 14:18] = 1, 2
    parts = split_sides(Mask(both.data, both.geometry, instances), PLANE)
    assert parts["left"].instances is not None
    assert set(np.unique(parts["left"].instances)) == {0, 2}


def test_a_narrow_film_is_too_narrow_sooner_than_another_picture():
    whole = film("L")
    tall = np.pad(whole.data, ((17, 17), (0, 0)))
    narrow = Image(tall, Geometry(tall.shape, None, None, whole.geometry.orientation))
    assert midline(narrow) is not None
    assert midline(Image(tall, narrow.geometry, "X-ray")) is None
