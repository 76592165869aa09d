"""How much is measured: all of it, or a quick look."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["FULL", "QUICK", "THICK_MM", "Size"]

#: So thick that only axial slices are looked at: the work of a stack then grows with their number.
THICK_MM = 6.0


@dataclass(frozen=True)
class Size:
    """How much is measured.

    Attributes:
        runs: Measurements of each ratio, after one that does not count.
        repeats: Measurements of each point of a law, at most.
        picture: Rows and columns of nuclei.
        volume: Slices, and their thickness in mm.
        slices: Numbers of slices.
        concepts: Numbers of things asked for at once.
        turns: Turns of the longest conversation, a multiple of ten.
    """

    runs: int
    repeats: int
    picture: tuple[int, int]
    volume: tuple[int, float]
    slices: tuple[int, ...]
    concepts: tuple[int, ...]
    turns: int


FULL = Size(4, 3, (5, 6), (40, THICK_MM), (1, 5, 10, 25, 50, 100, 200), (1, 2, 5, 10, 20, 40), 100)
QUICK = Size(1, 1, (3, 3), (3, THICK_MM), (1, 2, 4), (1, 2, 4), 20)
