import gzip
import struct

import nibabel
import numpy as np
import pytest
from phantoms import SHAPE, numbered, oblique_affine, reorientations

from limis.errors import Cancelled, GeometryError, InputError, ReadError
from limis.io.load import load
from limis.io.write import write_mask
from limis.types import Mask


def save(path, data, affine, kind=nibabel.Nifti1Image, **fields):
    image = kind(data, affine)
    for name, value in fields.items():
        image.header[name] = value
    nibabel.save(image, path)
    return path


def raw_header(path, **fields):
    """A bare header with no image behind it, as 352 bytes."""
    header = nibabel.Nifti1Header()
    header.set_data_shape((4, 4, 4))
    header["magic"], header["vox_offset"] = b"n+1", 352
    header.set_sform(np.eye(4), 1)
    for name, value in fields.items():
        header[name] = value
    path.write_bytes(header.binaryblock + b"\0" * 4)
    return path


@pytest.mark.parametrize("name", ["a.nii", "a.nii.gz"])
@pytest.mark.parametrize("kind", [nibabel.Nifti1Image, nibabel.Nifti2Image])
@pytest.mark.parametrize("dtype", [np.uint8, np.int16, np.float32, ">i2"])
def test_values_and_affine_are_those_nibabel_reads(tmp_path, name, kind, dtype):
    path = save(tmp_path / name, numbered().astype(dtype), oblique_affine(), kind)
    image, expected = load(path), nibabel.load(path)
    assert np.array_equal(image.data, expected.get_fdata())
    assert np.array_equal(image.geometry.affine_ras, expected.affine)
    assert (image.source.format, image.source.notes, len(image.source.sha256)) == ("nifti", (), 64)


def test_all_48_orientations_are_read_as_stored(tmp_path):
    for array, affine in reorientations(numbered(), oblique_affine()):
        image = load(save(tmp_path / "a.nii", array, affine))
        assert np.array_equal(image.data, array)
        assert np.allclose(image.geometry.affine_ras, affine, atol=1e-5)


def test_the_format_is_told_by_content(tmp_path):
    path = save(tmp_path / "a.nii.gz", numbered(), oblique_affine()).rename(tmp_path / "scan.png")
    assert load(path).source.format == "nifti"


def test_slope_and_intercept_are_applied(tmp_path):
    path = save(tmp_path / "a.nii", numbered(), np.eye(4))
    content = bytearray(path.read_bytes())
    content[112:120] = struct.pack("<2f", 2, -1024)
    path.write_bytes(content)
    image = load(path)
    assert image.data.dtype == np.int16
    assert np.array_equal(image.data, numbered() * 2 - 1024)
    content[112:120] = struct.pack("<2f", 0.5, 1)
    path.write_bytes(content)
    assert np.array_equal(load(path).data, numbered() * np.float32(0.5) + 1)


def test_a_slope_of_zero_or_nan_means_no_scale(tmp_path):
    path = save(tmp_path / "a.nii", numbered(), np.eye(4))
    for slope in (0.0, np.nan):
        content = bytearray(path.read_bytes())
        content[112:120] = struct.pack("<2f", slope, 5)
        path.write_bytes(content)
        assert np.array_equal(load(path).data, numbered())


def test_a_scale_that_makes_no_sense_is_left_out_and_said_so(tmp_path):
    path = save(tmp_path / "a.nii", numbered(), np.eye(4))
    content = bytearray(path.read_bytes())
    content[112:120] = struct.pack("<2f", 2, np.nan)
    path.write_bytes(content)
    image = load(path)
    assert np.array_equal(image.data, numbered())
    assert "2 x + nan" in image.source.notes[0]


def test_a_slope_beyond_whole_numbers_is_applied(tmp_path):
    path = save(tmp_path / "a.nii", numbered() * 0, np.eye(4))
    content = bytearray(path.read_bytes())
    content[112:120] = struct.pack("<2f", 1e12, 0)
    path.write_bytes(content)
    assert not load(path).data.any()


