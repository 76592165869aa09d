"""What values an image has under a mask."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from limis.errors import GeometryError, say
from limis.types import Image, Mask

__all__ = ["Intensity", "intensity_of"]

_LUMA = (0.299, 0.587, 0.114)


@dataclass(frozen=True)
class Intensity:
    """Statistics of the values under a mask, in the image's unit.

    Attributes:
        mean: Mean.
        sd: Standard deviation of the population (divided by n).
        min: Smallest value.
        max: Largest value.
        unit: ``"HU"``, ``"1"`` …; ``"luma"`` for colour.
    """

    mean: float
    sd: float
    min: float
    max: float
    unit: str


def intensity_of(image: Image, mask: Mask) -> Intensity | None:
    """Measure the values under a mask.

    Colour is measured as its luma. (Source: ITU-R BT.601.)

    Args:
        image: The image.
        mask: On the same grid.

    Returns:
        The statistics; None for an empty mask.

    Raises:
        GeometryError: The mask is on another grid.
    """
    if mask.geometry.shape != image.geometry.shape:
        raise GeometryError(
            say(
                "cannot measure under a mask of another grid",
                expected=f"shape {image.geometry.shape}",
                got=f"{mask.geometry.shape}",
                next_step="Put the mask on the image's grid first",
            )
        )
    values = image.data[mask.data].astype(np.float64)
    if values.size == 0:
        return None
    if image.is_colour:
        values = values @ np.array(_LUMA)
    unit = "luma" if image.is_colour else image.unit
    return Intensity(float(values.mean()), float(values.std()), float(values.min()), float(values.max()), unit)
