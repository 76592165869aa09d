"""What a session shows, as a picture small enough for an assistant to take."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow

from limis.geometry import Plane
from limis.imaging.window import window_chosen
from limis.render.preview import preview
from limis.render.slices import Telling, telling_near, zoomed
from limis.types import Result

if TYPE_CHECKING:
    from limis.session import Session

__all__ = ["LARGEST_BYTES", "draw", "png_within"]

LARGEST_BYTES = 750_000
"""Written as text that is a megabyte, the most that the common assistants take in one result."""

_SMALLEST_PX = 64


def draw(session: Session, plane: Plane | None, title: str = "") -> NDArray[np.uint8]:
    """Draw what is outlined and not hidden.

    Args:
        session: What to look at, through its window.
        plane: The plane whose slice on view is drawn; None for the whole: a picture, or a slice in every plane.
        title: Stands above.

    Returns:
        uint8 RGB, shape ``(height, width, 3)``.
    """
    hidden = session.history.state.hidden
    shown = tuple(structure for structure in session.structures if structure.found and structure.name not in hidden)
    result = Result(shown, "Everything is hidden." if hidden and not shown else "")
    zoom, active = session.look.zoom, result.masks.get(session.history.state.active or "")
    telling = telling_near(session.image.geometry, list(result.masks.values()), zoom, active)
    slices = [zoomed(one, zoom, active) for one in (telling if plane is None else (_on_view(session, plane),))]
    window, numbers = window_chosen(session.look.window), session.history.numbers
    return preview(session.image, result, title=title, slices=slices, window=window, numbers=numbers)


def _on_view(session: Session, plane: Plane) -> Telling:
    frame = session.image.geometry.view(plane)
    return Telling(frame, (session.look.slices.get(plane) or frame.count // 2 + 1) - 1)


def png_within(pixels: NDArray[np.uint8], most_bytes: int = LARGEST_BYTES) -> tuple[bytes, tuple[int, int]]:
    """Write a picture as PNG, made smaller until it fits.

    Args:
        pixels: uint8 RGB, shape ``(height, width, 3)``.
        most_bytes: What it may take.

    Returns:
        The file, fewer bytes than that, and the picture's width and height in it.

    Example:
        >>> png_within(np.zeros((20, 30, 3), np.uint8))[1]
        (30, 20)
    """
    picture = Pillow.fromarray(pixels)
    while True:
        buffer = BytesIO()
        picture.save(buffer, "PNG", optimize=True)
        if buffer.tell() < most_bytes or min(picture.size) <= _SMALLEST_PX:
            return buffer.getvalue(), picture.size
        smaller = min(0.9, 0.95 * (most_bytes / buffer.tell()) ** 0.5)
        picture = Pillow.fromarray(pixels).resize(
            (round(picture.width * smaller), round(picture.height * smaller)), Pillow.Resampling.LANCZOS
        )
