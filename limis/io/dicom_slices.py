"""What a DICOM header says of each slice: where it lies, how it is scaled, which time or echo it is of.

Classic files hold one slice each; enhanced objects hold many, described by functional groups.
Source: DICOM PS3.3 C.7.6.2 (Image Plane), C.7.6.16 (Multi-frame Functional Groups), C.11.1 (Modality LUT).
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset

from limis.imaging.kinds import DICOM_KINDS
from limis.io.dicom_files import Member
from limis.io.options import unreadable

__all__ = ["PROJECTIONS", "Slice", "frame_count", "header_of_frame", "numbers_of", "slices_of"]

PROJECTIONS = frozenset({"X-ray", "mammography"})
"""Kinds of imaging whose single frames are shadows, not sections, whatever position they carry."""


@dataclass(frozen=True, eq=False)
class Slice:
    """One two-dimensional image of a series.

    Attributes:
        member: The file it is in.
        frame: Which frame of that file, from 0.
        name: For messages.
        uid: SOP instance UID.
        number: Instance number, or frame number in an object of many.
        shape: Rows and columns.
        position_lps: Centre of the first pixel, mm; None when it is not placed in the patient.
        directions_lps: Shape ``(2, 3)``: where columns run to (along a row), where rows run to; None likewise.
        spacing_mm: Between rows, between columns; None when not stated.
        thickness_mm: Between slices, or of one; None when not stated.
        slope: Factor of the stored values.
        intercept: Added after the factor.
        labels: What tells frames at one position apart: time, echo, b-value.
    """

    member: Member
    frame: int
    name: str
    uid: str
    number: int
    shape: tuple[int, int]
    position_lps: NDArray[np.float64] | None = None
    directions_lps: NDArray[np.float64] | None = None
    spacing_mm: tuple[float, float] | None = None
    thickness_mm: float | None = None
    slope: float = 1.0
    intercept: float = 0.0
    labels: dict[str, float] = field(default_factory=dict[str, float])

    @property
    def is_placed(self) -> bool:
        """True when it has a place in the patient."""
        return self.position_lps is not None and self.directions_lps is not None


_LABELS = {
    "time points": (
        "TemporalPositionIdentifier",
        "TemporalPositionIndex",
        "TriggerTime",
        "NominalCardiacTriggerDelayTime",
    ),
    "echoes": ("EchoTime", "EffectiveEchoTime", "EchoNumbers"),
    "b-values": ("DiffusionBValue",),
    "acquisitions": ("AcquisitionNumber",),
}


def frame_count(header: Dataset) -> int:
    """Frames in a file."""
    return max(1, int(header.get("NumberOfFrames") or 1))


def header_of_frame(header: Dataset, frame: int) -> Dataset:
    """A header in which what functional groups say of one frame stands where a classic file has it.

    Args:
        header: Of any file; a classic one has no groups and comes back unchanged.
        frame: The frame, from 0.

    Source: DICOM PS3.3 C.7.6.16.1.1: a group is either shared by all frames or given for each.
    """
    flat = copy(header)
    shared: Any = header.get("SharedFunctionalGroupsSequence") or ()
    own: Any = (header.get("PerFrameFunctionalGroupsSequence") or ())[frame : frame + 1]
    for macro in (element for level in (*shared, *own) for element in level):
        if macro.VR == "SQ" and len(macro.value) > 0:
            flat.update(macro.value[0])
    return flat


def slices_of(member: Member, header: Dataset) -> list[Slice]:
    """Describe the slices of one file.

    Args:
        member: The file.
        header: Its header.

    Returns:
        One per frame for an object with per-frame groups; else one, which has no place if there are more frames.

    Raises:
        ReadError: Another number of groups than of frames.
        ValueError: Sizes or spacing that make no sense.
    """
    groups: Any = header.get("PerFrameFunctionalGroupsSequence")
    if groups and len(groups) != frame_count(header):
        expected, got = f"a group for each of {frame_count(header)} frames", f"{len(groups)}"
        raise unreadable(Path(member.name), expected, got, "Export the object again")
    if groups:
        shared: Any = (header.get("SharedFunctionalGroupsSequence") or [Dataset()])[0]
        return [_slice(member, header, n, (group, shared, header)) for n, group in enumerate(groups)]
    return [_slice(member, header, None, (header,))]


def _slice(member: Member, header: Dataset, frame: int | None, levels: tuple[Dataset, ...]) -> Slice:
    """One slice, each value looked up from its own group, the shared one, then the header."""
    spacing = _numbers(levels, "PixelMeasuresSequence", "PixelSpacing", 2)
    position = _numbers(levels, "PlanePositionSequence", "ImagePositionPatient", 3)
    directions = _numbers(levels, "PlaneOrientationSequence", "ImageOrientationPatient", 6)
    is_projection = DICOM_KINDS.get(str(header.get("Modality", ""))) in PROJECTIONS
    if frame is None and (is_projection or frame_count(header) > 1):
        position = None
    number = int(header.get("InstanceNumber") or 0) if frame is None else frame + 1
    _check_positive("Rows and Columns", (int(header.Rows), int(header.Columns)))
    if position is not None and directions is not None:
        _check_positive("PixelSpacing", spacing or ())
    return Slice(
        member=member,
        frame=frame or 0,
        name=f"{member.name} (instance {number})" if frame is None else f"frame {number} of {member.name}",
        uid=str(header.get("SOPInstanceUID", "")),
        number=number,
        shape=(int(header.Rows), int(header.Columns)),
        position_lps=None if position is None else np.array(position),
        directions_lps=None if directions is None else np.array(directions).reshape(2, 3),
        spacing_mm=None if spacing is None else (spacing[0], spacing[1]),
        thickness_mm=_thickness(levels),
        slope=_number(levels, "PixelValueTransformationSequence", "RescaleSlope", 1.0),
        intercept=_number(levels, "PixelValueTransformationSequence", "RescaleIntercept", 0.0),
        labels=_labels(levels),
    )


def _check_positive(what: str, numbers: tuple[float, ...]) -> None:
    if any(n <= 0 for n in numbers):
        raise ValueError(f"{what}: numbers above 0 expected, got {', '.join(f'{n:g}' for n in numbers)}")


def _lookup(levels: Iterable[Dataset], sequence: str, keyword: str) -> Any:
    """A value of the first level that has it, in the sequence or directly; None when nobody has."""
    for level in levels:
        for holder in (*(level.get(sequence) or ()), level):
            value: Any = holder.get(keyword)
            if value is not None and value != "":
                return value
    return None


def numbers_of(value: Any, count: int) -> tuple[float, ...] | None:
    """A DICOM value of several numbers; None when it is absent or empty.

    Raises:
        ValueError: Another count, or numbers that are not finite.
    """
    if value is None or value == "" or (not isinstance(value, int | float | str) and len(value) == 0):
        return None
    numbers = tuple(float(v) for v in ([value] if isinstance(value, int | float | str) else value))
    if len(numbers) != count or not np.isfinite(numbers).all():
        raise ValueError(f"{count} numbers expected, got {value}")
    return numbers


def _numbers(levels: Iterable[Dataset], sequence: str, keyword: str, count: int) -> tuple[float, ...] | None:
    try:
        return numbers_of(_lookup(levels, sequence, keyword), count)
    except ValueError as error:
        raise ValueError(f"{keyword}: {error}") from error


def _number(levels: Iterable[Dataset], sequence: str, keyword: str, default: float) -> float:
    numbers = _numbers(levels, sequence, keyword, 1)
    return default if numbers is None else numbers[0]


def _thickness(levels: tuple[Dataset, ...]) -> float | None:
    """What the header says of the distance to a neighbour: only used where there is none."""
    for keyword in ("SpacingBetweenSlices", "SliceThickness"):
        value = abs(_number(levels, "PixelMeasuresSequence", keyword, 0.0))
        if value > 0:
            return value
    return None


_LABEL_GROUPS = (
    "FrameContentSequence",
    "MREchoSequence",
    "MRDiffusionSequence",
    "CardiacSynchronizationSequence",
    "TemporalPositionSequence",
)


def _labels(levels: tuple[Dataset, ...]) -> dict[str, float]:
    """What tells this slice apart from others at the same position."""
    found: dict[str, float] = {}
    for name, keywords in _LABELS.items():
        for keyword in keywords:
            values = (_lookup(levels, group, keyword) for group in _LABEL_GROUPS)
            value = next((v for v in values if isinstance(v, int | float)), None)
            if value is not None:
                found[name] = float(value)
                break
    return found
