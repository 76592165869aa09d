import io
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from phantoms import ct_slice, enhanced_ct, projection, save, set_pixels
from PIL import Image as Pillow
from pydicom import dcmread
from pydicom.data import get_testdata_file
from pydicom.dataset import Dataset
from pydicom.encaps import encapsulate, generate_frames
from pydicom.sequence import Sequence
from pydicom.uid import DeflatedExplicitVRLittleEndian, ImplicitVRLittleEndian, JPEGBaseline8Bit

from limis.errors import ReadError
from limis.io.load import load

GREY = np.arange(4 * 6, dtype=np.uint16).reshape(4, 6) * 100


def one(file, tmp_path):
    folder = save([file], tmp_path / "one", ["film.dcm"])
    return folder / "film.dcm"


def test_an_enhanced_object_is_a_volume(tmp_path):
    pixels = np.arange(4 * 4 * 6, dtype=np.int16).reshape(4, 4, 6)
    image = load(one(enhanced_ct(pixels), tmp_path))
    assert (image.geometry.axis_codes, image.unit) == ("LPS", "HU")
    assert image.geometry.spacing_mm == pytest.approx((1.1, 0.7, 2.5))
    # frames are stored from the top down, slices count upwards
    assert np.array_equal(image.data, np.transpose(pixels[::-1], (2, 1, 0)) * 2 - 1000)
    assert np.allclose(image.geometry.to_ras_mm([0, 0, 3]), (10, 20, 100))
    assert image.source.numbers == (4, 3, 2, 1)


def test_an_enhanced_object_describes_each_of_its_frames(tmp_path):
    file = enhanced_ct(np.zeros((4, 4, 6), np.int16))
    del file.PerFrameFunctionalGroupsSequence[-2:]
    with pytest.raises(ReadError, match="a group for each of 4 frames, got 2"):
        load(one(file, tmp_path))


def test_an_enhanced_object_with_time_points_has_to_be_chosen_from(tmp_path):
    pixels = np.arange(6 * 4 * 6, dtype=np.int16).reshape(6, 4, 6)
    path = one(enhanced_ct(pixels, echoes=2), tmp_path)
    with pytest.raises(ReadError, match="2 time points at each of 3 positions"):
        load(path)
    assert np.array_equal(load(path, frame=2).data[:, :, 0], pixels[5].T * 2 - 1000)


def test_a_missing_frame_is_named(tmp_path):
    file = enhanced_ct(np.zeros((4, 4, 6), np.int16))
    file.PerFrameFunctionalGroupsSequence[3].PlanePositionSequence[0].ImagePositionPatient = [-10, -20, 90]
    with pytest.raises(ReadError, match="missing slices: 1 between frame 4"):
        load(one(file, tmp_path))


def test_dimensions_are_named_with_their_lengths(tmp_path):
    file = enhanced_ct(np.arange(12 * 4 * 6, dtype=np.int16).reshape(12, 4, 6), echoes=6)
    for n, group in enumerate(file.PerFrameFunctionalGroupsSequence):
        time, weighting = divmod(n % 6, 3)
        diffusion = Dataset()
        diffusion.DiffusionBValue = 500.0 * weighting
        group.MRDiffusionSequence = Sequence([diffusion])
        group.FrameContentSequence[0].TemporalPositionIndex = time + 1
    path = one(file, tmp_path)
    with pytest.raises(ReadError, match=r"2 time points x 3 b-values at each of 2 positions.*--frame 12?"):
        load(path)
    # the last named runs fastest; slices count upwards, frames are stored from the top down
    assert np.array_equal(load(path, frame=5).data[:, :, 1], file.pixel_array[4].T * 2 - 1000)


def test_frames_may_be_stored_in_any_order(tmp_path):
    pixels = np.arange(5 * 4 * 6, dtype=np.int16).reshape(5, 4, 6)
    file, order = enhanced_ct(pixels), [3, 0, 4, 1, 2]
    groups = file.PerFrameFunctionalGroupsSequence
    file.PerFrameFunctionalGroupsSequence = Sequence([groups[n] for n in order])
    file.PixelData = pixels[order].tobytes()
    assert np.array_equal(load(one(file, tmp_path)).data, np.transpose(pixels[::-1], (2, 1, 0)) * 2 - 1000)


