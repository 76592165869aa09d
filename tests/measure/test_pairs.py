import numpy as np
import pytest

from limis.geometry import Geometry, PictureOrientation
from limis.measure.pairs import lungs_midline
from limis.measure.sides import Midline, split_sides
from limis.types import Mask

SHAPE = (120, 140)
MIDDLE = Midline(axis=1, position=69.5, left_sign=1, match=0.6)


def lung(centre, *, half_width=21, half_height=45, row=60, shape=SHAPE):
    """An ellipse as tall as a lung is."""
    rows, columns = np.ogrid[: shape[0], : shape[1]]
    return ((columns - centre) / half_width) ** 2 + ((rows - row) / half_height) ** 2 <= 1


def film(*parts, orientation="L"):
    inside = np.logical_or.reduce(parts)
    known = PictureOrientation() if orientation is None else PictureOrientation(orientation, None, "known")
    return Mask(inside, Geometry(inside.shape, None, None, known))


def test_two_opposite_lungs_are_their_own_midline():
    plane = lungs_midline(film(lung(42), lung(101, half_height=38)), None)
    assert plane is not None
    assert (plane.axis, plane.left_sign) == (1, 1)
    assert plane.position == pytest.approx(71, abs=2)


def test_their_sides_follow_from_their_order_and_the_film_s_letters():
    lungs = film(lung(40), lung(100))
    mirrored = film(lung(40), lung(100), orientation="R")
    for mask, side in ((lungs, "right"), (mirrored, "left")):
        plane = lungs_midline(mask, None)
        assert plane is not None
        assert (split_sides(mask, plane)[side].data == lung(40)).all()


def test_a_film_that_lies_on_its_side_has_the_plane_across_its_rows():
    inside = (lung(40) | lung(100)).T
    lying = Mask(inside, Geometry(inside.shape, None, None, PictureOrientation.parse("P\\L")))
    plane = lungs_midline(lying, None)
    assert plane is not None
    assert (plane.axis, plane.left_sign) == (0, 1)


def test_nobody_s_orientation_gives_no_side():
    assert lungs_midline(film(lung(40), lung(100), orientation=None), None) is None


def test_two_lungs_overrule_a_plane_through_one_of_them():
    plane = lungs_midline(film(lung(40), lung(100)), Midline(1, 40.0, 1, 0.9))
    assert plane is not None
    assert plane.position == pytest.approx(70, abs=1)


ONE = lung(40, shape=(120, 80), half_width=30, half_height=50)
UPPER, INNER = np.s_[58:62], np.s_[:, 38:43]


@pytest.mark.parametrize("cut", [None, UPPER, INNER])
@pytest.mark.parametrize("plane", [None, Midline(1, 39.5, 1, 0.9)])
def test_one_lung_on_half_a_film_has_no_side_whole_or_in_two_pieces(cut, plane):
    inside = ONE.copy()
    if cut is not None:
        inside[cut] = False
    assert lungs_midline(film(inside), plane) is None


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(lung(100, half_width=12, half_height=15), id="a speck"),
        pytest.param(lung(100, half_height=20, half_width=32, row=18), id="higher up"),
        pytest.param(lung(71), id="no gap"),
        pytest.param(np.zeros(SHAPE, bool), id="nothing"),
    ],
)
def test_what_is_no_second_lung_makes_no_pair(other):
    assert lungs_midline(film(lung(28), other), None) is None


def test_two_pieces_off_the_film_s_middle_are_no_pair():
    assert lungs_midline(film(lung(40, shape=(120, 220)), lung(100, shape=(120, 220))), None) is None


def test_where_lungs_show_nothing_the_image_s_own_midline_stands():
    assert lungs_midline(film(lung(40)), MIDDLE) == MIDDLE
    assert lungs_midline(film(np.zeros(SHAPE, bool)), MIDDLE) == MIDDLE
    assert lungs_midline(film(lung(48), lung(90)), MIDDLE) is not None


def test_lungs_that_touch_are_parted_by_the_image_s_midline():
    touching = film(lung(48, half_width=26), lung(91, half_width=26))
    assert lungs_midline(touching, None) is None
    assert lungs_midline(touching, MIDDLE) == MIDDLE


def test_a_volume_keeps_its_midline():
    volume = Mask(np.ones((7, 5, 3), bool), Geometry((7, 5, 3), np.diag([1.0, 2.0, 3.0, 1.0])))
    assert lungs_midline(volume, None) is None
    assert lungs_midline(volume, Midline(0, 3.0, 1, 1.0)) == Midline(0, 3.0, 1, 1.0)
