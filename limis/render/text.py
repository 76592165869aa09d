"""Words on a picture: one font in any size, shortened or wrapped to fit."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from functools import cache
from typing import Any, Literal, cast

from PIL import ImageDraw, ImageFont

from limis.render.palette import RGB

__all__ = ["Font", "drawable", "fit", "font", "text_width", "wrap", "write"]

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont
_OUTLINE: RGB = (0, 0, 0)
_PROBED = 24
_NO_CHARACTER = "\uffff"
_NEAREST = (
    {"ß": "ss", "œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "µ": "u"}
    | dict.fromkeys("–—−", "-")
    | dict.fromkeys("„“”«»", '"')
    | dict.fromkeys("‘‚`´", "'")
)
"""What stands for characters that the font has no letter for, and that are no letter with a mark."""


@cache
def font(size: int) -> Font:
    """Pillow's own font in a size, so that pictures look the same on every machine."""
    return ImageFont.load_default(size=size)


def text_width(text: str, size: int) -> int:
    """How wide a line is, in pixels."""
    return round(font(size).getlength(drawable(text)))


def drawable(text: str) -> str:
    """Write a text in letters that the font has: "rückgängig" without its dots rather than with boxes.

    Example:
        >>> drawable("rückgängig, 12 mm²")
        'ruckgangig, 12 mm2'
    """
    return "".join(map(_letter, text))


@cache
def _letter(char: str) -> str:
    if char.isascii() or _has(char):
        return char
    plain = "".join(part for part in unicodedata.normalize("NFKD", char) if not unicodedata.combining(part))
    near = _NEAREST.get(char, plain)
    return near if near and all(part.isascii() or _has(part) for part in near) else "?"


def _has(char: str) -> bool:
    """Say whether the font has a letter of its own for a character."""
    shapes = [cast("Any", font(_PROBED).getmask(one)) for one in (char, _NO_CHARACTER)]
    return bytes(shapes[0]) != bytes(shapes[1])


def fit(text: str, size: int, width: int) -> str:
    """A line that is not wider than allowed, ended with an ellipsis where it was cut."""
    if text_width(text, size) <= width:
        return text
    shorter = bisect_right(range(1, len(text)), width, key=lambda length: text_width(text[:length] + "…", size))
    return text[:shorter].rstrip() + "…"


def wrap(text: str, size: int, width: int, most_lines: int = 4) -> list[str]:
    """Break a text into lines that are not wider than allowed.

    Args:
        text: Words divided by blanks.
        size: Of the font.
        width: Pixels a line may take.
        most_lines: The last of these is cut with an ellipsis where there is more.
    """
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > most_lines:
        lines[most_lines - 1 :] = [" ".join(lines[most_lines - 1 :])]
    return [fit(line, size, width) for line in lines]


def write(
    draw: ImageDraw.ImageDraw,
    place: tuple[int, int],
    text: str,
    size: int,
    colour: RGB,
    *,
    anchor: Literal["la", "ra", "lm", "rm", "mm", "ma", "md", "ld"] = "la",
    outlined: bool = False,
) -> None:
    """Write one line.

    Args:
        draw: Of the picture.
        place: Column and row of the anchor.
        text: The line.
        size: Of the font.
        colour: Of the letters.
        anchor: Which point of the text lies at `place`, as Pillow names it.
        outlined: With a dark rim, for text over an image.
    """
    draw.text(
        place,
        drawable(text),
        fill=colour,
        font=font(size),
        anchor=anchor,
        stroke_width=2 if outlined else 0,
        stroke_fill=_OUTLINE if outlined else None,
    )