def test_a_frame_without_a_place_is_scaled_as_its_groups_say(tmp_path):
    pixels = np.arange(3 * 4 * 6, dtype=np.int16).reshape(3, 4, 6)
    file, window = enhanced_ct(pixels), Dataset()
    del file.SharedFunctionalGroupsSequence[0].PlaneOrientationSequence
    window.WindowCenter, window.WindowWidth = 40, 400
    file.PerFrameFunctionalGroupsSequence[1].FrameVOILUTSequence = Sequence([window])
    path = one(file, tmp_path)
    image = load(path, frame=2)
    assert np.array_equal(image.data, pixels[1] * 2 - 1000)
    assert (image.geometry.spacing_mm, image.unit, image.window) == ((0.7, 1.1), "HU", (40, 400))
    assert load(path, frame=3).window is None


def test_frames_that_share_one_position_are_not_taken_for_one_slice(tmp_path):
    pixels = np.arange(3 * 4 * 6, dtype=np.int16).reshape(3, 4, 6)
    file = ct_slice(pixels[0], (0, 0, 0))
    file.NumberOfFrames, file.PixelData = 3, pixels.tobytes()
    path = one(file, tmp_path)
    with pytest.raises(ReadError, match=r"3 frames.*--frame 1 to --frame 3"):
        load(path)
    assert np.array_equal(load(path, frame=3).data, pixels[2] - 1024)
    with pytest.raises(ReadError, match="from 1 to 3"):
        load(path, frame=0)


def test_a_picture_of_a_ct_is_not_in_hounsfield_units(tmp_path):
    image = load(one(projection(GREY.astype(np.uint8), modality="CT"), tmp_path))
    assert (image.modality, image.unit) == ("CT", "1")


def test_floats_keep_their_values(tmp_path):
    film = projection(GREY)
    film.FloatPixelData, film.BitsAllocated = (GREY / 7).astype(np.float32).tobytes(), 32
    del film.PixelData, film.BitsStored, film.HighBit, film.PixelRepresentation
    assert np.array_equal(load(one(film, tmp_path)).data, (GREY / 7).astype(np.float32))


def test_bits_beyond_those_stored_mean_nothing(tmp_path):
    film = projection(GREY, stored=12)
    film.PixelData = (GREY | 0xA000).tobytes()
    assert np.array_equal(load(one(film, tmp_path)).data, GREY)


def test_cine_frames_have_to_be_chosen(tmp_path):
    file = projection(np.arange(3 * 4 * 6, dtype=np.uint8).reshape(3, 4, 6), modality="US")
    file.NumberOfFrames = 3
    path = one(file, tmp_path)
    with pytest.raises(ReadError, match=r"3 frames.*--frame 1 to --frame 3"):
        load(path)
    image = load(path, frame=3)
    assert (image.is_picture, image.modality) == (True, "ultrasound")
    assert image.data[0, 0] == 48


def test_a_radiograph_is_a_picture_with_scale_and_letters(tmp_path):
    film = projection(GREY, stored=12)
    film.ImagerPixelSpacing, film.PatientOrientation = [0.2, 0.1], ["L", "F"]
    film.WindowCenter, film.WindowWidth = [1000, 50], [600, 10]
    image = load(one(film, tmp_path))
    assert np.array_equal(image.data, GREY)
    assert (image.modality, image.window, image.unit) == ("X-ray", (1000, 600), "1")
    assert image.geometry.spacing_mm == (0.2, 0.1)
    assert str(image.geometry.orientation) == "L\\F"
    assert "at the detector" in image.source.notes[0]


def test_a_known_magnification_is_taken_out(tmp_path):
    film = projection(GREY)
    film.ImagerPixelSpacing, film.EstimatedRadiographicMagnificationFactor = [0.2, 0.2], 1.25
    assert load(one(film, tmp_path)).geometry.spacing_mm == pytest.approx((0.16, 0.16))


def test_a_spacing_equal_to_the_detector_s_is_not_calibrated(tmp_path):
    film = projection(GREY)
    film.ImagerPixelSpacing = film.PixelSpacing = [0.2, 0.2]
    film.EstimatedRadiographicMagnificationFactor = 1.25
    image = load(one(film, tmp_path))
    assert image.geometry.spacing_mm == pytest.approx((0.16, 0.16))
    assert "magnification" in image.source.notes[0]


