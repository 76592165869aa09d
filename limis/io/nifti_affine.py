"""Which of a NIfTI header's two affines counts, and what to say when they disagree.

Source: the NIfTI-1 standard, "3D image (volume) orientation and location in space", methods 1 to 3; like
nibabel, the sform is taken where it is coded, then the qform.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from nibabel.spatialimages import HeaderDataError
from numpy.typing import NDArray

from limis.errors import GeometryError, say
from limis.geometry import Geometry, affine_problem

__all__ = ["geometry_of"]

_UNIT_MM = {1: 1000.0, 2: 1.0, 3: 0.001}
_UNIT_NAMES = {1: "metres", 3: "micrometres"}
_BELIEVABLE_MM = (1e-5, 50.0)
_AGREE_VOXELS = 0.5


def geometry_of(header: Any, shape: tuple[int, int, int], path: Path) -> tuple[Geometry, list[str]]:
    """Work out a volume's grid from its header.

    Args:
        header: nibabel's NIfTI header.
        shape: The spatial shape.
        path: The file, for messages.

    Returns:
        The grid and what a reader should know of how it was chosen.

    Raises:
        GeometryError: No affine in the header makes sense.
    """
    affines = {"sform": _sform(header), "qform": _qform(header)}
    scale, notes = _scale(header)
    grids: dict[str, Geometry] = {}
    problems: list[str] = []
    for name, affine in affines.items():
        if affine is None:
            continue
        problem = affine_problem(_scaled(affine, scale), shape)
        if problem:
            problems.append(f"a {name} with {problem}")
        else:
            grids[name] = Geometry(shape, _scaled(affine, scale))
    if not grids and problems:
        raise GeometryError(
            say(
                "no usable affine",
                expected="one with finite numbers and voxels of some size",
                got="; ".join(problems),
                next_step="Repair its header, or convert it again",
            )
        )
    if not grids:
        return _unstated(header, shape, scale), [*notes, "the header does not say how the patient lies; sides unknown"]
    notes += [f"{problem} was left out" for problem in problems]
    if len(grids) == 2:
        notes += _disagreement(grids["sform"], grids["qform"])
    return next(iter(grids.values())), notes


def _sform(header: Any) -> NDArray[np.float64] | None:
    """The sform, None when it is not coded."""
    return np.asarray(header.get_sform(), np.float64) if int(header["sform_code"]) > 0 else None


def _qform(header: Any) -> NDArray[np.float64] | None:
    """The qform, None when it is not coded; NaN when its quaternion makes no sense."""
    if int(header["qform_code"]) <= 0:
        return None
    try:
        return np.asarray(header.get_qform(), np.float64)
    except (HeaderDataError, ValueError):
        return np.full((4, 4), np.nan)


def _scale(header: Any) -> tuple[float, list[str]]:
    """Millimetres per unit of the header; a unit that gives unbelievable voxels is not believed."""
    code = int(header["xyzt_units"]) & 0x07
    factor = _UNIT_MM.get(code, 1.0)
    if factor == 1.0:
        return 1.0, []
    size = float(np.abs(np.asarray(header["pixdim"], np.float64)[1:4]).max()) * factor
    if _BELIEVABLE_MM[0] <= size <= _BELIEVABLE_MM[1]:
        return factor, [f"the header counts in {_UNIT_NAMES[code]}; converted to millimetres"]
    return 1.0, [f"the header claims {_UNIT_NAMES[code]}, which would make voxels of {size:g} mm; read as millimetres"]


def _scaled(affine: NDArray[np.float64], scale: float) -> NDArray[np.float64]:
    return affine if scale == 1.0 else np.diag([scale, scale, scale, 1.0]) @ affine


def _unstated(header: Any, shape: tuple[int, int, int], scale: float) -> Geometry:
    """A grid with sizes whose directions are only assumed: method 1, read as nibabel does."""
    return Geometry(shape, _scaled(np.asarray(header.get_base_affine(), np.float64), scale), affine_status="assumed")


def _disagreement(sform: Geometry, qform: Geometry) -> list[str]:
    """What to say of two affines that put voxels in different places."""
    smallest = min(sform.spacing_mm or (1.0,))
    if sform.same_grid(qform, _AGREE_VOXELS * smallest):
        return []
    if sform.axis_codes != qform.axis_codes:
        axes = f"{sform.axis_codes} and {qform.axis_codes}"
        return [f"sform and qform disagree on which way the axes point ({axes}); the sform was taken"]
    return ["sform and qform put the image in different places; the sform was taken"]
