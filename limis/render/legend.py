"""The legend: which colour is what, how large it is, and what was not found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PIL import ImageDraw

from limis.render.palette import DIM, RGB, TEXT, WARNING, colour_of
from limis.render.text import fit, text_width, wrap, write
from limis.render.words import readable_name, readable_size
from limis.types import Result

__all__ = ["Entry", "colours_of", "draw_legend", "legend_entries", "legend_height"]

_NAME_SIZE = 18
_SMALL_SIZE = 14
_ROW = 29
_SMALL_ROW = 19
_GAP = 5
_SWATCH = 16
_INDENT = 28


@dataclass(frozen=True)
class Entry:
    """A line of the legend.

    Attributes:
        name: Readable name.
        amount: Size, or ``"not found"``.
        remark: Why not, or what to know of it; may be empty.
        colour: Of the swatch; None for what is not there.
    """

    name: str
    amount: str
    remark: str
    colour: RGB | None


def colours_of(result: Result, numbers: Mapping[str, int] | None = None) -> dict[str, RGB]:
    """The colour of everything that was found, by name.

    Args:
        result: What was found.
        numbers: Structure name → its number from 1; without one it is the place among what was found.
    """
    found = [structure.name for structure in result if structure.found]
    return {name: colour_of((numbers or {}).get(name, at) - 1) for at, name in enumerate(found, start=1)}


def legend_entries(result: Result, colours: Mapping[str, RGB]) -> list[Entry]:
    """The lines of the legend, in the order of the request; what was not found has no colour."""
    return [Entry(readable_name(s), readable_size(s), s.reason, colours.get(s.name)) for s in result]


def legend_height(entries: Sequence[Entry], width: int) -> int:
    """How many pixels the legend takes from top to bottom."""
    return sum(_entry_height(entry, width) for entry in entries)


def _entry_height(entry: Entry, width: int) -> int:
    remarks = len(_remark_lines(entry, width))
    return _ROW + remarks * _SMALL_ROW + (_GAP if remarks else 0)


def _remark_lines(entry: Entry, width: int) -> list[str]:
    return wrap(entry.remark, _SMALL_SIZE, width - _INDENT, most_lines=3)


def draw_legend(draw: ImageDraw.ImageDraw, place: tuple[int, int], width: int, entries: Sequence[Entry]) -> None:
    """Draw the legend.

    Args:
        draw: Of the picture.
        place: Column and row of its upper left corner.
        width: Pixels it may take across.
        entries: From `legend_entries`.
    """
    left, top = place
    for entry in entries:
        _draw_swatch(draw, left, top, entry.colour)
        _draw_line(draw, (left, top), width, entry)
        for row, line in enumerate(_remark_lines(entry, width)):
            write(draw, (left + _INDENT, top + _ROW - 4 + row * _SMALL_ROW), line, _SMALL_SIZE, DIM)
        top += _entry_height(entry, width)


def _draw_swatch(draw: ImageDraw.ImageDraw, left: int, top: int, colour: RGB | None) -> None:
    """A filled square for what is there, an empty one for what is not."""
    box = (left, top + 3, left + _SWATCH, top + 3 + _SWATCH)
    if colour is None:
        draw.rounded_rectangle(box, radius=4, outline=DIM, width=1)
    else:
        draw.rounded_rectangle(box, radius=4, fill=colour)


def _draw_line(draw: ImageDraw.ImageDraw, place: tuple[int, int], width: int, entry: Entry) -> None:
    """Name on the left, amount on the right."""
    left, middle = place[0], place[1] + _SWATCH // 2 + 3
    absent = entry.colour is None
    room = width - _INDENT - text_width(entry.amount, _NAME_SIZE) - 12
    name = fit(entry.name, _NAME_SIZE, room)
    write(draw, (left + _INDENT, middle), name, _NAME_SIZE, DIM if absent else TEXT, anchor="lm")
    write(draw, (left + width, middle), entry.amount, _NAME_SIZE, WARNING if absent else DIM, anchor="rm")
