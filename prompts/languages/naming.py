"""What the words of a noun phrase name: they are put into English, and the vocabulary says what that means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import permutations

from limis.prompts.english.common import COMMON
from limis.prompts.languages.tongue import Tongue
from limis.prompts.meaning import Meaning, mean
from limis.prompts.vocabulary import vocabulary

__all__ = ["Words", "compound", "is_latin", "named", "units"]

Words = tuple[str, ...]

_SHORTEST = 4
_LONGEST = 4
_LINK = "of"


def named(words: Sequence[str], tongue: Tongue) -> tuple[Words, Meaning] | None:
    """Put a noun phrase into English and find what it means.

    Args:
        words: The phrase without determiners; its side may be in it.
        tongue: Its language.

    Returns:
        English words and what they mean; None where a word is not accounted for.

    Example:
        >>> from limis.prompts.languages.french import FRENCH
        >>> named("tumeur du rein gauche".split(), FRENCH)[1]
        Meaning(concepts=('kidney_tumor',), side='left')
    """
    return _named(tuple(words), tongue)


@lru_cache(maxsize=4096)
def _named(words: Words, tongue: Tongue) -> tuple[Words, Meaning] | None:
    found = units(words, tongue)
    if not found:
        return None
    for english in _orders(found):
        meaning = mean(english)
        if meaning is not None:
            return english, meaning
    return None


def units(words: Words, tongue: Tongue) -> list[str]:
    """Put a phrase into English, unit by unit; nothing where a word has no English.

    Example:
        >>> from limis.prompts.languages.german import GERMAN
        >>> units(("linke", "niere"), GERMAN)
        ['left', 'kidney']
    """
    out: list[str] = []
    at = 0
    while at < len(words):
        length, unit = _unit(words, at, tongue)
        if not length:
            return []
        out += [unit] if unit else []
        at += length
    return out


def _unit(words: Words, at: int, tongue: Tongue) -> tuple[int, str]:
    nouns = tongue.nouns
    for length in range(min(_LONGEST, len(words) - at), 0, -1):
        phrase = " ".join(words[at : at + length])
        english = nouns.names.get(phrase) or nouns.sides.get(phrase)
        if english is not None:
            return length, english
    if 0 < at < len(words) - 1 and (length := nouns.links.match(words, at)):
        return length, _LINK
    if words[at] in nouns.modifiers or (0 < at < len(words) - 1 and words[at] in nouns.determiners):
        return 1, ""
    english = compound(words[at], tongue) or (words[at] if is_latin(words[at]) or _is_number(words, at) else None)
    return (1, english) if english is not None else (0, "")


def _is_number(words: Words, at: int) -> bool:
    """Say whether this is the number of a rib or the like."""
    return at > 0 and words[at].isdigit()


def _orders(found: list[str]) -> Iterator[Words]:
    """Give the orders that English may have: a side first, adjectives before or after."""
    parts: list[list[str]] = [[]]
    for unit in found:
        if unit == _LINK:
            parts.append([])
        else:
            parts[-1].append(unit)
    if not all(parts):
        return
    yield from _joined([sorted(part, key=lambda unit: unit not in ("left", "right", "both")) for part in parts])
    if len(parts) == 1 and 1 < len(parts[0]) <= _LONGEST - 1:
        for order in permutations(parts[0]):
            yield from _joined([list(order)])


def _joined(parts: list[list[str]]) -> Iterator[Words]:
    """Join parts with "of"; the nearest wins where the vocabulary knows the compound by itself."""
    yield tuple(f" {_LINK} ".join(" ".join(part) for part in parts).split())


@lru_cache(maxsize=4096)
def compound(word: str, tongue: Tongue) -> str | None:
    """Put a compound into English.

    Example:
        >>> from limis.prompts.languages.german import GERMAN
        >>> compound("nierentumor", GERMAN)
        'kidney tumor'
    """
    names = tongue.nouns.names
    for at in range(3, len(word) - 2) if tongue.nouns.glue else ():
        part = names.get(word[at:])
        for glue in tongue.nouns.glue if part is not None else ():
            whole = names.get(word[:at].removesuffix(glue)) if word[:at].endswith(glue) else None
            if whole is not None and mean(f"{whole} {part}".split()) is not None:
                return f"{whole} {part}"
    return None


@lru_cache(maxsize=4096)
def is_latin(word: str) -> bool:
    """Say whether a word names something in every language: "hippocampus", "L4"."""
    if word in COMMON or (len(word) < _SHORTEST and word.isalpha()):
        return False
    return bool(vocabulary().senses(word))
