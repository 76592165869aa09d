"""PNG, JPEG, TIFF and BMP pictures: grey, colour, palette, one and sixteen bits, pages.

A picture comes back as a viewer shows it: an EXIF rotation is applied, transparency is laid over black, and
colour whose three channels are equal everywhere is grey. Masks are on the grid that is shown.
"""

from __future__ import annotations

import hashlib
import io
import logging
import struct
import warnings
import zlib
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow
from PIL import ImageOps, UnidentifiedImageError

from limis.errors import InputError, say
from limis.geometry import Geometry, PictureOrientation
from limis.io.budget import BYTES_A_PIXEL, BYTES_A_VOXEL, check_budget
from limis.io.intensities import grey_if_equal, settled
from limis.io.options import ReadOptions, picture_spacing, reject_unused, unreadable
from limis.types import Image, Source

__all__ = ["read"]

_KINDS_OF_TIFF = "a TIFF of one number a pixel, of 8 to 32 bits, or of three or four of 8 bits, no big-endian BigTIFF"
_FORMATS = ("PNG", "JPEG", "TIFF", "BMP")
_ORIENTATION_TAG = 0x0112
_TURNED = range(2, 9)
_BITS_TAG, _WHITENESS_TAG, _SIGN_TAG = 258, 262, 339
_WHITE_IS_ZERO = 0
_MISREAD = {(1, 32): np.dtype(np.uint32), (2, 8): np.dtype(np.int8)}
"""TIFF's sample format and bits for which Pillow gives values of the other sign (Source: TIFF 6.0, SampleFormat)."""
_OPAQUE = 255
_GREY_MODES = ("L", "I;16", "I;16L", "I;16B", "I;16N", "I", "F")
_BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    IndexError,
    KeyError,
    TypeError,
    OverflowError,
    struct.error,
    zlib.error,
)
"""What Pillow's decoders raise over damaged files."""


def read(path: Path, options: ReadOptions) -> Image:
    """Read a picture, one page of several, or all pages as a stack.

    Args:
        path: A picture, whatever its name.
        options: `frame` picks a page; `spacing_mm` of three numbers makes a stack of all pages.

    Returns:
        A picture, shape ``(rows, columns)``, or a stack, shape ``(pages, rows, columns)``.

    Raises:
        ReadError: A damaged file, one beyond the budget, or several pages and none chosen.
        InputError: Options that do not fit.
    """
    reject_unused(path, options, "series")
    content = _content(path, options)
    source = Source(path, "picture", hashlib.sha256(content).hexdigest())
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Pillow.open(io.BytesIO(content), formats=_FORMATS) as picture:
                return _read_opened(picture, path, options, source)
    except InputError:
        raise
    except Pillow.DecompressionBombError as error:
        most = 2 * (Pillow.MAX_IMAGE_PIXELS or 0) // 10**6
        raise unreadable(path, f"at most {most} megapixels", "more", "Crop it, or cut it into tiles") from error
    except UnidentifiedImageError as error:
        kind = _kind_of_tiff(content)
        if kind is not None:
            raise unreadable(path, _KINDS_OF_TIFF, kind, "Convert it") from error
        got = "one that is damaged, or of a kind that cannot be read"
        raise unreadable(path, "a PNG, JPEG, TIFF or BMP picture", got, "Check the file, or convert it") from error
    except _BROKEN as error:
        raise unreadable(path, "a whole picture", str(error) or type(error).__name__, "Check the file") from error


def _kind_of_tiff(content: bytes) -> str | None:
    """What kind of values a TIFF has that Pillow cannot read; None for what is no whole TIFF."""
    if content[:2] not in (b"II", b"MM"):
        return None
    import tifffile

    library: Any = tifffile
    logging.getLogger("tifffile").addFilter(_unheard)
    try:
        with library.TiffFile(io.BytesIO(content)) as file:
            page, form = file.pages[0], "BigTIFF" if file.is_bigtiff else "TIFF"
            order = "big-endian " if file.byteorder == ">" else ""
            packed = str(page.compression.name).lower()
            if page.dtype is None:
                return None
            return f"a {order}{form} of {page.dtype}, {page.samplesperpixel} a pixel, compression {packed}"
    except (*_BROKEN, AttributeError, library.TiffFileError):
        return None
    finally:
        logging.getLogger("tifffile").removeFilter(_unheard)


def _unheard(record: logging.LogRecord) -> bool:
    """Keep a library from telling of a damaged file: who asked for it is told."""
    return False


def _content(path: Path, options: ReadOptions) -> bytes:
    check_budget(path, path.stat().st_size, options.budget_bytes)
    return path.read_bytes()


