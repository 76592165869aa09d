"""Slices become a grid, or an error that names the slices that do not fit.

Source: DICOM PS3.3 C.7.6.2.1.1, equation C.7.6.2.1-1, for the affine; patient coordinates there are LPS.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from limis.errors import ReadError
from limis.geometry import Geometry
from limis.io.dicom_slices import Slice
from limis.io.options import unreadable

__all__ = ["arrange", "name_some"]

_SAME_PLACE_MM = 1e-3
_SAME_DIRECTION = 1e-3
_EVEN = 0.05
_MISSING = 1.5
_TILT_PIXELS = 0.5
_UNIT = 1e-2


def arrange(path: Path, slices: Sequence[Slice], frame: int | None) -> tuple[list[Slice], Geometry, list[str]]:
    """Sort slices along their normal and work out the grid.

    Args:
        path: For messages.
        slices: All of them placed in the patient.
        frame: Which of several images at each position to take, from 1.

    Returns:
        The slices in order, the grid with axes column, row, slice, and what a reader should know.

    Raises:
        ReadError: Slices that are missing, duplicate, tilted or mixed, each named; or several images at each
            position and none chosen.
        GeometryError: An affine that makes no sense.
    """
    _check_alike(path, slices)
    normal = _normal(path, slices[0])
    ordered = sorted(slices, key=lambda s: (_along(s, normal), s.number))
    places = _places(ordered, normal)
    ordered = _one_each(path, places, frame)
    _check_steps(path, ordered, normal)
    _check_tilt(path, ordered, normal)
    step, notes = _step(ordered, normal)
    return ordered, _grid(path, ordered, step), notes


def name_some(slices: Sequence[Slice], most: int = 5) -> str:
    """Name slices for a message, the first few of many."""
    names = ", ".join(s.name for s in slices[:most])
    return names if len(slices) <= most else f"{names} and {len(slices) - most} more"


def _placed(item: Slice) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    if item.position_lps is None or item.directions_lps is None:
        raise ValueError(f"{item.name} has no place in the patient; filter with Slice.is_placed first")
    return item.position_lps, item.directions_lps


def _along(item: Slice, normal: NDArray[np.float64]) -> float:
    """How far along the normal a slice lies, mm."""
    return float(_placed(item)[0] @ normal)


def _check_alike(path: Path, slices: Sequence[Slice]) -> None:
    """All slices have one size, one pixel spacing and one direction."""
    kinds = [
        ("size", [s.shape for s in slices]),
        ("pixel spacing", [tuple(np.round(s.spacing_mm or (0, 0), 4).tolist()) for s in slices]),
        ("orientation", _direction_groups(slices)),
    ]
    for what, values in kinds:
        usual, count = Counter(values).most_common(1)[0]
        odd = [s for s, value in zip(slices, values, strict=True) if value != usual]
        if odd:
            raise unreadable(
                path,
                f"slices of one {what}, as {count} of {len(slices)} are",
                f"another {what} in {name_some(odd)}",
                "Leave these files out, or read them on their own",
            )


def _direction_groups(slices: Sequence[Slice]) -> list[int]:
    """For each slice, the number of the first slice that points the same way."""
    firsts: list[NDArray[np.float64]] = []
    groups: list[int] = []
    for item in slices:
        directions = _placed(item)[1]
        same = [n for n, other in enumerate(firsts) if np.abs(directions - other).max() <= _SAME_DIRECTION]
        if not same:
            firsts.append(directions)
        groups.append(same[0] if same else len(firsts) - 1)
    return groups


def _normal(path: Path, item: Slice) -> NDArray[np.float64]:
    """The unit normal of a slice."""
    across, down = _placed(item)[1]
    lengths = np.linalg.norm([across, down], axis=1)
    if np.abs(lengths - 1).max() > _UNIT or abs(float(across @ down)) > _UNIT:
        got = f"{across.tolist()} and {down.tolist()} in {item.name}"
        raise unreadable(path, "two unit directions at right angles", got, "Repair ImageOrientationPatient")
    normal = np.cross(across, down)
    return normal / np.linalg.norm(normal)


def _places(ordered: Sequence[Slice], normal: NDArray[np.float64]) -> list[list[Slice]]:
    """Slices gathered by position."""
    places: list[list[Slice]] = []
    for item in ordered:
        if places and _along(item, normal) - _along(places[-1][0], normal) <= _SAME_PLACE_MM:
            places[-1].append(item)
        else:
            places.append([item])
    return places


def _one_each(path: Path, places: list[list[Slice]], frame: int | None) -> list[Slice]:
    """One slice of each position: the only one, or the chosen of several."""
    counts = {len(place) for place in places}
    count = min(counts)
    again = [s for place in places for s in _repeated(place)]
    if again or (len(counts) > 1 and count == 1):
        doubles = again or [s for place in places if len(place) > count for s in place]
        got = f"duplicates: {name_some(doubles)}"
        raise unreadable(path, "one slice at each position", got, "Leave the duplicates out")
    if len(counts) > 1:
        few = next(place for place in places if len(place) == count)
        got = f"{max(counts)} at some and {count} at others, e.g. at that of {few[0].name}"
        raise unreadable(path, "equally many images at each position", got, "Add the missing ones, or leave some out")
    if count > 1 and frame is None:
        got = f"{_what_differs(places[0])} at each of {len(places)} positions"
        raise unreadable(path, "one image at each position", got, f"Pick one with --frame 1 to --frame {count}")
    if frame is not None and not 1 <= frame <= count:
        raise unreadable(path, f"a frame from 1 to {count}", f"--frame {frame}", "Pick one of those")
    return [sorted(place, key=_frame_order)[(frame or 1) - 1] for place in places]


def _repeated(place: list[Slice]) -> list[Slice]:
    """Slices at one position that are the same object as another."""
    seen = Counter((s.uid, s.frame) for s in place)
    return [s for s in place if seen[s.uid, s.frame] > 1]


def _what_differs(place: list[Slice]) -> str:
    """How many images there are at one position and what they differ in, for a message."""
    lengths = {name: len({s.labels.get(name) for s in place}) for name in place[0].labels}
    lengths = {name: length for name, length in lengths.items() if length > 1}
    if math.prod(lengths.values()) == len(place):
        return " x ".join(f"{length} {name}" for name, length in lengths.items())
    return f"{len(place)} images" + (f" ({' and '.join(lengths)})" if lengths else "")


def _frame_order(item: Slice) -> tuple[list[float], int]:
    return [item.labels[name] for name in sorted(item.labels, reverse=True)], item.number


def _check_steps(path: Path, ordered: Sequence[Slice], normal: NDArray[np.float64]) -> None:
    """The steps between slices are even; a gap is named with the slices beside it."""
    steps = np.diff([_along(s, normal) for s in ordered])
    if steps.size < 2:
        return
    usual = float(np.median(steps))
    gaps = [
        f"{round(step / usual) - 1} between {before.name} and {after.name}"
        for step, (before, after) in zip(steps, pairwise(ordered), strict=True)
        if step > _MISSING * usual
    ]
    if gaps:
        raise unreadable(
            path,
            f"a slice every {usual:g} mm",
            f"missing slices: {'; '.join(gaps[:5])}",
            "Add the missing files, or export the series again",
        )
    worst = int(np.abs(steps - usual).argmax())
    if abs(float(steps[worst]) - usual) > max(_EVEN * usual, 2 * _SAME_PLACE_MM):
        got = f"{steps[worst]:g} mm between {ordered[worst].name} and {ordered[worst + 1].name}"
        raise unreadable(path, f"a slice every {usual:g} mm", got, "Resample the series to even steps first")


def _check_tilt(path: Path, ordered: Sequence[Slice], normal: NDArray[np.float64]) -> None:
    """Each slice lies straight above the one before: no gantry tilt, no wandering."""
    first, last = _placed(ordered[0])[0], _placed(ordered[-1])[0]
    lateral = [float(np.linalg.norm(_off_line(_placed(s)[0] - first, normal))) for s in ordered]
    pixel = min(ordered[0].spacing_mm or (1.0,))
    if max(lateral) <= _TILT_PIXELS * pixel:
        return
    offset = last - first
    angle = np.degrees(np.arctan2(np.linalg.norm(_off_line(offset, normal)), abs(float(offset @ normal))))
    worst = ordered[int(np.argmax(lateral))]
    raise unreadable(
        path,
        "slices stacked at right angles",
        f"tilted slices (gantry tilt), {angle:.1f} degrees from {ordered[0].name} to {worst.name}",
        "Correct the tilt first, e.g. by resampling or converting with dcm2niix",
    )


def _off_line(offset: NDArray[np.float64], normal: NDArray[np.float64]) -> NDArray[np.float64]:
    return offset - (offset @ normal) * normal


def _step(ordered: Sequence[Slice], normal: NDArray[np.float64]) -> tuple[NDArray[np.float64], list[str]]:
    """The vector from a slice to the next, LPS mm."""
    if len(ordered) > 1:
        offset = _placed(ordered[-1])[0] - _placed(ordered[0])[0]
        return float(offset @ normal) / (len(ordered) - 1) * normal, []
    thickness = ordered[0].thickness_mm
    if thickness is None:
        return normal, ["the single slice has no stated thickness; 1 mm was taken, volumes are not to be trusted"]
    return thickness * normal, []


def _grid(path: Path, ordered: Sequence[Slice], step: NDArray[np.float64]) -> Geometry:
    """The grid with axes column, row, slice."""
    position, (across, down) = _placed(ordered[0])
    if ordered[0].spacing_mm is None:
        raise _no_spacing(path, ordered[0])
    row_mm, column_mm = ordered[0].spacing_mm
    affine = np.eye(4)
    affine[:3, :3] = np.stack([across * column_mm, down * row_mm, step], axis=1)
    affine[:3, 3] = position
    rows, columns = ordered[0].shape
    return Geometry((columns, rows, len(ordered)), np.diag([-1.0, -1.0, 1.0, 1.0]) @ affine)


def _no_spacing(path: Path, item: Slice) -> ReadError:
    return unreadable(path, "PixelSpacing", f"none in {item.name}", "Export the series again with its full header")
