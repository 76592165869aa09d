"""A torso made in code: a CT volume to try limis on where no patient's may be shown."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from limis.geometry import Geometry
from limis.types import Image

__all__ = ["make_phantom"]

_ROWS_AND_COLUMNS = (112, 88)
_PIXEL_MM = 3.2
_SLICES, _THICKNESS_MM = 40, 4.0
_NOISE_HU = 12.0

# Centre and half axes in mm (towards the patient's left, back and head, from the middle), and Hounsfield units.
# Source: typical values in the portal venous phase, Radiopaedia, "Hounsfield unit".
_PARTS: tuple[tuple[tuple[float, float, float], tuple[float, float, float], float], ...] = (
    ((0, 0, 0), (168, 122, 400), -100),
    ((0, 2, 0), (150, 104, 400), 55),
    ((0, -14, 0), (132, 78, 400), -70),
    ((-72, -16, 20), (66, 62, 62), 110),
    ((92, 22, 24), (26, 40, 44), 125),
    ((-62, 46, -22), (25, 27, 52), 170),
    ((62, 46, -16), (25, 27, 52), 170),
    ((-8, 36, 0), (11, 11, 400), 160),
    ((12, 36, 0), (12, 12, 400), 165),
    ((0, 66, 0), (24, 20, 400), 260),
    ((0, 92, 0), (10, 10, 400), 30),
    ((44, -36, 30), (40, 30, 34), 30),
)


def make_phantom(seed: int = 0, slices: int = _SLICES, thickness_mm: float = _THICKNESS_MM) -> Image:
    """Make a torso of ellipsoids: liver, spleen, kidneys, stomach, vessels and spine in fat and muscle.

    Args:
        seed: Of the noise.
        slices: How many; the torso is as long as they are thick, so that every part keeps its share of them.
        thickness_mm: Of a slice.

    Returns:
        A CT volume, int16 HU, pixels of 3.2 mm, axes pointing left, back and head.
    """
    shape, steps = (*_ROWS_AND_COLUMNS, slices), np.array((_PIXEL_MM, _PIXEL_MM, thickness_mm))
    affine = np.diag([-steps[0], -steps[1], steps[2], 1.0])
    middle = (np.array(shape) - 1) / 2 * steps
    affine[:3, 3] = middle * (1, 1, -1)
    x, y, z = np.meshgrid(*(np.arange(n) * s - m for n, s, m in zip(shape, steps, middle, strict=True)), indexing="ij")
    as_drawn = z * (_SLICES * _THICKNESS_MM / (slices * thickness_mm))
    values = np.full(shape, -1000.0)
    for centre, half, hounsfield in _PARTS:
        values += (hounsfield - values) * _inside((x, y, as_drawn), centre, half)
    values += np.random.default_rng(seed).normal(0, _NOISE_HU, shape)
    return Image(values.round().astype(np.int16), Geometry(shape, affine), "CT", "HU")


def _inside(
    places: tuple[NDArray[np.float64], ...], centre: tuple[float, float, float], half: tuple[float, float, float]
) -> NDArray[np.float64]:
    """1 inside an ellipsoid, 0 outside, with an edge about a pixel wide."""
    radius = np.sqrt(sum(((p - c) / h) ** 2 for p, c, h in zip(places, centre, half, strict=True)))
    return np.clip((1 - radius) * min(half) / _PIXEL_MM + 0.5, 0, 1)
