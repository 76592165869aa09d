"""How far apart the surfaces of two masks lie: NSD, HD95, ASSD and Hausdorff distance, in millimetres.

One costly step, `surface_distances`, and many small readers of it. Surfaces live on the grid *between* voxels:
where the 2x2 (2x2x2) voxels around a corner are not all alike, a piece of contour (surface) passes, whose length
(area) follows from which of them are inside. Each piece counts by its size, so a finely sampled axis does not
count more than a coarse one.

Where the surface is ambiguous, voxels that meet at an edge or a corner only are taken to be apart, and so is
what is outside: a mask and its complement have one surface.

Which definitions these are. Several go by the same names, and they differ by up to a voxel:

- **NSD**, **HD95**, **Hausdorff distance**: those of google-deepmind/surface-distance, and NSD also MONAI's with
  ``use_subvoxels=True``. HD95 is the distance within which 95 % *of the area* of a surface lies, the worse of both
  directions (not the percentile of both together).
- **ASSD**: the mean over both surfaces together, by area; surface-distance gives the two directions apart.
- MONAI's Hausdorff and average distances run between the centres of boundary *voxels* and count each voxel once.
  Its Hausdorff distance is within a voxel's diagonal of ours; its percentiles and means follow the sampling, where
  a thick slice counts as much as a thin one, so there is no bound.
- The image's border ends a mask as background would: a mask that fills the image has a surface.
- A distance that is the tolerance but for rounding is within it.

Source: Nikolov et al., "Clinically applicable segmentation of head and neck anatomy for radiotherapy", J Med
Internet Res 23(7), 2021 (surface elements, NSD); the areas come from marching cubes: Lorensen and Cline,
SIGGRAPH 1987, with its complementary cases.

Empty masks: where both are empty nothing can be measured and every reader gives NaN; where one is empty,
distances are infinite and NSD is 0.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from limis.errors import GeometryError, say
from limis.eval.overlap import Inside, comparable, span

__all__ = ["SurfaceDistances", "assd_mm", "hausdorff_mm", "hd_percentile_mm", "nsd", "surface_distances"]

Floats = NDArray[np.float64]
#: Of distances in mm, and of shares of a surface, whose sizes come in single precision.
_ROUNDING = 1e-6
_measure: Any = import_module("skimage.measure")
_ndimage: Any = import_module("scipy.ndimage")


@dataclass(frozen=True, eq=False)
class SurfaceDistances:
    """Two surfaces and how far each of their pieces is from the other one.

    Attributes:
        predicted_mm: float64 ``(n,)``: from each piece of the predicted surface to the reference's.
        predicted_size: float64 ``(n,)``: its area in mm² (length in mm for pictures).
        reference_mm: float64 ``(m,)``: from each piece of the reference's surface to the predicted one.
        reference_size: float64 ``(m,)``.
    """

    predicted_mm: Floats
    predicted_size: Floats
    reference_mm: Floats
    reference_size: Floats

    @property
    def both_empty(self) -> bool:
        """True when neither mask has a surface."""
        return not self.predicted_mm.size and not self.reference_mm.size

    @property
    def one_empty(self) -> bool:
        """True when exactly one mask has no surface."""
        return bool(self.predicted_mm.size) != bool(self.reference_mm.size)


def surface_distances(predicted: Inside, reference: Inside, spacing_mm: Sequence[float]) -> SurfaceDistances:
    """Measure the distances that all readers below read.

    Args:
        predicted: bool, 2-D or 3-D.
        reference: bool, the same shape.
        spacing_mm: Millimetres between voxels, one per axis.

    Returns:
        Distances and sizes of all pieces of both surfaces.

    Raises:
        GeometryError: Shapes differ, something is no mask, or the spacing does not fit them.

    Example:
        >>> square = np.zeros((9, 9), np.bool_); square[2:5, 2:5] = True
        >>> round(nsd(surface_distances(square, square, (1.0, 0.5)), 0.1), 3)
        1.0
    """
    predicted, reference = comparable(predicted, reference)
    spacing = _checked(spacing_mm, reference.ndim)
    window = span(predicted | reference)
    ours, theirs = (_pieces(mask[window], spacing) for mask in (predicted, reference))
    to_theirs, to_ours = (_reach(sizes, spacing) for sizes in (theirs, ours))
    return SurfaceDistances(to_theirs[ours > 0], ours[ours > 0], to_ours[theirs > 0], theirs[theirs > 0])


def nsd(distances: SurfaceDistances, tolerance_mm: float) -> float:
    """Normalised surface Dice: the share of both surfaces that lies within a tolerance of the other.

    Args:
        distances: As `surface_distances` gives them.
        tolerance_mm: How far off still counts as right.

    Returns:
        0…1; NaN when both masks are empty, 0 when one is.
    """
    if distances.both_empty:
        return math.nan
    tolerance_mm += _ROUNDING
    close = distances.predicted_size[distances.predicted_mm <= tolerance_mm].sum()
    close += distances.reference_size[distances.reference_mm <= tolerance_mm].sum()
    return float(close / (distances.predicted_size.sum() + distances.reference_size.sum()))


def assd_mm(distances: SurfaceDistances) -> float:
    """Average symmetric surface distance: the mean over both surfaces together, by size.

    Args:
        distances: As `surface_distances` gives them.

    Returns:
        Millimetres; NaN when both masks are empty, infinite when one is.
    """
    if distances.both_empty or distances.one_empty:
        return math.nan if distances.both_empty else math.inf
    total = (distances.predicted_mm * distances.predicted_size).sum()
    total += (distances.reference_mm * distances.reference_size).sum()
    return float(total / (distances.predicted_size.sum() + distances.reference_size.sum()))


def hd_percentile_mm(distances: SurfaceDistances, percent: float = 95.0) -> float:
    """HD95 and its kin: the distance within which a share of each surface lies; the worse of both directions.

    Args:
        distances: As `surface_distances` gives them.
        percent: Share of the surface, 0…100.

    Returns:
        Millimetres; NaN when both masks are empty, infinite when one is.
    """
    if distances.both_empty or distances.one_empty:
        return math.nan if distances.both_empty else math.inf
    return max(
        _percentile(distances.predicted_mm, distances.predicted_size, percent),
        _percentile(distances.reference_mm, distances.reference_size, percent),
    )


def hausdorff_mm(distances: SurfaceDistances) -> float:
    """The largest distance between the two surfaces; empty masks as in `hd_percentile_mm`."""
    return hd_percentile_mm(distances, 100.0)


def _percentile(values: Floats, sizes: Floats, percent: float) -> float:
    order = np.argsort(values)
    covered = np.cumsum(sizes[order]) / sizes.sum()
    at = int(np.searchsorted(covered, percent / 100 - _ROUNDING))
    return float(values[order][min(at, values.size - 1)])


def _pieces(inside: Inside, spacing: tuple[float, ...]) -> Floats:
    """Size of the surface through each corner between voxels, one larger than the mask on each axis."""
    padded = np.pad(inside, 1).astype(np.uint8)
    code = np.zeros([n - 1 for n in padded.shape], np.uint8)
    for bit, corner in enumerate(np.ndindex(*(2,) * inside.ndim)):
        part = tuple(slice(c, n - 1 + c) for c, n in zip(corner, padded.shape, strict=True))
        code |= padded[part] << np.uint8(bit)
    return _sizes(spacing)[code]


def _reach(sizes: Floats, spacing: tuple[float, ...]) -> Floats:
    """Distance of every corner to the nearest one that a surface passes through."""
    if not (sizes > 0).any():
        return np.full(sizes.shape, np.inf)
    return np.asarray(_ndimage.distance_transform_edt(sizes == 0, sampling=spacing), np.float64)


@lru_cache(maxsize=64)
def _sizes(spacing: tuple[float, ...]) -> Floats:
    """Size of the surface between the voxels around a corner, for each way they can be inside or outside."""
    ndim = len(spacing)
    table = np.zeros(2 ** (2**ndim))
    for code in range(1, len(table) - 1):
        if 2 * code.bit_count() > 2**ndim:
            continue
        block = np.array([code >> bit & 1 for bit in range(2**ndim)], np.float64).reshape((2,) * ndim)
        table[code] = _contour_length(block, spacing) if ndim == 2 else _surface_area(block, spacing)
        table[len(table) - 1 - code] = table[code]
    return table


def _contour_length(block: Floats, spacing: tuple[float, ...]) -> float:
    lines: list[Floats] = _measure.find_contours(block, 0.5)
    steps = [np.linalg.norm(np.diff(line, axis=0) * spacing, axis=1).sum() for line in lines]
    return float(np.sum(steps))


def _surface_area(block: Floats, spacing: tuple[float, ...]) -> float:
    corners, faces, *_ = _measure.marching_cubes(block, 0.5, spacing=spacing, method="lorensen")
    return float(_measure.mesh_surface_area(corners, faces))


def _checked(spacing_mm: Sequence[float], ndim: int) -> tuple[float, ...]:
    spacing = tuple(float(s) for s in spacing_mm)
    if ndim not in (2, 3) or len(spacing) != ndim or not all(0 < s < math.inf for s in spacing):
        raise GeometryError(
            say(
                "surfaces cannot be measured on this grid",
                expected="a mask of 2 or 3 axes and one positive spacing in mm for each",
                got=f"{ndim} axes and spacing {spacing}",
                next_step="Give the spacing of the image the masks belong to",
            )
        )
    return spacing
