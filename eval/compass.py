"""The directions that a person can name in an image, as vectors on its grid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from limis.commands import Direction
from limis.geometry import Geometry

__all__ = ["Way", "steps_of_image", "ways_of"]

_ON_SCREEN: tuple[tuple[Direction, int, int], ...] = (
    ("superior", 0, -1),
    ("inferior", 0, 1),
    ("left", 1, -1),
    ("right", 1, 1),
)
_LETTERS: tuple[tuple[Direction, str], ...] = (
    ("left", "L"),
    ("right", "R"),
    ("anterior", "A"),
    ("posterior", "P"),
    ("superior", "H"),
    ("inferior", "F"),
)
_RAS: tuple[tuple[Direction, int, int], ...] = (
    ("left", 0, -1),
    ("right", 0, 1),
    ("anterior", 1, 1),
    ("posterior", 1, -1),
    ("superior", 2, 1),
    ("inferior", 2, -1),
)


@dataclass(frozen=True, eq=False)
class Way:
    """A direction that has a name.

    Attributes:
        word: The name.
        vector: float64, one per axis of the grid, a unit vector in mm (pixels without scale).
        on_screen: Whether it is the picture's and not the patient's.
    """

    word: Direction
    vector: NDArray[np.float64]
    on_screen: bool


def steps_of_image(geometry: Geometry) -> NDArray[np.float64]:
    """The length of a voxel along each axis, in mm; 1 for a picture without scale."""
    return np.array(geometry.spacing_mm or (1.0,) * geometry.ndim)


def ways_of(geometry: Geometry, *, on_screen: bool) -> tuple[Way, ...]:
    """What a person may call directions here.

    Args:
        geometry: The grid.
        on_screen: Whether directions are those of the picture, or of a stack's pages; else those of the patient, of
            which a picture may know none and a stack knows none.

    Example:
        >>> [way.word for way in ways_of(Geometry((4, 5)), on_screen=True)]
        ['superior', 'inferior', 'left', 'right']
    """
    if on_screen:
        return () if geometry.has_patient_axes else tuple(_seen(geometry))
    if geometry.is_picture:
        ways: list[Way] = []
        for word, letter in _LETTERS:
            found = geometry.orientation.direction_of(letter)
            ways += [] if found is None else [Way(word, _unit(*found, 2), False)]
        return tuple(ways)
    if geometry.affine_ras is None or not geometry.has_patient_axes:
        return ()
    axes = geometry.affine_ras[:3, :3] / np.linalg.norm(geometry.affine_ras[:3, :3], axis=0)
    return tuple(Way(word, sign * axes[axis], False) for word, axis, sign in _RAS)


def _seen(geometry: Geometry) -> Iterator[Way]:
    """What is up, down, left and right of a picture, or of the pages of a stack."""
    view = geometry.view(None if geometry.is_picture else "axial")
    across = tuple(zip(view.order, view.flips, strict=True))[-2:]
    for word, place, sign in _ON_SCREEN:
        axis, flipped = across[place]
        yield Way(word, _unit(axis, -sign if flipped else sign, geometry.ndim), True)


def _unit(axis: int, sign: int, count: int) -> NDArray[np.float64]:
    vector = np.zeros(count)
    vector[axis] = sign
    return vector
