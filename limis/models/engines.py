"""A grounder and a segmenter that work together, opened by name, and perhaps a verifier between them."""

from __future__ import annotations

from dataclasses import dataclass

from limis.protocols import EngineInfo, Grounder, Segmenter, Verifier

__all__ = ["Engines"]


@dataclass(frozen=True, eq=False)
class Engines:
    """The two engines of a session.

    Attributes:
        name: The registry name or path they were opened by.
        grounder: Turns words into boxes.
        segmenter: Turns boxes into masks.
        notice: What a user must be told once before use, e.g. a non-commercial licence; empty when nothing.
        verifier: What the grounder has its boxes looked at by; None for nothing.
    """

    name: str
    grounder: Grounder
    segmenter: Segmenter
    notice: str = ""
    verifier: Verifier | None = None

    @property
    def infos(self) -> tuple[EngineInfo, ...]:
        """What a report writes down: of the grounder, of the segmenter and, where there is one, of the verifier."""
        engines = (self.grounder, self.segmenter, self.verifier)
        return tuple(engine.info for engine in engines if engine is not None)
