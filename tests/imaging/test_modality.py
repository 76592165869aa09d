import numpy as np
import pytest
from phantoms import body
from skimage import data as pictures

from limis.geometry import Geometry
from limis.imaging.kinds import DICOM_KINDS, KINDS, as_kind
from limis.imaging.modality import guess_modality
from limis.types import Image


def picture(values, modality=None):
    return Image(values, Geometry(values.shape[:2]), modality)


def volume(values):
    return Image(values, Geometry(values.shape, np.eye(4)))


def painted(colour, spread, border=None, shape=(96, 128)):
    """A noisy field of one colour, perhaps within a dark border."""
    noise = np.random.default_rng(0).normal(0, spread, (*shape, 1))
    field = np.clip(np.array(colour) + noise, 0, 255)
    if border is not None:
        rows, columns = np.ogrid[: shape[0], : shape[1]]
        outside = ((rows / shape[0] - 0.5) ** 2 + (columns / shape[1] - 0.5) ** 2) > border**2
        field[outside] = 0
    return field.astype(np.uint8)


def test_what_is_stated_wins():
    assert guess_modality(picture(np.zeros((9, 9), np.uint8), "ultrasound")) == ("ultrasound", "stated")


def test_hounsfield_units_are_recognised():
    data, affine = body()
    assert guess_modality(Image(data, Geometry(data.shape, affine))).kind == "CT"
    soft = np.random.default_rng(0).normal(30, 50, (20, 21, 22)).clip(-120, 600)
    assert guess_modality(volume(soft)).kind == "CT"


def test_a_volume_without_hounsfield_units_is_mr():
    values = np.random.default_rng(0).gamma(2, 80, (20, 21, 22))
    assert guess_modality(volume(values)).kind == "MRI"
    assert guess_modality(volume((values - values.mean()) / values.std())).kind == "MRI"


def test_a_volume_with_odd_values_is_not_guessed():
    assert guess_modality(volume(np.linspace(-40_000, -30_000, 210).reshape(5, 6, 7))).kind is None


@pytest.mark.parametrize("values", [np.zeros((9, 9), np.uint8), np.full((9, 9), 300, np.uint16)])
def test_a_grey_picture_is_not_guessed(values):
    assert guess_modality(picture(values)).kind is None


@pytest.mark.parametrize(
    ("colours", "kind"),
    [
        (painted((200, 120, 190), 25), "pathology"),
        (painted((110, 50, 15), 12, border=0.48), "fundus photography"),
        (painted((150, 90, 75), 40, border=0.48), "endoscopy"),
        (painted((205, 140, 140), 12), "dermoscopy"),
        (painted((40, 160, 60), 12), None),
        (painted((120, 122, 121), 30), None),
        (np.zeros((40, 50, 3), np.uint8), None),
    ],
)
def test_colour_pictures_are_told_by_colour_and_border(colours, kind):
    assert guess_modality(picture(colours)).kind == kind


def test_a_retina_is_recognised_and_a_portrait_is_not():
    assert guess_modality(picture(pictures.retina())).kind == "fundus photography"
    assert guess_modality(picture(pictures.astronaut())).kind is None


def test_kinds_are_known_by_many_names():
    assert [as_kind(text) for text in ("ct", "MR", "x ray", "Histology", "fundus", "us")] == [
        "CT",
        "MRI",
        "X-ray",
        "pathology",
        "fundus photography",
        "ultrasound",
    ]
    assert [as_kind(kind) for kind in KINDS] == list(KINDS)
    assert set(DICOM_KINDS.values()) <= set(KINDS)
