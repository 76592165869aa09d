"""Turning heat maps into boxes."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

__all__ = ["boxes_from_heat", "fit_square", "resize", "unfit_square"]

_ndimage = cast("Any", ndimage)


def boxes_from_heat(
    heat: NDArray[np.float32], *, level: float = 0.5, smallest: float = 0.04, floor: int = 4
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Box every connected piece of a heat map.

    Args:
        heat: 0…1, shape ``(h, w)``.
        level: Inside from here.
        smallest: Pieces below this share of the largest one are dropped.
        floor: Pieces of fewer pixels are dropped, unless all are.

    Returns:
        Boxes ``(n, 4)`` as x0, y0, x1, y1, half-open, and their mean heat ``(n,)``, largest piece first.
    """
    inside = heat > level
    rows, columns = np.flatnonzero(inside.any(axis=1)), np.flatnonzero(inside.any(axis=0))
    if not rows.size:
        return np.zeros((0, 4), np.float32), np.zeros(0, np.float32)
    top, left = int(rows[0]), int(columns[0])
    window = slice(top, int(rows[-1]) + 1), slice(left, int(columns[-1]) + 1)
    pieces, count = _ndimage.label(inside[window], structure=np.ones((3, 3)))
    heat = heat[window]
    sizes = np.bincount(pieces.ravel(), minlength=count + 1)[1:]
    scores = _ndimage.mean(heat, pieces, np.arange(1, count + 1))
    keep = (sizes >= smallest * sizes.max()) & (sizes >= min(floor, sizes.max()))
    order = [n for n in np.argsort(-sizes, kind="stable") if keep[n]]
    found = _ndimage.find_objects(pieces)
    boxes = [[found[n][1].start, found[n][0].start, found[n][1].stop, found[n][0].stop] for n in order]
    corner = np.array([left, top, left, top], np.float32)
    return np.asarray(boxes, np.float32).reshape(-1, 4) + corner, np.asarray(scores, np.float32)[order]


def fit_square(pixels: NDArray[np.float32], side: int) -> NDArray[np.float32]:
    """Fit a picture into a square canvas, centred, black around it.

    Args:
        pixels: ``(h, w)`` or ``(h, w, 3)``, 0…1.
        side: Of the canvas.

    Returns:
        float32 ``(3, side, side)``.
    """
    height, width = pixels.shape[:2]
    new = _fitted(height, width, side)
    rgb = pixels if pixels.ndim == 3 else pixels[..., None]
    small = resize(rgb, new)
    canvas = np.zeros((3, side, side), np.float32)
    top, left = (side - new[0]) // 2, (side - new[1]) // 2
    canvas[:, top : top + new[0], left : left + new[1]] = np.moveaxis(small, 2, 0)
    return canvas


def unfit_square(canvas: NDArray[np.float32], size: tuple[int, int]) -> NDArray[np.float32]:
    """Undo `fit_square` for a map ``(s, s)`` of any resolution: back to ``(height, width)``."""
    side = canvas.shape[0]
    new = _fitted(*size, side)
    top, left = (side - new[0]) // 2, (side - new[1]) // 2
    return resize(canvas[top : top + new[0], left : left + new[1], None], size)[..., 0]


def _fitted(height: int, width: int, side: int) -> tuple[int, int]:
    scale = side / max(height, width)
    return max(1, round(height * scale)), max(1, round(width * scale))


def resize(pixels: NDArray[np.float32], size: tuple[int, int]) -> NDArray[np.float32]:
    """Resample ``(h, w, c)`` to a size, averaging when it shrinks; float32."""
    from PIL import Image

    layers = [
        np.asarray(
            Image.fromarray(np.ascontiguousarray(pixels[..., c], np.float32)).resize(
                (size[1], size[0]), Image.Resampling.BILINEAR
            ),
            np.float32,
        )
        for c in range(pixels.shape[2])
    ]
    return np.stack(layers, axis=2)
