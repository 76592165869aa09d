"""Shapes of whole clauses: tables of patterns with gaps for words that no table lists."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from limis.prompts.english import ENGLISH
from limis.prompts.figures import number
from limis.prompts.patterns import Match, alternatives, compile_pattern, compile_phrases
from limis.prompts.phrases import table

__all__ = ["Shapes"]

_LONGEST = {"words": 14, "noun": 4, "deed": 1, "done": 1}


@dataclass(frozen=True, slots=True)
class _Clause:
    words: Sequence[str]
    closed: Collection[str]

    def slot(self, name: str, at: int) -> Sequence[Match]:
        """Give every stretch of free words; a noun or a deed holds none of the closed words."""
        if name == "count":
            return [(end, ()) for end, _ in number(self.words, at, ENGLISH.figures)] if at < len(self.words) else []
        longest = min(_LONGEST[name], len(self.words) - at)
        if name == "done" and not (longest and self.words[at].endswith("ed")):
            return []
        if name != "words":
            free = (count for count in range(longest) if self.words[at + count] in self.closed)
            longest = next(free, longest)
        return [(at + count, ()) for count in range(longest, 0, -1)]


class Shapes:
    """Patterns that a clause fits as a whole, or that stand somewhere in it.

    Patterns may have the gaps ``{words}`` of any words, ``{noun}`` of up to four that are not closed, ``{deed}`` of one
    that is not, ``{done}`` of one that is not and ends in "ed", and ``{count}`` of a number.

    Args:
        lists: Rows of names and patterns.
        shapes: Rows of patterns.
        closed: Words that are no part of a noun, nor a deed.

    Attributes:
        words: Every word that is written in them.

    Example:
        >>> shapes = Shapes("IS: is/are", "the {noun} <IS> {words}", {"smooth"})
        >>> shapes.fit("the upper part is in my way".split()), shapes.fit("the smooth one is there".split())
        (True, False)
    """

    def __init__(self, lists: str, shapes: str, closed: Collection[str] = ()) -> None:
        """Compile the shapes."""
        named = compile_phrases(dict(line.split(": ", 1) for line in _rows(lists)))
        pattern = compile_pattern(" | ".join(_rows(shapes)), named)
        self.words = pattern.literals
        self._shapes = alternatives(pattern)
        self._closed = closed
        self._ends = lru_cache(maxsize=4096)(self._match)

    def fit(self, words: Sequence[str]) -> bool:
        """Say whether a clause fits one of the shapes from its first word to its last."""
        return len(words) in self._ends(tuple(words))

    def cover(self, words: Sequence[str], at: int) -> int:
        """Count the words of the longest shape that stands at a place; 0 where none does."""
        return max(self._ends(tuple(words[at:])), default=0)

    def _match(self, words: tuple[str, ...]) -> frozenset[int]:
        clause = _Clause(words, self._closed)
        fitting = (s for s in self._shapes if s.first is None or (words and words[0] in s.first))
        return frozenset(end for shape in fitting for end, _ in shape.match(clause, 0))


def _rows(text: str) -> list[str]:
    """Read the rows of a table; a choice of words may go on after a line's end."""
    return table(re.sub(r"/\n\s+", "/", text))
