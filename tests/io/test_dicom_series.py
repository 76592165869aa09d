import shutil
import zipfile
from copy import deepcopy

import numpy as np
import pytest
from phantoms import ct_series, ct_slice, projection, save
from pydicom.uid import (
    JPEG2000Lossless,
    JPEGLSLossless,
    RLELossless,
    generate_uid,
)

from limis.errors import InputError, ReadError
from limis.io.load import load

OBLIQUE = (0.8, 0.6, 0.0, 0.0, 0.0, -1.0)


def values_of(files):
    """What a series means, with axes column, row, slice."""
    return np.stack([f.pixel_array.T - 1024 for f in files], axis=-1)


def test_a_series_is_sorted_by_place_and_read_in_hounsfield_units(tmp_path):
    files = ct_series()
    image = load(save(files, tmp_path / "series"))
    assert np.array_equal(image.data, values_of(files))
    assert (image.modality, image.unit, image.data.dtype) == ("CT", "HU", np.int16)
    assert image.source.numbers == (1, 2, 3, 4, 5)
    assert image.source.instances == tuple(f.SOPInstanceUID for f in files)
    assert image.source.notes == ()


def test_the_order_of_names_and_numbers_changes_nothing(tmp_path):
    files = ct_series()
    first = load(save(files, tmp_path / "a"))
    for n, file in enumerate(files):
        file.InstanceNumber = 9 - n
    second = load(save(files[::-1], tmp_path / "b"))
    assert np.array_equal(first.data, second.data)
    assert second.source.numbers == (9, 8, 7, 6, 5)


@pytest.mark.parametrize("directions", [(1, 0, 0, 0, 1, 0), OBLIQUE, (0, 1, 0, 0, 0, -1), (-1, 0, 0, 0, -1, 0)])
def test_every_pixel_lies_where_the_standard_says(tmp_path, directions):
    files = ct_series(directions=directions)
    image = load(save(files, tmp_path / "series"))
    across, down = np.array(directions[:3]), np.array(directions[3:])
    for file in files:
        for row, column in ((0, 0), (3, 0), (0, 5), (2, 4)):
            # DICOM PS3.3 equation C.7.6.2.1-1: PixelSpacing is between rows, then between columns
            lps = np.array(file.ImagePositionPatient) + across * 1.1 * column + down * 0.7 * row
            i, j, k = np.round(image.geometry.to_ijk(lps * (-1, -1, 1))).astype(int)
            assert image.data[i, j, k] == file.pixel_array[row, column] - 1024


def test_axis_codes_of_a_standard_axial_series(tmp_path):
    image = load(save(ct_series(), tmp_path / "series"))
    assert image.geometry.axis_codes == "LPS"
    assert image.geometry.spacing_mm == pytest.approx((1.1, 0.7, 2.5))


@pytest.mark.parametrize("syntax", [JPEG2000Lossless, JPEGLSLossless, RLELossless])
def test_compressed_series_are_read_without_loss(tmp_path, syntax):
    files = ct_series(count=3, shape=(32, 40))
    expected = values_of(files)
    for file in files:
        file.compress(syntax, generate_instance_uid=False)
    assert np.array_equal(load(save(files, tmp_path / "series")).data, expected)


