"""The nuclear stain of a tissue that another stain covers."""

import numpy as np
from skimage import color, data

from limis.geometry import Geometry
from limis.imaging.modality import guess_modality
from limis.imaging.stains import nuclear_stain
from limis.types import Image


def stained(haematoxylin, dab):
    """A bright-field picture of two stains, uint8."""
    amounts = np.stack([haematoxylin, np.zeros_like(dab), dab], axis=-1)
    return (color.hed2rgb(amounts) * 255).round().astype(np.uint8)


def test_nuclei_shine_whatever_lies_over_them():
    rows, columns = np.mgrid[:64, :64]
    nuclei = ((rows - 20) ** 2 + (columns - 20) ** 2 < 64) | ((rows - 44) ** 2 + (columns - 44) ** 2 < 64)
    brown = (columns > 32).astype(float)
    alone = nuclear_stain(stained(0.12 * nuclei, 0.12 * brown))
    assert alone.shape == (64, 64)
    assert alone[nuclei].mean() > 180
    assert alone[~nuclei].mean() < 60


def test_opacity_is_ignored_and_an_even_picture_is_dark():
    even = np.full((16, 16, 4), 200, np.uint8)
    assert nuclear_stain(even).max() == 0


def test_brown_labelled_tissue_is_told_by_its_colours():
    tissue = data.immunohistochemistry()
    assert guess_modality(Image(tissue, Geometry(tissue.shape[:2]))).kind == "pathology"
