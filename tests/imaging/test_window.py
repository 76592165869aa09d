import numpy as np
import pytest
from phantoms import body

from limis.errors import InputError
from limis.geometry import Geometry
from limis.imaging.window import PRESETS, Window, to_view, window_for
from limis.types import Image


def picture(values, **options):
    return Image(values, Geometry(values.shape[:2]), **options)


def volume(values, **options):
    return Image(values, Geometry(values.shape, np.eye(4)), **options)


def test_a_window_runs_from_black_to_white():
    seen = to_view(np.array([-1000, -160, 40, 240, 3000], np.int16), PRESETS["soft_tissue"])
    assert seen.dtype == np.float32
    assert seen.tolist() == [0, 0, 0.5, 1, 1]


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_shows_water_or_air_or_bone(name):
    assert PRESETS[name].low < PRESETS[name].centre < PRESETS[name].high


def test_ct_volumes_are_shown_in_soft_tissue_unless_a_preset_is_asked_for():
    data, affine = body()
    image = Image(data, Geometry(data.shape, affine), "CT", "HU")
    assert window_for(image) == PRESETS["soft_tissue"]
    assert window_for(image, preset="lung") == PRESETS["lung"]


def test_a_preset_is_refused_where_it_means_nothing():
    with pytest.raises(InputError, match="on MRI"):
        window_for(volume(np.zeros((4, 5, 6))), "MRI", "lung")
    with pytest.raises(InputError, match="soft_tissue, lung"):
        window_for(volume(np.zeros((4, 5, 6))), "CT", "cheese")


def test_other_volumes_are_shown_between_percentiles():
    values = np.arange(1001, dtype=np.float32).reshape(7, 11, 13)
    window = window_for(volume(values))
    assert (window.low, window.high) == pytest.approx((5, 995))


def test_eight_bit_pictures_are_shown_over_their_whole_range():
    window = window_for(picture(np.full((4, 5), 100, np.uint8)))
    assert (window.low, window.high) == (0, 255)
    colour = picture(np.full((4, 5, 3), 51, np.uint8))
    assert to_view(colour.data, window_for(colour)) == pytest.approx(np.full((4, 5, 3), 0.2))


def test_sixteen_bit_pictures_are_shown_between_percentiles():
    window = window_for(picture(np.arange(0, 4000, 2, dtype=np.uint16).reshape(40, 50)))
    assert window.high < 4000


def test_a_header_s_window_is_used():
    film = picture(np.zeros((4, 5), np.uint16), modality="X-ray", window=(2000, 1000))
    assert window_for(film) == Window(2000, 1000)


def test_a_constant_image_is_black_not_an_error():
    flat = volume(np.full((4, 5, 6), 7.0))
    assert to_view(flat.data, window_for(flat)).max() == 0


def test_a_rare_bright_thing_is_not_lost_to_the_percentiles():
    values = np.zeros((40, 40, 40), np.float32)
    values[20, 20, 20] = 9
    window = window_for(volume(values))
    assert to_view(values, window)[20, 20, 20] == 1


@pytest.mark.parametrize(("centre", "width"), [(0, -1), (np.nan, 1), (0, np.inf)])
def test_windows_that_make_no_sense_are_refused(centre, width):
    with pytest.raises(InputError, match="not a window"):
        Window(centre, width)