def test_an_archive_is_read_like_its_folder(tmp_path):
    folder = save(ct_series(), tmp_path / "series")
    (folder / "notes.txt").write_text("not an image")
    expected = load(folder)
    with zipfile.ZipFile(tmp_path / "series.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for path in folder.iterdir():
            archive.write(path, f"../../{path.name}")
    image = load(tmp_path / "series.zip")
    assert np.array_equal(image.data, expected.data)
    assert image.source.sha256 == expected.source.sha256
    assert not any(path.suffix == ".dcm" for path in tmp_path.rglob("*") if path.parent != folder)


def test_an_archive_that_unpacks_to_too_much_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.dcm", b"\0" * 4_000_000)
    with pytest.raises(ReadError, match="too large"):
        load(tmp_path / "bomb.zip", budget_bytes=2_000_000)


def test_a_damaged_archive_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.dcm", b"x" * 1000)
    content = (tmp_path / "a.zip").read_bytes()
    (tmp_path / "a.zip").write_bytes(content[:700])
    with pytest.raises(ReadError):
        load(tmp_path / "a.zip")


def test_files_that_are_not_images_are_skipped_and_counted(tmp_path):
    folder = save(ct_series(), tmp_path / "series")
    (folder / "DICOMDIR").write_bytes(b"\0" * 128 + b"DICM")
    (folder / "report.txt").write_text("report")
    (folder / ".hidden").write_text("x")
    report = ct_series(1)[0]
    report.Modality = "SR"
    report.save_as(folder / "report.dcm")
    assert load(folder).source.notes == ("skipped 3 files without an image",)


def test_subfolders_are_searched(tmp_path):
    (tmp_path / "disc").mkdir()
    save(ct_series(), tmp_path / "disc" / "series")
    assert load(tmp_path / "disc").data.shape[2] == 5


def two_series(tmp_path):
    first, second = ct_series(4), ct_series(3)
    for file in second:
        file.SeriesInstanceUID, file.SeriesDescription = "1.2.3.99", "lung"
    folder = save(first, tmp_path / "both")
    return save(second, folder, ["a", "b", "c"])


def test_several_series_are_listed_without_names(tmp_path):
    with pytest.raises(ReadError, match="--series UID") as caught:
        load(two_series(tmp_path))
    assert "1.2.3.4 (CT, no description, 4 files); 1.2.3.99 (CT, lung, 3 files)" in str(caught.value)
    assert "Secret" not in str(caught.value)
    assert "secret-id" not in str(caught.value)


def test_files_of_two_patients_are_no_series_whatever_they_claim(tmp_path):
    files = ct_series()
    for file in files[::2]:
        file.PatientID, file.PatientName = "SECRET2", "Other^One"
    with pytest.raises(ReadError, match="one of 2 patients") as caught:
        load(save(files, tmp_path / "mixed"))
    assert "SECRET" not in str(caught.value)
    for file in files[::2]:
        file.PatientID = ""
    assert load(save(files, tmp_path / "blank")).geometry.shape


def test_a_series_can_be_picked(tmp_path):
    image = load(two_series(tmp_path), series="1.2.3.99")
    assert image.data.shape[2] == 3
    assert image.source.notes == ("left out 4 files of other series",)
    with pytest.raises(ReadError, match=r"the series 7\.7"):
        load(tmp_path / "both", series="7.7")


def scattered(files):
    for n, file in enumerate(files):
        file.SeriesInstanceUID = f"1.2.3.{n + 100}"
    return files


def test_sections_of_one_scan_that_each_name_a_series_of_their_own_are_a_volume(tmp_path):
    image = load(save(scattered(ct_series()), tmp_path / "scan"))
    assert np.array_equal(image.data, load(save(ct_series(), tmp_path / "series")).data)
    assert image.source.notes == ("5 files, each of which names a series of its own, taken as one",)


def test_files_of_many_series_that_are_not_one_scan_are_left_to_be_told_apart(tmp_path):
    others = scattered(ct_series())
    others[2].SeriesDescription = "lung"
    at_one_place = scattered([ct_slice(np.zeros((4, 6), np.int16), (0, 0, 0)) for _ in range(3)])
    for number, files in enumerate((others, at_one_place, scattered(ct_series(2)))):
        with pytest.raises(ReadError, match="--series UID"):
            load(save(files, tmp_path / str(number)))


@pytest.mark.parametrize("tag", ["PatientID", "StudyInstanceUID", "FrameOfReferenceUID"])
def test_sections_of_several_patients_or_studies_are_never_one_scan(tag, tmp_path):
    files = scattered(ct_series())
    for n, file in enumerate(files):
        setattr(file, tag, f"1.2.{n + 1}")
    with pytest.raises(ReadError, match="--series UID"):
        load(save(files, tmp_path / "scans"))


def test_a_localizer_in_the_same_series_is_named(tmp_path):
    localizer = ct_slice(np.zeros((8, 8), np.int16), (0, 0, 0), (1, 0, 0, 0, 0, -1))
    with pytest.raises(ReadError, match=r"another size in scout\.dcm"):
        load(save([*ct_series(), localizer], tmp_path / "series", [*"abcde", "scout.dcm"]))


def test_a_series_in_an_archive_can_be_picked(tmp_path):
    archive = shutil.make_archive(str(tmp_path / "both"), "zip", two_series(tmp_path))
    assert load(archive, series="1.2.3.99").data.shape[2] == 3


def test_a_mosaic_of_slices_is_refused(tmp_path):
    files = ct_series()
    for file in files:
        file.ImageType = ["ORIGINAL", "PRIMARY", "M", "ND", "MOSAIC"]
    with pytest.raises(ReadError, match="a mosaic of many slices"):
        load(save(files, tmp_path / "series"))


@pytest.mark.parametrize(("stated", "unit"), [("HU", "HU"), ("US", "HU"), ("EDW", "EDW")])
def test_an_unspecified_unit_of_ct_is_read_as_hounsfield_units(tmp_path, stated, unit):
    files = ct_series()
    for file in files:
        file.RescaleType = stated
    image = load(save(files, tmp_path / "series"))
    assert image.unit == unit
    assert len(image.source.notes) == (stated == "US")


def test_a_missing_slice_is_named(tmp_path):
    files = ct_series(6)
    del files[2]
    with pytest.raises(ReadError, match=r"missing slices: 1 between .*instance 2.* and .*instance 4"):
        load(save(files, tmp_path / "series"))


def test_a_duplicate_slice_is_named(tmp_path):
    files = ct_series(4)
    again = deepcopy(files[1])
    again.SOPInstanceUID, again.InstanceNumber = generate_uid(), 17
    with pytest.raises(ReadError, match=r"duplicates: .*instance 2.*instance 17"):
        load(save([*files, again], tmp_path / "series"))


def test_the_same_file_twice_is_a_duplicate(tmp_path):
    folder = save(ct_series(4), tmp_path / "series")
    for path in list(folder.iterdir()):
        shutil.copy(path, folder / f"copy-{path.name}")
    with pytest.raises(ReadError, match="duplicates"):
        load(folder)


def test_tilted_slices_are_named_with_their_angle(tmp_path):
    files = ct_series(5)
    for k, file in enumerate(files):
        x, y, z = file.ImagePositionPatient
        file.ImagePositionPatient = [x, float(y) + 2.5 * k * float(np.tan(np.radians(15))), z]
    with pytest.raises(ReadError, match=r"tilt.*15\.0 degrees"):
        load(save(files, tmp_path / "series"))


def test_slices_of_another_size_are_named(tmp_path):
    files = ct_series(4)
    files[2] = ct_slice(np.zeros((5, 6), np.int16), files[2].ImagePositionPatient, number=3)
    with pytest.raises(ReadError, match=r"another size in .*instance 3"):
        load(save(files, tmp_path / "series"))


@pytest.mark.parametrize(
    ("tag", "value", "what"),
    [
        ("PhotometricInterpretation", "MONOCHROME1", "photometric interpretation"),
        ("Modality", "MR", "kind of imaging"),
        ("StudyInstanceUID", "1.2.3", "study"),
        ("FrameOfReferenceUID", "1.2.3", "frame of reference"),
    ],
)
def test_slices_that_do_not_belong_together_are_named(tag, value, what, tmp_path):
    files = ct_series(5)
    for file in files:
        file.FrameOfReferenceUID, file.StudyInstanceUID = "1.2.4", "1.2.5"
    setattr(files[0], tag, value)
    with pytest.raises(ReadError, match=rf"another {what} in "):
        load(save(files, tmp_path / "series"))


def test_a_subfolder_that_cannot_be_read_is_named(tmp_path, monkeypatch):
    folder = save(ct_series(4), tmp_path / "series")

    def walk(top, onerror):
        yield top, ["closed"], [path.name for path in top.iterdir()]
        onerror(PermissionError(13, "Permission denied", str(top / "closed")))

    monkeypatch.setattr("limis.io.dicom_files.os.walk", walk)
    with pytest.raises(ReadError, match=r"closed.*Permission denied"):
        load(folder)


def test_slices_of_another_orientation_are_named(tmp_path):
    files = ct_series(4)
    files[0].ImageOrientationPatient = [1, 0, 0, 0, 0, -1]
    with pytest.raises(ReadError, match=r"another orientation in .*instance 1"):
        load(save(files, tmp_path / "series"))


def test_slices_of_another_spacing_are_named(tmp_path):
    files = ct_series(4)
    files[3].PixelSpacing = [0.9, 0.9]
    with pytest.raises(ReadError, match=r"another pixel spacing in .*instance 4"):
        load(save(files, tmp_path / "series"))


def test_uneven_steps_are_named(tmp_path):
    files = ct_series(6)
    files[5].ImagePositionPatient = [-10, -20, 30 + 5.25 * 2.5]
    with pytest.raises(ReadError, match=r"every 2.5 mm, got 3.125 mm between"):
        load(save(files, tmp_path / "series"))


def test_a_slice_without_a_place_is_named(tmp_path):
    files = ct_series(4)
    del files[1].ImagePositionPatient
    with pytest.raises(ReadError, match=r"with a position, got none in .*instance 2"):
        load(save(files, tmp_path / "series"))


def test_slices_without_spacing_are_refused(tmp_path):
    files = ct_series(3)
    for file in files:
        del file.PixelSpacing
    with pytest.raises(ReadError, match="PixelSpacing"):
        load(save(files, tmp_path / "series"))


def test_time_points_have_to_be_chosen(tmp_path):
    files = []
    for time in (1, 2, 3):
        for file in ct_series(4):
            file.SOPInstanceUID, file.TemporalPositionIdentifier = generate_uid(), time
            file.RescaleIntercept = -1000 * time
            files.append(file)
    folder = save(files, tmp_path / "series")
    with pytest.raises(ReadError, match=r"3 time points at each of 4 positions.*--frame 1 to --frame 3"):
        load(folder)
    assert load(folder, frame=2).data.min() == -2000
    with pytest.raises(ReadError, match="from 1 to 3"):
        load(folder, frame=4)


def test_a_time_point_without_all_its_slices_is_said_so(tmp_path):
    files = []
    for time in (1, 2, 3):
        for file in ct_series(4):
            file.SOPInstanceUID, file.TemporalPositionIdentifier = generate_uid(), time
            files.append(file)
    with pytest.raises(ReadError, match=r"got 3 at some and 2 at others, e\.g\. at that of IM0004"):
        load(save(files[:-1], tmp_path / "series", [f"IM{n:04d}" for n in range(1, 12)]))


def test_one_slice_is_a_volume_of_one_slice(tmp_path):
    folder = save(ct_series(), tmp_path / "series")
    image = load(min(folder.iterdir()))
    assert (image.is_picture, image.data.shape) == (False, (6, 4, 1))
    assert image.geometry.spacing_mm == pytest.approx((1.1, 0.7, 3))
    assert "give the folder" in image.source.notes[0]


def test_each_slice_has_its_own_scale(tmp_path):
    files = ct_series(3)
    for n, file in enumerate(files):
        file.RescaleSlope, file.RescaleIntercept = n + 0.5, 0
    image = load(save(files, tmp_path / "series"))
    assert np.allclose(image.data[:, :, 2], files[2].pixel_array.T * 2.5)


def test_a_truncated_slice_is_named(tmp_path):
    folder = save(ct_series(), tmp_path / "series", [f"{n}.dcm" for n in range(5)])
    content = (folder / "3.dcm").read_bytes()
    for kept in (len(content) - 20, 300, 700):
        (folder / "3.dcm").write_bytes(content[:kept])
        with pytest.raises(ReadError, match=r"3\.dcm"):
            load(folder)


def test_a_small_file_that_declares_a_huge_image_is_refused(tmp_path):
    file = ct_series(1)[0]
    file.Rows = file.Columns = 65535
    with pytest.raises(ReadError, match="too large"):
        load(save([file], tmp_path / "series"), budget_bytes=2**30)
    file.Rows = file.Columns = 4000
    with pytest.raises(ReadError, match="pixel"):
        load(save([file], tmp_path / "series"))


def test_a_stream_larger_than_its_header_is_refused(tmp_path):
    file = ct_series(1, shape=(64, 64))[0]
    file.compress(JPEG2000Lossless)
    file.Rows = file.Columns = 32
    with pytest.raises(ReadError, match="32 x 32 pixels, as its header says, got 64 x 64"):
        load(save([file], tmp_path / "series"))


def test_options_that_mean_nothing_for_a_volume_are_refused(tmp_path):
    folder = save(ct_series(), tmp_path / "series")
    for options in ({"orientation": "L\\P"}, {"spacing": 1.0}):
        with pytest.raises(InputError, match="does not apply"):
            load(folder, **options)
    with pytest.raises(ReadError, match="a frame from 1 to 1"):
        load(folder, frame=2)


def test_several_radiographs_have_to_be_chosen_from(tmp_path):
    films = [projection(np.full((4, 6), n, np.uint8)) for n in range(3)]
    for n, film in enumerate(films):
        film.InstanceNumber = 3 - n
    folder = save(films, tmp_path / "films")
    with pytest.raises(ReadError, match="3 pictures that have no position"):
        load(folder)
    assert load(folder, frame=1).data.max() == 2


@pytest.mark.parametrize(("tag", "value"), [("PixelSpacing", [0, 0]), ("Rows", 0), ("RescaleSlope", [1, 2])])
def test_a_header_of_nonsense_in_a_series_is_named_by_its_file(tmp_path, tag, value):
    files = ct_series(count=4, shape=(16, 20))
    setattr(files[2], tag, value)
    with pytest.raises(ReadError, match=r"IM0\d+\.dcm.*(PixelSpacing|Rows|RescaleSlope)"):
        load(save(files, tmp_path / "series"))
