"""DICOM: one file, a folder with a series, or a zip archive of one.

What is placed in the patient (CT, MR, PET, enhanced objects) is a volume with axes column, row, slice;
anything else is a picture with axes row, column.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset

from limis.errors import ReadError
from limis.geometry import Geometry
from limis.imaging.kinds import DICOM_KINDS
from limis.io.budget import BYTES_A_PIXEL, BYTES_A_VOXEL, check_budget
from limis.io.dicom_files import Member, content_name, list_members, mending, read_header, read_whole
from limis.io.dicom_grid import arrange, name_some
from limis.io.dicom_pictures import picture_orientation, picture_scale, picture_values
from limis.io.dicom_pixels import decoded, stored_range
from limis.io.dicom_slices import Slice, frame_count, header_of_frame, slices_of
from limis.io.intensities import grey_if_equal, rescaled, settled
from limis.io.options import ReadOptions, picture_spacing, reject_unused, unreadable
from limis.types import Image, Source

__all__ = ["read"]


_IN_COMMON = {
    "Modality": "kind of imaging",
    "PhotometricInterpretation": "photometric interpretation",
    "SamplesPerPixel": "number of channels",
    "StudyInstanceUID": "study",
    "FrameOfReferenceUID": "frame of reference",
}
"""What the slices of one volume have in common, and what it is called."""

_OF_A_SCAN = (
    *("PatientID", "PatientName", "StudyInstanceUID", "FrameOfReferenceUID"),
    *("Modality", "SeriesNumber", "SeriesDescription", "Rows", "Columns"),
    *("ImageOrientationPatient", "PixelSpacing", "EchoTime"),
)


@dataclass(frozen=True, eq=False)
class _File:
    """A file of the chosen series and its header."""

    member: Member
    header: Dataset


def read(path: Path, options: ReadOptions) -> Image:
    """Read a DICOM image.

    Args:
        path: A file, a folder (with subfolders) or a zip archive.
        options: `series` picks among several, `frame` among time points, echoes or cine frames.

    Returns:
        A volume or a picture.

    Raises:
        ReadError: No image, several series and none chosen, slices that do not form a volume, damaged pixels.
        GeometryError: A grid that makes no sense.
        InputError: Options that do not fit.
    """
    with mending(path):
        files, notes = _series_files(path, options)
        slices = [s for file in files for s in _slices(path, file)]
        placed = [s for s in slices if s.is_placed]
        if placed and len(placed) < len(slices):
            odd = name_some([s for s in slices if not s.is_placed])
            raise unreadable(path, "slices with a position", f"none in {odd}", "Leave these files out")
        return _volume(path, files, placed, options, notes) if placed else _picture(path, files, options, notes)


def _slices(path: Path, file: _File) -> list[Slice]:
    with mending(path, file.member.name):
        return slices_of(file.member, file.header)


def _series_files(path: Path, options: ReadOptions) -> tuple[list[_File], list[str]]:
    """The files of the one series there is, or of the one that was chosen."""
    members = list_members(path, options.budget_bytes)
    found: dict[str, list[_File]] = {}
    for n, member in enumerate(members):
        options.progress("reading headers", n, len(members))
        header = read_header(path, member, options.budget_bytes)
        if header is not None:
            found.setdefault(str(header.get("SeriesInstanceUID", "")), []).append(_File(member, header))
    images = sum(len(files) for files in found.values())
    if not images:
        raise _nothing(path, members)
    if options.series is None and _is_scattered(found):
        return [file for files in found.values() for file in files], [
            f"{images} files, each of which names a series of its own, taken as one"
        ]
    chosen = _chosen_series(path, found, options.series)
    _check_one_patient(path, found[chosen])
    notes = [f"skipped {_count(len(members) - images, 'file')} without an image"] * (images < len(members))
    if len(found) > 1:
        notes.append(f"left out {_count(images - len(found[chosen]), 'file')} of other series")
    return found[chosen], notes


def _check_one_patient(path: Path, files: Sequence[_File]) -> None:
    """Refuse files of several patients, even where they claim to be one series: nobody lies half in each."""
    patients = {str(file.header.get("PatientID") or "") for file in files} - {""}
    if len(patients) > 1:
        got = f"one of {len(patients)} patients"
        raise unreadable(path, "a series of one patient", got, "Put each patient's files into a folder of their own")


def _is_scattered(found: dict[str, list[_File]]) -> bool:
    """Whether every file names another series, and yet they are sections of one scan.

    Some tools that take names out of files give each file a new series. Files that show no section, or differ in what a
    scan has in common, the patient and the study first of all, are left to be told apart.
    """
    headers = [file.header for files in found.values() for file in files]
    alike = {tuple(str(header.get(name)) for name in _OF_A_SCAN) for header in headers}
    places = {str(header.get("ImagePositionPatient")) for header in headers if "ImagePositionPatient" in header}
    return len(headers) == len(found) == len(places) > 2 and len(alike) == 1


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _nothing(path: Path, members: Sequence[Member]) -> ReadError:
    """The error for a place without DICOM images; names what could be opened instead."""
    others = [m.name for m in members if m.name.lower().endswith((".nii", ".nii.gz", ".png", ".jpg", ".jpeg", ".tif"))]
    got = f"{_count(len(members), 'file')}, none of them" if members else "nothing"
    if len(members) == 1 and (held := content_name(members[0])):
        got = f"a file of the kind {held}"
    hint = "Give the folder that holds the series"
    if others:
        give = "Give" if path.is_dir() else "Unpack it and give"
        hint = f"{give} one of its files instead, e.g. {others[0]}"
    return unreadable(path, "DICOM images", got, hint)


def _chosen_series(path: Path, found: dict[str, list[_File]], wanted: str | None) -> str:
    """The UID of the series to read. A list of them names no patient."""
    if wanted in found:
        return str(wanted)
    if wanted is None and len(found) == 1:
        return next(iter(found))
    listed = "; ".join(_described(uid, files) for uid, files in sorted(found.items()))
    expected = "one series" if wanted is None else f"the series {wanted}"
    raise unreadable(path, expected, f"{len(found)} series: {listed}", "Pick one with --series UID")


def _described(uid: str, files: Sequence[_File]) -> str:
    header = files[0].header
    what = header.get("SeriesDescription") or "no description"
    return f"{uid} ({header.get('Modality', '?')}, {what}, {_count(len(files), 'file')})"


def _modality(header: Dataset, options: ReadOptions) -> str | None:
    return options.modality or DICOM_KINDS.get(str(header.get("Modality", "")))


def _volume(
    path: Path, files: Sequence[_File], slices: Sequence[Slice], options: ReadOptions, notes: list[str]
) -> Image:
    """Slices that lie in the patient, as one volume."""
    reject_unused(path, options, "orientation", "spacing_mm")
    _refuse_mosaic(path, files)
    _refuse_mixed(path, files)
    ordered, geometry, more = arrange(path, slices, options.frame)
    header = header_of_frame(files[0].header, 0)
    _check_size(path, header, len(ordered), options)
    raw, digest = _stored_volume(path, files, ordered, options)
    unit, of_unit = _unit(header, options)
    if header.PhotometricInterpretation == "MONOCHROME1" and unit != "HU":
        raw = (sum(stored_range(header)) - raw.astype(np.int64)).astype(raw.dtype)
        more.append("MONOCHROME1: inverted, so that bright is large")
    values, again = settled(path, _scaled(raw, ordered))
    if len(slices) == 1 and path.is_file() and "NumberOfFrames" not in header:
        more.append("a single slice; give the folder for the whole series")
    source = Source(
        path,
        "dicom",
        digest,
        (*notes, *more, *of_unit, *again),
        instances=tuple(s.uid for s in ordered),
        numbers=tuple(s.number for s in ordered),
    )
    return Image(grey_if_equal(values), geometry, _modality(header, options), unit, source)


def _refuse_mosaic(path: Path, files: Sequence[_File]) -> None:
    """Refuse images that are a mosaic of slices: their position and size are those of the whole mosaic."""
    odd = [f.member.name for f in files if "MOSAIC" in (f.header.get("ImageType") or ())]
    if odd:
        got = f"a mosaic of many slices in {odd[0]}"
        raise unreadable(path, "one slice in each image", got, "Convert it first, e.g. with dcm2niix")


def _refuse_mixed(path: Path, files: Sequence[_File]) -> None:
    """Refuse files that differ in what slices of one volume have in common, and name them.

    Where each file says something else, as some tools that take names out have it, nothing can be told from that.
    """
    for name, what in _IN_COMMON.items():
        values = [str(file.header.get(name) or "") for file in files]
        told = Counter(value for value in values if value)
        usual, count = told.most_common(1)[0] if told else ("", 0)
        odd = [file.member.name for file, value in zip(files, values, strict=True) if value not in ("", usual)]
        if odd and count > 1:
            named = ", ".join(odd[:5]) + (f" and {len(odd) - 5} more" if len(odd) > 5 else "")
            raise unreadable(
                path,
                f"slices of one {what}, as {count} of {len(files)} are",
                f"another {what} in {named}",
                "Leave these files out, or read them on their own",
            )


def _unit(header: Dataset, options: ReadOptions) -> tuple[str, list[str]]:
    """What a value means, and what a reader should know: Hounsfield units on CT, unless the header says otherwise."""
    if int(header.get("SamplesPerPixel") or 1) > 1:
        return "1", []
    is_ct, stated = _modality(header, options) == "CT", str(header.get("RescaleType") or "")
    if is_ct and stated == "US":
        # GDCM, and so ITK and SimpleITK, write "unspecified" into every file they make.
        return "HU", ["the header leaves the unit of this CT unspecified; read as Hounsfield units"]
    stated = stated or ("HU" if is_ct else str(header.get("Units") or ""))
    return "1" if stated in ("US", "NONE", "") else stated, []


def _check_size(path: Path, header: Dataset, slices: int, options: ReadOptions, each: int = BYTES_A_VOXEL) -> None:
    """Refuse what would not fit into memory: encoded, stored and scaled values at once, or the work on them."""
    item = max(1, int(header.get("BitsAllocated") or 8) // 8) * int(header.get("SamplesPerPixel") or 1)
    pixels = int(header.Rows) * int(header.Columns) * slices
    check_budget(path, pixels * max(2 * item + 4, each), options.budget_bytes)


def _stored_volume(
    path: Path, files: Sequence[_File], ordered: Sequence[Slice], options: ReadOptions
) -> tuple[NDArray[Any], str]:
    """Stored values with axes column, row, slice, and the hash of the files in slice order."""
    wanted: dict[str, list[int]] = {}
    for place, item in enumerate(ordered):
        wanted.setdefault(item.member.name, []).append(place)
    members = {file.member.name: file.member for file in files}
    planes: list[NDArray[Any]] = [np.empty(0)] * len(ordered)
    digest, done = hashlib.sha256(), 0
    for name, places in wanted.items():
        content = _content(path, members[name], options)
        digest.update(content)
        frames = [ordered[place].frame for place in places]
        with mending(path, name):
            dataset = read_whole(path, members[name], content)
            for place, values in zip(places, decoded(path, name, dataset, frames), strict=True):
                planes[place] = values
                done += 1
                options.progress("reading", done, len(ordered))
    stacked = np.stack(planes, axis=2)
    return np.swapaxes(stacked, 0, 1), digest.hexdigest()


def _content(path: Path, member: Member, options: ReadOptions) -> bytes:
    check_budget(path, member.size, options.budget_bytes)
    with member.open() as file:
        return file.read()


def _scaled(raw: NDArray[Any], ordered: Sequence[Slice]) -> NDArray[Any]:
    """Values with each slice's own slope and intercept."""
    scales = [(s.slope, s.intercept) for s in ordered]
    if len(set(scales)) == 1:
        return rescaled(raw, *scales[0])
    values = raw.astype(np.float32)
    for k, (slope, intercept) in enumerate(scales):
        values[:, :, k] = raw[:, :, k] * slope + intercept
    return values


