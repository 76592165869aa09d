import json

import nibabel
import numpy as np
import pytest
from PIL import Image as Pillow

from limis.errors import GeometryError, InputError
from limis.geometry import Geometry
from limis.io.write import write_label_map, write_mask
from limis.session.importing import imported_from, imported_mask
from limis.types import Mask


@pytest.fixture
def labels(volume, tmp_path):
    """A label map on the grid of the volume: 1 and 4."""
    values = np.zeros(volume.geometry.shape, np.uint8)
    values[2:5, 1:4, 1] = 1
    values[0, 0, 0] = 4
    path = tmp_path / "labels.nii.gz"
    write_label_map(values, path, volume)
    return path


def test_a_mask_gets_the_name_that_is_given(volume, tmp_path):
    data = np.zeros(volume.geometry.shape, bool)
    data[2:5, 1:4, 1] = True
    path = tmp_path / "mask.nii.gz"
    write_mask(Mask(data, volume.geometry), path, volume)
    (structure,) = imported_from(path, volume, "left kidney")
    assert (structure.name, structure.concept, structure.side) == ("kidney_left", "kidney", "left")
    assert np.array_equal(structure.mask.data, data)
    (structure,) = imported_from(path, volume, "kidney_left", taken=["kidney_left"])
    assert structure.name == "kidney_left_2"


def test_labels_without_names_are_numbered(labels, volume):
    assert [s.name for s in imported_from(labels, volume)] == ["structure_1", "structure_2"]


@pytest.mark.parametrize("names", [{"1": "liver", "4": "right lung"}, {"liver": 1, "right lung": 4}])
@pytest.mark.parametrize("file", ["labels.nii.gz.json", "labels.json"])
def test_names_stand_in_a_json_file_beside(labels, volume, names, file):
    labels.with_name(file).write_text(json.dumps(names))
    assert [s.name for s in imported_from(labels, volume)] == ["liver", "lung_right"]


def test_names_stand_in_a_report_of_limis_beside(labels, volume):
    entries = [{"name": "liver", "label": 1, "file": "liver.nii.gz"}, {"name": "spleen", "label": 4, "file": None}]
    report = {"schema": "limis.report/1", "structures": entries}
    labels.with_name("report.json").write_text(json.dumps(report))
    assert [s.name for s in imported_from(labels, volume)] == ["liver", "spleen"]
    single = labels.with_name("liver.nii.gz")
    values = np.zeros(volume.geometry.shape, np.uint8)
    values[1, 1, 1] = 1
    write_label_map(values, single, volume)
    assert [s.name for s in imported_from(single, volume)] == ["liver"]


def test_a_name_nobody_knows_stays_as_it_is(volume):
    data = np.ones(volume.geometry.shape, bool)
    structure = imported_mask(data, volume, "Patient's blob #7")
    assert (structure.name, structure.concept) == ("patient_s_blob_7", None)


def test_another_grid_is_refused(labels, volume, tmp_path):
    affine = volume.geometry.affine_ras.copy()
    affine[0, 3] += 1
    path = tmp_path / "moved.nii.gz"
    nibabel.Nifti1Image(np.ones(volume.geometry.shape, np.uint8), affine).to_filename(path)
    with pytest.raises(GeometryError, match="elsewhere"):
        imported_from(path, volume)
    with pytest.raises(GeometryError, match=r"\(2, 2, 2\)"):
        imported_mask(np.ones((2, 2, 2), bool), volume, "liver")
    with pytest.raises(GeometryError, match="elsewhere"):
        imported_mask(np.ones((7, 5, 3), bool), volume, "liver", geometry=Geometry((7, 5, 3), np.eye(4)))


def test_a_picture_is_a_mask_where_it_is_not_black(picture, tmp_path):
    path = tmp_path / "lung.png"
    Pillow.fromarray(np.where(picture.data == 150, 255, 0).astype(np.uint8)).save(path)
    (structure,) = imported_from(path, picture, "lung")
    assert structure.mask.voxels == 100


def test_what_is_no_mask_is_refused(picture, tmp_path):
    path = tmp_path / "photo.png"
    Pillow.fromarray(np.random.default_rng(0).integers(0, 255, (30, 40, 3)).astype(np.uint8)).save(path)
    with pytest.raises(InputError, match="is no mask"):
        imported_from(path, picture)
    with pytest.raises(InputError, match="is empty"):
        imported_mask(np.zeros((30, 40), bool), picture, "lung")
    with pytest.raises(InputError, match="not finite"):
        imported_mask(np.full((30, 40), np.nan), picture, "lung")
    with pytest.raises(InputError, match="array of object"):
        imported_mask(np.full((30, 40), None), picture, "lung")


def test_an_empty_file_is_said_to_be_empty(volume, tmp_path):
    path = tmp_path / "nothing.nii.gz"
    write_mask(Mask(np.zeros(volume.geometry.shape, bool), volume.geometry), path, volume)
    with pytest.raises(InputError, match=r"nothing\.nii\.gz is empty"):
        imported_from(path, volume)


@pytest.mark.parametrize("written", ["{bad", "[1, 2]", ""])
def test_names_that_cannot_be_read_are_no_silence(labels, volume, written):
    labels.with_name("labels.nii.gz.json").write_text(written, encoding="utf-8")
    with pytest.raises(InputError, match="does not name labels"):
        imported_from(labels, volume)
