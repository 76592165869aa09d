import numpy as np

from limis.protocols import View
from limis.runtime.rgb import as_rgb


def test_grey_becomes_three_equal_channels_and_values_are_clipped() -> None:
    grey = np.array([[-1.0, 0.0, 0.5], [1.0, 2.0, 0.25]], np.float32)
    picture = as_rgb(View(grey))
    assert picture.dtype == np.uint8
    assert picture.shape == (2, 3, 3)
    assert picture[..., 0].tolist() == picture[..., 2].tolist() == [[0, 0, 128], [255, 255, 64]]


def test_colour_stays_colour() -> None:
    colour = np.array([[[0.0, 0.5, 1.0]]], np.float32)
    assert as_rgb(View(colour)).tolist() == [[[0, 128, 255]]]
