"""What a file is, told by how it starts; nothing that reads a format is imported for it."""

from __future__ import annotations

import struct
import zlib
from typing import Literal

__all__ = ["Format", "format_of", "is_dicom"]

Format = Literal["nifti", "dicom", "picture"]

_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
_NIFTI_HEADER_BYTES = 540
_DICOM_PREAMBLE = 132
_DICOM_RAW_START = b"\x08\x00"
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+", b"BM")


def format_of(head: bytes) -> Format | None:
    """Tell the format of a file from its first bytes.

    Args:
        head: At least 540 of them where there are so many; of a gzipped file the beginning is unpacked to look.

    Returns:
        The format, None when it is none of ours. A zip archive is taken for one of a DICOM series.
    """
    if _is_nifti(_unzipped(head) if head.startswith(_GZIP) else head):
        return "nifti"
    if head.startswith(_ZIP) or is_dicom(head):
        return "dicom"
    return "picture" if head.startswith(_PICTURES) else None


def is_dicom(head: bytes) -> bool:
    """Whether a file that starts with these bytes (at least 132) is DICOM, with its preamble or without.

    Source: DICOM PS3.10 section 7.1 for the preamble; old files start with a group 0008 element instead.
    """
    if head[128:_DICOM_PREAMBLE] == b"DICM":
        return True
    return (
        head.startswith(_DICOM_RAW_START)
        and len(head) >= 16
        and head[3] == 0
        and (head[4:6].isalpha() or head[6:8] == b"\0\0")
    )


def _is_nifti(head: bytes) -> bool:
    if len(head) < 4:
        return False
    sizes = {struct.unpack(f"{order}i", head[:4])[0] for order in "<>"}
    return (348 in sizes and head[344:347] in (b"n+1", b"ni1")) or (540 in sizes and head[4:7] in (b"n+2", b"ni2"))


def _unzipped(head: bytes) -> bytes:
    """The first bytes of a gzip stream, as far as they can be had."""
    try:
        return zlib.decompressobj(wbits=31).decompress(head, _NIFTI_HEADER_BYTES)
    except zlib.error:
        return b""
