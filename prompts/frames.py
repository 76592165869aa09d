"""Phrases with gaps: what people say in many variations, "I should [very much] like [you] to"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from limis.prompts.patterns import Match, compile_pattern, compile_phrases
from limis.prompts.phrases import Phrases, table

__all__ = ["Frames"]

_LONGEST = 16


@dataclass(frozen=True, slots=True)
class _Words:
    words: Sequence[str]

    def slot(self, name: str, at: int) -> Sequence[Match]:
        """Frames have no slots."""
        raise KeyError(name)


class Frames(Phrases):
    """Phrases, and patterns of phrases, matched longest first.

    Args:
        phrases: Phrases of words with single spaces.
        lists: Rows of names and patterns, which the frames may name.
        frames: Rows of patterns, each of which begins with a word.

    Example:
        >>> frames = Frames(["please"], "VERY: very/so", "i would [<VERY>] [much] like to")
        >>> frames.match("i would very much like to go".split(), 0)
        6
    """

    def __init__(self, phrases: Iterable[str], lists: str, frames: str) -> None:
        """Compile the frames."""
        super().__init__(phrases)
        named = compile_phrases(dict(line.split(": ", 1) for line in table(lists)))
        self._pattern = compile_pattern(" | ".join(table(frames)), named)
        self._first = self._pattern.first or frozenset()
        self._longest = lru_cache(maxsize=4096)(self._match)

    @property
    def words(self) -> frozenset[str]:
        """Every word of every phrase and frame."""
        return super().words | self._pattern.literals

    def match(self, words: Sequence[str], at: int) -> int:
        """Match the longest phrase or frame that begins at a place.

        Args:
            words: A sentence.
            at: Index of the first word.

        Returns:
            How many words it covers; 0 when none does.
        """
        length = super().match(words, at)
        if at < len(words) and words[at] in self._first:
            return max(length, self._longest(tuple(words[at : at + _LONGEST])))
        return length

    def _match(self, words: tuple[str, ...]) -> int:
        return max((end for end, _ in self._pattern.match(_Words(words), 0)), default=0)
