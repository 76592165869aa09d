"""Square windows of a view: where they lie, and how they are cut out and put back."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from limis.errors import PromptError, say
from limis.imaging.heat import resize
from limis.protocols import ViewPrompt

__all__ = ["FINE", "LARGE", "SMALL", "Crop", "closer_crop", "crop_for", "densely", "thickness"]

#: Sides of a crop in pixels: of small things, of large ones, and of large ones that are thin. Training uses the same.
SMALL, LARGE, FINE = 128, 160, 512
_MARGIN = 1.35
_ROOM_FOR_STROKES, _ROOM_FOR_POINTS = 2.0, 1.5
_CLOSER = 0.8
_LEAST = 16


@dataclass(frozen=True)
class Crop:
    """A square window of a view, and the side it is resampled to.

    Attributes:
        left: First column, may lie outside the view.
        top: First row.
        extent: Pixels of the view along a side.
        side: Pixels of the crop along a side.
    """

    left: int
    top: int
    extent: int
    side: int

    def to_crop(self, points_xy: NDArray[np.floating]) -> NDArray[np.float64]:
        """View pixels to crop pixels."""
        return (np.asarray(points_xy, np.float64) - (self.left, self.top)) * (self.side / self.extent)

    def cut(self, layer: NDArray[np.float32]) -> NDArray[np.float32]:
        """Resample a layer of the view, ``(h, w)`` or ``(h, w, c)``, to ``(side, side, c)``; zero outside."""
        layer = layer if layer.ndim == 3 else layer[..., None]
        window = np.zeros((self.extent, self.extent, layer.shape[2]), np.float32)
        inner, outer = self._overlap(layer.shape[:2])
        window[inner] = layer[outer]
        return resize(window, (self.side, self.side))

    def paste(self, values: NDArray[np.float32], size: tuple[int, int]) -> NDArray[np.float32]:
        """Put ``(side, side)`` values back into a view of a size; zero outside the crop."""
        view = np.zeros(size, np.float32)
        inner, outer = self._overlap(size)
        view[outer] = resize(values[..., None], (self.extent, self.extent))[..., 0][inner]
        return view

    def _overlap(self, size: tuple[int, ...]) -> tuple[tuple[slice, slice], tuple[slice, slice]]:
        inner: list[slice] = []
        outer: list[slice] = []
        for start, length in ((self.top, size[0]), (self.left, size[1])):
            low, high = max(0, start), min(length, start + self.extent)
            inner.append(slice(low - start, high - start))
            outer.append(slice(low, high))
        return (inner[0], inner[1]), (outer[0], outer[1])


def thickness(inside: NDArray[np.bool_]) -> float:
    """Mean thickness of a mask ``(h, w)`` in pixels: twice its area by the length of its border; 0 for an empty one.

    Example:
        >>> line = np.zeros((9, 40), bool)
        >>> line[4] = True
        >>> thickness(line)
        2.0
    """
    padded = np.pad(inside, 1)
    core = inside & padded[:-2, 1:-1] & padded[2:, 1:-1] & padded[1:-1, :-2] & padded[1:-1, 2:]
    border = int(inside.sum()) - int(core.sum())
    return 2.0 * int(inside.sum()) / border if border else 0.0


def densely(path: NDArray[np.floating], step: float) -> NDArray[np.float64]:
    """Points along a path ``(n, 2)``, none further than about a step from the next.

    Example:
        >>> densely(np.array([[0.0, 0.0], [4.0, 0.0]]), 2).tolist()
        [[0.0, 0.0], [2.0, 0.0], [4.0, 0.0]]
    """
    points = np.asarray(path, np.float64).reshape(-1, 2)
    pieces = [points[:1]]
    for start, stop in pairwise(points):
        steps = max(1, int(np.abs(stop - start).max() // step))
        pieces.append(start + (stop - start) * (np.arange(1, steps + 1)[:, None] / steps))
    return np.concatenate(pieces)


def crop_for(prompt: ViewPrompt, size: tuple[int, int]) -> Crop:
    """Choose the window for a prompt: around its box, else around its mask and strokes, else the whole view.

    Args:
        prompt: What is said.
        size: Height and width of the view.

    Raises:
        PromptError: A prompt that says nothing, or lies outside the view.
    """
    low, high = _extent_of(prompt)
    first = 0.0 if prompt.box_xyxy is not None else -0.5
    is_finite = all(np.isfinite(spots).all() for spots in ([low, high], *_spots(prompt)))
    if not (is_finite and (high > first).all() and (low < (size[1], size[0])).all()):
        raise PromptError(
            say(
                "a prompt outside the image",
                expected=f"pixels within {size[1]} x {size[0]}",
                got=f"{low.tolist()} to {high.tolist()}",
                next_step="Give a prompt inside the image",
            )
        )
    if _is_placed(prompt):
        return _around(np.maximum(low, 0), np.minimum(high, (size[1], size[0])), _MARGIN)
    return _around(np.zeros(2), np.array([size[1], size[0]], float), _MARGIN if prompt.scribbles else 1.0)


def closer_crop(prompt: ViewPrompt, inside: NDArray[np.bool_], crop: Crop) -> Crop | None:
    """Choose a window around what strokes and points turned out to mean.

    Args:
        prompt: What is said.
        inside: bool, of the view's size: what it meant on the crop.
        crop: The window that was looked at.

    Returns:
        A window that is clearly smaller; None where there is none, or where a box or a mask said where to look.
    """
    if _is_placed(prompt) or not inside.any():
        return None
    spots = np.concatenate([_bounds(inside), *_meant(prompt)])
    room = _ROOM_FOR_STROKES if prompt.scribbles else _ROOM_FOR_POINTS
    closer = _around(spots.min(0), spots.max(0), room)
    return closer if closer.extent <= _CLOSER * crop.extent else None


def _around(low: NDArray[np.float64], high: NDArray[np.float64], room: float) -> Crop:
    extent = max(_LEAST, round(float((high - low).max()) * room))
    left, top = np.round((low + high) / 2 - extent / 2).astype(int)
    return Crop(int(left), int(top), extent, SMALL if extent <= 1.5 * SMALL else LARGE)


def _is_placed(prompt: ViewPrompt) -> bool:
    """Whether a box or a mask says where the whole thing lies."""
    return prompt.box_xyxy is not None or (prompt.prior is not None and bool((prompt.prior > 0.5).any()))


def _bounds(inside: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Left and top, right and bottom of a mask that is not empty."""
    rows, columns = np.flatnonzero(inside.any(1)), np.flatnonzero(inside.any(0))
    return np.array([[columns[0], rows[0]], [columns[-1] + 1, rows[-1] + 1]], float)


