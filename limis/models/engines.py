"""A grounder and a segmenter that work together, opened by name."""

from __future__ import annotations

from dataclasses import dataclass

from limis.protocols import Grounder, Segmenter

__all__ = ["Engines"]


@dataclass(frozen=True, eq=False)
class Engines:
    """The two engines of a session.

    Attributes:
        name: The registry name or path they were opened by.
        grounder: Turns words into boxes.
        segmenter: Turns boxes into masks.
        notice: What a user must be told once before use, e.g. a non-commercial licence; empty when nothing.
    """

    name: str
    grounder: Grounder
    segmenter: Segmenter
    notice: str = ""
