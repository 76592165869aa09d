"""The one door to exact edits of a mask's shape."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from limis.commands import (
    Amount,
    FillHoles,
    Grow,
    Keep,
    Plane,
    Remove,
    Shift,
    Shrink,
    Smooth,
    Threshold,
    Where,
)
from limis.edits.amounts import Reach, reach_of, steps_of, unit_of
from limis.edits.borders import cavities, grow, shrink, smooth
from limis.edits.directions import Aim, Surroundings, aim_at
from limis.edits.distances import moved_by
from limis.edits.pieces import half, islands, pieces_of, way_of
from limis.errors import GeometryError, PromptError, say
from limis.geometry import Geometry
from limis.progress import Progress, silent
from limis.types import Box, Image, Mask

__all__ = ["Edited", "ExactShape", "apply_shape"]

_ndimage = cast("Any", ndimage)
_LUMA = (0.299, 0.587, 0.114)

ExactShape = Grow | Shrink | Smooth | FillHoles | Keep | Remove | Threshold | Shift
"""The edits of shape that need no engine."""


@dataclass(frozen=True, eq=False)
class Edited:
    """What an edit made of a mask.

    Attributes:
        mask: The new mask; the old one itself where nothing changed. Never empty where the old one was not.
        remark: What a person should know: what was assumed, what was cut off, why nothing changed; else empty.
    """

    mask: Mask
    remark: str = ""


@dataclass(frozen=True, eq=False)
class Work:
    """The part of a mask that an edit may change, and what it has to know.

    Attributes:
        inside: bool, the mask cut to the box of the scope.
        corner: Index on the grid of its first voxel.
        image: The whole image.
        around: Plane on view, side, midline.
        progress: Called while it is changed.
    """

    inside: NDArray[np.bool_]
    corner: tuple[int, ...]
    image: Image
    around: Surroundings
    progress: Progress

    @property
    def geometry(self) -> Geometry:
        """The whole grid."""
        return self.image.geometry

    @property
    def box(self) -> tuple[slice, ...]:
        """The part, as an index into the grid."""
        return tuple(slice(c, c + n) for c, n in zip(self.corner, self.inside.shape, strict=True))

    def reach(self, amount: Amount | None) -> Reach:
        """How far an amount goes here."""
        return reach_of(amount, self.inside, self.geometry, self.around.plane)

    def aim(self, where: Where | None, frame: Any = None) -> Aim | None:
        """Where a direction lies here."""
        return aim_at(where, frame, self.inside, self.geometry, self.around, self.corner)

    def faces_of_image(self, inside: NDArray[np.bool_]) -> frozenset[tuple[int, int]]:
        """The faces of the image that a mask of the part touches, along axes longer than one voxel: axis and end."""
        faces: set[tuple[int, int]] = set()
        for axis, (start, length) in enumerate(zip(self.corner, inside.shape, strict=True)):
            whole = self.geometry.shape[axis]
            if whole > 1 and start == 0 and inside.take(0, axis).any():
                faces.add((axis, 0))
            if whole > 1 and start + length == whole and inside.take(-1, axis).any():
                faces.add((axis, -1))
        return frozenset(faces)


_Outcome = tuple[NDArray[np.bool_], str]


def apply_shape(
    command: ExactShape,
    mask: Mask,
    image: Image,
    region: NDArray[np.bool_] | None = None,
    around: Surroundings | None = None,
    progress: Progress = silent,
) -> Edited:
    """Carry out one exact edit.

    Args:
        command: What to do; its targets and its scope are the caller's business.
        mask: The mask; it is left as it is.
        image: The image it lies on.
        region: Voxels that may change, as `limis.edits.scopes.region_of` gives them; None for all. Slices outside it
            are not looked at either: one slice is edited as a picture.
        around: Plane on view, side of the structure, midline.
        progress: Called at least twice a second, but for masks of many litres.

    Returns:
        The new mask and what a person should know. An edit that would leave nothing changes nothing and says so.

    Raises:
        PromptError: An amount or a direction that this image does not know; the message says how to say it.
        GeometryError: A mask or region on another grid.
        Cancelled: The progress callback asked to stop.

    Example:
        >>> from limis.commands import Amount
        >>> grid = Geometry((9, 9), spacing_mm=(1.0, 1.0))
        >>> inside = np.zeros((9, 9), bool)
        >>> inside[3:6, 3:6] = True
        >>> command = Grow(amount=Amount(value=2, unit="mm"), where="right", frame="image")
        >>> apply_shape(command, Mask(inside, grid), Image(np.zeros((9, 9)), grid)).mask.data[4].nonzero()[0].tolist()
        [3, 4, 5, 6, 7]
    """
    _check_grid(mask, image, region)
    progress("editing", 0, 2)
    work = _work(mask, image, region, around or Surroundings(), progress)
    if work is None or not work.inside.any():
        where = "" if not mask.data.any() else " on these slices"
        return Edited(mask, f"nothing changed: there is nothing of it{where}")
    edited, remark = _do(command, work)
    progress("editing", 1, 2)
    if region is not None:
        edited = np.where(region[work.box], edited, work.inside)
    if not edited.any() and not (mask.voxels > int(work.inside.sum())):
        return Edited(mask, f"nothing changed: {_erasing(command)} would leave nothing")
    if np.array_equal(edited, work.inside):
        return Edited(mask, _unchanged(remark))
    data = mask.data.copy()
    data[work.box] = edited
    return Edited(with_data(mask, data), remark)


def _check_grid(mask: Mask, image: Image, region: NDArray[np.bool_] | None) -> None:
    shape = image.geometry.shape
    if mask.geometry.shape != shape or (region is not None and region.shape != shape):
        raise GeometryError(
            say(
                "the mask or the region does not lie on the image's grid",
                expected=f"shape {shape}",
                got=f"{mask.geometry.shape}{'' if region is None else f' and {region.shape}'}",
                next_step="Put it on the image's grid first",
            )
        )


def _work(
    mask: Mask, image: Image, region: NDArray[np.bool_] | None, around: Surroundings, progress: Progress
) -> Work | None:
    if region is None:
        return Work(mask.data, (0,) * mask.data.ndim, image, around, progress)
    box = Box.around(region)
    if box is None:
        return None
    inside = mask.data[box.slices] & region[box.slices]
    return Work(inside, box.lower_ijk, image, around, progress)


def _unchanged(remark: str) -> str:
    if "nothing changed" in remark:
        return remark[remark.index("nothing changed") :]
    return f"nothing changed; {remark}" if remark else "nothing changed"


def _erasing(command: ExactShape) -> str:
    return {"shrink": "shrinking it that far", "shift": "moving it that far"}.get(command.op, "that")


def _do(command: ExactShape, work: Work) -> _Outcome:
    """Dispatch: one function per op."""
    match command:
        case Grow() | Shrink():
            return _resize(command, work)
        case Smooth():
            return _smooth(command, work)
        case FillHoles():
            return _fill(work)
        case Keep() | Remove():
            return _select(command, work)
        case Threshold():
            return _threshold(command, work)
        case Shift():
            return _shift(command, work)


def _resize(command: Grow | Shrink, work: Work) -> _Outcome:
    reach, aim = work.reach(command.amount), work.aim(command.where, command.frame)
    move = grow if isinstance(command, Grow) else shrink
    edited = move(work.inside, reach, aim, work.corner, work.progress)
    remarks = [_by(reach), "" if aim is None else aim.remark]
    if np.array_equal(edited, work.inside):
        return edited, f"nothing changed: {_why_still(command, reach, aim, work)}"
    if isinstance(command, Grow) and work.faces_of_image(edited) > work.faces_of_image(work.inside):
        remarks.append("it now reaches the edge of the image, where it was cut off")
    return edited, "; ".join(r for r in remarks if r)


def _by(reach: Reach) -> str:
    return "" if reach.is_said else f"by {reach.words}"


def _why_still(command: Grow | Shrink, reach: Reach, aim: Aim | None, work: Work) -> str:
    if aim is not None and aim.core == "center":
        return "it encloses no gap at its center"
    if reach.distance < max(reach.steps) / 2:
        return f"{reach.words} is less than half a voxel there"
    if isinstance(command, Grow):
        return "it already reaches the edge of the image" if work.inside.any() else "there is nothing to grow"
    return "it goes on beyond the edge of the image or of the slices that may change"


def _smooth(command: Smooth, work: Work) -> _Outcome:
    amount = command.amount
    reach = work.reach(amount)
    if amount is not None and amount.unit == "percent":
        reach = replace(reach, distance=float(amount.value or 0) / 100 * work.reach(None).distance * 10)
    edited = smooth(work.inside, reach.distance, reach.steps, work.progress)
    return edited, "" if reach.is_said else f"details below {reach.words} were smoothed"


def _fill(work: Work) -> _Outcome:
    holes = cavities(work.inside)
    if holes.any() or work.geometry.is_picture or 1 in work.inside.shape:
        return work.inside | holes, "" if holes.any() else "nothing changed: it encloses no gap"
    plane: Plane = work.around.plane or "axial"
    axis = work.geometry.axis_of_plane(plane)
    laid, found = np.moveaxis(work.inside, axis, 0), np.moveaxis(holes, axis, 0)
    for k in np.flatnonzero(laid.any(axis=(1, 2))):
        work.progress("filling", int(k), len(laid))
        found[k] = cavities(laid[k])
    if not holes.any():
        return work.inside, "nothing changed: it encloses no gap"
    return work.inside | holes, f"no gap is closed on all sides, so gaps within each {plane} slice were filled"


def _select(command: Keep | Remove, work: Work) -> _Outcome:
    if command.where is not None:
        aim = work.aim(command.where, command.frame)
        chosen = np.zeros_like(work.inside)
        if aim is not None:
            chosen = half(work.inside, aim, steps_of(work.geometry), work.corner, work.progress)
        edited = chosen if isinstance(command, Keep) else work.inside & ~chosen
        return edited, "" if aim is None else aim.remark
    if isinstance(command, Remove) and command.which is None and command.nth is None and command.part is None:
        return np.zeros_like(work.inside), ""
    pieces = pieces_of(work.inside)
    if pieces.count < 2:
        return work.inside, "nothing changed: it is one piece"
    if isinstance(command, Remove) and command.part is not None:
        small = islands(pieces)
        return (
            work.inside & ~small,
            "" if small.any() else f"nothing changed: none of its {pieces.count} pieces is small",
        )
    which = command.which or "largest"
    chosen = pieces.chosen(which, work.aim(way_of(which)))
    return chosen if isinstance(command, Keep) else work.inside & ~chosen, ""


def _threshold(command: Threshold, work: Work) -> _Outcome:
    values = work.image.data[work.box]
    if work.image.is_colour:
        values = values @ np.array(_LUMA)
    kept = work.inside.copy()
    if command.low is not None:
        kept &= values >= command.low
    if command.high is not None:
        kept &= values <= command.high
    if kept.any():
        return kept, "nothing changed: all of it is within these values" if np.array_equal(kept, work.inside) else ""
    under = values[work.inside]
    unit = f" {work.image.unit}" if work.image.unit not in ("", "1") else ""
    return work.inside, f"nothing changed: its values go from {under.min():g} to {under.max():g}{unit}"


def _shift(command: Shift, work: Work) -> _Outcome:
    aim = work.aim(command.where, command.frame)
    if aim is None or aim.core is not None:
        raise PromptError(
            say(
                "cannot move it there",
                expected="a direction, such as left or up",
                got="center or border",
                next_step='Say for example "move it 5 mm to the left"',
            )
        )
    reach = work.reach(command.amount)
    moved, lost = np.zeros_like(work.inside), 0
    notes = [aim.remark, _by(reach)]
    for heading in aim.headings:
        part = np.zeros_like(work.inside)
        here = heading.part(part.shape, work.corner)
        part[here] = work.inside[here]
        distance, steps = _length(command.amount, reach, part, heading.gradient), np.array(steps_of(work.geometry))
        way = heading.step / np.linalg.norm(heading.step) if _in_voxels(command.amount) else heading.step
        offset = np.rint(distance * way).astype(int)
        notes.append(_rounded(distance, offset, steps, reach, work.geometry, in_voxels=_in_voxels(command.amount)))
        landed = np.zeros_like(part)
        here, there = moved_by(part.shape, offset.tolist())
        landed[here] = part[there]
        lost += int(part.sum()) - int(landed.sum())
        moved |= landed
    if lost:
        notes.append(f"{lost / int(work.inside.sum()):.0%} of it left the image or the slices that may change")
    return moved, "; ".join(dict.fromkeys(n for n in notes if n))


def _in_voxels(amount: Amount | None) -> bool:
    return amount is not None and amount.unit == "voxel"


def _length(amount: Amount | None, reach: Reach, part: NDArray[np.bool_], gradient: NDArray[np.float64]) -> float:
    """How far to move; percent is of the structure's extent along the way."""
    if reach.share is None or not part.any():
        return reach.distance
    along = np.argwhere(part) @ gradient
    return reach.share * float(np.ptp(along) + np.abs(gradient).max())