def _extent_of(prompt: ViewPrompt) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The corners of what a prompt says: its box, else its mask with its strokes and points."""
    if prompt.box_xyxy is not None:
        left, top, right, bottom = prompt.box_xyxy
        return np.array([left, top], float), np.array([right, bottom], float)
    spots = _spots(prompt)
    if prompt.prior is not None and (prompt.prior > 0.5).any():
        spots.append(_bounds(prompt.prior > 0.5))
    if not spots:
        raise PromptError(
            say(
                "an empty prompt",
                expected="a box, points, scribbles or a previous mask",
                got="none of them",
                next_step="Say where the thing is",
            )
        )
    every = np.concatenate(spots)
    return every.min(0), every.max(0)


def _spots(prompt: ViewPrompt) -> list[NDArray[np.float64]]:
    """The points and strokes, inside and outside, ``(n, 2)`` each; those that hold none are left out."""
    return [np.asarray(spots, float) for spots in (prompt.points_xy, *(s for s, _ in prompt.scribbles)) if len(spots)]


def _meant(prompt: ViewPrompt) -> list[NDArray[np.float64]]:
    """The points and strokes inside the thing, ``(n, 2)`` each."""
    inside = [prompt.points_xy[prompt.positive], *(stroke for stroke, positive in prompt.scribbles if positive)]
    return [np.asarray(spots, float) for spots in inside if len(spots)]
