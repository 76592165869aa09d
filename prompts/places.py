"""Directions: "the lower left tip", "towards the front", "on the left of the image"."""

from __future__ import annotations

from collections.abc import Sequence

from limis.commands import Direction
from limis.prompts.language import Places
from limis.prompts.normalise import POSSESSIVE

__all__ = ["directions"]

Found = tuple[tuple[Direction, ...], bool]
"""Directions in spoken order, and whether they are those of the view."""


def directions(words: Sequence[str], at: int, places: Places) -> list[tuple[int, Found]]:
    """Read where something is, or which way.

    Args:
        words: A clause.
        at: Index of its first word.
        places: Directions and the words around them.

    Returns:
        Where the phrase ends and what it says, the longest reading first.

    Example:
        >>> from limis.prompts.english import ENGLISH
        >>> directions("at the lower left tip".split(), 0, ENGLISH.places)[0]
        (5, (('inferior', 'left'), False))
        >>> directions("on the left of the image".split(), 0, ENGLISH.places)[0]
        (6, (('left',), True))
    """
    found = _directions(words, at, at, places)
    if length := places.prepositions.match(words, at):
        found += _directions(words, at, at + length, places)
    return sorted(found, key=lambda match: -match[0])


def _directions(words: Sequence[str], at: int, start: int, places: Places) -> list[tuple[int, Found]]:
    after = _after_fillers(words, start, places, led=start > at)
    bare, start = after == at, after
    if " ".join(words[start : start + 2]) in places.sides:
        return [(start + 2, (("left", "right"), False))]
    framed = places.frame.match(words, start)
    found: list[tuple[int, Found]] = []
    for end, said, closed in _said(words, start + framed, places, bare=bare):
        if framed:
            found.append((end, (said, True)))
            continue
        if length := places.frame.match(words, end):
            found.append((end + length, (said, True)))
        if closed:
            found.append((end, (said, False)))
    return found


def _after_fillers(words: Sequence[str], at: int, places: Places, *, led: bool) -> int:
    """Walk over "the" and "the patient's"; the patient of "move the patient up" is no filler."""
    while at < len(words):
        owns = words[at] in places.owners and (led or words[at + 1 : at + 2] == [POSSESSIVE])
        if words[at] not in places.fillers and not owns:
            break
        at += 1
    return at


def _said(
    words: Sequence[str], at: int, places: Places, *, bare: bool
) -> list[tuple[int, tuple[Direction, ...], bool]]:
    """Read directions one after the other; the third value says whether nothing is left open."""
    out: list[tuple[int, tuple[Direction, ...], bool]] = []
    said: list[Direction] = []
    end = at
    while end < len(words):
        step = (_joint(words, end, places) or _led(words, end, places)) if said else 0
        word = words[end + step] if end + step < len(words) else ""
        direction = places.plain.get(word) or places.bound.get(word)
        if direction is None:
            break
        is_rim = word in places.bound and direction == "lateral" and words[end + step + 1 : end + step + 2]
        direction = "border" if is_rim and is_rim[0] in places.edges else direction
        said.append(direction)
        end += step + 1
        out.append((end, tuple(dict.fromkeys(said)), word in places.plain))
        if (noun := _noun(words, end, places)) > end:
            out.append((noun, tuple(dict.fromkeys(said)), True))
    if not said and at < len(words) and words[at] in places.edges and not bare:
        out.append((at + 1, ("border",), True))
    return out[::-1]


def _joint(words: Sequence[str], at: int, places: Places) -> int:
    """Count the words between two directions: "and to the"."""
    end = at
    while end < len(words) and words[end] in places.joints:
        end += 1
    if end > at:
        end += places.prepositions.match(words, end)
        end = _after_fillers(words, end, places, led=True)
    return end - at


def _led(words: Sequence[str], at: int, places: Places) -> int:
    """Count the words that lead from a place to another within it: "at the top, on the right"."""
    end = at + places.within.match(words, at)
    if end == at:
        return 0
    end = _after_fillers(words, end, places, led=True)
    return end - at if words[end : end + 1] and words[end] in places.plain else 0


def _noun(words: Sequence[str], at: int, places: Places) -> int:
    end = at
    while end < len(words) and words[end] in places.nouns:
        end += 1
    return end