@pytest.mark.parametrize("qfac", [0.0, 3.0, -1.0])
def test_a_handedness_that_is_not_stated_is_right(tmp_path, qfac):
    image = nibabel.Nifti1Image(numbered(), oblique_affine())
    image.set_sform(None)
    image.set_qform(oblique_affine(), 1)
    nibabel.save(image, tmp_path / "a.nii")
    content = bytearray((tmp_path / "a.nii").read_bytes())
    content[76:80] = struct.pack("<f", qfac)
    (tmp_path / "a.nii").write_bytes(content)
    loaded, expected = load(tmp_path / "a.nii"), nibabel.load(tmp_path / "a.nii")
    assert np.array_equal(loaded.geometry.affine_ras, expected.affine)
    mask = Mask(loaded.data > 5, loaded.geometry)
    write_mask(mask, tmp_path / "m.nii", loaded)
    assert np.array_equal(nibabel.load(tmp_path / "m.nii").affine, expected.affine)


def test_frames_have_to_be_chosen(tmp_path):
    data = np.stack([numbered(), numbered() + 1000, numbered() + 2000], axis=-1)
    path = save(tmp_path / "a.nii.gz", data, oblique_affine())
    with pytest.raises(ReadError, match=r"3 time points.*--frame 1 to --frame 3"):
        load(path)
    assert np.array_equal(load(path, frame=2).data, data[..., 1])
    for frame in (0, 4):
        with pytest.raises(ReadError, match="from 1 to 3"):
            load(path, frame=frame)


def test_a_fourth_dimension_of_one_is_no_dimension(tmp_path):
    image = load(save(tmp_path / "a.nii", numbered()[..., None], oblique_affine()))
    assert image.data.shape == SHAPE


def test_a_flat_file_is_a_volume_of_one_slice(tmp_path):
    image = load(save(tmp_path / "a.nii", numbered((7, 5)), oblique_affine()))
    assert (image.data.shape, image.is_picture) == ((7, 5, 1), False)


def test_colour_is_read_on_the_last_axis(tmp_path):
    colour = np.zeros(SHAPE, [("R", "u1"), ("G", "u1"), ("B", "u1")])
    colour["G"][1, 2, 0] = 200
    image = load(save(tmp_path / "a.nii", colour, np.eye(4)))
    assert (image.data.shape, image.data.dtype) == ((*SHAPE, 3), np.uint8)
    assert image.data[1, 2, 0].tolist() == [0, 200, 0]


def test_values_that_are_no_numbers_are_replaced_and_said_so(tmp_path):
    data = numbered().astype(np.float32)
    data[0, 0, :] = (np.nan, np.inf, -np.inf)
    image = load(save(tmp_path / "a.nii", data, np.eye(4)))
    assert image.data[0, 0].tolist() == [3, 104, 3]
    assert "3 values that are not finite" in image.source.notes[0]


def test_an_image_without_one_number_is_refused(tmp_path):
    with pytest.raises(ReadError, match="not one finite value"):
        load(save(tmp_path / "a.nii", np.full(SHAPE, np.nan, np.float32), np.eye(4)))


def test_wide_types_are_narrowed(tmp_path):
    assert load(save(tmp_path / "a.nii", numbered().astype(np.float64), np.eye(4))).data.dtype == np.float32
    assert load(save(tmp_path / "b.nii", numbered().astype(np.uint32), np.eye(4))).data.dtype == np.int32
    complex_values = load(save(tmp_path / "c.nii", (numbered() * (3 + 4j)).astype(np.complex64), np.eye(4)))
    assert np.allclose(complex_values.data, numbered() * 5)


def both_forms(path, sform, qform):
    image = nibabel.Nifti1Image(numbered(), None)
    image.set_qform(qform, 1)
    image.set_sform(sform, 1)
    nibabel.save(image, path)
    return path


def test_the_sform_wins_and_a_disagreement_is_said(tmp_path):
    flipped = oblique_affine() @ np.diag([-1, 1, 1, 1])
    image = load(both_forms(tmp_path / "a.nii", oblique_affine(), flipped))
    assert np.allclose(image.geometry.affine_ras, oblique_affine(), atol=1e-5)
    assert "which way the axes point (LAS and RAS)" in image.source.notes[0]
    moved = oblique_affine()
    moved[:3, 3] += 5
    assert "different places" in load(both_forms(tmp_path / "b.nii", oblique_affine(), moved)).source.notes[0]
    assert load(both_forms(tmp_path / "c.nii", oblique_affine(), oblique_affine())).source.notes == ()


