"""The DICOM files that an image was read from, found again so that a segmentation can refer to them.

Headers in the wild lack what the standard demands, or hold what it forbids. What a segmentation takes over from them
is mended here: missing values become empty ones, texts become UTF-8.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple
from uuid import NAMESPACE_OID, uuid5

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset
from pydicom.valuerep import DA, TM, PersonName

from limis.config import default_budget_bytes
from limis.errors import ReadError
from limis.geometry import Geometry
from limis.io.dicom_files import list_members, mending, read_header
from limis.io.dicom_slices import Slice, frame_count, slices_of
from limis.report.saved import NotSaved
from limis.types import Image

__all__ = ["Sources", "find_sources", "fixed_uid", "refuse"]

_EMPTY = (
    "PatientID",
    "PatientName",
    "PatientBirthDate",
    "PatientSex",
    "AccessionNumber",
    "StudyID",
    "StudyDate",
    "StudyTime",
    "ReferringPhysicianName",
)
_TIMES: dict[str, Any] = {"PatientBirthDate": DA, "StudyDate": DA, "StudyTime": TM}
_SEXES = ("M", "F", "O")
_OBJECT = ("SOPClassUID", "SOPInstanceUID")
_SERIES = ("StudyInstanceUID", "SeriesInstanceUID", "Modality")
_SHAPE = ("Rows", "Columns", "PixelSpacing", "SliceThickness")
_FRAMES = ("NumberOfFrames", "PerFrameFunctionalGroupsSequence", "SharedFunctionalGroupsSequence")
_PLACE = ("FrameOfReferenceUID", "ImagePositionPatient", "ImageOrientationPatient")


class _Item(NamedTuple):
    """A slice and the header of its file."""

    header: Dataset
    slice: Slice


@dataclass(frozen=True, eq=False)
class Sources:
    """What a segmentation refers to.

    Attributes:
        headers: Of every file, in slice order; one for an object of many frames.
        slices: Every slice of the image, in its order; empty for a picture.
        frames: SOP instance UID and number, from 1, of every frame of an enhanced object that the image was made of.
        notes: What a reader of the segmentation should know.
    """

    headers: tuple[Dataset, ...]
    slices: tuple[Slice, ...] = ()
    frames: frozenset[tuple[str, int]] = frozenset()
    notes: tuple[str, ...] = ()


def refuse(reason: str, image: Image) -> NotSaved:
    """The answer where there can be no DICOM segmentation of an image."""
    return NotSaved("dicom_seg", reason, "save as png" if image.is_picture else "save as nifti")


def fixed_uid(*names: str) -> str:
    """A UID that is always the same for the same names.

    Source: DICOM PS3.5 B.2, UUID derived UID.

    Example:
        >>> fixed_uid("1.2.3", "liver") == fixed_uid("1.2.3", "liver")
        True
    """
    return f"2.25.{uuid5(NAMESPACE_OID, '/'.join(names)).int}"


def find_sources(image: Image) -> Sources | NotSaved:
    """Find the files of a DICOM image again, by the UIDs of its slices.

    Args:
        image: Read from DICOM.

    Returns:
        Mended headers; or why a segmentation cannot refer to them.
    """
    if image.source.format != "dicom" or image.source.path is None or not image.source.instances:
        return refuse("this image was not read from DICOM", image)
    try:
        return _sources(image, image.source.path)
    except (ReadError, OSError):
        return refuse("the DICOM files it was read from can no longer be read", image)


def _sources(image: Image, path: Path) -> Sources | NotSaved:
    """The files under a path that an image was made of, as far as they are still there."""
    with mending(path):
        found = _found(image, path)
    chosen = [_nearest(found.get(key, []), place) for key, place in zip(_keys(image), _positions(image), strict=True)]
    items = [item for item in chosen if item is not None]
    if len(items) < len(chosen) or not (image.is_picture or all(item.slice.is_placed for item in items)):
        return refuse("the DICOM files it was read from are gone or have changed", image)
    headers = list({id(item.header): item.header for item in items}.values())
    if image.is_picture and frame_count(headers[0]) > 1:
        return refuse("a single frame of a cine cannot be referred to yet", image)
    notes = _identify(headers, image.source.sha256)
    if any(not header.get(keyword) for header in headers for keyword in _OBJECT):
        return refuse("its DICOM files do not say which objects they are", image)
    with mending(path):
        _mend(headers[0])
    if image.is_picture:
        return Sources((_without_place(headers[0]),), notes=tuple(notes))
    return _of_volume(items, headers, image.geometry, notes)


def _keys(image: Image) -> list[tuple[str, int]]:
    """The UID and number of every slice, as the reader noted them; either may be shared by several."""
    return list(zip(image.source.instances, image.source.numbers, strict=True))


def _positions(image: Image) -> list[NDArray[np.float64] | None]:
    """Where every slice's first pixel lies, LPS mm; None where the grid does not say: a picture, or another grid."""
    count = len(image.source.instances)
    if image.is_picture or image.geometry.shape[2] != count:
        return [None] * count
    first = [(0, 0, k) for k in range(image.geometry.shape[2])]
    return list(image.geometry.to_ras_mm(first) * (-1, -1, 1))


