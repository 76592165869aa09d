"""Windows: which range of values becomes black to white for an eye or an engine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from limis.errors import InputError, say
from limis.types import Image

__all__ = ["PRESETS", "Window", "to_view", "window_chosen", "window_for"]

_PERCENTILES = (0.5, 99.5)
_SAMPLE = 2**20


@dataclass(frozen=True)
class Window:
    """A range of values, by its centre and width.

    Attributes:
        centre: The value shown as middle grey, in the image's unit.
        width: From black to white; 0 shows everything as black.

    Raises:
        InputError: A width below 0, or numbers that are not finite.
    """

    centre: float
    width: float

    def __post_init__(self) -> None:
        if not np.isfinite([self.centre, self.width]).all() or self.width < 0:
            raise InputError(
                say(
                    "not a window",
                    expected="a centre and a width of at least 0",
                    got=f"{self.centre} and {self.width}",
                    next_step="Give for example center 40, width 400",
                )
            )

    @classmethod
    def between(cls, low: float, high: float) -> Window:
        """The window that shows `low` as black and `high` as white."""
        return cls((low + high) / 2, high - low)

    @property
    def low(self) -> float:
        """The value shown as black."""
        return self.centre - self.width / 2

    @property
    def high(self) -> float:
        """The value shown as white."""
        return self.centre + self.width / 2


PRESETS = {
    "soft_tissue": Window(40, 400),
    "lung": Window(-600, 1500),
    "bone": Window(400, 1800),
    "brain": Window(40, 80),
    "mediastinum": Window(50, 350),
    "liver": Window(30, 150),
}
"""Windows for CT in HU (Source: Radiopaedia, "Windowing (CT)", typical widths and levels)."""


def window_chosen(choice: str | tuple[float, float] | None) -> Window | None:
    """The window that somebody chose: a name of `PRESETS`, or centre and width; None for the one that suits.

    Example:
        >>> window_chosen((40.0, 400.0)) == Window(40.0, 400.0), window_chosen(None)
        (True, None)
    """
    return PRESETS[choice] if isinstance(choice, str) else Window(*choice) if choice is not None else None


def window_for(image: Image, modality: str | None = None, preset: str | None = None) -> Window:
    """Choose the window in which to look at an image.

    CT volumes are shown in soft tissue; pictures with the window their header asks for, else over the range of
    their type when that is 8 bits; everything else from the 0.5th to the 99.5th percentile.

    Args:
        image: The image.
        modality: Kind of imaging, when it is known better than the image states it.
        preset: One of `PRESETS`, for CT in Hounsfield units.

    Raises:
        InputError: A preset nobody knows, or one for an image that is not CT.
    """
    kind = modality or image.modality
    is_ct = kind == "CT" and not image.is_picture
    if preset is not None:
        if preset not in PRESETS or not is_ct:
            raise InputError(
                say(
                    f"no window {preset!r} here",
                    expected=f"one of {', '.join(PRESETS)}, on CT",
                    got=f"{preset!r} on {kind or 'an unknown kind of imaging'}",
                    next_step="Give a centre and a width instead",
                )
            )
        return PRESETS[preset]
    if is_ct:
        return PRESETS["soft_tissue"]
    if image.window is not None:
        return Window(*image.window)
    if image.data.dtype == np.uint8 and (image.is_picture or image.is_colour):
        return Window.between(0, 255)
    return _percentile_window(image.data)


def _percentile_window(values: NDArray[Any]) -> Window:
    """A window that leaves out the darkest and brightest half percent of a regular sample."""
    step = max(1, int(np.ceil((values.size / _SAMPLE) ** (1 / values.ndim))))
    sample = values[(slice(None, None, step),) * values.ndim].astype(np.float64)
    low, high = (float(v) for v in np.percentile(sample, _PERCENTILES))
    if low == high:
        low, high = float(values.min()), float(values.max())
    return Window.between(low, high)


def to_view(values: NDArray[Any], window: Window) -> NDArray[np.float32]:
    """Turn values into what is seen through a window.

    Args:
        values: Any shape and type.
        window: The range to show.

    Returns:
        float32 of the same shape, 0 at the window's low end and below, 1 at its high end and above; all 0 for a
        window without width.
    """
    if window.width == 0:
        return np.zeros(values.shape, np.float32)
    scaled = (values.astype(np.float32) - np.float32(window.low)) / np.float32(window.width)
    return np.clip(scaled, 0, 1, out=scaled)
