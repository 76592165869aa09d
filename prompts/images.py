"""Leave out the mention of the image itself: "in this chest X-ray" says where to look, not what for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from limis.prompts.lexicon import DETERMINERS, IMAGE_NOUNS, IMAGE_PREPOSITIONS, IMAGE_WORDS
from limis.prompts.normalise import Token
from limis.prompts.vocabulary import vocabulary
from limis.prompts.vocabulary.fold import fold, fold_word

__all__ = ["without_image"]

_PLACES = frozenset({"left", "right", "top", "bottom", "side", "upper", "lower", "half", "corner", "middle", "center"})

_PERSONS = frozenset({"patient", "person", "subject", "man", "woman", "child"})

_THIS_ONE = {("in", "this", "one"), ("on", "this", "one"), ("on", "this")}
"""Ends of a sentence that mean the image."""

_SCREEN = frozenset({"image", "picture", "photo", "photograph", "film", "slide", "frame"})


def without_image(tokens: Sequence[Token]) -> list[Token]:
    """Leave out every mention of the image.

    "On the left of the image" is a place on the screen and not a side of the patient; such a mention stays, so that
    the reader cannot take one for the other.

    Args:
        tokens: A sentence.

    Returns:
        The sentence without "in this CT", "on the chest X-ray" and the like.

    Example:
        >>> from limis.prompts.normalise import tokenize
        >>> [token.word for token in without_image(tokenize("the heart on this chest x-ray"))]
        ['the', 'heart']
    """
    words = [token.word for token in tokens]
    out: list[Token] = []
    at = 0
    while at < len(tokens):
        length = _mention(words, at)
        if length == 0 or _is_place_on_screen(words, at, length):
            out.append(tokens[at])
            at += 1
            continue
        at += length
        if not out and at < len(words) and words[at] == ",":
            at += 1
    return out


def _is_place_on_screen(words: Sequence[str], at: int, length: int) -> bool:
    """Say whether a mention belongs to a place: "on the left of the image", "on the right in this picture"."""
    placed = at > 0 and words[at - 1] in _PLACES and "on" in words[:at]
    return placed and (words[at] == "of" or any(fold_word(word) in _SCREEN for word in words[at : at + length]))


def _mention(words: Sequence[str], at: int) -> int:
    """Count the words of a mention that begins here."""
    if words[at] not in IMAGE_PREPOSITIONS or _leaves_a_person(words, at):
        return 0
    if at and tuple(words[at:]) in _THIS_ONE:
        return len(words) - at
    end = at + 1
    while end < len(words) and words[end] in DETERMINERS:
        end += 1
    length = 0
    while end < len(words) and _belongs(words[end]):
        end += 1
        if fold_word(words[end - 1]) in IMAGE_NOUNS:
            length = end - at
    if length and words[at + length : at + length + 1] == ["'s"]:
        return 0
    return length + _mention(words, at + length) if length and at + length < len(words) else length


def _leaves_a_person(words: Sequence[str], at: int) -> bool:
    """Say whether something is taken out of somebody: "out of the patient"."""
    return words[max(0, at - 1) : at] == ["out"] and not _PERSONS.isdisjoint(words[at : at + 4])


@cache
def _belongs(word: str) -> bool:
    return word in IMAGE_WORDS or fold_word(word) in IMAGE_NOUNS or fold(word) in _anatomy()


@cache
def _anatomy() -> frozenset[str]:
    """Collect the words that may say what an image shows: "lymph node histology"."""
    return frozenset(word for concept in vocabulary() for form in concept.forms for word in fold(form).split())