def test_calibrated_spacing_and_the_caller_s_win(tmp_path):
    film = projection(GREY)
    film.ImagerPixelSpacing, film.PixelSpacing = [0.2, 0.2], [0.15, 0.15]
    path = one(film, tmp_path)
    assert load(path).geometry.spacing_mm == (0.15, 0.15)
    assert load(path).source.notes == ()
    stated = load(path, spacing=0.3, orientation="R\\F").geometry
    assert (stated.spacing_mm, str(stated.orientation)) == ((0.3, 0.3), "R\\F")


def test_a_radiograph_without_letters_is_assumed_to_show_the_left_on_the_right(tmp_path):
    orientation = load(one(projection(GREY), tmp_path)).geometry.orientation
    assert (orientation.right, orientation.right_status, orientation.down) == ("L", "assumed", None)


def test_a_radiograph_with_a_position_is_still_a_picture(tmp_path):
    film = projection(GREY)
    film.ImagePositionPatient, film.ImageOrientationPatient = [0, 0, 0], [1, 0, 0, 0, 1, 0]
    assert load(one(film, tmp_path)).is_picture


def test_monochrome1_is_inverted_with_its_window(tmp_path):
    film = projection(GREY, "MONOCHROME1", stored=12)
    film.WindowCenter, film.WindowWidth = 1000, 600
    image = load(one(film, tmp_path))
    assert np.array_equal(image.data, 4095 - GREY)
    assert image.window == (3095, 600)
    assert "MONOCHROME1" in image.source.notes[0]


def test_a_voi_table_is_applied(tmp_path):
    film = projection(np.array([[0, 1], [2, 3]], np.uint8))
    table = Dataset()
    table.LUTDescriptor, table.LUTData = [4, 0, 16], np.array([0, 10, 200, 4000], "<u2").tobytes()
    film.VOILUTSequence = Sequence([table])
    assert load(one(film, tmp_path)).data.tolist() == [[0, 10], [200, 4000]]


@pytest.mark.parametrize(
    ("modality", "kind"),
    [("MG", "mammography"), ("US", "ultrasound"), ("OP", "fundus photography"), ("ES", "endoscopy"), ("OT", None)],
)
def test_kinds_of_imaging_have_one_name(tmp_path, modality, kind):
    image = load(one(projection(GREY, modality=modality), tmp_path))
    assert image.modality == kind
    assert image.geometry.orientation.right is None


def test_the_scale_of_ultrasound_is_that_of_its_regions(tmp_path):
    file = projection(GREY, modality="US")
    regions = []
    for delta in (0.02, 0.02):
        region = Dataset()
        region.PhysicalUnitsXDirection = region.PhysicalUnitsYDirection = 3
        region.RegionSpatialFormat, region.PhysicalDeltaX, region.PhysicalDeltaY = 1, delta, -delta / 2
        regions.append(region)
    file.SequenceOfUltrasoundRegions = Sequence(regions)
    assert load(one(file, tmp_path)).geometry.spacing_mm == pytest.approx((0.1, 0.2))
    regions[1].PhysicalDeltaX = 0.05
    image = load(one(file, tmp_path))
    assert image.geometry.spacing_mm is None
    assert "different scales" in image.source.notes[0]


def test_colour_is_read_as_rgb(tmp_path):
    colour = np.arange(4 * 6 * 3, dtype=np.uint8).reshape(4, 6, 3)
    image = load(one(projection(colour, "RGB", "ES"), tmp_path))
    assert np.array_equal(image.data, colour)


def test_jpeg_colour_is_read_nearly_as_stored(tmp_path):
    colour = np.kron(
        np.array([[[200, 30, 30], [30, 200, 30]], [[30, 30, 200], [90, 90, 90]]], np.uint8),
        np.ones((16, 16, 1), np.uint8),
    )
    buffer = io.BytesIO()
    Pillow.fromarray(colour).save(buffer, "JPEG", quality=95, subsampling=0)
    file = projection(colour, "RGB", "ES")
    file.PhotometricInterpretation = "YBR_FULL_422"
    file.PixelData = encapsulate([buffer.getvalue()])
    file["PixelData"].is_undefined_length = True
    file.file_meta.TransferSyntaxUID = JPEGBaseline8Bit
    image = load(one(file, tmp_path))
    assert np.abs(image.data.astype(int) - colour).max() < 12


