"""Which of several: "the second largest", "the three largest", "the second one", "the one at the top"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from limis.commands import Direction, Which
from limis.prompts.figures import number, ordinal
from limis.prompts.language import Figures, Language
from limis.prompts.places import directions

__all__ = ["Choice", "choices", "ends", "ends_at", "how_many", "place_of"]

_MOST = 50
_ONE = frozenset({"one"})
_ENDS: Mapping[Direction, Which] = {
    "superior": "uppermost",
    "inferior": "lowermost",
    "left": "leftmost",
    "right": "rightmost",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One or some of several; fields as in `Target`."""

    which: Which | None = None
    nth: int | None = None
    count: int | None = None

    @property
    def captures(self) -> tuple[tuple[str, object], ...]:
        """What it says, field by field."""
        said = (("which", self.which), ("nth", self.nth), ("count", self.count))
        return tuple((name, value) for name, value in said if value is not None)


def place_of(word: str, figures: Figures) -> int | None:
    """The place that an ordinal says.

    Example:
        >>> from limis.prompts.english import ENGLISH
        >>> place_of("second", ENGLISH.figures), place_of("3rd", ENGLISH.figures), place_of("largest", ENGLISH.figures)
        (2, 3, None)
    """
    found = ordinal([word], 0, figures)
    return int(found[0][1]) if found and 1 <= found[0][1] <= _MOST else None


def how_many(word: str, figures: Figures) -> int | None:
    """The number of instances that a word says, from 2."""
    found = [] if word in figures.articles else number([word], 0, figures)
    value = found[0][1] if found else 0
    return int(value) if value == int(value) and 2 <= value <= _MOST else None


def choices(words: Sequence[str], at: int, language: Language) -> Iterator[tuple[int, Choice]]:
    """Find every choice that begins at a place: "largest", "second largest", "three largest", "largest three".

    Example:
        >>> from limis.prompts.english import ENGLISH
        >>> [(end, found.count) for end, found in choices("three largest ones".split(), 0, ENGLISH)]
        [(2, 3)]
    """
    first = words[at] if at < len(words) else ""
    nth, count = place_of(first, language.figures), how_many(first, language.figures)
    start = at + (nth is not None or count is not None)
    for length in (3, 2, 1):
        which = language.values["which"].get(" ".join(words[start : start + length]))
        end = start + length
        if which is None or end > len(words):
            continue
        later = how_many(words[end], language.figures) if start == at and end < len(words) else None
        if later is not None:
            yield end + 1, Choice(cast(Which, which), None, later)
        yield end, Choice(cast(Which, which), nth, count)


def ends(words: Sequence[str], at: int, language: Language, *, sides: bool = False) -> Iterator[tuple[int, Choice]]:
    """Find "the one at the top" and "the top one".

    Args:
        words: A clause.
        at: Index of its first word.
        language: Its word tables.
        sides: Whether "the left one" is the leftmost, too, and not what is on the left side.

    Yields:
        Where it ends, and the choice.

    Example:
        >>> from limis.prompts.english import ENGLISH
        >>> [(end, found.which) for end, found in ends("the one at the top".split(), 0, ENGLISH)]
        [(5, 'uppermost')]
    """
    start = at + (words[at : at + 1] == ["the"])
    places = language.places
    word = words[start] if start < len(words) else ""
    way = places.bound.get(word) or places.plain.get(word)
    which = None if way is None or (way in ("left", "right") and not sides) else _ENDS.get(way)
    if which is not None and words[start + 1 : start + 2] == ["one"]:
        yield start + 2, Choice(which)
    if word in _ONE:
        yield from ends_at(words, start + 1, language)


def ends_at(words: Sequence[str], at: int, language: Language) -> Iterator[tuple[int, Choice]]:
    """Find the "at the top" of "the one at the top".

    Example:
        >>> from limis.prompts.english import ENGLISH
        >>> [(end, found.which) for end, found in ends_at("at the top".split(), 0, ENGLISH)]
        [(3, 'uppermost')]
    """
    for end, (ways, framed) in directions(words, at, language.places):
        if len(ways) == 1 and not framed and ways[0] in _ENDS:
            yield end, Choice(_ENDS[ways[0]])
