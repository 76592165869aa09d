"""What lies near a stroke or a point and looks like it tends to be as that says.

A network that is told of a point may hardly change its mind. So every stroke and point has a say of its own: strong
where it lies, weaker the further away and the less alike, as far as the thing is large. A few add up, so that those who
want a pixel in and those who want it out are weighed against each other; where the network is surer, it still wins.
"""

from __future__ import annotations

from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from limis.protocols import ViewPrompt
from limis.segmenters.crops import Crop, densely

__all__ = ["heed"]

_ndimage = cast("Any", ndimage)
_STRENGTH, _MOST, _SURE = 3.0, 6.0, 7.0
_REACH, _LEAST, _FADED = 0.35, 16, 4.0
_ALIKE, _BLUR = 0.12, 1.0


def heed(
    logits: NDArray[np.float32], prompt: ViewPrompt, crop: Crop, pixels: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Weigh what a segmenter says with what each stroke and point says.

    Args:
        logits: ``(s, s)``, what is inside on a crop; above 0 where more likely than not.
        prompt: What was asked.
        crop: The window; strokes and points beyond it say nothing.
        pixels: What it shows, 0…1, ``(s, s, c)``.

    Returns:
        Logits ``(s, s)``; those that came in where there are no strokes and points.
    """
    paths = _paths(prompt, crop)
    if not paths:
        return logits
    seen: NDArray[np.float32] = _ndimage.gaussian_filter(np.nan_to_num(pixels), (_BLUR, _BLUR, 0))
    reach = _REACH * float(np.sqrt(max(_LEAST, int((logits > 0).sum()))))
    says = {True: np.zeros(logits.shape), False: np.zeros(logits.shape)}
    for path, inside in paths:
        says[inside] += _STRENGTH * _near_and_alike(seen, _thinned(path, max(1.0, reach / 2)), reach)
    weighed = np.clip(logits, -_SURE, _SURE) + np.minimum(says[True], _MOST) - np.minimum(says[False], _MOST)
    return weighed.astype(np.float32)


def _paths(prompt: ViewPrompt, crop: Crop) -> list[tuple[NDArray[np.float64], bool]]:
    """Points and strokes as paths in pixels of the crop, and whether they lie inside."""
    points = [(point[None], bool(inside)) for point, inside in zip(prompt.points_xy, prompt.positive, strict=True)]
    return [(crop.to_crop(path + 0.5), bool(inside)) for path, inside in (*points, *prompt.scribbles) if len(path)]


def _thinned(path: NDArray[np.float64], step: float) -> list[NDArray[np.float64]]:
    """Spots along a path, about a step apart: enough to tell how near something is to it."""
    kept: list[NDArray[np.float64]] = []
    for spot in densely(path, step):
        if not kept or float(np.abs(spot - kept[-1]).max()) >= step / 2:
            kept.append(spot)
    return kept


def _near_and_alike(seen: NDArray[np.float32], spots: list[NDArray[np.float64]], reach: float) -> NDArray[np.float64]:
    """How near each pixel is to the nearest spot that it looks like, and how alike: 1 at the spots, ``(s, s)``."""
    height, width = seen.shape[:2]
    most: NDArray[np.float64] = np.zeros((height, width))
    far = int(np.ceil(_FADED * reach))
    for x, y in spots:
        if not (0 <= x < width and 0 <= y < height):
            continue
        row, column = int(y), int(x)
        window = (slice(max(0, row - far), row + far + 1), slice(max(0, column - far), column + far + 1))
        down, across = (np.arange(*side.indices(length)) + 0.5 for side, length in zip(window, most.shape, strict=True))
        away: NDArray[np.float64] = np.hypot((down - y).reshape(-1, 1), across - x) / reach
        unlike: NDArray[np.float64] = np.linalg.norm(seen[window] - seen[row, column], axis=2) / _ALIKE
        most[window] = np.maximum(most[window], np.exp(-(np.square(away) + np.square(unlike)) / 2))
    return most
