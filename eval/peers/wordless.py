"""The grounder of a segmenter that has none: it knows no words, and says so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from limis.errors import InputError, say
from limis.progress import Progress
from limis.protocols import EngineInfo, Grounding, Query, View

__all__ = ["Wordless", "open_grounder"]


class Wordless:
    """A closed vocabulary without a word in it.

    Args:
        name: Of the segmenter that it stands beside.
    """

    vocabulary: Literal["open", "closed"] = "closed"

    def __init__(self, name: str) -> None:
        self.info = EngineInfo(name, "grounder", "", "no weights", "cpu")

    def why_not(self, query: Query, modality: str | None) -> str:
        """Why a query cannot be answered; see `limis.protocols.Grounder`."""
        return f"{self.info.name} outlines what is in a box and knows no words"

    def kinds(self, query: Query) -> frozenset[str]:
        """No kind of imaging; see `limis.protocols.Grounder`."""
        return frozenset()

    def ground(self, views: Sequence[View], queries: Sequence[Query], progress: Progress) -> list[list[Grounding]]:
        """Refuse; see `limis.protocols.Grounder`.

        Raises:
            InputError: There is something to look for.
        """
        if not queries:
            return [[] for _ in views]
        raise InputError(
            say(
                f"{self.info.name} cannot look for {queries[0].text}",
                expected="a box",
                got="words",
                next_step=f"Join it with a grounder: --models embedded+{self.info.name}",
            )
        )


def open_grounder(location: str, device: str = "auto") -> Wordless:
    """Open what stands beside a segmenter of this name."""
    return Wordless(location)
