"""Which slices tell most about a result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from limis.geometry import PLANES, Geometry
from limis.types import Mask
from limis.viewframe import ViewFrame

__all__ = ["Telling", "telling_slices"]


@dataclass(frozen=True)
class Telling:
    """One slice worth showing.

    Attributes:
        frame: How slices of its plane are laid out.
        k: Which of them, from 0 in the frame's own direction.
    """

    frame: ViewFrame
    k: int


def telling_slices(geometry: Geometry, masks: Sequence[Mask]) -> tuple[Telling, ...]:
    """Choose the slice of each plane in which the structures show their largest cross-sections.

    Every structure counts alike, whatever its size: a slice's worth is the sum over structures of its
    cross-section there, as a share of that structure's largest.

    Args:
        geometry: The image's grid.
        masks: Of what was found, on that grid; without any, the middle slices are taken.

    Returns:
        One entry for a picture; for a volume axial, coronal and sagittal, without planes that would be a bare line.
    """
    if geometry.is_picture:
        return (Telling(geometry.view(), 0),)
    frames = [geometry.view(plane) for plane in PLANES]
    wide = [frame for frame in frames if min(frame.shape[1:]) > 1]
    return tuple(Telling(frame, _best_slice(frame, masks)) for frame in wide or frames[:1])


def _best_slice(frame: ViewFrame, masks: Sequence[Mask]) -> int:
    """The slice with the largest sum of relative cross-sections; the middle one without structures."""
    worth = np.zeros(frame.count)
    for mask in masks:
        areas = np.count_nonzero(frame.stack(mask.data), axis=(1, 2))
        worth += areas / max(1, int(areas.max()))
    if not worth.any():
        return frame.count // 2
    best = np.flatnonzero(worth >= worth.max() - 1e-9)
    return int(best[len(best) // 2])
