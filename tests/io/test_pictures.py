import struct
import zlib

import numpy as np
import pytest
import tifffile
from PIL import Image as Pillow

from limis.errors import InputError, ReadError
from limis.geometry import PictureOrientation
from limis.io.load import load

GREY = np.arange(4 * 6, dtype=np.uint8).reshape(4, 6) * 10
COLOUR = np.stack([GREY, GREY[::-1], 255 - GREY], axis=-1)


def save(path, array, mode=None, **options):
    picture = Pillow.fromarray(array)
    (picture.convert(mode) if mode else picture).save(path, **options)
    return path


@pytest.mark.parametrize("name", ["a.png", "a.tif", "a.bmp"])
def test_grey_and_colour_are_read_as_stored(tmp_path, name):
    grey = load(save(tmp_path / name, GREY))
    assert np.array_equal(grey.data, GREY)
    assert (grey.is_picture, grey.geometry.shape, grey.geometry.spacing_mm) == (True, (4, 6), None)
    assert grey.geometry.orientation == PictureOrientation.unknown()
    assert np.array_equal(load(save(tmp_path / name, COLOUR)).data, COLOUR)


def test_jpeg_is_read_nearly_as_stored(tmp_path):
    big = np.kron(GREY, np.ones((8, 8), np.uint8))
    assert np.abs(load(save(tmp_path / "a.jpg", big, quality=98)).data.astype(int) - big).max() < 8


def test_sixteen_bits_keep_their_values(tmp_path):
    deep = GREY.astype(np.uint16) * 250
    for name in ("a.png", "a.tif"):
        image = load(save(tmp_path / name, deep))
        assert image.data.dtype == np.uint16
        assert np.array_equal(image.data, deep)


def test_one_bit_becomes_black_and_white(tmp_path):
    image = load(save(tmp_path / "a.png", GREY > 100))
    assert image.data.dtype == np.uint8
    assert np.array_equal(image.data, (GREY > 100) * 255)


def test_a_palette_becomes_its_colours(tmp_path):
    Pillow.fromarray(COLOUR).quantize(24).save(tmp_path / "a.png")
    image = load(tmp_path / "a.png")
    assert image.is_colour
    assert np.array_equal(image.data, np.asarray(Pillow.open(tmp_path / "a.png").convert("RGB")))


