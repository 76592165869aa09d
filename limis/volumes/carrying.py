"""The mask of one slice, carried on to the next ones by how these look.

Neighbouring slices show the same things a little moved. So a mask is moved as the picture moves, the segmenter is asked
what fills the box around it, and what looks like the thing in the slice that it began in counts, too. The segmenter
is not shown its neighbour's mask: it would say the same again.

Source: optical flow by iterative Lucas and Kanade, Le Besnerais and Champagnat 2005, as in scikit-image.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage
from scipy.special import expit, logit

from limis.imaging.boxes import Corners, corners_of
from limis.imaging.heat import resize
from limis.imaging.likeness import Likeness
from limis.volumes.stack import Stack

__all__ = ["Carrier", "Layer", "moved"]

#: A map of a view, float32, shape ``(height, width)``.
Layer = NDArray[np.float32]

_ndimage = cast("Any", ndimage)
_MOVED_SHARE, _LOOKS_SHARE = 0.4, 0.6
_SURE, _MOST = 0.01, 1.5
_AROUND, _LEAST_AROUND = 0.25, 3
_MARGIN, _LEAST_MARGIN = 0.5, 12
_LONGEST, _RADIUS, _WARPS = 96, 5, 5
_BLUR = 0.7


class Carrier:
    """Carries one thing from the slice that it is known in to others.

    Args:
        stack: The slices.
        fill: Tells what fills a box of a slice, given its number and the corners: a probability of the view's size.
        key: The slice.
        inside: The thing's probability there, float32 in 0…1, of the view's size.
    """

    def __init__(self, stack: Stack, fill: Callable[[int, Corners], Layer], key: int, inside: Layer) -> None:
        self._stack, self._fill = stack, fill
        within = inside > 0.5
        reach = max(_LEAST_AROUND, int(_AROUND * np.sqrt(within.sum())))
        near = _ndimage.binary_dilation(within, iterations=reach) & ~within
        self._likeness = Likeness.of(_blurred(self._grey(key)), within, near)

    def carry(self, inside: Layer, at: int, to: int) -> tuple[Layer, Layer]:
        """Carry a mask on to another slice, best a neighbour.

        Args:
            inside: The thing's probability in slice `at`.
            at: Where that is.
            to: The other slice.

        Returns:
            Its probability there, and `inside` as it lies there before anybody was asked; both are the latter where
            nothing of it is left.
        """
        now = self._grey(to)
        here = moved(inside, self._grey(at), now)
        corners = corners_of(here > 0.5)
        if corners is None:
            return here, here
        looks = np.clip(logit(self._likeness(_blurred(now))), -_MOST, _MOST)
        said = (1 - _MOVED_SHARE) * _surely(self._fill(to, corners)) + _MOVED_SHARE * _surely(here)
        return expit(said + np.float32(_LOOKS_SHARE) * looks).astype(np.float32), here

    def alike(self, inside: Layer, k: int) -> float:
        """How much what is inside in a slice looks like the thing and not like its surroundings, 0…1; 0 for nothing."""
        within = inside > 0.5
        return float(self._likeness(_blurred(self._grey(k)))[within].mean()) if within.any() else 0.0

    def moved(self, inside: Layer, at: int, to: int) -> Layer:
        """A map of slice `at` as it lies in slice `to`; see `moved`."""
        return moved(inside, self._grey(at), self._grey(to))

    def _grey(self, k: int) -> Layer:
        pixels = self._stack.view(k).pixels
        return np.nan_to_num(pixels if pixels.ndim == 2 else pixels.mean(axis=2))


def moved(inside: Layer, before: Layer, now: Layer) -> Layer:
    """Move the mask of one slice as the picture moves to the next.

    Args:
        inside: float32 in 0…1, ``(height, width)``.
        before: What its slice shows, 0…1, of that size.
        now: What the other slice shows.

    Returns:
        float32 in 0…1 of that size; 0 far from what is inside.
    """
    found, here = corners_of(inside > 0.5), np.zeros_like(inside)
    if found is None:
        return here
    window = _around(found, inside.shape)
    rows, columns = np.indices(now[window].shape, np.float32)
    if min(rows.shape) > 1:  # else there is no slope to follow
        down, across = _flow(before[window], now[window])
        rows, columns = rows + down, columns + across
    here[window] = _ndimage.map_coordinates(inside[window], [rows, columns], order=1, mode="nearest")
    return here


def _flow(before: Layer, now: Layer) -> tuple[Layer, Layer]:
    """How far down and across what `now` shows was `before`, in pixels; of what is large it is told more coarsely."""
    flow: Any = import_module("skimage.registration").optical_flow_ilk  # loaded when it is needed
    size = np.array(now.shape)
    coarse = np.maximum(2, np.round(size * min(1.0, _LONGEST / size.max()))).astype(int)
    seen = [resize(grey[..., None], (int(coarse[0]), int(coarse[1])))[..., 0] for grey in (now, before)]
    steps = np.moveaxis(np.asarray(flow(*seen, radius=_RADIUS, num_warp=_WARPS, dtype=np.float32)), 0, -1)
    down, across = np.moveaxis(resize(steps, (int(size[0]), int(size[1]))) * (size / coarse), -1, 0)
    return down, across


def _around(corners: Corners, size: tuple[int, ...]) -> tuple[slice, slice]:
    """Rows and columns around a box, with room for what moves."""
    left, top, right, bottom = (int(edge) for edge in corners)
    room = max(_LEAST_MARGIN, int(_MARGIN * max(bottom - top, right - left)))
    rows = slice(max(0, top - room), min(size[0], bottom + room))
    return rows, slice(max(0, left - room), min(size[1], right + room))


def _surely(inside: Layer) -> Layer:
    """Logits, none too sure to be outvoted."""
    return cast("Layer", logit(np.clip(inside, _SURE, 1 - _SURE)))


def _blurred(grey: Layer) -> Layer:
    return _ndimage.gaussian_filter(grey, _BLUR)
