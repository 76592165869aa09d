"""Strokes as people draw them on a crop, simulated from the truth: lines, midlines, contours; broken, some by slips.

Ink, not paths: what a stroke covers. `limis.eval.strokes` draws the paths that segmenters are measured with.

Source: Wong et al., "ScribblePrompt", ECCV 2024, section 3 (the kinds, and that strokes are broken and warped).
"""

from __future__ import annotations

from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

__all__ = ["strokes_beside", "strokes_within"]

Ink = NDArray[np.bool_]

_KINDS = ("line", "midline", "contour")
_LINES, _BEND = 4, 0.25
_PATCHES, _LEAST_KEPT = 5, 0.35
_SLIP_SHARE = 0.3
_ndimage = cast("Any", ndimage)


def strokes_within(target: Ink, rng: np.random.Generator) -> Ink:
    """Scribble on a thing.

    Args:
        target: The truth on a crop ``(s, s)``; not empty.
        rng: Random draws.

    Returns:
        bool ``(s, s)``: a pixel wide, never empty, now and then a pixel beside where it should be.
    """
    kind = str(rng.choice(_KINDS))
    if kind == "line":
        return _slipped(_lines(target, rng), rng)
    depth = _depth(target)
    if kind == "midline":
        ridge = target & (depth >= _ndimage.maximum_filter(depth, 3) - 0.4)
        return _slipped(_broken(ridge, rng), rng)
    level = max(1.0, float(depth.max()) * rng.uniform(0.15, 0.7))
    return _slipped(_broken(target & (np.abs(depth - level) <= 0.5), rng, or_else=target), rng)


def strokes_beside(target: Ink, rng: np.random.Generator) -> Ink:
    """Scribble on what is not meant: along the border some way out, or anywhere else.

    Args:
        target: The truth on a crop ``(s, s)``.
        rng: Random draws.

    Returns:
        bool ``(s, s)``: a pixel wide; empty where the thing fills the crop.
    """
    if target.all():
        return np.zeros_like(target)
    if rng.random() < 0.4 or not target.any():
        return _slipped(_lines(~target, rng), rng)
    size = float(np.sqrt(target.sum()))
    away = rng.uniform(2.0, 3.0 + 0.4 * size)
    band = ~target & (np.abs(_depth(~target) - away) <= 0.5)
    return _slipped(_broken(band, rng, or_else=~target), rng)


def _depth(inside: Ink) -> NDArray[np.float64]:
    """How far each pixel inside is from the nearest outside, where the crop's edge is no border."""
    return _ndimage.distance_transform_edt(np.pad(inside, 1, mode="edge"))[1:-1, 1:-1]


def _lines(where: Ink, rng: np.random.Generator) -> Ink:
    """Bent lines between places drawn at random, as far as they stay in where they may."""
    spots = np.argwhere(where).astype(np.float64)
    ink = np.zeros_like(where)
    for _ in range(int(rng.integers(1, _LINES))):
        start, stop = spots[rng.integers(len(spots), size=2)]
        length = float(np.linalg.norm(stop - start))
        middle = (start + stop) / 2 + rng.normal(0, _BEND, 2) * length
        along = np.linspace(0, 1, 2 + int(2 * length))[:, None]
        path = (1 - along) ** 2 * start + 2 * along * (1 - along) * middle + along**2 * stop
        rows, columns = np.clip(np.rint(path), 0, np.array(where.shape) - 1).astype(int).T
        ink[rows, columns] = True
    return ink & where


def _broken(ink: Ink, rng: np.random.Generator, or_else: Ink | None = None) -> Ink:
    """Some of it, in pieces; where nothing is left, one pixel of it, or of something else where there was nothing."""
    patches = rng.random((_PATCHES, _PATCHES))
    field = _ndimage.zoom(patches, [n / _PATCHES for n in ink.shape], order=1)
    kept = ink & (field <= np.quantile(field[ink], rng.uniform(_LEAST_KEPT, 1))) if ink.any() else ink
    if not kept.any():
        spots = np.argwhere(ink if ink.any() or or_else is None else or_else)
        kept[tuple(spots[rng.integers(len(spots))])] = True
    return kept


def _slipped(ink: Ink, rng: np.random.Generator) -> Ink:
    """Now and then a pixel off in each direction, as hands do."""
    if rng.random() >= _SLIP_SHARE:
        return ink
    down, across = rng.integers(-1, 2, size=2)
    moved = np.roll(ink, (int(down), int(across)), (0, 1))
    return moved if moved.any() else ink
