"""Single frames without a place in the patient: radiographs, ultrasound, endoscopy, photographs."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset
from pydicom.pixels.processing import apply_modality_lut, apply_voi

from limis.errors import GeometryError
from limis.geometry import PictureOrientation
from limis.io.dicom_pixels import stored_range
from limis.io.dicom_slices import numbers_of
from limis.io.intensities import rescaled

__all__ = ["picture_orientation", "picture_scale", "picture_values"]

_CENTIMETRES = 3
_TWO_DIMENSIONAL = 1


def picture_orientation(header: Dataset, modality: str | None) -> tuple[PictureOrientation, list[str]]:
    """A picture's two directions from its Patient Orientation tag, else what may be assumed.

    Source: DICOM PS3.3 C.7.6.1.1.1.

    Returns:
        The orientation, and what a reader should know.
    """
    tag: Any = header.get("PatientOrientation")
    halves = [tag] if isinstance(tag, str) else [str(half) for half in tag or ()]
    if len(halves) == 2 and any(halves):
        try:
            return PictureOrientation.parse("\\".join(halves)), []
        except GeometryError:
            return PictureOrientation.assume(modality), [f"Patient Orientation {halves} makes no sense; left out"]
    return PictureOrientation.assume(modality), []


def picture_scale(header: Dataset) -> tuple[tuple[float, float] | None, list[str]]:
    """Millimetres between rows and between columns, and what a reader should know of them.

    Source: DICOM PS3.3 10.7.1.3 (pixel spacing is calibrated where it differs from that at the detector),
    C.8.5.5 (ultrasound regions), C.8.3 (nominal scanned pixel spacing).
    """
    spacing = numbers_of(header.get("PixelSpacing"), 2)
    detector = numbers_of(header.get("ImagerPixelSpacing"), 2)
    if spacing is not None and min(spacing) > 0 and spacing != detector:
        return (spacing[0], spacing[1]), []
    if detector is not None and min(detector) > 0:
        factor = numbers_of(header.get("EstimatedRadiographicMagnificationFactor"), 1)
        if factor is not None and factor[0] >= 1:
            note = f"scale at the detector divided by the stated magnification of {factor[0]:g}"
            return (detector[0] / factor[0], detector[1] / factor[0]), [note]
        return (detector[0], detector[1]), ["scale is that at the detector; what lies in front of it is smaller"]
    scanned = numbers_of(header.get("NominalScannedPixelSpacing"), 2)
    if scanned is not None and min(scanned) > 0:
        return (scanned[0], scanned[1]), ["scale is that of the scanned film"]
    return _ultrasound_scale(header)


def _ultrasound_scale(header: Dataset) -> tuple[tuple[float, float] | None, list[str]]:
    """The one scale of all two-dimensional ultrasound regions; None when they differ."""
    scales: set[tuple[float, float]] = set()
    for region in header.get("SequenceOfUltrasoundRegions") or ():
        in_cm = region.get("PhysicalUnitsXDirection") == region.get("PhysicalUnitsYDirection") == _CENTIMETRES
        if in_cm and region.get("RegionSpatialFormat") == _TWO_DIMENSIONAL:
            scales.add((abs(float(region.PhysicalDeltaY)) * 10, abs(float(region.PhysicalDeltaX)) * 10))
    if len(scales) == 1 and min(next(iter(scales))) > 0:
        return scales.pop(), []
    return None, ["regions of the picture have different scales; none was taken"] if len(scales) > 1 else []


def picture_values(values: NDArray[Any], header: Dataset) -> tuple[NDArray[Any], tuple[float, float] | None, list[str]]:
    """Grey values as they are meant: rescaled, white is large, with the window to show them in.

    Args:
        values: Stored values, shape ``(rows, columns)`` or RGB.
        header: The header.

    Returns:
        The values; centre and width of the window, None when there is none; what a reader should know.

    Source: DICOM PS3.3 C.11.1 (Modality LUT), C.11.2 (VOI LUT), C.7.6.3.1.2 (MONOCHROME1).
    """
    if values.ndim == 3:
        return values, None, []
    notes: list[str] = []
    window = _window(header)
    slope, intercept = float(header.get("RescaleSlope") or 1), float(header.get("RescaleIntercept") or 0)
    has_table, has_voi = "ModalityLUTSequence" in header, window is None and "VOILUTSequence" in header
    values = apply_modality_lut(values, header) if has_table else rescaled(values, slope, intercept)
    if has_voi:
        values = apply_voi(values, header)
        notes.append("the header's VOI lookup table was applied")
    if header.PhotometricInterpretation == "MONOCHROME1":
        ends = float(values.min()), float(values.max())
        if not has_table and not has_voi and "BitsStored" in header:
            low, high = stored_range(header)
            ends = low * slope + intercept, high * slope + intercept
        values, window = _flipped(values, window, ends)
        notes.append("MONOCHROME1: inverted, so that bright is large")
    return values, window, notes


def _window(header: Dataset) -> tuple[float, float] | None:
    """Centre and width of the header's first window."""
    pair: list[float] = []
    for keyword in ("WindowCenter", "WindowWidth"):
        value: Any = header.get(keyword)
        first = value if isinstance(value, int | float | str) or value is None else (value[0] if len(value) else None)
        if first is None or first == "" or not np.isfinite(float(first)):
            return None
        pair.append(float(first))
    return (pair[0], pair[1]) if pair[1] > 0 else None


def _flipped(
    values: NDArray[Any], window: tuple[float, float] | None, ends: tuple[float, float]
) -> tuple[NDArray[Any], tuple[float, float] | None]:
    """Values and window turned round within the range they may have."""
    total = ends[0] + ends[1]
    turned = (total - values.astype(np.float64)).astype(values.dtype)
    return turned, None if window is None else (total - window[0], window[1])
