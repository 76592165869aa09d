import gzip
import io
import os
import pickle
import struct
import sys
import zipfile

import numpy as np
import phantoms
import pytest
import served

from limis.errors import Cancelled, GeometryError, ReadError
from limis.io.load import load
from limis.progress import silent
from limis.service.opening import Opening
from limis.service.sandbox import Allowance, read_apart


def alike(one, other):
    assert np.array_equal(one.data, other.data)
    assert one.data.dtype == other.data.dtype
    assert one.geometry.same_grid(other.geometry, 0)
    assert one.geometry.orientation == other.geometry.orientation
    assert (one.modality, one.unit, one.window) == (other.modality, other.unit, other.window)
    assert one.source == other.source


def test_a_volume_and_its_masks_arrive_as_if_they_were_read_here(tmp_path):
    scan, mask = served.write_scan(tmp_path), served.write_scan(tmp_path, "outlined.nii.gz", 0)
    image, (structure,) = read_apart(Opening(scan, {"modality": "CT"}, ((mask, "left kidney"),)))
    alike(image, load(scan, modality="CT"))
    assert (structure.name, structure.side, structure.found) == ("kidney_left", "left", True)
    assert structure.mask.voxels == 60


def test_a_picture_and_a_series_arrive_as_if_they_were_read_here(tmp_path):
    film = served.write_film(tmp_path)
    alike(
        read_apart(Opening(film, {"orientation": "L\\F", "spacing": (0.5, 0.5)}))[0],
        load(film, orientation="L\\F", spacing=(0.5, 0.5)),
    )
    series = phantoms.save(phantoms.ct_series(), tmp_path / "series")
    alike(read_apart(Opening(series))[0], load(series))


def header(shape, datatype=4, bits=16, offset=352.0):
    """The header of a NIfTI file, whatever it declares."""
    raw = bytearray(348)
    struct.pack_into("<i", raw, 0, 348)
    struct.pack_into("<8h", raw, 40, 3, *shape, *(1,) * (7 - len(shape)))
    struct.pack_into("<hh", raw, 70, datatype, bits)
    struct.pack_into("<8f", raw, 76, *(1.0,) * 8)
    struct.pack_into("<f", raw, 108, offset)
    raw[344:348] = b"n+1\0"
    return bytes(raw) + b"\0" * 4


class Evil:
    def __reduce__(self):
        return os.mkdir, ("harm",)


def bomb(size=2**31):
    """A gzip file of a NIfTI that really has so many zeros."""
    buffer = io.BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode="wb", compresslevel=9) as file:
        file.write(header((1024, 1024, size // 2**21)))
        for _ in range(size // 2**24):
            file.write(bytes(2**24))
    return buffer.getvalue()


def zip_bomb():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("1.dcm", bytes(132).replace(b"\0" * 4, b"DICM", 1) + bytes(2**26))
        archive.writestr("../../escape.dcm", b"\0" * 128 + b"DICM")
    return buffer.getvalue()


HOSTILE = {
    "huge.nii": header((32767, 32767, 32767)),
    "offset.nii": header((4, 4, 4), offset=float("nan")),
    "negative.nii": header((-4, 4, 4)),
    "type.nii": header((4, 4, 4), datatype=31999),
    "short.nii.gz": gzip.compress(header((64, 64, 64)))[:-9],
    "pickle.npy": pickle.dumps(Evil()),
    "empty.png": b"",
    "broken.png": b"\x89PNG\r\n\x1a\n" + b"\0\0\xff\xff" * 50,
    "tiny.dcm": b"\0" * 128 + b"DICM" + b"\xff" * 40,
    "page.html": b"<script>alert(1)</script>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_a_read_error_that_names_no_folder(name, tmp_path):
    path = tmp_path / name
    path.write_bytes(HOSTILE[name])
    with pytest.raises((ReadError, GeometryError)) as caught:
        read_apart(Opening(path))
    assert str(tmp_path) not in str(caught.value)
    assert not (tmp_path / "harm").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="no limits of memory there")
def test_bombs_take_no_more_than_they_are_given(tmp_path):
    for name, content in {"bomb.nii.gz": bomb(2**28), "bomb.zip": zip_bomb()}.items():
        path = tmp_path / name
        path.write_bytes(content)
        assert len(content) < 2**20
        with pytest.raises(ReadError):
            read_apart(Opening(path), Allowance(budget_bytes=2**24))
    assert {one.name for one in tmp_path.iterdir()} == {"bomb.nii.gz", "bomb.zip"}


def test_a_reader_that_takes_too_long_is_ended(tmp_path):
    with pytest.raises(ReadError, match="no answer within 0 s"):
        read_apart(Opening(served.write_scan(tmp_path)), Allowance(seconds=0), silent)


def test_a_reader_ends_at_once_when_nobody_waits_for_it(tmp_path):
    def stop(step, done, total):
        raise Cancelled("stop")

    with pytest.raises(Cancelled):
        read_apart(Opening(served.write_scan(tmp_path)), progress=stop, scratch=tmp_path)
    assert [one.name for one in tmp_path.iterdir()] == ["scan.nii.gz"]


def test_what_lies_in_the_working_folder_is_not_run(tmp_path, monkeypatch):
    (tmp_path / "numpy.py").write_text("import os; os.mkdir('harm')\n")
    monkeypatch.chdir(tmp_path)
    read_apart(Opening(served.write_film(tmp_path)))
    assert not (tmp_path / "harm").exists()
