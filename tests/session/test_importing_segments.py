"""A DICOM segmentation of the image's own series comes back as the structures that it was made of."""

import numpy as np
import pydicom
import pytest
from phantoms import ct_series, enhanced_ct, projection, save

from limis.errors import GeometryError, InputError, ReadError
from limis.io.dicom_segments import is_segmentation
from limis.io.load import load
from limis.io.write import write_mask
from limis.report.dicom_seg import build_segmentation, write_segmentation
from limis.report.dicom_source import find_sources
from limis.session.importing import imported_from
from limis.types import Mask, Structure

DIRECTIONS = {
    "axial": (1, 0, 0, 0, 1, 0),
    "sagittal": (0, 1, 0, 0, 0, -1),
    "oblique": (0.8, 0.6, 0.0, 0.0, 0.0, -1.0),
    "feet first": (-1, 0, 0, 0, 1, 0),
}


def series(folder, directions="axial", uid="1.2.3.9"):
    files = ct_series(count=6, shape=(4, 6), directions=DIRECTIONS[directions])
    for n, file in enumerate(files):
        file.FrameOfReferenceUID, file.InstanceNumber = uid, (n * 3) % len(files) + 1
    return load(save(files, folder))


def structures_on(image):
    """Two structures that overlap and that no turn or flip maps to themselves."""
    first, second = np.zeros(image.geometry.shape, bool), np.zeros(image.geometry.shape, bool)
    first[1:4, 2, 1:], first[4, 1, 2] = True, True
    second[0:3, 2:, -1] = True

    def made(name, concept, side, inside):
        return Structure(name, concept, name.replace("_", " "), side, found=True, mask=Mask(inside, image.geometry))

    return [made("kidney_left", "kidney", "left", first), made("liver_tumor_2", "liver_tumor", None, second)]


def written(structures, image, path):
    write_segmentation(build_segmentation(structures, image)[0], path)
    return path


@pytest.mark.parametrize("directions", DIRECTIONS)
def test_what_was_saved_comes_back_voxel_for_voxel(tmp_path, directions):
    image = series(tmp_path / "series", directions)
    before = structures_on(image)
    after = imported_from(written(before, image, tmp_path / "seg.dcm"), image)
    assert [(s.name, s.concept, s.side) for s in after] == [(s.name, s.concept, s.side) for s in before]
    for one, other in zip(before, after, strict=True):
        assert np.array_equal(one.mask.data, other.mask.data)


def test_it_lies_on_the_same_grid_read_from_another_format(tmp_path):
    image = series(tmp_path / "series", "oblique")
    path = written(structures_on(image), image, tmp_path / "seg.dcm")
    write_mask(Mask(np.ones(image.geometry.shape, bool), image.geometry), tmp_path / "same.nii.gz", image)
    again = imported_from(path, load(tmp_path / "same.nii.gz"))
    assert np.array_equal(again[0].mask.data, structures_on(image)[0].mask.data)


def test_frames_of_an_enhanced_object_come_back(tmp_path):
    pixels = np.arange(5 * 4 * 6).reshape(5, 4, 6).astype(np.int16)
    image = load(save([enhanced_ct(pixels)], tmp_path / "enhanced"))
    before = structures_on(image)
    after = imported_from(written(before, image, tmp_path / "seg.dcm"), image)
    assert [np.array_equal(a.mask.data, b.mask.data) for a, b in zip(after, before, strict=True)] == [True, True]


def test_a_picture_takes_its_own_segmentation(tmp_path):
    image = load(save([projection(np.arange(24).reshape(4, 6).astype(np.uint16))], tmp_path / "film"))
    inside = np.zeros((4, 6), bool)
    inside[1, 2:5] = True
    lung = Structure("lung_right", "lung", "right lung", "right", found=True, mask=Mask(inside, image.geometry))
    (after,) = imported_from(written([lung], image, tmp_path / "seg.dcm"), image)
    assert (after.name, after.side) == ("lung_right", "right")
    assert np.array_equal(after.mask.data, inside)


