"""Masks turned into smooth fills and lines at the size of the screen, without stair steps."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow
from PIL import ImageFilter

from limis.render.palette import RGB

__all__ = ["Coverage", "cover", "paint"]

_FINER = 2
_LINE = 4
_SOFTNESS = 0.35
_HALO = 2
_FILL_OPACITY = 0.30
_HALO_OPACITY = 0.55


@dataclass(frozen=True, eq=False)
class Coverage:
    """How much of each pixel on the screen a mask covers, where it lies.

    Attributes:
        place: Rows and columns of the screen that it is about; everywhere else there is nothing.
        inside: float32 in 0…1, of the size of `place`: the area.
        line: The same of a line along the inner edge.
        halo: The same of a thin dark line around it, which keeps the contour legible on any ground.
    """

    place: tuple[slice, slice]
    inside: NDArray[np.float32]
    line: NDArray[np.float32]
    halo: NDArray[np.float32]


def cover(mask: NDArray[np.bool_], size: tuple[int, int]) -> Coverage:
    """Lay a mask out at the size of the screen.

    Args:
        mask: bool, one slice laid out for reading; not empty.
        size: Height and width on the screen.

    Returns:
        Its coverage, worked out at twice the size and averaged, so that edges are soft.
    """
    scales = size[0] / mask.shape[0], size[1] / mask.shape[1]
    place = _spread(mask, 0, size[0]), _spread(mask, 1, size[1])
    (top, bottom), (left, right) = ((s.start, s.stop) for s in place)
    grown = Pillow.fromarray(np.pad(mask, 1).astype(np.uint8) * np.uint8(255))
    box = (left / scales[1] + 1, top / scales[0] + 1, right / scales[1] + 1, bottom / scales[0] + 1)
    soft = grown.resize(((right - left) * _FINER, (bottom - top) * _FINER), Pillow.Resampling.BILINEAR, box=box)
    radius = _SOFTNESS * _FINER * min(scales)
    fine = _halfway(np.asarray(soft.filter(ImageFilter.GaussianBlur(radius)) if radius > 1 else soft))
    return Coverage(
        place,
        inside=_averaged(fine),
        line=_averaged(fine & ~_eroded(fine, _LINE)),
        halo=_averaged(~fine & ~_eroded(~fine, _HALO)),
    )


def _spread(mask: NDArray[np.bool_], axis: int, size: int) -> slice:
    """The pixels of the screen, along one axis, in which a mask and what is drawn around it lie."""
    scale, rows = size / mask.shape[axis], np.flatnonzero(mask.any(axis=1 - axis))
    margin = scale + _HALO
    return slice(max(0, math.floor(rows[0] * scale - margin)), min(size, math.ceil((rows[-1] + 1) * scale + margin)))


def paint(canvas: NDArray[np.float32], coverage: Coverage, colour: RGB, *, filled: bool = True) -> None:
    """Paint a translucent fill, a dark halo and a contour line, in place.

    Args:
        canvas: float32 in 0…1, shape ``(height, width, 3)``.
        coverage: Of a mask on that canvas.
        colour: Of the fill and the line.
        filled: Whether to paint the fill.
    """
    there = canvas[coverage.place]
    tint = np.asarray(colour, np.float32) / 255
    for alpha, ink in (
        (coverage.inside * (_FILL_OPACITY if filled else 0), tint),
        (coverage.halo * _HALO_OPACITY, np.zeros(3, np.float32)),
        (coverage.line, tint),
    ):
        there += (ink - there) * alpha[..., None]


def _halfway(soft: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Where a soft mask is more than half; of one so thin that it is nowhere, more than half of its most."""
    return soft >= min(128, max(1, int(soft.max()) // 2))


def _eroded(inside: NDArray[np.bool_], radius: int) -> NDArray[np.bool_]:
    """What stays when `radius` pixels are taken off all round; outside the array counts as inside."""
    result = inside.copy()
    for axis in (0, 1):
        before = result.copy()
        for step in range(1, min(radius, before.shape[axis] - 1) + 1):
            low, high = [slice(None)] * 2, [slice(None)] * 2
            low[axis], high[axis] = slice(None, -step), slice(step, None)
            result[tuple(low)] &= before[tuple(high)]
            result[tuple(high)] &= before[tuple(low)]
    return result


def _averaged(fine: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Means over blocks, back at the size of the screen."""
    counts = np.zeros((fine.shape[0] // _FINER, fine.shape[1] // _FINER), np.uint8)
    for row in range(_FINER):
        for column in range(_FINER):
            counts += fine[row::_FINER, column::_FINER]
    return counts * np.float32(1 / _FINER**2)
