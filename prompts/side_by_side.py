"""Names that stand side by side without a comma: "liver spleen aorta"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from limis.prompts.meaning import Meaning, mean
from limis.prompts.normalise import LEVEL, Token
from limis.prompts.vocabulary import vocabulary

__all__ = ["Named", "named", "side_by_side"]

_LONGEST_LIST = 12
_WHOLES = frozenset({"organ", "vessel", "bone"})
"""Kinds of what is named side by side without a comma; "kidney stones" and "liver wall" are one thing."""

_PARTS = frozenset({"part", "muscle", "duct", "nerve"})
"""Kinds of what may end such a list, unless it is a part of what stands before it."""

_GENERAL = frozenset({"blood_vessel", "bone", "artery", "vein"})
"""What belongs to whatever stands before it: "spleen vessels"."""


Named = tuple[Sequence[str], Meaning]
"""The English words of a noun phrase, and what they mean."""


def named(words: Sequence[str]) -> Named | None:
    """Find what a noun phrase of English means.

    Example:
        >>> named(["spleen"])
        (['spleen'], Meaning(concepts=('spleen',), side=None))
    """
    meaning = mean(words)
    return (words, meaning) if meaning is not None else None


def side_by_side(
    tokens: Sequence[Token], named: Callable[[Sequence[str]], Named | None] = named
) -> list[Sequence[Token]]:
    """Cut "liver portal vein" and "l3 l4" in two; beside levels only what is a whole of its own.

    Args:
        tokens: A noun phrase that has no meaning.
        named: How noun phrases are read; in English, where it is not said.

    Returns:
        The names in it; none where a word is left over, or where it may be one thing, as "kidney stones" is.

    Example:
        >>> from limis.prompts.normalise import tokenize
        >>> len(side_by_side(tokenize("liver portal vein"))), len(side_by_side(tokenize("liver wall")))
        (2, 0)
    """
    words = [token.word for token in tokens]
    if len(words) > 1 and all(LEVEL.fullmatch(word) for word in words):
        return [[token] for token in tokens]
    for cut in range(1, len(words)) if len(words) <= _LONGEST_LIST else ():
        first = named(words[:cut])
        if first is None or not _is_whole(first[1]) or _is_named_by(first[1], first[0]):
            continue
        rest = named(words[cut:])
        alone = rest is not None and _is_beside(rest[1], first[1])
        more = [tokens[cut:]] if alone else side_by_side(tokens[cut:], named)
        if more:
            return [tokens[:cut], *more]
    return []


def _is_whole(meaning: Meaning) -> bool:
    concept = meaning.concept
    return concept is not None and concept.kind in _WHOLES and concept.name not in _GENERAL


def _is_beside(rest: Meaning, first: Meaning) -> bool:
    """Say whether something is named beside another thing rather than as one of its parts."""
    concept = rest.concept
    if concept is None or rest == first or _is_whole(rest):
        return concept is not None and rest != first
    apart = not {*first.concepts}.intersection(whole.name for whole in vocabulary().whole(concept.name))
    return concept.kind in _PARTS and apart


def _is_named_by(meaning: Meaning, words: Sequence[str]) -> bool:
    """Say whether a concept is only named by its adjective: "hepatic"."""
    return meaning.concept is not None and " ".join(words) in meaning.concept.adjectives
