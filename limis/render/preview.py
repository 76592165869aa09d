"""A result on one picture: the image, what was found in it, and a legend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow
from PIL import ImageDraw

from limis.imaging.presets import preset_for
from limis.imaging.window import Window, to_view, window_for
from limis.render.legend import Entry, colours_of, draw_legend, legend_entries, legend_height
from limis.render.letters import orientation_words
from limis.render.palette import BACKGROUND, DIM, FAINT, RGB, TEXT, WARNING
from limis.render.panel import Layer, draw_panel, panel_caption, panel_size_mm
from limis.render.slices import Telling, telling_slices
from limis.render.text import fit, wrap, write
from limis.types import Image, Result

__all__ = ["preview"]

_MARGIN = 28
_GAP = 14
_SIDEBAR = 330
_COLUMN_GAP = 32
_HEADER = 74
_FOOTER = 40
_CAPTION = 28
_LARGEST_PICTURE = 780
_LARGEST_SLICE = 520
_LEAST_BODY = 300
_MOST_IN_A_COLUMN = 8
_NOTICE_SIZE = 17
_NOTICE_ROW = 24
_REMARK_SIZE = 14
_REMARK_ROW = 19
_FOOTNOTE = "limis · not a medical device"


def preview(
    image: Image,
    result: Result,
    *,
    title: str = "",
    slices: Sequence[Telling] = (),
    window: Window | None = None,
    numbers: Mapping[str, int] | None = None,
) -> NDArray[np.uint8]:
    """Draw a result over its image.

    A picture is shown whole; of a volume three slices, one per plane, where the structures show most. Spacing is
    respected, letters stand at the edges only where they are known or assumed, and whatever was not found is
    listed with its reason.

    Args:
        image: The image.
        result: What was found in it, on the same grid.
        title: Stands above, e.g. the request.
        slices: Those to show; none for those that tell most.
        window: The range of values to show; None for the one that suits what was found.
        numbers: Structure name → its number from 1, which its colour keeps to whatever else is shown; without one it is
            the place among what was found.

    Returns:
        uint8 RGB, shape ``(height, width, 3)``.

    Example:
        >>> from limis.geometry import Geometry
        >>> picture = Image(np.zeros((40, 60), np.uint8), Geometry((40, 60)))
        >>> preview(picture, Result(reason="nothing asked"), title="good morning").shape[2]
        3
    """
    warning = "" if result.masks else f"Nothing found. {result.reason}"
    colours = colours_of(result, numbers)
    panels = _stacked(_panels(image, result, slices, window or _window(image, result), colours))
    page = _Page.around(panels, legend_entries(result, colours), warning, orientation_words(image.geometry))
    canvas = Pillow.new("RGB", page.size, BACKGROUND)
    draw = ImageDraw.Draw(canvas)
    _write_header(draw, page, title, _grid_words(image))
    _place_panels(canvas, draw, page)
    _place_legend(draw, page)
    write(draw, (_MARGIN, page.size[1] - 14), _FOOTNOTE, 13, DIM, anchor="ld")
    return np.asarray(canvas, np.uint8)


def _panels(
    image: Image, result: Result, slices: Sequence[Telling], window: Window, colours: Mapping[str, RGB]
) -> list[_Panel]:
    """The slices to show, drawn."""
    layers = [Layer(mask, colours[name]) for name, mask in result.masks.items()]
    layers.sort(key=lambda layer: -layer.mask.voxels)
    chosen = slices or telling_slices(image.geometry, list(result.masks.values()))
    scale = _common_scale(chosen)
    return [
        _Panel(
            draw_panel(
                to_view(telling.take(image.data), window),
                image.geometry,
                telling,
                layers,
                scale,
                with_bar=telling is chosen[0],
            ),
            panel_caption(image.geometry, telling),
        )
        for telling in chosen
    ]


def _window(image: Image, result: Result) -> Window:
    """The window to look through: on CT the one in which the largest thing that was found is read."""
    found = [structure for structure in result if structure.mask is not None]
    if image.modality != "CT" or image.is_picture or not found:
        return window_for(image)
    largest = max(found, key=lambda structure: structure.mask.voxels if structure.mask else 0)
    return window_for(image, preset=preset_for(largest.concept))


def _common_scale(chosen: Sequence[Telling]) -> float:
    """Screen pixels per millimetre at which every slice fits, the same for all of them."""
    largest = _LARGEST_PICTURE if len(chosen) == 1 else _LARGEST_SLICE
    return largest / max(max(panel_size_mm(telling)) for telling in chosen)


@dataclass(frozen=True)
class _Panel:
    """A drawn slice and what stands under it."""

    picture: Pillow.Image
    caption: str

    @property
    def width(self) -> int:
        return self.picture.width

    @property
    def height(self) -> int:
        """With its caption."""
        return self.picture.height + (_CAPTION if self.caption else 0)


def _stacked(panels: list[_Panel]) -> list[list[_Panel]]:
    """Panels in columns: one each, or the others above each other where they fit beside the first (a thin slab)."""
    first, *others = panels
    if len(others) > 1 and _height(others) <= first.height:
        return [[first], others]
    return [[panel] for panel in panels]


@dataclass(frozen=True)
class _Page:
    """Where everything stands.

    Attributes:
        panels: Columns of slices.
        columns: The legend, broken into columns.
        notices: Lines above the legend that have to be seen.
        remark: Lines below the legend.
        body: Height of panels or legend, whichever is taller.
        size: Width and height of the whole.
    """

    panels: list[list[_Panel]]
    columns: list[list[Entry]]
    notices: list[str]
    remark: list[str]
    body: int
    size: tuple[int, int]

    @classmethod
    def around(cls, panels: list[list[_Panel]], entries: list[Entry], warning: str, remark: str) -> _Page:
        """Lay a page out around its panels and legend."""
        notices = wrap(warning, _NOTICE_SIZE, _SIDEBAR)
        remarks = wrap(remark, _REMARK_SIZE, _SIDEBAR)
        tallest = max(_LEAST_BODY, *(_height(column) for column in panels))
        beside = _NOTICE_ROW * (len(notices) + 1) + _REMARK_ROW * (len(remarks) + 1)
        columns = _columns(entries, tallest - beside)
        body = max(tallest, beside + max(legend_height(column, _SIDEBAR) for column in columns))
        across = sum(_width(column) + _GAP for column in panels) - _GAP
        width = 2 * _MARGIN + across + len(columns) * (_SIDEBAR + _COLUMN_GAP)
        return cls(panels, columns, notices, remarks, body, (width, _HEADER + body + _FOOTER))


def _width(column: list[_Panel]) -> int:
    return max(panel.width for panel in column)


def _height(column: list[_Panel]) -> int:
    return sum(panel.height + _GAP for panel in column) - _GAP


def _columns(entries: list[Entry], room: int) -> list[list[Entry]]:
    """The legend in one column, or in two where one would be taller than the slices."""
    if legend_height(entries, _SIDEBAR) <= room or len(entries) < _MOST_IN_A_COLUMN:
        return [entries]
    half = (len(entries) + 1) // 2
    return [entries[:half], entries[half:]]


def _grid_words(image: Image) -> str:
    """Kind of imaging, size and spacing in a line."""
    size = " x ".join(str(n) for n in image.geometry.shape)
    spacing = image.geometry.spacing_mm
    scale = "no scale" if spacing is None else " x ".join(f"{s:.3g}" for s in spacing) + " mm"
    return " · ".join(part for part in (image.modality or "", size, scale) if part)


def _write_header(draw: ImageDraw.ImageDraw, page: _Page, title: str, words: str) -> None:
    """Title and grid above everything."""
    width = page.size[0] - 2 * _MARGIN
    write(draw, (_MARGIN, 14), fit(title, 25, width), 25, TEXT)
    write(draw, (_MARGIN, 46), fit(words, 14, width), 14, DIM)


def _place_panels(canvas: Pillow.Image, draw: ImageDraw.ImageDraw, page: _Page) -> None:
    """The slices side by side, the columns centred on each other, captions below."""
    left, tallest = _MARGIN, max(_height(column) for column in page.panels)
    for column in page.panels:
        top = _HEADER + (tallest - _height(column)) // 2
        for panel in column:
            below = top + panel.picture.height
            canvas.paste(panel.picture, (left, top))
            draw.rectangle((left - 1, top - 1, left + panel.width, below), outline=FAINT)
            write(draw, (left, below + 8), fit(panel.caption, 14, panel.width), 14, DIM)
            top += panel.height + _GAP
        left += _width(column) + _GAP


def _place_legend(draw: ImageDraw.ImageDraw, page: _Page) -> None:
    """Notices, legend and remark to the right of the slices."""
    left = page.size[0] - _MARGIN - len(page.columns) * (_SIDEBAR + _COLUMN_GAP) + _COLUMN_GAP
    top = _HEADER
    for line in page.notices:
        write(draw, (left, top), line, _NOTICE_SIZE, WARNING)
        top += _NOTICE_ROW
    top += _NOTICE_ROW // 2 if page.notices else 0
    for position, column in enumerate(page.columns):
        draw_legend(draw, (left + position * (_SIDEBAR + _COLUMN_GAP), top), _SIDEBAR, column)
    for row, line in enumerate(page.remark):
        place = left, _HEADER + page.body - _REMARK_ROW * (len(page.remark) - row)
        write(draw, place, line, _REMARK_SIZE, DIM)
