"""Which side of the patient something is on: computed from the grid and the body's midline, never guessed.

The midline is a plane across the axis that runs most closely from left to right. It is only there when the
image itself shows it: the two halves of the body have to mirror each other about a plane near its middle.
A block from one half of the body, or a picture whose directions nobody knows, has none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import ndimage

from limis.geometry import Geometry
from limis.measure.symmetry import Mirror, block_means, find_mirror
from limis.types import Box, Image, Mask, Side

__all__ = ["Midline", "midline", "side_of", "split_sides"]

_ndimage = cast(Any, ndimage)
_BLOCK_MM = 5.0
_PICTURE_BLOCKS = 64
_NARROWEST_MM = 100.0
_HU_RANGE = (-300.0, 300.0)
_CONTENT = 0.05
_CONTENT_SHARE = 0.02
_CUT_OFF = 0.5
_NARROWEST_PICTURE = 0.65
_NARROWEST_FILM = 0.75
_LEAST_MATCH = 0.5
_LEAST_MATCH_ONE_CUT = 0.75
_OFF_CENTRE = 0.12
_OFF_CENTRE_PICTURE = 0.17
_SUBSTANTIAL = 0.2


@dataclass(frozen=True)
class Midline:
    """The plane between the patient's left and right.

    Attributes:
        axis: The array axis it lies across.
        position: Where along that axis, in voxels; whole numbers are voxel centres.
        left_sign: +1 when the patient's left lies towards larger indices, else -1.
        match: 0…1, how well the two halves mirror each other.
    """

    axis: int
    position: float
    left_sign: int
    match: float

    def to_left(self, index: ArrayLike) -> NDArray[np.float64]:
        """How far, in voxels, indices along `axis` lie to the patient's left of the plane; negative to the right."""
        return (np.asarray(index, np.float64) - self.position) * self.left_sign


def midline(image: Image) -> Midline | None:
    """Find the plane between the patient's left and right.

    Args:
        image: A volume with patient axes, or a picture of which one direction is known or assumed to be left or
            right.

    Returns:
        The plane; None ("side unknown") when directions are unknown or the image does not show both halves of a body.
    """
    if image.geometry.is_picture:
        return _picture_midline(image)
    return _volume_midline(image) if image.geometry.has_patient_axes else None


def _volume_midline(image: Image) -> Midline | None:
    """The midline of a volume; the same whatever the order and direction of its axes."""
    frame = image.geometry.view("axial")
    _, _, across_mm = cast("tuple[float, float, float]", frame.steps_mm)
    if frame.shape[2] * across_mm < _NARROWEST_MM:
        return None
    blocks = tuple(
        max(1, min(n, round(_BLOCK_MM / step))) for n, step in zip(frame.shape, frame.steps_mm or (), strict=True)
    )
    coarse = block_means(_grey(frame.stack(image.data)), blocks)
    values, content = _levelled(coarse, image.unit == "HU" or float(coarse.min()) < -_HU_RANGE[1])
    span = _content_span(content)
    if span is None or (span[1] - span[0]) * blocks[2] * across_mm < _NARROWEST_MM:
        return None
    mirror = find_mirror(values[..., span[0] : span[1]])
    if mirror is None or not _shows_both_halves(mirror, content[..., span[0] : span[1]]):
        return None
    column = (span[0] + mirror.centre + 0.5) * blocks[2] - 0.5
    return _on_grid(image.geometry, frame.order[2], frame.flips[2], column, mirror.match)


def _on_grid(geometry: Geometry, axis: int, flipped: bool, column: float, match: float) -> Midline:
    """A column of the axial view, where the patient's left is on the right, as a place on the grid."""
    position = geometry.shape[axis] - 1 - column if flipped else column
    return Midline(axis, position, -1 if flipped else 1, match)


def _picture_midline(image: Image) -> Midline | None:
    """The midline of a picture whose left or right is known or assumed."""
    towards_left = image.geometry.orientation.direction_of("L")
    if towards_left is None:
        return None
    axis, sign = towards_left
    grey = np.moveaxis(_grey(image.data), axis, -1)
    block = max(1, round(grey.shape[-1] / _PICTURE_BLOCKS))
    coarse = block_means(grey, (min(block, grey.shape[0]), block))
    values, content = _levelled(coarse, image.unit == "HU")
    span = _content_span(content)
    mirror = None if span is None else find_mirror(values[:, span[0] : span[1]])
    if span is None or mirror is None:
        return None
    width = span[1] - span[0]
    narrowest = _NARROWEST_FILM if image.modality == "X-ray" else _NARROWEST_PICTURE
    if width * block < narrowest * grey.shape[0]:
        return None
    if _score(mirror) < _LEAST_MATCH or _off_centre(mirror, width) > _OFF_CENTRE_PICTURE:
        return None
    position = (span[0] + mirror.centre + 0.5) * block - 0.5
    return Midline(axis, position, sign, mirror.match)