def _picture(path: Path, files: Sequence[_File], options: ReadOptions, notes: list[str]) -> Image:
    """One frame that lies nowhere in the patient."""
    file, frame = _chosen_frame(path, files, options)
    header = header_of_frame(file.header, frame)
    _check_size(path, header, 1, options, each=BYTES_A_PIXEL)
    modality = _modality(header, options)
    content = _content(path, file.member, options)
    with mending(path, file.member.name):
        dataset = read_whole(path, file.member, content)
        stored = next(decoded(path, file.member.name, dataset, [frame]))
        values, window, more = picture_values(stored, header_of_frame(dataset, frame))
    values, again = settled(path, values)
    scale, of_scale = picture_scale(header)
    given = picture_spacing(path, options)
    orientation, of_orientation = picture_orientation(header, modality)
    source = Source(
        path,
        "dicom",
        hashlib.sha256(content).hexdigest(),
        (*notes, *more, *again, *(of_scale if given is None else ()), *of_orientation),
        instances=(str(header.get("SOPInstanceUID", "")),),
        numbers=(int(header.get("InstanceNumber") or 0),),
    )
    geometry = Geometry(stored.shape[:2], None, given or scale, options.orientation or orientation)
    # A screen shot of a CT is of modality CT as well; only a rescaled image counts in Hounsfield units.
    unit = "HU" if modality == "CT" and "RescaleIntercept" in header else "1"
    return Image(grey_if_equal(values), geometry, modality, unit, source, window)


def _chosen_frame(path: Path, files: Sequence[_File], options: ReadOptions) -> tuple[_File, int]:
    """The file and the frame in it, counted through the series in instance order."""
    ordered = sorted(files, key=lambda f: (int(f.header.get("InstanceNumber") or 0), f.member.name))
    counts = [frame_count(f.header) for f in ordered]
    total = sum(counts)
    if total > 1 and options.frame is None:
        got = f"{total} frames" if len(files) == 1 else f"{total} pictures that have no position in the patient"
        raise unreadable(path, "one picture", got, f"Pick one with --frame 1 to --frame {total}")
    wanted = 0 if options.frame is None else options.frame - 1
    if not 0 <= wanted < total:
        raise unreadable(path, f"a frame from 1 to {total}", f"--frame {options.frame}", "Pick one of those")
    for file, count in zip(ordered, counts, strict=True):
        if wanted < count:
            return file, wanted
        wanted -= count
    raise AssertionError("unreachable: the frame was checked against the total")
