"""JPEG Extended of twelve bits, which GDCM decodes and pydicom asks nobody for: a decoder for pydicom.

pydicom looks for `is_available`, and finds the decoder once `offer` has told it.
Source: DICOM PS3.5 annex A.4.1, process 4; pydicom's guide to decoder plugins.
"""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from pydicom.pixels.decoders.base import JPEGExtended12BitDecoder
from pydicom.uid import JPEGExtended12Bit

if TYPE_CHECKING:
    from pydicom.pixels.decoders.base import DecodeRunner

__all__ = ["decode_frame", "is_available", "offer"]

_BITS = 12
_one_at_a_time = Lock()


def is_available(uid: str) -> bool:
    """Whether frames of a transfer syntax can be decoded here."""
    return uid == JPEGExtended12Bit and find_spec("gdcm") is not None


@cache
def offer() -> None:
    """Tell pydicom of this decoder, once."""
    if is_available(JPEGExtended12Bit):
        JPEGExtended12BitDecoder.add_plugin("limis", (__name__, decode_frame.__name__))


def decode_frame(source: bytes, runner: DecodeRunner) -> bytes:
    """Decode one grey frame of twelve bits.

    Args:
        source: The JPEG stream.
        runner: What the header says of it.

    Returns:
        Values of 16 bits, little endian, row by row.

    Raises:
        ValueError: Another kind of pixels, or a damaged stream.
    """
    if (runner.samples_per_pixel, runner.bits_allocated, runner.bits_stored) != (1, 16, _BITS):
        raise ValueError("only grey of 12 bits in 16 is decoded here")
    import gdcm

    library: Any = gdcm
    fragment, fragments = library.Fragment(), library.SequenceOfFragments.New()
    fragment.SetByteStringValue(source)
    fragments.AddFragment(fragment)
    element = library.DataElement(library.Tag(0x7FE0, 0x0010))
    element.SetValue(fragments.__ref__())
    image = library.Image()
    image.SetNumberOfDimensions(2)
    image.SetDimensions((runner.columns, runner.rows, 1))
    image.SetDataElement(element)
    grey = library.PhotometricInterpretation.GetPIType(str(runner.photometric_interpretation))
    image.SetPhotometricInterpretation(library.PhotometricInterpretation(grey))
    image.SetTransferSyntax(library.TransferSyntax(library.TransferSyntax.JPEGExtendedProcess2_4))
    image.SetPixelFormat(library.PixelFormat(1, 16, _BITS, _BITS - 1, runner.pixel_representation))
    with _unheard():
        values = image.GetBuffer()
    if values is None:
        raise ValueError("the JPEG stream is damaged")
    return values.encode("utf-8", "surrogateescape")


@contextmanager
def _unheard() -> Generator[None]:
    """Keep a library from writing to the error stream: GDCM's first try is for eight bits, and says that it failed."""
    with _one_at_a_time:
        try:
            heard = os.dup(2)
        except OSError:  # there is no error stream
            yield
            return
        try:
            with Path(os.devnull).open("wb") as nowhere:
                os.dup2(nowhere.fileno(), 2)
            yield
        finally:
            os.dup2(heard, 2)
            os.close(heard)
