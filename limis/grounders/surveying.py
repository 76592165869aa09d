"""All that a closed vocabulary sees in one view, so as to tell what a box may hold that nobody gave a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from limis.imaging.heat import unfit_square
from limis.protocols import Hint

__all__ = ["Seen"]

_FILLS = 0.7
_INSIDE = 0.5
_LONGEST = 512
_SPECK, _FLOOR = 0.02, 4
_ndimage = cast("Any", ndimage)

_Corners = tuple[float, float, float, float]


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

    def hint(self, box_xyxy: _Corners) -> Hint | None:
        """Tell what fills a box: what has a box of its own that is nearly the same.

        Only those pieces of a thing count that lie in the box for the most part: a box may hold one lung of two.

        Args:
            box_xyxy: Half-open pixels of the view.
        """
        shrink = min(1.0, _LONGEST / max(self.size))
        edges = np.clip(box_xyxy, 0, (*self.size[::-1], *self.size[::-1]))
        small = cast("_Corners", tuple(float(edge) * shrink for edge in edges))
        fits = [pieces.fit(small) for pieces in self._pieces]
        best = int(np.argmax(fits)) if fits else -1
        if best < 0 or fits[best] < _FILLS:
            return None
        heat = np.zeros(self.size, np.float32)
        inside = _window(box_xyxy)
        heat[inside] = unfit_square(self.heat[best], self.size)[inside]
        return Hint(self.names[best], heat)

    @cached_property
    def _pieces(self) -> list[_Pieces]:
        shrink = min(1.0, _LONGEST / max(self.size))
        size = (max(1, round(self.size[0] * shrink)), max(1, round(self.size[1] * shrink)))
        return [_Pieces.of(unfit_square(plane, size) > 0.5) for plane in self.heat]


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

    def fit(self, box_xyxy: _Corners) -> float:
        """How much the box around the pieces that lie in a box is like that box: intersection over union."""
        held = np.bincount(self.labels[_window(box_xyxy)].ravel(), minlength=len(self.areas))
        meant = self.boxes[(held > _INSIDE * self.areas)[1:]]
        if not len(meant):
            return 0.0
        return _overlap((*meant[:, :2].min(0), *meant[:, 2:].max(0)), box_xyxy)


def _overlap(one: Sequence[float], other: Sequence[float]) -> float:
    """Intersection over union of two boxes, each left, top, right and bottom."""
    across = max(0.0, min(one[2], other[2]) - max(one[0], other[0]))
    down = max(0.0, min(one[3], other[3]) - max(one[1], other[1]))
    areas = [(box[2] - box[0]) * (box[3] - box[1]) for box in (one, other)]
    union = sum(areas) - across * down
    return float(across * down / union) if union > 0 else 0.0


def _window(box_xyxy: _Corners) -> tuple[slice, slice]:
    """The rows and columns of a box; of one that is thinner than a pixel, one of each."""
    left, top = (max(0, int(np.floor(edge + 0.5))) for edge in box_xyxy[:2])
    right, bottom = (
        max(low + 1, int(np.ceil(edge - 0.5))) for low, edge in zip((left, top), box_xyxy[2:], strict=True)
    )
    return slice(top, bottom), slice(left, right)
