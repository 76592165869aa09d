"""Where an edit works: directions in the patient or on the view, as vectors on the grid.

Left and right, superior and inferior, anterior and posterior follow from the affine, exactly and not by the closest
axis. Medial and lateral follow from the midline, else from the side that the structure is known to be on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from limis.commands import Direction, Plane, Where
from limis.edits.amounts import steps_of
from limis.errors import PromptError, say
from limis.geometry import Geometry
from limis.measure.sides import Midline
from limis.types import OTHER_SIDE, Side

__all__ = ["Aim", "Heading", "Surroundings", "aim_at"]

_RAS: dict[Direction, tuple[float, float, float]] = {
    "left": (-1, 0, 0),
    "right": (1, 0, 0),
    "anterior": (0, 1, 0),
    "posterior": (0, -1, 0),
    "superior": (0, 0, 1),
    "inferior": (0, 0, -1),
}
_LETTERS: dict[Direction, str] = {
    "left": "L",
    "right": "R",
    "anterior": "A",
    "posterior": "P",
    "superior": "H",
    "inferior": "F",
}
_ON_SCREEN: dict[Direction, tuple[int, int]] = {
    "superior": (1, -1),
    "inferior": (1, 1),
    "left": (2, -1),
    "right": (2, 1),
}
_ONE_SIDED = 0.8
_NOWHERE = 1e-6


@dataclass(frozen=True, eq=False)
class Surroundings:
    """What an edit may have to know besides the mask and the image.

    Attributes:
        plane: The plane on view; None for a picture, or where nobody looks.
        side: The patient side that the structure is known to be on.
        find_midline: Works out the body's midline, when it is needed.
        concept: What the structure is called, a name of the vocabulary; None when unknown.
    """

    plane: Plane | None = None
    side: Side | None = None
    find_midline: Callable[[], Midline | None] = lambda: None
    concept: str | None = None


@dataclass(frozen=True, eq=False)
class Heading:
    """One direction, in a part of the grid.

    Attributes:
        gradient: float64, one per axis: how much further in that direction a voxel lies than its neighbour along the
            axis, in mm (pixels without scale).
        step: float64, one per axis: voxels to go for one mm (pixel) in that direction.
        axis: The array axis across which the part is cut off; 0 where it is the whole grid.
        start: First index along `axis` that belongs to the part.
        stop: First one after it; None for the end.
    """

    gradient: NDArray[np.float64]
    step: NDArray[np.float64]
    axis: int = 0
    start: int = 0
    stop: int | None = None

    def position(self, box: Sequence[slice]) -> NDArray[np.float64]:
        """How far in that direction every voxel of a box lies, in mm (pixels); index 0 on all axes lies at 0."""
        total = np.zeros((1,) * len(box))
        for axis, (slope, along) in enumerate(zip(self.gradient, box, strict=True)):
            index = np.arange(int(along.start), int(along.stop))
            total = total + slope * index.reshape([-1 if a == axis else 1 for a in range(len(box))])
        return total

    def part(self, shape: Sequence[int], corner: Sequence[int]) -> tuple[slice, ...]:
        """The part, as an index into an array whose first voxel is `corner` of the grid."""
        length, offset = shape[self.axis], corner[self.axis]
        low = min(length, max(0, self.start - offset))
        high = length if self.stop is None else min(length, max(0, self.stop - offset))
        return tuple(slice(low, high) if axis == self.axis else slice(None) for axis in range(len(shape)))


@dataclass(frozen=True, eq=False)
class Aim:
    """Where an edit works.

    Attributes:
        headings: The way that a border moves, one per part of the grid; empty where `core` says it all.
        singles: The directions that were said, one by one, in the same parts: together they bound a half or a corner.
        core: ``"center"`` or ``"border"``, where that was said and nothing else.
        words: What was said, for a reader, e.g. ``"lower left"`` as ``"inferior and left"``.
        remark: What a reader should know of how it was understood; else empty.
    """

    headings: tuple[Heading, ...]
    singles: tuple[tuple[Heading, ...], ...]
    core: Literal["center", "border"] | None
    words: str
    remark: str = ""


def aim_at(
    where: Where | None,
    frame: Literal["image"] | None,
    inside: NDArray[np.bool_],
    geometry: Geometry,
    around: Surroundings,
    corner: Sequence[int] | None = None,
) -> Aim | None:
    """Resolve what was said of a place.

    Args:
        where: Direction or directions; None for everywhere.
        frame: ``"image"`` for those of the view.
        inside: The structure, or a part of the grid with it.
        geometry: The grid.
        around: Plane on view, side, midline.
        corner: Index on the grid of the first voxel of `inside`.

    Returns:
        The aim; None for everywhere.

    Raises:
        PromptError: A direction that this image does not know; the message says how to say it.
    """
    if where is None:
        return None
    said: tuple[Direction, ...] = (where,) if isinstance(where, str) else where
    words: tuple[Direction, ...] = tuple(dict.fromkeys(said))
    told = " and ".join(words)
    ways: tuple[Direction, ...] = tuple(word for word in words if word not in ("center", "border"))
    if not ways:
        return Aim((), (), "center" if "center" in words else "border", told)
    compass = _Compass(frame, geometry, around.plane)
    sides = _sides(ways, inside, geometry, around, corner or (0,) * inside.ndim)
    headings: list[Heading] = []
    singles: list[tuple[Heading, ...]] = []
    for side, axis, start, stop in sides:
        vectors = [compass.vector(_without_midline(word, side)) for word in ways]
        singles.append(tuple(compass.heading(vector, axis, start, stop) for vector in vectors))
        total = np.sum(vectors, axis=0)
        together = [total] if np.linalg.norm(total) > _NOWHERE else vectors
        headings += [compass.heading(vector, axis, start, stop) for vector in together]
    return Aim(tuple(headings), tuple(singles), None, told, "; ".join(dict.fromkeys(compass.remarks)))


class _Compass:
    """Turns words into vectors: in RAS where there is an affine, else along the picture's own axes."""

    def __init__(self, frame: Literal["image"] | None, geometry: Geometry, plane: Plane | None) -> None:
        self._geometry = geometry
        self._view = geometry.view(None if geometry.is_picture else plane or "axial")
        self._on_screen = frame == "image"
        self.remarks: list[str] = []

    def vector(self, word: Direction) -> NDArray[np.float64]:
        """A unit vector, in RAS or along the array's axes."""
        if self._on_screen and word in _ON_SCREEN:
            return self._screen(word)
        if self._geometry.has_patient_axes:
            return np.array(_RAS[word], np.float64)
        if self._geometry.is_picture:
            found = self._geometry.orientation.direction_of(_LETTERS[word])
            if found is not None:
                return self._along(*found)
        if word not in _ON_SCREEN:
            raise _unknown(word, self._geometry)
        if not self._geometry.is_picture:
            self.remarks.append(f"the file does not say how the patient lies, so {word} is that of the view")
        return self._screen(word)

    def heading(self, vector: NDArray[np.float64], axis: int, start: int, stop: int | None) -> Heading:
        """A direction on the grid."""
        unit = vector / np.linalg.norm(vector)
        if self._geometry.affine_ras is not None:
            matrix = self._geometry.affine_ras[:3, :3]
            return Heading(matrix.T @ unit, np.asarray(np.linalg.solve(matrix, unit), np.float64), axis, start, stop)
        steps = np.array(steps_of(self._geometry))
        return Heading(unit * steps, unit / steps, axis, start, stop)

    def _screen(self, word: Direction) -> NDArray[np.float64]:
        position, sign = _ON_SCREEN[word]
        place = position - (3 - len(self._view.order))
        return self._along(self._view.order[place], -sign if self._view.flips[place] else sign)

    def _along(self, axis: int, sign: int) -> NDArray[np.float64]:
        if self._geometry.affine_ras is not None:
            return sign * self._geometry.direction_ras(axis)
        return sign * np.eye(self._geometry.ndim)[axis]


