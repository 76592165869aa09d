"""Images of data sets: what `limis.load` reads, frames of it, and arrays with a spacing beside them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from limis.eval.inner import ARRAYS, inner, read_array
from limis.geometry import Geometry
from limis.imaging.window import PRESETS
from limis.io.intensities import settled
from limis.io.load import load
from limis.types import Image, Source

__all__ = ["open_image"]


def open_image(path: Path, modality: str, *, tell: bool = False) -> Image:
    """Open an image of a data set.

    Args:
        path: A file or folder that `limis.load` takes; ``file/N`` for its N-th frame, from 1; ``x.npy`` for a
            picture; ``x.npz/member`` for a picture or, with ``spacing`` beside it, a volume.
        modality: Kind of imaging, as the data set states it.
        tell: Hand it on with the image, as ``--modality`` does; else the image says what its file says.

    Returns:
        The image. An array has no place in the patient: its volume is a stack of pages. CT that a data set
        stores in 8 bits is brought back to Hounsfield units so that the soft-tissue window shows it as stored.

    Raises:
        ReadError: It cannot be read.
        GeometryError: A grid that makes no sense.
    """
    told = modality if tell else None
    file, member = inner(path)
    if file.suffix in ARRAYS:
        return _from_array(path, modality, told)
    return load(file, frame=int(member), modality=told) if member.isdigit() else load(path, modality=told)


def _from_array(path: Path, modality: str, told: str | None) -> Image:
    values, notes = settled(path, read_array(path))
    spacing_mm = _spacing(path) if values.ndim == 3 and values.shape[2] != 3 else None
    geometry = Geometry(values.shape if spacing_mm else values.shape[:2], None, spacing_mm)
    is_ct = modality == "CT" and values.dtype == np.uint8 and geometry.ndim == 3
    source = Source(path, "array", notes=tuple(notes))
    return Image(_in_hu(values) if is_ct else values, geometry, told, "HU" if is_ct else "1", source)


def _spacing(path: Path) -> tuple[float, ...]:
    """Millimetres along each axis of the array."""
    return tuple(float(step) for step in read_array(path.parent / "spacing"))


def _in_hu(values: NDArray[Any]) -> NDArray[np.float32]:
    window = PRESETS["soft_tissue"]
    return (values.astype(np.float32) / 255 * window.width + window.low).astype(np.float32)
