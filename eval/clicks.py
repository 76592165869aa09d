"""Where somebody who sees the truth would click: in the middle of the largest error, or anywhere inside."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from limis.eval.overlap import Inside, comparable, span
from limis.types import Point

__all__ = ["largest_piece", "next_click", "random_clicks"]

_ndimage: Any = import_module("scipy.ndimage")


def next_click(mask: Inside, truth: Inside) -> Point | None:
    """Click into the middle of the largest connected error (8- or 26-connected).

    The middle is the voxel that is furthest from everything else, counted in voxels, the edge of the image being an
    edge of the error too, but for an image that is one slice, whose slice has no edge before and behind it; of several,
    the one nearest to the error's centroid. With an empty mask it is the most interior point of the largest piece of
    the truth.

    Args:
        mask: What there is, bool.
        truth: What should be, bool, the same shape.

    Returns:
        A click that is positive where the truth is inside; None where nothing is wrong.

    Raises:
        GeometryError: Shapes differ.

    Source: CVPR 2025, "Foundation Models for Interactive 3D Biomedical Image Segmentation", evaluation rules; for
    the first click Mazurowski et al., Medical Image Analysis 89, 2023, section 2.

    Example:
        >>> truth = np.zeros((9, 9), bool)
        >>> truth[2:7, 1:6] = True
        >>> next_click(np.zeros_like(truth), truth)
        Point(ijk=(4.0, 3.0), positive=True)
    """
    mask, truth = comparable(mask, truth)
    error = mask ^ truth
    if not error.any():
        return None
    middle = _middle(largest_piece(error))
    return Point(tuple(float(n) for n in middle), bool(truth[middle]))


def random_clicks(truth: Inside, count: int, seed: str) -> list[Point]:
    """Click anywhere inside.

    Args:
        truth: bool.
        count: How many clicks; fewer where there are fewer voxels.
        seed: The same seed gives the same clicks.

    Source: Roy et al., "SAM.MD", arXiv 2304.05396, 2023: points drawn at random from the true mask of a slice.
    """
    spots = np.argwhere(truth)
    chosen = np.random.default_rng(list(seed.encode())).permutation(len(spots))[:count]
    return [Point(tuple(float(n) for n in spots[one])) for one in chosen]


def largest_piece(inside: Inside) -> Inside:
    """The largest connected piece of a mask that is not empty (8- or 26-connected); of equals, the first."""
    pieces, _ = _ndimage.label(inside, structure=np.ones((3,) * inside.ndim, bool))
    sizes = np.bincount(pieces.ravel())
    sizes[0] = 0
    return pieces == int(sizes.argmax())


def _middle(piece: Inside) -> tuple[int, ...]:
    """The voxel of a piece that is deepest inside it."""
    spots: NDArray[np.int64] = np.argwhere(piece)
    window = span(piece)
    edges = [int(length > 1) for length in piece.shape]
    depth = _ndimage.distance_transform_edt(np.pad(piece[window], [(edge, edge) for edge in edges]))
    deepest = np.argwhere(depth == depth.max()) - edges + [side.start for side in window]
    away = ((deepest - spots.mean(0)) ** 2).sum(1)
    return tuple(int(n) for n in deepest[away.argmin()])
