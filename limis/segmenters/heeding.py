"""What a stroke or a point lies on is as it says, and so is what lies near it and looks like it.

A network that is told of a point may hardly change its mind. So every stroke and point of a correction has a say of its
own: strong where it lies, weaker the further away and the less alike, as far as the thing is large. Several add up, so
that those who want a pixel in and those who want it out are weighed against each other.
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
_STRENGTH, _SURE = 3.0, 7.0
_REACH, _LEAST = 0.35, 16
_ALIKE, _BLUR = 0.12, 1.0


def heed(
    logits: NDArray[np.float32], prompt: ViewPrompt, crop: Crop, pixels: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Weigh what a segmenter says with what each stroke and point says.

    Args:
        logits: ``(s, s)``, what is inside on a crop; above 0 where more likely than not.
        prompt: What was asked.
        crop: The window.
        pixels: What it shows, 0…1, ``(s, s, c)``.

    Returns:
        Logits ``(s, s)``; those that came in where there are no strokes and points.
    """
    said = _said(prompt, crop)
    if not said:
        return logits
    seen: NDArray[np.float32] = _ndimage.gaussian_filter(pixels, (_BLUR, _BLUR, 0))
    reach = _REACH * float(np.sqrt(max(_LEAST, int((logits > 0).sum()))))
    weighed = np.clip(logits, -_SURE, _SURE)
    for path, positive in said:
        says = _STRENGTH * _near_and_alike(seen, densely(path, max(1.0, reach / 2)), reach)
        weighed = weighed + (says if positive else -says)
    return weighed.astype(np.float32)


def _said(prompt: ViewPrompt, crop: Crop) -> list[tuple[NDArray[np.float64], bool]]:
    """Points and strokes as paths in pixels of the crop, and whether they lie inside."""
    points = [(point[None], bool(inside)) for point, inside in zip(prompt.points_xy, prompt.positive, strict=True)]
    return [(crop.to_crop(path + 0.5), inside) for path, inside in (*points, *prompt.scribbles) if len(path)]


def _near_and_alike(seen: NDArray[np.float32], spots: NDArray[np.float64], reach: float) -> NDArray[np.float64]:
    """How near each pixel is to the nearest spot that it looks like, and how alike: 1 at the spots, ``(s, s)``."""
    height, width = seen.shape[:2]
    down, across = np.mgrid[:height, :width].astype(np.float64) + 0.5
    most = np.zeros((height, width))
    for x, y in spots:
        if 0 <= x < width and 0 <= y < height:
            near = ((down - y) ** 2 + (across - x) ** 2) / reach**2
            unlike = ((seen - seen[int(y), int(x)]) ** 2).sum(axis=2) / _ALIKE**2
            most = np.maximum(most, np.exp(-(near + unlike) / 2))
    return most