def test_transparency_is_laid_over_black(tmp_path):
    alpha = np.dstack([COLOUR, np.full(GREY.shape, 128, np.uint8)])
    image = load(save(tmp_path / "a.png", alpha))
    assert np.abs(image.data.astype(int) - COLOUR // 2).max() <= 1
    assert image.source.notes == ("transparency was laid over black",)
    alpha[..., 3] = 255
    assert load(save(tmp_path / "a.png", alpha)).source.notes == ()


def test_colour_with_equal_channels_is_grey(tmp_path):
    image = load(save(tmp_path / "a.png", np.dstack([GREY] * 3)))
    assert not image.is_colour
    assert np.array_equal(image.data, GREY)


def test_floats_keep_their_values(tmp_path):
    values = GREY.astype(np.float32) / 7
    values[0, 0] = np.nan
    image = load(save(tmp_path / "a.tif", values))
    assert np.array_equal(image.data[1:], values[1:])
    assert image.data[0, 0] == np.float32(values[0, 1])


@pytest.mark.parametrize(
    ("tag", "turned"),
    [
        (2, GREY[:, ::-1]),
        (3, np.rot90(GREY, 2)),
        (4, GREY[::-1]),
        (5, GREY.T),
        (6, np.rot90(GREY, -1)),
        (7, np.rot90(GREY, 2).T),
        (8, np.rot90(GREY, 1)),
    ],
)
def test_a_picture_is_turned_as_viewers_turn_it(tmp_path, tag, turned):
    exif = Pillow.Exif()
    exif[0x0112] = tag
    image = load(save(tmp_path / "a.png", GREY, exif=exif))
    assert np.array_equal(image.data, turned)
    assert "masks are on the turned grid" in image.source.notes[0]


@pytest.mark.parametrize("tag", [1, 9])
def test_a_turn_that_does_not_exist_turns_nothing(tmp_path, tag):
    exif = Pillow.Exif()
    exif[0x0112] = tag
    image = load(save(tmp_path / "a.png", GREY, exif=exif))
    assert np.array_equal(image.data, GREY)
    assert image.source.notes == ()


def pages(path, *arrays):
    first, *rest = [Pillow.fromarray(a) for a in arrays]
    first.save(path, save_all=True, append_images=rest)
    return path


def test_pages_have_to_be_chosen(tmp_path):
    path = pages(tmp_path / "a.tif", GREY, GREY + 1, GREY + 2)
    with pytest.raises(ReadError, match=r"3 pages.*--frame 1 to --frame 3.*--spacing"):
        load(path)
    assert np.array_equal(load(path, frame=3).data, GREY + 2)
    for frame in (0, 4):
        with pytest.raises(ReadError, match="from 1 to 3"):
            load(path, frame=frame)


def test_pages_with_a_spacing_are_a_volume(tmp_path):
    image = load(pages(tmp_path / "a.tif", GREY, GREY + 1, GREY + 2), spacing=(5, 0.5, 0.5))
    assert (image.data.shape, image.is_picture) == ((3, 4, 6), False)
    assert image.geometry.spacing_mm == (5, 0.5, 0.5)
    assert not image.geometry.has_patient_axes


def test_pages_that_look_less_than_the_others_are_of_their_kind(tmp_path):
    signed = [np.full((4, 6), value, np.int32) for value in (5, -1000, 7)]
    assert load(pages(tmp_path / "a.tif", *signed), spacing=(5, 1, 1)).data[:, 0, 0].tolist() == [5, -1000, 7]
    black = np.zeros_like(COLOUR)
    image = load(pages(tmp_path / "b.tif", black, COLOUR), spacing=(5, 1, 1))
    assert np.array_equal(image.data, [black, COLOUR])


@pytest.mark.parametrize("kind", ["i1", "<i2", ">i2", "u4", "f4"])
def test_tiff_values_keep_their_sign(tmp_path, kind):
    values = (GREY * -1.0 if np.dtype(kind).kind in "if" else GREY * 2.0**24).clip(-128).astype(kind)
    tifffile.imwrite(tmp_path / "a.tif", values, byteorder=">" if kind[0] == ">" else "<")
    assert np.array_equal(load(tmp_path / "a.tif").data, values)


@pytest.mark.parametrize("kind", ["u1", "u2"])
def test_tiff_whose_zero_is_white_is_turned_round(tmp_path, kind):
    values = GREY.astype(kind)
    tifffile.imwrite(tmp_path / "a.tif", values, photometric="miniswhite", byteorder="<")
    assert np.array_equal(load(tmp_path / "a.tif").data, np.iinfo(values.dtype).max - values)


def test_pages_of_several_sizes_are_no_volume(tmp_path):
    path = pages(tmp_path / "a.tif", GREY, GREY[:2])
    with pytest.raises(ReadError, match="page 2"):
        load(path, spacing=(5, 1, 1))
    assert load(path, frame=2).data.shape == (2, 6)


def test_scale_and_orientation_are_what_the_caller_states(tmp_path):
    path = save(tmp_path / "a.png", GREY)
    image = load(path, spacing=(0.5, 0.25), orientation="L\\F", modality="x-ray")
    assert (image.geometry.spacing_mm, str(image.geometry.orientation)) == ((0.5, 0.25), "L\\F")
    assert load(path, spacing=0.5).geometry.spacing_mm == (0.5, 0.5)
    assert load(path, modality="x-ray").geometry.orientation.right_status == "assumed"
    with pytest.raises(InputError, match="spacing"):
        load(path, spacing=(1, 1, 1))


def test_a_bomb_is_refused_by_its_header(tmp_path):
    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    for side, reason in ((30_000, "at most 178 megapixels, got more"), (12_000, "too large")):
        header = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
        content = chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
        (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + header + content)
        with pytest.raises(ReadError, match=reason):
            load(tmp_path / "a.png", budget_bytes=2**28)


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.tif", "a.bmp"])
@pytest.mark.parametrize("kept", [0.05, 0.5, 0.9])
def test_truncated_pictures_are_refused(tmp_path, name, kept):
    noise = np.random.default_rng(0).integers(0, 255, (64, 64)).astype(np.uint8)
    path = save(tmp_path / name, noise)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * kept)])
    with pytest.raises(ReadError):
        load(path)


def test_a_series_means_nothing_for_a_picture(tmp_path):
    with pytest.raises(InputError, match="series"):
        load(save(tmp_path / "a.png", GREY), series="1.2")


@pytest.mark.parametrize(
    ("kind", "options", "told"),
    [
        ("float64", {}, "a TIFF of float64, 1 a pixel, compression none"),
        ("uint16", {"bigtiff": True, "byteorder": ">"}, "a big-endian BigTIFF of uint16"),
        ("int64", {"compression": "zlib"}, "a TIFF of int64, 1 a pixel, compression adobe_deflate"),
    ],
)
def test_a_tiff_of_another_kind_is_told_by_its_kind(tmp_path, kind, options, told):
    tifffile.imwrite(tmp_path / "a.tif", np.arange(40 * 50).reshape(40, 50).astype(kind), **options)
    with pytest.raises(ReadError, match=told):
        load(tmp_path / "a.tif")
