"""How a clause begins: which command its first words ask for, and how much is left of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from limis.prompts.lead_ins import HEDGES, LEAD_INS
from limis.prompts.lexicon import DETERMINERS, RATHER
from limis.prompts.manners import DENY, POLITE
from limis.prompts.phrases import Phrases
from limis.prompts.verbs import ASK, EXCLUDE, MAKE, MASK_OF, SEGMENT, WHERE

__all__ = ["Kind", "Opener", "begins_clause", "opener"]

Kind = Literal["segment", "where", "ask", "exclude", "deny", "bare"]
"""What a clause asks for.

``segment`` and ``where`` make a target of anything, ``ask`` and ``bare`` only of what the vocabulary knows.
"""

_REQUESTS: tuple[tuple[Phrases, Kind | None], ...] = (
    (WHERE, "where"),
    (EXCLUDE, "exclude"),
    (SEGMENT, "segment"),
    (ASK, "ask"),
    (MAKE, None),
)


_ALSO = (("also",), ("just",), ("now",), ("like",))


@dataclass(frozen=True, slots=True)
class Opener:
    """The first words of a clause.

    Attributes:
        kind: What they ask for.
        length: How many words they are.
    """

    kind: Kind
    length: int


def opener(words: Sequence[str]) -> Opener:
    """Read the first words of a clause.

    Args:
        words: The words of the clause.

    Returns:
        What they ask for; ``bare`` where they already name something.

    Example:
        >>> opener("could you please not".split())
        Opener(kind='bare', length=0)
        >>> opener("could you outline the liver".split())
        Opener(kind='segment', length=3)
    """
    return _opener(tuple(words))


@lru_cache(maxsize=2048)
def _opener(words: tuple[str, ...]) -> Opener:
    at = _skip(words)
    length = HEDGES.match(words, at)
    if length > max(POLITE.match(words, at), DENY.match(words, at)):
        hedged = opener(words[at + length :])
        return Opener("bare", at) if hedged.kind == "bare" else Opener(hedged.kind, at + length + hedged.length)
    if length := DENY.match(words, at):
        return Opener("deny", at + length + _verb(words, at + length))
    polite = at
    while length := POLITE.match(words, polite):
        polite += length
        polite += words[polite : polite + 1] in _ALSO
    return _request(words, polite) or _request(words, at) or Opener("bare", at)


def begins_clause(words: Sequence[str]) -> bool:
    """Say whether words after a comma or an "and" begin a new clause rather than another noun.

    Example:
        >>> begins_clause(["find", "the", "spleen"]), begins_clause(["the", "spleen"])
        (True, False)
    """
    found = opener(words)
    weak = ("get", "have", "do", "need", "want", "mark", "mask", "contour", "outline", "label")
    if found.kind == "exclude" or (found.kind == "ask" and words[found.length - 1] in weak and found.length == 1):
        return False
    return found.kind != "bare"


def _skip(words: Sequence[str]) -> int:
    """Skip the "and now" before a clause."""
    at = 0
    while at < len(words) and (length := max(words[at] == ",", LEAD_INS.match(words, at))):
        if max(HEDGES.match(words, at), ASK.match(words, at)) > length or RATHER.match(words, at):
            break
        at += length
    return at


def _request(words: Sequence[str], at: int) -> Opener | None:
    for table, kind in _REQUESTS:
        length = table.match(words, at)
        if length == 0:
            continue
        noun = _mask_of(words, at + length) if kind != "exclude" else 0
        if noun:
            return Opener("segment", at + length + noun)
        if kind is not None:
            return Opener(kind, at + length)
    noun = _mask_of(words, at)
    return Opener("segment", at + noun) if noun else None


def _mask_of(words: Sequence[str], at: int) -> int:
    """Count the words of "a mask of"."""
    start = at
    while at < len(words) and (words[at] in DETERMINERS or words[at] == "one"):
        at += 1
    length = MASK_OF.match(words, at)
    return at + length - start if length else 0


def _verb(words: Sequence[str], at: int) -> int:
    found = _request(words, at)
    return found.length - at if found is not None else 0
