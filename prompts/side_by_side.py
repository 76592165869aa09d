"""Names that stand side by side without a comma: "liver spleen aorta"."""

from __future__ import annotations

from collections.abc import Sequence

from limis.prompts.meaning import Meaning, mean
from limis.prompts.normalise import LEVEL, Token
from limis.prompts.vocabulary import vocabulary

__all__ = ["side_by_side"]

_LONGEST_LIST = 8
_WHOLES = frozenset({"organ", "vessel", "bone"})
"""Kinds of what is named side by side without a comma; "kidney stones" and "liver wall" are one thing."""

_PARTS = frozenset({"part", "muscle", "duct", "nerve"})
"""Kinds of what may end such a list, unless it is a part of what stands before it."""

_GENERAL = frozenset({"blood_vessel", "bone", "artery", "vein"})
"""What belongs to whatever stands before it: "spleen vessels"."""


def side_by_side(tokens: Sequence[Token]) -> list[Sequence[Token]]:
    """Cut "liver portal vein" and "l3 l4" in two; beside levels only what is a whole of its own.

    Args:
        tokens: A noun phrase that has no meaning.

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
        first = mean(words[:cut])
        if first is None or not _is_whole(first) or _is_named_by(first, words[:cut]):
            continue
        rest = mean(words[cut:])
        more = [tokens[cut:]] if rest is not None and _is_beside(rest, first) else side_by_side(tokens[cut:])
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
