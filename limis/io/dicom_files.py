"""The files of a DICOM folder or archive, and their headers. Nothing is unpacked to disk."""

from __future__ import annotations

import os
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, cast

import pydicom
from pydicom.errors import BytesLengthException, InvalidDicomError
from pydicom.uid import UID, DeflatedExplicitVRLittleEndian, ImplicitVRLittleEndian

from limis.errors import InputError, ReadError
from limis.io.budget import check_budget
from limis.io.options import unreadable
from limis.io.signatures import is_dicom

__all__ = ["Member", "content_name", "list_members", "mending", "read_header", "read_whole"]

_dcmread = cast(Any, pydicom).dcmread
_PREAMBLE = 132
_ZIP = b"PK\x03\x04"
_MOST_MEMBERS = 200_000
_NOT_IMAGES = frozenset({"SEG", "RTDOSE", "RTSTRUCT", "RTPLAN", "PR", "SR", "KO", "REG", "FID", "DOC", "PLAN"})
_BROKEN = (
    AttributeError,
    BytesLengthException,
    EOFError,
    IndexError,
    InvalidDicomError,
    KeyError,
    NotImplementedError,
    OSError,
    OverflowError,
    RecursionError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)
"""What pydicom, its decoders and zipfile raise over damaged files."""


@dataclass(frozen=True, eq=False)
class Member:
    """One file of a folder or archive.

    Attributes:
        name: For messages, relative to the folder or archive.
        size: Bytes, as the folder or archive states it.
        open: Opens it for reading.
    """

    name: str
    size: int
    open: Callable[[], BinaryIO]


