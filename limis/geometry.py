"""The grid of an image: shape and affine, voxel to patient millimetres. The only place that converts frames.

A *volume* has three axes and a patient affine. A *picture* has two (row, column), perhaps a scale, perhaps
letters for its directions, and no affine. A *stack* is pages of equal pictures with a spacing in three
directions and no affine: it has a size in millimetres but no patient directions.

Patient millimetres are RAS: x grows to the patient's right, y to anterior, z to superior, as in NIfTI
(Source: NIfTI-1 standard, "3D image orientation and location in space"). A voxel's index is its centre.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, cast

import numpy as np
from numpy.typing import ArrayLike, NDArray

from limis.errors import GeometryError, say
from limis.orientation import OPPOSITE, Edges, PictureOrientation, Status, codes_of
from limis.viewframe import PLANES, TOWARDS, Plane, ViewFrame

__all__ = ["PLANES", "Edges", "Geometry", "PictureOrientation", "Plane", "Status", "ViewFrame", "affine_problem"]

_STEP_LIMITS_MM = (1e-6, 1e5)
_FLATTEST = 1e-4
_STACK_CODES = "SPL"
_FIX_HEADER = "Repair the header, or convert the image with a tool that writes a valid one"


@dataclass(frozen=True, eq=False)
class Geometry:
    """A grid and where it lies.

    Attributes:
        shape: Voxels along each axis, 2 or 3 of them.
        affine_ras: float64 ``(4, 4)``, voxel index to RAS millimetres; None for pictures and stacks. Read-only.
        spacing_mm: Millimetres between voxels along each axis; worked out for volumes, None without scale.
        orientation: A picture's two directions; unknown for anything else.
        affine_status: ``"known"``, or ``"assumed"`` where a header has sizes but does not say which way the axes
            point: the image is laid out as if they did, but no side is computed and no letter shown.

    Raises:
        GeometryError: A shape, affine or spacing that makes no sense.

    Example:
        >>> Geometry((4, 5, 6), np.diag([-1.0, -1.0, 2.5, 1.0])).axis_codes
        'LPS'
    """

    shape: tuple[int, ...]
    affine_ras: NDArray[np.float64] | None = None
    spacing_mm: tuple[float, ...] | None = None
    orientation: PictureOrientation = field(default_factory=PictureOrientation.unknown)
    affine_status: Status = "known"

    def __post_init__(self) -> None:
        object.__setattr__(self, "shape", _checked_shape(self.shape))
        if self.affine_ras is not None:
            affine = _checked_affine(self.affine_ras, self.shape)
            object.__setattr__(self, "affine_ras", affine)
            object.__setattr__(self, "spacing_mm", tuple(np.linalg.norm(affine[:3, :3], axis=0).tolist()))
        elif self.spacing_mm is not None:
            object.__setattr__(self, "spacing_mm", _checked_spacing(self.spacing_mm, len(self.shape)))
        elif len(self.shape) == 3:
            raise GeometryError(
                say(
                    "a stack of pictures without scale",
                    expected="an affine, or three spacings in mm",
                    got=f"shape {self.shape} and neither",
                    next_step="Give --spacing PAGE,ROW,COLUMN in mm, or pick one page with --frame N",
                )
            )

    @property
    def ndim(self) -> int:
        """Number of spatial axes, 2 or 3."""
        return len(self.shape)

    @property
    def is_picture(self) -> bool:
        """True for a single picture: two axes and no patient affine."""
        return self.ndim == 2

    @property
    def has_patient_axes(self) -> bool:
        """True when directions in the patient follow from an affine that the file states."""
        return self.affine_ras is not None and self.affine_status == "known"

    @property
    def voxel_volume_ml(self) -> float | None:
        """Millilitres per voxel; None for a picture."""
        if self.affine_ras is not None:
            return abs(float(np.linalg.det(self.affine_ras[:3, :3]))) / 1000
        return float(np.prod(self.spacing_mm)) / 1000 if self.spacing_mm is not None and self.ndim == 3 else None

    @property
    def pixel_area_mm2(self) -> float | None:
        """Square millimetres per pixel of a picture with a scale; else None."""
        return self.spacing_mm[0] * self.spacing_mm[1] if self.is_picture and self.spacing_mm is not None else None

    @property
    def axis_codes(self) -> str | None:
        """Where each axis points, by its closest patient axis, e.g. ``"LPS"``; None without an affine."""
        return None if self.affine_ras is None else self._codes

    @cached_property
    def _codes(self) -> str:
        """Axis codes; those of a stack are only a way to lay it out: a page is shown as it is."""
        return _STACK_CODES if self.affine_ras is None else codes_of(self.affine_ras[:3, :3])

    @cached_property
    def _inverse(self) -> NDArray[np.float64]:
        return np.linalg.inv(self._affine("millimetres in the patient")).astype(np.float64)

    def _affine(self, wanted: str) -> NDArray[np.float64]:
        if self.affine_ras is None:
            raise GeometryError(
                say(
                    f"this image has no {wanted}",
                    expected="a volume with a patient affine",
                    got="a picture" if self.is_picture else "a stack of pictures",
                    next_step="Ask for pixels instead, or load the NIfTI or DICOM it was made from",
                )
            )
        return self.affine_ras

    def to_ras_mm(self, points_ijk: ArrayLike) -> NDArray[np.float64]:
        """Turn voxel indices into patient millimetres.

        Args:
            points_ijk: Shape ``(…, 3)``; whole numbers are voxel centres.

        Returns:
            float64, shape ``(…, 3)``, RAS.

        Raises:
            GeometryError: There is no affine.
        """
        affine = self._affine("millimetres in the patient")
        return np.asarray(points_ijk, np.float64) @ affine[:3, :3].T + affine[:3, 3]

    def to_ijk(self, points_ras: ArrayLike) -> NDArray[np.float64]:
        """Turn patient millimetres into voxel indices: the inverse of `to_ras_mm`.

        Args:
            points_ras: Shape ``(…, 3)``, RAS millimetres.

        Returns:
            float64, shape ``(…, 3)``, not rounded.

        Raises:
            GeometryError: There is no affine.
        """
        return np.asarray(points_ras, np.float64) @ self._inverse[:3, :3].T + self._inverse[:3, 3]

    def direction_ras(self, axis: int) -> NDArray[np.float64]:
        """The unit vector along which an axis grows, in RAS.

        Raises:
            GeometryError: There is no affine.
        """
        column = self._affine("patient directions")[:3, axis]
        return column / np.linalg.norm(column)

    def axis_of_plane(self, plane: Plane) -> int:
        """The array axis that slices of a plane are counted along.

        A stack's pages count as its axial slices; a picture has no planes.

        Raises:
            GeometryError: Not a plane, or a picture.
        """
        return self._axis_towards(self._checked_plane(plane), 0)[0]

    def _checked_plane(self, plane: Plane) -> Plane:
        if plane not in PLANES or self.is_picture:
            raise GeometryError(
                say(
                    "no such plane",
                    expected="axial, coronal or sagittal, of a volume",
                    got=f"{plane!r} of {'a picture' if self.is_picture else 'a volume'}",
                    next_step="A picture is its own only slice",
                )
            )
        return plane

    def _axis_towards(self, plane: Plane, position: int) -> tuple[int, bool]:
        """The array axis of a view's slices, rows or columns (0, 1, 2), and whether it runs the other way."""
        letter = TOWARDS[plane][position]
        axis = next(a for a, code in enumerate(self._codes) if code in (letter, OPPOSITE[letter]))
        return axis, self._codes[axis] != letter

    def slice_number(self, plane: Plane, index: int) -> int:
        """The number, from 1, by which people call a slice.

        Axial slices count from inferior, coronal from posterior, sagittal from the patient's left.

        Args:
            plane: The plane.
            index: Index along `axis_of_plane`.

        Raises:
            GeometryError: An index outside the image.
        """
        axis, flipped = self._axis_towards(self._checked_plane(plane), 0)
        self._check_slice(index, 0, self.shape[axis] - 1)
        return self.shape[axis] - index if flipped else index + 1

    def slice_index(self, plane: Plane, number: int) -> int:
        """The index along `axis_of_plane` of a slice called by number: the inverse of `slice_number`.

        Raises:
            GeometryError: A number outside 1…n.
        """
        axis, flipped = self._axis_towards(self._checked_plane(plane), 0)
        self._check_slice(number, 1, self.shape[axis])
        return self.shape[axis] - number if flipped else number - 1

    @staticmethod
    def _check_slice(value: int, low: int, high: int) -> None:
        if not low <= value <= high:
            raise GeometryError(
                say(
                    "no such slice",
                    expected=f"{low} to {high}",
                    got=str(value),
                    next_step="Ask for a slice inside the image",
                )
            )

    def view(self, plane: Plane | None = None) -> ViewFrame:
        """How slices of a plane are laid out for reading.

        Args:
            plane: A plane of a volume; None for a picture, whose only slice is itself.

        Raises:
            GeometryError: A plane of a picture, or none of a volume.
        """
        if plane is None and self.is_picture:
            steps = None if self.spacing_mm is None else (0.0, self.spacing_mm[0], self.spacing_mm[1])
            shape = (1, self.shape[0], self.shape[1])
            return ViewFrame(None, (0, 1), (False, False), shape, steps, self.orientation.edges)
        towards = [self._axis_towards(self._checked_plane(cast(Plane, plane)), position) for position in range(3)]
        a, b, c = (axis for axis, _ in towards)
        spacing = cast("tuple[float, ...]", self.spacing_mm)
        letters = TOWARDS[cast(Plane, plane)] if self.has_patient_axes else None
        return ViewFrame(
            plane,
            order=(a, b, c),
            flips=tuple(flipped for _, flipped in towards),
            shape=(self.shape[a], self.shape[b], self.shape[c]),
            steps_mm=(spacing[a], spacing[b], spacing[c]),
            edges=Edges.towards(letters[2], letters[1]) if letters else Edges.towards(None, None),
        )

    def assuming(self, modality: str | None) -> Geometry:
        """The same grid, with what may be assumed of a picture's orientation where nothing is stated."""
        if not self.is_picture or self.orientation != PictureOrientation.unknown():
            return self
        return replace(self, orientation=PictureOrientation.assume(modality))

    def same_grid(self, other: Geometry, tolerance_mm: float = 1e-3) -> bool:
        """Whether two grids are the same: equal shape, and no corner further apart than a tolerance.

        Args:
            other: The other grid.
            tolerance_mm: Millimetres at the corners; for pictures and stacks, of spacing.
        """
        if self.shape != other.shape or (self.affine_ras is None) != (other.affine_ras is None):
            return False
        if self.affine_ras is not None:
            corners = np.indices((2,) * 3).reshape(3, -1).T * (np.asarray(self.shape) - 1)
            return bool(np.abs(self.to_ras_mm(corners) - other.to_ras_mm(corners)).max() <= tolerance_mm)
        if self.spacing_mm is None or other.spacing_mm is None:
            return self.spacing_mm == other.spacing_mm
        return bool(np.allclose(self.spacing_mm, other.spacing_mm, rtol=0, atol=tolerance_mm))


