"""Strokes that people drew on a picture, read as they were kept: a raster for inside, a raster for outside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from limis.errors import ReadError, say
from limis.eval.inner import read_array
from limis.geometry import Geometry
from limis.types import Scribble

__all__ = ["DrawnStrokes", "StrokeSource", "strokes_in"]

_ndimage: Any = import_module("scipy.ndimage")
_HALF = 0.5
_STEP = 2
_CONNECTED = np.ones((3, 3))


class StrokeSource(Protocol):
    """Something that knows the scribbles somebody drew for a question."""

    def read(self, geometry: Geometry) -> Sequence[Scribble]:
        """Read them, in voxels of the image's grid.

        Raises:
            ReadError: They are missing or do not fit the image.
        """
        ...


@dataclass(frozen=True)
class DrawnStrokes:
    """What people drew on a picture, a file per person.

    Attributes:
        files: Arrays of shape ``(2, rows, columns)``: strokes inside the thing, then strokes outside it; more than
            a half is drawn on.
        person: Whose strokes are read, from 0.
    """

    files: tuple[Path, ...]
    person: int = 0

    def read(self, geometry: Geometry) -> Sequence[Scribble]:
        """One person's strokes along their midlines, those inside first; one that forks makes several."""
        path = self.files[self.person]
        rasters = read_array(path)
        if rasters.shape != (2, *geometry.shape):
            raise ReadError(
                say(
                    f"cannot use the scribbles {path}",
                    expected=f"shape {(2, *geometry.shape)}",
                    got=f"shape {rasters.shape}",
                    next_step="Correct the data set",
                )
            )
        return [
            Scribble(points, positive)
            for raster, positive in zip(rasters, (True, False), strict=True)
            for points in strokes_in(raster > _HALF)
        ]


def strokes_in(drawn: NDArray[np.bool_]) -> Iterator[NDArray[np.float64]]:
    """The midlines of what is drawn, pixel after pixel; one that forks makes several."""
    morphology: Any = import_module("skimage.morphology")
    pieces, count = _ndimage.label(drawn, structure=_CONNECTED)
    for number in range(1, count + 1):
        yield from _walks(np.argwhere(morphology.skeletonize(pieces == number)).astype(np.float64))


def _walks(points: NDArray[np.float64]) -> Iterator[NDArray[np.float64]]:
    """Points in the order of walks to the nearest next, each from where most of the others are far.

    A walk ends where it would have to jump: a line drawn along it stays on the stroke.
    """
    left = list(range(len(points)))
    while left:
        here = left[int(np.argmax(_squares(points[left], points[left].mean(axis=0))))]
        walk = [here]
        left.remove(here)
        while left and (away := _squares(points[left], points[here])).min() <= _STEP**2:
            here = left.pop(int(np.argmin(away)))
            walk.append(here)
        yield points[walk]


def _squares(points: NDArray[np.float64], place: NDArray[np.float64]) -> NDArray[np.float64]:
    return ((points - place) ** 2).sum(axis=1)
