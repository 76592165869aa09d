"""How slices of an array are laid out for reading: the only place that transposes and flips.

Radiological convention, from any of the 48 orientations: an axial slice has anterior at the top and the
patient's right on the left of the screen; a coronal one has superior at the top and the patient's right on
the left; a sagittal one has superior at the top and anterior on the left. Slices count from inferior, from
posterior, and from the patient's left. (Source: the view conventions of radiological workstations; DICOM
PS3.3 C.7.6.1.1.1 for the letters.)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from limis.errors import GeometryError, say
from limis.orientation import Edges

__all__ = ["PLANES", "TOWARDS", "Plane", "ViewFrame"]

Plane = Literal["axial", "coronal", "sagittal"]
PLANES: tuple[Plane, ...] = get_args(Plane)

TOWARDS: dict[Plane, str] = {"axial": "SPL", "coronal": "AIL", "sagittal": "RIP"}
"""Where slices count to, then where rows run to (down) and columns run to (right)."""


@dataclass(frozen=True)
class ViewFrame:
    """The layout of every slice of one plane of an array, or of a picture as its only slice.

    View coordinates are ``(k, row, column)``: `k` counts slices from 0 in patient direction (inferior to
    superior, posterior to anterior, left to right), rows go down the screen, columns to the right.

    Attributes:
        plane: The plane; None for a picture.
        order: The array's axes in the order slice, row, column; for a picture row, column.
        flips: Whether each of these runs against the array's index.
        shape: Slices, rows, columns.
        steps_mm: Millimetres from slice to slice, row to row, column to column; None without scale. For a
            picture the first is 0.
        edges: The letters at the four edges of every slice.
    """

    plane: Plane | None
    order: tuple[int, ...]
    flips: tuple[bool, ...]
    shape: tuple[int, int, int]
    steps_mm: tuple[float, float, float] | None
    edges: Edges

    @property
    def count(self) -> int:
        """How many slices there are."""
        return self.shape[0]

    @property
    def axis(self) -> int | None:
        """The array axis that slices are counted along; None for a picture."""
        return None if self.plane is None else self.order[0]

    @property
    def spacing_mm(self) -> tuple[float, float] | None:
        """Millimetres between rows and between columns; None without scale."""
        return None if self.steps_mm is None else self.steps_mm[1:]

    def stack(self, array: NDArray[Any]) -> NDArray[Any]:
        """Look at an array as slices, without copying.

        Args:
            array: On the grid, with any further axes last.

        Returns:
            A view of the array, shape ``(slices, rows, columns, …)``. Writing into it writes into the array.

        Raises:
            GeometryError: The array is not on the grid.
        """
        axes = len(self.order)
        turned = np.transpose(array, (*self.order, *range(axes, array.ndim))) if array.ndim >= axes else array
        stacked = self._flip(turned)[None] if self.plane is None else self._flip(turned)
        if stacked.shape[:3] != self.shape:
            raise GeometryError(
                say(
                    "the array is not on this grid",
                    expected=f"slices, rows, columns {self.shape} in the {self.plane or 'picture'} view",
                    got=f"{stacked.shape} from an array of shape {array.shape}",
                    next_step="Use the view of the array's own geometry",
                )
            )
        return stacked

    def unstack(self, stacked: NDArray[Any]) -> NDArray[Any]:
        """Undo `stack`: slices back onto the grid, without copying.

        Args:
            stacked: Shape ``(slices, rows, columns, …)``.
        """
        turned = self._flip(stacked[0] if self.plane is None else stacked)
        return np.transpose(turned, (*np.argsort(self.order).tolist(), *range(len(self.order), turned.ndim)))

    def _flip(self, turned: NDArray[Any]) -> NDArray[Any]:
        return turned[tuple(slice(None, None, -1 if flip else 1) for flip in self.flips)] if any(self.flips) else turned

    def take(self, array: NDArray[Any], k: int) -> NDArray[Any]:
        """Slice `k` of an array, laid out for reading; shape ``(rows, columns, …)``, a view of the array."""
        return self.stack(array)[k]

    def put(self, array: NDArray[Any], k: int, values: ArrayLike) -> None:
        """Write a slice that is laid out for reading back into an array, in place."""
        self.stack(array)[k] = values

    def to_ijk(self, points: ArrayLike) -> NDArray[np.float64]:
        """Turn view coordinates into array coordinates.

        Args:
            points: Voxel centres, shape ``(…, 3)`` as ``(k, row, column)``.

        Returns:
            Shape ``(…, n)``, n axes of the grid.
        """
        values = np.asarray(points, np.float64)[..., 3 - len(self.order) :]
        last = np.asarray(self.shape[3 - len(self.order) :]) - 1
        straight = np.where(self.flips, last - values, values)
        return straight[..., np.argsort(self.order)]

    def from_ijk(self, points_ijk: ArrayLike) -> NDArray[np.float64]:
        """Turn array coordinates into view coordinates: the inverse of `to_ijk`.

        Args:
            points_ijk: Voxel centres, shape ``(…, n)``.

        Returns:
            Shape ``(…, 3)`` as ``(k, row, column)``; k is 0 in a picture.
        """
        ordered = np.asarray(points_ijk, np.float64)[..., list(self.order)]
        last = np.asarray(self.shape[3 - len(self.order) :]) - 1
        turned = np.where(self.flips, last - ordered, ordered)
        if self.plane is not None:
            return turned
        return np.concatenate([np.zeros((*turned.shape[:-1], 1)), turned], axis=-1)

    def box_to_ijk(
        self, lower: tuple[int, int, int], upper: tuple[int, int, int]
    ) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Turn a half-open box ``(k, row, column)`` into half-open corners on the grid."""
        return _corners(self.to_ijk([lower, [u - 1 for u in upper]]))

    def box_from_ijk(
        self, lower_ijk: tuple[int, ...], upper_ijk: tuple[int, ...]
    ) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Turn half-open corners on the grid into a half-open box ``(k, row, column)``."""
        return _corners(self.from_ijk([lower_ijk, tuple(u - 1 for u in upper_ijk)]))


def _corners(points: NDArray[np.float64]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Half-open corners around two voxels."""
    low, high = points.min(axis=0), points.max(axis=0) + 1
    return tuple(int(v) for v in low), tuple(int(v) for v in high)