def _checked_shape(shape: tuple[Any, ...]) -> tuple[int, ...]:
    sizes = tuple(int(n) for n in shape)
    if len(sizes) not in (2, 3) or min(sizes) < 1:
        raise GeometryError(
            say(
                "not the shape of an image",
                expected="2 or 3 sizes of at least 1",
                got=str(sizes),
                next_step=_FIX_HEADER,
            )
        )
    return sizes


def _checked_spacing(spacing_mm: tuple[float, ...], ndim: int) -> tuple[float, ...]:
    spacing = tuple(float(s) for s in spacing_mm)
    low, high = _STEP_LIMITS_MM
    if len(spacing) != ndim or not all(low <= s <= high for s in spacing):
        raise GeometryError(
            say(
                "not the spacing of this image",
                expected=f"{ndim} sizes between {low:g} and {high:g} mm",
                got=str(spacing),
                next_step="Give --spacing in millimetres, or leave it out",
            )
        )
    return spacing


def _checked_affine(affine: NDArray[Any], shape: tuple[int, ...]) -> NDArray[np.float64]:
    """A read-only float64 copy of an affine that maps a 3-D grid to somewhere sensible."""
    copy = np.array(affine, np.float64)
    problem = affine_problem(copy, shape)
    if problem:
        expected = "a finite, invertible 4x4 affine with last row 0 0 0 1, of a 3-D grid"
        raise GeometryError(say("not a patient affine", expected=expected, got=problem, next_step=_FIX_HEADER))
    copy.setflags(write=False)
    return copy


def affine_problem(affine: NDArray[np.float64], shape: tuple[int, ...]) -> str:
    """What is wrong with an affine for a grid of this shape, in words that follow "got"; empty when nothing is."""
    if affine.shape != (4, 4) or len(shape) != 3:
        return f"shape {affine.shape} for a grid of shape {shape}"
    if not np.isfinite(affine).all():
        return "numbers that are not finite"
    if not np.array_equal(affine[3], (0, 0, 0, 1)):
        return f"last row {affine[3].tolist()}"
    steps = np.linalg.norm(affine[:3, :3], axis=0)
    if steps.min() < _STEP_LIMITS_MM[0] or steps.max() > _STEP_LIMITS_MM[1]:
        return f"voxel sizes {', '.join(f'{s:g}' for s in steps)} mm"
    if abs(np.linalg.det(affine[:3, :3] / steps)) < _FLATTEST:
        return "axes that lie in one plane"
    return ""
