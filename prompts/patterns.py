"""A tiny pattern engine over words: literals, choices, options and slots, tried in order with backtracking.

A pattern is written as people say it::

    make {it} [{amount}] bigger/larger {tail}

Words stand for themselves, ``a/b`` for either word, ``(x y | z)`` for either phrase, ``[x]`` for what may be left out,
``<NAME>`` for a phrase list and ``{name}`` for a slot: a stretch of words that has a value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

__all__ = [
    "Captures",
    "Match",
    "Needs",
    "Pattern",
    "Spoken",
    "alternatives",
    "common_need",
    "compile_pattern",
    "compile_phrases",
    "words_of",
]

Captures = tuple[tuple[str, Any], ...]
"""What slots have found: names and values."""

Match = tuple[int, Captures]
"""Where a match ends, and what its slots have found."""

Needs = tuple[frozenset[str], ...]
"""Sets of words: a clause without any word of one of them cannot match."""


class Spoken(Protocol):
    """The words that a pattern is matched with, and the values of its slots."""

    @property
    def words(self) -> Sequence[str]:
        """The words of a clause."""
        ...

    def slot(self, name: str, at: int) -> Sequence[Match]:
        """Find every value of a slot that begins at a place, the likeliest first."""
        ...


class Pattern(Protocol):
    """A compiled pattern."""

    @property
    def first(self) -> frozenset[str] | None:
        """The words that it may begin with; None where any may."""
        ...

    @property
    def literals(self) -> frozenset[str]:
        """Every word that is written in it; gathered anew each time."""
        ...

    @property
    def needs(self) -> Needs:
        """Sets of words of each of which a clause must have one for it to match."""
        ...

    def match(self, spoken: Spoken, at: int) -> Iterator[Match]:
        """Find every way in which it matches from a place on, the likeliest first."""
        ...


@dataclass(frozen=True, slots=True)
class _Word:
    first: frozenset[str] | None
    literals: frozenset[str]

    @property
    def needs(self) -> Needs:
        return (self.literals,)

    def match(self, spoken: Spoken, at: int) -> Iterator[Match]:
        if at < len(spoken.words) and spoken.words[at] in self.literals:
            yield at + 1, ()


@dataclass(frozen=True, slots=True)
class _Slot:
    name: str
    first: frozenset[str] | None = None
    literals: frozenset[str] = frozenset()
    needs: Needs = ()

    def match(self, spoken: Spoken, at: int) -> Iterator[Match]:
        return iter(spoken.slot(self.name, at))


@dataclass(frozen=True, slots=True)
class _Chain:
    parts: tuple[Pattern, ...]
    needs: Needs
    firsts: tuple[frozenset[str] | None, ...]
    """For each part, the words that it and the parts after it may begin with; None where any may."""

    @property
    def first(self) -> frozenset[str] | None:
        return self.firsts[0]

    @property
    def literals(self) -> frozenset[str]:
        return _literals(self.parts)

    def match(self, spoken: Spoken, at: int) -> Iterator[Match]:
        return self._from(0, spoken, at)

    def _from(self, part: int, spoken: Spoken, at: int) -> Iterator[Match]:
        """Match the parts from one on; single words are walked over, and what cannot go on is given up."""
        parts, words = self.parts, spoken.words
        while isinstance(word := parts[part], _Word):
            if at >= len(words) or words[at] not in word.literals:
                return
            at += 1
            part += 1
            if part == len(parts):
                yield at, ()
                return
        if part + 1 == len(parts):
            yield from parts[part].match(spoken, at)
            return
        begins = self.firsts[part + 1]
        for middle, found in parts[part].match(spoken, at):
            if begins is not None and (middle >= len(words) or words[middle] not in begins):
                continue
            for end, more in self._from(part + 1, spoken, middle):
                yield end, (*found, *more) if found else more


@dataclass(frozen=True, slots=True)
class _Choice:
    options: tuple[Pattern, ...]
    first: frozenset[str] | None
    needs: Needs

    @property
    def literals(self) -> frozenset[str]:
        return _literals(self.options)

    def match(self, spoken: Spoken, at: int) -> Iterator[Match]:
        word = spoken.words[at] if at < len(spoken.words) else ""
        for option in self.options:
            if option.first is None or word in option.first:
                yield from option.match(spoken, at)


@dataclass(frozen=True, slots=True)
class _Option:
    inner: Pattern
    first: frozenset[str] | None = None
    needs: Needs = ()

    @property
    def literals(self) -> frozenset[str]:
        return self.inner.literals

    def match(self, spoken: Spoken, at: int) -> Iterator[Match]:
        word = spoken.words[at] if at < len(spoken.words) else ""
        if self.inner.first is None or word in self.inner.first:
            yield from self.inner.match(spoken, at)
        yield at, ()


def _literals(patterns: Sequence[Pattern]) -> frozenset[str]:
    return frozenset[str]().union(*(pattern.literals for pattern in patterns))


def _chained(parts: Sequence[Pattern]) -> Pattern:
    if len(parts) == 1:
        return parts[0]
    needs = tuple(dict.fromkeys(need for part in parts for need in part.needs))
    return _Chain(tuple(parts), needs, _firsts(parts))


def _firsts(parts: Sequence[Pattern]) -> tuple[frozenset[str] | None, ...]:
    """Collect the words that each rest of a chain may begin with, over what may be left out at its beginning."""
    firsts: list[frozenset[str] | None] = []
    after: frozenset[str] | None = None
    for part in reversed(parts):
        if not isinstance(part, _Option):
            after = part.first
        elif after is not None:
            after = None if part.inner.first is None else part.inner.first | after
        firsts.append(after)
    return tuple(reversed(firsts))


def _chosen(options: Sequence[Pattern]) -> Pattern:
    if len(options) == 1:
        return options[0]
    firsts = [option.first for option in options]
    known = frozenset[str]().union(*(first for first in firsts if first is not None))
    return _Choice(tuple(options), None if None in firsts else known, common_need(options))


def common_need(options: Sequence[Pattern]) -> Needs:
    """Find what every option needs a word of: the rarest need of each, taken together.

    Args:
        options: Patterns of which one is to match.

    Returns:
        One set of words, without any word of which none matches; nothing where an option needs none.

    Example:
        >>> [sorted(need) for need in common_need([compile_pattern("undo that", {}), compile_pattern("revert", {})])]
        [['revert', 'undo']]
    """
    if not all(option.needs for option in options):
        return ()
    return (frozenset[str]().union(*(min(option.needs, key=len) for option in options)),)


def alternatives(pattern: Pattern) -> tuple[Pattern, ...]:
    """List the patterns that a pattern is a choice of, in order; itself where it is none.

    Example:
        >>> [sorted(option.literals) for option in alternatives(compile_pattern("undo that | revert", {}))]
        [['that', 'undo'], ['revert']]
    """
    return pattern.options if isinstance(pattern, _Choice) else (pattern,)


_MARKS = {"/": "/", "&lt;": "<", "&gt;": ">"}
_PIECE = re.compile(r"<(\w+)>|\{(\w+)\}|([\[\]()|])|([^\s<>{}\[\]()|]+)")


def words_of(text: str) -> frozenset[str]:
    """List the words that are written in a pattern, without those of the phrase lists that it names.

    Args:
        text: The pattern as it is written.

    Example:
        >>> sorted(words_of("[please] undo/revert <THAT> {tail}"))
        ['please', 'revert', 'undo']
    """
    return frozenset[str]().union(*(_word(written).literals for *_, written in _PIECE.findall(text) if written))


def compile_phrases(lists: Mapping[str, str]) -> dict[str, Pattern]:
    """Compile named phrase lists; each may use those before it.

    Args:
        lists: Patterns by name.

    Returns:
        Compiled patterns by name.
    """
    compiled: dict[str, Pattern] = {}
    for name, text in lists.items():
        compiled[name] = compile_pattern(text, compiled)
    return compiled


def compile_pattern(text: str, lists: Mapping[str, Pattern]) -> Pattern:
    """Compile one pattern.

    Args:
        text: The pattern as it is written.
        lists: The phrase lists that it may name.

    Returns:
        The compiled pattern.

    Raises:
        KeyError: If it names a phrase list that is not there.
        ValueError: If its brackets do not match, or hold nothing.

    Example:
        >>> sorted(compile_pattern("[please] undo/revert that", {}).literals)
        ['please', 'revert', 'that', 'undo']
    """
    pieces = [match.groups() for match in _PIECE.finditer(text)]
    pattern, end = _choice(pieces, 0, lists)
    if end != len(pieces):
        raise ValueError(f"a bracket too many in {text!r}")
    return pattern


def _choice(pieces: Sequence[Any], at: int, lists: Mapping[str, Pattern]) -> tuple[Pattern, int]:
    options: list[Pattern] = []
    while True:
        option, at = _chain(pieces, at, lists)
        options.append(option)
        if at >= len(pieces) or pieces[at][2] != "|":
            return _chosen(options), at
        at += 1


def _chain(pieces: Sequence[Any], at: int, lists: Mapping[str, Pattern]) -> tuple[Pattern, int]:
    parts: list[Pattern] = []
    while at < len(pieces) and pieces[at][2] not in ("|", ")", "]"):
        name, slot, bracket, word = pieces[at]
        at += 1
        if bracket:
            inner, at = _choice(pieces, at, lists)
            if at >= len(pieces) or pieces[at][2] != {"(": ")", "[": "]"}[bracket]:
                raise ValueError(f"a bracket is not closed before piece {at}")
            parts.append(_Option(inner) if bracket == "[" else inner)
            at += 1
        else:
            parts.append(lists[name] if name else _Slot(slot) if slot else _word(word))
    if not parts:
        raise ValueError(f"an empty phrase before piece {at}")
    return _chained(parts), at


@cache
def _word(written: str) -> _Word:
    words = frozenset({_MARKS[written]} if written in _MARKS else written.split("/"))
    return _Word(words, words)
