"""What a noun phrase means: from its words to concepts of the vocabulary and a side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from limis.commands import Side
from limis.prompts.lexicon import DETERMINERS, LINKS, MODIFIERS, REGIONS, SIDE_LETTERS, SIDES, TAILS
from limis.prompts.normalise import POSSESSIVE
from limis.prompts.vocabulary import Concept, vocabulary

__all__ = ["Meaning", "mean", "side_of"]

Words = tuple[str, ...]

_SOMEBODY = frozenset({"patient", "person", "subject", "man", "woman", "lady", "child", "baby", "boy", "girl"})
"""Whose organs are segmented, whoever it is."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase means.

    Attributes:
        concepts: Canonical names; several where the phrase is ambiguous.
        side: A patient side, where the phrase says one.
    """

    concepts: tuple[str, ...]
    side: Side | None = None

    @property
    def concept(self) -> Concept | None:
        """The concept, where there is only one."""
        return vocabulary().get(self.concepts[0]) if len(self.concepts) == 1 else None


def mean(words: Sequence[str]) -> Meaning | None:
    """Find what a noun phrase means, with every word accounted for.

    Args:
        words: The words of the phrase.

    Returns:
        Its meaning, or None where the vocabulary cannot account for all of it.

    Example:
        >>> mean("upper lobe of the left lung".split())
        Meaning(concepts=('lung_upper_lobe',), side='left')
        >>> mean("tip of the liver".split()) is None
        True
    """
    return _mean(tuple(words))


@lru_cache(maxsize=4096)
def _mean(words: Words) -> Meaning | None:
    phrase = _without_articles(words)
    if not phrase or not all(word.isalnum() or word == POSSESSIVE for word in phrase):
        return None
    return (
        _named(phrase)
        or _unadorned(phrase)
        or _part_of_whole(phrase)
        or _whole_first(phrase)
        or _sided(phrase)
        or _compound(phrase)
    )


def _without_articles(words: Sequence[str]) -> Words:
    """Leave out articles where a noun phrase begins; elsewhere they stay and are not accounted for."""
    kept: list[str] = []
    for word in words:
        begins = not kept or kept[-1] in LINKS or kept[-1] == "and"
        if not (begins and word in DETERMINERS):
            kept.append(word)
    return tuple(kept)


def side_of(words: Sequence[str]) -> tuple[Words, Side | None]:
    """Take the side out of a phrase.

    Args:
        words: The words of the phrase.

    Returns:
        The other words, and the side; the words as they are and None where it says no side, or two.

    Example:
        >>> side_of(("left", "sided", "kidney"))
        (('kidney',), 'left')
    """
    sides: set[Side] = {SIDES[word] for word in words if word in SIDES}
    rest = tuple(
        word
        for before, word in zip(("", *words), words, strict=False)
        if word not in SIDES and not (word == "sided" and before in SIDES)
    )
    if len(sides) == 1:
        return rest, sides.pop()
    if not sides and len(words) > 1:
        for letter, others in ((words[0], tuple(words[1:])), (words[-1], tuple(words[:-1]))):
            if letter in SIDE_LETTERS:
                return others, SIDE_LETTERS[letter]
    return tuple(words), None


def _named(words: Words) -> Meaning | None:
    senses = vocabulary().senses(" ".join(words))
    if not senses:
        return None
    return Meaning(tuple(sense.concept for sense in senses), senses[0].side if len(senses) == 1 else None)


def _unadorned(words: Words) -> Meaning | None:
    """Leave out adjectives and nouns that change nothing: "whole liver", "splenic tissue"."""
    if len(words) > 1 and words[0] in MODIFIERS:
        return mean(words[1:])
    if len(words) > 1 and (words[-1] in TAILS or words[-1].removesuffix("s") in TAILS):
        return mean(words[:-1])
    return None


def _sided(words: Words) -> Meaning | None:
    rest, side = side_of(words)
    inner = mean(rest) if side is not None and rest else None
    return _on(inner, side) if inner is not None else None


def _on(meaning: Meaning, side: Side | None) -> Meaning | None:
    """Add a side, unless it contradicts the one that is there; of two ventricles it may say which one is meant."""
    if side is None or meaning.side == side:
        return meaning
    own = [name for name in meaning.concepts if name.startswith(f"{side}_")]
    if len(meaning.concepts) > 1 and len(own) == 1:
        return Meaning((own[0],))
    return replace(meaning, side=side) if meaning.side is None else None


def _part_of_whole(words: Words) -> Meaning | None:
    for part, whole in _splits(words):
        if len(whole) == 1 and whole[0] in _SOMEBODY:
            return mean(part)
        outer = mean(whole)
        if outer is None:
            found = _in_region(part, whole) or _named((*whole, *part))
        elif outer.concept is None:
            found = _named((*whole, *part))
        else:
            found = _joined(part, outer.concept) or _contained(part, outer.concept)
            found = _on(found, outer.side) if found is not None else None
        if found is not None:
            return found
    return None


def _splits(words: Words) -> Iterator[tuple[Words, Words]]:
    for at, word in enumerate(words):
        if 0 < at < len(words) - 1:
            if word in LINKS:
                yield words[:at], words[at + 1 :]
            elif word == POSSESSIVE:
                yield words[at + 1 :], words[:at]


def _joined(part: Words, whole: Concept) -> Meaning | None:
    """Find a compound: "tumor" of the kidney is the "renal tumor"."""
    options: tuple[tuple[Words, Side | None], ...] = ((part, None), side_of(part))
    for words, said in options:
        for form in whole.forms if words else ():
            found = _named((*form.split(), *words))
            if found is not None:
                return _on(found, said)
    return None


def _contained(part: Words, whole: Concept) -> Meaning | None:
    """Find a part that belongs to the whole anyway: "left ventricle" of the heart."""
    inner = mean(part)
    if inner is None or inner.concept is None:
        return None
    return inner if whole in vocabulary().whole(inner.concept.name) else None


def _in_region(part: Words, region: Words) -> Meaning | None:
    inner = mean(part)
    if inner is None or inner.concept is None:
        return None
    return inner if REGIONS.get(" ".join(region)) == inner.concept.region else None


def _whole_first(words: Words) -> Meaning | None:
    """Find a part after the whole that it belongs to anyway: "heart mitral valve"."""
    for at in range(1, len(words)):
        outer = _named(words[:at])
        found = _contained(words[at:], outer.concept) if outer is not None and outer.concept is not None else None
        if found is not None and outer is not None and words[at:] != words[:at]:
            return _on(found, outer.side)
    return None


def _compound(words: Words) -> Meaning | None:
    for at in range(1, len(words)):
        for whole, part in ((words[:at], words[at:]), (words[at:], words[:at])):
            outer = _named(whole)
            found = _joined(part, outer.concept) if outer is not None and outer.concept is not None else None
            if found is not None:
                return found
    return None