def test_an_unusable_sform_leaves_the_qform(tmp_path):
    image = load(both_forms(tmp_path / "a.nii", np.diag([0.0, 0, 0, 1]), oblique_affine()))
    assert np.allclose(image.geometry.affine_ras, oblique_affine(), atol=1e-5)
    assert image.source.notes == ("a sform with voxel sizes 0, 0, 0 mm was left out",)


def test_a_header_without_codes_knows_no_sides(tmp_path):
    image = nibabel.Nifti1Image(numbered(), None)
    nibabel.save(image, tmp_path / "a.nii")
    read = load(tmp_path / "a.nii")
    assert (read.geometry.affine_status, read.geometry.has_patient_axes) == ("assumed", False)
    assert "sides unknown" in read.source.notes[0]
    assert np.array_equal(read.geometry.affine_ras, nibabel.load(tmp_path / "a.nii").affine)


def test_units_are_believed_where_they_can_be(tmp_path):
    micro = load(save(tmp_path / "a.nii", numbered(), np.diag([500.0, 500, 500, 1]), xyzt_units=3))
    assert micro.geometry.spacing_mm == pytest.approx((0.5, 0.5, 0.5))
    metres = load(save(tmp_path / "b.nii", numbered(), np.diag([0.5, 0.5, 0.5, 1]), xyzt_units=1))
    assert metres.geometry.spacing_mm == pytest.approx((0.5, 0.5, 0.5))
    assert "read as millimetres" in metres.source.notes[0]


@pytest.mark.parametrize("value", [np.nan, np.inf, 0.0])
def test_affines_that_make_no_sense_are_refused(tmp_path, value):
    path = save(tmp_path / "a.nii", numbered(), np.eye(4))
    content = bytearray(path.read_bytes())
    content[280:292] = struct.pack("<3f", value, 0, 0)
    path.write_bytes(content)
    with pytest.raises(GeometryError, match="no usable affine"):
        load(path)


def test_a_small_file_that_declares_a_huge_image_is_refused(tmp_path):
    path = raw_header(tmp_path / "a.nii", dim=[3, 32767, 32767, 32767, 1, 1, 1, 1])
    with pytest.raises(ReadError, match=r"too large.*TiB"):
        load(path)
    (tmp_path / "a.nii.gz").write_bytes(gzip.compress(path.read_bytes()))
    with pytest.raises(ReadError, match="too large"):
        load(tmp_path / "a.nii.gz")


def test_a_file_shorter_than_it_declares_is_refused_before_reading(tmp_path):
    path = raw_header(tmp_path / "a.nii", dim=[3, 500, 500, 500, 1, 1, 1, 1])
    with pytest.raises(ReadError, match=r"where the header declares 476\.8 MiB"):
        load(path)
    (tmp_path / "a.nii.gz").write_bytes(gzip.compress(path.read_bytes()))
    with pytest.raises(ReadError, match="where the header declares"):
        load(tmp_path / "a.nii.gz")


def test_a_gzip_that_unpacks_beyond_its_header_is_read_no_further(tmp_path):
    path = save(tmp_path / "a.nii", numbered(), np.eye(4))
    bomb = gzip.compress(path.read_bytes() + b"\0" * 5_000_000)
    (tmp_path / "a.nii.gz").write_bytes(bomb)
    assert np.array_equal(load(tmp_path / "a.nii.gz", budget_bytes=10_000).data, numbered())


def test_the_budget_holds_for_what_a_gzip_declares(tmp_path):
    path = save(tmp_path / "a.nii.gz", np.zeros((200, 200, 50), np.int16), np.eye(4))
    assert path.stat().st_size < 20_000
    with pytest.raises(ReadError, match=r"at most 1.0 MiB of memory, got 22.9 MiB.*LIMIS_BUDGET_BYTES"):
        load(path, budget_bytes=2**20)