def _grey(values: NDArray[Any]) -> NDArray[Any]:
    """Colour as the mean of its channels; grey as it is."""
    return values.mean(axis=-1, dtype=np.float32) if values.shape[-1:] == (3,) and values.ndim > 2 else values


def _levelled(values: NDArray[np.float32], is_hu: bool) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Values with their extremes cut, and where there is something rather than background."""
    low, high = _HU_RANGE if is_hu else (float(v) for v in np.percentile(values, (0.5, 99.5)))
    return np.clip(values, low, high), values > (low if is_hu else low + _CONTENT * (high - low))


def _content_span(content: NDArray[np.bool_]) -> tuple[int, int] | None:
    """First and one past the last index along the last axis that shows something; None when nothing does."""
    share = content.mean(axis=tuple(range(content.ndim - 1)))
    shown = np.flatnonzero(share > _CONTENT_SHARE)
    return (int(shown[0]), int(shown[-1]) + 1) if shown.size else None


def _shows_both_halves(mirror: Mirror, content: NDArray[np.bool_]) -> bool:
    """Whether the mirror plane can be the body's midline.

    It has to lie near the middle of what is shown. Where the body is cut off on one side only, as when half of
    it is missing, the match has to be better than chance could make it.
    """
    share = content.mean(axis=tuple(range(content.ndim - 1)))
    cut = np.array([share[0], share[-1]]) > _CUT_OFF * share.max()
    least = _LEAST_MATCH_ONE_CUT if cut.sum() == 1 else _LEAST_MATCH
    return _score(mirror) >= least and _off_centre(mirror, content.shape[-1]) <= _OFF_CENTRE


def _score(mirror: Mirror) -> float:
    return mirror.match * mirror.overlap**0.5


def _off_centre(mirror: Mirror, width: int) -> float:
    """How far a mirror plane lies from the middle, as a share of the width."""
    return abs((mirror.centre + 0.5) / width - 0.5)


def side_of(mask: Mask, plane: Midline) -> Side | None:
    """The side a mask is on as a whole.

    Returns:
        The side that holds more than 80 % of it; None for an empty mask or one that lies on both.
    """
    left = _left_share(_profile(mask.data, plane.axis), plane)
    if left is None or _SUBSTANTIAL <= left <= 1 - _SUBSTANTIAL:
        return None
    return "left" if left > 0.5 else "right"


def split_sides(mask: Mask, plane: Midline) -> dict[Side, Mask]:
    """Take a mask apart into what is on the patient's left and right.

    Every connected piece goes to the side of its centroid, whole; one with at least a fifth of its mass on either side,
    such as two lungs that touch, is cut at the plane.

    Args:
        mask: On the grid of the image that the plane was found in.
        plane: The midline.

    Returns:
        A mask per side that has one.
    """
    around = Box.around(mask.data)
    if around is None:
        return {}
    inside, first = mask.data[around.slices], around.lower_ijk[plane.axis]
    labels, count = _ndimage.label(inside, structure=np.ones((3,) * inside.ndim, bool))
    is_left = plane.to_left(first + np.arange(around.shape[plane.axis])) > 0
    left_half = is_left.reshape([-1 if axis == plane.axis else 1 for axis in range(inside.ndim)])
    left = np.zeros_like(inside)
    for number, box in enumerate(_ndimage.find_objects(labels, max_label=count), start=1):
        piece = labels[box] == number
        half = left_half[tuple(b if axis == plane.axis else slice(None) for axis, b in enumerate(box))]
        side = _piece_side(piece, first + box[plane.axis].start, plane)
        left[box] |= piece & half if side is None else piece & (side == "left")
    parts: dict[Side, NDArray[np.bool_]] = {"left": left, "right": inside & ~left}
    return {side: mask.part(data, around) for side, data in parts.items() if data.any()}


def _piece_side(piece: NDArray[np.bool_], start: int, plane: Midline) -> Side | None:
    """The side of one connected piece; None when it has to be cut."""
    profile = _profile(piece, plane.axis)
    left = _left_share(profile, plane, start)
    if left is not None and _SUBSTANTIAL <= left <= 1 - _SUBSTANTIAL:
        return None
    centroid = np.average(np.arange(profile.size) + start, weights=profile)
    return "left" if plane.to_left(centroid) > 0 else "right"


def _profile(data: NDArray[np.bool_], axis: int) -> NDArray[np.int64]:
    """Voxels per index along an axis."""
    return data.sum(axis=tuple(a for a in range(data.ndim) if a != axis), dtype=np.int64)


def _left_share(profile: NDArray[np.int64], plane: Midline, start: int = 0) -> float | None:
    """The share of voxels that lies on the left; None when there are none."""
    total = int(profile.sum())
    is_left = plane.to_left(np.arange(profile.size) + start) > 0
    return float(profile[is_left].sum()) / total if total else None