def _found(image: Image, path: Path) -> dict[tuple[str, int], list[_Item]]:
    """Slices by UID and number, of the files that may be those of an image."""
    budget = default_budget_bytes()
    wanted = frozenset(_keys(image))
    found: dict[tuple[str, int], list[_Item]] = {}
    for member in list_members(path, budget):
        header = read_header(path, member, budget)
        if header is None or str(header.get("SOPInstanceUID", "")) not in image.source.instances:
            continue
        for item in slices_of(member, header):
            number = int(header.get("InstanceNumber") or 0) if image.is_picture else item.number
            if (item.uid, number) in wanted:
                found.setdefault((item.uid, number), []).append(_Item(header, item))
    return found


def _nearest(items: Sequence[_Item], place: NDArray[np.float64] | None) -> _Item | None:
    """The item at a place; the first one where no place is known."""
    if place is None:
        return items[0] if items else None
    distances = [_distance(item.slice, place) for item in items]
    nearest = min(distances, default=np.inf)
    return items[distances.index(nearest)] if np.isfinite(nearest) else None


def _distance(item: Slice, place: NDArray[np.float64]) -> float:
    return np.inf if item.position_lps is None else float(np.linalg.norm(item.position_lps - place))


def _identify(headers: Sequence[Dataset], digest: str) -> list[str]:
    """Give every header the UIDs that a reference takes; what anonymisation took away is worked out anew.

    Returns:
        What a reader should know of it.
    """
    notes: list[str] = []
    for header in headers:
        for keyword in _OBJECT:
            if not header.get(keyword):
                setattr(header, keyword, header.file_meta.get(f"MediaStorage{keyword}") or "")
    for keyword, what in (("StudyInstanceUID", "study"), ("SeriesInstanceUID", "series")):
        stated = headers[0].get(keyword)
        if not stated:
            notes.append(f"the files do not say which {what} they belong to; a UID was derived from their content")
        for header in headers:
            setattr(header, keyword, stated or fixed_uid(digest, what))
    return notes


def _without_place(header: Dataset) -> Dataset:
    """The header of a picture, which lies nowhere in the patient: its pixels are those of the segmentation."""
    for keyword in (*_PLACE, "PixelSpacing", "PerFrameFunctionalGroupsSequence"):
        if keyword in header:
            del header[keyword]
    header.NumberOfFrames = 1
    shared = Dataset()
    # highdicom asks every object that may have frames for its measures; what it makes of these is not written.
    shared.PixelMeasuresSequence = [_measures((1.0, 1.0), 1.0)]
    header.SharedFunctionalGroupsSequence = [shared]
    return header


