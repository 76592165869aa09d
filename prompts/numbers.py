"""Numbered structures: ranges such as "L1 to L5", and discs named by two levels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from limis.prompts.english.tables import FIGURES
from limis.prompts.normalise import Token

__all__ = ["expand", "join_discs", "with_figures"]

_LEVELS = [f"{letter}{n}" for letter, count in (("c", 7), ("t", 12), ("l", 5), ("s", 1)) for n in range(1, count + 1)]
_DISC = frozenset({"disc", "discs", "disk", "disks", "intervertebral"})
_COUNT = re.compile(r"(\d{1,2})(st|nd|rd|th)?")
_NUMBERED = frozenset({"rib", "ribs"})
_MOST = 24


def join_discs(tokens: Sequence[Token]) -> list[Token]:
    """Drop what stands between the two levels of a disc: "L4/L5 disc" becomes "L4 L5 disc".

    Args:
        tokens: A sentence.

    Returns:
        The sentence without the mark or word between such levels.

    Example:
        >>> from limis.prompts.normalise import tokenize
        >>> [token.word for token in join_discs(tokenize("the L4-5 disc"))]
        ['the', 'l4', '5', 'disc']
    """
    out: list[Token] = []
    for at, token in enumerate(tokens):
        before = tokens[at - 1].word if at else ""
        after = tokens[at + 1].word if at + 1 < len(tokens) else ""
        further = tokens[at + 2].word if at + 2 < len(tokens) else ""
        named = further in _DISC or (at > 1 and tokens[at - 2].word in _DISC)
        if token.word in ("to", "/") and before in _LEVELS and (after in _LEVELS or after.isdigit()) and named:
            continue
        out.append(token)
    return out


def with_figures(tokens: Sequence[Token]) -> list[Token]:
    """Write the number of a rib or a vertebra in figures: "rib seven", "L three".

    Args:
        tokens: A sentence.

    Returns:
        The sentence with "7" for the "seven" after "rib", and "l3" for "L three".

    Example:
        >>> from limis.prompts.normalise import tokenize
        >>> [token.word for token in with_figures(tokenize("rib seven and L three"))]
        ['rib', '7', 'and', 'l3']
    """
    out: list[Token] = []
    for token in tokens:
        number = FIGURES.ones.get(token.word, 0)
        before = out[-1].word if out else ""
        if number and before in _NUMBERED:
            out.append(replace(token, word=str(number)))
        elif number and f"{before}{number}" in _LEVELS:
            out[-1] = Token(f"{before}{number}", out[-1].start, token.end)
        else:
            out.append(token)
    return out


def expand(words: Sequence[str]) -> list[tuple[str, ...]]:
    """Spell a range out.

    Args:
        words: The words of a noun phrase.

    Returns:
        The words of every member; none where it is no range.

    Example:
        >>> expand(["ribs", "4", "to", "6"])
        [('ribs', '4'), ('ribs', '5'), ('ribs', '6')]
        >>> expand(["t12", "to", "l2"])
        [('t12',), ('l1',), ('l2',)]
    """
    for at, word in enumerate(words):
        if word in ("to", "through", "thru") and 0 < at < len(words) - 1:
            members = _between(words[at - 1], words[at + 1])
            before = tuple(word for word in words[: at - 1] if word != "from")
            return [(*before, member, *words[at + 2 :]) for member in members]
    return []


def _between(first: str, last: str) -> list[str]:
    if first in _LEVELS:
        last = first[0] + last if last.isdigit() else last
        return _LEVELS[_LEVELS.index(first) : _LEVELS.index(last) + 1] if last in _LEVELS else []
    start, end = _COUNT.fullmatch(first), _COUNT.fullmatch(last)
    if start is None or end is None or not 0 < int(start[1]) < int(end[1]) <= _MOST:
        return []
    numbers = range(int(start[1]), int(end[1]) + 1)
    return [_ordinal(number) if end[2] else str(number) for number in numbers]


def _ordinal(number: int) -> str:
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number, 'th') }"
