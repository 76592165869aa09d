import os
import zipfile

import pytest

from limis.errors import InputError, ReadError
from limis.io.load import load


def test_a_path_that_is_not_there_is_said_so(tmp_path):
    with pytest.raises(ReadError, match="nothing of that name"):
        load(tmp_path / "no.nii")


def test_an_empty_file_is_said_so(tmp_path):
    (tmp_path / "a.nii").touch()
    with pytest.raises(ReadError, match="0 bytes"):
        load(tmp_path / "a.nii")


@pytest.mark.parametrize(
    ("content", "seen"),
    [
        (b"These are notes, not an image.\n", "got text"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"\x1f\x8b\x08\x00 not really gzip", "gzip"),
        (b"GIF89a" + bytes(40), "a GIF"),
        (b"RIFF\0\0\0\0WEBP", "a WebP"),
        (b"\0\0\0\x18ftypheic" + bytes(40), "a HEIC"),
        (b"NRRD0004\ntype: short\n", "an NRRD file"),
        (bytes(range(256)), "unknown .dat file"),
        (b"B", "got text"),
    ],
)
def test_a_file_of_no_known_format_is_named(tmp_path, content, seen):
    (tmp_path / "a.dat").write_bytes(content)
    with pytest.raises(ReadError, match=seen):
        load(tmp_path / "a.dat")


def test_an_empty_folder_is_said_so(tmp_path):
    with pytest.raises(ReadError, match="got nothing"):
        load(tmp_path)


def test_a_folder_of_something_else_names_what_could_be_opened(tmp_path):
    (tmp_path / "a.txt").write_text("notes")
    (tmp_path / "scan.nii.gz").write_bytes(b"x")
    with pytest.raises(ReadError, match=r"Give one of its files instead, e\.g\. scan\.nii\.gz"):
        load(tmp_path)


def test_an_archive_without_images_is_said_so(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("readme.txt", "hello")
    with pytest.raises(ReadError, match="1 file, none of them"):
        load(tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("scan.nii.gz", b"x")
    with pytest.raises(ReadError, match=r"Unpack it and give one of its files instead, e\.g\. scan\.nii\.gz"):
        load(tmp_path / "b.zip")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ReadError, match="a device or pipe"):
        load(tmp_path / "pipe")


def test_a_file_one_may_not_read_is_said_so(tmp_path, monkeypatch):
    path = tmp_path / "a.nii"
    path.write_bytes(b"x")

    def refuse(*_args, **_options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(path), "open", refuse)
    with pytest.raises(ReadError, match="no permission"):
        load(path, budget_bytes=2**20)


def test_a_number_is_no_orientation(tmp_path):
    with pytest.raises(InputError):
        load(tmp_path, orientation="12")
