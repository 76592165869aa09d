"""A DICOM segmentation, read back onto the grid of the image it was made from.

Source: DICOM PS3.3 A.51 (Segmentation IOD), C.7.6.16.2 (where a frame lies), C.8.20 (Segmentation Image).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset

from limis.config import resolve_config
from limis.errors import GeometryError, InputError, ReadError, say
from limis.geometry import Geometry
from limis.io.budget import check_budget
from limis.io.dicom_files import content_name, list_members, mending
from limis.types import Image, Side

__all__ = ["Segment", "is_segmentation", "read_segments"]

_RAS = np.array([-1.0, -1.0, 1.0])
_SIDES: dict[tuple[str, str], Side] = {
    ("SCT", "7771000"): "left",
    ("SCT", "24028007"): "right",
    ("SRT", "G-A101"): "left",
    ("SRT", "G-A100"): "right",
}
"""Codes of a side. Source: DICOM PS3.16 CID 244, and the codes it had before SNOMED CT."""

_KINDS = ("Segmentation Storage", "Label Map Segmentation Storage")
_OFF_PLACE, _OFF_ANGLE = 0.1, 0.01
_OFF_SLICE = 0.5
"""Voxels that a frame may lie beside the grid; across slices, where it names its slice, as uneven series need."""


@dataclass(frozen=True, eq=False)
class Segment:
    """One segment.

    Attributes:
        label: As it is called in the file.
        code: Scheme and value of what it shows, e.g. ``("SCT", "64033007")``.
        meaning: The code in words.
        side: The side that is coded.
        inside: bool, on the image's grid.
    """

    label: str
    code: tuple[str, str]
    meaning: str
    side: Side | None
    inside: NDArray[np.bool_]


def is_segmentation(path: Path) -> bool:
    """Whether a file is a DICOM segmentation; of one that cannot be read nothing is known."""
    try:
        if not path.is_file():
            return False
        members = list_members(path, resolve_config().budget_bytes)
        return len(members) == 1 and (content_name(members[0]) or "").startswith(_KINDS)
    except (ReadError, OSError):
        return False


def read_segments(path: Path, image: Image) -> list[Segment]:
    """Read the segments of a DICOM segmentation that have voxels.

    Args:
        path: The file.
        image: What it was made from, or another image on the very same grid.

    Returns:
        The segments in the order of their numbers; of fractions, what is at least a half.

    Raises:
        ReadError: A file that is damaged.
        GeometryError: Frames that lie beside the image's grid.
        InputError: It refers to the images of another series.
    """
    import highdicom

    segread = cast(Any, highdicom).seg.segread
    with mending(path):
        made: Any = segread(BytesIO(path.read_bytes()))
        size = int(made.Rows) * int(made.Columns) * int(made.get("NumberOfFrames") or 1)
        needed = 2 * size + len(made.SegmentSequence) * int(np.prod(image.geometry.shape))
        check_budget(path, needed, resolve_config().budget_bytes)
        _check_series(path, made, image)
        frames: NDArray[Any] = made.pixel_array.reshape(-1, int(made.Rows), int(made.Columns))
        grid = _Grid(path, image)
        found = {int(item.SegmentNumber): np.zeros(image.geometry.shape, bool) for item in made.SegmentSequence}
        for pixels, frame in zip(frames, _frames(made, len(frames)), strict=True):
            for number, inside in _insides(made, pixels, frame):
                grid.put(found[number], inside, frame)
        described = [_described(item, found[int(item.SegmentNumber)]) for item in made.SegmentSequence]
    return [segment for segment in described if segment.inside.any()]


@dataclass(frozen=True, eq=False)
class _Frame:
    """What is said of one frame; what it does not say itself is shared by all."""

    own: Dataset
    shared: Dataset

    def item(self, name: str) -> Any:
        """The one item of a functional group; None where there is none."""
        for group in (self.own, self.shared):
            if group.get(name):
                return group[name].value[0]
        return None

    @property
    def segment(self) -> int | None:
        """The number of its segment; None in a label map, where the pixels say it."""
        item = self.item("SegmentIdentificationSequence")
        return None if item is None else int(item.ReferencedSegmentNumber)

    @property
    def sources(self) -> frozenset[str]:
        """UIDs of the instances that it was made from."""
        derivations = self.own.get("DerivationImageSequence") or self.shared.get("DerivationImageSequence") or ()
        items = (item for derivation in derivations for item in derivation.get("SourceImageSequence") or ())
        return frozenset(str(item.ReferencedSOPInstanceUID) for item in items)


def _frames(made: Dataset, count: int) -> list[_Frame]:
    shared = (made.get("SharedFunctionalGroupsSequence") or [Dataset()])[0]
    own: Sequence[Dataset] = made.get("PerFrameFunctionalGroupsSequence") or [Dataset()] * count
    return [_Frame(item, shared) for item in own]


def _insides(made: Dataset, pixels: NDArray[Any], frame: _Frame) -> list[tuple[int, NDArray[np.bool_]]]:
    """Segment number → its pixels in a frame."""
    if frame.segment is None:
        known = {int(item.SegmentNumber) for item in made.SegmentSequence}
        return [(int(number), pixels == number) for number in np.unique(pixels) if int(number) in known]
    if made.SegmentationType == "FRACTIONAL":
        return [(frame.segment, pixels >= int(made.MaximumFractionalValue) / 2)]
    return [(frame.segment, pixels > 0)]


def _described(item: Dataset, inside: NDArray[np.bool_]) -> Segment:
    kind = item.SegmentedPropertyTypeCodeSequence[0]
    modifiers = kind.get("SegmentedPropertyTypeModifierCodeSequence") or ()
    sides: list[Side] = [_SIDES[code] for modifier in modifiers if (code := _code(modifier)) in _SIDES]
    label = str(item.get("SegmentLabel") or "").strip()
    return Segment(label, _code(kind), str(kind.get("CodeMeaning") or ""), sides[0] if sides else None, inside)


def _code(item: Dataset) -> tuple[str, str]:
    value = item.get("CodeValue") or item.get("LongCodeValue") or item.get("URNCodeValue") or ""
    return str(item.get("CodingSchemeDesignator") or ""), str(value)


def _check_series(path: Path, made: Dataset, image: Image) -> None:
    """Refuse what was made from other instances, where both say from which."""
    series = made.get("ReferencedSeriesSequence") or ()
    named = {str(i.ReferencedSOPInstanceUID) for one in series for i in one.get("ReferencedInstanceSequence") or ()}
    own = {uid for uid in image.source.instances if uid}
    if named and own and not named & own:
        raise InputError(
            say(
                f"{path.name} is a segmentation of other images",
                expected="one of the series that is talked about",
                got=f"references to {len(named)} instances, none of which is one of its {len(own)}",
                next_step="Open the series it was made from, or give the mask as NIfTI",
            )
        )


class _Grid:
    """Where the frames of a segmentation lie on an image's grid.

    Args:
        path: For messages.
        image: The image.
    """

    def __init__(self, path: Path, image: Image) -> None:
        self._path, self._instances = path, frozenset(image.source.instances)
        self._geometry: Geometry = image.geometry

    def put(self, into: NDArray[np.bool_], pixels: NDArray[np.bool_], frame: _Frame) -> None:
        """Add the pixels of a frame, rows by columns, to a mask on the grid.

        Raises:
            GeometryError: It lies beside the grid.
        """
        if self._geometry.affine_ras is None:
            self._put_on_picture(into, pixels)
            return
        corner, along_row, along_column = self._steps(frame)
        across = 3 - along_row.axis - along_column.axis if along_row.axis != along_column.axis else -1
        named = bool(frame.sources & self._instances)
        off = np.abs(corner - np.rint(corner))
        allowed = [_OFF_SLICE if named and axis == across else _OFF_PLACE for axis in range(3)]
        start = np.rint(corner).astype(int)
        if across < 0 or not (along_row.fits and along_column.fits) or (off > allowed).any():
            raise self._beside(f"frames that begin at voxel {np.round(corner, 2).tolist()}")
        where: list[slice | int] = [int(n) for n in start]
        for step, count in ((along_row, pixels.shape[1]), (along_column, pixels.shape[0])):
            first = int(start[step.axis]) - (count - 1 if step.sign < 0 else 0)
            where[step.axis] = slice(first, first + count)
        laid = pixels[:: along_column.sign, :: along_row.sign]
        laid = laid.T if along_row.axis < along_column.axis else laid
        if not all(self._is_inside(axis, at) for axis, at in enumerate(where)):
            raise self._beside(f"frames of {pixels.shape[1]} x {pixels.shape[0]} that reach beyond it")
        into[tuple(where)] |= laid

    def _put_on_picture(self, into: NDArray[np.bool_], pixels: NDArray[np.bool_]) -> None:
        if pixels.shape != into.shape:
            raise self._beside(f"frames of {pixels.shape[0]} x {pixels.shape[1]}")
        into |= pixels

    def _steps(self, frame: _Frame) -> tuple[NDArray[np.float64], _Step, _Step]:
        """The first pixel as a voxel, and the steps to the next column and the next row."""
        place, orientation = frame.item("PlanePositionSequence"), frame.item("PlaneOrientationSequence")
        measures = frame.item("PixelMeasuresSequence")
        if place is None or orientation is None or measures is None:
            raise self._beside("frames without a place in the patient")
        first = np.array(place.ImagePositionPatient, np.float64)
        along_row, along_column = np.array(orientation.ImageOrientationPatient, np.float64).reshape(2, 3)
        down, right = (float(step) for step in measures.PixelSpacing)
        points = np.array([first, first + along_row * right, first + along_column * down]) * _RAS
        corner, column, row = self._geometry.to_ijk(points)
        return corner, _Step.of(column - corner), _Step.of(row - corner)

    def _is_inside(self, axis: int, at: slice | int) -> bool:
        first, last = (at.start, at.stop - 1) if isinstance(at, slice) else (at, at)
        return 0 <= first <= last < self._geometry.shape[axis]

    def _beside(self, got: str) -> GeometryError:
        return GeometryError(
            say(
                f"{self._path.name} does not lie on the image's grid",
                expected=f"shape {self._geometry.shape} in the same place",
                got=got,
                next_step="Open the series it was made from, or resample it onto the image first",
            )
        )


@dataclass(frozen=True)
class _Step:
    """A step of one pixel, in voxels.

    Attributes:
        axis: Which axis it goes along.
        sign: Whether up or down it.
        fits: Whether it is one voxel along it and nowhere else.
    """

    axis: int
    sign: int
    fits: bool

    @classmethod
    def of(cls, step_ijk: NDArray[np.float64]) -> _Step:
        axis = int(np.abs(step_ijk).argmax())
        sign = 1 if step_ijk[axis] > 0 else -1
        exact = np.zeros(3)
        exact[axis] = sign
        return cls(axis, sign, bool(np.abs(step_ijk - exact).max() <= _OFF_ANGLE))
