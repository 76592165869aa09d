import json

import nibabel
import numpy as np
import pytest
from phantoms import SHAPE, ct_series, numbered, oblique_affine, reorientations, save
from PIL import Image as Pillow

from limis.errors import GeometryError, InputError
from limis.geometry import Geometry
from limis.io.atomic import open_atomic, write_bytes, write_json, write_text
from limis.io.load import load
from limis.io.write import mask_suffix, write_label_map, write_mask
from limis.types import Image, Mask


def round_trip(tmp_path, image, name="m.nii.gz"):
    mask = Mask(np.asarray(image.data > 20), image.geometry)
    write_mask(mask, tmp_path / name, image)
    return mask, nibabel.load(tmp_path / name)


def test_a_nifti_mask_has_its_input_s_affine_to_the_last_bit(tmp_path):
    for array, affine in reorientations(numbered(), oblique_affine()):
        nibabel.save(nibabel.Nifti1Image(array, affine), tmp_path / "a.nii")
        stored = nibabel.load(tmp_path / "a.nii")
        mask, written = round_trip(tmp_path, load(tmp_path / "a.nii"), "m.nii")
        assert np.array_equal(written.affine, stored.affine)
        assert written.get_data_dtype() == np.uint8
        assert np.array_equal(np.asarray(written.dataobj), mask.data)


@pytest.mark.parametrize(("sform", "qform"), [(0, 1), (2, 0), (1, 3), (0, 0)])
def test_header_codes_and_units_are_kept(tmp_path, sform, qform):
    image = nibabel.Nifti1Image(numbered(), None)
    image.set_qform(oblique_affine(), qform)
    image.set_sform(oblique_affine(), sform)
    image.header.set_xyzt_units("mm", "sec")
    nibabel.save(image, tmp_path / "a.nii")
    stored = nibabel.load(tmp_path / "a.nii")
    _, written = round_trip(tmp_path, load(tmp_path / "a.nii"))
    assert np.array_equal(written.affine, stored.affine)
    for field in ("sform_code", "qform_code", "xyzt_units", "pixdim", "quatern_b"):
        assert np.array_equal(written.header[field], stored.header[field])


@pytest.mark.parametrize(("shape", "frame"), [((7, 5), None), ((7, 5, 3, 1), None), ((7, 5, 3, 4), 2)])
def test_a_mask_has_the_shape_of_its_input_or_of_the_chosen_frame(tmp_path, shape, frame):
    nibabel.save(nibabel.Nifti2Image(numbered(shape), oblique_affine()), tmp_path / "a.nii.gz")
    _, written = round_trip(tmp_path, load(tmp_path / "a.nii.gz", frame=frame))
    assert written.shape == (SHAPE if frame else shape)


def test_a_scaled_input_s_mask_is_not_scaled(tmp_path):
    image = nibabel.Nifti1Image(numbered().astype(np.float64) / 7, np.eye(4))
    image.set_data_dtype(np.int16)
    nibabel.save(image, tmp_path / "a.nii")
    mask, written = round_trip(tmp_path, load(tmp_path / "a.nii"))
    assert set(np.unique(written.get_fdata())) <= {0.0, 1.0}
    assert np.array_equal(written.get_fdata() > 0, mask.data)


def test_a_dicom_mask_lies_where_the_series_lies(tmp_path):
    image = load(save(ct_series(directions=(0.8, 0.6, 0, 0, 0, -1)), tmp_path / "series"))
    mask, written = round_trip(tmp_path, image)
    assert np.allclose(written.affine, image.geometry.affine_ras, atol=1e-4)
    assert (int(written.header["sform_code"]), written.header.get_xyzt_units()[0]) == (1, "mm")
    assert np.array_equal(np.asarray(written.dataobj), mask.data)


def test_a_picture_s_mask_is_a_black_and_white_picture(tmp_path):
    image = Image(numbered((4, 6)), Geometry((4, 6)))
    mask = Mask(image.data > 9, image.geometry)
    write_mask(mask, tmp_path / "m.png", image)
    assert mask_suffix(image) == ".png"
    assert np.array_equal(np.asarray(Pillow.open(tmp_path / "m.png")), mask.data * 255)


def test_a_stack_s_mask_keeps_its_sizes(tmp_path):
    image = Image(numbered((3, 4, 5)), Geometry((3, 4, 5), None, (5.0, 0.5, 0.7)))
    _, written = round_trip(tmp_path, image)
    assert written.shape == (3, 4, 5)
    assert np.allclose(written.header.get_zooms(), (5, 0.5, 0.7))
    assert (int(written.header["sform_code"]), int(written.header["qform_code"])) == (0, 0)


@pytest.mark.parametrize(("most", "dtype"), [(255, np.uint8), (256, np.uint16)])
def test_label_maps_are_as_narrow_as_they_can_be(tmp_path, most, dtype):
    volume = Image(numbered(), Geometry(SHAPE, oblique_affine()))
    labels = np.where(numbered() > 50, most, 0)
    write_label_map(labels, tmp_path / "labels.nii.gz", volume)
    written = nibabel.load(tmp_path / "labels.nii.gz")
    assert written.get_data_dtype() == dtype
    assert np.array_equal(np.asarray(written.dataobj), labels)
    picture = Image(numbered((4, 6)), Geometry((4, 6)))
    write_label_map(np.full((4, 6), most), tmp_path / "labels.png", picture)
    assert np.asarray(Pillow.open(tmp_path / "labels.png")).max() == most


def test_what_does_not_fit_is_refused(tmp_path):
    image = Image(numbered(), Geometry(SHAPE, oblique_affine()))
    elsewhere = Mask(numbered() > 3, Geometry(SHAPE, np.eye(4)))
    with pytest.raises(GeometryError, match="image's grid"):
        write_mask(elsewhere, tmp_path / "m.nii.gz", image)
    with pytest.raises(GeometryError, match="image's grid"):
        write_label_map(np.zeros((5, 7, 3), int), tmp_path / "m.nii.gz", image)
    with pytest.raises(InputError, match="0 to 65535"):
        write_label_map(np.full(SHAPE, -1), tmp_path / "m.nii.gz", image)
    with pytest.raises(InputError, match=r"\.nii\.gz"):
        write_mask(Mask(numbered() > 3, image.geometry), tmp_path / "m.png", image)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError, SystemExit])
def test_an_interrupted_write_leaves_the_old_file_and_nothing_else(tmp_path, error):
    write_text(tmp_path / "a.txt", "old")

    def write_half():
        with open_atomic(tmp_path / "a.txt") as file:
            file.write(b"half")
            raise error

    with pytest.raises(error):
        write_half()
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]
    assert (tmp_path / "a.txt").read_text() == "old"


def test_folders_are_made_and_modes_are_those_of_any_file(tmp_path):
    write_bytes(tmp_path / "deep" / "er" / "a.bin", b"content")
    (tmp_path / "b.bin").write_bytes(b"content")
    written = tmp_path / "deep" / "er" / "a.bin"
    assert written.read_bytes() == b"content"
    assert written.stat().st_mode == (tmp_path / "b.bin").stat().st_mode


def test_json_is_written_without_words_json_lacks(tmp_path):
    write_json(tmp_path / "a.json", {"name": "µm"})
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8")) == {"name": "µm"}
    with pytest.raises(ValueError, match="JSON"):
        write_json(tmp_path / "b.json", {"value": float("nan")})
    assert not (tmp_path / "b.json").exists()