def test_a_segmentation_of_other_images_is_refused(tmp_path):
    image, other = series(tmp_path / "one"), series(tmp_path / "two")
    path = written(structures_on(other), other, tmp_path / "seg.dcm")
    with pytest.raises(InputError, match="segmentation of other images"):
        imported_from(path, image)


@pytest.mark.parametrize("what", ["moved", "turned", "wider", "beyond"])
def test_frames_beside_the_grid_are_refused(tmp_path, what):
    image = series(tmp_path / "series")
    dataset = pydicom.dcmread(written(structures_on(image), image, tmp_path / "seg.dcm"))
    shared = dataset.SharedFunctionalGroupsSequence[0]
    if what == "turned":
        shared.PlaneOrientationSequence[0].ImageOrientationPatient = [0.8, 0.6, 0, -0.6, 0.8, 0]
    elif what == "wider":
        shared.PixelMeasuresSequence[0].PixelSpacing = [0.9, 1.1]
    for frame in dataset.PerFrameFunctionalGroupsSequence:
        place = frame.PlanePositionSequence[0]
        x, y, z = (float(value) for value in place.ImagePositionPatient)
        by = {"moved": (0.4, 0.0), "beyond": (1.1 * 3, 0.0)}.get(what, (0.0, 0.0))
        place.ImagePositionPatient = [x + by[0], y + by[1], z]
    dataset.save_as(tmp_path / "odd.dcm")
    with pytest.raises(GeometryError, match="does not lie on the image's grid"):
        imported_from(tmp_path / "odd.dcm", image)


def test_somebody_elses_segments_are_known_by_their_codes_or_their_labels(tmp_path):
    image = series(tmp_path / "series")
    dataset = pydicom.dcmread(written(structures_on(image), image, tmp_path / "seg.dcm"))
    dataset.SegmentSequence[0].SegmentLabel = "Segment 1"
    dataset.SegmentSequence[1].SegmentLabel = "Right adrenal"
    dataset.SegmentSequence[1].SegmentedPropertyTypeCodeSequence[0].CodeValue = "unheard_of"
    dataset.save_as(tmp_path / "theirs.dcm")
    assert [(s.name, s.concept, s.side, s.text) for s in imported_from(tmp_path / "theirs.dcm", image)] == [
        ("kidney_left", "kidney", "left", "Segment 1"),
        ("adrenal_gland_right", "adrenal_gland", "right", "Right adrenal"),
    ]
    assert [s.name for s in imported_from(tmp_path / "theirs.dcm", image, "spleen")] == ["spleen", "spleen_2"]


def test_fractions_count_from_a_half(tmp_path):
    import highdicom

    image = series(tmp_path / "series")
    path = written(structures_on(image)[:1], image, tmp_path / "seg.dcm")
    made = highdicom.seg.segread(path)
    shares = np.where(structures_on(image)[0].mask.data, 0.7, 0.3).transpose(2, 1, 0).astype(np.float32)
    headers = list(find_sources(image).headers)
    fractional = highdicom.seg.Segmentation(
        headers, shares, "FRACTIONAL", made.SegmentSequence, highdicom.UID(), 1, highdicom.UID(), 1,
        "x", "x", "x", "x", fractional_type="PROBABILITY",
    )  # fmt: skip
    fractional.save_as(tmp_path / "fractions.dcm")
    (after,) = imported_from(tmp_path / "fractions.dcm", image)
    assert np.array_equal(after.mask.data, structures_on(image)[0].mask.data)


def test_a_damaged_segmentation_is_an_error_of_reading(tmp_path):
    image = series(tmp_path / "series")
    path = written(structures_on(image), image, tmp_path / "seg.dcm")
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) - 8])
    with pytest.raises(ReadError):
        imported_from(path, image)


def test_only_segmentations_are_taken_for_some(tmp_path):
    image = series(tmp_path / "series")
    assert is_segmentation(written(structures_on(image), image, tmp_path / "seg.dcm"))
    assert not is_segmentation(next((tmp_path / "series").iterdir()))
    assert not is_segmentation(tmp_path / "series")
    assert not is_segmentation(tmp_path / "nothing")
