"""Colours for structures: distinct from each other for people with and without colour blindness."""

from __future__ import annotations

__all__ = [
    "BACKGROUND",
    "COLOURS",
    "DIM",
    "FAINT",
    "RGB",
    "TEXT",
    "WARNING",
    "colour_of",
]

RGB = tuple[int, int, int]
"""Red, green, blue, each 0…255."""

BACKGROUND: RGB = (15, 18, 23)
"""Behind everything."""

FAINT: RGB = (44, 51, 61)
"""Lines and frames."""

DIM: RGB = (150, 160, 173)
"""Text of second rank."""

TEXT: RGB = (236, 240, 245)
"""Text of first rank."""

WARNING: RGB = (255, 200, 97)
"""A notice that has to be seen."""

COLOURS: tuple[str, ...] = (
    "#2ED9A0",
    "#F5A623",
    "#56B4E9",
    "#E377B4",
    "#F0E442",
    "#FF5A50",
    "#9678FF",
    "#B4FF87",
    "#96FFFF",
    "#69A55A",
    "#7887E1",
    "#962DFF",
    "#C300A5",
    "#786900",
    "#1E7869",
    "#A54B3C",
    "#D2F0A5",
    "#FFB4D2",
    "#879600",
    "#C30F5A",
    "#A52DD2",
    "#D2B44B",
    "#A53C87",
    "#00A587",
)
"""Twenty-four colours, the most distinct first.

Chosen greedily so that any two differ by at least 12 in CIELAB, also as seen with protanopia, deuteranopia and
tritanopia. Source: the first from Okabe and Ito, "Color Universal Design" (2008); the simulation from Machado,
Oliveira and Fernandes, "A physiologically-based model for simulation of color vision deficiency", IEEE TVCG 2009.
"""


def colour_of(index: int) -> RGB:
    """The colour of the structure at a position; after the last the first comes again.

    Example:
        >>> colour_of(0)
        (46, 217, 160)
    """
    text = COLOURS[index % len(COLOURS)]
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)
