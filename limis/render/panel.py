"""One slice with its structures, letters and scale bar."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow
from PIL import ImageDraw

from limis.geometry import Geometry
from limis.render.contour import cover, paint
from limis.render.letters import edge_letters
from limis.render.palette import RGB, TEXT
from limis.render.slices import Telling
from limis.render.text import write
from limis.types import Mask

__all__ = ["Layer", "draw_panel", "panel_caption", "panel_size_mm"]

_LETTER_SIZE = 20
_BAR_SHARE = 0.28
_SMALLEST_WITH_BAR = 160
_INSET = 10


@dataclass(frozen=True, eq=False)
class Layer:
    """A structure to be drawn, its colour, and whether its inside is tinted or only outlined."""

    mask: Mask
    colour: RGB
    filled: bool = True


def panel_size_mm(telling: Telling) -> tuple[float, float]:
    """Height and width of what is shown of a slice in millimetres; in pixels where there is no scale."""
    rows, columns = telling.shape
    row_mm, column_mm = telling.frame.spacing_mm or (1.0, 1.0)
    return rows * row_mm, columns * column_mm


def panel_caption(geometry: Geometry, telling: Telling) -> str:
    """What stands under a slice, e.g. ``"axial · slice 42 of 120 · zoomed in"``; empty for a whole picture.

    Args:
        geometry: The image's grid.
        telling: The slice; numbered from 1 as people call it.
    """
    return " · ".join(filter(None, (_number_words(geometry, telling), "zoomed in" if telling.part else "")))


def _number_words(geometry: Geometry, telling: Telling) -> str:
    frame = telling.frame
    number = f"{telling.k + 1} of {frame.count}"
    if frame.plane is None:
        return ""
    if geometry.affine_ras is None:
        return f"page {number}" if frame.plane == "axial" else f"across the pages · {number}"
    return f"{frame.plane} · slice {number}"


def draw_panel(
    shown: NDArray[np.float32],
    geometry: Geometry,
    telling: Telling,
    layers: Sequence[Layer],
    scale: float,
    *,
    with_bar: bool = True,
) -> Pillow.Image:
    """Draw one slice.

    Args:
        shown: float32 in 0…1, shape ``(rows, columns)`` or ``(rows, columns, 3)``: what is shown of the slice,
            laid out for reading.
        geometry: The image's grid.
        telling: Which slice it is.
        layers: What to draw over it, large ones first so that small ones stay visible.
        scale: Pixels on the screen per millimetre (per image pixel where there is no scale).
        with_bar: Whether to draw a scale bar, where there is a scale.

    Returns:
        An RGB picture.
    """
    height_mm, width_mm = panel_size_mm(telling)
    size = max(2, round(height_mm * scale)), max(2, round(width_mm * scale))
    canvas = _resized(shown, size)
    for layer in layers:
        inside = telling.take(layer.mask.data)
        if inside.any():
            paint(canvas, cover(inside, size), layer.colour, filled=layer.filled)
    panel = Pillow.fromarray((canvas.clip(0, 1) * 255).round().astype(np.uint8))
    draw = ImageDraw.Draw(panel)
    _write_letters(draw, size, edge_letters(geometry, telling.frame))
    if with_bar and telling.frame.spacing_mm is not None:
        _draw_scale_bar(draw, size, scale)
    return panel


def _resized(shown: NDArray[np.float32], size: tuple[int, int]) -> NDArray[np.float32]:
    """The slice as RGB at the size of the screen."""
    values = (shown.clip(0, 1) * 255).round().astype(np.uint8)
    enlarged = size[0] >= values.shape[0] and size[1] >= values.shape[1]
    method = Pillow.Resampling.BICUBIC if enlarged else Pillow.Resampling.LANCZOS
    picture = Pillow.fromarray(values).convert("RGB").resize((size[1], size[0]), method)
    return np.array(picture, np.float32) / np.float32(255)


def _write_letters(draw: ImageDraw.ImageDraw, size: tuple[int, int], letters: dict[str, str]) -> None:
    """Write each letter at the middle of its edge."""
    height, width = size
    if min(size) < 3 * _LETTER_SIZE:
        letters = {edge: letter for edge, letter in letters.items() if edge in ("left", "right")}
    if "top" in letters:
        write(draw, (width // 2, _INSET), letters["top"], _LETTER_SIZE, TEXT, anchor="ma", outlined=True)
    if "bottom" in letters:
        write(draw, (width // 2, height - _INSET), letters["bottom"], _LETTER_SIZE, TEXT, anchor="md", outlined=True)
    if "left" in letters:
        write(draw, (_INSET, height // 2), letters["left"], _LETTER_SIZE, TEXT, anchor="lm", outlined=True)
    if "right" in letters:
        write(draw, (width - _INSET, height // 2), letters["right"], _LETTER_SIZE, TEXT, anchor="rm", outlined=True)


def _draw_scale_bar(draw: ImageDraw.ImageDraw, size: tuple[int, int], scale: float) -> None:
    """Draw a bar of a round length at the lower left."""
    height, width = size
    if width < _SMALLEST_WITH_BAR or height < 60:
        return
    length_mm = _round_length(width * _BAR_SHARE / scale)
    left, bottom = _INSET + 2, height - _INSET - 4
    right = left + round(length_mm * scale)
    draw.rectangle((left - 1, bottom - 3, right + 1, bottom + 2), fill=(0, 0, 0))
    draw.rectangle((left, bottom - 2, right, bottom + 1), fill=TEXT)
    words = f"{length_mm / 10:g} cm" if length_mm >= 10 else f"{length_mm:g} mm"
    write(draw, (left, bottom - 7), words, 14, TEXT, anchor="ld", outlined=True)


def _round_length(most: float) -> float:
    """The largest of 1, 2 and 5 times a power of ten that is not longer than allowed."""
    power = 10 ** math.floor(math.log10(most))
    return max(step * power for step in (1, 2, 5) if step * power <= most * (1 + 1e-9))