@contextmanager
def mending(path: Path, name: str = "") -> Generator[None]:
    """Turn what damaged files make pydicom raise into a `ReadError` that names the file; its warnings are dropped."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except (InputError, PermissionError):
        raise
    except _BROKEN as error:
        got = " ".join(str(error).split())[:300] or type(error).__name__
        got = f"a value of another kind than the standard has there ({got})" if isinstance(error, TypeError) else got
        expected, next_step = "a whole DICOM file with a header that makes sense", "Check the download, or leave it out"
        raise unreadable(_where(path, name), expected, got, next_step) from error


def _where(path: Path, name: str) -> Path:
    """A file for a message: itself, or its place in a folder or archive."""
    return path / name if name and name != path.name else path


def list_members(path: Path, budget_bytes: int) -> list[Member]:
    """The files under a path: itself, those of a folder and its subfolders, or those of a zip archive.

    Hidden files are left out and links to folders are not followed.

    Args:
        path: A file, folder or archive.
        budget_bytes: What an archive may unpack to.

    Raises:
        ReadError: A damaged or encrypted archive, or one with absurdly many or large files; a subfolder that cannot be
            read.
    """
    if path.is_dir():
        files = [
            Path(folder) / name
            for folder, _, names in os.walk(path, onerror=_refuse_folder)
            for name in names
            if not name.startswith(".") and (Path(folder) / name).is_file()
        ]
        return [_file_member(file, str(file.relative_to(path))) for file in sorted(files)]
    with path.open("rb") as file:
        is_zip = file.read(len(_ZIP)) == _ZIP
    if is_zip:
        return _zip_members(path, budget_bytes)
    return [_file_member(path, path.name)]


def _refuse_folder(error: OSError) -> None:
    """A folder that cannot be looked into may hold slices: nothing is read without them."""
    raise unreadable(Path(error.filename), "a folder that can be read", str(error.strerror), "Check its permissions")


def _file_member(path: Path, name: str) -> Member:
    return Member(name, path.stat().st_size, lambda: path.open("rb"))


def _zip_members(path: Path, budget_bytes: int) -> list[Member]:
    """Files of an archive; they are read in memory by name, so a name can lead nowhere else."""
    with mending(path), zipfile.ZipFile(path) as archive:
        infos = [i for i in archive.infolist() if not i.is_dir() and not Path(i.filename).name.startswith(".")]
    if len(infos) > _MOST_MEMBERS:
        raise unreadable(path, f"at most {_MOST_MEMBERS} files", str(len(infos)), "Unpack the series you need")
    check_budget(path, sum(i.file_size for i in infos), budget_bytes)
    if any(i.flag_bits & 1 for i in infos):
        raise unreadable(path, "an open archive", "an encrypted one", "Unpack it with its password first")

    def opener(info: zipfile.ZipInfo) -> Callable[[], BinaryIO]:
        def open_it() -> BinaryIO:
            with zipfile.ZipFile(path) as archive:
                return cast(BinaryIO, archive.open(info))

        return open_it

    return [Member(i.filename, i.file_size, opener(i)) for i in sorted(infos, key=lambda i: i.filename)]


def read_header(path: Path, member: Member, budget_bytes: int) -> pydicom.Dataset | None:
    """Read a file up to its pixels.

    Args:
        path: The folder, archive or file it belongs to, for messages.
        member: The file.
        budget_bytes: Memory that reading may take.

    Returns:
        The header of an image; None for a file that is not DICOM or holds something else.

    Raises:
        ReadError: A damaged file.
    """
    with mending(path, member.name), closing(member.open()) as file:
        head = file.read(4096)
        if not is_dicom(head):
            return None
        _check_deflated(path, member, head, budget_bytes)
        file.seek(0)
        header = _dcmread(file, stop_before_pixels=True, force=head[128:_PREAMBLE] != b"DICM")
        if header.get("Modality") in _NOT_IMAGES:
            return None
        if "Rows" in header and "Columns" in header:
            return header
        stands_for = header.get("SOPClassUID") or header.file_meta.get("MediaStorageSOPClassUID") or ""
        if "Image Storage" in UID(str(stands_for)).name:
            raise _cut_off(path, member)
        return None


def content_name(member: Member) -> str | None:
    """What a DICOM file says it holds, e.g. ``"RT Dose Storage, RTDOSE"``; None for a file that is not DICOM."""
    with closing(member.open()) as file:
        head = file.read(_PREAMBLE)
        if not is_dicom(head):
            return None
        file.seek(0)
        with mending(Path(member.name)):
            header = _dcmread(file, specific_tags=["SOPClassUID", "Modality"], stop_before_pixels=True, force=True)
    kind = UID(str(header.get("SOPClassUID") or header.file_meta.get("MediaStorageSOPClassUID") or "")).name
    return ", ".join(str(word) for word in (kind, header.get("Modality")) if word) or None


def _cut_off(path: Path, member: Member) -> ReadError:
    return unreadable(
        _where(path, member.name), "a whole DICOM image", "a header that ends early", "Check the download"
    )


def read_whole(path: Path, member: Member, content: bytes) -> pydicom.Dataset:
    """Read a file with its pixels, still encoded.

    Args:
        path: The folder, archive or file it belongs to, for messages.
        member: The file.
        content: Its bytes.
    """
    with mending(path, member.name):
        dataset = _dcmread(BytesIO(content), force=content[128:_PREAMBLE] != b"DICM")
        if "TransferSyntaxUID" not in dataset.file_meta:
            dataset.file_meta.TransferSyntaxUID = ImplicitVRLittleEndian
        return dataset


def _check_deflated(path: Path, member: Member, head: bytes, budget_bytes: int) -> None:
    """Refuse a deflated dataset that unpacks beyond the budget, without unpacking it whole.

    Source: DICOM PS3.5 A.5; the dataset begins after the group 0002 elements, whose length (0002,0000) states.
    """
    if DeflatedExplicitVRLittleEndian.encode() not in head or head[132:136] != b"\x02\x00\x00\x00":
        return
    start = 144 + struct.unpack("<I", head[140:144])[0]
    unpacker, total = zlib.decompressobj(wbits=-zlib.MAX_WBITS), 0
    with closing(member.open()) as file:
        file.seek(start)
        pending = file.read(2**16)
        while pending and total <= budget_bytes:
            total += len(unpacker.decompress(pending, 2**22))
            pending = unpacker.unconsumed_tail or file.read(2**16)
    check_budget(path, total, budget_bytes)
