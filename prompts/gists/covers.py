"""Lay pieces over a clause, in any order, until no word is left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from limis.prompts.gists.pieces import Piece
from limis.prompts.lexicon import ARTICLES
from limis.prompts.patterns import Captures
from limis.prompts.phrases import Phrases
from limis.prompts.speech import Speech

__all__ = ["Cover", "Covering"]

Cover = tuple[str, Captures]
"""The letters of a clause in spoken order, and what its slots have found."""

_LEADING = frozenset(
    {"of", "for", "on", "in", "from", "to", "at", "within", "inside", "around", "along", "over", "off"}
)
"""Prepositions after which a thing may stand anywhere: "from the spleen drop the lowest piece"."""

_PAUSES = frozenset({",", ":"})
_OFTEN = frozenset({"", "C"})
"""Letters that may come again: nothing, and a pause."""

_ARTICLES = ARTICLES | {"some", "any", "another"}
_MOST_STEPS = 4000


_Step = tuple[int, str, Captures]
"""Where a piece ends, its letter, and what it says."""


@dataclass(slots=True)
class Covering:
    """A search for the ways in which pieces cover a clause.

    Attributes:
        speech: The clause.
        pieces: What may stand in it; each letter, and each value, at most once.
        harmless: What may stand anywhere in it.
    """

    speech: Speech
    pieces: Sequence[Piece]
    harmless: Sequence[Phrases]
    _steps: dict[int, list[_Step]] = field(init=False, default_factory=dict[int, list[_Step]])
    _seen: set[tuple[int, str, frozenset[str]]] = field(
        init=False, default_factory=set[tuple[int, str, frozenset[str]]]
    )

    def covers(self) -> Iterator[Cover]:
        """Find every cover, those with the longest pieces first."""
        return self._from(0, "", ()) if self._ends(0) else iter(())

    def _from(self, at: int, said: str, found: Captures) -> Iterator[Cover]:
        names = frozenset(name for name, _ in found)
        if (at, said, names) in self._seen or len(self._seen) > _MOST_STEPS:
            return
        self._seen.add((at, said, names))
        if at == len(self.speech.words):
            yield said, found
            return
        for end, letter, captures in self._steps[at]:
            again = letter not in _OFTEN and letter in said
            if not again and names.isdisjoint(name for name, _ in captures):
                yield from self._from(end, said + letter, (*found, *captures))

    def _ends(self, at: int) -> bool:
        """Say whether pieces reach the end from a place; keep the steps that do."""
        if at == len(self.speech.words):
            return True
        if at not in self._steps:
            steps = sorted(self._found(at), key=lambda step: -step[0])
            self._steps[at] = [step for step in steps if self._ends(step[0])]
        return bool(self._steps[at])

    def _found(self, at: int) -> Iterator[_Step]:
        """Find what may stand at a place."""
        word = self.speech.words[at]
        for piece in self.pieces:
            if piece.pattern.first is None or word in piece.pattern.first:
                letter = "t" if piece.letter == "T" and word in _LEADING else piece.letter
                for end, captures in piece.pattern.match(self.speech, at):
                    if end > at:
                        yield end, letter, (*piece.says, *captures)
        for phrases in self.harmless:
            length = phrases.match(self.speech.words, at)
            if length and not self._stands_alone(at):
                yield at + length, "C" if word in _PAUSES else "", ()

    def _stands_alone(self, at: int) -> bool:
        """Say whether an article has nothing after it that it may belong to: "save some for me"."""
        after = self.speech.words[at + 1 : at + 2]
        return self.speech.words[at] in _ARTICLES and (not after or after[0] in _LEADING or after[0] in _PAUSES)