def _of_volume(items: Sequence[_Item], headers: Sequence[Dataset], geometry: Geometry, notes: Sequence[str]) -> Sources:
    """The objects of a volume, all of which state one direction, spacing and frame of reference."""
    head, more = headers[0], list(notes)
    slices = tuple(item.slice for item in items)
    if not head.get("FrameOfReferenceUID"):
        head.FrameOfReferenceUID = fixed_uid(str(head.SeriesInstanceUID), "frame of reference")
        more.append("the series states no frame of reference; one was derived from its UID")
    spacing = slices[0].spacing_mm or (1.0, 1.0)
    measures = _measures(spacing, _thickness(head) or (geometry.spacing_mm or spacing)[-1])
    for item in items:
        item.header.FrameOfReferenceUID = head.FrameOfReferenceUID
        _state_place(item.header, item.slice, slices[0], measures)
    frames: frozenset[tuple[str, int]] = frozenset()
    if "PerFrameFunctionalGroupsSequence" in head:
        frames = frozenset((str(item.header.SOPInstanceUID), item.slice.frame + 1) for item in items)
        for header in headers:
            header.SharedFunctionalGroupsSequence = [_shared(slices[0], measures)]
    return Sources((head, *(_slim(header) for header in headers[1:])), slices, frames, tuple(more))


def _state_place(header: Dataset, own: Slice, first: Slice, measures: Dataset) -> None:
    """Write a slice's own position, and what all slices share, into its header."""
    header.ImagePositionPatient = _written(own.position_lps)
    header.ImageOrientationPatient = _written(first.directions_lps)
    header.PixelSpacing, header.SliceThickness = measures.PixelSpacing, measures.SliceThickness
    if "SpacingBetweenSlices" in header:
        del header.SpacingBetweenSlices


def _shared(first: Slice, measures: Dataset) -> Dataset:
    """What all frames of an enhanced object share."""
    shared, orientation = Dataset(), Dataset()
    orientation.ImageOrientationPatient = _written(first.directions_lps)
    shared.PlaneOrientationSequence, shared.PixelMeasuresSequence = [orientation], [measures]
    return shared


def _measures(spacing: Sequence[float], thickness: float) -> Dataset:
    measures = Dataset()
    measures.PixelSpacing, measures.SliceThickness = _written(spacing), _decimal(thickness)
    return measures


def _thickness(header: Dataset) -> float | None:
    """How thick a slice is, as far as the header says: not how far it is to the next."""
    shared: Any = header.get("SharedFunctionalGroupsSequence") or [Dataset()]
    for level in (*(shared[0].get("PixelMeasuresSequence") or ()), header):
        if level.get("SliceThickness"):
            return float(level.SliceThickness)
    return None


def _written(values: Any) -> list[str]:
    return [_decimal(value) for value in np.ravel(values)]


def _decimal(value: Any) -> str:
    """A number as a DICOM decimal string, as exact as its 16 characters allow."""
    for digits in range(17, 0, -1):
        text = f"{float(value):.{digits}g}"
        if len(text) <= 16:
            return text
    raise AssertionError("unreachable: one digit fits into 16 characters")


def _slim(header: Dataset) -> Dataset:
    """What a reference to one more object of the series takes."""
    slim = Dataset()
    for keyword in (*_OBJECT, *_SERIES, *_SHAPE, *_FRAMES, *_PLACE):
        if keyword in header:
            slim[keyword] = header[keyword]
    return slim


def _mend(header: Dataset) -> None:
    """Make a header one from which a segmentation can take the patient and the study."""
    header.remove_private_tags()
    header.decode()
    header.walk(_name_in_plain_text)
    header.SpecificCharacterSet = "ISO_IR 192"
    for keyword in _EMPTY:
        if header.get(keyword) is None:
            setattr(header, keyword, "")
    for keyword, kind in _TIMES.items():
        if not _is_valid(kind, header.get(keyword)):
            setattr(header, keyword, "")
    if header.PatientSex not in _SEXES:
        header.PatientSex = ""


def _name_in_plain_text(_: Dataset, element: Any) -> None:
    """Loosen names from the encoding they were read in, so that they are written in another."""
    if element.VR == "PN" and not element.is_empty:
        value = element.value
        element.value = str(value) if isinstance(value, PersonName | str) else [str(name) for name in value]


def _is_valid(kind: Any, value: Any) -> bool:
    try:
        kind(value)
    except (TypeError, ValueError):
        return False
    return True