def _read_opened(picture: Pillow.Image, path: Path, options: ReadOptions, source: Source) -> Image:
    """Choose among one page, a chosen page and all of them."""
    pages = 1 if picture.format == "MPO" else int(getattr(picture, "n_frames", 1))
    if options.spacing_mm is not None and len(options.spacing_mm) == 3:
        return _stack(picture, pages, path, options, source)
    if pages > 1 and options.frame is None:
        raise unreadable(
            path,
            "one picture",
            f"{pages} pages",
            f"Pick one with --frame 1 to --frame {pages}, or give --spacing PAGE,ROW,COLUMN in mm to read a volume",
        )
    frame = 1 if options.frame is None else options.frame
    if not 1 <= frame <= pages:
        raise unreadable(path, f"a page from 1 to {pages}", f"--frame {frame}", "Pick one of those")
    page, notes = _page(picture, frame - 1, path, options)
    data, more = _settled(path, page)
    geometry = Geometry(data.shape[:2], None, picture_spacing(path, options), _orientation(options))
    return Image(data, geometry, options.modality, source=_noted(source, notes + more))


def _orientation(options: ReadOptions) -> PictureOrientation:
    """As stated, else what may be assumed of the stated kind of imaging."""
    return options.orientation or PictureOrientation.assume(options.modality)


def _stack(picture: Pillow.Image, pages: int, path: Path, options: ReadOptions, source: Source) -> Image:
    """All pages as one stack."""
    reject_unused(path, options, "orientation", "frame")
    if pages < 2:
        raise InputError(
            say(
                f"--spacing does not fit {path.name}",
                expected="ROW,COLUMN in mm for a single picture",
                got="3 numbers",
                next_step="Leave the first one out",
            )
        )
    check_budget(path, pages * picture.width * picture.height * BYTES_A_VOXEL, options.budget_bytes)
    data: list[NDArray[Any]] = []
    notes: list[str] = []
    for page in range(pages):
        values, notes = _page(picture, page, path, options)
        if data and (values.shape, values.dtype) != (data[0].shape, data[0].dtype):
            got = f"page 1 of shape {data[0].shape} {data[0].dtype}, page {page + 1} of {values.shape} {values.dtype}"
            raise unreadable(path, "pages of one size and kind", got, "Pick one page with --frame N")
        data.append(values)
        options.progress("reading", page + 1, pages)
    stacked, more = _settled(path, np.stack(data))
    geometry = Geometry(stacked.shape[:3], None, options.spacing_mm)
    return Image(stacked, geometry, options.modality, source=_noted(source, notes + more))


def _noted(source: Source, notes: list[str]) -> Source:
    return Source(source.path, source.format, source.sha256, tuple(notes))


def _page(picture: Pillow.Image, page: int, path: Path, options: ReadOptions) -> tuple[NDArray[Any], list[str]]:
    """The values of one page, as shown, and what a reader should know."""
    if page:
        picture.seek(page)
    check_budget(path, picture.width * picture.height * BYTES_A_PIXEL, options.budget_bytes)
    turned = ImageOps.exif_transpose(picture)
    notes: list[str] = []
    if picture.getexif().get(_ORIENTATION_TAG) in _TURNED:
        notes.append("turned as its EXIF orientation says; masks are on the turned grid, which viewers show")
    if _is_seen_through(turned):
        notes.append("transparency was laid over black")
    return _as_stated(_values(turned), picture), notes


def _is_seen_through(picture: Pillow.Image) -> bool:
    """Whether any pixel is not opaque."""
    if not picture.has_transparency_data:
        return False
    return bool(np.asarray(picture.convert("RGBA").getchannel("A")).min() < _OPAQUE)


def _values(picture: Pillow.Image) -> NDArray[Any]:
    """Grey or RGB values of whatever Pillow calls them."""
    if picture.mode == "1":
        return np.asarray(picture.convert("L"))
    if picture.has_transparency_data:
        over = Pillow.new("RGBA", picture.size, (0, 0, 0, 255))
        return np.asarray(Pillow.alpha_composite(over, picture.convert("RGBA")).convert("RGB"))
    if picture.mode in _GREY_MODES:
        return np.asarray(picture)
    return np.asarray(picture.convert("RGB"))


def _as_stated(values: NDArray[Any], picture: Pillow.Image) -> NDArray[Any]:
    """Grey values with the sign and the sense of white that a TIFF states, where Pillow leaves them out."""
    tags: Any = getattr(picture, "tag_v2", {})
    stated = tags.get(_SIGN_TAG, (1,))[0], tags.get(_BITS_TAG, (1,))[0]
    kind = _MISREAD.get(stated)
    if kind is not None and values.ndim == 2 and values.dtype.itemsize == kind.itemsize:
        values = values.view(kind)
    if tags.get(_WHITENESS_TAG) == _WHITE_IS_ZERO and values.dtype == np.uint16:
        values = np.iinfo(np.uint16).max - values
    return values


def _settled(path: Path, values: NDArray[Any]) -> tuple[NDArray[Any], list[str]]:
    """A page or a stack in a type that limis works with, as narrow as its values are, and grey where it can be."""
    if values.dtype.kind in "iu" and values.dtype.itemsize == 4 and values.min() >= 0 and values.max() < 2**16:
        values = values.astype(np.uint16)
    values, notes = settled(path, values)
    return grey_if_equal(values), notes
