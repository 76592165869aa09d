"""Views as the colour pictures that models for photographs expect."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from limis.protocols import View

__all__ = ["as_rgb"]


def as_rgb(view: View) -> NDArray[np.uint8]:
    """Turn a view into an RGB picture; grey becomes three equal channels.

    Args:
        view: Pixels in 0…1; values outside are clipped.

    Returns:
        uint8, shape ``(height, width, 3)``.

    Example:
        >>> as_rgb(View(np.ones((2, 3), np.float32))).max(axis=(0, 1)).tolist()
        [255, 255, 255]
    """
    values = np.rint(np.clip(view.pixels, 0, 1) * 255).astype(np.uint8)
    return values if values.ndim == 3 else np.repeat(values[..., None], 3, axis=2)