def _rounded(
    distance: float,
    offset: NDArray[Any],
    steps: NDArray[np.float64],
    reach: Reach,
    geometry: Geometry,
    *,
    in_voxels: bool,
) -> str:
    """What to say where whole voxels are not the distance that was asked for."""
    if not offset.any():
        return f"nothing changed: {reach.words} is less than half a voxel"
    moved = float(np.linalg.norm(offset * (1 if in_voxels else steps)))
    if abs(moved - distance) <= 0.1 * distance:
        return ""
    return f"moved by {moved:.3g} {'voxels' if in_voxels else unit_of(geometry)}, the nearest whole voxels"


def with_data(mask: Mask, data: NDArray[np.bool_]) -> Mask:
    """A mask with other voxels; what is new belongs to the nearest instance.

    Args:
        mask: The old mask.
        data: The new voxels, on the same grid.
    """
    if mask.instances is None:
        return Mask(data, mask.geometry)
    numbers = np.where(data, mask.instances, 0).astype(np.int32)
    new = data & (numbers == 0)
    box = Box.around(new | mask.data)
    if box is not None and new.any():
        numbers[box.slices] = _spread(numbers[box.slices], mask.instances[box.slices], new[box.slices])
    return Mask(data, mask.geometry, numbers)


def _spread(numbers: NDArray[np.int32], old: NDArray[np.int32], new: NDArray[np.bool_]) -> NDArray[np.int32]:
    known = np.unique(old[old > 0])
    if len(known) < 2:
        return np.where(new, known[0] if len(known) else 1, numbers).astype(np.int32)
    nearest: Callable[..., NDArray[Any]] = _ndimage.distance_transform_edt
    index = nearest(old == 0, return_distances=False, return_indices=True)
    return np.where(new, old[tuple(index)], numbers).astype(np.int32)
