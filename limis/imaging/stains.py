"""Stained tissue taken apart into its stains."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

__all__ = ["nuclear_stain"]

_DARKEST, _BRIGHTEST = 5.0, 99.5
_BLUR = 1.0


def nuclear_stain(rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """How much haematoxylin is where, whatever other stain lies over it.

    Args:
        rgb: A bright-field picture, ``(h, w, 3)`` or with an opacity that is ignored.

    Returns:
        uint8 ``(h, w)``: nuclei bright on dark, as in fluorescence.

    Source: colour deconvolution, Ruifrok and Johnston 2001, as scikit-image's ``rgb2hed`` has it.
    """
    from skimage import color

    amount = np.asarray(cast("Any", color).rgb2hed(rgb[..., :3])[..., 0], np.float64)
    smooth = np.asarray(ndimage.gaussian_filter(amount, _BLUR), np.float64)
    low, high = np.percentile(smooth, [_DARKEST, _BRIGHTEST])
    return (np.clip((smooth - low) / max(high - low, 1e-9), 0, 1) * 255).astype(np.uint8)
