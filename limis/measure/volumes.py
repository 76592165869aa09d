"""How large a mask is."""

from __future__ import annotations

from dataclasses import dataclass

from limis.types import Mask

__all__ = ["Size", "size_of"]


@dataclass(frozen=True)
class Size:
    """The size of a mask, in every unit that means something for it.

    Attributes:
        voxels: Voxels or pixels inside.
        volume_ml: Millilitres; None for a picture.
        area_px: Pixels; None for a volume.
        area_mm2: Square millimetres; None for a volume or a picture without scale.
    """

    voxels: int
    volume_ml: float | None
    area_px: int | None
    area_mm2: float | None


def size_of(mask: Mask) -> Size:
    """Measure a mask. An empty one has size 0.

    Example:
        >>> import numpy as np
        >>> from limis.geometry import Geometry
        >>> grid = Geometry((2, 3, 4), np.diag([1.0, 2.0, 5.0, 1.0]))
        >>> round(size_of(Mask(np.ones((2, 3, 4), bool), grid)).volume_ml, 3)
        0.24
    """
    voxels = mask.voxels
    volume, area = mask.geometry.voxel_volume_ml, mask.geometry.pixel_area_mm2
    return Size(
        voxels,
        None if volume is None else voxels * volume,
        voxels if mask.geometry.is_picture else None,
        None if area is None else voxels * area,
    )
