"""How far an edit goes: amounts as they are said, in the unit that the image has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from limis.commands import Amount, Plane
from limis.errors import PromptError, say
from limis.geometry import Geometry
from limis.types import Box

__all__ = ["Reach", "equivalent_radius", "reach_of", "steps_of", "unit_of"]

_ndimage = cast("Any", ndimage)
_DEGREES = {"slight": 0.05, "moderate": 0.10, "strong": 0.20}
_ASSUMED = "moderate"


@dataclass(frozen=True)
class Reach:
    """How far a border moves.

    Attributes:
        distance: In the unit of `steps`; how far at most where `share` decides.
        steps: Length of a voxel along each axis, in the unit that `distance` is counted in.
        share: Of the structure's volume or area that is won or lost; None where `distance` decides.
        words: How a person reads it, e.g. ``"2.4 mm"``.
        is_said: Whether somebody said the number; False where it follows from a degree or from nothing at all.
    """

    distance: float
    steps: tuple[float, ...]
    share: float | None
    words: str
    is_said: bool


def steps_of(geometry: Geometry) -> tuple[float, ...]:
    """The length of a voxel along each axis: in mm, or in pixels for a picture without scale."""
    return geometry.spacing_mm or (1.0,) * geometry.ndim


def unit_of(geometry: Geometry) -> str:
    """The unit of `steps_of`: ``"mm"`` or ``"pixels"``."""
    return "pixels" if geometry.spacing_mm is None else "mm"


def equivalent_radius(inside: NDArray[np.bool_], steps: Sequence[float]) -> float:
    """The radius of the disc or ball that is as large as a typical piece of a mask.

    A typical piece is the one that a voxel picked at random belongs to: of many equal nuclei, one nucleus.

    Args:
        inside: bool, 2D or 3D; an axis of one voxel does not count as one.
        steps: Length of a voxel along each axis.

    Returns:
        The radius in the unit of `steps`; 0 for an empty mask.

    Example:
        >>> round(equivalent_radius(np.ones((1, 10, 10), bool), (5.0, 2.0, 2.0)), 2)
        11.28
    """
    box = Box.around(inside)
    if box is None:
        return 0.0
    pieces, _ = _ndimage.label(inside[box.slices], structure=np.ones((3,) * inside.ndim, bool))
    sizes = np.bincount(pieces.ravel())[1:].astype(np.float64)
    typical = float((sizes**2).sum() / sizes.sum())
    wide = [step for step, length in zip(steps, inside.shape, strict=True) if length > 1] or list(steps)
    size = typical * float(np.prod(wide))
    if len(wide) == 3:
        return (3 * size / (4 * np.pi)) ** (1 / 3)
    return (size / np.pi) ** 0.5 if len(wide) == 2 else size / 2


def reach_of(amount: Amount | None, inside: NDArray[np.bool_], geometry: Geometry, plane: Plane | None = None) -> Reach:
    """Turn an amount into a reach on this grid, for a structure of this size.

    A degree, or nothing at all, is a share of the equivalent radius, at least one voxel: 5 % for slight, 10 % for
    moderate (also where nothing was said), 20 % for strong.

    Args:
        amount: What was said.
        inside: The structure, as far as the edit may change it; perhaps a part of the grid.
        geometry: The grid.
        plane: The plane whose slices are counted; None for the axial one.

    Raises:
        PromptError: Millimetres or slices of a picture that has none.
    """
    steps = steps_of(geometry)
    if amount is None or amount.degree is not None:
        degree = _ASSUMED if amount is None or amount.degree is None else amount.degree
        voxel = min(step for step, n in zip(steps, inside.shape, strict=True) if n > 1 or max(inside.shape) == 1)
        distance = max(voxel, _DEGREES[degree] * equivalent_radius(inside, steps))
        return Reach(distance, steps, None, _in_words(distance, geometry), is_said=False)
    value = float(amount.value or 0)
    match amount.unit:
        case "percent":
            return Reach(_ball_gap(value / 100, inside, steps), steps, value / 100, f"{value:g} %", is_said=True)
        case "voxel":
            kind = "pixel" if geometry.is_picture else "voxel"
            words = f"{value:g} {kind}{'' if value == 1 else 's'}"
            return Reach(value, (1.0,) * geometry.ndim, None, words, is_said=True)
        case "slice":
            distance = value * _slice_mm(geometry, plane)
            words = f"{value:g} slice{'' if value == 1 else 's'} ({_in_words(distance, geometry)})"
            return Reach(distance, steps, None, words, is_said=True)
        case _:
            _check_scale(value, geometry)
            return Reach(value, steps, None, _in_words(value, geometry), is_said=True)


def _in_words(distance: float, geometry: Geometry) -> str:
    return f"{distance:.3g} {unit_of(geometry)}"


def _ball_gap(share: float, inside: NDArray[np.bool_], steps: Sequence[float]) -> float:
    """By how much a ball's radius changes when its volume changes by a share, upwards."""
    axes = max(1, sum(length > 1 for length in inside.shape))
    return equivalent_radius(inside, steps) * ((1 + share) ** (1 / axes) - 1) + max(steps)


def _slice_mm(geometry: Geometry, plane: Plane | None) -> float:
    if geometry.is_picture:
        raise PromptError(
            say(
                "a picture has no slices to count",
                expected="pixels, percent or a word such as slightly",
                got="an amount in slices",
                next_step='Say for example "by 3 pixels" or "by 10 percent"',
            )
        )
    return steps_of(geometry)[geometry.axis_of_plane(plane or "axial")]


def _check_scale(value: float, geometry: Geometry) -> None:
    if geometry.spacing_mm is None:
        raise PromptError(
            say(
                "the scale of this picture is not known",
                expected="an amount in pixels or percent",
                got=f"{value:g} mm",
                next_step='Say "by 3 pixels" or "by 10 percent", or load it with --spacing ROW,COLUMN in mm',
            )
        )