def _without_midline(word: Direction, side: Side | None) -> Direction:
    if side is None or word not in ("medial", "lateral"):
        return word
    return side if word == "lateral" else OTHER_SIDE[side]


_Part = tuple["Side | None", int, int, "int | None"]


def _sides(
    words: Sequence[Direction],
    inside: NDArray[np.bool_],
    geometry: Geometry,
    around: Surroundings,
    corner: Sequence[int],
) -> list[_Part]:
    """The parts of the grid in which words mean one direction each, and the side of the body each part is on."""
    if not {"medial", "lateral"} & set(words):
        return [(None, 0, 0, None)]
    plane = around.find_midline()
    if plane is None:
        if around.side is None:
            raise _no_midline(words, geometry)
        return [(around.side, 0, 0, None)]
    others = tuple(axis for axis in range(inside.ndim) if axis != plane.axis)
    profile = inside.sum(axis=others, dtype=np.int64)
    is_left = plane.to_left(np.arange(len(profile)) + corner[plane.axis]) > 0
    left = float(profile[is_left].sum()) / max(1, int(profile.sum()))
    if max(left, 1 - left) >= _ONE_SIDED:
        return [("left" if left > 0.5 else "right", 0, 0, None)]
    middle = int(np.floor(plane.position)) + 1
    low, high = ("right", "left") if plane.left_sign > 0 else ("left", "right")
    return [(low, plane.axis, 0, middle), (high, plane.axis, middle, None)]


def _unknown(word: Direction, geometry: Geometry) -> PromptError:
    thing = "picture" if geometry.is_picture else "image"
    remedy = r", or load it with --orientation, e.g. 'L\P' for an axial section" if geometry.is_picture else ""
    return PromptError(
        say(
            f"this {thing} does not say where {word} is",
            expected=f"left, right, top or bottom of the {thing}",
            got=word,
            next_step=f'Say for example "at the top of the {thing}"{remedy}',
        )
    )


def _no_midline(words: Sequence[Direction], geometry: Geometry) -> PromptError:
    word = next(word for word in words if word in ("medial", "lateral"))
    why = "its orientation is not known" if geometry.is_picture else "it shows no midline of the body"
    return PromptError(
        say(
            f"this image does not say where {word} is, because {why}",
            expected="left or right",
            got=word,
            next_step='Say the side itself, for example "on the left"',
        )
    )
