"""Values on an image's grid as the bytes of a NIfTI file, with the header the image came with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nibabel
import numpy as np
from numpy.typing import NDArray

from limis.geometry import Geometry
from limis.io.nifti import parse_header
from limis.types import Image

__all__ = ["nifti_bytes"]

_SCANNER = 1
_MM = 2


def nifti_bytes(values: NDArray[Any], like: Image) -> bytes:
    """A NIfTI file of values with the image's own header where it has one."""
    header = _own_header(like) if like.source.header else _fresh_header(like.geometry)
    if like.source.header:
        dims = tuple(int(n) for n in header.get_data_shape())
        values = values.reshape(dims) if np.prod(dims) == values.size else values
    header.set_data_dtype(values.dtype)
    header.set_slope_inter(1, 0)
    header.set_intent("none")
    header["cal_min"], header["cal_max"] = 0, values.max(initial=1)
    header["descrip"] = b"limis"
    header["aux_file"] = b""
    kind: Any = nibabel.Nifti2Image if isinstance(header, nibabel.Nifti2Header) else nibabel.Nifti1Image
    return kind(values, None, header).to_bytes()


def _own_header(like: Image) -> Any:
    """The header the image came with."""
    header, _ = parse_header(like.source.header, like.source.path or Path("image.nii"))
    header["vox_offset"] = 0
    return header


def _fresh_header(geometry: Geometry) -> Any:
    """A header for an image that came without one: scanner coordinates, or only sizes for a stack."""
    largest = max(geometry.shape)
    header: Any = (nibabel.Nifti1Header if largest < 2**15 else nibabel.Nifti2Header)()
    header.set_data_shape(geometry.shape)
    header.set_zooms(geometry.spacing_mm)
    header["xyzt_units"] = _MM
    if geometry.affine_ras is not None:
        header.set_sform(geometry.affine_ras, code=_SCANNER)
        header.set_qform(geometry.affine_ras, code=_SCANNER, strip_shears=True)
    return header