def test_the_budget_is_the_one_that_is_configured(tmp_path, monkeypatch):
    path = save(tmp_path / "a.nii", np.zeros((40, 40, 40), np.int16), np.eye(4))
    monkeypatch.setenv("LIMIS_BUDGET_BYTES", "10K")
    with pytest.raises(ReadError, match=r"at most 10.0 KiB"):
        load(path)
    monkeypatch.setenv("LIMIS_BUDGET_BYTES", "1G")
    assert load(path).geometry.shape == (40, 40, 40)


def test_a_gzip_whose_checksum_is_wrong_is_refused(tmp_path):
    path = save(tmp_path / "a.nii.gz", numbered(), oblique_affine())
    content = path.read_bytes()
    for end in (b"", b"1234" + content[-4:]):
        path.write_bytes(content[:-8] + end)
        with pytest.raises(ReadError, match="expected a whole NIfTI file"):
            load(path)


@pytest.mark.parametrize("seed", range(12))
def test_a_gzip_with_a_wrong_bit_is_refused(tmp_path, seed):
    rng = np.random.default_rng(seed)
    path = save(tmp_path / "a.nii.gz", rng.integers(0, 900, (24, 24, 24)).astype(np.int16), oblique_affine())
    content = bytearray(path.read_bytes())
    content[int(rng.integers(2000, len(content) - 2000))] ^= 1 << int(rng.integers(8))
    path.write_bytes(bytes(content))
    with pytest.raises(ReadError, match="expected a whole NIfTI file"):
        load(path)


@pytest.mark.parametrize(("kind", "kept"), [(nibabel.Nifti1Image, 347), (nibabel.Nifti2Image, 500)])
def test_a_header_that_is_cut_short_is_refused(tmp_path, kind, kept):
    path = save(tmp_path / "a.nii", numbered(), np.eye(4), kind)
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(ReadError):
        load(path)


@pytest.mark.parametrize("name", ["a.nii", "a.nii.gz"])
@pytest.mark.parametrize("kept", [0.3, 0.6, 0.9])
def test_truncated_files_are_refused(tmp_path, name, kept):
    noise = np.random.default_rng(0).integers(0, 1000, (20, 20, 20)).astype(np.int16)
    path = save(tmp_path / name, noise, np.eye(4))
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * kept)])
    with pytest.raises(ReadError):
        load(path)


@pytest.mark.parametrize(
    "fields",
    [
        {"dim": [9, 4, 4, 4, 1, 1, 1, 1]},
        {"dim": [3, -4, 4, 4, 1, 1, 1, 1]},
        {"dim": [3, 0, 4, 4, 1, 1, 1, 1]},
        {"datatype": 0},
        {"datatype": 999},
        {"vox_offset": 1e30},
        {"vox_offset": np.nan},
        {"vox_offset": 10},
        {"magic": b"ni1"},
    ],
)
def test_headers_that_make_no_sense_are_refused(tmp_path, fields):
    path = raw_header(tmp_path / "a.nii", **fields)
    path.write_bytes(path.read_bytes() + b"\0" * 1000)
    with pytest.raises(ReadError):
        load(path)


def test_options_that_mean_nothing_here_are_refused(tmp_path):
    path = save(tmp_path / "a.nii", numbered(), np.eye(4))
    for options in ({"series": "1.2"}, {"orientation": "L\\P"}, {"spacing": 1.0}):
        with pytest.raises(InputError, match="does not apply"):
            load(path, **options)


def test_progress_may_cancel(tmp_path):
    def stop(step, done, total):
        raise Cancelled

    with pytest.raises(Cancelled):
        load(save(tmp_path / "a.nii", numbered(), np.eye(4)), progress=stop)


def test_the_stated_kind_of_imaging_wins_and_ct_is_in_hounsfield_units(tmp_path):
    path = save(tmp_path / "a.nii", numbered(), np.eye(4))
    assert (load(path).modality, load(path).unit) == (None, "1")
    assert (load(path, modality="ct").modality, load(path, modality="ct").unit) == ("CT", "HU")
    with pytest.raises(InputError, match="kind of imaging"):
        load(path, modality="telepathy")
