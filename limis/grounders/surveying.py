"""All that a closed vocabulary sees in one view, so as to tell what a prompt may mean that gives nothing a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from limis.imaging.boxes import Corners
from limis.imaging.heat import unfit_square
from limis.protocols import Hint

__all__ = ["Seen"]

_FILLS = 0.7
_INSIDE = 0.5
_HELD, _TOUCHED, _WARM = 0.6, 0.2, 0.7
_LONGEST = 512
_SPECK, _FLOOR = 0.02, 4
_ndimage = cast("Any", ndimage)


@dataclass(frozen=True, eq=False)
class Seen:
    """Everything that was seen in one view.

    Attributes:
        size: Height and width of the view.
        names: What is there.
        heat: 0…1, ``(k, s, s)`` on the square canvas that the grounder looks at.
    """

    size: tuple[int, int]
    names: Sequence[str]
    heat: NDArray[np.float32]

    def hint(self, box_xyxy: Corners) -> Hint | None:
        """Tell what fills a box: what has a box of its own that is nearly the same.

        Only those pieces of a thing count that lie in the box for the most part: a box may hold one lung of two.

        Args:
            box_xyxy: Half-open pixels of the view.
        """
        shrink = min(1.0, _LONGEST / max(self.size))
        edges = np.clip(box_xyxy, 0, (*self.size[::-1], *self.size[::-1]))
        small = cast("Corners", tuple(float(edge) * shrink for edge in edges))
        fits = [pieces.fit(small) for pieces in self._pieces]
        best = int(np.argmax(fits)) if fits else -1
        if best < 0 or fits[best] < _FILLS:
            return None
        heat = np.zeros(self.size, np.float32)
        inside = _window(box_xyxy)
        heat[inside] = unfit_square(self.heat[best], self.size)[inside]
        return Hint(self.names[best], heat)

    def meant(self, inside_xy: NDArray[np.floating], outside_xy: NDArray[np.floating]) -> Hint | None:
        """Tell in what some spots lie: what is warm there, and in the middle of what.

        Most of what is inside has to lie in it, and little of what is outside; what lies beyond the view tells nothing.
        People click the middle of a thing, so of two that hold a spot it is the one in which that lies deeper, and
        which is warmer there.

        Args:
            inside_xy: Spots in the thing, ``(n, 2)``, pixels of the view.
            outside_xy: Spots that are not in it, ``(m, 2)``.
        """
        inside, outside = self._small(inside_xy), self._small(outside_xy)
        warmth = [_warmth(plane, inside) for plane in self._planes]
        fits = [
            warm and warm * pieces.depth(inside, outside) for pieces, warm in zip(self._pieces, warmth, strict=True)
        ]
        best = int(np.argmax(fits)) if fits else -1
        if best < 0 or not fits[best]:
            return None
        held = self._pieces[best].holding(inside)
        rows, columns = (
            np.minimum(np.arange(length) * shown // length, shown - 1)
            for length, shown in zip(self.size, held.shape, strict=True)
        )
        heat = (unfit_square(self.heat[best], self.size) * held[np.ix_(rows, columns)]).astype(np.float32)
        return Hint(self.names[best], heat) if (heat > _INSIDE).any() else None

    def _small(self, spots_xy: NDArray[np.floating]) -> NDArray[np.intp]:
        """Row and column, ``(2, n)``, of the spots that the view shows, on the grid on which pieces are told apart."""
        height, width = self._grid
        scaled = (np.asarray(spots_xy, np.float64).reshape(-1, 2) + 0.5) * (width / self.size[1], height / self.size[0])
        shown = scaled[((scaled >= 0) & (scaled < (width, height))).all(axis=1)]
        return np.floor(shown).astype(np.intp).T[::-1]

    @property
    def _grid(self) -> tuple[int, int]:
        shrink = min(1.0, _LONGEST / max(self.size))
        return max(1, round(self.size[0] * shrink)), max(1, round(self.size[1] * shrink))

    @cached_property
    def _planes(self) -> list[NDArray[np.float32]]:
        return [unfit_square(plane, self._grid) for plane in self.heat]

    @cached_property
    def _pieces(self) -> list[_Pieces]:
        return [_Pieces.of(plane > _INSIDE) for plane in self._planes]


@dataclass(frozen=True, eq=False)
class _Pieces:
    """The connected pieces of one thing.

    Attributes:
        labels: From 1, ``(h, w)``.
        areas: Pixels of each, that of the background first; of specks, which never count, more than there are.
        boxes: Left, top, right and bottom of each, ``(n, 4)``.
    """

    labels: NDArray[np.int32]
    areas: NDArray[np.intp]
    boxes: NDArray[np.float64]

    @classmethod
    def of(cls, shown: NDArray[np.bool_]) -> _Pieces:
        labels, count = _ndimage.label(shown)
        areas = np.bincount(labels.ravel(), minlength=count + 1)
        largest = int(areas[1:].max(initial=0))
        specks = areas < max(_SPECK * largest, min(_FLOOR, largest))
        corners = [(c.start, r.start, c.stop, r.stop) for r, c in _ndimage.find_objects(labels)]
        boxes = np.array(corners, np.float64).reshape(-1, 4)
        return cls(labels, np.where(specks, np.iinfo(np.int64).max, areas), boxes)

    def fit(self, box_xyxy: Corners) -> float:
        """How much the box around the pieces that lie in a box is like that box: intersection over union."""
        held = np.bincount(self.labels[_window(box_xyxy)].ravel(), minlength=len(self.areas))
        meant = self.boxes[(held > _INSIDE * self.areas)[1:]]
        if not len(meant):
            return 0.0
        return _overlap((*meant[:, :2].min(0), *meant[:, 2:].max(0)), box_xyxy)

    def holding(self, spots: NDArray[np.intp]) -> NDArray[np.bool_]:
        """The pieces in which spots lie, row and column ``(2, n)``."""
        held = self.labels[tuple(spots)]
        return np.isin(self.labels, np.unique(held[held > 0]))

    def depth(self, inside: NDArray[np.intp], outside: NDArray[np.intp]) -> float:
        """How deep spots lie in the pieces that hold them, 1 for the deepest place; 0 where they hold too few.

        Args:
            inside: Row and column of spots that are meant, ``(2, n)``.
            outside: Of those that are not.
        """
        if not inside.size or (self.labels[tuple(inside)] > 0).mean() < _HELD:
            return 0.0
        held = self.holding(inside)
        if outside.size and held[tuple(outside)].mean() > _TOUCHED:
            return 0.0
        deep = _ndimage.distance_transform_edt(np.pad(held, 1))[1:-1, 1:-1]
        return float(np.median(deep[tuple(inside)]) / deep.max())


def _warmth(plane: NDArray[np.float32], spots: NDArray[np.intp]) -> float:
    """The heat of half of the spots or more; 0 where that is little."""
    warmth = float(np.median(plane[tuple(spots)])) if spots.size else 0.0
    return warmth if warmth >= _WARM else 0.0


def _overlap(one: Sequence[float], other: Sequence[float]) -> float:
    """Intersection over union of two boxes, each left, top, right and bottom."""
    across = max(0.0, min(one[2], other[2]) - max(one[0], other[0]))
    down = max(0.0, min(one[3], other[3]) - max(one[1], other[1]))
    areas = [(box[2] - box[0]) * (box[3] - box[1]) for box in (one, other)]
    union = sum(areas) - across * down
    return float(across * down / union) if union > 0 else 0.0


def _window(box_xyxy: Corners) -> tuple[slice, slice]:
    """The rows and columns of a box; of one that is thinner than a pixel, one of each."""
    left, top = (max(0, int(np.floor(edge + 0.5))) for edge in box_xyxy[:2])
    right, bottom = (
        max(low + 1, int(np.ceil(edge - 0.5))) for low, edge in zip((left, top), box_xyxy[2:], strict=True)
    )
    return slice(top, bottom), slice(left, right)
