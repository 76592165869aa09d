import pytest

from limis.errors import GeometryError
from limis.geometry import PictureOrientation


@pytest.mark.parametrize("text", ["L\\P", "l/p", "L,P", "L P", "LP", " L\\P ", "LA\\PF"])
def test_a_pair_is_read_however_it_is_written(text):
    assert PictureOrientation.parse(text) == PictureOrientation("L", "P", "known", "known")


def test_superior_and_inferior_are_head_and_feet():
    assert str(PictureOrientation.parse("L\\I")) == "L\\F"


def test_half_a_pair_leaves_the_other_half_unknown():
    half = PictureOrientation.parse("L\\")
    assert (half.right, half.down, half.down_status) == ("L", None, "unknown")
    assert str(half) == "L\\?"


@pytest.mark.parametrize("text", ["", "L", "L\\R", "X\\P", "L\\P\\F", "left", "L\\L"])
def test_what_is_no_pair_is_refused(text):
    with pytest.raises(GeometryError, match="--orientation"):
        PictureOrientation.parse(text)


def test_directions_follow_the_letters():
    film = PictureOrientation.parse("L\\F")
    assert film.direction_of("L") == (1, 1)
    assert film.direction_of("R") == (1, -1)
    assert film.direction_of("H") == film.direction_of("S") == (0, -1)
    assert film.direction_of("A") is None
    assert PictureOrientation.parse("P\\L").direction_of("R") == (0, -1)


@pytest.mark.parametrize("modality", ["X-ray", "CT", "MRI"])
def test_only_radiographs_and_sections_are_assumed_to_show_the_left_on_the_right(modality):
    assert PictureOrientation.assume(modality) == PictureOrientation("L", None, "assumed", "unknown")


@pytest.mark.parametrize("modality", [None, "ultrasound", "dermoscopy", "mammography", "endoscopy", "OCT"])
def test_nothing_else_is_assumed(modality):
    assert PictureOrientation.assume(modality) == PictureOrientation.unknown()


def test_a_status_that_contradicts_its_letter_is_refused():
    with pytest.raises(GeometryError):
        PictureOrientation("L", None, "unknown")