def test_a_palette_becomes_its_colours(tmp_path):
    file = set_pixels(projection(GREY), np.array([[0, 1], [2, 1]], np.uint8), "PALETTE COLOR")
    for name, values in (("Red", [0, 65535, 0]), ("Green", [0, 0, 65535]), ("Blue", [0, 0, 0])):
        setattr(file, f"{name}PaletteColorLookupTableDescriptor", [3, 0, 16])
        setattr(file, f"{name}PaletteColorLookupTableData", np.array(values, "<u2").tobytes())
    image = load(one(file, tmp_path))
    assert image.data.tolist() == [[[0, 0, 0], [255, 0, 0]], [[0, 255, 0], [255, 0, 0]]]


def test_a_deflated_file_is_read_and_a_deflated_bomb_is_not(tmp_path):
    film = projection(GREY)
    film.file_meta.TransferSyntaxUID = DeflatedExplicitVRLittleEndian
    assert np.array_equal(load(one(film, tmp_path)).data, GREY)
    film.PixelData = b"\0" * 4_000_000
    path = one(film, tmp_path)
    assert path.stat().st_size < 100_000
    with pytest.raises(ReadError, match="too large"):
        load(path, budget_bytes=2_000_000)


def test_a_file_without_a_preamble_is_read(tmp_path):
    film = projection(GREY)
    film.file_meta.TransferSyntaxUID = ImplicitVRLittleEndian
    buffer = io.BytesIO()
    film.save_as(buffer, enforce_file_format=True)
    content = buffer.getvalue()
    (tmp_path / "raw").write_bytes(content[144 + int.from_bytes(content[140:144], "little") :])
    assert np.array_equal(load(tmp_path / "raw").data, GREY)


def test_a_segmentation_object_is_no_image(tmp_path):
    with pytest.raises(ReadError, match=r"got a file of the kind .*, SEG\. Give the folder"):
        load(one(projection(GREY, modality="SEG"), tmp_path))


def test_a_file_without_pixels_is_said_so(tmp_path):
    film = projection(GREY)
    del film.PixelData
    with pytest.raises(ReadError, match="expected pixels, got none"):
        load(one(film, tmp_path))


def test_a_huge_number_of_frames_is_refused(tmp_path):
    film = projection(GREY, modality="US")
    film.NumberOfFrames = 2_000_000_000
    with pytest.raises(ReadError):
        load(one(film, tmp_path), frame=1_500_000_000)


@pytest.mark.parametrize("tag", ["Rows", "BitsAllocated", "PixelSpacing", "WindowCenter", "InstanceNumber"])
def test_headers_of_nonsense_give_an_error_that_names_the_file(tmp_path, tag):
    film = projection(GREY)
    path = one(film, tmp_path)
    nonsense = {"Rows": 0, "BitsAllocated": 13, "PixelSpacing": [0, 0], "WindowCenter": None, "InstanceNumber": None}
    setattr(film, tag, nonsense[tag])
    film.save_as(path)
    if tag in ("Rows", "BitsAllocated"):
        with pytest.raises(ReadError, match=r"film\.dcm"):
            load(path)
    else:
        assert load(path).geometry.spacing_mm is None


def test_jpeg_of_twelve_bits_is_read_without_a_word_from_its_decoder(capfd):
    """Two values of a file that comes with pydicom, as its own tests have them from another decoder."""
    image = load(Path(str(get_testdata_file("JPEG-lossy.dcm", download=False))))
    assert (image.data[420, 140], image.data[230, 120]) == (244, 95)
    assert capfd.readouterr().err == ""


def test_damaged_jpeg_of_twelve_bits_is_refused(tmp_path):
    file = dcmread(str(get_testdata_file("JPEG-lossy.dcm", download=False)))
    stream = next(generate_frames(file.PixelData, number_of_frames=1))
    file.PixelData = encapsulate([stream[:200]])
    file["PixelData"].is_undefined_length = True
    with pytest.raises(ReadError, match="damaged"):
        load(one(file, tmp_path))


def test_reading_jpeg_in_threads_leaves_the_error_stream_where_it_was(capfd):
    path = Path(str(get_testdata_file("JPEG-lossy.dcm", download=False)))
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: load(path), range(12)))
    os.write(2, b"still here")
    assert capfd.readouterr().err == "still here"


def test_jpeg_is_read_without_an_error_stream():
    path = str(get_testdata_file("JPEG-lossy.dcm", download=False))
    code = f"import os; os.close(2); from limis.io.load import load; print(load({path!r}).data[420, 140])"
    done = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, check=True)
    assert done.stdout.strip() == "244"
